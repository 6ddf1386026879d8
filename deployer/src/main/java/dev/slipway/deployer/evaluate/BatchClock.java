package dev.slipway.deployer.evaluate;

import dev.slipway.deployer.ExitCode;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** In the child: ends it when one batch takes too long, so that a loop in a graph does not last as long as a whole evaluation may. */
final class BatchClock {
    private final Timer timer = new Timer("batch clock", true);
    private final Duration limit;

    BatchClock(Duration limit) {
        this.limit = limit;
    }

    /** Runs one batch. */
    void during(Runnable batch) {
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                // Native code cannot be interrupted: the process has to end.
                System.out.println("{\"error\":\"evaluating it, one batch of rows did not end within "
                        + limit.toSeconds() + " s; look for a loop in the graph, or make the model smaller\"}");
                System.out.flush();
                Runtime.getRuntime().halt(ExitCode.REFUSED.code());
            }
        };
        timer.schedule(end, limit.toMillis());
        try {
            batch.run();
        } finally {
            end.cancel();
        }
    }
}
