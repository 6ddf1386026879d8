package dev.slipway.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A project of its own in a temporary folder: the template and the jars are the real one's, the state is not. */
public final class BenchProject implements AutoCloseable {
    private final Path home;
    private final Path folder;

    /** @param home the real project, built */
    public BenchProject(Path home) throws IOException {
        this.home = home;
        this.folder = Files.createTempDirectory("slipway-bench-");
        for (String file : List.of("template.yaml", "slipway.yaml")) {
            Files.copy(home.resolve(file), folder.resolve(file));
        }
        for (String linked : List.of("function", "models")) {
            Files.createSymbolicLink(folder.resolve(linked), home.resolve(linked));
        }
    }

    Path home() {
        return home;
    }

    Path folder() {
        return folder;
    }

    /** Where the command looks for a running cloud. */
    Path state() {
        return folder.resolve(".slipway/local");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
