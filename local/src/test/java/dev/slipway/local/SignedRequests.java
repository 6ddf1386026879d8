package dev.slipway.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that the SDK's signer signs for a cloud, to be sent as they are or changed on the way. */
final class SignedRequests {
    static final byte[] TEXT = "the body".getBytes(StandardCharsets.UTF_8);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningCloud cloud;

    SignedRequests(RunningCloud cloud) {
        this.cloud = cloud;
    }

    record Signed(SdkHttpRequest request, String body) {}

    Consumer<SignRequest.Builder<AwsCredentialsIdentity>> at(Duration offset) {
        Clock then = Clock.fixed(Instant.now().plus(offset), ZoneOffset.UTC);
        return sign -> sign.putProperty(HttpSigner.SIGNING_CLOCK, then);
    }

    SdkHttpRequest signed(
            String method,
            String path,
            String service,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how,
            boolean s3) {
        return sign(method, path, service, how, s3).request();
    }

    Signed sign(
            String method,
            String path,
            String service,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> how,
            boolean s3) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(uri(path))
                .method(SdkHttpMethod.fromValue(method))
                .putHeader("x-amz-meta-owner", "alice")
                .build();
        var signed = AwsV4HttpSigner.create().sign(sign -> {
            sign.identity(AwsBasicCredentials.create(
                            cloud.root().accessKey(), cloud.root().secret()))
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(TEXT))
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3);
            how.accept(sign);
        });
        try {
            return new Signed(
                    signed.request(),
                    new String(signed.payload().orElseThrow().newStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    SdkHttpRequest presigned(String path, Duration life, Duration offset) {
        return signed(
                "PUT",
                path,
                "s3",
                sign -> {
                    at(offset).accept(sign);
                    sign.request(SdkHttpRequest.builder()
                                    .uri(URI.create(cloud.endpoint().replace("http:", "https:")
                                            + path)) // else the body is signed
                                    .method(SdkHttpMethod.PUT)
                                    .build())
                            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                            .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false);
                },
                true);
    }

    URI uri(String path) {
        return URI.create(cloud.endpoint() + path);
    }

    HttpResponse<String> send(SdkHttpRequest signed, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(signed.getUri().toString().replace("https:", "http:")))
                .method(signed.method().name(), HttpRequest.BodyPublishers.ofString(body));
        for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
            if (!List.of("host", "content-length").contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> request.header(header.getKey(), value));
            }
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
