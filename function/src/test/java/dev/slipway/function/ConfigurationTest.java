package dev.slipway.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.store.ReleaseReference;
import dev.slipway.function.store.S3Location;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final Map<String, String> REQUIRED =
            Map.of("SLIPWAY_MODEL", "penguins", "SLIPWAY_MODEL_BUCKET", "bucket", "AWS_REGION", "eu-central-1");
    private static final String DIGEST = "ab".repeat(32);

    private static Map<String, String> with(Map<String, String> more) {
        var environment = new HashMap<>(REQUIRED);
        environment.putAll(more);
        return environment;
    }

    @Test
    void has_its_defaults() {
        assertThat(Configuration.of(REQUIRED))
                .isEqualTo(new Configuration(
                        "penguins",
                        new S3Location("bucket", "eu-central-1", null),
                        Optional.empty(),
                        Path.of("/tmp/slipway"),
                        false));
    }

    @Test
    void maps_every_variable() {
        Configuration configuration = Configuration.of(with(Map.of(
                "SLIPWAY_MODEL_MANIFEST", "models/penguins/manifests/sha256/x.json",
                "SLIPWAY_MODEL_DIGEST", DIGEST,
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1234",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:9",
                "TMPDIR", "/elsewhere",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")));

        assertThat(configuration)
                .isEqualTo(new Configuration(
                        "penguins",
                        new S3Location("bucket", "eu-central-1", URI.create("http://127.0.0.1:1234")),
                        Optional.of(
                                new ReleaseReference("penguins", "models/penguins/manifests/sha256/x.json", DIGEST)),
                        Path.of("/elsewhere/slipway"),
                        true));
    }

    @Test
    void the_general_endpoint_serves_where_s3_has_none_of_its_own() {
        assertThat(Configuration.of(with(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9")))
                        .location()
                        .endpoint())
                .isEqualTo(URI.create("http://127.0.0.1:9"));
    }

    @Test
    void names_every_problem_at_once() {
        assertThatThrownBy(() -> Configuration.of(Map.of(
                        "SLIPWAY_MODEL", " ", "SLIPWAY_MODEL_DIGEST", DIGEST, "AWS_ENDPOINT_URL", "localhost:1")))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("SLIPWAY_MODEL is missing")
                .hasMessageContaining("SLIPWAY_MODEL_BUCKET is missing")
                .hasMessageContaining("AWS_REGION is missing")
                .hasMessageContaining("AWS_ENDPOINT_URL is no http or https URL: 'localhost:1'")
                .hasMessageContaining("go together, but SLIPWAY_MODEL_MANIFEST is missing");
    }

    @Test
    void refuses_a_digest_that_is_none() {
        assertThatThrownBy(() ->
                        Configuration.of(with(Map.of("SLIPWAY_MODEL_MANIFEST", "k", "SLIPWAY_MODEL_DIGEST", "latest"))))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining(
                        "SLIPWAY_MODEL_DIGEST: a model's digest is a SHA-256 in hexadecimal, not 'latest'");
    }
}
