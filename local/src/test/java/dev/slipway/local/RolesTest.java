package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What a role may do is what its policies say, at the moment of asking. */
class RolesTest {
    private static final String TRUSTS_ACCOUNT =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:root\"},"
                    + "\"Action\":\"sts:AssumeRole\"}}";
    private static final String SESSION = "arn:aws:sts::000000000000:assumed-role/reader/me";
    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/of-models";

    @TempDir
    static Path state;

    private static RunningCloud cloud;
    private static IamClient iam;
    private static S3Client root;
    private static S3Client reader;

    @BeforeAll
    static void start() throws IOException {
        cloud = new RunningCloud(state);
        AwsCredentials key = AwsBasicCredentials.create(
                cloud.root().accessKey(), cloud.root().secret());
        iam = cloud.client(IamClient.builder(), key);
        root = cloud.client(S3Client.builder().forcePathStyle(true), key);
        iam.createRole(request -> request.roleName("reader").assumeRolePolicyDocument(TRUSTS_ACCOUNT));
        reader = s3(assume("reader", null));
        root.createBucket(request -> request.bucket("models"));
        for (String name : new String[] {"open/a", "closed/b"}) {
            root.putObject(request -> request.bucket("models").key(name), RequestBody.fromString("text"));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        cloud.close();
    }

    private static S3Client s3(AwsCredentials credentials) {
        return cloud.client(S3Client.builder().forcePathStyle(true), credentials);
    }

    private static AwsSessionCredentials assume(String role, @Nullable String policy) {
        AwsCredentials key = AwsBasicCredentials.create(
                cloud.root().accessKey(), cloud.root().secret());
        try (StsClient sts = cloud.client(StsClient.builder(), key)) {
            Credentials given = sts.assumeRole(request -> request.roleArn("arn:aws:iam::000000000000:role/" + role)
                            .roleSessionName("me")
                            .policy(policy))
                    .credentials();
            return AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
        }
    }

    private static void allow(String... actions) {
        allowOn("\"*\"", actions);
    }

    private static void allowOn(String resources, String... actions) {
        iam.putRolePolicy(request -> request.roleName("reader")
                .policyName("rights")
                .policyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"" + String.join("\",\"", actions)
                        + "\"],\"Resource\":" + resources + "}]}"));
    }

