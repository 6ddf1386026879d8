package dev.slipway.local.s3;

import dev.slipway.local.http.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The service behind a real server, and the SDK's own client for it. */
final class RunningS3 implements AutoCloseable {
    private final Endpoint endpoint;
    private final S3Client client;
    private final Buckets buckets;

    RunningS3(Path state) throws IOException {
        S3Service service = new S3Service(state, Clock.systemUTC());
        this.buckets = service.buckets();
        this.endpoint = Endpoint.start(0, "s3-test", service);
        this.client = S3Client.builder()
                .endpointOverride(URI.create(endpoint.uri()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    S3Client client() {
        return client;
    }

    Buckets buckets() {
        return buckets;
    }

    String uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        client.close();
        endpoint.close();
    }
}
