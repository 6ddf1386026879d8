package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.CloudAccess;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** What every client is built with: region, credentials, endpoint, timeouts, retries. */
final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(60);
    /** One part of an upload at 70 KB/s; every other call is far below. */
    private static final Duration ATTEMPT = Duration.ofMinutes(2);

    private static final Duration CALL = Duration.ofMinutes(5);

    private final CloudAccess access;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;

    AwsClients(CloudAccess access) {
        this.access = access;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .build();
        this.credentials = credentials(access);
    }

    private static AwsCredentialsProvider credentials(CloudAccess access) {
        if (access.credentials().isPresent()) {
            ProfileFile file = ProfileFile.builder()
                    .content(access.credentials().get())
                    .type(ProfileFile.Type.CREDENTIALS)
                    .build();
            return ProfileCredentialsProvider.builder()
                    .profileFile(file)
                    .profileName("default")
                    .build();
        }
        DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
        access.profile().ifPresent(chain::profileName);
        return chain.build();
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(B builder) {
        access.region().map(Region::of).ifPresent(builder::region);
        access.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        Optional<String> profile = access.profile();
        return builder.credentialsProvider(credentials).httpClient(http).overrideConfiguration(override -> {
            override.retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL);
            profile.ifPresent(override::defaultProfileName);
        });
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    /** The region that the clients use. */
    String region() {
        return access.region().orElseGet(() -> {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            access.profile().ifPresent(chain::profileName);
            return chain.build().getRegion().id();
        });
    }

    void close() {
        http.close();
    }
}
