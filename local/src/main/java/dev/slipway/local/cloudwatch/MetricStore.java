package dev.slipway.local.cloudwatch;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** All metrics, in memory; a snapshot on disk every few seconds, so a kill loses the last seconds and no more. */
final class MetricStore implements MetricSink {
    private static final int FORMAT = 1;

    private final Path file;
    private final Clock clock;
    private final Map<SeriesKey, Series> series = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean();

    /** @param file the snapshot, read back when it is there */
    MetricStore(Path file, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        if (Files.exists(file)) {
            load();
        }
    }

    @Override
    public void record(
            String namespace, String name, Map<String, String> dimensions, long timestamp, double value, String unit) {
        series(namespace, name, dimensions, unit).add(timestamp, value, 1);
    }

    Series series(String namespace, String name, Map<String, String> dimensions, String unit) {
        SeriesKey key = new SeriesKey(namespace, name, dimensions);
        Series known = series.get(key);
        if (known == null) {
            known = series.computeIfAbsent(key.interned(), k -> new Series(unit));
        }
        if (!changed.get()) {
            changed.set(true);
        }
        return known;
    }

    Optional<Series> find(String namespace, String name, Map<String, String> dimensions) {
        return Optional.ofNullable(series.get(new SeriesKey(namespace, name, dimensions)));
    }

    Map<SeriesKey, Series> all() {
        return series;
    }

    /** Lets go of what is old; called every few seconds. */
    void compact() {
        long now = clock.millis();
        series.values().forEach(one -> one.compact(now));
        series.values().removeIf(Series::isEmpty);
    }

    /** Writes a snapshot, when something came since the last; streamed, for it may be as large as the metrics are. */
    synchronized void save() throws IOException {
        if (!changed.getAndSet(false)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(aside)))) {
            out.writeInt(FORMAT);
            for (Map.Entry<SeriesKey, Series> one : series.entrySet()) {
                out.writeBoolean(true);
                write(out, one.getKey());
                one.getValue().write(out);
            }
            out.writeBoolean(false);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(DataOutputStream out, SeriesKey key) throws IOException {
        out.writeUTF(key.namespace());
        out.writeUTF(key.name());
        out.writeInt(key.dimensions().size());
        for (Map.Entry<String, String> dimension : key.dimensions().entrySet()) {
            out.writeUTF(dimension.getKey());
            out.writeUTF(dimension.getValue());
        }
    }

    private void load() throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new IOException(file + " has format " + format + ", this version reads " + FORMAT
                        + ": delete it to start without the old metrics");
            }
            while (in.readBoolean()) {
                SeriesKey key = readKey(in);
                series.put(key, Series.read(in));
            }
        }
    }

    private static SeriesKey readKey(DataInputStream in) throws IOException {
        String namespace = in.readUTF();
        String name = in.readUTF();
        int size = in.readInt();
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            dimensions.put(in.readUTF(), in.readUTF());
        }
        return new SeriesKey(namespace, name, Map.copyOf(dimensions));
    }
}
