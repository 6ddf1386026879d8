package dev.slipway.deployer.trust;

import dev.slipway.deployer.cloud.CloudKey;
import dev.slipway.deployer.cloud.Signatures;
import dev.slipway.inference.trust.SignerKey;

/** A key that the cloud keeps. */
record CloudSigner(Signatures signatures, CloudKey cloudKey) implements Signer {
    static CloudSigner of(Signatures signatures, String reference) {
        return new CloudSigner(signatures, signatures.publicKey(reference));
    }

    @Override
    public String name() {
        return cloudKey.arn();
    }

    @Override
    public SignerKey key() {
        return cloudKey.key();
    }

    @Override
    public byte[] sign(byte[] message) {
        return signatures.sign(cloudKey.arn(), cloudKey.key().algorithm(), message);
    }
}
