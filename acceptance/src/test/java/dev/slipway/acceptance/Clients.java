package dev.slipway.acceptance;

import dev.slipway.deployer.cloud.CloudAccess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's own clients, by which a test looks behind the command. */
final class Clients implements AutoCloseable {
    private final Optional<URI> endpoint;
    private final Optional<Region> region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    private final S3Client s3;
    private final LambdaClient lambda;
    private final CloudFormationClient cloudFormation;
    private final CloudWatchLogsClient logs;
    private final CloudWatchClient cloudWatch;
    private final KmsClient kms;

    private Clients(Optional<URI> endpoint, Optional<Region> region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        s3 = configured(S3Client.builder().forcePathStyle(endpoint.isPresent())).build();
        lambda = configured(LambdaClient.builder()).build();
        cloudFormation = configured(CloudFormationClient.builder()).build();
        logs = configured(CloudWatchLogsClient.builder()).build();
        cloudWatch = configured(CloudWatchClient.builder()).build();
        kms = configured(KmsClient.builder()).build();
    }

    /** With the endpoint and credentials that the deployer has. */
    static Clients of(CloudAccess access) {
        AwsCredentialsProvider credentials = access.credentials()
                .<AwsCredentialsProvider>map(Clients::ofFile)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        return new Clients(access.endpoint().map(URI::create), access.region().map(Region::of), credentials);
    }

    private static AwsCredentialsProvider ofFile(Path file) {
        return ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(file)
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .profileName("default")
                .build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        region.ifPresent(builder::region);
        return builder.credentialsProvider(credentials).httpClient(http);
    }

    /** The account's number. */
    String account() {
        try (StsClient sts = configured(StsClient.builder()).build()) {
            return sts.getCallerIdentity().account();
        }
    }

    /** The region's name. */
    String region() {
        return s3.serviceClientConfiguration().region().id();
    }

    S3Client s3() {
        return s3;
    }

    LambdaClient lambda() {
        return lambda;
    }

    CloudFormationClient cloudFormation() {
        return cloudFormation;
    }

    CloudWatchLogsClient logs() {
        return logs;
    }

    CloudWatchClient cloudWatch() {
        return cloudWatch;
    }

    KmsClient kms() {
        return kms;
    }

    @Override
    public void close() {
        s3.close();
        lambda.close();
        cloudFormation.close();
        logs.close();
        cloudWatch.close();
        kms.close();
        http.close();
    }
}
