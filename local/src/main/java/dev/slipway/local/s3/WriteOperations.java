package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** PutObject, CopyObject, and what completes a multipart upload. */
final class WriteOperations {
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
        Map<String, String> headers = Encryption.over(ObjectHeaders.of(request), bucket, request);
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
                        tags,
                        Version.NULL),
                condition);
        HttpResponse response = HttpResponse.empty(200).with("ETag", object.quotedEtag());
        return about(object, bucket, withChecksums(response, object));
    }

    private static HttpResponse withChecksums(HttpResponse plain, StoredObject object) {
        HttpResponse response = plain;
        for (Map.Entry<ChecksumAlgorithm, String> checksum : object.checksums().entrySet()) {
            response = response.with(checksum.getKey().header(), checksum.getValue());
        }
        return response.with("x-amz-checksum-type", object.checksumType());
    }

    /** Says which version was made, and how it is encrypted. */
    private static HttpResponse about(StoredObject object, Bucket bucket, HttpResponse plain) {
        HttpResponse response = Encryption.on(plain, object.headers());
        return bucket.versioning() == Versioning.ENABLED
                ? response.with("x-amz-version-id", object.version().id())
                : response;
    }

    private HttpResponse copy(Bucket bucket, S3Request request) throws IOException {
        CopySource source = CopySource.of(request);
        boolean replace = request.header("x-amz-metadata-directive").orElse("").equals("REPLACE");
        boolean replaceTags =
                request.header("x-amz-tagging-directive").orElse("").equals("REPLACE");
        if (!replace && source.isTargetOf(request)) {
            throw new AwsError(
                    400,
                    "InvalidRequest",
                    "This copy request is illegal because it is trying to copy an object to itself without changing"
                            + " the object's metadata");
        }
        WriteCondition condition = WriteCondition.of(request);
        String data = StateFiles.uniqueName();
        StoredObject copied;
        Bucket from = buckets.get(source.bucket());
        try (OpenObject open = from.read(source.key(), source.version())) {
            StoredObject original = open.metadata();
            ReadCondition.check(request, CopySource.HEADER + "-", original);
            copied = new StoredObject(
                    request.key(),
                    data,
                    original.size(),
                    original.etag(),
                    buckets.clock().millis(),
                    Encryption.over(replace ? ObjectHeaders.of(request) : original.headers(), bucket, request),
                    original.checksums(),
                    original.checksumType(),
                    original.partSizes(),
                    replaceTags ? TagOperations.ofHeader(request) : original.tags(),
                    original.version());
            try (InputStream in = open.stream()) {
                java.nio.file.Files.copy(in, bucket.data(data));
            }
        }
        StoredObject object = bucket.commit(copied, condition);
        HttpResponse response = Xml.document("CopyObjectResult", xml -> {
                    xml.text("ETag", object.quotedEtag()).time("LastModified", object.lastModified());
                    object.checksums().forEach((algorithm, value) -> xml.text(algorithm.element(), value));
                    xml.text("ChecksumType", object.checksumType());
                })
                .response(200);
        if (from.versioning() != Versioning.OFF) {
            response = response.with(
                    CopySource.HEADER + "-version-id", copied.version().id());
        }
        return about(object, bucket, response);
    }

    /** Makes an object of the parts that {@link Uploads} put together. */
    HttpResponse commitUpload(Bucket bucket, S3Request request, StoredObject object) throws IOException {
        StoredObject done = bucket.commit(object, WriteCondition.of(request));
        String location =
                "http://" + request.header("host").orElse("localhost") + "/" + request.bucket() + "/" + request.key();
        HttpResponse response = Xml.document("CompleteMultipartUploadResult", xml -> {
                    xml.text("Location", location)
                            .text("Bucket", request.bucket())
                            .text("Key", done.key())
                            .text("ETag", done.quotedEtag());
                    done.checksums().forEach((algorithm, value) -> xml.text(algorithm.element(), value));
                    xml.text("ChecksumType", done.checksumType());
                })
                .response(200);
        return about(done, bucket, response);
    }

    OpenObject openSource(S3Request request) throws IOException {
        CopySource source = CopySource.of(request);
        OpenObject open = buckets.get(source.bucket()).read(source.key(), source.version());
        try {
            ReadCondition.check(request, CopySource.HEADER + "-", open.metadata());
            return open;
        } catch (AwsError e) {
            open.close();
            throw e;
        }
    }
}
