package dev.slipway.deployer.demo;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's own project: a folder with nothing in it but a plan whose bakes are seconds.
 *
 * @param root made anew each time
 * @param home Slipway's own folder, with bundles and traffic
 */
public record DemoProject(Path root, Path home) {
    static final String MODEL = "penguins";

    private static final String SLIPWAY_YAML = """
            default_environment: local
            rollout:
              name: demo
              steps: [10, 50, 100]
              bake: 6s
              limit: 60s
              checks:
                errors: {significance: 0.005, min_samples: 30}
                latency: {p50: 2, p99: 3, floor: 250ms, min_samples: 30}
            """;

    /** Empties the folder and writes slipway.yaml. */
    void prepare() {
        try {
            if (Files.exists(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file :
                            files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(root);
            Files.writeString(root.resolve("slipway.yaml"), SLIPWAY_YAML);
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED, "cannot write the demo's project in " + root + ": " + e, "make it writable", e);
        }
    }

    String bundle(String name) {
        return home.resolve("models").resolve(name).toString();
    }

    /** Requests with real measurements, one a line. */
    List<byte[]> traffic() {
        Path file = home.resolve("models/traffic/" + MODEL + ".jsonl");
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "cannot read the demo's traffic from " + file + ": " + e,
                    "check the project out again",
                    e);
        }
    }
}
