package dev.slipway.local.lambda.control;

import java.io.IOException;
import java.io.InputStream;

/** Where a function's code lies when it comes as {@code S3Bucket} and {@code S3Key}. */
public interface CodeBucket {

    /** @throws dev.slipway.local.http.AwsError when there is no such bucket or object */
    InputStream open(String bucket, String key) throws IOException;
}
