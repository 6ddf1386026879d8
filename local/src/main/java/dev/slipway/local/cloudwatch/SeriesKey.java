package dev.slipway.local.cloudwatch;

import java.util.Map;

/** A metric's identity. Not copied here, since every recorded value is looked up by one; {@link #interned} is what is kept. */
record SeriesKey(String namespace, String name, Map<String, String> dimensions) {
    SeriesKey interned() {
        return new SeriesKey(namespace, name, Map.copyOf(dimensions));
    }
}
