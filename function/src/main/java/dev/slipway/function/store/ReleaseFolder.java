package dev.slipway.function.store;

import dev.slipway.inference.manifest.Digest;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one release. One that an earlier process left is read again before it is taken: its name alone says
 * nothing of who wrote it. Links are never followed.
 */
record ReleaseFolder(Path path) {
    private static final int BUFFER = 64 * 1024;

    /** Whether it holds exactly the manifest's files, each with its digest. */
    boolean holds(Manifest manifest) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Set<Path> named = new HashSet<>();
        for (FileEntry file : manifest.files()) {
            Path target = path.resolve(file.path());
            named.add(target);
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(target) != file.size()
                    || !sha256(target).equals(file.sha256())) {
                return false;
            }
        }
        try (Stream<Path> there = Files.walk(path)) {
            // a link is no directory here, so that a folder that was replaced by one is found as well
            return there.filter(at -> !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS))
                    .allMatch(named::contains);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Digest.newSha256();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = new byte[BUFFER];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Removes whatever has its name: of a link the link, never what it leads to. */
    void delete() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(path)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }
}
