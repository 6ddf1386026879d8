package dev.slipway.function.store;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** S3 answered, but not with the object: its status, its code, and what either asks for. */
final class S3Refusal extends IOException {
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]+)</Code>");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "InvalidToken");

    /** In AWS's words for who may not: the action and, in quotes or not, the resource. */
    private static final Pattern MISSING = Pattern.compile(
            "is not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+) on resource: (?:\"|&quot;)?([^\"&\\s<]+)");

    private final int status;
    private final String code;
    private final String missing;

    S3Refusal(int status, String body) {
        super("S3 answered " + status);
        this.status = status;
        Matcher matcher = CODE.matcher(body);
        this.code = matcher.find() ? matcher.group(1) : "";
        Matcher named = MISSING.matcher(body);
        this.missing = named.find() ? named.group(1) + " on " + named.group(2) : "";
    }

    boolean isExpiry() {
        return EXPIRED.contains(code);
    }

    boolean isWorthAnotherTry() {
        return status >= 500 || status == 429 || status == 408 || isExpiry() || code.equals("RequestTimeout");
    }

    boolean isAbsence() {
        return status == 404 && code.equals("NoSuchKey") || status == 403 && code.equals("AccessDenied");
    }

    String explain(String object, int attempts) {
        String what = "could not read " + object + ": S3 answered " + status + (code.isEmpty() ? "" : " " + code)
                + (attempts > 1 ? " in " + attempts + " attempts" : "") + "; ";
        if (isExpiry()) {
            return what + "the function's credentials have expired; call again";
        }
        return what
                + switch (status) {
                    case 403 ->
                        !missing.isEmpty()
                                ? "allow the function's role " + missing + " (template.yaml does)"
                                : "allow the function's role s3:GetObject on models/* of this bucket"
                                        + " (template.yaml does), and kms:Decrypt where a key of yours encrypts it";
                    case 404 ->
                        "the release names an object that is not there: push and release again with"
                                + " ./slipway deploy <bundle>";
                    case 301, 307 -> "the bucket is in another region than the function";
                    default -> "S3 is not serving; call again";
                };
    }
}
