package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.ModelStack;
import java.util.Map;
import java.util.Optional;

/** Points {@code candidate} at the release. */
final class PointCandidate implements Step {
    private final Workshop workshop;

    PointCandidate(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        ModelStack stack = facts.need(ModelStack.class);
        Functions functions = workshop.cloud().functions();
        String version = facts.need(PublishedVersion.class).version().version();
        Optional<Alias> there = functions.alias(stack.function(), stack.candidate());
        if (there.isEmpty()) {
            functions.createAlias(stack.function(), stack.candidate(), version, "the newest release");
        } else if (!pointsAt(there.get(), version)) {
            functions.writeAlias(
                    stack.function(),
                    stack.candidate(),
                    version,
                    Map.of(),
                    there.get().revisionId());
        } else {
            return facts;
        }
        workshop.console().say("candidate  is version " + version);
        return facts.with(Moved.class, new Moved(stack.candidate()));
    }

    private static boolean pointsAt(Alias alias, String version) {
        return alias.version().equals(version) && alias.weights().isEmpty();
    }
}
