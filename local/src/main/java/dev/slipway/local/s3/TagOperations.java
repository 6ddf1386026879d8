package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Tags of objects, by header with a write or by requests of their own. */
final class TagOperations {
    private static final int MOST_TAGS = 10;
    private static final int BODY_BYTES = 128 * 1024;

    HttpResponse answer(Bucket bucket, S3Request request) throws IOException {
        return switch (request.http().method()) {
            case "GET" -> get(bucket.get(request.key(), request.version()));
            case "PUT" -> put(bucket, request);
            case "DELETE" -> {
                bucket.update(request.key(), request.version(), object -> object.withTags(Map.of()));
                yield HttpResponse.empty(204);
            }
            default -> throw S3Service.notAllowed(request);
        };
    }

    private static HttpResponse get(StoredObject object) {
        return Xml.document(
                        "Tagging",
                        xml -> xml.group(
                                "TagSet",
                                set -> new TreeMap<>(object.tags())
                                        .forEach((key, value) -> set.group(
                                                "Tag",
                                                tag -> tag.text("Key", key).text("Value", value)))))
                .response(200);
    }

    private static HttpResponse put(Bucket bucket, S3Request request) throws IOException {
        XmlTree tagging = XmlTree.parse(Payload.of(request).read(BODY_BYTES));
        Map<String, String> tags = new TreeMap<>();
        for (XmlTree set : tagging.all("TagSet")) {
            set.all("Tag").forEach(tag -> add(tags, tag.required("Key"), tag.required("Value")));
        }
        bucket.update(request.key(), request.version(), object -> object.withTags(tags));
        return HttpResponse.empty(200);
    }

    /** The tags of a write's {@code x-amz-tagging}, which is a query string. */
    static Map<String, String> ofHeader(S3Request request) {
        Map<String, String> tags = new TreeMap<>();
        for (String pair : request.header("x-amz-tagging").orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                add(
                        tags,
                        S3Request.decoded(equals < 0 ? pair : pair.substring(0, equals), true),
                        equals < 0 ? "" : S3Request.decoded(pair.substring(equals + 1), true));
            }
        }
        return tags;
    }

    private static void add(Map<String, String> tags, String key, String value) {
        if (key.isEmpty() || key.length() > 128 || value.length() > 256 || tags.containsKey(key)) {
            throw new AwsError(
                    400,
                    "InvalidTag",
                    "The TagKey you have provided is invalid: '" + key
                            + "' is empty, given twice, or it or its value is too long");
        }
        tags.put(key, value);
        if (tags.size() > MOST_TAGS) {
            throw new AwsError(400, "BadRequest", "Object tags cannot be greater than " + MOST_TAGS);
        }
    }
}
