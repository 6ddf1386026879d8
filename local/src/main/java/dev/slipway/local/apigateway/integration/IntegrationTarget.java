package dev.slipway.local.apigateway.integration;

import dev.slipway.local.http.AwsError;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The function that an integration invokes.
 *
 * @param function the function's name
 * @param qualifier alias or version; {@code $LATEST} when the URI names none
 * @param limit how long the gateway waits for its answer
 */
public record IntegrationTarget(String function, String qualifier, Duration limit) {
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Pattern FUNCTION =
            Pattern.compile("(?:arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/2015-03-31/functions/)?"
                    + "arn:aws[a-z-]*:lambda:[a-z0-9-]+:\\d{12}:function:([A-Za-z0-9_-]+)(?::([$A-Za-z0-9_-]+))?"
                    + "(?:/invocations)?");

    /**
     * @param longest the most that this kind of API waits
     * @throws AwsError {@code BadRequestException} when the URI names no function or the limit is out of range
     */
    public static IntegrationTarget of(String uri, Duration limit, Duration longest) {
        Matcher arn = FUNCTION.matcher(uri);
        if (!arn.matches()) {
            throw new AwsError(
                    400,
                    "BadRequestException",
                    "The integration URI '" + uri + "' is no Lambda function's ARN, and the embedded cloud integrates"
                            + " functions only");
        }
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(longest) > 0) {
            throw new AwsError(
                    400,
                    "BadRequestException",
                    "Timeout should be between 50 ms and " + longest.toMillis() + " ms, not " + limit.toMillis()
                            + " ms");
        }
        String qualifier = arn.group(2);
        return new IntegrationTarget(arn.group(1), qualifier == null ? "$LATEST" : qualifier, limit);
    }
}
