package dev.slipway.local.kms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key as its file holds it.
 *
 * @param secrets base64; of a symmetric key that was rotated the newest last, for what an older one encrypted must open
 * @param publicKey base64 of its SubjectPublicKeyInfo; empty of a symmetric key
 * @param deletion in ISO 8601; null unless its deletion is scheduled
 */
record Key(
        String id,
        KeyKind kind,
        String description,
        String created,
        boolean enabled,
        @Nullable String deletion,
        boolean rotates,
        int rotationDays,
        String policy,
        Map<String, String> tags,
        List<String> secrets,
        String publicKey) {
    Key {
        tags = Map.copyOf(tags);
        secrets = List.copyOf(secrets);
    }

    /** KMS's name of where it is in its life. */
    String state() {
        if (deletion != null) {
            return "PendingDeletion";
        }
        return enabled ? "Enabled" : "Disabled";
    }

    boolean gone(Instant now) {
        return deletion != null && !Instant.parse(deletion).isAfter(now);
    }

    Key describedAs(String text) {
        return new Key(
                id, kind, text, created, enabled, deletion, rotates, rotationDays, policy, tags, secrets, publicKey);
    }

    Key enabled(boolean now) {
        return new Key(
                id, kind, description, created, now, null, rotates, rotationDays, policy, tags, secrets, publicKey);
    }

    Key deletedAt(Instant at) {
        return new Key(
                id,
                kind,
                description,
                created,
                false,
                at.toString(),
                rotates,
                rotationDays,
                policy,
                tags,
                secrets,
                publicKey);
    }

    Key rotating(boolean on, int days) {
        return new Key(id, kind, description, created, enabled, deletion, on, days, policy, tags, secrets, publicKey);
    }

    Key under(String document) {
        return new Key(
                id,
                kind,
                description,
                created,
                enabled,
                deletion,
                rotates,
                rotationDays,
                document,
                tags,
                secrets,
                publicKey);
    }

    Key tagged(Map<String, String> all) {
        return new Key(
                id,
                kind,
                description,
                created,
                enabled,
                deletion,
                rotates,
                rotationDays,
                policy,
                all,
                secrets,
                publicKey);
    }

    /** With a new secret; the older ones still open what they sealed. */
    Key renewed(String secret) {
        List<String> all = new ArrayList<>(secrets);
        all.add(secret);
        return new Key(
                id, kind, description, created, enabled, deletion, rotates, rotationDays, policy, tags, all, publicKey);
    }

    /** Never its secrets. */
    @Override
    public String toString() {
        return "Key[" + id + ", " + kind + ", " + state() + "]";
    }
}
