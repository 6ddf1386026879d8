package dev.slipway.deployer.rollout;

import dev.slipway.deployer.console.Console;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows a rollout as it goes: on a terminal a table that redraws itself while a step bakes, elsewhere a line now and then; everywhere each step's
 * last table stays, with the numbers that decided.
 */
final class RolloutView implements RolloutWatcher {
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

    private final Console console;
    private @Nullable Waiting baking;
    private String said = "";
    private Instant saidAt = Instant.EPOCH;

    private RolloutView(Console console) {
        this.console = console;
    }

    static RolloutWatcher on(Console console) {
        return new RolloutView(console);
    }

    @Override
    public void saw(RolloutState state, Observation observation, Instant now) {
        if (state instanceof Waiting waiting) {
            bakes(waiting, observation, now);
            baking = waiting;
            return;
        }
        Waiting decided = baking;
        if (decided != null) {
            console.redraw(new RolloutTable(decided, observation, now).draw());
            console.say("");
        }
        baking = null;
        news(RolloutTable.headline(state));
    }

    private void bakes(Waiting waiting, Observation observation, Instant now) {
        RolloutTable table = new RolloutTable(waiting, observation, now);
        if (console.interactive()) {
            console.redraw(table.draw());
        } else if (baking == null) {
            saidAt = now;
        } else if (waiting.holding(now) && !waiting.holding(saidAt)
                || Duration.between(saidAt, now).compareTo(NOW_AND_THEN) >= 0) {
            console.say(table.brief());
            saidAt = now;
        }
    }

    private void news(String line) {
        if (!line.equals(said)) {
            console.say(line);
            said = line;
        }
    }
}
