package dev.slipway.deployer.deploy;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.inference.manifest.Manifest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes code, model and configuration one published version, or finds the one that they are already. */
final class PublishVersion implements Step {
    private static final int TRIES = 3;
    private static final int SHORT = 12;
    private static final Duration TO_UPDATE = Duration.ofMinutes(5);
    /** SnapStart takes its snapshot meanwhile. */
    private static final Duration TO_ACTIVATE = Duration.ofMinutes(10);

    private final Workshop workshop;
    private final Functions functions;

    PublishVersion(Workshop workshop) {
        this.workshop = workshop;
        this.functions = workshop.cloud().functions();
    }

    @Override
    public Facts take(Facts facts) {
        String function = facts.need(ModelStack.class).function();
        Manifest manifest = facts.need(Manifest.class);
        PublishedVersion published = published(function, manifest);
        FunctionVersion active = active(function, published.version().version());
        workshop.console()
                .say(
                        (published.reused()
                                ? "version    " + active.version() + " is this release already"
                                : "published  version " + active.version()));
        return facts.with(PublishedVersion.class, new PublishedVersion(active, published.reused()));
    }

    /** A precondition fails when the stack was deployed meanwhile, or when our own answer got lost: both start over. */
    private PublishedVersion published(String function, Manifest manifest) {
        for (int tried = 1; ; tried++) {
            try {
                return publish(function, manifest);
            } catch (CloudException e) {
                boolean changed = e.is(CloudException.Kind.PRECONDITION) || e.is(CloudException.Kind.CONFLICT);
                if (!changed || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private PublishedVersion publish(String function, Manifest manifest) {
        FunctionVersion latest = settled(function);
        Map<String, String> environment = ModelEnvironment.of(latest, manifest);
        Optional<FunctionVersion> same = functions.versions(function).stream()
                .filter(version -> isRelease(version, latest, environment))
                .reduce((older, newer) -> newer);
        if (same.isPresent()) {
            return new PublishedVersion(same.get(), true);
        }
        if (!latest.environment().equals(environment)) {
            functions.updateEnvironment(function, environment, latest.revisionId());
        }
        FunctionVersion ready = settled(function);
        String description = manifest.model() + " " + manifest.digest().substring(0, SHORT);
        return new PublishedVersion(
                functions.publish(function, ready.codeSha256(), ready.revisionId(), description), false);
    }

    /** Whether the version is what publishing {@code latest} with this environment would make. */
    static boolean isRelease(FunctionVersion version, FunctionVersion latest, Map<String, String> environment) {
        return version.codeSha256().equals(latest.codeSha256())
                && version.environment().equals(environment)
                && version.runtime().equals(latest.runtime())
                && version.architecture().equals(latest.architecture())
                && version.memory() == latest.memory()
                && version.timeout() == latest.timeout()
                && !version.failed();
    }

    private FunctionVersion settled(String function) {
        return sound(new Await(workshop)
                .until(
                        "the update of " + function + " is done",
                        TO_UPDATE,
                        () -> functions.get(function),
                        FunctionVersion::settled));
    }

    private FunctionVersion active(String function, String version) {
        return sound(new Await(workshop)
                .until(
                        "version " + version + " of " + function + " is active",
                        TO_ACTIVATE,
                        () -> functions.version(function, version).orElseThrow(),
                        FunctionVersion::settled));
    }

    private static FunctionVersion sound(FunctionVersion version) {
        if (version.failed()) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    version.function() + ":" + version.version() + " could not be made ready: " + version.reason(),
                    "mend what the reason names, then run the same command again");
        }
        return version;
    }
}
