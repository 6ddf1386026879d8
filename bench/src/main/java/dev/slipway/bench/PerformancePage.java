package dev.slipway.bench;

import dev.slipway.bench.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code docs/performance.md}: the figures of one run, and how to get them again. */
final class PerformancePage {
    private static final String HEAD = """
            # Performance

            Figures of one run of `./slipway bench` on the machine named below; they drift with whatever else it does, so ratios
            and goals are what to read. Written by that command: change the measurements, not this page.

            """;

    private PerformancePage() {}

    static void write(Path file, List<Section> sections) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var page = new StringBuilder(HEAD).append(machine()).append('\n');
        sections.forEach(section -> page.append('\n').append(section.markdown()));
        Files.writeString(file, page);
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " CPUs, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", Java " + System.getProperty("java.version") + ".";
    }
}
