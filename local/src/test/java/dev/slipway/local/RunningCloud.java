package dev.slipway.local;

import dev.slipway.local.fn.TestHandler;
import dev.slipway.local.identity.RootKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;

/** An embedded cloud in the test's own process, with the SDK's client for it. */
final class RunningCloud implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final RootKey root;
    private final LambdaClient lambda;

    RunningCloud(Path state) throws IOException {
        this.cloud = EmbeddedCloud.start(new CloudOptions(0, state, state, 6, Map.of()), Clock.systemUTC());
        this.root = RootKey.in(state.resolve(RootKey.FILE));
        this.lambda = client(LambdaClient.builder(), AwsBasicCredentials.create(root.accessKey(), root.secret()));
        makeRole();
    }

    /** Makes the role of {@link #function}: it may write logs. */
    private void makeRole() {
        String trust = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},"
                + "\"Action\":\"sts:AssumeRole\"}}";
        try (IamClient iam = client(IamClient.builder(), AwsBasicCredentials.create(root.accessKey(), root.secret()))) {
            iam.createRole(request -> request.roleName("any").assumeRolePolicyDocument(trust));
            iam.putRolePolicy(request -> request.roleName("any")
                    .policyName("logs")
                    .policyDocument("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"logs:*\",\"Resource\":\"*\"}}"));
        } catch (EntityAlreadyExistsException e) {
            // Another cloud over the same folder made it.
        }
    }

    /** A client that signs with the credentials given. */
    <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentials credentials) {
        return builder.endpointOverride(URI.create(cloud.endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(overrides -> overrides.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    RootKey root() {
        return root;
    }

    LambdaClient lambda() {
        return lambda;
    }

    String endpoint() {
        return cloud.endpoint();
    }

    static CreateFunctionRequest.Builder function(String name) throws IOException {
        SdkBytes zip = SdkBytes.fromByteArray(archive());
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime("java17")
                .role("arn:aws:iam::000000000000:role/any")
                .handler(TestHandler.class.getName())
                .timeout(10)
                .memorySize(256)
                .code(code -> code.zipFile(zip));
    }

    static Environment environment(String name, String value) {
        return Environment.builder().variables(Map.of(name, value)).build();
    }

    private static byte[] archive() throws IOException {
        String file = TestHandler.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream in = Objects.requireNonNull(
                        TestHandler.class.getClassLoader().getResourceAsStream(file))) {
            ZipEntry entry = new ZipEntry(file);
            entry.setTime(0);
            zip.putNextEntry(entry);
            in.transferTo(zip);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        lambda.close();
        cloud.close();
    }
}
