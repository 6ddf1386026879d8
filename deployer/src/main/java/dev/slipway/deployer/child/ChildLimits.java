package dev.slipway.deployer.child;

import java.time.Duration;

/**
 * What a child may use.
 *
 * @param heap of the JVM, in MB
 * @param memory of address space on top of the heap, in MB: the model's weights live there, not in the heap
 * @param time from its start to its end
 */
public record ChildLimits(int heap, long memory, Duration time) {
    private static final int HEAP = 256;
    /** A JVM with ONNX Runtime reserves about 3 GB of addresses, most of it never touched. */
    private static final long RESERVED = 6_000;
    /** Weights are read, unpacked and laid out again by the optimiser. */
    private static final int COPIES = 5;

    private static final long MB = 1 << 20;
    private static final int MB_A_SECOND = 20;

    /** For a model of that many bytes. */
    public static ChildLimits forModel(long bytes, Duration base) {
        return new ChildLimits(HEAP, RESERVED + COPIES * bytes / MB, base.plusSeconds(bytes / MB / MB_A_SECOND));
    }
}
