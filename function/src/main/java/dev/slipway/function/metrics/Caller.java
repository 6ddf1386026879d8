package dev.slipway.function.metrics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was invoked.
 *
 * @param requestId Lambda's, for finding the line; never a dimension
 * @param version the executed version
 * @param alias the alias it was invoked through, or null
 */
public record Caller(
        String requestId, String version, @Nullable String alias) {
    private static final Pattern VERSION = Pattern.compile("\\d+|\\$LATEST");
    private static final int QUALIFIER = 7;

    /** Reads the alias from the invoked ARN: {@code arn:aws:lambda:region:account:function:name[:qualifier]}. */
    public static Caller of(String requestId, String version, @Nullable String invokedArn) {
        String[] parts = invokedArn == null ? new String[0] : invokedArn.split(":");
        boolean alias =
                parts.length > QUALIFIER && !VERSION.matcher(parts[QUALIFIER]).matches();
        return new Caller(requestId, version, alias ? parts[QUALIFIER] : null);
    }
}
