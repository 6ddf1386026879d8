package dev.slipway.local.logs;

import java.nio.charset.StandardCharsets;

/** A line of a function's log that may be metrics; nothing may be thrown. */
public final class EmfLineFuzz {
    private EmfLineFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (EmfLine.mayBe(text)) {
            EmfLine.read(text)
                    .ifPresent(line -> line.recordTo((namespace, name, dimensions, timestamp, value, unit) -> {}));
        }
    }
}
