package dev.slipway.deployer.deploy;

import dev.slipway.deployer.bundle.Bundle;
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
        return run(bundle, pushSteps());
    }

    /** … to a published, tested version behind {@code candidate}. */
    public Outcome release(Bundle bundle) {
        return run(bundle, join(List.of(pushSteps(), releaseSteps("release"))));
    }

    /** … to all of the traffic. */
    public Outcome deploy(Bundle bundle) {
        return run(bundle, join(List.of(pushSteps(), releaseSteps("deploy"), List.of(new RollOut(workshop)))));
    }

    private List<Step> pushSteps() {
        return List.of(
                new CheckModel(workshop),
                new EvaluateModel(workshop),
                new MakeManifest(workshop),
                new EnsureStack(workshop),
                new UploadBlobs(workshop),
                new WriteManifest(workshop));
    }

    private List<Step> releaseSteps(String command) {
        return List.of(
                new HoldAlias(workshop, command),
                new PublishVersion(workshop),
                new SmokeTest(workshop),
                new RecordRelease(workshop),
                new PointCandidate(workshop));
    }

    private static List<Step> join(List<List<Step>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    private static Outcome run(Bundle bundle, List<Step> steps) {
        Facts facts = Facts.none().with(Bundle.class, bundle);
        try {
            for (Step step : steps) {
                facts = step.take(facts);
            }
            return Outcome.of(facts);
        } finally {
            Optional<HeldAlias> held = facts.find(HeldAlias.class);
            held.ifPresent(HeldAlias::close);
        }
    }
}
