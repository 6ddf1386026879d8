package dev.slipway.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.codec.AwsJsonService;
import dev.slipway.local.http.Dispatch;
import dev.slipway.local.http.Endpoint;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/** KMS as its own SDK sees it. */
class KmsTest {
    private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("a message");

    @TempDir
    Path folder;

    private Endpoint endpoint;
    private KmsClient kms;

    @BeforeEach
    void start() throws IOException {
        start(Clock.systemUTC());
    }

    private void start(Clock clock) throws IOException {
        endpoint = Endpoint.bind(0, "kms");
        endpoint.serve(new Dispatch(
                (request, service) -> request,
                List.of(new AwsJsonService(Set.of("kms"), new KmsOperations(Keys.in(folder, clock), clock))),
                request -> HttpResponse.of(404, "text/plain", new byte[0])));
        kms = KmsClient.builder()
                .endpointOverride(URI.create(endpoint.uri()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
                .build();
    }

    @AfterEach
    void stop() {
        kms.close();
        endpoint.close();
    }

    private void restart(Clock clock) throws IOException {
        stop();
        start(clock);
    }

    private KeyMetadata signing(KeySpec spec) {
        return kms.createKey(r -> r.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata();
    }

    private KeyMetadata symmetric() {
        return kms.createKey(r -> r.description("data")).keyMetadata();
    }

    @Test
    void every_kind_of_key_signs_what_its_public_half_verifies_without_kms() throws Exception {
        for (Map.Entry<KeySpec, String> kind : Map.of(
                        KeySpec.ECC_NIST_P256, "EC",
                        KeySpec.ECC_NIST_P384, "EC",
                        KeySpec.ECC_NIST_P521, "EC",
                        KeySpec.ECC_NIST_EDWARDS25519, "Ed25519",
                        KeySpec.RSA_2048, "RSA")
                .entrySet()) {
            KeyMetadata key = signing(kind.getKey());
            byte[] spki =
                    kms.getPublicKey(r -> r.keyId(key.keyId())).publicKey().asByteArray();
            assertThat(KeyFactory.getInstance(kind.getValue())
                            .generatePublic(new X509EncodedKeySpec(spki))
                            .getEncoded())
                    .isEqualTo(spki);
            for (SigningAlgorithmSpec algorithm : key.signingAlgorithms()) {
                SdkBytes signature = kms.sign(
                                r -> r.keyId(key.arn()).message(MESSAGE).signingAlgorithm(algorithm))
                        .signature();
                assertThat(kms.verify(r -> r.keyId(key.arn())
                                        .message(MESSAGE)
                                        .signature(signature)
                                        .signingAlgorithm(algorithm))
                                .signatureValid())
                        .isTrue();
                assertThatThrownBy(() -> kms.verify(r -> r.keyId(key.arn())
                                .message(SdkBytes.fromUtf8String("another"))
                                .signature(signature)
                                .signingAlgorithm(algorithm)))
                        .isInstanceOf(KmsInvalidSignatureException.class);
            }
        }
    }

    @Test
    void a_digest_signed_is_the_message_signed() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(MESSAGE.asByteArray());
        for (Map.Entry<KeySpec, SigningAlgorithmSpec> one : Map.of(
                        KeySpec.ECC_NIST_P256, SigningAlgorithmSpec.ECDSA_SHA_256,
                        KeySpec.RSA_2048, SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256)
                .entrySet()) {
            KeyMetadata key = signing(one.getKey());
            SdkBytes signature = kms.sign(r -> r.keyId(key.keyId())
                            .message(SdkBytes.fromByteArray(digest))
                            .messageType(MessageType.DIGEST)
                            .signingAlgorithm(one.getValue()))
                    .signature();

            assertThat(kms.verify(r -> r.keyId(key.keyId())
                                    .message(MESSAGE)
                                    .signature(signature)
                                    .signingAlgorithm(one.getValue()))
                            .signatureValid())
                    .isTrue();
            assertThatThrownBy(() -> kms.sign(r -> r.keyId(key.keyId())
                            .message(MESSAGE)
                            .messageType(MessageType.DIGEST)
                            .signingAlgorithm(one.getValue())))
                    .isInstanceOf(KmsException.class)
                    .hasMessageContaining("Digest is invalid length for algorithm " + one.getValue());
        }
    }

    @Test
    void a_signature_is_checked_by_the_jdk_as_the_function_does() throws Exception {
        KeyMetadata key = signing(KeySpec.ECC_NIST_P256);
        byte[] signature = kms.sign(
                        r -> r.keyId(key.keyId()).message(MESSAGE).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                .signature()
                .asByteArray();
        Signature engine = Signature.getInstance("SHA256withECDSA");
        engine.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(
                        kms.getPublicKey(r -> r.keyId(key.keyId())).publicKey().asByteArray())));
        engine.update(MESSAGE.asByteArray());

        assertThat(engine.verify(signature)).isTrue();
    }

    @Test
    void a_key_does_what_it_is_for_and_nothing_else() {
        KeyMetadata signing = signing(KeySpec.ECC_NIST_P256);
        KeyMetadata data = symmetric();

        assertThatThrownBy(() -> kms.sign(r -> r.keyId(signing.keyId())
                        .message(MESSAGE)
                        .signingAlgorithm(SigningAlgorithmSpec.RSASSA_PSS_SHA_256)))
                .isInstanceOf(InvalidKeyUsageException.class)
                .hasMessageContaining("Algorithm RSASSA_PSS_SHA_256 is incompatible with key spec ECC_NIST_P256.");
        assertThatThrownBy(() -> kms.sign(r ->
                        r.keyId(data.keyId()).message(MESSAGE).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertThatThrownBy(() -> kms.encrypt(r -> r.keyId(signing.keyId()).plaintext(MESSAGE)))
                .isInstanceOf(InvalidKeyUsageException.class);
        assertThatThrownBy(() -> kms.getPublicKey(r -> r.keyId(data.keyId())))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kms.enableKeyRotation(r -> r.keyId(signing.keyId())))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> kms.createKey(r -> r.keySpec(KeySpec.ECC_NIST_P256)))
                .isInstanceOf(KmsException.class)
                .hasMessageContaining("You must specify a KeyUsage value for an asymmetric KMS key.");
        assertThatThrownBy(() -> kms.createKey(r -> r.keySpec(KeySpec.HMAC_256)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_was_encrypted_opens_with_its_context_only_and_after_a_rotation() throws IOException {
        KeyMetadata key = symmetric();
        SdkBytes sealed = kms.encrypt(
                        r -> r.keyId(key.keyId()).plaintext(MESSAGE).encryptionContext(Map.of("bucket", "models")))
                .ciphertextBlob();
        kms.rotateKeyOnDemand(r -> r.keyId(key.keyId()));
        restart(Clock.systemUTC());

        assertThat(kms.decrypt(r -> r.ciphertextBlob(sealed).encryptionContext(Map.of("bucket", "models")))
                        .plaintext())
                .isEqualTo(MESSAGE);
        assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(sealed)))
                .isInstanceOf(InvalidCiphertextException.class);
        byte[] flipped = sealed.asByteArray();
        flipped[flipped.length - 1] ^= 1;
        assertThatThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(flipped))
                        .encryptionContext(Map.of("bucket", "models"))))
                .isInstanceOf(InvalidCiphertextException.class);
        var data = kms.generateDataKey(r -> r.keyId(key.keyId()).keySpec("AES_256"));
        assertThat(data.plaintext().asByteArray()).hasSize(32);
        assertThat(kms.decrypt(r -> r.ciphertextBlob(data.ciphertextBlob())).plaintext())
                .isEqualTo(data.plaintext());
    }

    @Test
    void keys_are_found_by_id_arn_and_alias() {
        KeyMetadata key = signing(KeySpec.ECC_NIST_P256);
        kms.createAlias(r -> r.aliasName("alias/models").targetKeyId(key.keyId()));

        for (String name :
                List.of(key.keyId(), key.arn(), "alias/models", "arn:aws:kms:us-east-1:000000000000:alias/models")) {
            assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().arn()).isEqualTo(key.arn());
        }
        assertThatThrownBy(
                        () -> kms.createAlias(r -> r.aliasName("alias/models").targetKeyId(key.keyId())))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(kms.listAliases().aliases())
                .singleElement()
                .satisfies(alias -> assertThat(alias.targetKeyId()).isEqualTo(key.keyId()));
        kms.deleteAlias(r -> r.aliasName("alias/models"));
        assertThatThrownBy(() -> kms.describeKey(r -> r.keyId("alias/models")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Alias arn:aws:kms:us-east-1:000000000000:alias/models is not found.");
    }

    @Test
    void a_key_that_is_disabled_or_to_be_deleted_is_of_no_use() throws IOException {
        KeyMetadata key = symmetric();
        kms.disableKey(r -> r.keyId(key.keyId()));
        assertThatThrownBy(() -> kms.encrypt(r -> r.keyId(key.keyId()).plaintext(MESSAGE)))
                .isInstanceOf(DisabledException.class);
        kms.enableKey(r -> r.keyId(key.keyId()));
        kms.encrypt(r -> r.keyId(key.keyId()).plaintext(MESSAGE));

        kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
        assertThatThrownBy(() -> kms.encrypt(r -> r.keyId(key.keyId()).plaintext(MESSAGE)))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining("is pending deletion");
        kms.cancelKeyDeletion(r -> r.keyId(key.keyId()));
        assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().keyStateAsString())
                .isEqualTo("Disabled");

        kms.scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
        restart(Clock.fixed(Instant.now().plus(Duration.ofDays(8)), ZoneOffset.UTC));
        assertThatThrownBy(() -> kms.describeKey(r -> r.keyId(key.keyId()))).isInstanceOf(NotFoundException.class);
        assertThat(kms.listKeys().keys()).isEmpty();
    }

    @Test
    void rotation_policy_tags_and_description_are_kept() throws IOException {
        KeyMetadata key = symmetric();
        kms.enableKeyRotation(r -> r.keyId(key.keyId()).rotationPeriodInDays(90));
        kms.putKeyPolicy(r -> r.keyId(key.keyId()).policy("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
        kms.tagResource(r -> r.keyId(key.keyId())
                .tags(Tag.builder().tagKey("team").tagValue("models").build()));
        kms.updateKeyDescription(r -> r.keyId(key.keyId()).description("other"));
        restart(Clock.systemUTC());

        var rotation = kms.getKeyRotationStatus(r -> r.keyId(key.keyId()));
        assertThat(rotation.keyRotationEnabled()).isTrue();
        assertThat(rotation.rotationPeriodInDays()).isEqualTo(90);
        assertThat(kms.getKeyPolicy(r -> r.keyId(key.keyId())).policy()).contains("\"Statement\":[]");
        assertThat(kms.listResourceTags(r -> r.keyId(key.keyId())).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.tagValue()).isEqualTo("models"));
        assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata().description())
                .isEqualTo("other");
    }

    @Test
    void keys_are_their_owners_alone() throws IOException {
        symmetric();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void lists_come_in_pages() {
        for (int i = 0; i < 5; i++) {
            symmetric();
        }

        var first = kms.listKeys(r -> r.limit(3));
        assertThat(first.keys()).hasSize(3);
        assertThat(first.truncated()).isTrue();
        assertThat(kms.listKeys(r -> r.limit(3).marker(first.nextMarker())).keys())
                .hasSize(2);
        assertThat(kms.listKeysPaginator().keys()).hasSize(5);
    }
}
