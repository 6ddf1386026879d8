package dev.slipway.bench;

import dev.slipway.bench.report.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One of the measurements. */
interface Measure {
    /** @param home the project's root, built */
    List<Section> run(Path home) throws IOException, InterruptedException;
}
