package dev.slipway.deployer.cloud;

import java.time.Instant;

/**
 * An upload in parts that was begun and not ended.
 *
 * @param id tells it from others of the same key
 */
public record UnfinishedUpload(String key, String id, Instant begun) {}
