package dev.slipway.deployer.child;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a child may use.
 *
 * @param heap of the JVM, in MB
 * @param memory on top of the heap that it writes to, in MB: the model's weights live there, not in the heap
 * @param time from its start to its end
 */
public record ChildLimits(int heap, long memory, Duration time) {
    /** Names the seconds for a small model, on a machine that is slower than the usual ones. */
    static final String PATIENCE = "SLIPWAY_CHILD_SECONDS";

    private static final int HEAP = 256;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final long MOST_SECONDS = 3600;
    /** What a JVM with ONNX Runtime and a graph without weights needs, and much room for what the graph computes. */
    private static final long MEMORY = 2_048;
    /** A JVM with ONNX Runtime reserves about 3 GB of addresses that it never writes to. */
    private static final long RESERVED = 4_096;
    /** Weights are read, unpacked and laid out again by the optimiser. */
    private static final int COPIES = 5;

    /** The native library of ONNX Runtime is unpacked by each child; what it prints is far less. */
    private static final long LARGEST_FILE = 256;

    private static final long MB = 1 << 20;
    private static final int MB_A_SECOND = 20;
    private static final long KB_A_MB = 1024;
    private static final long BLOCKS_A_MB = 2048;

    /** To open a model of that many bytes, or to run it a few times. */
    public static ChildLimits forModel(long bytes) {
        return forModel(bytes, TIME);
    }

    /** For a longer task on a model of that many bytes. */
    public static ChildLimits forModel(long bytes, Duration time) {
        Duration patience = patience(System.getenv());
        Duration longer = patience.compareTo(time) > 0 ? patience : time;
        return new ChildLimits(HEAP, MEMORY + COPIES * bytes / MB, longer.plusSeconds(bytes / MB / MB_A_SECOND));
    }

    static Duration patience(Map<String, String> environment) {
        @Nullable String asked = environment.get(PATIENCE);
        if (asked == null) {
            return TIME;
        }
        if (!asked.matches("[1-9][0-9]{0,3}") || Long.parseLong(asked) > MOST_SECONDS) {
            throw new SlipwayException(
                    ExitCode.USAGE,
                    PATIENCE + " is no number of seconds from 1 to " + MOST_SECONDS,
                    "set it to 60 for instance, or leave it out: then a small model has " + TIME.toSeconds() + " s");
        }
        return Duration.ofSeconds(Long.parseLong(asked));
    }

    /** Heap and more, in MB. */
    long total() {
        return heap + memory;
    }

    /** For the shell's {@code ulimit}, in its units: -t, -f, -d and -v. */
    List<String> shell() {
        // Of the processor's time, for a child whose deployer died and watches it no more.
        long seconds = time.toSeconds() * Runtime.getRuntime().availableProcessors() + TIME.toSeconds();
        return List.of(
                Long.toString(seconds),
                Long.toString(LARGEST_FILE * BLOCKS_A_MB),
                Long.toString(total() * KB_A_MB),
                Long.toString((total() + RESERVED) * KB_A_MB));
    }
}
