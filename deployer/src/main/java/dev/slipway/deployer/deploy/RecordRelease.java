package dev.slipway.deployer.deploy;

import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.ledger.GitState;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.inference.manifest.Manifest;
import java.util.Optional;

/** Writes the release into the ledger, once. */
final class RecordRelease implements Step {
    private final Workshop workshop;

    RecordRelease(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        ModelStack stack = facts.need(ModelStack.class);
        Ledger ledger = new Ledger(workshop.cloud().objects(stack.bucket()), stack.function());
        FunctionVersion version = facts.need(PublishedVersion.class).version();
        Optional<Release> there = ledger.find(version.version());
        Release release = there.orElseGet(() -> release(facts, version));
        if (there.isEmpty()) {
            ledger.record(release);
        }
        return facts.with(Release.class, release);
    }

    private Release release(Facts facts, FunctionVersion version) {
        Manifest manifest = facts.need(Manifest.class);
        Holder here = Holder.ofThisProcess("release");
        return new Release(
                version.function(),
                version.version(),
                manifest.model(),
                manifest.digest(),
                version.codeSha256(),
                workshop.clock().instant(),
                workshop.cloud().caller(),
                here.user() + "@" + here.host(),
                GitState.of(facts.need(Bundle.class).folder()),
                version.runtime(),
                version.architecture(),
                version.memory(),
                version.timeout(),
                ModelEnvironment.recorded(version),
                Optional.ofNullable(manifest.validation()).flatMap(found -> Optional.ofNullable(found.score())));
    }
}
