package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Multipart uploads: begun, filled part by part, listed, completed or aborted. */
final class MultipartOperations {
    private static final int MOST_PARTS = 10_000;
    private static final int PAGE = 1000;
    private static final int COMPLETE_BODY_BYTES = 4 << 20;

    private final Clock clock;
    private final WriteOperations writes;

    MultipartOperations(Clock clock, WriteOperations writes) {
        this.clock = clock;
        this.writes = writes;
    }

    HttpResponse answer(Bucket bucket, S3Request request) throws IOException {
        String method = request.http().method();
        if (request.asks("uploads") && method.equals("POST")) {
            return create(bucket, request);
        }
        String id = request.parameter("uploadId").orElseThrow(() -> S3Service.notAllowed(request));
        Uploads uploads = new Uploads(bucket);
        Uploads.Upload upload = uploads.get(id, request.key());
        return switch (method) {
            case "PUT" -> uploadPart(uploads, upload, request);
            case "POST" -> complete(bucket, uploads, upload, request);
            case "GET" -> listParts(uploads, upload, request);
            case "DELETE" -> {
                uploads.remove(upload);
                yield HttpResponse.empty(204);
            }
            default -> throw S3Service.notAllowed(request);
        };
    }

    private HttpResponse create(Bucket bucket, S3Request request) throws IOException {
        @Nullable
        ChecksumAlgorithm algorithm = request.header("x-amz-checksum-algorithm")
                .map(ChecksumAlgorithm::named)
                .orElse(null);
        String standard = algorithm == null || algorithm == ChecksumAlgorithm.CRC64NVME
                ? StoredObject.FULL_OBJECT
                : StoredObject.COMPOSITE;
        String type = request.header("x-amz-checksum-type").orElse(standard);
        boolean whole = type.equals(StoredObject.FULL_OBJECT);
        if (algorithm != null && whole && !algorithm.coversWholeObjects()) {
            throw new AwsError(400, "InvalidRequest", "The FULL_OBJECT checksum type cannot be used with " + algorithm);
        }
        Uploads.Upload upload = new Uploads.Upload(
                StateFiles.uniqueName(),
                request.key(),
                Encryption.over(ObjectHeaders.of(request), bucket, request),
                TagOperations.ofHeader(request),
                algorithm == null ? ChecksumAlgorithm.CRC64NVME : algorithm,
                type,
                clock.millis());
        new Uploads(bucket).create(upload);
        HttpResponse response = Xml.document(
                        "InitiateMultipartUploadResult",
                        xml -> xml.text("Bucket", request.bucket())
                                .text("Key", request.key())
                                .text("UploadId", upload.id()))
                .response(200);
        HttpResponse encrypted = Encryption.on(response, upload.headers());
        return algorithm == null
                ? encrypted
                : encrypted.with("x-amz-checksum-algorithm", algorithm.name()).with("x-amz-checksum-type", type);
    }

    private HttpResponse uploadPart(Uploads uploads, Uploads.Upload upload, S3Request request) throws IOException {
        int number = request.number("partNumber", 0);
        if (number < 1 || number > MOST_PARTS) {
            throw new AwsError(
                    400,
                    "InvalidArgument",
                    "Part number must be an integer between 1 and " + MOST_PARTS + ", inclusive, not " + number);
        }
        boolean copy = request.header("x-amz-copy-source").isPresent();
        String data = StateFiles.uniqueName();
        Payload.Received received = copy
                ? saveCopy(request, uploads.data(upload, data))
                : Payload.of(request).saveTo(uploads.data(upload, data));
        Uploads.Part part =
                new Uploads.Part(number, data, received.size(), received.etag(), clock.millis(), received.checksums());
        uploads.keep(upload, part);
        if (copy) {
            return Xml.document(
                            "CopyPartResult",
                            xml -> xml.text("ETag", part.quotedEtag()).time("LastModified", part.lastModified()))
                    .response(200);
        }
        HttpResponse response = HttpResponse.empty(200).with("ETag", part.quotedEtag());
        for (Map.Entry<ChecksumAlgorithm, String> checksum : part.checksums().entrySet()) {
            response = response.with(checksum.getKey().header(), checksum.getValue());
        }
        return response;
    }

    /** UploadPartCopy reads its body from an object instead of from the wire. */
    private Payload.Received saveCopy(S3Request request, Path file) throws IOException {
        try (OpenObject open = writes.openSource(request)) {
            long size = open.metadata().size();
            ByteRange range = request.header("x-amz-copy-source-range")
                    .flatMap(header -> ByteRange.of(header, size))
                    .orElse(new ByteRange(0, size));
            open.channel().position(range.offset());
            InputStream body = new LimitedInputStream(open.stream(), range.length());
            HttpRequest http = new HttpRequest(
                    "PUT",
                    request.http().rawPath(),
                    "",
                    Map.of(),
                    body,
                    request.http().remoteAddress());
            return Payload.of(new S3Request(http, request.bucket(), request.key(), Map.of()))
                    .saveTo(file);
        }
    }

