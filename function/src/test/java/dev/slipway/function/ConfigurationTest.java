package dev.slipway.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.store.ModelTrust;
import dev.slipway.function.store.ReleaseReference;
import dev.slipway.function.store.S3Location;
import dev.slipway.inference.trust.TrustedSigners;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final Map<String, String> REQUIRED =
            Map.of("SLIPWAY_MODEL", "penguins", "SLIPWAY_MODEL_BUCKET", "bucket", "AWS_REGION", "eu-central-1");
    private static final String DIGEST = "ab".repeat(32);
    private static final String MANIFEST = "models/penguins/manifests/sha256/" + DIGEST + ".json";
    private static final String SIGNER = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

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
                        ModelTrust.ANYBODY,
                        Path.of("/tmp/slipway"),
                        false));
    }

    @Test
    void maps_every_variable() {
        Configuration configuration = Configuration.of(with(Map.of(
                "SLIPWAY_MODEL_MANIFEST", MANIFEST,
                "SLIPWAY_MODEL_DIGEST", DIGEST,
                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1234",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:9",
                "TMPDIR", "/elsewhere",
                "SLIPWAY_REQUIRE_SIGNED", "true",
                "SLIPWAY_TRUSTED_SIGNERS", SIGNER + "," + SIGNER + "@2026-11-25T00:00:00Z",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")));

        assertThat(configuration)
                .isEqualTo(new Configuration(
                        "penguins",
                        new S3Location("bucket", "eu-central-1", URI.create("http://127.0.0.1:1234")),
                        Optional.of(new ReleaseReference("penguins", MANIFEST, DIGEST)),
                        new ModelTrust(true, TrustedSigners.parse(SIGNER + "," + SIGNER + "@2026-11-25T00:00:00Z")),
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
                .hasMessageContaining("AWS_ENDPOINT_URL is no http or https URL")
                .hasMessageContaining("go together, but SLIPWAY_MODEL_MANIFEST is missing");
    }

    private static void assertRefused(Map<String, String> more, String... messages) {
        assertThatThrownBy(() -> Configuration.of(with(more)))
                .isInstanceOf(FunctionException.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(messages));
    }

    @Test
    void refuses_a_digest_that_is_none() {
        assertRefused(
                Map.of("SLIPWAY_MODEL_MANIFEST", "k", "SLIPWAY_MODEL_DIGEST", "latest"),
                "SLIPWAY_MODEL_DIGEST must be a SHA-256 in hexadecimal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/digits/manifests/sha256/D.json",
                "models/penguins/manifests/sha256/x.json",
                "models/penguins/manifests/sha256/D.sig.json",
                "models/penguins/manifests/sha256/D.json/",
                "models/penguins/manifests/sha256/D.json?versionId=1",
                "models/penguins/manifests/sha256/D.json%00",
                "models/penguins/manifests/sha256/../sha256/D.json",
                "models/penguins/manifests/sha256/%2e%2e/sha256/D.json",
                "models/penguins/../digits/manifests/sha256/D.json",
                "models%2Fpenguins/manifests/sha256/D.json",
                "/models/penguins/manifests/sha256/D.json",
                "//models/penguins/manifests/sha256/D.json",
                "models//penguins/manifests/sha256/D.json",
                "models/PENGUINS/manifests/sha256/D.json",
                "models\\penguins\\manifests\\sha256\\D.json",
                "releases/penguins/1.json",
                "s3://bucket/models/penguins/manifests/sha256/D.json",
                "https://elsewhere.example/models/penguins/manifests/sha256/D.json",
            })
    void reads_the_one_manifest_that_model_and_digest_name(String key) {
        assertRefused(
                Map.of("SLIPWAY_MODEL_MANIFEST", key.replace("D", DIGEST), "SLIPWAY_MODEL_DIGEST", DIGEST),
                "SLIPWAY_MODEL_MANIFEST must be '" + MANIFEST + "'",
                "nothing else is read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b@elsewhere.example", "elsewhere.example/x", "b#", "b?", "..", "B", "b%2f", "a:b", "x\ny"})
    void a_bucket_is_a_buckets_name_and_no_part_of_a_url(String bucket) {
        assertRefused(Map.of("SLIPWAY_MODEL_BUCKET", bucket), "SLIPWAY_MODEL_BUCKET must match");
    }

    @Test
    void model_and_region_are_names() {
        assertRefused(
                Map.of("SLIPWAY_MODEL", "../digits", "AWS_REGION", "x.elsewhere.example/"),
                "SLIPWAY_MODEL must match",
                "AWS_REGION must match");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:4566",
                "http://172.17.0.2:4566/",
                "http://10.1.2.3:80",
                "http://192.168.65.254:4566",
                "http://localhost:4566",
                "http://localhost.localstack.cloud:4566",
                "http://localstack:4566",
                "http://host.docker.internal:4566",
                "http://[::1]:4566",
                "https://s3.eu-central-1.amazonaws.com",
                "https://bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com",
                "https://s3.cn-north-1.amazonaws.com.cn",
            })
    void another_s3_may_be_on_this_machine_in_its_network_or_of_aws(String url) {
        assertThat(Configuration.of(with(Map.of("AWS_ENDPOINT_URL_S3", url)))
                        .location()
                        .endpoint())
                .isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example",
                "http://s3.eu-central-1.amazonaws.com",
                "https://amazonaws.com.elsewhere.example",
                "https://xamazonaws.com",
                "https://s3.amazonaws.com@elsewhere.example",
                "http://127.0.0.1@elsewhere.example",
                "http://user:secret@127.0.0.1:4566",
                "http://127.0.0.1.elsewhere.example",
                "http://8.8.8.8",
                "http://172.32.0.1",
                "http://169.254.169.254/latest/meta-data",
                "http://127.0.0.1:4566/../x",
                "http://127.0.0.1:4566/%2e%2e/x",
                "http://127.0.0.1:4566?x=y",
                "http://127.0.0.1:4566#x",
                "http://2130706433",
                "http://0x7f.1",
                "http://[fe80::1]:1",
                "file:///etc/passwd",
                "ftp://127.0.0.1",
            })
    void credentials_go_to_no_other_s3(String url) {
        assertThatThrownBy(() -> Configuration.of(with(Map.of("AWS_ENDPOINT_URL", url))))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("AWS_ENDPOINT_URL ")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void trust_that_is_mistyped_is_refused_not_left_open() {
        assertRefused(Map.of("SLIPWAY_REQUIRE_SIGNED", "yes"), "SLIPWAY_REQUIRE_SIGNED must be true or false");
        assertRefused(Map.of("SLIPWAY_REQUIRE_SIGNED", "true"), "SLIPWAY_TRUSTED_SIGNERS names no key");
        assertRefused(
                Map.of("SLIPWAY_TRUSTED_SIGNERS", SIGNER + ",!!,AAAA," + SIGNER + "@soon"),
                "SLIPWAY_TRUSTED_SIGNERS: key 2 is no base64 of a public key",
                "key 3 is no public key",
                "key 4 has no time after its @");
    }
}
