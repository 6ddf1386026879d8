package dev.slipway.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.identity.Home;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One statement of a policy.
 *
 * @param allows false denies
 * @param actions in lower case
 * @param others whether all but {@code actions} are meant: {@code NotAction}
 * @param otherResources whether all but {@code resources} are meant: {@code NotResource}
 * @param principals {@code *}, ARNs, account numbers and service names; empty in an identity's own policy
 */
record Statement(
        boolean allows,
        List<String> actions,
        boolean others,
        List<String> resources,
        boolean otherResources,
        List<String> principals,
        List<Condition> conditions) {

    private static final Set<String> ELEMENTS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "Condition");

    static Statement of(JsonNode node) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!ELEMENTS.contains(name)) {
                throw new MalformedPolicy("the embedded cloud does not evaluate " + name + " in a statement");
            }
        }
        String effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new MalformedPolicy("Effect must be Allow or Deny, not '" + effect + "'");
        }
        boolean others = node.has("NotAction");
        List<String> actions = texts(node.path(others ? "NotAction" : "Action")).stream()
                .map(action -> action.toLowerCase(Locale.ROOT))
                .toList();
        if (actions.isEmpty()) {
            throw new MalformedPolicy("Policy statement must contain actions.");
        }
        boolean otherResources = node.has("NotResource");
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : node.path("Condition").properties()) {
            for (Map.Entry<String, JsonNode> line : operator.getValue().properties()) {
                conditions.add(Condition.of(operator.getKey(), line.getKey(), texts(line.getValue())));
            }
        }
        return new Statement(
                effect.equals("Allow"),
                actions,
                others,
                texts(node.path(otherResources ? "NotResource" : "Resource")),
                otherResources,
                principals(node.path("Principal")),
                conditions);
    }

    private static List<String> principals(JsonNode node) {
        if (!node.isObject()) {
            return texts(node);
        }
        List<String> all = new ArrayList<>();
        node.properties().forEach(kind -> all.addAll(texts(kind.getValue())));
        return all;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> texts.add(item.asText()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            texts.add(node.asText());
        }
        return List.copyOf(texts);
    }

    /** Whether the statement speaks of this action on this resource under these circumstances. */
    boolean covers(String action, String resource, Circumstances request) {
        String lower = action.toLowerCase(Locale.ROOT);
        boolean named = actions.stream().anyMatch(pattern -> Wildcard.matches(pattern, lower));
        if (named == others) {
            return false;
        }
        boolean there = resources.stream()
                .flatMap(pattern -> request.filled(pattern).stream())
                .anyMatch(pattern -> Wildcard.matches(pattern, resource));
        // A trust policy names no resource: it stands on its role
        return (resources.isEmpty() || there != otherResources)
                && conditions.stream().allMatch(condition -> condition.fits(request));
    }

    /** Whether one of the names is this statement's principal. */
    boolean names(Set<String> callers) {
        return principals.contains("*") || principals.stream().anyMatch(callers::contains);
    }

    /** Whether the account as a whole is: then its own policies decide who of it may. */
    boolean namesAccount() {
        return principals.contains("arn:aws:iam::" + Home.ACCOUNT + ":root") || principals.contains(Home.ACCOUNT);
    }
}
