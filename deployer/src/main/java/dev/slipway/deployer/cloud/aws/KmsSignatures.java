package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.CloudException.Kind;
import dev.slipway.deployer.cloud.CloudKey;
import dev.slipway.deployer.cloud.Signatures;
import dev.slipway.inference.trust.SignerKey;
import dev.slipway.inference.trust.SigningAlgorithm;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** KMS's asymmetric keys. */
final class KmsSignatures implements Signatures {
    private static final String NEXT =
            "use a key of KeyUsage SIGN_VERIFY and KeySpec ECC_NIST_P256, ECC_NIST_EDWARDS25519 or RSA_2048"
                    + " and more: aws kms create-key --key-usage SIGN_VERIFY --key-spec ECC_NIST_P256";

    private final LazyClient<KmsClient> client;
    private final AwsCalls calls;

    KmsSignatures(LazyClient<KmsClient> client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public CloudKey publicKey(String key) {
        GetPublicKeyResponse found = calls.call(
                "kms:GetPublicKey", "the key " + key, () -> client.get().getPublicKey(r -> r.keyId(key)));
        if (found.keyUsage() != KeyUsageType.SIGN_VERIFY) {
            throw new CloudException(
                    Kind.OTHER, "the key " + key + " is for " + found.keyUsageAsString() + ", not for signing", NEXT);
        }
        try {
            return new CloudKey(found.keyId(), SignerKey.of(found.publicKey().asByteArray()));
        } catch (IllegalArgumentException e) {
            throw new CloudException(
                    Kind.OTHER,
                    "the key " + key + " of the kind " + found.keySpecAsString() + " " + e.getMessage(),
                    NEXT,
                    e);
        }
    }

    @Override
    public byte[] sign(String key, SigningAlgorithm algorithm, byte[] message) {
        return calls.call(
                "kms:Sign",
                "the key " + key,
                () -> client.get()
                        .sign(r -> r.keyId(key)
                                .message(SdkBytes.fromByteArray(message))
                                .messageType(MessageType.RAW)
                                .signingAlgorithm(spec(algorithm)))
                        .signature()
                        .asByteArray());
    }

    private static SigningAlgorithmSpec spec(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> SigningAlgorithmSpec.ED25519_SHA_512;
            case ECDSA_SHA_256 -> SigningAlgorithmSpec.ECDSA_SHA_256;
            case RSASSA_PSS_SHA_256 -> SigningAlgorithmSpec.RSASSA_PSS_SHA_256;
        };
    }
}
