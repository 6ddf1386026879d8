package dev.slipway.deployer.rollout;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.Functions;

/** Reads and writes one function's aliases, with words for what can be wrong. */
final class AliasMoves {
    private static final int ATTEMPTS = 20;

    private final Functions functions;
    private final String function;

    AliasMoves(Functions functions, String function) {
        this.functions = functions;
        this.function = function;
    }

    Alias read(String alias) {
        return functions
                .alias(function, alias)
                .orElseThrow(() -> new SlipwayException(
                        ExitCode.FAILED,
                        "the alias " + alias + " of " + function + " does not exist",
                        "deploy the stack again, which makes live and candidate"));
    }

    void write(Alias read, Split split) {
        functions.writeAlias(function, read.name(), split.version(), split.weights(), read.revisionId());
    }

    /** Writes whatever comes between: for a rollback, whose word is the last. */
    void insist(String alias, Split split) {
        for (int attempt = 1; ; attempt++) {
            Alias read = read(alias);
            if (Split.of(read).matches(split)) {
                return;
            }
            try {
                write(read, split);
                return;
            } catch (CloudException e) {
                if (!e.is(CloudException.Kind.PRECONDITION) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
