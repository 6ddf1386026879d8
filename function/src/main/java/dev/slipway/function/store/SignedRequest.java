package dev.slipway.function.store;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A GET, signed by the SDK's own Signature V4 and sent by the JDK's own client: an SDK client would double a cold start. */
final class SignedRequest {
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String region;
    private final Clock clock;
    private final Duration connectTimeout;
    private final Duration readTimeout;

    SignedRequest(String region, Clock clock, Duration connectTimeout, Duration readTimeout) {
        this.region = region;
        this.clock = clock;
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    /** A connection whose request is signed but not yet sent. */
    HttpURLConnection get(URI uri, AwsCredentialsIdentity identity) throws IOException {
        SdkHttpRequest plain =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        Map<String, List<String>> headers = signer.sign(request -> request.identity(identity)
                        .request(plain)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .headers();
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) connectTimeout.toMillis());
        connection.setReadTimeout((int) readTimeout.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        headers.forEach((name, values) -> {
            // the JDK's client writes Host itself, from the same URL
            if (!name.equalsIgnoreCase("Host")) {
                connection.setRequestProperty(name, values.get(0));
            }
        });
        return connection;
    }
}
