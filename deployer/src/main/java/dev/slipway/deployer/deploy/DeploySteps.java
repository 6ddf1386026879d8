package dev.slipway.deployer.deploy;

import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.plan.DeployPlan;
import java.util.List;
import java.util.Optional;

/** The way of a bundle: each command is a list of steps, and each list begins with the one before. */
public final class DeploySteps {
    private final Workshop workshop;

    public DeploySteps(Workshop workshop) {
        this.workshop = workshop;
    }

    /** From a folder to blobs and manifest in the bucket. */
    public Outcome push(Bundle bundle) {
        return Outcome.of(walk(bundle, List.of(checkSteps(), pushSteps())));
    }

    /** … to a published, tested version behind {@code candidate}. */
    public Outcome release(Bundle bundle) {
        return Outcome.of(walk(bundle, List.of(checkSteps(), pushSteps(), releaseSteps("release"))));
    }

    /** … to all of the traffic. */
    public Outcome deploy(Bundle bundle) {
        return Outcome.of(walk(bundle, List.of(checkSteps(), pushSteps(), releaseSteps("deploy"), rolloutSteps())));
    }

    /** What {@link #deploy} would do, found without changing anything. */
    public DeployPlan plan(Bundle bundle) {
        return walk(bundle, List.of(checkSteps(), planSteps())).need(DeployPlan.class);
    }

    List<Step> checkSteps() {
        return List.of(new CheckModel(workshop), new EvaluateModel(workshop), new MakeManifest(workshop));
    }

    List<Step> planSteps() {
        return List.of(
                new LookAtStack(workshop),
                new LookAtService(workshop),
                new ForeseeUpload(workshop),
                new ForeseeSignature(workshop),
                new ForeseeRelease(workshop),
                new ForeseeTraffic(workshop),
                new MakePlan(workshop));
    }

    List<Step> pushSteps() {
        return List.of(
                new EnsureStack(workshop),
                new UploadBlobs(workshop),
                new WriteManifest(workshop),
                new SignManifest(workshop));
    }

    List<Step> releaseSteps(String command) {
        return List.of(
                new VerifySignature(workshop),
                new HoldAlias(workshop, command),
                new ConfirmFiles(workshop),
                new PublishVersion(workshop),
                new SmokeTest(workshop),
                new RecordRelease(workshop),
                new PointCandidate(workshop));
    }

    List<Step> rolloutSteps() {
        return List.of(new RollOut(workshop));
    }

    private static Facts walk(Bundle bundle, List<List<Step>> parts) {
        return walk(Facts.none().with(Bundle.class, bundle), parts);
    }

    /** Takes one step after the other; whatever comes, the lease is let go. */
    static Facts walk(Facts begin, List<List<Step>> parts) {
        Facts facts = begin;
        try {
            for (Step step : parts.stream().flatMap(List::stream).toList()) {
                facts = step.take(facts);
            }
            return facts;
        } finally {
            Optional<HeldAlias> held = facts.find(HeldAlias.class);
            held.ifPresent(HeldAlias::close);
        }
    }
}
