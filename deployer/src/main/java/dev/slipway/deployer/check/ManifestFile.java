package dev.slipway.deployer.check;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.manifest.Manifest;
import dev.slipway.inference.manifest.ManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A manifest on disk for as long as a child process needs it. */
public final class ManifestFile {
    private ManifestFile() {}

    public static byte[] during(Manifest manifest, Function<Path, byte[]> use) {
        try {
            Path file = Files.createTempFile("slipway-manifest", ".json");
            try {
                Files.write(file, ManifestJson.write(manifest));
                return use.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new SlipwayException(
                    ExitCode.FAILED,
                    "cannot write a temporary file: " + e,
                    "make room in " + System.getProperty("java.io.tmpdir"),
                    e);
        }
    }
}
