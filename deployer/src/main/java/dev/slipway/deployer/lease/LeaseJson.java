package dev.slipway.deployer.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The lease's object in the account, as JSON. */
final class LeaseJson {
    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LeaseJson() {}

    static byte[] write(LeaseRecord lease) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", SCHEMA).put("function", lease.function()).put("alias", lease.alias());
        lease.holder().ifPresent(holder -> json.set("holder", write(holder)));
        json.put("since", lease.since().toString());
        json.put("heartbeat", lease.heartbeat().toString());
        json.put("expires", lease.expires().toString());
        lease.rollout().ifPresent(rollout -> json.set("rollout", rollout));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode write(Holder holder) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("user", holder.user())
                .put("host", holder.host())
                .put("pid", holder.pid());
        holder.started().ifPresent(started -> json.put("started", started.toString()));
        return json.put("command", holder.command()).put("token", holder.token());
    }

    static LeaseRecord read(String key, byte[] content) {
        try {
            JsonNode json = MAPPER.readTree(content);
            if (json.path("schema").asInt() != SCHEMA) {
                throw unreadable(
                        key,
                        "has the schema " + json.path("schema").asText("(none)") + ", this Slipway knows " + SCHEMA,
                        null);
            }
            return new LeaseRecord(
                    json.path("function").asText(),
                    json.path("alias").asText(),
                    Optional.of(json.path("holder")).filter(JsonNode::isObject).map(LeaseJson::holder),
                    Instant.parse(json.path("since").asText()),
                    Instant.parse(json.path("heartbeat").asText()),
                    Optional.of(json.path("rollout")).filter(JsonNode::isObject));
        } catch (IOException | DateTimeParseException e) {
            throw unreadable(key, "is not what a Slipway has written: " + e.getMessage(), e);
        }
    }

    private static Holder holder(JsonNode json) {
        return new Holder(
                json.path("user").asText(),
                json.path("host").asText(),
                json.path("pid").asLong(),
                Optional.ofNullable(json.get("started")).map(started -> Instant.parse(started.asText())),
                json.path("command").asText(),
                json.path("token").asText());
    }

    private static SlipwayException unreadable(String key, String why, @org.jspecify.annotations.Nullable Exception e) {
        String next = "use the Slipway that wrote it; or delete that object, after which the alias stays as it is";
        String happened = "the state of the rollout (" + key + ") " + why;
        return e == null
                ? new SlipwayException(ExitCode.FAILED, happened, next)
                : new SlipwayException(ExitCode.FAILED, happened, next, e);
    }
}
