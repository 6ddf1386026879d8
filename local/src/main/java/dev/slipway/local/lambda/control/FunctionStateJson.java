package dev.slipway.local.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.codec.JsonShapes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** A function's state as it lies on disk: Lambda's own JSON of its parts. */
final class FunctionStateJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FunctionStateJson() {}

    static byte[] write(FunctionState state) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.set("latest", JsonShapes.tree(state.latest()));
        ObjectNode versions = root.putObject("versions");
        state.versions().forEach((number, version) -> versions.set(number.toString(), JsonShapes.tree(version)));
        ObjectNode aliases = root.putObject("aliases");
        state.aliases().forEach((name, alias) -> aliases.set(name, JsonShapes.tree(alias)));
        root.put("lastVersion", state.lastVersion());
        root.put("published", state.published());
        root.set("policies", JSON.valueToTree(state.policies()));
        root.set("tags", JSON.valueToTree(state.tags()));
        root.put("reserved", state.reserved());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    static FunctionState read(byte[] bytes) throws IOException {
        JsonNode root = JSON.readTree(bytes);
        Map<Long, FunctionConfiguration> versions = new HashMap<>();
        root.get("versions")
                .properties()
                .forEach(entry -> versions.put(Long.valueOf(entry.getKey()), configuration(entry.getValue())));
        Map<String, AliasConfiguration> aliases = new HashMap<>();
        root.get("aliases")
                .properties()
                .forEach(entry -> aliases.put(
                        entry.getKey(),
                        JsonShapes.read(entry.getValue(), AliasConfiguration.builder())
                                .build()));
        JsonNode reserved = root.get("reserved");
        return new FunctionState(
                configuration(root.get("latest")),
                versions,
                aliases,
                root.get("lastVersion").asLong(),
                root.get("published").asText(),
                texts(root.get("policies")),
                texts(root.get("tags")),
                reserved.isNull() ? null : Integer.valueOf(reserved.intValue()));
    }

    private static FunctionConfiguration configuration(JsonNode node) {
        return JsonShapes.read(node, FunctionConfiguration.builder()).build();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
