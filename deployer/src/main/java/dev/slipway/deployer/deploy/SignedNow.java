package dev.slipway.deployer.deploy;

/** A signature that was added to the manifest's, by its key's fingerprint. */
record SignedNow(String publicKey) {}
