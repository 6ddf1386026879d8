package dev.slipway.deployer.deploy;

import dev.slipway.deployer.cloud.FunctionVersion;
import dev.slipway.deployer.diff.Difference;
import dev.slipway.deployer.diff.ReleaseDiff;
import dev.slipway.deployer.ledger.GitState;
import dev.slipway.deployer.ledger.Release;
import dev.slipway.deployer.plan.DeployPlan;
import dev.slipway.deployer.plan.DeployPlan.Action;
import dev.slipway.deployer.plan.DeployPlan.StackPart;
import dev.slipway.deployer.plan.DeployPlan.UploadPart;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what the looks before have found. */
final class MakePlan implements Step {
    private final Workshop workshop;

    MakePlan(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        Manifest manifest = facts.need(Manifest.class);
        ForeseenStack stack = facts.need(ForeseenStack.class);
        ForeseenTraffic traffic = facts.need(ForeseenTraffic.class);
        Optional<Service> service = facts.find(Service.class);
        Optional<FunctionVersion> serving = service.flatMap(Service::serving);
        Optional<String> latest = service.map(found -> found.latest().codeSha256());
        DeployPlan plan = new DeployPlan(
                DeployPlan.SCHEMA,
                workshop.clock().instant(),
                manifest.model(),
                workshop.environment().name(),
                stack.part(),
                new DeployPlan.Digests(serving.flatMap(ModelEnvironment::digest), manifest.digest()),
                facts.need(UploadPart.class),
                new DeployPlan.CodePart(
                        serving.map(FunctionVersion::codeSha256), stack.jar().or(() -> latest)),
                new DeployPlan.EvaluationPart(service.flatMap(MakePlan::recorded), score(manifest)),
                service.map(found -> differences(found, manifest)).orElse(List.of()),
                service.flatMap(MakePlan::serving),
                traffic.rollout(),
                traffic.running(),
                traffic.lease(),
                warnings(facts),
                actions(facts));
        return facts.with(DeployPlan.class, plan);
    }

    private static Optional<DeployPlan.ServingPart> serving(Service service) {
        return service.serving()
                .map(version -> new DeployPlan.ServingPart(
                        version.version(),
                        service.split().orElseThrow().describe(),
                        service.release().flatMap(Release::git).map(GitState::commit),
                        service.release().map(Release::at)));
    }

    private static Optional<Validation.Score> recorded(Service service) {
        return service.manifest()
                .flatMap(MakePlan::score)
                .or(() -> service.release().flatMap(Release::score));
    }

    private static Optional<Validation.Score> score(Manifest manifest) {
        return Optional.ofNullable(manifest.validation()).flatMap(found -> Optional.ofNullable(found.score()));
    }

    private static List<Difference> differences(Service service, Manifest manifest) {
        List<Difference> differences = new ArrayList<>();
        service.manifest().ifPresent(before -> differences.addAll(ReleaseDiff.ofModels(before, manifest)));
        service.serving().ifPresent(before -> differences.addAll(ReleaseDiff.ofSettings(before, service.latest())));
        return differences;
    }

    private static List<String> warnings(Facts facts) {
        List<String> warnings = new ArrayList<>();
        facts.need(ForeseenStack.class).problem().ifPresent(warnings::add);
        facts.need(ForeseenSignature.class).warning().ifPresent(warnings::add);
        warnings.addAll(facts.need(ForeseenTraffic.class).warnings());
        facts.find(Service.class)
                .filter(service ->
                        service.serving().isPresent() && service.manifest().isEmpty())
                .ifPresent(service -> warnings.add("the manifest of the model that serves is gone from the bucket:"
                        + " what is different from it cannot be said"));
        return warnings;
    }

    private List<Action> actions(Facts facts) {
        List<Action> actions = new ArrayList<>();
        StackPart stack = facts.need(ForeseenStack.class).part();
        String model = facts.need(Manifest.class).model();
        switch (stack.action()) {
            case KEEP -> {}
            case MAKE -> actions.add(new Action("stack", "make " + stack.name()));
            case UPDATE ->
                actions.add(new Action(
                        "stack",
                        "update " + stack.name() + ": the project's code, template or parameters have changed"));
            case MISSING ->
                actions.add(new Action(
                        "stack",
                        stack.name() + " does not exist and is not made by slipway; run first: "
                                + EnsureStack.samDeploy(workshop, model)));
        }
        UploadPart upload = facts.need(UploadPart.class);
        if (!upload.missing().isEmpty()) {
            int files = upload.missing().size();
            actions.add(new Action(
                    "upload", "%d %s, %,d bytes".formatted(files, files == 1 ? "file" : "files", upload.bytes())));
        }
        facts.need(ForeseenSignature.class).action().ifPresent(words -> actions.add(new Action("signature", words)));
        ForeseenRelease release = facts.need(ForeseenRelease.class);
        if (release.version().isEmpty()) {
            actions.add(new Action("version", "publish a new one and send the golden cases to it"));
        }
        if (!release.candidate()) {
            actions.add(new Action("candidate", "point at " + release.words()));
        }
        facts.need(ForeseenTraffic.class).moves().ifPresent(words -> actions.add(new Action("live", words)));
        return actions;
    }
}
