package dev.slipway.deployer.trust;

import dev.slipway.inference.trust.SignerKey;

/** Somebody who can sign. */
public interface Signer {
    /** How the key is called where it is kept. */
    String name();

    SignerKey key();

    /** Signs with the key's own algorithm. */
    byte[] sign(byte[] message);
}
