package dev.slipway.function.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import dev.slipway.inference.manifest.ModelKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ModelStoreTest {
    private static final byte[] GRAPH = random(200_000);
    private static final TestBundle BUNDLE =
            TestBundle.of(Map.of("model.onnx", GRAPH, "data/weights.bin", random(70_000)));

    @TempDir
    Path root;

    private FakeS3 s3;

    @BeforeEach
    void push_a_release() throws IOException {
        s3 = new FakeS3();
        BUNDLE.pushTo(s3);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private S3ModelStore store() {
        var retries = new S3Objects.Retries(3, Duration.ofMillis(2), Duration.ofSeconds(2), Duration.ofMillis(300));
        var credentials = new LambdaCredentials(
                Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "token"),
                Clock.systemUTC());
        return new S3ModelStore(
                new S3Objects(s3.location(), credentials, Clock.systemUTC(), retries), ModelTrust.ANYBODY, root);
    }

    private void assertRefused(String... messages) throws IOException {
        assertThatThrownBy(() -> store().fetch(BUNDLE.release()))
                .isInstanceOf(FunctionException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(messages))
                .extracting(thrown -> ((FunctionException) thrown).category())
                .isEqualTo(Category.LOAD);
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).as("nothing unverified is kept").isEmpty();
        }
    }

    @Test
    void fetches_every_file_of_the_release_signed_and_keeps_it_by_its_digest() throws IOException {
        StoredModel stored = store().fetch(BUNDLE.release());

        assertThat(stored.directory()).isEqualTo(root.resolve(BUNDLE.manifest().digest()));
        assertThat(stored.directory().resolve("model.onnx")).hasBinaryContent(GRAPH);
        assertThat(stored.directory().resolve("data/weights.bin"))
                .hasBinaryContent(BUNDLE.files().get("data/weights.bin"));
        assertThat(stored.bytes()).isEqualTo(270_000L + BUNDLE.manifestBytes().length);
        assertThat(stored.manifest()).isEqualTo(BUNDLE.manifest());
        assertThat(s3.authorizations())
                .allMatch(header -> header.startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                        && header.contains("/eu-central-1/s3/aws4_request")
                        && header.contains("x-amz-security-token"));
    }

    @Test
    void a_second_fetch_finds_the_files_in_the_warm_container() {
        store().fetch(BUNDLE.release());
        int before = s3.requests().size();

        assertThat(store().fetch(BUNDLE.release()).bytes()).isZero();
        assertThat(s3.requests())
                .hasSize(before + 1)
                .last()
                .isEqualTo(BUNDLE.release().manifestKey());
    }

    @Test
    void files_that_were_changed_in_the_warm_container_are_fetched_again() throws IOException {
        Path folder = store().fetch(BUNDLE.release()).directory();
        byte[] flipped = GRAPH.clone();
        flipped[7] ^= 1;
        Files.write(folder.resolve("model.onnx"), flipped);
        assertThat(store().fetch(BUNDLE.release()).directory().resolve("model.onnx"))
                .hasBinaryContent(GRAPH);

        Files.write(folder.resolve("more.bin"), flipped);
        assertThat(store().fetch(BUNDLE.release()).bytes()).isPositive();
        assertThat(folder.resolve("more.bin")).doesNotExist();

        Files.move(folder.resolve("data/weights.bin"), folder.resolve("data/other.bin"));
        assertThat(store().fetch(BUNDLE.release()).bytes()).isPositive();
        assertThat(folder.resolve("data/weights.bin")).exists();
        assertThat(store().fetch(BUNDLE.release()).bytes()).isZero();
    }

    @Test
    void links_in_the_folder_of_models_are_not_followed(@TempDir Path elsewhere) throws IOException {
        Path folder = store().fetch(BUNDLE.release()).directory();
        Path moved = Files.move(folder, elsewhere.resolve("moved"));
        Files.createSymbolicLink(folder, moved);

        assertThat(store().fetch(BUNDLE.release()).bytes()).isPositive();
        assertThat(Files.isSymbolicLink(folder)).isFalse();
        assertThat(moved.resolve("model.onnx")).as("nothing behind the link").hasBinaryContent(GRAPH);

        Files.move(folder.resolve("model.onnx"), elsewhere.resolve("model.onnx"));
        Files.createSymbolicLink(folder.resolve("model.onnx"), elsewhere.resolve("model.onnx"));
        assertThat(store().fetch(BUNDLE.release()).bytes()).isPositive();
        assertThat(Files.isSymbolicLink(folder.resolve("model.onnx"))).isFalse();
    }

    @Test
    void a_folder_of_models_that_is_a_link_is_refused(@TempDir Path elsewhere) throws IOException {
        Files.delete(root);
        Files.createSymbolicLink(root, elsewhere);

        assertThatThrownBy(() -> store().fetch(BUNDLE.release()))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining(root + " is a link and leads elsewhere: nothing is kept there");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void a_flipped_bit_in_a_file_is_never_kept_and_the_next_call_tries_again() throws IOException {
        byte[] flipped = GRAPH.clone();
        flipped[GRAPH.length - 1] ^= 1;
        s3.put(BUNDLE.blobKey("model.onnx"), flipped);

        assertRefused(
                "file 'model.onnx' has the SHA-256", "changed after its push and is not served", "./slipway deploy");

        s3.put(BUNDLE.blobKey("model.onnx"), GRAPH);
        assertThat(store().fetch(BUNDLE.release()).directory().resolve("model.onnx"))
                .hasBinaryContent(GRAPH);
    }

    @Test
    void a_flipped_bit_in_the_manifest_is_never_read() throws IOException {
        byte[] flipped = BUNDLE.manifestBytes();
        flipped[flipped.length / 2] ^= 1;
        s3.put(BUNDLE.release().manifestKey(), flipped);

        assertRefused("has the SHA-256", "SLIPWAY_MODEL_DIGEST", "changed after its release and is not served");
    }

    @Test
    void a_file_that_grew_is_refused_before_it_fills_the_disk() throws IOException {
        s3.put(BUNDLE.blobKey("model.onnx"), random(400_000));

        assertRefused("file 'model.onnx' is longer than the 200000 bytes");
    }

    @Test
    void a_truncated_body_is_fetched_again() {
        s3.script(BUNDLE.blobKey("model.onnx"), FakeS3.truncated());

        assertThat(store().fetch(BUNDLE.release()).directory().resolve("model.onnx"))
                .hasBinaryContent(GRAPH);
    }

    @Test
    void a_body_that_is_always_truncated_is_refused() throws IOException {
        s3.script(BUNDLE.blobKey("model.onnx"), FakeS3.truncated(), FakeS3.truncated(), FakeS3.truncated());

        assertRefused("could not read s3://models-bucket/models/penguins/blobs/sha256/", "in 3 attempts");
    }

    @Test
    void the_action_that_aws_names_is_the_one_to_allow() throws IOException {
        String words = "User: arn:aws:sts::1:assumed-role/r/f is not authorized to perform: kms:Decrypt on resource:"
                + " &quot;arn:aws:kms:us-east-1:1:key/k&quot; because no identity-based policy allows the action";
        s3.script(BUNDLE.release().manifestKey(), FakeS3.status(403, "AccessDenied", words));

        assertRefused("allow the function's role kms:Decrypt on arn:aws:kms:us-east-1:1:key/k (template.yaml does)");
    }

    @Test
    void a_denied_object_is_not_asked_for_twice_and_the_permission_named() throws IOException {
        s3.script(BUNDLE.release().manifestKey(), FakeS3.status(403, "AccessDenied"));

        assertRefused("S3 answered 403 AccessDenied", "allow the function's role s3:GetObject");
        assertThat(s3.requests()).hasSize(1);
    }

    @Test
    void expired_credentials_are_renewed_and_the_object_asked_for_again() {
        s3.script(BUNDLE.release().manifestKey(), FakeS3.status(400, "ExpiredToken"));

        assertThat(store().fetch(BUNDLE.release()).bytes()).isPositive();
    }

    @Test
    void a_missing_object_is_named_with_what_to_do() throws IOException {
        s3.script(BUNDLE.blobKey("model.onnx"), FakeS3.status(404, "NoSuchKey"));

        assertRefused("S3 answered 404 NoSuchKey", BUNDLE.blobKey("model.onnx"), "./slipway deploy <bundle>");
    }

    @Test
    void a_server_error_is_overcome() {
        s3.script(BUNDLE.release().manifestKey(), FakeS3.status(500, "InternalError"), FakeS3.status(503, "SlowDown"));

        assertThat(store().fetch(BUNDLE.release()).bytes()).isPositive();
    }

    @Test
    void an_s3_that_says_nothing_is_given_up_after_its_timeout() throws IOException {
        s3.script(BUNDLE.release().manifestKey(), s3.silent(), s3.silent(), s3.silent());

        assertRefused("in 3 attempts", "SocketTimeoutException", "check the network");
    }

    @Test
    void the_manifest_of_another_model_is_refused() throws IOException {
        String digest = BUNDLE.release().digest();
        var wanted = new ReleaseReference("digits", ModelKeys.manifest("digits", digest), digest);
        s3.put(wanted.manifestKey(), BUNDLE.manifestBytes());

        assertThatThrownBy(() -> store().fetch(wanted))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("is of model 'penguins', not 'digits'");
    }

    @Test
    void a_release_that_is_no_manifest_is_refused() {
        byte[] text = "no manifest".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String digest = dev.slipway.inference.manifest.Digest.sha256(text);
        var wanted = new ReleaseReference("penguins", ModelKeys.manifest("penguins", digest), digest);
        s3.put(wanted.manifestKey(), text);

        assertThatThrownBy(() -> store().fetch(wanted))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("the manifest " + wanted.manifestKey() + " cannot be read")
                .hasMessageContaining("release again with ./slipway deploy <bundle>");
    }
}
