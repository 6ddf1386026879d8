package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request with the bucket and the key it names, in the path or in the host.
 *
 * @param bucket empty when the request is for the service
 * @param key empty when the request is for the bucket
 * @param query decoded; a name without a value has an empty one
 */
record S3Request(HttpRequest http, String bucket, String key, Map<String, String> query) {
    private static final Pattern BUCKET_HOST =
            Pattern.compile("(?<bucket>.+?)\\.(?:s3|s3[.-].+|localhost)(?::\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final int KEY_BYTES = 1024;

    static S3Request of(HttpRequest http) {
        String path = http.rawPath().substring(1);
        Optional<String> hosted = bucketOf(http.header("host").orElse(""));
        String bucket;
        String rawKey;
        if (hosted.isPresent()) {
            bucket = hosted.get();
            rawKey = path;
        } else {
            int slash = path.indexOf('/');
            bucket = decoded(slash < 0 ? path : path.substring(0, slash), false);
            rawKey = slash < 0 ? "" : path.substring(slash + 1);
        }
        String key = decoded(rawKey, false);
        if (key.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES) {
            throw new AwsError(400, "KeyTooLongError", "Your key is too long: it has more than 1024 bytes in UTF-8");
        }
        return new S3Request(http, bucket, key, queryOf(http.rawQuery()));
    }

    private static Optional<String> bucketOf(String host) {
        Matcher matcher = BUCKET_HOST.matcher(host);
        if (!matcher.matches() || matcher.group("bucket").equalsIgnoreCase("s3")) {
            return Optional.empty();
        }
        return Optional.of(matcher.group("bucket"));
    }

    private static Map<String, String> queryOf(String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
            if (!name.isEmpty()) {
                query.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1), true));
            }
        }
        return query;
    }

    /** Percent-decoding that refuses what is no UTF-8, since two keys would become one file. */
    static String decoded(String raw, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
                int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw invalid(raw);
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(plusIsSpace && in[i] == '+' ? ' ' : in[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(raw);
        }
    }

    private static AwsError invalid(String raw) {
        return new AwsError(400, "InvalidURI", "Couldn't parse the specified URI: '" + raw + "'");
    }

    /** The version that the query names. */
    Optional<String> version() {
        return parameter("versionId").map(Version::checked);
    }

    boolean asks(String name) {
        return query.containsKey(name);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    int number(String name, int otherwise) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, together with what is negative
        }
        throw new AwsError(400, "InvalidArgument", "Provided " + name + " is no number from 0 on: '" + text + "'");
    }

    Optional<String> header(String name) {
        return http.header(name);
    }
}
