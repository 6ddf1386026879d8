package dev.slipway.local.sigv4;

import dev.slipway.local.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The one spelling of a request that both sides sign. */
final class CanonicalRequest {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final String HEX = "0123456789ABCDEF";

    private CanonicalRequest() {}

    /**
     * @param isS3 keeps its path as it is; every other service signs it normalised and encoded once more
     * @param payload the body's digest in hex, or what stands for it
     */
    static String of(HttpRequest request, Signature signature, boolean isS3, String payload) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(isS3 ? encoded(decoded(request.rawPath(), false), true) : twice(request.rawPath()))
                .append('\n');
        text.append(query(request.rawQuery(), signature.presigned())).append('\n');
        for (String name : signature.signedHeaders()) {
            text.append(name).append(':').append(header(request, name)).append('\n');
        }
        text.append('\n').append(String.join(";", signature.signedHeaders())).append('\n');
        return text.append(payload).toString();
    }

    private static String header(HttpRequest request, String name) {
        List<String> values = request.headers().getOrDefault(name, List.of());
        List<String> trimmed = new ArrayList<>(values.size());
        for (String value : values) {
            trimmed.add(SPACES.matcher(value.trim()).replaceAll(" "));
        }
        return String.join(",", trimmed);
    }

    private static String query(String raw, boolean presigned) {
        record Pair(String name, String value) {}
        List<Pair> pairs = new ArrayList<>();
        for (String part : raw.split("&")) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = encoded(decoded(equals < 0 ? part : part.substring(0, equals), true), false);
            String value = equals < 0 ? "" : encoded(decoded(part.substring(equals + 1), true), false);
            if (!presigned || !name.equals("X-Amz-Signature")) {
                pairs.add(new Pair(name, value));
            }
        }
        pairs.sort(Comparator.comparing(Pair::name).thenComparing(Pair::value));
        StringBuilder text = new StringBuilder();
        for (Pair pair : pairs) {
            text.append(text.length() == 0 ? "" : "&")
                    .append(pair.name())
                    .append('=')
                    .append(pair.value());
        }
        return text.toString();
    }

    /** The path as it came, normalised, and encoded over again. */
    private static String twice(String rawPath) {
        return encoded(normalised(rawPath).getBytes(StandardCharsets.UTF_8), true);
    }

    private static String normalised(String path) {
        if (!path.contains("//") && !path.contains("/.")) {
            return path;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean folder = path.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (folder ? "/" : "");
    }

    private static byte[] decoded(String text, boolean plusIsSpace) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return bytes.toByteArray();
    }

    private static String encoded(byte[] bytes, boolean slashStays) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            boolean unreserved = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '~'
                    || slashStays && b == '/';
            if (unreserved) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return text.toString();
    }
}
