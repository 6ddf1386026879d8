package dev.slipway.local.apigateway.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.apigateway.keys.KeyState.Membership;
import dev.slipway.local.codec.JsonShapes;
import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/** The keys and plans on disk, in one file that its owner alone may read: it holds the keys' values. */
final class KeyStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private volatile KeyState state;

    /** Reads what an earlier run kept. */
    KeyStore(Path folder) {
        this.file = folder.resolve("keys.json");
        this.state = read();
    }

    KeyState state() {
        return state;
    }

    /** A change is on disk before it counts. */
    synchronized void change(UnaryOperator<KeyState> change) {
        KeyState changed = change.apply(state);
        write(changed);
        state = changed;
    }

    private KeyState read() {
        if (!Files.exists(file)) {
            return KeyState.EMPTY;
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            List<ApiKey> keys = new ArrayList<>();
            List<UsagePlan> plans = new ArrayList<>();
            List<Membership> memberships = new ArrayList<>();
            for (JsonNode node : root.path("keys")) {
                ApiKey.Builder key = ApiKey.builder();
                JsonShapes.read(node, (SdkPojo) key);
                keys.add(key.build());
            }
            for (JsonNode node : root.path("plans")) {
                UsagePlan.Builder plan = UsagePlan.builder();
                JsonShapes.read(node, (SdkPojo) plan);
                plans.add(plan.build());
            }
            for (JsonNode node : root.path("memberships")) {
                memberships.add(new Membership(
                        node.path("planId").asText(), node.path("keyId").asText()));
            }
            return new KeyState(keys, plans, memberships);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the API keys in " + file + ": " + e.getMessage(), e);
        }
    }

    private void write(KeyState changed) {
        ObjectNode root = JSON.createObjectNode();
        root.set("keys", array(changed.keys()));
        root.set("plans", array(changed.plans()));
        ArrayNode memberships = root.putArray("memberships");
        for (Membership membership : changed.memberships()) {
            memberships.addObject().put("planId", membership.planId()).put("keyId", membership.keyId());
        }
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the API keys in " + file + ": " + e.getMessage(), e);
        }
    }

    private static ArrayNode array(List<? extends SdkPojo> shapes) {
        ArrayNode array = JSON.createArrayNode();
        shapes.forEach(shape -> array.add(JsonShapes.tree(shape)));
        return array;
    }
}
