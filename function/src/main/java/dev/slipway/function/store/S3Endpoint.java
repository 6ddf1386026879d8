package dev.slipway.function.store;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which other S3 than AWS's own the environment may name. Every request carries the role's session token, so it goes to
 * AWS, or to this machine and its own network (the embedded cloud, LocalStack), and nowhere else. Nothing is looked up:
 * the name decides.
 */
public final class S3Endpoint {
    private static final Pattern URL = Pattern.compile(
            "(https?)://(\\[[0-9a-fA-F:]+]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?" + "((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?)");
    private static final Pattern AWS = Pattern.compile("(?:[a-z0-9-]+\\.)+(?:amazonaws\\.com|amazonaws\\.com\\.cn)");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern PRIVATE =
            Pattern.compile("(?:127\\.O\\.O\\.O|10\\.O\\.O\\.O|192\\.168\\.O\\.O|172\\.(?:1[6-9]|2[0-9]|3[01])\\.O\\.O)"
                    .replace("O", OCTET));
    private static final Pattern NEAR = Pattern.compile(
            "(?:[a-z0-9-]+\\.)*localhost|localhost\\.localstack\\.cloud|host\\.docker\\.internal|[a-z][a-z0-9-]*|\\[::1]");

    private S3Endpoint() {}

    /**
     * Reads what the environment says.
     *
     * @throws IllegalArgumentException saying what is allowed; it never repeats the text, which may hold a password
     */
    public static URI of(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "is no http or https URL of a host, a port and a plain path, such as http://127.0.0.1:4566");
        }
        String host = url.group(2).toLowerCase(java.util.Locale.ROOT);
        boolean aws = url.group(1).equals("https") && AWS.matcher(host).matches();
        if (!aws && !PRIVATE.matcher(host).matches() && !NEAR.matcher(host).matches()) {
            throw new IllegalArgumentException("names the host '" + host + "', and the function's credentials go to AWS"
                    + " over https or to a private address only");
        }
        return URI.create(text);
    }
}
