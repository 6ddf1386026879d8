package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.util.regex.Pattern;

/**
 * Which version of its key an object is.
 *
 * @param id as clients name it; {@code null} for what was written without versioning
 * @param sequence grows with each write to the bucket, since two writes can have the same time
 * @param marker whether it stands for a deletion and has no data
 */
record Version(String id, long sequence, boolean marker) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{32}|null");

    static final String NULL_ID = "null";

    /** Of an object that has not been committed yet, or was written before versions were known here. */
    static final Version NULL = new Version(NULL_ID, 0, false);

    /** @throws AwsError {@code InvalidArgument} for what is no version's id */
    static String checked(String id) {
        if (!SHAPE.matcher(id).matches()) {
            throw new AwsError(400, "InvalidArgument", "Invalid version id specified: '" + id + "'");
        }
        return id;
    }
}
