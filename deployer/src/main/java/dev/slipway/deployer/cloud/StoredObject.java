package dev.slipway.deployer.cloud;

/** An object without its content: size in bytes. */
public record StoredObject(String key, long size, String etag) {}
