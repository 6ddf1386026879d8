package dev.slipway.deployer.rollout;

import dev.slipway.deployer.rollout.analysis.Analysis;
import dev.slipway.deployer.rollout.analysis.Look;
import dev.slipway.deployer.rollout.analysis.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * A step bakes. A failed check ends it at once; at the end of the bake everything must be well for the next step, and what is inconclusive
 * then is held here until it is not, or until the rollout's time is over.
 *
 * @param last what the checks found at the last look
 */
public record Waiting(Rollout rollout, int step, Instant since, Analysis last) implements RolloutState {

    Waiting(Rollout rollout, int step, Instant since) {
        this(rollout, step, since, Analysis.NONE);
    }

    @Override
    public Phase phase() {
        return Phase.WAITING;
    }

    public Duration bake() {
        return rollout.plan().step(step).bake();
    }

    /** True when the bake is over and the rollout is held for want of evidence. */
    public boolean holding(Instant now) {
        return baked(now);
    }

    @Override
    public Transition next(Observation seen, Instant now) {
        if (!seen.alias().matches(rollout.splitAt(step))) {
            return Failed.moved(this, rollout.splitAt(step), seen, now);
        }
        Look look = baked(now) ? Look.AT_END_OF_BAKE : Look.DURING_BAKE;
        Analysis analysis = Analysis.of(rollout.plan().checks(), seen.stable(), seen.canary(), look);
        if (analysis.verdict() == Verdict.FAILED) {
            return Failed.byAnalysis(this, analysis, now);
        }
        if (rollout.overLimit(now)) {
            return Failed.late(this, analysis.words(Verdict.INCONCLUSIVE), now);
        }
        return baked(now) && analysis.verdict() == Verdict.SUCCESSFUL
                ? advance(now)
                : Transition.to(new Waiting(rollout, step, since, analysis));
    }

    private Transition advance(Instant now) {
        RolloutState next = rollout.plan().promotes(step + 1)
                ? new Promoting(rollout, step + 1, now)
                : new Progressing(rollout, step + 1, now);
        return Transition.shift(next, rollout.splitAt(step + 1));
    }

    private boolean baked(Instant now) {
        return !now.isBefore(since.plus(bake()));
    }
}
