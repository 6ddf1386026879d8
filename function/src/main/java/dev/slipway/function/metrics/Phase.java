package dev.slipway.function.metrics;

/** A timed step of a prediction, with the name of its metric. */
public enum Phase {
    DECODE("DecodeTime"),
    PREPROCESS("PreprocessTime"),
    RUN("RunTime"),
    POSTPROCESS("PostprocessTime"),
    ENCODE("EncodeTime");

    private final String metric;

    Phase(String metric) {
        this.metric = metric;
    }

    String metric() {
        return metric;
    }
}
