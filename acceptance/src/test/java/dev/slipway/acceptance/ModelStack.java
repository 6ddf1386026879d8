package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** template.yaml made in a cloud as {@code sam deploy} makes it: its code into a bucket, then the stack. */
final class ModelStack {
    private static final String JAR = "function/target/slipway-function-x64.jar";
    private static final String CODE_KEY = "slipway-function-x64.jar";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Clients clients;
    private final String name;

    private ModelStack(Clients clients, String name) {
        this.clients = clients;
        this.name = name;
    }

    static ModelStack create(Clients clients, String name, Map<String, String> parameters) {
        String template = packaged(clients, codeBucket(clients));
        clients.cloudFormation()
                .createStack(request -> request.stackName(name)
                        .templateBody(template)
                        .parameters(parameters(parameters))
                        .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        try (CloudFormationWaiter waiter = waiter(clients)) {
            waiter.waitUntilStackCreateComplete(request -> request.stackName(name));
        }
        return new ModelStack(clients, name);
    }

    String name() {
        return name;
    }

    StackOutputs outputs() {
        return StackOutputs.of(clients, name);
    }

    /** What the template says of its bucket, for a CloudFormation that makes the bucket without it, as LocalStack's does. */
    void encryptBucket() {
        String key = clients.cloudFormation()
                .describeStackResource(request -> request.stackName(name).logicalResourceId("DataKey"))
                .stackResourceDetail()
                .physicalResourceId();
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(byDefault ->
                        byDefault.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key))
                .build();
        clients.s3()
                .putBucketEncryption(request -> request.bucket(outputs().bucket())
                        .serverSideEncryptionConfiguration(configuration -> configuration.rules(List.of(rule))));
    }

    /** Ends the function's containers in the background: what is left goes with the whole cloud. */
    void letGo() {
        clients.cloudFormation().deleteStack(request -> request.stackName(name));
    }

    /** With the bucket that the template retains, for it has served its purpose. */
    void delete() {
        String bucket = outputs().bucket();
        clients.cloudFormation().deleteStack(request -> request.stackName(name));
        try (CloudFormationWaiter waiter = waiter(clients)) {
            waiter.waitUntilStackDeleteComplete(request -> request.stackName(name));
        }
        clients.s3().listObjectVersionsPaginator(request -> request.bucket(bucket)).stream()
                .forEach(page -> {
                    List<ObjectIdentifier> versions = java.util.stream.Stream.concat(
                                    page.versions().stream().map(v -> identifier(v.key(), v.versionId())),
                                    page.deleteMarkers().stream().map(m -> identifier(m.key(), m.versionId())))
                            .toList();
                    if (!versions.isEmpty()) {
                        clients.s3().deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(versions)));
                    }
                });
        clients.s3().deleteBucket(request -> request.bucket(bucket));
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    /** One bucket for the code of all stacks of an account and region. */
    private static String codeBucket(Clients clients) {
        String bucket = "slipway-acceptance-" + clients.account() + "-" + clients.region();
        try {
            clients.s3().createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException there) {
            return bucket; // made for an earlier stack
        }
        return bucket;
    }

    private static String packaged(Clients clients, String bucket) {
        Path jar = Slipway.home().resolve(JAR);
        clients.s3().putObject(request -> request.bucket(bucket).key(CODE_KEY), RequestBody.fromFile(jar));
        try {
            String template = Files.readString(Slipway.home().resolve("template.yaml"));
            assertThat(template).contains("CodeUri: " + JAR);
            return template.replace("CodeUri: " + JAR, "CodeUri: s3://" + bucket + "/" + CODE_KEY);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Parameter> parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
                .toList();
    }

    private static CloudFormationWaiter waiter(Clients clients) {
        return CloudFormationWaiter.builder()
                .client(clients.cloudFormation())
                .overrideConfiguration(WaiterOverrideConfiguration.builder()
                        .waitTimeout(PATIENCE)
                        .maxAttempts((int) PATIENCE.toSeconds())
                        .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofSeconds(1)))
                        .build())
                .build();
    }
}
