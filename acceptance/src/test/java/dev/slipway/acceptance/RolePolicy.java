package dev.slipway.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A policy as the template made it, and what is left of it without one of its actions. */
record RolePolicy(String document) {

    /** One action of one statement. */
    record Action(String statement, String name) {
        @Override
        public String toString() {
            return statement + " " + name;
        }
    }

    List<Action> actions() {
        List<Action> all = new ArrayList<>();
        for (JsonNode statement : EmbeddedCloud.json(document).get("Statement")) {
            String sid = statement.path("Sid").asText();
            texts(statement.get("Action")).forEach(name -> all.add(new Action(sid, name)));
        }
        return all;
    }

    String without(Action action) {
        JsonNode tree = EmbeddedCloud.json(document);
        ArrayNode statements = EmbeddedCloud.JSON.createArrayNode();
        for (JsonNode statement : tree.get("Statement")) {
            ArrayNode left = EmbeddedCloud.JSON.createArrayNode();
            boolean here = statement.path("Sid").asText().equals(action.statement());
            texts(statement.get("Action")).stream()
                    .filter(name -> !here || !name.equals(action.name()))
                    .forEach(left::add);
            if (!left.isEmpty()) {
                statements.add(((ObjectNode) statement).set("Action", left));
            }
        }
        return ((ObjectNode) tree).set("Statement", statements).toString();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        } else {
            node.forEach(item -> texts.add(item.asText()));
        }
        return texts;
    }
}
