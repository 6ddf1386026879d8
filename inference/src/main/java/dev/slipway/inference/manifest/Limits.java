package dev.slipway.inference.manifest;

/**
 * What one request may ask for.
 *
 * @param maxBatch rows at most
 */
public record Limits(int maxBatch) {
    public static final Limits DEFAULT = new Limits(1000);

    public Limits {
        if (maxBatch < 1) {
            throw new IllegalArgumentException("max_batch is " + maxBatch + ", but at least 1 row must be possible");
        }
    }
}
