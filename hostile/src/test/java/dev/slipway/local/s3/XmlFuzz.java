package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;

/** The XML of an S3 request; only {@link AwsError} may come of it. */
public final class XmlFuzz {
    private XmlFuzz() {}

    /** Jazzer's entry; what it lets through is allowed, whatever else is thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        try {
            XmlTree.parse(bytes);
        } catch (AwsError e) {
            return; // its documented answer to what is wrong
        }
    }
}
