package dev.slipway.local.s3;

import java.util.Arrays;

/** Comparison of the ETags in a header with an object's. */
final class EntityTags {
    private EntityTags() {}

    /** Whether one of the listed tags, quoted or not, is the object's; {@code *} is every object's. */
    static boolean matches(String header, StoredObject object) {
        return Arrays.stream(header.split(","))
                .map(String::trim)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .map(tag -> tag.replace("\"", ""))
                .anyMatch(tag -> tag.equals("*") || tag.equals(object.etag()));
    }
}
