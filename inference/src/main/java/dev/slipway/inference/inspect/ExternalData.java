package dev.slipway.inference.inspect;

import dev.slipway.inference.manifest.BundlePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files in which a graph says its weights lie, and whether they may be opened. */
final class ExternalData {
    /** All that Lambda's /tmp can be made to hold. */
    private static final long LARGEST = 10_240L << 20;

    private static final int GB = 30;
    /** A number of bytes that fits a long, and the sum of two. */
    private static final String BYTES = "[0-9]{1,18}";

    private static final long NO_NUMBER = -1;

    /** How far each is read, by path. */
    private final SortedMap<String, Long> ends = new TreeMap<>();

    /** A tensor's entries; without a location its data is in the graph. */
    void add(Map<String, String> entries) {
        String location = entries.get("location");
        if (location != null) {
            long offset = bytes(entries.getOrDefault("offset", "0"));
            long length = bytes(entries.getOrDefault("length", "0"));
            long end = offset == NO_NUMBER || length == NO_NUMBER ? Long.MAX_VALUE : offset + length;
            ends.merge(location, end, Math::max);
        }
    }

    private static long bytes(String number) {
        return number.matches(BYTES) ? Long.parseLong(number) : NO_NUMBER;
    }

    /** Relative to the graph's folder. */
    Set<String> paths() {
        return ends.keySet();
    }

    /** @throws dev.slipway.inference.InferenceException MODEL when one lies elsewhere, is a link, is too short or too large */
    void check(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        long total = size(file);
        for (Map.Entry<String, Long> data : ends.entrySet()) {
            String path = data.getKey();
            Optional<String> problem = BundlePath.problem(path);
            if (problem.isPresent()) {
                throw FileKind.refused(
                        file,
                        "names external data whose path " + problem.get()
                                + "; save it with all data in one file beside it");
            }
            if (folder == null || !Files.isRegularFile(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                throw FileKind.refused(
                        file,
                        "keeps weights in '" + path + "', which is no file beside it; put it there, under that name");
            }
            PlainFile.problem(folder, path).ifPresent(linked -> {
                throw FileKind.refused(file, "keeps weights where they are not read from: " + linked);
            });
            if (path.equals(String.valueOf(file.getFileName()))) {
                throw FileKind.refused(
                        file, "says that its weights lie in the model itself; save them in another file beside it");
            }
            long size = size(folder.resolve(path));
            if (data.getValue() > size) {
                throw FileKind.refused(
                        file,
                        "keeps weights beyond the " + size + " bytes of '" + path
                                + "', or says no number where; save both " + "once more");
            }
            total += size;
        }
        if (total > LARGEST) {
            throw FileKind.refused(
                    file,
                    "has " + (total >> GB)
                            + " GB with its weights, more than the 10 GB that a function's disk can hold; "
                            + "make it smaller");
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw FileKind.refused(
                    file, "cannot be read (" + e.getClass().getSimpleName() + "); check its permissions");
        }
    }
}
