package dev.slipway.local.lambda.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process's peak resident memory, where the system tells it (Linux); read at most once a second. */
final class Memory {
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Path status;
    private long readAt = System.nanoTime() - FRESH_NANOS;
    private long megabytes;

    Memory(long pid) {
        this.status = Path.of("/proc", Long.toString(pid), "status");
    }

    /** 0 where it cannot be known. */
    synchronized long peakMegabytes() {
        long now = System.nanoTime();
        if (now - readAt >= FRESH_NANOS) {
            readAt = now;
            megabytes = Math.max(megabytes, read());
        }
        return megabytes;
    }

    private long read() {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
