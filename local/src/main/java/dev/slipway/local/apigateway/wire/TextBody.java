package dev.slipway.local.apigateway.wire;

import dev.slipway.local.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Which bodies API Gateway hands on as text: {@code text/*} and three types of {@code application/}. Everything else is
 * base64, a form and a body without a type among it.
 */
public final class TextBody {
    private static final Set<String> APPLICATION =
            Set.of("application/json", "application/xml", "application/javascript");

    private TextBody() {}

    public static boolean isText(HttpRequest request, byte[] body) {
        String type = request.header("content-type").orElse("");
        int semicolon = type.indexOf(';');
        String media =
                (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return (media.startsWith("text/") || APPLICATION.contains(media))
                && request.header("content-encoding").isEmpty()
                && isUtf8(body);
    }

    /** What is no UTF-8 would be changed by a JSON string: base64 keeps it. */
    private static boolean isUtf8(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return decodes(body);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
