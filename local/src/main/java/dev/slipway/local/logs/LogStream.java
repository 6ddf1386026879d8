package dev.slipway.local.logs;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One stream: a file that is appended to, and the file before it; what is older is dropped. */
final class LogStream {
    private static final Pattern WHOLE = Pattern.compile("\\d+\t\\d+\t\\d+\t");

    private final String name;
    private final long created;
    private final Path file;
    private final Path older;
    private final long mostBytes;
    private @Nullable BufferedWriter out;
    private long bytes;
    private long next;
    private long first = -1;
    private long last = -1;
    private long lastIngested = -1;

    /** @param mostBytes after which a new file is begun */
    LogStream(String name, long created, Path file, long mostBytes) throws IOException {
        this.name = name;
        this.created = created;
        this.file = file;
        this.older = file.resolveSibling(file.getFileName() + ".1");
        this.mostBytes = mostBytes;
        readFiles(this::note);
        bytes = Files.exists(file) ? Files.size(file) : 0;
        if (bytes > 0 && !endsWithLine(file)) {
            writer().write('\n'); // a kill cut the last line off: the next must not be glued to it
        }
    }

    String name() {
        return name;
    }

    long created() {
        return created;
    }

    synchronized long firstTimestamp() {
        return first;
    }

    synchronized long lastTimestamp() {
        return last;
    }

    synchronized long lastIngested() {
        return lastIngested;
    }

    synchronized void append(long timestamp, long ingested, String message) {
        LogEvent event = new LogEvent(name, next, timestamp, ingested, message);
        try {
            String line = event.toLine();
            writer().write(line);
            note(event);
            bytes += line.length();
            if (bytes > mostBytes) {
                rotate();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The log stream " + name + " cannot be written to " + file, e);
        }
    }

    private void note(LogEvent event) {
        next = event.sequence() + 1;
        first = first < 0 ? event.timestamp() : Math.min(first, event.timestamp());
        last = Math.max(last, event.timestamp());
        lastIngested = event.ingested();
    }

    private BufferedWriter writer() throws IOException {
        BufferedWriter open = out;
        if (open == null) {
            open = new BufferedWriter(new OutputStreamWriter(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    StandardCharsets.UTF_8));
            out = open;
        }
        return open;
    }

    private void rotate() throws IOException {
        close();
        Files.move(file, older, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        bytes = 0;
    }

    synchronized void flush() throws IOException {
        if (out != null) {
            out.flush();
        }
    }

    synchronized void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    synchronized void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(older);
    }

    /** Hands over all events that are kept, in the order they came. */
    synchronized void read(Consumer<LogEvent> reader) throws IOException {
        flush();
        readFiles(reader);
    }

    private void readFiles(Consumer<LogEvent> reader) throws IOException {
        for (Path each : List.of(older, file)) {
            if (Files.exists(each)) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Files.newInputStream(each), StandardCharsets.UTF_8))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (WHOLE.matcher(line).lookingAt()) {
                            reader.accept(LogEvent.ofLine(name, line));
                        }
                    }
                }
            }
        }
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) == '\n';
        }
    }
}
