package dev.slipway.inference.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelKeysTest {
    private static final String SHA = "0a".repeat(32);

    @Test
    void keys_are_where_the_design_puts_them() {
        assertThat(ModelKeys.blob("penguins", SHA)).isEqualTo("models/penguins/blobs/sha256/" + SHA);
        assertThat(ModelKeys.manifest("penguins", SHA)).isEqualTo("models/penguins/manifests/sha256/" + SHA + ".json");
        assertThat(ModelKeys.release("f", "7")).isEqualTo("releases/f/7.json");
        assertThat(ModelKeys.rollout("f", "live")).isEqualTo("rollouts/f/live.json");
    }

    @Test
    void nothing_but_names_and_digests_gets_into_a_key() {
        assertThatThrownBy(() -> ModelKeys.blob("../x", SHA)).hasMessage("'../x' cannot name a model");
        assertThatThrownBy(() -> ModelKeys.blob("x", "ABC")).hasMessage("'ABC' is no SHA-256");
        assertThatThrownBy(() -> ModelKeys.release("f/g", "7")).hasMessage("'f/g' cannot be a part of an S3 key");
    }
}
