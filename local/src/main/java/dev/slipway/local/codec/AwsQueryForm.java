package dev.slipway.local.codec;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters of one AWS query request, decoded: {@code Action}, {@code Version} and the operation's own.
 *
 * @param parameters by their full names, such as {@code Parameters.member.1.ParameterKey}
 */
public record AwsQueryForm(NavigableMap<String, String> parameters) {
    private static final int MAX_BYTES = 8 << 20;

    public AwsQueryForm {
        parameters = Collections.unmodifiableNavigableMap(new TreeMap<>(parameters));
    }

    /**
     * Reads the form of a POST's body, or of a GET's query.
     *
     * @throws AwsError {@code MalformedQueryString} when it is no form, {@code MissingAction} when it names no operation
     */
    public static AwsQueryForm read(HttpRequest request) throws IOException {
        byte[] body = request.body().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new AwsError(413, "RequestEntityTooLarge", "the request is larger than " + MAX_BYTES + " bytes");
        }
        NavigableMap<String, String> found = new TreeMap<>();
        addPairs(request.rawQuery(), found);
        addPairs(new String(body, StandardCharsets.UTF_8), found);
        AwsQueryForm form = new AwsQueryForm(found);
        form.action();
        return form;
    }

    /** The operation's name. */
    public String action() {
        return get("Action")
                .orElseThrow(() -> new AwsError(400, "MissingAction", "The request names no Action: is it AWS query?"));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether any parameter's name begins so. */
    boolean hasBelow(String prefix) {
        String next = parameters.ceilingKey(prefix);
        return next != null && next.startsWith(prefix);
    }

    private static void addPairs(String encoded, Map<String, String> into) {
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                into.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AwsError(400, "MalformedQueryString", "not a form: '" + encoded + "': " + e.getMessage());
        }
    }
}
