package dev.slipway.local.sigv4;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.Percent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A signature as it came, in the Authorization header or in a presigned query.
 *
 * @param scope what stands behind the access key: date, region, service, terminator
 * @param signedHeaders in lower case, in the order given
 * @param hex the signature itself
 * @param timestamp {@code 20261125T031500Z}, of {@code X-Amz-Date} or else of {@code Date}
 * @param expiresSeconds given in a presigned query alone
 */
record Signature(
        String accessKey,
        Scope scope,
        List<String> signedHeaders,
        String hex,
        String timestamp,
        Optional<String> token,
        boolean presigned,
        OptionalLong expiresSeconds) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String QUERY_ALGORITHM = "X-Amz-Algorithm";

    /** {@code date/region/service/aws4_request} */
    record Scope(String date, String region, String service, String terminator) {
        String text() {
            return date + "/" + region + "/" + service + "/" + terminator;
        }
    }

    /** @throws AwsError when there is none, or one that cannot be read */
    static Signature of(HttpRequest request, Dialect dialect) {
        Optional<String> header = request.header("authorization");
        Map<String, List<String>> query = Percent.query(request.rawQuery());
        if (header.isEmpty()) {
            if (!query.containsKey(QUERY_ALGORITHM)) {
                throw query.containsKey("Signature") ? dialect.otherAlgorithm("AWS2") : dialect.missing();
            }
            return ofQuery(query, dialect);
        }
        if (query.containsKey(QUERY_ALGORITHM) && dialect == Dialect.S3) {
            throw new AwsError(
                    400,
                    "InvalidArgument",
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified");
        }
        return ofHeader(request, header.get().trim(), dialect);
    }

    private static Signature ofHeader(HttpRequest request, String header, Dialect dialect) {
        int space = header.indexOf(' ');
        String algorithm = space < 0 ? header : header.substring(0, space);
        if (!algorithm.equals(ALGORITHM)) {
            throw dialect.otherAlgorithm(algorithm);
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(Math.max(space, 0)).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        String timestamp = Timestamps.of(request);
        List<String> missing = new ArrayList<>();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (timestamp.isEmpty()) {
            missing.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!missing.isEmpty()) {
            if (timestamp.isEmpty() && dialect == Dialect.S3 && missing.size() == 1) {
                throw new AwsError(
                        403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header");
            }
            throw dialect.incomplete(String.join(" ", missing));
        }
        String[] credential = credential(parts.getOrDefault("Credential", ""), dialect);
        return new Signature(
                credential[0],
                new Scope(credential[1], credential[2], credential[3], credential[4]),
                headers(parts.getOrDefault("SignedHeaders", "")),
                parts.getOrDefault("Signature", ""),
                timestamp,
                request.header("x-amz-security-token"),
                false,
                OptionalLong.empty());
    }

    private static Signature ofQuery(Map<String, List<String>> query, Dialect dialect) {
        String algorithm = first(query, QUERY_ALGORITHM);
        if (!algorithm.equals(ALGORITHM)) {
            throw dialect.otherAlgorithm(algorithm);
        }
        boolean needsExpiry = dialect == Dialect.S3;
        List<String> needed =
                new ArrayList<>(List.of("X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders"));
        if (needsExpiry) {
            needed.add("X-Amz-Expires");
        }
        if (needed.stream().anyMatch(name -> first(query, name).isEmpty())) {
            throw dialect.badQuery("Query-string authentication version 4 requires the X-Amz-Algorithm,"
                    + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires"
                    + " parameters.");
        }
        String timestamp = first(query, "X-Amz-Date");
        if (!Timestamps.isBasic(timestamp)) {
            throw dialect.badQuery("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
        String[] credential = credential(first(query, "X-Amz-Credential"), dialect);
        return new Signature(
                credential[0],
                new Scope(credential[1], credential[2], credential[3], credential[4]),
                headers(first(query, "X-Amz-SignedHeaders")),
                first(query, "X-Amz-Signature"),
                timestamp,
                Optional.of(first(query, "X-Amz-Security-Token")).filter(token -> !token.isEmpty()),
                true,
                expiry(first(query, "X-Amz-Expires"), dialect));
    }

    private static OptionalLong expiry(String text, Dialect dialect) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.matches("\\d{1,9}")) {
            throw dialect.badQuery("X-Amz-Expires should be a number");
        }
        long seconds = Long.parseLong(text);
        if (seconds > 604_800) {
            throw dialect.badQuery("X-Amz-Expires must be less than a week (in seconds); that is, the given"
                    + " X-Amz-Expires must be less than 604800 seconds");
        }
        return OptionalLong.of(seconds);
    }

    private static String[] credential(String text, Dialect dialect) {
        String[] parts = text.split("/", -1);
        if (parts.length != 5 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            throw dialect.incomplete(
                    dialect == Dialect.S3
                            ? "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
                            : "Credential must have exactly 5 slash-delimited elements, e.g."
                                    + " keyid/date/region/service/term, got '" + text + "'");
        }
        return parts;
    }

    private static List<String> headers(String text) {
        return List.of(text.split(";"));
    }

    private static String first(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }
}
