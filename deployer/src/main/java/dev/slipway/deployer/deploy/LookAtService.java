package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.Alias;
import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.cloud.Functions;
import dev.slipway.deployer.cloud.ModelStack;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.lease.AliasLease;
import dev.slipway.deployer.ledger.Ledger;
import dev.slipway.deployer.rollout.Split;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import dev.slipway.inference.manifest.ModelKeys;
import java.util.Optional;

/** Finds what serves now, from aliases, ledger and bucket; takes nothing. */
final class LookAtService implements Step {
    private final Workshop workshop;

    LookAtService(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        return facts.need(ForeseenStack.class)
                .stack()
                .map(stack -> facts.with(Service.class, service(stack)))
                .orElse(facts);
    }

    private Service service(ModelStack stack) {
        Functions functions = workshop.cloud().functions();
        ObjectStore objects = workshop.cloud().objects(stack.bucket());
        Optional<Alias> live = functions.alias(stack.function(), stack.live());
        Optional<FunctionVersion> serving = live.flatMap(alias -> functions.version(stack.function(), alias.version()))
                .filter(ModelEnvironment::hasModel);
        return new Service(
                functions.get(stack.function()),
                live.map(Split::of),
                serving,
                serving.flatMap(version -> new Ledger(objects, stack.function()).find(version.version())),
                serving.flatMap(version -> manifest(objects, stack.model(), version)),
                functions
                        .alias(stack.function(), stack.candidate())
                        .filter(alias -> alias.weights().isEmpty())
                        .map(Alias::version),
                AliasLease.look(objects, stack.function(), stack.live()));
    }

    private static Optional<Manifest> manifest(ObjectStore objects, String model, FunctionVersion version) {
        return ModelEnvironment.digest(version)
                .filter(FileEntry::isDigest)
                .flatMap(digest -> objects.get(ModelKeys.manifest(model, digest)))
                .map(stored -> ManifestJson.read(stored.content()));
    }
}
