package dev.slipway.local.kms;

import dev.slipway.local.http.AwsError;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** KMS's operations, each a method from its request to its response; here those that use a key. */
public final class KmsOperations extends KeyOperations {
    private static final int LONGEST_PLAINTEXT = 4096;
    private static final String INVALID = "ValidationException";

    private final Keys keys;
    private final SecureRandom random = new SecureRandom();

    public KmsOperations(Keys keys, Clock clock) {
        super(keys, clock);
        this.keys = keys;
    }

    @SuppressWarnings("deprecation") // clients of old still send and read CustomerMasterKeySpec
    public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
        Key key = usable(request.keyId());
        if (!key.kind().signs()) {
            throw new AwsError(
                    400,
                    "UnsupportedOperationException",
                    Keys.keyArn(key.id()) + " key spec is SYMMETRIC_DEFAULT which is not valid for GetPublicKey.");
        }
        return GetPublicKeyResponse.builder()
                .keyId(Keys.keyArn(key.id()))
                .publicKey(SdkBytes.fromByteArray(Base64.getDecoder().decode(key.publicKey())))
                .keySpec(key.kind().name())
                .customerMasterKeySpec(key.kind().name())
                .keyUsage(key.kind().usage())
                .signingAlgorithmsWithStrings(key.kind().algorithms())
                .build();
    }

    public SignResponse sign(SignRequest request) {
        Key key = usable(request.keyId(), "SIGN_VERIFY");
        byte[] message = Requests.bytes("Message", request.message());
        String algorithm = Requests.required("SigningAlgorithm", request.signingAlgorithmAsString());
        Requests.dryRun(request.dryRun());
        return SignResponse.builder()
                .keyId(Keys.keyArn(key.id()))
                .signingAlgorithm(algorithm)
                .signature(SdkBytes.fromByteArray(Signing.sign(key, algorithm, message, digest(request.messageType()))))
                .build();
    }

    public VerifyResponse verify(VerifyRequest request) {
        Key key = usable(request.keyId(), "SIGN_VERIFY");
        String algorithm = Requests.required("SigningAlgorithm", request.signingAlgorithmAsString());
        boolean right = Signing.verify(
                key,
                algorithm,
                Requests.bytes("Message", request.message()),
                digest(request.messageType()),
                Requests.bytes("Signature", request.signature()));
        if (!right) {
            throw new AwsError(
                    400, "KMSInvalidSignatureException", "The signature is not valid for this message and key");
        }
        Requests.dryRun(request.dryRun());
        return VerifyResponse.builder()
                .keyId(Keys.keyArn(key.id()))
                .signatureValid(true)
                .signingAlgorithm(algorithm)
                .build();
    }

    private static boolean digest(@Nullable MessageType type) {
        if (type == MessageType.EXTERNAL_MU || type == MessageType.UNKNOWN_TO_SDK_VERSION) {
            throw new AwsError(400, INVALID, "MessageType must be RAW or DIGEST");
        }
        return type == MessageType.DIGEST;
    }

    public EncryptResponse encrypt(EncryptRequest request) {
        Key key = usable(request.keyId(), "ENCRYPT_DECRYPT");
        byte[] plain = Requests.bytes("Plaintext", request.plaintext());
        if (plain.length == 0 || plain.length > LONGEST_PLAINTEXT) {
            throw new AwsError(400, INVALID, "Plaintext must be 1 to " + LONGEST_PLAINTEXT + " bytes long");
        }
        Requests.dryRun(request.dryRun());
        return EncryptResponse.builder()
                .keyId(Keys.keyArn(key.id()))
                .encryptionAlgorithm(KeyKind.SYMMETRIC_DEFAULT.name())
                .ciphertextBlob(SdkBytes.fromByteArray(Sealing.seal(key, plain, request.encryptionContext())))
                .build();
    }

    public DecryptResponse decrypt(DecryptRequest request) {
        byte[] blob = Requests.bytes("CiphertextBlob", request.ciphertextBlob());
        Key key = usable(Sealing.keyOf(blob), "ENCRYPT_DECRYPT");
        if (request.keyId() != null && !keys.find(request.keyId()).id().equals(key.id())) {
            throw new AwsError(
                    400,
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        Requests.dryRun(request.dryRun());
        return DecryptResponse.builder()
                .keyId(Keys.keyArn(key.id()))
                .encryptionAlgorithm(KeyKind.SYMMETRIC_DEFAULT.name())
                .plaintext(SdkBytes.fromByteArray(Sealing.open(key, blob, request.encryptionContext())))
                .build();
    }

    public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
        Key key = usable(request.keyId(), "ENCRYPT_DECRYPT");
        String spec = request.keySpecAsString();
        Integer asked = request.numberOfBytes();
        if ((spec == null) == (asked == null)) {
            throw new AwsError(400, INVALID, "Please specify either number of bytes or key spec.");
        }
        int size = asked != null ? asked : "AES_128".equals(spec) ? 16 : 32;
        if (size < 1 || size > 1024) {
            throw new AwsError(400, INVALID, "NumberOfBytes must be between 1 and 1024");
        }
        Requests.dryRun(request.dryRun());
        byte[] plain = new byte[size];
        random.nextBytes(plain);
        return GenerateDataKeyResponse.builder()
                .keyId(Keys.keyArn(key.id()))
                .plaintext(SdkBytes.fromByteArray(plain))
                .ciphertextBlob(SdkBytes.fromByteArray(Sealing.seal(key, plain, request.encryptionContext())))
                .build();
    }
}
