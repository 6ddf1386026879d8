package dev.slipway.local.http;

import dev.slipway.local.identity.Access;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as it came over the wire.
 *
 * @param method upper case, as sent
 * @param rawPath the path still percent-encoded, always beginning with a slash
 * @param rawQuery the query still percent-encoded without its question mark; empty when there is none
 * @param headers names in lower case, values in the order they came
 * @param body the body's bytes, to be read once; already freed of any transfer encoding, not of aws-chunked
 * @param remoteAddress the caller's address, without its port
 * @param access who sent it, and what they may do
 */
public record HttpRequest(
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        InputStream body,
        String remoteAddress,
        Access access) {

    /** A request that no gate has seen. */
    public HttpRequest(
            String method,
            String rawPath,
            String rawQuery,
            Map<String, List<String>> headers,
            InputStream body,
            String remoteAddress) {
        this(method, rawPath, rawQuery, headers, body, remoteAddress, Access.UNCHECKED);
    }

    /** The same request as its gate lets it in. */
    public HttpRequest admitted(Access by, InputStream verifiedBody) {
        return new HttpRequest(method, rawPath, rawQuery, headers, verifiedBody, remoteAddress, by);
    }

    /** The first value of a header, whatever the case of {@code name}. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
