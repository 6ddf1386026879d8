package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one range of bytes that a GET may ask for. */
record ByteRange(long offset, long length) {
    private static final Pattern SHAPE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @return empty when the header asks for no single range: then the whole object is the answer
     * @throws AwsError {@code InvalidRange} when it lies outside of the object
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher matcher = SHAPE.matcher(header.trim());
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(matcher.group(2)));
            return Optional.of(satisfiable(size - last, last, header, size));
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        if (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < from) {
            return Optional.empty();
        }
        return Optional.of(satisfiable(from, to - from + 1, header, size));
    }

    private static ByteRange satisfiable(long offset, long length, String header, long size) {
        if (length <= 0 || offset >= size) {
            throw new AwsError(
                    416,
                    "InvalidRange",
                    "The requested range is not satisfiable: " + header + " of " + size + " bytes");
        }
        return new ByteRange(offset, length);
    }

    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
