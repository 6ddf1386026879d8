package dev.slipway.function.event;

import dev.slipway.function.fault.FunctionException;
import java.io.ByteArrayInputStream;

/** An event; only {@link FunctionException} may come of it. */
public final class EventReaderFuzz {
    private EventReaderFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        try {
            new EventReader().read(new ByteArrayInputStream(bytes));
        } catch (FunctionException e) {
            return; // its documented answer to what is wrong
        }
    }
}
