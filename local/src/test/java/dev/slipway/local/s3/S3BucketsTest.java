package dev.slipway.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

class S3BucketsTest {
    @TempDir
    Path state;

    private RunningS3 s3;
    private S3Client client;

    @BeforeEach
    void start() throws IOException {
        s3 = new RunningS3(state);
        client = s3.client();
        client.createBucket(b -> b.bucket("models"));
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private void put(String... keys) {
        for (String key : keys) {
            client.putObject(b -> b.bucket("models").key(key), RequestBody.fromString(key));
        }
    }

    @Test
    void a_bucket_with_objects_is_not_deleted() {
        put("key");

        assertThatThrownBy(() -> client.deleteBucket(b -> b.bucket("models")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("not empty: 'models' has 1 objects");
        client.deleteObject(b -> b.bucket("models").key("key"));
        client.deleteBucket(b -> b.bucket("models"));

        assertThatThrownBy(() -> client.headBucket(b -> b.bucket("models"))).isInstanceOf(NoSuchBucketException.class);
        assertThat(client.listBuckets().buckets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "Upper", "under_score", "192.168.0.1", "a..b", "-a-b", "xn--bucket", ".hidden"})
    void a_name_against_the_rules_is_refused(String name) {
        assertThatThrownBy(() -> s3.buckets().create(name))
                .isInstanceOfSatisfying(
                        AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidBucketName"))
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void listings_go_by_bytes_and_fold_at_the_delimiter() {
        put("b", "a/2", "a/1", "a", "c/x/y", "c/z", "ﬁ", "😀");

        var all = client.listObjectsV2(b -> b.bucket("models"));
        assertThat(all.contents())
                .extracting(S3Object::key)
                .containsExactly("a", "a/1", "a/2", "b", "c/x/y", "c/z", "ﬁ", "😀");
        var folded = client.listObjectsV2(b -> b.bucket("models").delimiter("/").startAfter("a/1"));
        assertThat(folded.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/", "c/");
        var below = client.listObjectsV2(b -> b.bucket("models").delimiter("/").prefix("c/"));
        assertThat(below.contents()).extracting(S3Object::key).containsExactly("c/z");
        assertThat(below.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("c/x/");
    }

    @Test
    void pages_together_are_the_whole_listing() {
        List<String> keys = IntStream.range(0, 23)
                .mapToObj(i -> "k%02d/%d".formatted(i % 7, i))
                .sorted()
                .toList();
        put(keys.toArray(String[]::new));

        assertThat(client.listObjectsV2Paginator(b -> b.bucket("models").maxKeys(4)).contents().stream()
                        .map(S3Object::key))
                .containsExactlyElementsOf(keys);
        assertThat(
                        client
                                .listObjectsV2Paginator(
                                        b -> b.bucket("models").maxKeys(2).delimiter("/"))
                                .commonPrefixes()
                                .stream()
                                .map(CommonPrefix::prefix))
                .containsExactly("k00/", "k01/", "k02/", "k03/", "k04/", "k05/", "k06/");
        var first = client.listObjects(b -> b.bucket("models").maxKeys(3));
        assertThat(first.isTruncated()).isTrue();
        assertThat(client.listObjects(b -> b.bucket("models").marker(first.nextMarker()))
                        .contents())
                .hasSize(20);
    }

    @Test
    void settings_are_kept_and_have_aws_defaults_before() {
        assertThat(client.getBucketVersioning(b -> b.bucket("models")).status()).isNull();
        assertThat(client.getBucketEncryption(b -> b.bucket("models"))
                        .serverSideEncryptionConfiguration()
                        .rules())
                .hasSize(1);
        assertThat(client.getPublicAccessBlock(b -> b.bucket("models"))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isTrue();
        assertThatThrownBy(() -> client.getBucketPolicy(b -> b.bucket("models")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("bucket policy does not exist");

        client.putBucketPolicy(b -> b.bucket("models").policy("{\"Statement\":[]}"));
        client.putBucketVersioning(
                b -> b.bucket("models").versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));

        assertThat(client.getBucketPolicy(b -> b.bucket("models")).policy()).isEqualTo("{\"Statement\":[]}");
        assertThat(client.getBucketVersioning(b -> b.bucket("models")).status())
                .isEqualTo(BucketVersioningStatus.SUSPENDED);
        client.deleteBucketPolicy(b -> b.bucket("models"));
        assertThatThrownBy(() -> client.getBucketPolicy(b -> b.bucket("models")))
                .isInstanceOf(S3Exception.class);
        assertThat(client.getBucketLocation(b -> b.bucket("models")).locationConstraintAsString())
                .isNullOrEmpty();
    }

    @Test
    void a_deleted_access_block_is_not_the_default_one() {
        client.deletePublicAccessBlock(b -> b.bucket("models"));

        assertThatThrownBy(() -> client.getPublicAccessBlock(b -> b.bucket("models")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode())
                                .isEqualTo("NoSuchPublicAccessBlockConfiguration"))
                .hasMessageContaining("publicAccessBlock was deleted");
    }

    @Test
    void a_policy_that_is_no_json_is_refused() {
        assertThatThrownBy(() -> client.putBucketPolicy(b -> b.bucket("models").policy("{\"Statement\":")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Policies must be valid JSON");
    }

    @Test
    void an_object_tells_the_encryption_of_its_bucket_or_of_its_write() {
        client.putObject(b -> b.bucket("models").key("plain"), RequestBody.fromString("x"));
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID("arn:key"))
                .bucketKeyEnabled(true)
                .build();
        client.putBucketEncryption(b -> b.bucket("models").serverSideEncryptionConfiguration(c -> c.rules(rule)));
        client.putObject(b -> b.bucket("models").key("by-bucket"), RequestBody.fromString("x"));
        client.putObject(
                b -> b.bucket("models").key("by-write").serverSideEncryption("AES256"), RequestBody.fromString("x"));

        assertThat(encryption("plain")).isEqualTo("AES256 null null");
        assertThat(encryption("by-bucket")).isEqualTo("aws:kms arn:key true");
        assertThat(encryption("by-write")).isEqualTo("AES256 null null");
        assertThatThrownBy(() -> client.putObject(
                        b -> b.bucket("models").key("own").sseCustomerAlgorithm("AES256"), RequestBody.fromString("x")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("keys of the customer");
    }

    private String encryption(String key) {
        var head = client.headObject(b -> b.bucket("models").key(key));
        return head.serverSideEncryptionAsString() + " " + head.ssekmsKeyId() + " " + head.bucketKeyEnabled();
    }

    @ParameterizedTest
    @ValueSource(strings = {"models.s3.localhost", "models.localhost", "models.s3.us-east-1.amazonaws.com"})
    void the_host_may_name_the_bucket(String host) throws IOException {
        put("a/key");

        assertThat(rawGet(host, "/a/key")).startsWith("HTTP/1.1 200").endsWith("a/key");
        assertThat(rawGet("localhost", "/models/a/key")).startsWith("HTTP/1.1 200");
        assertThat(rawGet("s3.localhost", "/models/a/key")).startsWith("HTTP/1.1 200");
        assertThat(rawGet("localhost", "/models/%C3%28"))
                .startsWith("HTTP/1.1 400")
                .contains("<Code>InvalidURI</Code>");
    }

    private String rawGet(String host, String path) throws IOException {
        URI uri = URI.create(s3.uri());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + uri.getPort()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
