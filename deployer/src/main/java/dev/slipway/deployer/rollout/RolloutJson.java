package dev.slipway.deployer.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.rollout.analysis.Analysis;
import dev.slipway.deployer.rollout.analysis.Finding;
import dev.slipway.deployer.rollout.analysis.Verdict;
import dev.slipway.deployer.rollout.plan.PlanReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A rollout's state as JSON: all that another process needs to continue it. */
public final class RolloutJson {
    private static final int SCHEMA = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RolloutJson() {}

    public static JsonNode write(RolloutState state) {
        Rollout rollout = state.rollout();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", SCHEMA)
                .put("model", rollout.model())
                .put("function", rollout.function())
                .put("alias", rollout.alias())
                .put("stable", rollout.stable())
                .put("canary", rollout.canary())
                .put("started", rollout.started().toString())
                .put("phase", state.phase().toString())
                .put("step", state.step())
                .put("since", state.since().toString());
        json.set("plan", MAPPER.valueToTree(rollout.plan().tree()));
        if (state instanceof Waiting waiting) {
            json.set("analysis", analysis(waiting.last()));
        }
        if (state instanceof Failed failed) {
            json.put("cause", failed.cause().name())
                    .put("reason", failed.reason())
                    .put("settled", failed.settled())
                    .set("analysis", analysis(failed.last()));
        }
        return json;
    }

    private static ArrayNode analysis(Analysis analysis) {
        ArrayNode findings = MAPPER.createArrayNode();
        analysis.findings()
                .forEach(finding -> findings.addObject()
                        .put("check", finding.check())
                        .put("verdict", finding.verdict().toString())
                        .put("words", finding.words()));
        return findings;
    }

    /** @throws SlipwayException when the state was written by a Slipway that this one does not understand */
    public static RolloutState read(JsonNode json) {
        if (json.path("schema").asInt() != SCHEMA) {
            throw unreadable("schema " + json.path("schema").asText("(none)") + ", this Slipway knows " + SCHEMA);
        }
        try {
            return state(json, rollout(json));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Rollout rollout(JsonNode json) {
        PlanReader.Reading plan = PlanReader.read(MAPPER.convertValue(json.path("plan"), Object.class), "plan");
        return new Rollout(
                json.path("model").asText(),
                json.path("function").asText(),
                json.path("alias").asText(),
                json.path("stable").asText(),
                json.path("canary").asText(),
                plan.plan().orElseThrow(() -> unreadable(String.join("; ", plan.problems()))),
                Instant.parse(json.path("started").asText()));
    }

    private static RolloutState state(JsonNode json, Rollout rollout) {
        int step = json.path("step").asInt();
        Instant since = Instant.parse(json.path("since").asText());
        String phase = json.path("phase").asText();
        return switch (phase) {
            case "Progressing" -> new Progressing(rollout, step, since);
            case "Waiting" -> new Waiting(rollout, step, since, analysis(json.path("analysis")));
            case "Promoting" -> new Promoting(rollout, step, since);
            case "Succeeded" -> new Succeeded(rollout, step, since);
            case "Failed" ->
                new Failed(
                        rollout,
                        step,
                        since,
                        Failed.Cause.valueOf(json.path("cause").asText()),
                        json.path("reason").asText(),
                        analysis(json.path("analysis")),
                        json.path("settled").asBoolean());
            default -> throw unreadable("a phase " + phase);
        };
    }

    private static Analysis analysis(JsonNode json) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode finding : json) {
            findings.add(new Finding(
                    finding.path("check").asText(),
                    Verdict.valueOf(finding.path("verdict").asText().toUpperCase(java.util.Locale.ROOT)),
                    finding.path("words").asText()));
        }
        return new Analysis(findings);
    }

    private static SlipwayException unreadable(String why) {
        return new SlipwayException(
                ExitCode.FAILED,
                "the rollout's state cannot be read: " + why,
                "use the Slipway that wrote it, or start over with slipway rollback MODEL");
    }
}
