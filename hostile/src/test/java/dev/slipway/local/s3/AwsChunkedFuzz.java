package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.Optional;

/** A body in aws-chunked encoding; only {@link AwsError} or the end of the stream may come of it, and never more bytes than came. */
public final class AwsChunkedFuzz {
    private AwsChunkedFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        try {
            byte[] read = new AwsChunkedInputStream(new ByteArrayInputStream(bytes), Optional.empty()).readAllBytes();
            if (read.length > bytes.length) {
                throw new IllegalStateException("bytes out of nowhere");
            }
        } catch (AwsError | EOFException e) {
            return; // its documented answer to what is wrong
        }
    }
}
