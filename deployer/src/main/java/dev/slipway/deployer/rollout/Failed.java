package dev.slipway.deployer.rollout;

import dev.slipway.deployer.rollout.analysis.Analysis;
import dev.slipway.deployer.rollout.analysis.Verdict;
import java.time.Instant;

/**
 * The rollout has failed; unless someone else owns the alias by now, stable has its traffic back, or is about to.
 *
 * @param cause why
 * @param reason why, in words, with the numbers that decided
 * @param settled true when the alias has been seen back at stable, or is not ours to move
 */
public record Failed(
        Rollout rollout, int step, Instant since, Cause cause, String reason, Analysis last, boolean settled)
        implements RolloutState {

    /** Why a rollout fails. */
    public enum Cause {
        ANALYSIS,
        TIME_LIMIT,
        REQUESTED,
        MOVED_BY_HAND
    }

    static Transition byAnalysis(RolloutState from, Analysis analysis, Instant now) {
        return rollBack(from, Cause.ANALYSIS, analysis.words(Verdict.FAILED), analysis, now);
    }

    static Transition late(RolloutState from, String why, Instant now) {
        String reason = "not done within its time limit of "
                + from.rollout().plan().limit().toSeconds() + " s" + (why.isEmpty() ? "" : "; " + why);
        return rollBack(from, Cause.TIME_LIMIT, reason, Analysis.NONE, now);
    }

    /** What a rollback by command makes of a running rollout. */
    public static Transition requested(RolloutState from, String by, Instant now) {
        return rollBack(from, Cause.REQUESTED, "rolled back by " + by, Analysis.NONE, now);
    }

    static Transition moved(RolloutState from, Split expected, Observation seen, Instant now) {
        String reason = "the alias " + from.rollout().alias() + " was moved by someone else: expected "
                + expected.describe() + ", found " + seen.alias().describe();
        return Transition.to(
                new Failed(from.rollout(), from.step(), now, Cause.MOVED_BY_HAND, reason, Analysis.NONE, true));
    }

    private static Transition rollBack(RolloutState from, Cause cause, String reason, Analysis last, Instant now) {
        Rollout rollout = from.rollout();
        return Transition.shift(
                new Failed(rollout, from.step(), now, cause, reason, last, false), Split.all(rollout.stable()));
    }

    @Override
    public Phase phase() {
        return Phase.FAILED;
    }

    @Override
    public Transition next(Observation seen, Instant now) {
        Split back = Split.all(rollout.stable());
        if (settled) {
            return Transition.to(this);
        }
        if (seen.alias().matches(back)) {
            return Transition.to(new Failed(rollout, step, since, cause, reason, last, true));
        }
        return rollout.knows(seen.alias()) ? Transition.shift(this, back) : moved(this, back, seen, now);
    }

    @Override
    public boolean ended() {
        return settled;
    }
}
