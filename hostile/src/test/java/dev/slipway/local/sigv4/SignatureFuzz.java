package dev.slipway.local.sigv4;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.CredentialScope;
import dev.slipway.local.http.HttpRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An authorization header, and on the next line a query; only {@link AwsError} may come of it. */
public final class SignatureFuzz {
    private SignatureFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        Map<String, List<String>> headers = header.isEmpty() ? Map.of() : Map.of("authorization", List.of(header));
        HttpRequest request = new HttpRequest(
                "GET",
                "/",
                end < 0 ? "" : text.substring(end + 1),
                headers,
                InputStream.nullInputStream(),
                "127.0.0.1");
        CredentialScope.of(request);
        for (Dialect dialect : Dialect.values()) {
            parse(request, dialect);
        }
    }

    private static void parse(HttpRequest request, Dialect dialect) {
        try {
            Signature.of(request, dialect);
        } catch (AwsError e) {
            return; // its documented answer to what is wrong
        }
    }
}
