package dev.slipway.local.iam;

import dev.slipway.local.identity.Home;
import java.time.Instant;

/**
 * A policy of the account that roles share.
 *
 * @param path begins and ends with a slash
 * @param id {@code ANPA…}
 * @param document in JSON
 */
public record ManagedPolicy(
        String name, String path, String id, String description, String document, long createdMillis) {

    public String arn() {
        return "arn:aws:iam::" + Home.ACCOUNT + ":policy" + path + name;
    }

    public Instant created() {
        return Instant.ofEpochMilli(createdMillis);
    }

    /** The same with another document. */
    public ManagedPolicy saying(String other) {
        return new ManagedPolicy(name, path, id, description, other, createdMillis);
    }
}
