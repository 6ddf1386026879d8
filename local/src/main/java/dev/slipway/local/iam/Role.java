package dev.slipway.local.iam;

import dev.slipway.local.identity.Home;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A role as it is kept.
 *
 * @param path begins and ends with a slash
 * @param id {@code AROA…}
 * @param trust who may assume it, a document in JSON
 * @param inline its own policies by name, documents in JSON
 * @param attached ARNs of managed policies
 */
public record Role(
        String name,
        String path,
        String id,
        String description,
        String trust,
        int maxSessionSeconds,
        Map<String, String> inline,
        List<String> attached,
        long createdMillis) {

    public Role {
        inline = Map.copyOf(inline);
        attached = List.copyOf(attached);
    }

    public String arn() {
        return "arn:aws:iam::" + Home.ACCOUNT + ":role" + path + name;
    }

    public Instant created() {
        return Instant.ofEpochMilli(createdMillis);
    }

    Role trusting(String document) {
        return new Role(name, path, id, description, document, maxSessionSeconds, inline, attached, createdMillis);
    }

    Role with(Map<String, String> policies, List<String> arns) {
        return new Role(name, path, id, description, trust, maxSessionSeconds, policies, arns, createdMillis);
    }
}
