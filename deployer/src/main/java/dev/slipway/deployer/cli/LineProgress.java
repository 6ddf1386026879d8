package dev.slipway.deployer.cli;

import dev.slipway.deployer.console.Console;
import dev.slipway.deployer.console.Progress;
import java.util.concurrent.atomic.AtomicLong;

/** A task in a log: a line at every quarter of a long one, and one at its end. */
final class LineProgress implements Progress {
    private final Console console;
    private final String task;
    private final long total;
    private final String unit;
    private final AtomicLong done = new AtomicLong();

    LineProgress(Console console, String task, long total, String unit) {
        this.console = console;
        this.task = task;
        this.total = total;
        this.unit = unit;
    }

    @Override
    public void advance(long units) {
        long now = done.addAndGet(units);
        boolean crossed = total > 0 && now < total && now * 4 / total > (now - units) * 4 / total;
        if (crossed) {
            console.say(task + ": " + now * 100 / total + " %");
        }
    }

    @Override
    public void close() {
        console.say(task + ": " + done.get() + " " + unit);
    }
}
