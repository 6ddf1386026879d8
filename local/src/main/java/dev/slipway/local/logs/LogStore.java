package dev.slipway.local.logs;

import dev.slipway.local.cloudwatch.MetricSink;
import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All groups. Lines are buffered, and on disk within a second: a kill loses the last second's. */
final class LogStore implements LogSink {
    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

    private final Path root;
    private final Clock clock;
    private final MetricSink metrics;
    private final ConcurrentSkipListMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();

    LogStore(Path root, Clock clock, MetricSink metrics) throws IOException {
        this.root = root;
        this.clock = clock;
        this.metrics = metrics;
        Files.createDirectories(root);
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.toList()) {
                // a kill in the middle of a deletion leaves a folder without its group
                if (Files.exists(folder.resolve("group.json"))) {
                    LogGroup group = LogGroup.open(folder);
                    groups.put(group.name(), group);
                }
            }
        }
    }

    @Override
    public void accept(String logGroup, String logStream, long timestamp, String line) {
        try {
            append(ensure(logGroup).ensure(logStream, clock.millis()), timestamp, line);
        } catch (IOException e) {
            throw new UncheckedIOException("The log of " + logGroup + " cannot be kept in " + root, e);
        }
    }

    /** Keeps a line, and its metrics when it is in the embedded metric format. */
    void append(LogStream stream, long timestamp, String line) {
        stream.append(timestamp, clock.millis(), line);
        if (EmfLine.mayBe(line)) {
            EmfLine.read(line).ifPresent(emf -> emf.recordTo(metrics));
        }
    }

    Collection<LogGroup> all() {
        return groups.values();
    }

    boolean has(String name) {
        return groups.containsKey(name);
    }

    LogGroup get(String name) {
        LogGroup group = groups.get(name);
        if (group == null) {
            throw new AwsError(
                    400, "ResourceNotFoundException", "The specified log group does not exist: '" + name + "'");
        }
        return group;
    }

    private LogGroup ensure(String name) throws IOException {
        LogGroup group = groups.get(name);
        return group == null ? create(name, true) : group;
    }

    /** @throws AwsError when the name is against the rules, or taken while it may not be */
    synchronized LogGroup create(String name, boolean mayExist) throws IOException {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new AwsError(
                    400,
                    "InvalidParameterException",
                    "The log group name '" + name + "' does not match " + NAME.pattern());
        }
        LogGroup group = groups.get(name);
        if (group != null && !mayExist) {
            throw new AwsError(
                    400, "ResourceAlreadyExistsException", "The specified log group already exists: '" + name + "'");
        }
        if (group == null) {
            group = LogGroup.create(root.resolve(FileNames.of(name)), name, clock.millis());
            groups.put(name, group);
        }
        return group;
    }

    synchronized void delete(String name) throws IOException {
        get(name).delete();
        groups.remove(name);
    }

    void flush() throws IOException {
        for (LogGroup group : groups.values()) {
            for (LogStream stream : group.streams()) {
                stream.flush();
            }
        }
    }

    void close() throws IOException {
        for (LogGroup group : groups.values()) {
            for (LogStream stream : group.streams()) {
                stream.close();
            }
        }
    }
}
