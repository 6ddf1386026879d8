package dev.slipway.local.s3;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Small files that are replaced as a whole: a kill at any time leaves the old one or the new one. */
final class StateFiles {
    /** What a kill may leave behind begins with this, and is swept away at the next start. */
    static final String UNFINISHED = ".unfinished-";

    private static final ObjectMapper JSON = new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private StateFiles() {}

    static String uniqueName() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    static void write(Path file, Object value) throws IOException {
        write(file, JSON.writeValueAsBytes(value));
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(UNFINISHED + uniqueName());
        Files.write(unfinished, bytes);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), type);
    }

    static boolean isJsonObject(byte[] bytes) {
        try {
            return bytes.length > 0 && bytes[0] == '{' && JSON.readTree(bytes).isObject();
        } catch (IOException e) {
            return false;
        }
    }

    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Renames first, so that what is half deleted is never taken for whole. */
    static void deleteFolder(Path folder) throws IOException {
        Path doomed = folder.resolveSibling(UNFINISHED + uniqueName());
        try {
            Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return; // deleted by someone else: that is what was wanted
        }
        sweep(doomed);
    }

    static void sweepUnfinished(Path folder) throws IOException {
        for (Path file : list(folder)) {
            if (file.getFileName().toString().startsWith(UNFINISHED)) {
                sweep(file);
            }
        }
    }

    private static void sweep(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
