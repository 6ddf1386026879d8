package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.CloudException.Kind;
import dev.slipway.deployer.cloud.ObjectStore;
import dev.slipway.deployer.cloud.StoredBytes;
import dev.slipway.deployer.cloud.StoredObject;
import dev.slipway.deployer.cloud.UnfinishedUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The objects of a bucket over S3. */
final class S3ObjectStore implements ObjectStore {
    /** From here on a blob goes up in parts, so that an interrupted upload loses one part at most. */
    private static final long MULTIPART_FROM = 16L << 20;
    /** S3 asks to try a conditional write again when another one was in flight. */
    private static final int CONFLICT_TRIES = 5;

    private final LazyClient<S3Client> client;
    private final AwsCalls calls;
    private final String bucket;

    S3ObjectStore(LazyClient<S3Client> client, AwsCalls calls, String bucket) {
        this.client = client;
        this.calls = calls;
        this.bucket = bucket;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return calls.find("s3:GetObject", name(key), () -> {
            HeadObjectResponse head =
                    client.get().headObject(r -> r.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
            return described(key, head);
        });
    }

    private static StoredObject described(String key, HeadObjectResponse head) {
        Optional<String> checksum = Optional.ofNullable(head.checksumSHA256());
        boolean inParts =
                checksum.filter(value -> value.contains("-")).isPresent(); // a digest of digests, and their number
        Optional<String> sha256 = inParts ? Optional.empty() : checksum.map(Checksums::hex);
        return new StoredObject(key, head.contentLength(), head.eTag(), head.lastModified(), sha256, inParts);
    }

    @Override
    public Optional<StoredBytes> get(String key) {
        return calls.find("s3:GetObject", name(key), () -> {
            ResponseBytes<GetObjectResponse> object =
                    client.get().getObjectAsBytes(r -> r.bucket(bucket).key(key));
            return new StoredBytes(object.asByteArray(), object.response().eTag());
        });
    }

    @Override
    public Optional<String> digest(String key) {
        return calls.find(
                "s3:GetObject",
                name(key),
                () -> client.get().getObject(r -> r.bucket(bucket).key(key), (object, body) -> Checksums.sha256(body)));
    }

    @Override
    public void putBlob(String key, Path file, String sha256, LongConsumer sent) {
        long size = size(file);
        if (size >= MULTIPART_FROM) {
            new MultipartBlob(client, calls, bucket, key, file, size, sent).upload();
            return;
        }
        calls.call(
                "s3:PutObject",
                name(key),
                () -> client.get()
                        .putObject(
                                r -> r.bucket(bucket).key(key).checksumSHA256(Checksums.base64(sha256)),
                                RequestBody.fromFile(file)));
        sent.accept(size);
    }

    @Override
    public Optional<String> putIfAbsent(String key, byte[] content) {
        return putUnder(key, content, put -> put.ifNoneMatch("*"));
    }

    @Override
    public Optional<String> replaceIfMatch(String key, byte[] content, String etag) {
        return putUnder(key, content, put -> put.ifMatch(etag));
    }

    /** A conditional write. Its answer may get lost and the retry meet its own effect: equal content is success. */
    private Optional<String> putUnder(String key, byte[] content, Consumer<PutObjectRequest.Builder> condition) {
        for (int tried = 1; ; tried++) {
            try {
                return Optional.of(calls.call(
                        "s3:PutObject",
                        name(key),
                        () -> client.get()
                                .putObject(
                                        r -> condition.accept(r.bucket(bucket).key(key)),
                                        RequestBody.fromBytes(content))
                                .eTag()));
            } catch (CloudException e) {
                if (e.is(Kind.PRECONDITION) || e.is(Kind.NOT_FOUND) && bucketExists(key)) {
                    return get(key).filter(there -> Arrays.equals(there.content(), content))
                            .map(StoredBytes::etag);
                }
                if (!e.is(Kind.CONFLICT) || tried == CONFLICT_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** If-Match on an object that is gone answers 404, as a missing bucket does; the list tells them apart. */
    private boolean bucketExists(String key) {
        list(key);
        return true;
    }

    @Override
    public void delete(String key) {
        calls.call(
                "s3:DeleteObject",
                name(key),
                () -> client.get().deleteObject(r -> r.bucket(bucket).key(key)));
    }

    @Override
    public List<UnfinishedUpload> unfinished(String prefix) {
        return calls.call(
                "s3:ListBucketMultipartUploads",
                name(prefix),
                () ->
                        client
                                .get()
                                .listMultipartUploadsPaginator(
                                        r -> r.bucket(bucket).prefix(prefix))
                                .uploads()
                                .stream()
                                .map(upload ->
                                        new UnfinishedUpload(upload.key(), upload.uploadId(), upload.initiated()))
                                .toList());
    }

    @Override
    public void abort(UnfinishedUpload upload) {
        calls.find(
                "s3:AbortMultipartUpload",
                name(upload.key()),
                () -> client.get()
                        .abortMultipartUpload(
                                r -> r.bucket(bucket).key(upload.key()).uploadId(upload.id())));
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return calls.call(
                "s3:ListBucket",
                name(prefix),
                () -> client.get().listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
                        .map(object -> new StoredObject(
                                object.key(),
                                object.size(),
                                object.eTag(),
                                object.lastModified(),
                                Optional.empty(),
                                false))
                        .toList());
    }

    private String name(String key) {
        return "s3://" + bucket + "/" + key;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static CloudException unreadable(Path file, IOException e) {
        return new CloudException(
                Kind.OTHER, "cannot read " + file + ": " + e, "leave the bundle's files alone while it is pushed", e);
    }
}
