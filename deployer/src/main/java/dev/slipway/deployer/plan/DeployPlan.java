package dev.slipway.deployer.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.deployer.diff.Difference;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Validation;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code deploy} would do with a bundle, found by looking alone. Its JSON keeps everything that the decision rests on.
 *
 * @param schema {@link #SCHEMA}
 * @param at when it was looked
 * @param evaluation what was measured now, and what was recorded for the release that serves
 * @param differences between the model that serves and this one; empty when none serves
 * @param rollout how the traffic would move; empty when it is there already
 * @param warnings what would stop or delay the deploy
 * @param actions what would be done, in this order; empty when there is nothing to do
 */
public record DeployPlan(
        int schema,
        Instant at,
        String model,
        String environment,
        StackPart stack,
        Digests digest,
        UploadPart upload,
        CodePart code,
        EvaluationPart evaluation,
        List<Difference> differences,
        Optional<ServingPart> serving,
        Optional<RolloutPart> rollout,
        Optional<RunningPart> running,
        Optional<LeasePart> lease,
        List<String> warnings,
        List<Action> actions) {

    public static final int SCHEMA = 1;

    /** What happens to the stack before anything else. */
    public enum StackAction {
        KEEP,
        /** It is embedded and not there yet. */
        MAKE,
        /** It is embedded, and its template, its parameters or its code are older than the project's. */
        UPDATE,
        /** It is on AWS and not there yet: {@code sam deploy} makes it. */
        MISSING
    }

    /** @param status as CloudFormation says; empty when it is not there */
    public record StackPart(String name, StackAction action, String status) {}

    /** @param from of the model that serves; empty when none does */
    public record Digests(Optional<String> from, String to) {
        public boolean same() {
            return from.filter(to::equals).isPresent();
        }
    }

    /**
     * The bundle's files, and those that the bucket does not have.
     *
     * @param bytes of the missing ones
     * @param before bytes of the model that serves; empty when none does, or its manifest is gone
     * @param after bytes of this one
     */
    public record UploadPart(
            List<FileEntry> files, List<String> missing, long bytes, Optional<Long> before, long after) {
        public UploadPart {
            files = List.copyOf(files);
            missing = List.copyOf(missing);
        }
    }

    /**
     * The function's code, as Lambda digests it.
     *
     * @param from of the version that serves; empty when none does
     * @param to of what would be published; empty when the stack is not there
     */
    public record CodePart(Optional<String> from, Optional<String> to) {
        public boolean same() {
            return from.isPresent() && from.equals(to);
        }
    }

    /** @param before of the release that serves, as its manifest recorded it */
    public record EvaluationPart(Optional<Validation.Score> before, Optional<Validation.Score> after) {}

    /** @param traffic how {@code live} divides its traffic, in words */
    public record ServingPart(String version, String traffic, Optional<String> commit, Optional<Instant> released) {}

    /**
     * The way of the traffic.
     *
     * @param checks the values of each check by its name; none means that time alone decides
     * @param limit time for all of it, after which it is rolled back
     */
    public record RolloutPart(
            String name, List<RolloutStep> steps, Map<String, Map<String, Object>> checks, String limit) {
        public RolloutPart {
            steps = List.copyOf(steps);
            checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        }
    }

    /** @param weight in percent; at 100 the bake is not waited for */
    public record RolloutStep(int weight, String bake) {}

    /** A rollout that has not ended. */
    public record RunningPart(String stable, String canary, String phase, int step, int steps) {}

    /** Who moves {@code live} now. */
    public record LeasePart(String holder, Instant since) {}

    /** One thing that would be done: a word for what it is done to, and the words for what is done. */
    public record Action(String what, String words) {}

    public DeployPlan {
        differences = List.copyOf(differences);
        warnings = List.copyOf(warnings);
        actions = List.copyOf(actions);
    }

    /** False when {@code deploy} would find nothing to do. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean changes() {
        return !actions.isEmpty();
    }
}
