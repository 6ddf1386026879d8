package dev.slipway.deployer.cloud;

import dev.slipway.inference.trust.SignerKey;

/** A key that the cloud keeps, by the name that holds for every account. */
public record CloudKey(String arn, SignerKey key) {}
