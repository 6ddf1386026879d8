package dev.slipway.inference.manifest;

import java.util.Map;

/** Reads the tree of a {@code model.yaml}. */
final class DescriptionReader {
    private DescriptionReader() {}

    static ModelDescription read(Map<String, Object> tree) {
        throw new UnsupportedOperationException("being written");
    }
}
