package dev.slipway.local.s3;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one object: written as one JSON file, so that an object is replaced as a whole or not at all.
 *
 * @param data the name of its data file
 * @param etag without quotes
 * @param lastModified milliseconds since the epoch
 * @param headers what a GET returns as it was put: content type, encoding, user metadata, ...; names in lower case
 * @param checksums Base64 by algorithm
 * @param checksumType {@code FULL_OBJECT} or {@code COMPOSITE}
 * @param partSizes the sizes of the parts of a multipart upload; empty for an object put at once
 * @param tags the object's tags
 * @param version which version of its key it is; given when it is committed
 */
record StoredObject(
        String key,
        String data,
        long size,
        String etag,
        long lastModified,
        Map<String, String> headers,
        Map<ChecksumAlgorithm, String> checksums,
        String checksumType,
        List<Long> partSizes,
        Map<String, String> tags,
        Version version) {

    static final String FULL_OBJECT = "FULL_OBJECT";
    static final String COMPOSITE = "COMPOSITE";

    StoredObject {
        headers = copy(headers);
        checksums = copy(checksums);
        partSizes = partSizes == null ? List.of() : List.copyOf(partSizes);
        tags = copy(tags);
        version = version == null ? Version.NULL : version;
    }

    /** What a delete leaves in a bucket with versions. */
    static StoredObject marker(String key, long now, Version version) {
        return new StoredObject(key, "", 0, "", now, Map.of(), Map.of(), FULL_OBJECT, List.of(), Map.of(), version);
    }

    private static <K, V> Map<K, V> copy(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }

    String quotedEtag() {
        return '"' + etag + '"';
    }

    StoredObject withTags(Map<String, String> others) {
        return new StoredObject(
                key, data, size, etag, lastModified, headers, checksums, checksumType, partSizes, others, version);
    }

    StoredObject as(Version other) {
        return new StoredObject(
                key, data, size, etag, lastModified, headers, checksums, checksumType, partSizes, tags, other);
    }
}
