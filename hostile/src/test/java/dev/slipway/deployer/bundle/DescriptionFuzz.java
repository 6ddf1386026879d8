package dev.slipway.deployer.bundle;

import dev.slipway.deployer.SlipwayException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model.yaml; only {@link SlipwayException} may come of it. */
public final class DescriptionFuzz {
    private static final Path FILE = file();

    private static Path file() {
        try {
            return Files.createTempDirectory("fuzz").resolve("model.yaml");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private DescriptionFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        Path file = Files.write(FILE, bytes);
        try {
            new BundleReader(file).describe(file);
        } catch (SlipwayException e) {
            return; // its documented answer to what is wrong
        }
    }
}
