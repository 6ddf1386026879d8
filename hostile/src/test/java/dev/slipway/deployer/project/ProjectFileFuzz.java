package dev.slipway.deployer.project;

import dev.slipway.deployer.SlipwayException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A slipway.yaml; only {@link SlipwayException} may come of it. */
public final class ProjectFileFuzz {
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Files.createTempDirectory("fuzz");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ProjectFileFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Files.write(FOLDER.resolve(ProjectFile.NAME), bytes);
        try {
            ProjectFile.read(FOLDER);
        } catch (SlipwayException e) {
            return; // its documented answer to what is wrong
        }
    }
}
