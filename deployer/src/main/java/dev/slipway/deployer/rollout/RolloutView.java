package dev.slipway.deployer.rollout;

import dev.slipway.deployer.console.Console;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows a rollout as it goes: a table that redraws itself on a terminal; elsewhere a line for what is new, and one now and then. */
final class RolloutView implements RolloutWatcher {
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

    private final Console console;
    private @Nullable String said;
    private Instant saidAt = Instant.EPOCH;

    private RolloutView(Console console) {
        this.console = console;
    }

    static RolloutWatcher on(Console console) {
        return new RolloutView(console);
    }

    @Override
    public void saw(RolloutState state, Observation observation, Instant now) {
        if (console.interactive()) {
            console.redraw(new RolloutTable(state, observation, now).draw());
            return;
        }
        String news = state.phase() + " " + state.step() + " " + RolloutTable.held(state, now);
        if (!news.equals(said) || Duration.between(saidAt, now).compareTo(NOW_AND_THEN) >= 0) {
            RolloutTable.lines(state, observation, now).forEach(console::say);
            said = news;
            saidAt = now;
        }
    }
}
