package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.Invocation;
import dev.slipway.deployer.cloud.ModelStack;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Invokes the function itself, past the API: through an alias, or one version. */
@Command(name = "invoke", description = "Invoke the function through an alias or a version.")
final class InvokeCommand extends SlipwayCommand {
    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    String model = "";

    @Mixin
    RequestData request = new RequestData();

    @ArgGroup
    Target target = new Target();

    /** One or the other. */
    static final class Target {
        @Option(names = "--alias", paramLabel = "NAME", description = "The alias. Default: live.")
        @Nullable
        String alias;

        @Option(names = "--version-number", paramLabel = "N", description = "A version instead of an alias.")
        @Nullable
        String version;
    }

    @Override
    ExitCode run(CommandContext context) {
        ModelStack stack = context.stack(model);
        byte[] body = request.read(context.folder());
        String chosen = target.version != null ? target.version : target.alias;
        String qualifier = chosen != null ? chosen : stack.live();
        long start = System.nanoTime();
        Invocation answer = context.cloud().functions().invoke(stack.function(), qualifier, body);
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.error().isPresent()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    stack.function() + ":" + qualifier + " failed ("
                            + answer.error().get() + "): " + answer.text(),
                    "see the function's log group");
        }
        context.console().say(String.format(Locale.ROOT, "version %s, %.1f ms", answer.executedVersion(), millis));
        context.console().result(Json.read(answer.text()), answer::text);
        return ExitCode.OK;
    }
}
