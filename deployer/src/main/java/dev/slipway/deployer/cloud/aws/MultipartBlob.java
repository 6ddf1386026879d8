package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.CloudException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** A big file's way into S3: parts with their own checksums, going on with what an interrupted upload has stored. */
final class MultipartBlob {
    private static final long PART = 8L << 20;
    /** S3's own limit; parts grow beyond {@link #PART} to stay below it. */
    private static final long MAX_PARTS = 10_000;

    private final LazyClient<S3Client> client;
    private final AwsCalls calls;
    private final String bucket;
    private final String key;
    private final Path file;
    private final long size;
    private final long partSize;
    private final LongConsumer sent;

    MultipartBlob(
            LazyClient<S3Client> client,
            AwsCalls calls,
            String bucket,
            String key,
            Path file,
            long size,
            LongConsumer sent) {
        this.client = client;
        this.calls = calls;
        this.bucket = bucket;
        this.key = key;
        this.file = file;
        this.size = size;
        this.partSize = Math.max(PART, size / MAX_PARTS + 1);
        this.sent = sent;
    }

    void upload() {
        String upload = interrupted().orElseGet(this::begin);
        try {
            complete(upload, parts(upload));
        } catch (CloudException e) {
            // Another deployer with the same file may have completed this very upload: then the blob is there.
            if (!e.is(Kind.NOT_FOUND) || !stored()) {
                throw e;
            }
        }
    }

    /** The newest upload of this key that was begun and not ended. */
    private Optional<String> interrupted() {
        return calls.call(
                "s3:ListBucketMultipartUploads",
                name(),
                () -> client
                        .get()
                        .listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(key))
                        .uploads()
                        .stream()
                        .filter(upload -> upload.key().equals(key))
                        .max(Comparator.comparing(MultipartUpload::initiated))
                        .map(MultipartUpload::uploadId));
    }

    private String begin() {
        return calls.call(
                "s3:PutObject",
                name(),
                () -> client.get()
                        .createMultipartUpload(
                                r -> r.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
                        .uploadId());
    }

    private List<CompletedPart> parts(String upload) {
        Map<Integer, Part> there = storedParts(upload);
        List<CompletedPart> parts = new ArrayList<>();
        for (long offset = 0; offset < size; offset += partSize) {
            int number = parts.size() + 1;
            FileSlice slice = new FileSlice(file, offset, Math.min(partSize, size - offset));
            String checksum = checksum(slice);
            Part old = there.get(number);
            boolean same = old != null && old.size() == slice.length() && checksum.equals(old.checksumSHA256());
            String etag = old != null && same ? old.eTag() : send(upload, number, slice, checksum);
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(etag)
                    .checksumSHA256(checksum)
                    .build());
            sent.accept(slice.length());
        }
        return parts;
    }

    private Map<Integer, Part> storedParts(String upload) {
        return calls.call(
                "s3:ListMultipartUploadParts",
                name(),
                () -> client
                        .get()
                        .listPartsPaginator(r -> r.bucket(bucket).key(key).uploadId(upload))
                        .parts()
                        .stream()
                        .collect(Collectors.toMap(Part::partNumber, Function.identity())));
    }

    private String send(String upload, int number, FileSlice slice, String checksum) {
        return calls.call(
                "s3:PutObject",
                name() + ", part " + number,
                () -> client.get()
                        .uploadPart(
                                r -> r.bucket(bucket)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .checksumSHA256(checksum),
                                RequestBody.fromContentProvider(
                                        () -> {
                                            try {
                                                return slice.open();
                                            } catch (IOException e) {
                                                throw new UncheckedIOException(e);
                                            }
                                        },
                                        slice.length(),
                                        "application/octet-stream"))
                        .eTag());
    }

    private void complete(String upload, List<CompletedPart> parts) {
        calls.call(
                "s3:PutObject",
                name(),
                () -> client.get()
                        .completeMultipartUpload(r -> r.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(whole -> whole.parts(parts))));
    }

    private boolean stored() {
        return calls.find(
                        "s3:GetObject",
                        name(),
                        () -> client.get().headObject(r -> r.bucket(bucket).key(key)))
                .isPresent();
    }

    private String checksum(FileSlice slice) {
        try (var bytes = slice.open()) {
            return Checksums.base64Of(bytes);
        } catch (IOException e) {
            throw S3ObjectStore.unreadable(file, e);
        }
    }

    private String name() {
        return "s3://" + bucket + "/" + key;
    }
}
