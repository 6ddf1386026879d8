package dev.slipway.local.stack.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.kms.Keys;
import dev.slipway.local.kms.KmsOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

class KeyTypeTest {
    @TempDir
    Path folder;

    private Keys keys;
    private KmsOperations kms;

    @BeforeEach
    void open() throws IOException {
        keys = Keys.in(folder, Clock.systemUTC());
        kms = new KmsOperations(keys, Clock.systemUTC());
    }

    private static Desired desired(Map<String, @Nullable Object> properties) {
        return new Desired("stack", "arn:stack/1", "DataKey", properties, true);
    }

    private KeyMetadata describe(String key) {
        return kms.describeKey(DescribeKeyRequest.builder().keyId(key).build()).keyMetadata();
    }

    @Test
    void a_key_is_made_once_however_often_it_is_tried_and_rotates_as_asked() {
        KeyType type = new KeyType(keys);
        Desired desired = desired(
                Map.of("Description", "data", "EnableKeyRotation", true, "KeyPolicy", Map.of("Version", "2012-10-17")));

        Made made = type.create(desired);

        assertThat(type.create(desired)).isEqualTo(made);
        assertThat(describe(made.physicalId()).arn()).isEqualTo(made.attribute("DataKey", "Arn"));
        assertThat(kms.getKeyRotationStatus(GetKeyRotationStatusRequest.builder()
                                .keyId(made.physicalId())
                                .build())
                        .keyRotationEnabled())
                .isTrue();
        assertThat(kms.getKeyPolicy(GetKeyPolicyRequest.builder()
                                .keyId(made.physicalId())
                                .build())
                        .policy())
                .isEqualTo("{\"Version\":\"2012-10-17\"}");
    }

    @Test
    void a_key_is_changed_named_and_deleted_with_its_stack() {
        KeyType type = new KeyType(keys);
        KeyAliasType aliases = new KeyAliasType(keys);
        Made made = type.create(desired(Map.of()));
        Made alias = aliases.create(desired(Map.of("AliasName", "alias/data", "TargetKeyId", made.physicalId())));

        type.update(made, Map.of(), desired(Map.of("Description", "other", "Enabled", false)));

        assertThat(describe("alias/data").description()).isEqualTo("other");
        assertThat(describe("alias/data").keyStateAsString()).isEqualTo("Disabled");
        aliases.delete(alias);
        aliases.delete(alias);
        type.delete(made);
        type.delete(made);
        assertThat(describe(made.physicalId()).keyStateAsString()).isEqualTo("PendingDeletion");
    }

    @Test
    void what_is_not_known_is_refused() {
        assertThatThrownBy(() -> new KeyType(keys).create(desired(Map.of("RotationPeriodInDays", 90))))
                .isInstanceOf(AwsError.class)
                .hasMessage("AWS::KMS::Key: Encountered unsupported property [RotationPeriodInDays]");
    }
}
