package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.inference.manifest.Manifest;
import java.util.Map;
import java.util.Optional;

/** Finds whether {@link PublishVersion} would find the release published already. */
final class ForeseeRelease implements Step {
    private final Workshop workshop;

    ForeseeRelease(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        // Where the stack gets other code first, what would be published is not what is there now.
        Optional<Service> asItWillBe = facts.find(Service.class)
                .filter(service -> facts.need(ForeseenStack.class).jar().isEmpty());
        Optional<String> version = asItWillBe.flatMap(service -> published(service, facts.need(Manifest.class)));
        boolean candidate = version.isPresent()
                && asItWillBe
                        .map(service -> service.candidate().equals(version))
                        .orElse(false);
        return facts.with(ForeseenRelease.class, new ForeseenRelease(version, candidate));
    }

    private Optional<String> published(Service service, Manifest manifest) {
        Map<String, String> environment = ModelEnvironment.of(service.latest(), manifest);
        return workshop.cloud().functions().versions(service.latest().function()).stream()
                .filter(version -> PublishVersion.isRelease(version, service.latest(), environment))
                .reduce((older, newer) -> newer)
                .map(FunctionVersion::version);
    }
}
