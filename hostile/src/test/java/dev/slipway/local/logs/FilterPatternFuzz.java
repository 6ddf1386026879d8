package dev.slipway.local.logs;

import dev.slipway.local.http.AwsError;
import java.nio.charset.StandardCharsets;

/** A filter pattern, and on the next line a message; only {@link AwsError} may come of it. */
public final class FilterPatternFuzz {
    private FilterPatternFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        try {
            FilterPattern.of(end < 0 ? text : text.substring(0, end)).test(end < 0 ? "" : text.substring(end + 1));
        } catch (AwsError e) {
            return; // its documented answer to what is wrong
        }
    }
}
