package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GetObject, HeadObject and GetObjectAttributes. */
final class ReadOperations {
    /** What a GET may say about the answer's headers, by query parameter. */
    private static final Map<String, String> OVERRIDES = Map.of(
            "response-content-type", "content-type",
            "response-content-language", "content-language",
            "response-expires", "expires",
            "response-cache-control", "cache-control",
            "response-content-disposition", "content-disposition",
            "response-content-encoding", "content-encoding");

    HttpResponse get(Bucket bucket, S3Request request) throws IOException {
        OpenObject open = bucket.read(request.key(), request.version());
        try {
            StoredObject object = open.metadata();
            ReadCondition.check(request, "", object);
            Optional<ByteRange> range = range(request, object);
            Map<String, List<String>> headers = headers(bucket, request, object, range);
            ByteRange part = range.orElse(new ByteRange(0, object.size()));
            return new HttpResponse(range.isPresent() ? 206 : 200, headers, open.body(part.offset(), part.length()));
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    /** A HEAD's answer has the length of the body that it leaves out. */
    HttpResponse head(Bucket bucket, S3Request request) {
        StoredObject object = bucket.get(request.key(), request.version());
        ReadCondition.check(request, "", object);
        Optional<ByteRange> range = range(request, object);
        long length = range.map(ByteRange::length).orElse(object.size());
        HttpResponse.Body none = new HttpResponse.Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(java.io.OutputStream out) {
                // HEAD has no body
            }
        };
        return new HttpResponse(range.isPresent() ? 206 : 200, headers(bucket, request, object, range), none);
    }

    private static Optional<ByteRange> range(S3Request request, StoredObject object) {
        if (request.asks("partNumber")) {
            return Optional.of(part(object, request.number("partNumber", 1)));
        }
        return request.header("range").flatMap(header -> ByteRange.of(header, object.size()));
    }

    private static ByteRange part(StoredObject object, int number) {
        List<Long> sizes = object.partSizes().isEmpty() ? List.of(object.size()) : object.partSizes();
        if (number < 1 || number > sizes.size()) {
            throw new AwsError(
                    416,
                    "InvalidPartNumber",
                    "The requested partnumber is not satisfiable: " + number + " of " + sizes.size());
        }
        long offset =
                sizes.subList(0, number - 1).stream().mapToLong(Long::longValue).sum();
        return new ByteRange(offset, sizes.get(number - 1));
    }

    private static Map<String, List<String>> headers(
            Bucket bucket, S3Request request, StoredObject object, Optional<ByteRange> range) {
        Map<String, String> headers = new LinkedHashMap<>(object.headers());
        OVERRIDES.forEach((query, header) -> request.parameter(query).ifPresent(value -> headers.put(header, value)));
        Encryption.complete(headers);
        if (bucket.versioning() != Versioning.OFF) {
            headers.put("x-amz-version-id", object.version().id());
        }
        headers.put("ETag", object.quotedEtag());
        headers.put("Last-Modified", HttpDates.format(object.lastModified()));
        headers.put("Accept-Ranges", "bytes");
        range.ifPresent(part -> headers.put("Content-Range", part.contentRange(object.size())));
        if (request.asks("partNumber") && !object.partSizes().isEmpty()) {
            headers.put(
                    "x-amz-mp-parts-count", Integer.toString(object.partSizes().size()));
        }
        if (!object.tags().isEmpty()) {
            headers.put("x-amz-tagging-count", Integer.toString(object.tags().size()));
        }
        boolean checksums = request.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
        // a part's bytes have another checksum than the whole's, which would fail the client's check
        if (checksums && range.isEmpty() && !object.checksums().isEmpty()) {
            object.checksums().forEach((algorithm, value) -> headers.put(algorithm.header(), value));
            headers.put("x-amz-checksum-type", object.checksumType());
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    HttpResponse attributes(Bucket bucket, S3Request request) {
        StoredObject object = bucket.get(request.key(), request.version());
        String wanted = request.header("x-amz-object-attributes").orElse("");
        HttpResponse response = Xml.document("GetObjectAttributesResponse", xml -> {
                    if (wanted.contains("ETag")) {
                        xml.text("ETag", object.etag());
                    }
                    if (wanted.contains("Checksum") && !object.checksums().isEmpty()) {
                        xml.group("Checksum", checksum -> {
                            object.checksums().forEach((algorithm, value) -> checksum.text(algorithm.element(), value));
                            checksum.text("ChecksumType", object.checksumType());
                        });
                    }
                    if (wanted.contains("ObjectParts") && !object.partSizes().isEmpty()) {
                        xml.group(
                                "ObjectParts",
                                parts -> parts.text(
                                        "PartsCount", object.partSizes().size()));
                    }
                    if (wanted.contains("StorageClass")) {
                        xml.text("StorageClass", "STANDARD");
                    }
                    if (wanted.contains("ObjectSize")) {
                        xml.text("ObjectSize", object.size());
                    }
                })
                .response(200);
        return response.with("Last-Modified", HttpDates.format(object.lastModified()));
    }
}
