package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What cannot be deployed is refused with its reason and an exit code by kind, and nothing is uploaded. */
@VerifiedOn(BackendName.EMBEDDED) // all is refused before a cloud takes part: once is enough
class RefusalIT {
    @TempDir
    Path bundles;

    @ParameterizedTest
    @CsvSource({"empty, empty", "truncated, model.onnx", "garbage, model.onnx", "pickle, pickle", "zip, zip"})
    void a_file_that_is_no_model_is_refused_by_name_and_nothing_is_uploaded(String kind, String said, Backend cloud)
            throws IOException {
        Path bundle = copyOf("penguins-v1");
        Files.write(bundle.resolve("model.onnx"), broken(kind, bundle.resolve("model.onnx")));

        Slipway.Outcome check = cloud.slipway().run("check", bundle.toString());
        Slipway.Outcome deploy = cloud.slipway().run("deploy", bundle.toString());

        assertThat(check.exit()).as(check.toString()).isEqualTo(6);
        assertThat(check.stderr() + check.stdout()).contains("model.onnx").containsIgnoringCase(said);
        assertThat(check.stderr()).doesNotContain("\tat ");
        assertThat(deploy.exit()).as(deploy.toString()).isEqualTo(6);
        assertThat(blobs(cloud)).isEmpty();
    }

    @Test
    void every_fault_of_a_description_is_told_at_once(Backend cloud) throws IOException {
        Path bundle = copyOf("penguins-v1");
        Files.writeString(bundle.resolve("model.yaml"), """
                name: Not A Name
                limits: {max_batch: -1}
                evaluate: {data: nowhere.csv, metric: beauty, threshold: 0.5}
                """);

        Slipway.Outcome check = cloud.slipway().run("check", bundle.toString());

        assertThat(check.exit()).as(check.toString()).isEqualTo(6);
        assertThat(check.stderr() + check.stdout())
                .contains("- name:", "- limits.max_batch:", "- evaluate.target:", "- evaluate.metric:");
    }

    @Test
    void an_evaluation_below_its_threshold_refuses_the_deploy(Backend cloud) throws IOException {
        Path bundle = copyOf("penguins-v1");
        Path description = bundle.resolve("model.yaml");
        Files.writeString(
                description, Files.readString(description).replaceAll("threshold: [0-9.]+", "threshold: 0.9999"));

        Slipway.Outcome deploy = cloud.slipway().run("deploy", bundle.toString());

        assertThat(deploy.exit()).as(deploy.toString()).isEqualTo(6);
        assertThat(deploy.stderr()).contains("accuracy").contains("0.9999");
        assertThat(blobs(cloud)).isEmpty();
    }

    @Test
    void an_unreachable_endpoint_is_named_with_what_to_do(Backend cloud) {
        Slipway.Outcome status = cloud.slipway()
                .run("status", "penguins", "--endpoint-url", "http://127.0.0.1:9", "--region", "us-east-1");

        assertThat(status.exit()).as(status.toString()).isIn(1, 4);
        assertThat(status.stderr()).doesNotContain("\tat ").isNotBlank();
    }

    @Test
    void a_wrong_option_is_a_usage_error(Backend cloud) {
        Slipway.Outcome wrong = cloud.slipway().run("deploy", "--colour", "blue");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.stderr()).contains("--colour");
    }

    @Test
    void a_cloud_that_is_down_is_said_with_the_command_that_starts_it(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("slipway.yaml"), "default_environment: local\n");

        Slipway.Outcome deploy = new Slipway(elsewhere).run("status", "penguins");

        assertThat(deploy.exit()).as(deploy.toString()).isEqualTo(1);
        assertThat(deploy.stderr()).contains("local up");
    }

    private Path copyOf(String name) throws IOException {
        Path to = bundles.resolve(name);
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(Path.of(Slipway.bundle(name)))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static byte[] broken(String kind, Path model) throws IOException {
        byte[] whole = Files.readAllBytes(model);
        return switch (kind) {
            case "empty" -> new byte[0];
            case "truncated" -> Arrays.copyOf(whole, whole.length / 2);
            case "garbage" -> "this is no model".repeat(50).getBytes(StandardCharsets.UTF_8);
            case "pickle" -> new byte[] {(byte) 0x80, 4, (byte) 0x95, 1, 0, 0, 0, 0, 0, 0, 0, '.'};
            case "zip" -> new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0};
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Everything that a push could have left in the model's bucket; before the first deploy there may be none. */
    private static List<String> blobs(Backend cloud) {
        return cloud.clients().s3().listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(bucket -> bucket.startsWith(cloud.stack()))
                .flatMap(bucket ->
                        cloud.clients().s3().listObjectsV2(request -> request.bucket(bucket)).contents().stream())
                .map(S3Object::key)
                .filter(key -> key.contains("blobs"))
                .toList();
    }
}
