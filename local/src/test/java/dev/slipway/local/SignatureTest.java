package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Whatever is not signed by somebody known is refused, in the words of each service. */
class SignatureTest {
    private static final byte[] TEXT = SignedRequests.TEXT;

    @TempDir
    static Path state;

    private static RunningCloud cloud;
    private static SignedRequests requests;

    @BeforeAll
    static void start() throws IOException {
        cloud = new RunningCloud(state);
        requests = new SignedRequests(cloud);
        try (S3Client s3 = s3(rootKey())) {
            s3.createBucket(request -> request.bucket("models"));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        cloud.close();
    }

    private static AwsBasicCredentials rootKey() {
        return AwsBasicCredentials.create(cloud.root().accessKey(), cloud.root().secret());
    }

    private static AwsBasicCredentials badSecret() {
        return AwsBasicCredentials.create(cloud.root().accessKey(), "another");
    }

    private static final AwsBasicCredentials UNKNOWN = AwsBasicCredentials.create("AKIAUNKNOWN", "any");

    private static S3Client s3(software.amazon.awssdk.auth.credentials.AwsCredentials credentials) {
        return cloud.client(S3Client.builder().forcePathStyle(true), credentials);
    }

    @Test
    void keys_with_every_character_are_signed_as_s3_signs_them() {
        try (S3Client s3 = s3(rootKey())) {
            for (String key : List.of("a b", "a+b", "a//b", "./a/../b", "ü/€", "a%2Fb", "a~b(c)!*'", "q?x=1&y")) {
                s3.putObject(request -> request.bucket("models").key(key), RequestBody.fromBytes(TEXT));
                assertThat(s3.getObjectAsBytes(
                                        request -> request.bucket("models").key(key))
                                .asByteArray())
                        .as(key)
                        .isEqualTo(TEXT);
            }
            assertThat(s3.listObjectsV2(request -> request.bucket("models").prefix("a+ ü&="))
                            .contents())
                    .isEmpty();
        }
    }

    @Test
    void a_wrong_secret_is_refused_by_every_service_in_its_words() {
        String s3Words = "The request signature we calculated does not match the signature you provided. Check your"
                + " key and signing method.";
        String words = "The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.";
        try (S3Client s3 = s3(badSecret());
                LambdaClient lambda = cloud.client(LambdaClient.builder(), badSecret());
                CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder(), badSecret());
                CloudWatchClient metrics = cloud.client(CloudWatchClient.builder(), badSecret());
                CloudFormationClient stacks = cloud.client(CloudFormationClient.builder(), badSecret());
                StsClient sts = cloud.client(StsClient.builder(), badSecret())) {
            refused(s3::listBuckets, 403, "SignatureDoesNotMatch", s3Words);
            refused(lambda::listFunctions, 403, "InvalidSignatureException", words);
            refused(logs::describeLogGroups, 400, "InvalidSignatureException", words);
            refused(metrics::listMetrics, 400, "InvalidSignatureException", words);
            refused(stacks::describeStacks, 403, "SignatureDoesNotMatch", words);
            refused(sts::getCallerIdentity, 403, "SignatureDoesNotMatch", words);
        }
    }

