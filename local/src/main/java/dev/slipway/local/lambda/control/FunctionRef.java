package dev.slipway.local.lambda.control;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as a caller names it: by name, partial ARN or ARN, each with or without a qualifier.
 *
 * @param qualifier a version's number, an alias's name or {@code $LATEST}
 */
public record FunctionRef(String name, Optional<String> qualifier) {
    public static final String LATEST = "$LATEST";
    public static final String ACCOUNT = "000000000000";
    public static final String REGION = "us-east-1";

    private static final Pattern SHAPE = Pattern.compile(
            "(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?(?:\\d{12}:)?(?:function:)?([a-zA-Z0-9-_]{1,64})(?::(\\$LATEST|[a-zA-Z0-9-_]{1,128}))?");

    /** @param qualifier the request's own, which must agree with one in the name */
    public static FunctionRef parse(@Nullable String functionName, @Nullable String qualifier) {
        Matcher shape = SHAPE.matcher(functionName == null ? "" : functionName);
        if (!shape.matches()) {
            throw Refusals.constraint(
                    String.valueOf(functionName), "functionName", "regular expression pattern: " + SHAPE);
        }
        String inName = shape.group(2);
        if (inName != null && qualifier != null && !inName.equals(qualifier)) {
            throw Refusals.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionRef(shape.group(1), Optional.ofNullable(inName == null ? qualifier : inName));
    }

    public static FunctionRef parse(@Nullable String functionName) {
        return parse(functionName, null);
    }

    FunctionRef qualified(String with) {
        return new FunctionRef(name, Optional.of(with));
    }

    /** With the qualifier when there is one. */
    public String arn() {
        return "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:" + name
                + qualifier.map(q -> ":" + q).orElse("");
    }
}
