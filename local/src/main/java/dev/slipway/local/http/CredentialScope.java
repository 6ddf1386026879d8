package dev.slipway.local.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For what a request was signed: the middle of {@code key/date/region/service/aws4_request}.
 *
 * @param accessKey the caller's access key id
 * @param region the region signed for, such as {@code eu-west-1}
 * @param service the service's signing name, such as {@code lambda}
 */
public record CredentialScope(String accessKey, String region, String service) {
    private static final Pattern HEADER = Pattern.compile("Credential=([^/,]+)/[^/]+/([^/]+)/([^/]+)/[^/,]+");
    private static final Pattern QUERY =
            Pattern.compile("(?:^|&)X-Amz-Credential=([^/&]+)/[^/&]+/([^/&]+)/([^/&]+)/[^/&]+");

    /** The scope in the Authorization header, else the one in a presigned query. */
    public static Optional<CredentialScope> of(HttpRequest request) {
        return request.header("authorization")
                .flatMap(value -> first(HEADER, value))
                .or(() -> first(QUERY, request.rawQuery().replace("%2F", "/").replace("%2f", "/")));
    }

    private static Optional<CredentialScope> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find()
                ? Optional.of(new CredentialScope(found.group(1), found.group(2), found.group(3)))
                : Optional.empty();
    }
}
