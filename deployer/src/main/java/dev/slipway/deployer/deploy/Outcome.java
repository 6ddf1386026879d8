package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.evaluate.EvaluationReport;
import dev.slipway.inference.manifest.Manifest;
import java.util.Optional;

/**
 * What a command has brought about.
 *
 * @param digest the model's
 * @param version the release's; empty after a push
 * @param changed false when everything was so already
 * @param api the URL of the model's API
 */
public record Outcome(
        String model,
        String digest,
        String stack,
        String function,
        String bucket,
        int uploadedFiles,
        long uploadedBytes,
        Optional<String> version,
        Optional<EvaluationReport> evaluation,
        boolean changed,
        String api) {

    static Outcome of(Facts facts) {
        Manifest manifest = facts.need(Manifest.class);
        ModelStack stack = facts.need(ModelStack.class);
        Uploaded uploaded = facts.need(Uploaded.class);
        Optional<PublishedVersion> published = facts.find(PublishedVersion.class);
        boolean released = published.map(version -> !version.reused()).orElse(false);
        return new Outcome(
                manifest.model(),
                manifest.digest(),
                stack.stack(),
                stack.function(),
                stack.bucket(),
                uploaded.files(),
                uploaded.bytes(),
                published.map(version -> version.version().version()),
                facts.find(EvaluationReport.class),
                released
                        || uploaded.files() > 0
                        || facts.find(SignedNow.class).isPresent()
                        || facts.find(Moved.class).isPresent(),
                stack.api());
    }
}
