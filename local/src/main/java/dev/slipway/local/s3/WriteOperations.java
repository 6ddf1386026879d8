package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PutObject, CopyObject, DeleteObject and DeleteObjects. */
final class WriteOperations {
    private static final int DELETE_BODY_BYTES = 4 << 20;
    private static final int MOST_DELETES = 1000;

    private final Buckets buckets;

    WriteOperations(Buckets buckets) {
        this.buckets = buckets;
    }

    HttpResponse put(Bucket bucket, S3Request request) throws IOException {
        if (request.header("x-amz-copy-source").isPresent()) {
            return copy(bucket, request);
        }
        if (request.asks("acl")) {
            return HttpResponse.empty(200);
        }
        WriteCondition condition = WriteCondition.of(request);
        Map<String, String> headers = ObjectHeaders.of(request);
        Map<String, String> tags = TagOperations.ofHeader(request);
        String data = StateFiles.uniqueName();
        Payload.Received received = Payload.of(request).saveTo(bucket.data(data));
        StoredObject object = bucket.commit(
                new StoredObject(
                        request.key(),
                        data,
                        received.size(),
                        received.etag(),
                        buckets.clock().millis(),
                        headers,
                        received.checksums(),
                        StoredObject.FULL_OBJECT,
                        List.of(),
                        tags),
                condition);
        return withChecksums(HttpResponse.empty(200).with("ETag", object.quotedEtag()), object);
    }

    private static HttpResponse withChecksums(HttpResponse plain, StoredObject object) {
        HttpResponse response = plain;
        for (Map.Entry<ChecksumAlgorithm, String> checksum : object.checksums().entrySet()) {
            response = response.with(checksum.getKey().header(), checksum.getValue());
        }
        return response.with("x-amz-checksum-type", object.checksumType());
    }

    private HttpResponse copy(Bucket bucket, S3Request request) throws IOException {
        CopySource source = CopySource.of(request);
        boolean replace = request.header("x-amz-metadata-directive").orElse("").equals("REPLACE");
        boolean replaceTags =
                request.header("x-amz-tagging-directive").orElse("").equals("REPLACE");
        if (!replace && source.bucket().equals(request.bucket()) && source.key().equals(request.key())) {
            throw new AwsError(
                    400,
                    "InvalidRequest",
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata");
        }
        WriteCondition condition = WriteCondition.of(request);
        String data = StateFiles.uniqueName();
        StoredObject copied;
        try (OpenObject open = buckets.get(source.bucket()).read(source.key())) {
            StoredObject from = open.metadata();
            ReadCondition.check(request, CopySource.HEADER + "-", from);
            copied = new StoredObject(
                    request.key(),
                    data,
                    from.size(),
                    from.etag(),
                    buckets.clock().millis(),
                    replace ? ObjectHeaders.of(request) : from.headers(),
                    from.checksums(),
                    from.checksumType(),
                    from.partSizes(),
                    replaceTags ? TagOperations.ofHeader(request) : from.tags());
            try (InputStream in = open.stream()) {
                java.nio.file.Files.copy(in, bucket.data(data));
            }
        }
        StoredObject object = bucket.commit(copied, condition);
        return Xml.document("CopyObjectResult", xml -> {
                    xml.text("ETag", object.quotedEtag()).time("LastModified", object.lastModified());
                    object.checksums().forEach((algorithm, value) -> xml.text(algorithm.element(), value));
                    xml.text("ChecksumType", object.checksumType());
                })
                .response(200);
    }

    HttpResponse delete(Bucket bucket, S3Request request) throws IOException {
        bucket.delete(request.key(), new WriteCondition(false, request.header("if-match")));
        return HttpResponse.empty(204);
    }

    HttpResponse deleteMany(S3Request request) throws IOException {
        Bucket bucket = buckets.get(request.bucket());
        XmlTree document = XmlTree.parse(Payload.of(request).read(DELETE_BODY_BYTES));
        List<XmlTree> wanted = document.all("Object");
        if (wanted.isEmpty() || wanted.size() > MOST_DELETES) {
            throw XmlTree.malformed("<Delete> takes 1 to " + MOST_DELETES + " <Object>s, not " + wanted.size());
        }
        boolean quiet = document.value("Quiet").orElse("false").equals("true");
        Xml answer = Xml.begin("DeleteResult");
        for (XmlTree object : wanted) {
            String key = object.required("Key");
            try {
                bucket.delete(key, new WriteCondition(false, object.value("ETag")));
                if (!quiet) {
                    answer.group("Deleted", xml -> xml.text("Key", key));
                }
            } catch (AwsError e) {
                answer.group(
                        "Error",
                        xml -> xml.text("Key", key)
                                .text("Code", e.code())
                                .text("Message", String.valueOf(e.getMessage())));
            }
        }
        return answer.end("DeleteResult").response(200);
    }

    /** Makes an object of the parts that {@link Uploads} put together. */
    HttpResponse commitUpload(Bucket bucket, S3Request request, StoredObject object) throws IOException {
        StoredObject done = bucket.commit(object, WriteCondition.of(request));
        String location =
                "http://" + request.header("host").orElse("localhost") + "/" + request.bucket() + "/" + request.key();
        return Xml.document("CompleteMultipartUploadResult", xml -> {
                    xml.text("Location", location)
                            .text("Bucket", request.bucket())
                            .text("Key", done.key())
                            .text("ETag", done.quotedEtag());
                    done.checksums().forEach((algorithm, value) -> xml.text(algorithm.element(), value));
                    xml.text("ChecksumType", done.checksumType());
                })
                .response(200);
    }

    OpenObject openSource(S3Request request) throws IOException {
        CopySource source = CopySource.of(request);
        OpenObject open = buckets.get(source.bucket()).read(source.key());
        try {
            ReadCondition.check(request, CopySource.HEADER + "-", open.metadata());
            return open;
        } catch (AwsError e) {
            open.close();
            throw e;
        }
    }

    /** What a copy names as its source. */
    private record CopySource(String bucket, String key) {
        static final String HEADER = "x-amz-copy-source";

        static CopySource of(S3Request request) {
            String raw = request.header(HEADER).orElse("");
            int query = raw.indexOf("?versionId=");
            if (query >= 0) {
                throw new AwsError(
                        501, "NotImplemented", "The embedded cloud keeps no versions of objects yet: " + raw);
            }
            String path = S3Request.decoded(raw.startsWith("/") ? raw.substring(1) : raw, false);
            int slash = path.indexOf('/');
            return Optional.of(slash)
                    .filter(at -> at > 0 && at < path.length() - 1)
                    .map(at -> new CopySource(path.substring(0, at), path.substring(at + 1)))
                    .orElseThrow(() -> new AwsError(
                            400,
                            "InvalidArgument",
                            "Copy Source must mention the source bucket and key: sourcebucket/sourcekey"));
        }
    }
}
