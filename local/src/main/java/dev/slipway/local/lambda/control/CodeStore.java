package dev.slipway.local.lambda.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Functions' code, unpacked once for each content: a folder named by the archive's SHA-256. */
public final class CodeStore {
    private static final String ARCHIVE = ".zip";
    static final long MOST_UNZIPPED = 262_144_000;

    private final Path folder;

    public CodeStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /**
     * An archive that is there.
     *
     * @param sha256 base64, as Lambda shows it
     * @param size the archive's bytes
     */
    record Code(String sha256, long size) {}

    /** The unpacked code of a version. */
    public Path folder(String codeSha256) {
        return folder.resolve(HexFormat.of().formatHex(Base64.getDecoder().decode(codeSha256)));
    }

    /** The archive as it came; empty where an earlier cloud kept the unpacked code alone. */
    public Optional<Path> archive(String codeSha256) {
        return Optional.of(archiveOf(folder(codeSha256))).filter(Files::exists);
    }

    private static Path archiveOf(Path unpacked) {
        return unpacked.resolveSibling(unpacked.getFileName() + ARCHIVE);
    }

    /** Takes an archive; one that is already there is not unpacked again. */
    Code put(InputStream archive) throws IOException {
        Path zip = Files.createTempFile(folder, "incoming", ".zip");
        try {
            MessageDigest digest = sha256();
            long size;
            try (InputStream in = new DigestInputStream(archive, digest)) {
                size = Files.copy(in, zip, StandardCopyOption.REPLACE_EXISTING);
            }
            Code code = new Code(Base64.getEncoder().encodeToString(digest.digest()), size);
            Path target = folder(code.sha256());
            if (!Files.isDirectory(target)) {
                unpack(zip, target);
            }
            Files.move(zip, archiveOf(target), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return code;
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    /** Forgets code that no function names any more, and what a kill left half unpacked; for the start only. */
    public void keepOnly(Predicate<String> isUsed) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                String file = entry.getFileName().toString();
                String name = file.endsWith(ARCHIVE) ? file.substring(0, file.length() - ARCHIVE.length()) : file;
                if (!name.matches("[0-9a-f]{64}")
                        || !isUsed.test(Base64.getEncoder()
                                .encodeToString(HexFormat.of().parseHex(name)))) {
                    delete(entry);
                }
            }
        }
    }

    private void unpack(Path zip, Path target) throws IOException {
        Path aside = Files.createTempDirectory(folder, "unpacking");
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            long total = 0;
            for (ZipEntry entry : (Iterable<ZipEntry>) archive.stream().map(ZipEntry.class::cast)::iterator) {
                total += extract(archive, entry, aside, MOST_UNZIPPED - total);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (ZipException e) {
            throw Refusals.invalid("Could not unzip uploaded file. Please check your file, then try to upload again. ("
                    + e.getMessage() + ")");
        } catch (FileSystemException e) {
            // Another call may have unpacked the same archive in the meantime: its folder serves as well.
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            if (Files.exists(aside)) {
                delete(aside);
            }
        }
    }

    private static long extract(ZipFile archive, ZipEntry entry, Path root, long room) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw Refusals.invalid("The archive's entry " + entry.getName() + " lies outside of it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return 0;
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = new BufferedInputStream(archive.getInputStream(entry));
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > room) {
                    throw Refusals.invalid("Unzipped size must be smaller than " + MOST_UNZIPPED + " bytes");
                }
                out.write(buffer, 0, n);
            }
            return size;
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> inside = Files.walk(root)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
