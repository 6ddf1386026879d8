package dev.slipway.inference.manifest;

import org.jspecify.annotations.Nullable;

/**
 * How good the model must be, on which data.
 *
 * @param data path of the data inside the bundle, .csv or .jsonl
 * @param target the column or field with the truth
 * @param output which response output is compared; null: {@code label}, or the only one
 * @param threshold accuracy and r2 at least this, mae and rmse at most
 */
public record Evaluation(
        String data, String target, Metric metric, @Nullable String output, double threshold) {
    /** What is measured. */
    public enum Metric {
        ACCURACY,
        MAE,
        RMSE,
        R2;

        /** Whether more is better. */
        public boolean isGain() {
            return this == ACCURACY || this == R2;
        }

        /** Whether the value is good enough. */
        public boolean reaches(double value, double threshold) {
            return isGain() ? value >= threshold : value <= threshold;
        }
    }
}
