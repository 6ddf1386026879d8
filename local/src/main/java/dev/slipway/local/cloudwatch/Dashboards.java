package dev.slipway.local.cloudwatch;

import dev.slipway.local.files.AtomicFile;
import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Dashboards, kept as they come: nothing here draws them. */
final class Dashboards {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final String EXTENSION = ".json";

    private final Path folder;

    Dashboards(Path folder) {
        this.folder = folder;
    }

    static String arn(String name) {
        return "arn:aws:cloudwatch::000000000000:dashboard/" + name;
    }

    void put(String name, String body) {
        if (body == null || name == null || !NAME.matcher(name).matches()) {
            throw new AwsError(
                    400,
                    "InvalidParameterInput",
                    "A dashboard needs a body and a name of letters, digits, - and _; its name is '" + name + "'");
        }
        try {
            AtomicFile.write(file(name), body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String name) {
        try {
            return Files.readString(file(name));
        } catch (NoSuchFileException e) {
            throw notFound(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            if (!Files.deleteIfExists(file(name))) {
                throw notFound(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw notFound(name);
        }
        return folder.resolve(name + EXTENSION);
    }

    private static AwsError notFound(String name) {
        return new AwsError(404, "ResourceNotFound", "Dashboard " + name + " does not exist");
    }

    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXTENSION))
                    .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
