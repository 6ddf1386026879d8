package dev.slipway.inference.manifest;

import dev.slipway.inference.tensor.Datatype;

/** One named value of a row, as a client sends it: a tensor of shape [N] or [N, 1]. */
public sealed interface Feature permits NumberFeature, CategoryFeature, BooleanFeature {
    String name();

    /** The datatype that the model's metadata asks clients for; others that hold the same values are taken too. */
    Datatype datatype();

    /** How many columns of the graph's input tensor it fills. */
    int width();

    /** Whether a request may leave it out. */
    boolean hasDefault();
}
