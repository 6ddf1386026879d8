package dev.slipway.deployer.cloud;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The objects of one bucket, as S3 keeps them; every method throws {@link CloudException}. */
public interface ObjectStore {

    /** The bucket's name, for messages. */
    String bucket();

    Optional<StoredObject> head(String key);

    /** A small object, whole. */
    Optional<StoredBytes> get(String key);

    /** The SHA-256 in lower-case hex of an object's bytes as they are now, read through to their end. */
    Optional<String> digest(String key);

    /**
     * Uploads a file under its digest, resuming what an interrupted upload left; the store verifies the digest.
     *
     * @param sha256 lower-case hex of the file's bytes
     * @param sent told of bytes as they are stored, resumed ones included
     */
    void putBlob(String key, Path file, String sha256, LongConsumer sent);

    /** Writes the object when there is none; the new ETag, or empty when another one is there. */
    Optional<String> putIfAbsent(String key, byte[] content);

    /** Writes the object when its ETag is still {@code etag}; the new ETag, or empty when it has changed or is gone. */
    Optional<String> replaceIfMatch(String key, byte[] content, String etag);

    void delete(String key);

    /** Every upload in parts of a key that starts with {@code prefix}, begun and neither finished nor given up. */
    List<UnfinishedUpload> unfinished(String prefix);

    /** Gives such an upload up, and frees what it holds; one that is gone already is no error. */
    void abort(UnfinishedUpload upload);

    /** Every object whose key starts with {@code prefix}, by key. */
    List<StoredObject> list(String prefix);
}