    private static void denied(Runnable call, String message) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(e.awsErrorDetails().errorCode()).startsWith("AccessDenied");
            assertThat(e.statusCode()).isIn(400, 403);
        });
    }

    @Test
    void a_caller_is_told_who_they_are() {
        AwsSessionCredentials session = assume("reader", null);
        try (StsClient sts = cloud.client(StsClient.builder(), session)) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo(SESSION);
            assertThat(sts.getCallerIdentity().userId()).matches("AROA[A-Z2-7]{16}:me");
            assertThat(sts.getCallerIdentity().account()).isEqualTo("000000000000");
        }
    }

    @Test
    void only_what_a_policy_allows_goes_and_a_change_holds_at_once() {
        allowOn("\"arn:aws:s3:::models/open/*\"", "s3:Get*");

        assertThat(read(reader, "open/a")).isEqualTo("text");
        denied(
                () -> read(reader, "closed/b"),
                "User: " + SESSION + " is not authorized to perform: s3:GetObject on resource:"
                        + " \"arn:aws:s3:::models/closed/b\" because no identity-based policy allows the s3:GetObject"
                        + " action");
        allow("s3:GetObject");
        assertThat(read(reader, "closed/b")).isEqualTo("text");
    }

    @Test
    void who_may_not_list_is_not_told_that_a_key_is_missing() {
        allow("s3:GetObject");

        denied(
                () -> read(reader, "open/none"),
                "User: " + SESSION + " is not authorized to perform: s3:ListBucket on resource:"
                        + " \"arn:aws:s3:::models\" because no identity-based policy allows the s3:ListBucket action");
        allow("s3:GetObject", "s3:ListBucket");
        assertThatThrownBy(() -> read(reader, "open/none")).hasMessageContaining("The specified key does not exist");
    }

    @Test
    void a_bucket_whose_key_is_in_kms_needs_the_key_too() {
        allow("s3:GetObject", "s3:PutObject");
        root.createBucket(request -> request.bucket("sealed"));
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(byDefault ->
                        byDefault.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(KEY))
                .build();
        root.putBucketEncryption(request ->
                request.bucket("sealed").serverSideEncryptionConfiguration(configuration -> configuration.rules(rule)));
        root.putObject(request -> request.bucket("sealed").key("a"), RequestBody.fromString("text"));

        denied(
                () -> reader.getObjectAsBytes(
                        request -> request.bucket("sealed").key("a")),
                "User: " + SESSION + " is not authorized to perform: kms:Decrypt on resource: \"" + KEY
                        + "\" because no identity-based policy allows the kms:Decrypt action");
        denied(
                () -> reader.putObject(request -> request.bucket("sealed").key("b"), RequestBody.fromString("text")),
                "User: " + SESSION + " is not authorized to perform: kms:GenerateDataKey on resource: \"" + KEY
                        + "\" because no identity-based policy allows the kms:GenerateDataKey action");
        iam.putRolePolicy(
                request -> request.roleName("reader").policyName("rights").policyDocument("""
                {"Statement":[
                  {"Effect":"Allow","Action":"s3:GetObject","Resource":"*"},
                  {"Effect":"Allow","Action":"kms:Decrypt","Resource":"%s",
                   "Condition":{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}}]}
                """.formatted(KEY)));
        assertThat(reader.getObjectAsBytes(request -> request.bucket("sealed").key("a"))
                        .asUtf8String())
                .isEqualTo("text");
    }

    @Test
    void a_buckets_own_policy_denies_even_root_and_allows_who_it_names() {
        allow("logs:GetLogEvents");
        root.createBucket(request -> request.bucket("guarded"));
        root.putObject(request -> request.bucket("guarded").key("a"), RequestBody.fromString("text"));
        root.putBucketPolicy(request -> request.bucket("guarded").policy("""
                {"Statement":[
                  {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/reader"},
                   "Action":"s3:GetObject","Resource":"arn:aws:s3:::guarded/*"},
                  {"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::guarded/*"},
                  {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::guarded/*",
                   "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
                """));

        assertThat(reader.getObjectAsBytes(request -> request.bucket("guarded").key("a"))
                        .asUtf8String())
                .isEqualTo("text");
        denied(
                () -> root.deleteObject(request -> request.bucket("guarded").key("a")),
                "User: arn:aws:iam::000000000000:root is not authorized to perform: s3:DeleteObject on resource:"
                        + " \"arn:aws:s3:::guarded/a\" with an explicit deny in a resource-based policy");
    }

    @Test
    void a_session_policy_narrows_a_role() {
        allow("s3:GetObject", "s3:PutObject");
        try (S3Client narrow = s3(assume(
                "reader", "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}}"))) {
            assertThat(read(narrow, "open/a")).isEqualTo("text");
            denied(
                    () -> narrow.putObject(
                            request -> request.bucket("models").key("new"), RequestBody.fromString("text")),
                    "User: " + SESSION + " is not authorized to perform: s3:PutObject on resource:"
                            + " \"arn:aws:s3:::models/new\" because no session policy allows the s3:PutObject action");
        }
    }

    @Test
    void the_control_planes_ask_as_well() {
        allow("s3:GetObject");
        AwsSessionCredentials session = assume("reader", null);
        try (LambdaClient lambda = cloud.client(LambdaClient.builder(), session);
                CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder(), session);
                IamClient other = cloud.client(IamClient.builder(), session)) {
            denied(
                    () -> lambda.invoke(request -> request.functionName("f").qualifier("live")),
                    "User: " + SESSION + " is not authorized to perform: lambda:InvokeFunction on resource:"
                            + " arn:aws:lambda:us-east-1:000000000000:function:f:live because no identity-based policy"
                            + " allows the lambda:InvokeFunction action");
            denied(
                    () -> logs.getLogEvents(request -> request.logGroupName("g").logStreamName("s")),
                    "User: " + SESSION + " is not authorized to perform: logs:GetLogEvents on resource:"
                            + " arn:aws:logs:us-east-1:000000000000:log-group:g:log-stream:s because no identity-based"
                            + " policy allows the logs:GetLogEvents action");
            denied(
                    () -> other.getRole(request -> request.roleName("reader")),
                    "User: " + SESSION + " is not authorized to perform: iam:GetRole on resource:"
                            + " arn:aws:iam::000000000000:role/reader because no identity-based policy allows the"
                            + " iam:GetRole action");
        }
    }

    @Test
    void a_role_is_assumed_by_whom_it_trusts_alone() {
        denied(
                () -> assume("any", null),
                "User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole on resource:"
                        + " arn:aws:iam::000000000000:role/any because no resource-based policy allows the"
                        + " sts:AssumeRole action");
        assertThatThrownBy(() -> cloud.lambda()
                        .createFunction(RunningCloud.function("untrusted")
                                .role("arn:aws:iam::000000000000:role/reader")
                                .build()))
                .hasMessageContaining("The role defined for the function cannot be assumed by Lambda.");
    }

    @Test
    void a_policy_that_cannot_be_evaluated_is_not_taken() {
        assertThatThrownBy(() -> iam.putRolePolicy(request -> request.roleName("reader")
                        .policyName("other")
                        .policyDocument("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\","
                                + "\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}}}")))
                .hasMessageContaining("the embedded cloud does not evaluate the condition operator IpAddress");
        assertThatThrownBy(() ->
                        root.putBucketPolicy(request -> request.bucket("models").policy("{]")))
                .hasMessageContaining("Policies must be valid JSON");
    }

    @Test
    void a_function_is_its_roles_session_and_logs_what_the_role_may() throws IOException {
        iam.createRole(request -> request.roleName("worker")
                .assumeRolePolicyDocument(TRUSTS_ACCOUNT.replace(
                        "{\"AWS\":\"arn:aws:iam::000000000000:root\"}", "{\"Service\":\"lambda.amazonaws.com\"}")));
        cloud.lambda()
                .createFunction(RunningCloud.function("logs")
                        .role("arn:aws:iam::000000000000:role/worker")
                        .build());

        String answer = cloud.lambda()
                .invoke(request -> request.functionName("logs").payload(SdkBytes.fromUtf8String("{}")))
                .payload()
                .asUtf8String();

        assertThat(answer).contains("\"accessKey\":\"ASIA");
        try (CloudWatchLogsClient logs = cloud.client(
                CloudWatchLogsClient.builder(),
                AwsBasicCredentials.create(
                        cloud.root().accessKey(), cloud.root().secret()))) {
            assertThat(logs.describeLogGroups(request -> request.logGroupNamePrefix("/aws/lambda/logs"))
                            .logGroups())
                    .isEmpty();
            iam.putRolePolicy(request -> request.roleName("worker")
                    .policyName("logs")
                    .policyDocument("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"logs:*\",\"Resource\":\"*\"}}"));
            cloud.lambda().invoke(request -> request.functionName("logs").payload(SdkBytes.fromUtf8String("{}")));
            assertThat(logs.filterLogEvents(request -> request.logGroupName("/aws/lambda/logs"))
                            .events())
                    .anySatisfy(event -> assertThat(event.message()).startsWith("START RequestId"));
        }
    }

    private static String read(S3Client client, String key) {
        return client.getObjectAsBytes(request -> request.bucket("models").key(key))
                .asUtf8String();
    }
}
