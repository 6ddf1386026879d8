package dev.slipway.deployer.cli;

import dev.slipway.deployer.console.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A task on a terminal: a bar that fills. */
final class BarProgress implements Progress {
    private static final int WIDTH = 80;

    private final ProgressBar bar;

    BarProgress(PrintStream err, String task, long total, String unit) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" " + unit, 1)
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build();
    }

    @Override
    public void advance(long units) {
        bar.stepBy(units);
    }

    @Override
    public void close() {
        bar.close();
    }
}
