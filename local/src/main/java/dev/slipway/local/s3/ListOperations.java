package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** ListObjectsV2, and its first version for older clients. */
final class ListOperations {
    private static final int MAX_KEYS = 1000;

    HttpResponse list(Bucket bucket, S3Request request) {
        boolean second = request.parameter("list-type").orElse("").equals("2");
        UnaryOperator<String> encode = encoding(request);
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        int maxKeys = Math.min(MAX_KEYS, request.number("max-keys", MAX_KEYS));
        Page page = Page.of(bucket.objects(), prefix, delimiter, start(request, second, delimiter), maxKeys);
        return Xml.document("ListBucketResult", xml -> {
                    xml.text("Name", bucket.info().name())
                            .text("Prefix", encode.apply(prefix))
                            .text("MaxKeys", maxKeys);
                    if (!delimiter.isEmpty()) {
                        xml.text("Delimiter", encode.apply(delimiter));
                    }
                    request.parameter("encoding-type").ifPresent(type -> xml.text("EncodingType", type));
                    xml.text("IsTruncated", page.next().isPresent());
                    if (second) {
                        positionV2(xml, request, page, encode);
                    } else {
                        positionV1(xml, request, page, encode);
                    }
                    boolean owner = !second
                            || request.parameter("fetch-owner").orElse("").equals("true");
                    page.objects().forEach(object -> contents(xml, object, encode, owner));
                    page.prefixes()
                            .forEach(common ->
                                    xml.group("CommonPrefixes", group -> group.text("Prefix", encode.apply(common))));
                })
                .response(200);
    }

    private static Page.Start start(S3Request request, boolean second, String delimiter) {
        if (!second) {
            String marker = request.parameter("marker").orElse("");
            return new Page.Start(marker, !delimiter.isEmpty() && marker.endsWith(delimiter));
        }
        return request.parameter("continuation-token")
                .map(ListOperations::fromToken)
                .orElseGet(() -> new Page.Start(request.parameter("start-after").orElse(""), false));
    }

    private static void positionV2(Xml xml, S3Request request, Page page, UnaryOperator<String> encode) {
        xml.text("KeyCount", page.objects().size() + page.prefixes().size());
        request.parameter("continuation-token").ifPresent(token -> xml.text("ContinuationToken", token));
        request.parameter("start-after").ifPresent(key -> xml.text("StartAfter", encode.apply(key)));
        page.next().ifPresent(next -> xml.text("NextContinuationToken", token(next)));
    }

    private static void positionV1(Xml xml, S3Request request, Page page, UnaryOperator<String> encode) {
        xml.text("Marker", encode.apply(request.parameter("marker").orElse("")));
        page.next().ifPresent(next -> xml.text("NextMarker", encode.apply(next.after())));
    }

    private static void contents(Xml xml, StoredObject object, UnaryOperator<String> encode, boolean withOwner) {
        xml.group("Contents", entry -> {
            entry.text("Key", encode.apply(object.key()))
                    .time("LastModified", object.lastModified())
                    .text("ETag", object.quotedEtag());
            checksums(entry, object);
            entry.text("Size", object.size()).text("StorageClass", "STANDARD");
            if (withOwner) {
                AccessControl.OWNER.accept(entry);
            }
        });
    }

    static void checksums(Xml entry, StoredObject object) {
        object.checksums().keySet().forEach(algorithm -> entry.text("ChecksumAlgorithm", algorithm));
        if (!object.checksums().isEmpty()) {
            entry.text("ChecksumType", object.checksumType());
        }
    }

    static UnaryOperator<String> encoding(S3Request request) {
        String type = request.parameter("encoding-type").orElse("");
        if (!type.isEmpty() && !type.equals("url")) {
            throw new AwsError(400, "InvalidArgument", "Invalid Encoding Method specified in Request: '" + type + "'");
        }
        return type.isEmpty() ? UnaryOperator.identity() : ListOperations::percentEncoded;
    }

    private static String percentEncoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || "-_.*/".indexOf(b) >= 0;
            if (plain) {
                out.append((char) b);
            } else {
                out.append(String.format("%%%02X", b & 0xFF));
            }
        }
        return out.toString();
    }

    private static String token(Page.Start start) {
        String plain = (start.wholePrefix() ? "p" : "k") + start.after();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static Page.Start fromToken(String token) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (plain.startsWith("p") || plain.startsWith("k")) {
                return new Page.Start(plain.substring(1), plain.startsWith("p"));
            }
        } catch (IllegalArgumentException e) {
            // answered below: it is not one of ours
        }
        throw new AwsError(400, "InvalidArgument", "The continuation token provided is incorrect");
    }
}
