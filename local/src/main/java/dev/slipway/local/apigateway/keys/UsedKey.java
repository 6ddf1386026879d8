package dev.slipway.local.apigateway.keys;

/** The API key that a request was let in with. */
public record UsedKey(String id, String value) {}
