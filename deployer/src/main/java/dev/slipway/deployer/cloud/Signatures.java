package dev.slipway.deployer.cloud;

import dev.slipway.inference.trust.SigningAlgorithm;

/** Keys of the cloud that sign without ever leaving it; every method throws {@link CloudException}. */
public interface Signatures {

    /**
     * The public half of a key.
     *
     * @param key its ARN, its id, or {@code alias/name}
     */
    CloudKey publicKey(String key);

    /**
     * Signs a message of up to 4 KB.
     *
     * @param key as {@link CloudKey#arn} names it
     */
    byte[] sign(String key, SigningAlgorithm algorithm, byte[] message);
}
