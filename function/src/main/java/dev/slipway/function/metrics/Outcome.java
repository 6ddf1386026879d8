package dev.slipway.function.metrics;

/** How a call ended, as the counts tell it. */
public enum Outcome {
    OK,
    /** The caller's fault: 4xx, or something asked for that is not implemented. */
    CLIENT_ERROR,
    /** The model refused the tensors or failed while it ran. */
    MODEL_ERROR,
    /** The release could not be fetched, verified or opened, or there is none yet. */
    LOAD_ERROR,
    /** Ours. */
    INTERNAL_ERROR
}
