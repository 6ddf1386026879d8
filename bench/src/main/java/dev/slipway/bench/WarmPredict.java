package dev.slipway.bench;

import dev.slipway.bench.load.Load;
import dev.slipway.bench.process.BenchProject;
import dev.slipway.bench.process.CloudProcess;
import dev.slipway.bench.process.SlipwayCommand;
import dev.slipway.bench.report.Figures;
import dev.slipway.bench.report.Samples;
import dev.slipway.bench.report.Section;
import dev.slipway.inference.pipeline.GoldenCases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A warm prediction of the tabular model through gateway, worker and session, and what its processes weigh then. */
final class WarmPredict implements Measure {
    private static final String BUNDLE = "models/penguins-v2";
    private static final int WARMUP = 3_000;
    private static final int REQUESTS = 3_000;
    private static final int CLIENTS = 4;
    private static final long WORKER_KIBIBYTES = 200 * 1024;
    private static final long CLOUD_KIBIBYTES = 250 * 1024;

    @Override
    public List<Section> run(Path home) throws IOException, InterruptedException {
        try (var project = new BenchProject(home);
                CloudProcess cloud = CloudProcess.start(project)) {
            SlipwayCommand.run(project, "deploy", home.resolve(BUNDLE).toString());
            byte[] request = GoldenCases.read(home.resolve(BUNDLE).resolve("golden.json"))
                    .get(0)
                    .request();
            var load = new Load(cloud.api("/v2/models/penguins/infer"), request);
            load.run(1, WARMUP);
            Load.Result one = load.run(1, REQUESTS);
            load.run(CLIENTS, WARMUP / CLIENTS);
            Load.Result many = load.run(CLIENTS, REQUESTS);
            return List.of(speed(one, many), memory(cloud));
        }
    }

    private static Section speed(Load.Result one, Load.Result many) {
        Samples alone = one.samples();
        return new Section(
                "A warm prediction",
                "Model `penguins`, one row: HTTP gateway → worker → ONNX Runtime → back, over loopback with kept"
                        + " connections; " + REQUESTS + " requests a client.",
                List.of("clients", "p50", "p99", "predictions", "goal"),
                List.of(
                        List.of(
                                "1",
                                Figures.millis(alone.medianMillis()),
                                Figures.millis(alone.millis(0.99)),
                                Figures.rate(one.perSecond()),
                                Figures.goal("p50 < 3 ms", alone.medianMillis() < 3)),
                        List.of(
                                String.valueOf(CLIENTS),
                                Figures.millis(many.samples().medianMillis()),
                                Figures.millis(many.samples().millis(0.99)),
                                Figures.rate(many.perSecond()),
                                Figures.goal(">= 1000 /s", many.perSecond() >= 1_000))));
    }

    private static Section memory(CloudProcess cloud) throws IOException {
        List<Long> workers = cloud.workersKibibytes();
        long largest = workers.stream().mapToLong(Long::longValue).max().orElse(0);
        long own = cloud.residentKibibytes();
        return new Section(
                "Resident memory after that load",
                "`VmRSS` of each process; of " + workers.size() + " workers the largest.",
                List.of("process", "resident", "goal"),
                List.of(
                        List.of(
                                "worker",
                                Figures.megabytes(largest),
                                Figures.goal("< 200 MB", !workers.isEmpty() && largest < WORKER_KIBIBYTES)),
                        List.of(
                                "embedded cloud",
                                Figures.megabytes(own),
                                Figures.goal("< 250 MB", own < CLOUD_KIBIBYTES))));
    }
}
