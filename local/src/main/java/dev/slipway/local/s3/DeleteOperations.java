package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** DeleteObject and DeleteObjects: by a marker, or a version for good. */
final class DeleteOperations {
    private static final int BODY_BYTES = 4 << 20;
    private static final int MOST_DELETES = 1000;

    private final Buckets buckets;

    private final S3Asks asks;

    DeleteOperations(Buckets buckets, S3Asks asks) {
        this.buckets = buckets;
        this.asks = asks;
    }

    /**
     * What a deletion did.
     *
     * @param version the version that was deleted, or the marker that was made; empty without versioning
     * @param marker whether that version is a marker
     */
    private record Done(Optional<String> version, boolean marker) {}

    HttpResponse one(Bucket bucket, S3Request request) throws IOException {
        Done done = delete(bucket, request.key(), request.version(), request.header("if-match"));
        HttpResponse response = HttpResponse.empty(204);
        if (done.version().isPresent()) {
            response = response.with("x-amz-version-id", done.version().get());
        }
        return done.marker() ? response.with("x-amz-delete-marker", "true") : response;
    }

    HttpResponse many(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        XmlTree document = XmlTree.parse(Payload.of(request).read(BODY_BYTES));
        List<XmlTree> wanted = document.all("Object");
        if (wanted.isEmpty() || wanted.size() > MOST_DELETES) {
            throw XmlTree.malformed("<Delete> takes 1 to " + MOST_DELETES + " <Object>s, not " + wanted.size());
        }
        boolean quiet = document.value("Quiet").orElse("false").equals("true");
        Xml answer = Xml.begin("DeleteResult");
        for (XmlTree object : wanted) {
            String key = object.required("Key");
            Optional<String> version = object.value("VersionId");
            try {
                asks.checkDelete(request, key, version);
                Done done = delete(bucket, key, version.map(Version::checked), object.value("ETag"));
                if (!quiet) {
                    answer.group("Deleted", xml -> deleted(xml, key, version, done));
                }
            } catch (AwsError e) {
                answer.group("Error", xml -> {
                    xml.text("Key", key);
                    version.ifPresent(id -> xml.text("VersionId", id));
                    xml.text("Code", e.code()).text("Message", String.valueOf(e.getMessage()));
                });
            }
        }
        return answer.end("DeleteResult").response(200);
    }

    private static void deleted(Xml xml, String key, Optional<String> asked, Done done) {
        xml.text("Key", key);
        asked.ifPresent(id -> xml.text("VersionId", id));
        if (done.marker()) {
            xml.text("DeleteMarker", true);
            done.version().ifPresent(id -> xml.text("DeleteMarkerVersionId", id));
        }
    }

    private Done delete(Bucket bucket, String key, Optional<String> version, Optional<String> etag) throws IOException {
        WriteCondition condition = new WriteCondition(false, etag);
        if (version.isPresent()) {
            Optional<StoredObject> gone = bucket.deleteVersion(key, version.get(), condition);
            return new Done(
                    version, gone.filter(object -> object.version().marker()).isPresent());
        }
        Optional<StoredObject> marker =
                bucket.delete(key, condition, buckets.clock().millis());
        return new Done(marker.map(object -> object.version().id()), marker.isPresent());
    }
}
