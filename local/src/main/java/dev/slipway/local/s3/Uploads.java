package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The multipart uploads of a bucket that are under way: a folder for each, so that they survive a restart. */
final class Uploads {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Path folder;

    Uploads(Bucket bucket) {
        this.folder = bucket.folder().resolve("uploads");
    }

    /**
     * One upload under way.
     *
     * @param algorithm the checksum of the object that it becomes
     * @param initiated milliseconds since the epoch
     */
    record Upload(
            String id,
            String key,
            Map<String, String> headers,
            Map<String, String> tags,
            ChecksumAlgorithm algorithm,
            String checksumType,
            long initiated) {
        Upload {
            headers = headers == null ? Map.of() : Map.copyOf(headers);
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    /** A part that has come in; {@code data} is the name of its file. */
    record Part(
            int number,
            String data,
            long size,
            String etag,
            long lastModified,
            Map<ChecksumAlgorithm, String> checksums) {
        Part {
            checksums = checksums == null ? Map.of() : Map.copyOf(checksums);
        }

        String quotedEtag() {
            return '"' + etag + '"';
        }
    }

    void create(Upload upload) throws IOException {
        Files.createDirectories(folder.resolve(upload.id()));
        StateFiles.write(folder.resolve(upload.id()).resolve("upload.json"), upload);
    }

    Upload get(String id, String key) throws IOException {
        return find(id).filter(upload -> upload.key().equals(key))
                .orElseThrow(() -> new AwsError(
                        404,
                        "NoSuchUpload",
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed: " + id));
    }

    private Optional<Upload> find(String id) throws IOException {
        Path file = folder.resolve(ID.matcher(id).matches() ? id : "none").resolve("upload.json");
        return Files.exists(file) ? Optional.of(StateFiles.read(file, Upload.class)) : Optional.empty();
    }

    /** All uploads, by key and then by time. */
    List<Upload> list() throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (Path file : StateFiles.list(folder)) {
            find(file.getFileName().toString()).ifPresent(uploads::add);
        }
        uploads.sort(java.util.Comparator.comparing(Upload::key, new KeyOrder()).thenComparing(Upload::initiated));
        return uploads;
    }

    Path data(Upload upload, String name) {
        return folder.resolve(upload.id()).resolve(name);
    }

    /** Keeps a part whose data is written; a part of the same number before it is replaced. */
    void keep(Upload upload, Part part) throws IOException {
        Path file = data(upload, "part-%05d.json".formatted(part.number()));
        Optional<Part> before = Files.exists(file) ? Optional.of(StateFiles.read(file, Part.class)) : Optional.empty();
        StateFiles.write(file, part);
        if (before.isPresent()) {
            Files.deleteIfExists(data(upload, before.get().data()));
        }
    }

    List<Part> parts(Upload upload) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Path file : StateFiles.list(folder.resolve(upload.id()))) {
            if (file.getFileName().toString().startsWith("part-")) {
                parts.add(StateFiles.read(file, Part.class));
            }
        }
        return parts;
    }

    void remove(Upload upload) throws IOException {
        StateFiles.deleteFolder(folder.resolve(upload.id()));
    }

    /**
     * Writes the parts one after another into a file.
     *
     * @return the Base64 checksum over the whole; empty when the upload wants one of its parts' checksums
     */
    Optional<String> concatenate(Upload upload, List<Part> parts, Path to) throws IOException {
        Optional<ChecksumAlgorithm.Running> running = Optional.of(upload.algorithm())
                .filter(algorithm -> upload.checksumType().equals(StoredObject.FULL_OBJECT))
                .map(ChecksumAlgorithm::start);
        byte[] buffer = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (Part part : parts) {
                try (var in = Files.newInputStream(data(upload, part.data()))) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        out.write(buffer, 0, read);
                        int length = read;
                        running.ifPresent(checksum -> checksum.update(buffer, length));
                    }
                }
            }
        }
        return running.map(checksum -> Base64.getEncoder().encodeToString(checksum.finish()));
    }
}
