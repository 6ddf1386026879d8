package dev.slipway.local.s3;

import dev.slipway.local.http.HttpResponse;
import java.util.function.UnaryOperator;

/** ListObjectVersions: every version and every delete marker, the newest of a key first. */
final class VersionListing {
    private static final int MAX_KEYS = 1000;

    private VersionListing() {}

    static HttpResponse of(Bucket bucket, S3Request request) {
        UnaryOperator<String> encode = ListOperations.encoding(request);
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        int maxKeys = Math.min(MAX_KEYS, request.number("max-keys", MAX_KEYS));
        VersionPage.Marker marker = new VersionPage.Marker(
                request.parameter("key-marker").orElse(""),
                request.parameter("version-id-marker").orElse(""));
        VersionPage page = VersionPage.of(bucket.histories(), prefix, delimiter, marker, maxKeys);
        return Xml.document("ListVersionsResult", xml -> {
                    xml.text("Name", bucket.info().name())
                            .text("Prefix", encode.apply(prefix))
                            .text("KeyMarker", encode.apply(marker.key()))
                            .text("VersionIdMarker", marker.version())
                            .text("MaxKeys", maxKeys);
                    if (!delimiter.isEmpty()) {
                        xml.text("Delimiter", encode.apply(delimiter));
                    }
                    request.parameter("encoding-type").ifPresent(type -> xml.text("EncodingType", type));
                    xml.text("IsTruncated", page.next().isPresent());
                    page.next().ifPresent(next -> {
                        xml.text("NextKeyMarker", encode.apply(next.key()));
                        if (!next.version().isEmpty()) {
                            xml.text("NextVersionIdMarker", next.version());
                        }
                    });
                    page.entries().forEach(entry -> entry(xml, entry, encode));
                    page.prefixes()
                            .forEach(common ->
                                    xml.group("CommonPrefixes", group -> group.text("Prefix", encode.apply(common))));
                })
                .response(200);
    }

    private static void entry(Xml xml, VersionPage.Entry entry, UnaryOperator<String> encode) {
        StoredObject object = entry.object();
        boolean marker = object.version().marker();
        xml.group(marker ? "DeleteMarker" : "Version", out -> {
            out.text("Key", encode.apply(object.key()))
                    .text("VersionId", object.version().id())
                    .text("IsLatest", entry.latest())
                    .time("LastModified", object.lastModified());
            if (!marker) {
                out.text("ETag", object.quotedEtag());
                ListOperations.checksums(out, object);
                out.text("Size", object.size()).text("StorageClass", "STANDARD");
            }
            AccessControl.OWNER.accept(out);
        });
    }
}