    private HttpResponse complete(Bucket bucket, Uploads uploads, Uploads.Upload upload, S3Request request)
            throws IOException {
        XmlTree document = XmlTree.parse(Payload.of(request).read(COMPLETE_BODY_BYTES));
        List<Uploads.Part> parts = ChosenParts.of(document, uploads.parts(upload));
        String data = StateFiles.uniqueName();
        Optional<String> whole = uploads.concatenate(upload, parts, bucket.data(data));
        StoredObject object = ChosenParts.object(upload, parts, data, whole, clock.millis());
        HttpResponse response;
        try {
            ChosenParts.verify(request, object);
            response = writes.commitUpload(bucket, request, object);
        } catch (AwsError e) {
            Files.deleteIfExists(bucket.data(data));
            throw e;
        }
        // last: a kill before this leaves an upload that can be completed again, with the same result
        uploads.remove(upload);
        return response;
    }

    private static HttpResponse listParts(Uploads uploads, Uploads.Upload upload, S3Request request)
            throws IOException {
        int most = Math.min(PAGE, request.number("max-parts", PAGE));
        int after = request.number("part-number-marker", 0);
        UnaryOperator<String> encode = ListOperations.encoding(request);
        List<Uploads.Part> rest = uploads.parts(upload).stream()
                .filter(part -> part.number() > after)
                .toList();
        List<Uploads.Part> page = rest.subList(0, Math.min(most, rest.size()));
        return Xml.document("ListPartsResult", xml -> {
                    xml.text("Bucket", request.bucket())
                            .text("Key", encode.apply(upload.key()))
                            .text("UploadId", upload.id())
                            .text("StorageClass", "STANDARD")
                            .text("PartNumberMarker", after)
                            .text("MaxParts", most)
                            .text("IsTruncated", page.size() < rest.size());
                    if (!page.isEmpty()) {
                        xml.text(
                                "NextPartNumberMarker",
                                page.get(page.size() - 1).number());
                    }
                    AccessControl.OWNER.accept(xml);
                    page.forEach(part -> xml.group("Part", entry -> {
                        entry.text("PartNumber", part.number())
                                .time("LastModified", part.lastModified())
                                .text("ETag", part.quotedEtag())
                                .text("Size", part.size());
                        part.checksums().forEach((algorithm, value) -> entry.text(algorithm.element(), value));
                    }));
                })
                .response(200);
    }

    HttpResponse listUploads(Bucket bucket, S3Request request) throws IOException {
        UnaryOperator<String> encode = ListOperations.encoding(request);
        String prefix = request.parameter("prefix").orElse("");
        int most = Math.min(PAGE, request.number("max-uploads", PAGE));
        String keyMarker = request.parameter("key-marker").orElse("");
        String idMarker = request.parameter("upload-id-marker").orElse("");
        List<Uploads.Upload> matching = new Uploads(bucket)
                .list().stream()
                        .filter(upload -> upload.key().startsWith(prefix))
                        .toList();
        int from = firstAfter(matching, keyMarker, idMarker);
        List<Uploads.Upload> page = matching.subList(from, Math.min(matching.size(), from + most));
        boolean truncated = from + page.size() < matching.size();
        return Xml.document("ListMultipartUploadsResult", xml -> {
                    xml.text("Bucket", request.bucket())
                            .text("KeyMarker", encode.apply(keyMarker))
                            .text("UploadIdMarker", idMarker)
                            .text("Prefix", encode.apply(prefix))
                            .text("MaxUploads", most)
                            .text("IsTruncated", truncated);
                    if (truncated && !page.isEmpty()) {
                        Uploads.Upload last = page.get(page.size() - 1);
                        xml.text("NextKeyMarker", encode.apply(last.key())).text("NextUploadIdMarker", last.id());
                    }
                    page.forEach(upload -> xml.group("Upload", entry -> {
                        entry.text("Key", encode.apply(upload.key()))
                                .text("UploadId", upload.id())
                                .text("StorageClass", "STANDARD")
                                .time("Initiated", upload.initiated());
                        AccessControl.OWNER.accept(entry);
                    }));
                })
                .response(200);
    }

    /** Uploads of one key stand in the order of their time, so the marker's id is looked for, not compared. */
    private static int firstAfter(List<Uploads.Upload> uploads, String keyMarker, String idMarker) {
        int at = 0;
        if (!keyMarker.isEmpty()) {
            KeyOrder order = new KeyOrder();
            while (at < uploads.size() && order.compare(uploads.get(at).key(), keyMarker) < 0) {
                at++;
            }
            boolean marked = false;
            for (; at < uploads.size() && uploads.get(at).key().equals(keyMarker) && !marked; at++) {
                marked = uploads.get(at).id().equals(idMarker);
            }
        }
        return at;
    }
}
