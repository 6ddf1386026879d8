package dev.slipway.bench;

import dev.slipway.bench.process.BenchProject;
import dev.slipway.bench.process.CloudProcess;
import dev.slipway.bench.report.Figures;
import dev.slipway.bench.report.Samples;
import dev.slipway.bench.report.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How long the embedded cloud takes from nothing to its first answer. */
final class CloudStart implements Measure {
    private static final int STARTS = 5;
    private static final double GOAL_MILLIS = 2_500;

    @Override
    public List<Section> run(Path home) throws IOException {
        long[] nanos = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (var project = new BenchProject(home);
                    CloudProcess cloud = CloudProcess.start(project)) {
                nanos[i] = cloud.startNanos();
            }
        }
        var samples = new Samples(nanos);
        return List.of(new Section(
                "The embedded cloud's start",
                "From the start of its process, with an empty state, to the first answer; " + STARTS + " starts.",
                List.of("median", "slowest", "goal"),
                List.of(List.of(
                        Figures.millis(samples.medianMillis()),
                        Figures.millis(samples.millis(1)),
                        Figures.goal("< 2.5 s", samples.millis(1) < GOAL_MILLIS)))));
    }
}
