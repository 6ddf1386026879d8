package dev.slipway.deployer.bundle;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.inspect.PlainFile;
import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** The files inside a bundle's folder; none reached through a link or outside of it. */
final class BundleFiles {
    private static final int BUFFER = 1 << 16;

    private final Path folder;

    BundleFiles(Path folder) {
        this.folder = folder;
    }

    /** What forbids the use of the path, or empty. */
    Optional<String> problem(String path) {
        return PlainFile.problem(folder, path);
    }

    /** The file with its size and digest. */
    FileEntry entry(String path) {
        Path file = folder.resolve(path);
        try (InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = Digest.newSha256();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
            return new FileEntry(path, size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new SlipwayException(ExitCode.FAILED, "cannot read " + file + ": " + e, "make it readable", e);
        }
    }
}
