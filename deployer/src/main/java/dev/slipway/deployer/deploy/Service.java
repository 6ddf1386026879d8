package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.lease.LeaseRecord;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.deployer.rollout.Split;
import dev.slipway.inference.manifest.Manifest;
import java.util.Optional;

/**
 * What a model's function is and does now.
 *
 * @param latest what would be published next
 * @param split how {@code live} divides its traffic; empty when there is no such alias
 * @param serving the version that has it, or the stable one of two; empty before the first release
 * @param release its entry in the ledger
 * @param manifest of its model
 * @param candidate the version behind {@code candidate}
 * @param lease what is written about {@code live}
 */
record Service(
        FunctionVersion latest,
        Optional<Split> split,
        Optional<FunctionVersion> serving,
        Optional<Release> release,
        Optional<Manifest> manifest,
        Optional<String> candidate,
        Optional<LeaseRecord> lease) {}
