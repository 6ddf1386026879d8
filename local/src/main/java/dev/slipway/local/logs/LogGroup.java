package dev.slipway.local.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.files.AtomicFile;
import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** One group with its streams: a folder, with a file that says which stream is in which file. */
final class LogGroup {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long STREAM_BYTES = 8L << 20;

    /**
     * What is kept of a group beside its events.
     *
     * @param streams when each was made, in milliseconds since the epoch
     */
    record Info(String name, long created, @Nullable Integer retentionDays, Map<String, Long> streams) {}

    private final Path folder;
    private final String name;
    private final long created;
    private volatile @Nullable Integer retentionDays;
    private final ConcurrentSkipListMap<String, LogStream> streams = new ConcurrentSkipListMap<>();

    private LogGroup(Path folder, String name, long created) {
        this.folder = folder;
        this.name = name;
        this.created = created;
    }

    static LogGroup create(Path folder, String name, long now) throws IOException {
        LogGroup group = new LogGroup(folder, name, now);
        Files.createDirectories(folder);
        group.save();
        return group;
    }

    static LogGroup open(Path folder) throws IOException {
        Info info = JSON.readValue(Files.readAllBytes(folder.resolve("group.json")), Info.class);
        LogGroup group = new LogGroup(folder, info.name(), info.created());
        group.retentionDays = info.retentionDays();
        for (Map.Entry<String, Long> stream : info.streams().entrySet()) {
            group.streams.put(stream.getKey(), group.stream(stream.getKey(), stream.getValue()));
        }
        return group;
    }

    private LogStream stream(String stream, long when) throws IOException {
        return new LogStream(stream, when, folder.resolve(FileNames.of(stream) + ".log"), STREAM_BYTES);
    }

    String name() {
        return name;
    }

    long created() {
        return created;
    }

    @Nullable
    Integer retentionDays() {
        return retentionDays;
    }

    synchronized void retain(@Nullable Integer days) throws IOException {
        retentionDays = days;
        save();
    }

    Collection<LogStream> streams() {
        return streams.values();
    }

    LogStream get(String stream) {
        LogStream found = streams.get(stream);
        if (found == null) {
            throw new AwsError(
                    400,
                    "ResourceNotFoundException",
                    "The specified log stream does not exist: '" + stream + "' in " + name);
        }
        return found;
    }

    /** The stream, made when it is missing. */
    LogStream ensure(String stream, long now) throws IOException {
        LogStream found = streams.get(stream);
        return found == null ? add(stream, now) : found;
    }

    synchronized LogStream add(String stream, long now) throws IOException {
        LogStream found = streams.get(stream);
        if (found == null) {
            found = stream(stream, now);
            streams.put(stream, found);
            save();
        }
        return found;
    }

    synchronized void remove(String stream) throws IOException {
        get(stream).delete();
        streams.remove(stream);
        save();
    }

    synchronized void delete() throws IOException {
        for (LogStream stream : streams.values()) {
            stream.delete();
        }
        Files.deleteIfExists(folder.resolve("group.json"));
        Files.deleteIfExists(folder);
    }

    private void save() throws IOException {
        Map<String, Long> made = new java.util.TreeMap<>();
        streams.forEach((stream, kept) -> made.put(stream, kept.created()));
        AtomicFile.write(
                folder.resolve("group.json"), JSON.writeValueAsBytes(new Info(name, created, retentionDays, made)));
    }
}
