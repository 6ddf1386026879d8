package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for a bucket's name; what passes is safe as a folder's name. */
final class BucketName {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final List<String> RESERVED_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_ENDS = List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    private BucketName() {}

    static boolean isValid(String name) {
        return SHAPE.matcher(name).matches()
                && !name.contains("..")
                && !ADDRESS.matcher(name).matches()
                && RESERVED_STARTS.stream().noneMatch(name::startsWith)
                && RESERVED_ENDS.stream().noneMatch(name::endsWith);
    }

    static String checked(String name) {
        if (!isValid(name)) {
            throw new AwsError(
                    400,
                    "InvalidBucketName",
                    "The specified bucket is not valid: '" + name
                            + "'. A name has 3 to 63 lower-case letters, digits, dots and hyphens,"
                            + " begins and ends with a letter or digit, and is no IP address");
        }
        return name;
    }
}
