package dev.slipway.deployer.ledger;

import dev.slipway.inference.manifest.Validation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One release: code, model and configuration as one published version.
 *
 * @param digest of the manifest: the model's identity
 * @param codeSha256 as Lambda gives it
 * @param by who released it, as the cloud knows the caller
 * @param from user and host it was released from
 * @param git the bundle's commit; empty outside of a repository
 * @param score of the evaluation; empty without one
 */
public record Release(
        String function,
        String version,
        String model,
        String digest,
        String codeSha256,
        Instant at,
        String by,
        String from,
        Optional<GitState> git,
        String runtime,
        String architecture,
        int memory,
        int timeout,
        Map<String, String> environment,
        Optional<Validation.Score> score) {
    public Release {
        environment = Map.copyOf(environment);
    }
}
