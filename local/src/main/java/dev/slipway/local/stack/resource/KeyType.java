package dev.slipway.local.stack.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.kms.Keys;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code AWS::KMS::Key}. */
final class KeyType implements ResourceType {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WINDOW = 30;
    private static final Set<String> KNOWN = Set.of(
            "Description",
            "Enabled",
            "EnableKeyRotation",
            "KeyPolicy",
            "KeySpec",
            "KeyUsage",
            "MultiRegion",
            "PendingWindowInDays",
            "Tags");

    private final Keys keys;

    KeyType(Keys keys) {
        this.keys = keys;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("KeySpec", "KeyUsage", "MultiRegion");
    }

    @Override
    public Made create(Desired desired) {
        check(desired);
        // The same at each attempt: one that was interrupted finds the key that it made.
        String id = UUID.nameUUIDFromBytes(
                        (desired.stackId() + "/" + desired.logicalId()).getBytes(StandardCharsets.UTF_8))
                .toString();
        String arn = keys.create(
                id,
                new Keys.Wish(
                        text(desired, "KeySpec", "SYMMETRIC_DEFAULT"),
                        text(desired, "KeyUsage", ""),
                        text(desired, "Description", ""),
                        policy(desired),
                        tags(desired),
                        flag(desired, "EnableKeyRotation", false)));
        describe(id, desired);
        return new Made(id, Map.of("Arn", arn, "KeyId", id));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        check(desired);
        describe(current.physicalId(), desired);
        return current;
    }

    /** As CloudFormation does: the key's deletion is scheduled, so that it can be had back. */
    @Override
    public void delete(Made made) {
        try {
            keys.scheduleDeletion(made.physicalId(), WINDOW);
        } catch (AwsError error) {
            if (!error.code().equals("NotFoundException") && !error.code().equals("KMSInvalidStateException")) {
                throw error;
            }
        }
    }

    private void describe(String id, Desired desired) {
        keys.describe(
                id,
                text(desired, "Description", ""),
                flag(desired, "EnableKeyRotation", false),
                flag(desired, "Enabled", true),
                policy(desired));
    }

    private static void check(Desired desired) {
        Set<String> unknown = new TreeSet<>(desired.properties().keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new AwsError(400, "ValidationError", "AWS::KMS::Key: Encountered unsupported property " + unknown);
        }
        if (flag(desired, "MultiRegion", false)) {
            throw new AwsError(400, "ValidationError", "AWS::KMS::Key: the embedded cloud has one Region only");
        }
    }

    private static String policy(Desired desired) {
        Object policy = desired.properties().get("KeyPolicy");
        try {
            return policy == null ? "" : JSON.writeValueAsString(policy);
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "ValidationError", "AWS::KMS::Key: KeyPolicy is no document");
        }
    }

    private static Map<String, String> tags(Desired desired) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (desired.properties().get("Tags") instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof Map<?, ?> tag) {
                    tags.put(String.valueOf(tag.get("Key")), String.valueOf(tag.get("Value")));
                }
            }
        }
        return tags;
    }

    private static String text(Desired desired, String property, String fallback) {
        Object value = desired.properties().get(property);
        return value == null ? fallback : value.toString();
    }

    private static boolean flag(Desired desired, String property, boolean fallback) {
        return Boolean.parseBoolean(text(desired, property, Boolean.toString(fallback)));
    }
}
