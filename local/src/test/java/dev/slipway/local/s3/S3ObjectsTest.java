package dev.slipway.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

class S3ObjectsTest {
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

    private void put(String key, String text) {
        client.putObject(b -> b.bucket("models").key(key), RequestBody.fromString(text));
    }

    private String get(String key) {
        return client.getObjectAsBytes(b -> b.bucket("models").key(key)).asUtf8String();
    }

    @Test
    void returns_what_was_put_with_its_metadata() {
        client.putObject(
                b -> b.bucket("models")
                        .key("a/model.onnx")
                        .contentType("application/onnx")
                        .cacheControl("max-age=60")
                        .metadata(Map.of("origin", "training run 7")),
                RequestBody.fromString("bytes"));

        ResponseBytes<GetObjectResponse> got =
                client.getObjectAsBytes(b -> b.bucket("models").key("a/model.onnx"));

        assertThat(got.asUtf8String()).isEqualTo("bytes");
        assertThat(got.response().contentType()).isEqualTo("application/onnx");
        assertThat(got.response().cacheControl()).isEqualTo("max-age=60");
        assertThat(got.response().metadata()).containsEntry("origin", "training run 7");
        assertThat(got.response().eTag()).isEqualTo("\"4b3a6218bb3e3a7303e8a171a60fcf92\"");
    }

    @Test
    void a_head_says_the_length_and_sends_no_body() {
        put("key", "0123456789");

        HeadObjectResponse head = client.headObject(b -> b.bucket("models").key("key"));

        assertThat(head.contentLength()).isEqualTo(10);
        assertThatThrownBy(() -> client.headObject(b -> b.bucket("models").key("other")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void an_empty_object_is_an_object() {
        put("empty", "");

        assertThat(get("empty")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void every_checksum_is_verified_kept_and_returned(ChecksumAlgorithm algorithm) {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        client.putObject(b -> b.bucket("models").key("key").checksumAlgorithm(algorithm), RequestBody.fromBytes(bytes));

        // the client itself holds the body against the checksum that it gets
        ResponseBytes<GetObjectResponse> got =
                client.getObjectAsBytes(b -> b.bucket("models").key("key").checksumMode(ChecksumMode.ENABLED));

        assertThat(got.asByteArray()).isEqualTo(bytes);
        assertThat(got.response()
                        .sdkHttpResponse()
                        .firstMatchingHeader(
                                "x-amz-checksum-" + algorithm.toString().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    @Test
    void a_wrong_checksum_is_refused_and_leaves_the_old_object() throws IOException {
        put("key", "old");

        assertThatThrownBy(() -> client.putObject(
                        b -> b.bucket("models")
                                .key("key")
                                .checksumSHA256("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
                        RequestBody.fromString("new")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"))
                .hasMessageContaining("SHA256 you specified did not match");
        assertThatThrownBy(() -> client.putObject(
                        b -> b.bucket("models").key("key").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                        RequestBody.fromString("new")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Content-MD5 you specified did not match");

        assertThat(get("key")).isEqualTo("old");
        assertThat(dataFiles()).hasSize(1);
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> files = Files.list(state.resolve("models").resolve("data"))) {
            return files.toList();
        }
    }

    static Stream<String> oddKeys() {
        return Stream.of(
                "../../../etc/passwd",
                "a/../b",
                "a/./b",
                "a//b",
                "trailing/",
                "with space + plus",
                "per%20cent",
                "unicode/日本語/😀",
                "?query=1&x=y#fragment",
                "quotes\"'<>&",
                "tab\tnewline\n",
                "back\\slash",
                ".",
                "..",
                "CON",
                "k".repeat(1024));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void any_key_is_kept_listed_and_deleted_as_it_is(String key) throws IOException {
        put(key, "value of " + key);

        assertThat(get(key)).isEqualTo("value of " + key);
        assertThat(client.listObjectsV2(b -> b.bucket("models")).contents())
                .singleElement()
                .satisfies(object -> assertThat(object.key()).isEqualTo(key));
        assertThat(s3.buckets().open("models", key).readAllBytes())
                .isEqualTo(("value of " + key).getBytes(StandardCharsets.UTF_8));
        client.deleteObjects(b -> b.bucket("models")
                .delete(d -> d.objects(ObjectIdentifier.builder().key(key).build())));
        assertThat(client.listObjectsV2(b -> b.bucket("models")).contents()).isEmpty();
    }

    @Test
    void a_key_over_1024_bytes_is_refused() {
        assertThatThrownBy(() -> put("k".repeat(1025), "x"))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("key is too long");
    }

    @Test
    void ranges_return_their_bytes() {
        put("key", "0123456789");

        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-3")).isEqualTo("789");
        assertThat(range("bytes=8-99")).isEqualTo("89");
        assertThat(range("bytes=4-2")).as("no range: the whole").isEqualTo("0123456789");
        assertThatThrownBy(() -> range("bytes=10-"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416))
                .hasMessageContaining("range is not satisfiable");
        assertThat(client.getObjectAsBytes(b -> b.bucket("models").key("key").range("bytes=2-4"))
                        .response()
                        .contentRange())
                .isEqualTo("bytes 2-4/10");
    }

    private String range(String range) {
        return client.getObjectAsBytes(b -> b.bucket("models").key("key").range(range))
                .asUtf8String();
    }

    @Test
    void a_copy_takes_bytes_metadata_and_checksum() {
        client.putObject(
                b -> b.bucket("models").key("from").metadata(Map.of("a", "b")), RequestBody.fromString("copied"));

        client.copyObject(b -> b.sourceBucket("models")
                .sourceKey("from")
                .destinationBucket("models")
                .destinationKey("to/ü"));

        ResponseBytes<GetObjectResponse> got =
                client.getObjectAsBytes(b -> b.bucket("models").key("to/ü"));
        assertThat(got.asUtf8String()).isEqualTo("copied");
        assertThat(got.response().metadata()).containsEntry("a", "b");
    }

    @Test
    void tags_are_set_by_header_and_by_request() {
        client.putObject(b -> b.bucket("models").key("key").tagging("stage=test"), RequestBody.fromString("x"));
        assertThat(client.getObjectTagging(b -> b.bucket("models").key("key")).tagSet())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("test"));

        client.putObjectTagging(b ->
                b.bucket("models").key("key").tagging(t -> t.tagSet(tag("k", "v"), tag("l", "w"))));

        assertThat(client.getObject(b -> b.bucket("models").key("key"))
                        .response()
                        .tagCount())
                .isEqualTo(2);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void objects_survive_a_restart_and_leftovers_of_a_kill_do_not() throws IOException {
        put("kept", "value");
        Path orphan = state.resolve("models/data/0123456789abcdef0123456789abcdef");
        Path halfMetadata = state.resolve("models/objects/" + StateFiles.UNFINISHED + "x");
        Path halfBucket = Files.createDirectories(state.resolve(StateFiles.UNFINISHED + "bucket"));
        Files.writeString(orphan, "written, never named");
        Files.writeString(halfMetadata, "{\"key\":");

        s3.close();
        start();

        assertThat(get("kept")).isEqualTo("value");
        assertThat(orphan).doesNotExist();
        assertThat(halfMetadata).doesNotExist();
        assertThat(halfBucket).doesNotExist();
    }
}