    @Test
    void an_unknown_key_is_refused_by_every_service_in_its_words() {
        String words = "The security token included in the request is invalid.";
        try (S3Client s3 = s3(UNKNOWN);
                LambdaClient lambda = cloud.client(LambdaClient.builder(), UNKNOWN);
                CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder(), UNKNOWN);
                StsClient sts = cloud.client(StsClient.builder(), UNKNOWN)) {
            refused(
                    s3::listBuckets,
                    403,
                    "InvalidAccessKeyId",
                    "The AWS Access Key Id you provided does not exist in our records.");
            refused(lambda::listFunctions, 403, "UnrecognizedClientException", words);
            refused(logs::describeLogGroups, 400, "UnrecognizedClientException", words);
            refused(sts::getCallerIdentity, 403, "InvalidClientTokenId", words);
        }
    }

    @Test
    void a_token_that_nobody_gave_is_refused() {
        AwsSessionCredentials made = AwsSessionCredentials.create("ASIAANY", "any", "e30.made-up");
        try (S3Client s3 = s3(made);
                LambdaClient lambda = cloud.client(LambdaClient.builder(), made)) {
            refused(s3::listBuckets, 400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
            refused(
                    lambda::listFunctions,
                    403,
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/models", "/models/a%20b"})
    void nobody_reads_a_bucket_without_a_signature(String path) {
        HttpResponse<String> answer =
                requests.send(HttpRequest.newBuilder(requests.uri(path)).build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>", "<Message>Access Denied</Message>");
    }

    @Test
    void the_control_planes_miss_a_signature_in_their_words() {
        HttpResponse<String> lambda = requests.send(
                HttpRequest.newBuilder(requests.uri("/2015-03-31/functions/")).build());
        HttpResponse<String> logs = requests.send(HttpRequest.newBuilder(requests.uri("/"))
                .header("X-Amz-Target", "Logs_20140328.DescribeLogGroups")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        HttpResponse<String> sts = requests.send(HttpRequest.newBuilder(requests.uri("/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15"))
                .build());

        assertThat(lambda.statusCode()).isEqualTo(403);
        assertThat(lambda.body()).contains("MissingAuthenticationTokenException", "Missing Authentication Token");
        assertThat(logs.statusCode()).isEqualTo(400);
        assertThat(logs.body()).contains("\"__type\":\"MissingAuthenticationTokenException\"");
        assertThat(sts.statusCode()).isEqualTo(403);
        assertThat(sts.body())
                .contains("<Code>MissingAuthenticationToken</Code>", "Request is missing Authentication Token");
    }

    @Test
    void health_stays_open() {
        assertThat(requests.send(HttpRequest.newBuilder(requests.uri("/_slipway/health"))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_body_that_was_changed_on_the_way_is_refused_and_nothing_is_stored() {
        SdkHttpRequest put = requests.signed("PUT", "/models/changed", "s3", sign -> {}, true);

        HttpResponse<String> s3 = requests.send(put, "the BODY");
        HttpResponse<String> lambda = requests.send(
                requests.signed("POST", "/2015-03-31/functions/f/invocations", "lambda", sign -> {}, false),
                "the BODY");

        assertThat(s3.statusCode()).isEqualTo(400);
        assertThat(s3.body()).contains("<Code>XAmzContentSHA256Mismatch</Code>");
        assertThat(keys()).doesNotContain("changed");
        assertThat(lambda.statusCode()).isEqualTo(403);
        assertThat(lambda.body()).contains("InvalidSignatureException", "does not match");
    }

    @Test
    void headers_are_held_against_the_signature() {
        SdkHttpRequest signed = requests.signed("PUT", "/models/meta", "s3", sign -> {}, true);

        HttpResponse<String> changed =
                requests.send(signed.copy(b -> b.putHeader("x-amz-meta-owner", "mallory")), "the body");
        HttpResponse<String> added =
                requests.send(signed.copy(b -> b.putHeader("x-amz-acl", "public-read")), "the body");

        assertThat(changed.statusCode()).isEqualTo(403);
        assertThat(changed.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(added.statusCode()).isEqualTo(403);
        assertThat(added.body())
                .contains(
                        "<Code>AccessDenied</Code>",
                        "There were headers present in the request which were not signed: x-amz-acl");
        assertThat(keys()).doesNotContain("meta");
    }

    @Test
    void an_old_signature_is_refused() {
        Consumer<SignRequest.Builder<AwsCredentialsIdentity>> old = requests.at(Duration.ofMinutes(-16));

        HttpResponse<String> s3 = requests.send(requests.signed("PUT", "/models/old", "s3", old, true), "the body");
        HttpResponse<String> early = requests.send(
                requests.signed("PUT", "/models/old", "s3", requests.at(Duration.ofMinutes(16)), true), "the body");
        HttpResponse<String> lambda =
                requests.send(requests.signed("POST", "/2015-03-31/functions", "lambda", old, false), "the body");

        assertThat(s3.statusCode()).isEqualTo(403);
        assertThat(s3.body())
                .contains(
                        "<Code>RequestTimeTooSkewed</Code>",
                        "The difference between the request time and the current time is too large.");
        assertThat(early.body()).contains("<Code>RequestTimeTooSkewed</Code>");
        assertThat(lambda.statusCode()).isEqualTo(403);
        assertThat(lambda.body()).contains("InvalidSignatureException", "Signature expired: ", " - 15 min.)");
    }

    @Test
    void a_signature_for_another_region_or_service_is_refused() {
        Consumer<SignRequest.Builder<AwsCredentialsIdentity>> elsewhere =
                sign -> sign.putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1");
        SdkHttpRequest right = requests.signed("PUT", "/models/scope", "s3", sign -> {}, true);
        String header = right.firstMatchingHeader("Authorization").orElseThrow();

        HttpResponse<String> s3 =
                requests.send(requests.signed("PUT", "/models/scope", "s3", elsewhere, true), "the body");
        HttpResponse<String> lambda =
                requests.send(requests.signed("POST", "/2015-03-31/functions", "lambda", elsewhere, false), "the body");
        HttpResponse<String> service = requests.send(
                right.copy(b -> b.putHeader("Authorization", header.replace("/s3/", "/lambda/"))), "the body");
        HttpResponse<String> term = requests.send(
                right.copy(b -> b.putHeader("Authorization", header.replace("aws4_request", "aws5_request"))),
                "the body");

        assertThat(s3.statusCode()).isEqualTo(400);
        assertThat(s3.body())
                .contains(
                        "<Code>AuthorizationHeaderMalformed</Code>",
                        "the region 'eu-west-1' is wrong; expecting 'us-east-1'");
        assertThat(lambda.statusCode()).isEqualTo(403);
        assertThat(lambda.body()).contains("Credential should be scoped to a valid region, not 'eu-west-1'");
        assertThat(service.statusCode()).isEqualTo(403);
        assertThat(service.body()).contains("InvalidSignatureException");
        assertThat(term.body()).contains("incorrect terminator", "aws4_request");
        assertThat(keys()).doesNotContain("scope");
    }

    @Test
    void a_presigned_url_works_until_it_expires() {
        SdkHttpRequest fresh = requests.presigned("/models/shared", Duration.ofMinutes(1), Duration.ZERO);
        SdkHttpRequest stale = requests.presigned("/models/shared", Duration.ofMinutes(1), Duration.ofMinutes(-2));

        HttpResponse<String> put = requests.send(fresh, "the body");
        HttpResponse<String> changed = requests.send(fresh.copy(b -> b.encodedPath("/models/other")), "the body");
        HttpResponse<String> late = requests.send(stale, "the body");

        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(keys()).contains("shared").doesNotContain("other");
        assertThat(changed.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("<Code>AccessDenied</Code>", "Request has expired");
    }

    @Test
    void chunks_carry_their_own_signatures_and_a_changed_one_stores_nothing() {
        Consumer<SignRequest.Builder<AwsCredentialsIdentity>> inChunks =
                sign -> sign.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true);
        SignedRequests.Signed right = requests.sign("PUT", "/models/chunks", "s3", inChunks, true);

        HttpResponse<String> put = requests.send(right.request(), right.body());
        HttpResponse<String> changed = requests.send(
                right.request().copy(b -> b.encodedPath("/models/chunks")),
                right.body().replace("the body", "the BODY"));
        boolean intact = TEXT.length == read("chunks").length;

        assertThat(right.body()).contains("chunk-signature=");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(403);
        assertThat(changed.body()).contains("<Code>SignatureDoesNotMatch</Code>");
        assertThat(intact).isTrue();
        assertThat(read("chunks")).isEqualTo(TEXT);
    }

    @Test
    void a_header_that_cannot_be_read_says_what_is_missing() {
        String part = "AWS4-HMAC-SHA256 Credential=AKIA/20261125/us-east-1/lambda/aws4_request";
        HttpResponse<String> lambda = requests.send(HttpRequest.newBuilder(requests.uri("/2015-03-31/functions/"))
                .header("Authorization", part)
                .build());
        HttpResponse<String> asymmetric = requests.send(HttpRequest.newBuilder(requests.uri("/models"))
                .header("Authorization", "AWS4-ECDSA-P256-SHA256 Credential=AKIA/20261125/s3/aws4_request")
                .build());
        HttpResponse<String> two = requests.send(HttpRequest.newBuilder(requests.uri("/models"))
                .header("Authorization", "AWS AKIA:signature")
                .build());

        assertThat(lambda.statusCode()).isEqualTo(403);
        assertThat(lambda.body())
                .contains(
                        "IncompleteSignatureException",
                        "Authorization header requires 'Signature' parameter.",
                        "Authorization header requires 'SignedHeaders' parameter.",
                        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        assertThat(asymmetric.statusCode()).isEqualTo(501);
        assertThat(asymmetric.body()).contains("does not verify Signature Version 4A");
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(two.body())
                .contains(
                        "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    private static void refused(Runnable call, int status, String code, String message) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }

    private static List<String> keys() {
        try (S3Client s3 = s3(rootKey())) {
            return s3.listObjectsV2(request -> request.bucket("models")).contents().stream()
                    .map(object -> object.key())
                    .toList();
        }
    }

    private static byte[] read(String key) {
        try (S3Client s3 = s3(rootKey())) {
            return s3.getObjectAsBytes(request -> request.bucket("models").key(key))
                    .asByteArray();
        }
    }
}
