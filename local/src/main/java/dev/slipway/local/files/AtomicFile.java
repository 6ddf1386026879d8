package dev.slipway.local.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a small file so that every reader, and every later start, finds the old bytes or the new ones. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Makes the folders above {@code target} at need. */
    public static void write(Path target, byte[] bytes) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path aside = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
        try {
            Files.write(aside, bytes);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
