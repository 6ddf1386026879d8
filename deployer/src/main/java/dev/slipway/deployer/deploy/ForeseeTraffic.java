package dev.slipway.deployer.deploy;

import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.lease.Holder;
import dev.slipway.deployer.lease.LeaseRecord;
import dev.slipway.deployer.plan.DeployPlan.LeasePart;
import dev.slipway.deployer.plan.DeployPlan.RolloutPart;
import dev.slipway.deployer.plan.DeployPlan.RolloutStep;
import dev.slipway.deployer.plan.DeployPlan.RunningPart;
import dev.slipway.deployer.rollout.Rollout;
import dev.slipway.deployer.rollout.RolloutJson;
import dev.slipway.deployer.rollout.RolloutState;
import dev.slipway.deployer.rollout.Split;
import dev.slipway.deployer.rollout.analysis.Check;
import dev.slipway.deployer.rollout.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Foresees how {@link RollOut} would move {@code live}, and who is in its way. */
final class ForeseeTraffic implements Step {
    private final Workshop workshop;

    ForeseeTraffic(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Facts take(Facts facts) {
        Optional<Service> service = facts.find(Service.class);
        ForeseenRelease release = facts.need(ForeseenRelease.class);
        Optional<LeaseRecord> record = service.flatMap(Service::lease);
        Optional<RolloutState> running =
                record.flatMap(LeaseRecord::rollout).map(RolloutJson::read).filter(state -> !state.ended());
        Optional<LeasePart> lease = record.flatMap(this::lease);
        List<String> warnings = new ArrayList<>();
        lease.ifPresent(held -> warnings.add("live is held by " + held.holder() + " since " + held.since()
                + ": until it lets go, a deploy ends with exit code 7"));
        Optional<Split> split = service.flatMap(Service::split).filter(there -> running.isEmpty());
        split.filter(there -> !there.matches(Split.all(there.version())))
                .ifPresent(there -> warnings.add("live is split by hand (" + there.describe()
                        + "): a deploy rolls nothing out until one version has all of it"));
        boolean there = release.version()
                .flatMap(version -> split.filter(now -> now.matches(Split.all(version))))
                .isPresent();
        Plan plan = plan(facts.need(Bundle.class).model(), service, running, release);
        return facts.with(
                ForeseenTraffic.class,
                new ForeseenTraffic(
                        there ? Optional.empty() : Optional.of(part(plan)),
                        running.map(ForeseeTraffic::part),
                        lease,
                        there ? Optional.empty() : Optional.of(moves(plan, running, release)),
                        List.copyOf(warnings)));
    }

    private Plan plan(
            String model, Optional<Service> service, Optional<RolloutState> running, ForeseenRelease release) {
        return running.filter(state -> continues(state, release))
                .map(state -> state.rollout().plan())
                .orElseGet(() -> ChosenPlan.of(
                        workshop.project().file(),
                        model,
                        service.flatMap(Service::serving).isPresent()));
    }

    private static boolean continues(RolloutState state, ForeseenRelease release) {
        return release.version().filter(state.rollout().canary()::equals).isPresent();
    }

    private static String moves(Plan plan, Optional<RolloutState> running, ForeseenRelease release) {
        if (running.isEmpty()) {
            return "move to " + release.words() + ": " + plan.describe();
        }
        RolloutState state = running.get();
        Rollout rollout = state.rollout();
        return continues(state, release)
                ? "continue the rollout of version " + rollout.canary() + " at step " + (state.step() + 1) + " of "
                        + rollout.plan().steps().size() + ": " + plan.describe()
                : "take back the unfinished rollout of version " + rollout.canary() + ", then move to "
                        + release.words() + ": " + plan.describe();
    }

    /** A holder that nothing was heard of for too long holds nothing. */
    private Optional<LeasePart> lease(LeaseRecord record) {
        return record.holder()
                .filter(holder -> workshop.clock().instant().isBefore(record.expires()))
                .map(Holder::describe)
                .map(who -> new LeasePart(who, record.since()));
    }

    private static RunningPart part(RolloutState state) {
        Rollout rollout = state.rollout();
        return new RunningPart(
                rollout.stable(),
                rollout.canary(),
                state.phase().toString(),
                state.step() + 1,
                rollout.plan().steps().size());
    }

    private static RolloutPart part(Plan plan) {
        Map<String, Map<String, Object>> checks = new LinkedHashMap<>();
        if (plan.steps().stream().anyMatch(step -> step.weight() < 100)) {
            for (Check check : plan.checks()) {
                checks.put(check.name(), new TreeMap<>(check.settings()));
            }
        }
        return new RolloutPart(
                plan.name(),
                plan.steps().stream()
                        .map(step -> new RolloutStep(step.weight(), Plan.words(step.bake())))
                        .toList(),
                checks,
                Plan.words(plan.limit()));
    }
}
