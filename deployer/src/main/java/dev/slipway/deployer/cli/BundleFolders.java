package dev.slipway.deployer.cli;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundles of a project, found by their descriptions. */
final class BundleFolders {
    private static final int DEEPEST = 3;

    private BundleFolders() {}

    /** Every folder with a description, in the order of their paths; none when the folder is not there. */
    static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            return files.filter(file -> file.endsWith(Bundle.DESCRIPTION))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.USAGE, "cannot list the bundles below " + folder + ": " + e, "make it readable", e);
        }
    }
}
