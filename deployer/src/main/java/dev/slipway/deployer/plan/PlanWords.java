package dev.slipway.deployer.plan;

import dev.slipway.deployer.plan.DeployPlan.RolloutPart;
import dev.slipway.deployer.plan.DeployPlan.RolloutStep;
import dev.slipway.inference.manifest.Validation;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What text and Markdown say alike. */
final class PlanWords {
    private static final int SHORT = 12;
    private static final String NONE = "none";

    private PlanWords() {}

    /** Such as {@code 1 file}, {@code 2 files}. */
    static String count(int number, String of) {
        return number + " " + of + (number == 1 ? "" : "s");
    }

    static String digest(Optional<String> digest) {
        return digest.map(whole -> whole.substring(0, Math.min(SHORT, whole.length())))
                .orElse(NONE);
    }

    static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    static String bytes(Optional<Long> bytes) {
        return bytes.map(PlanWords::bytes).orElse(NONE);
    }

    static String score(Optional<Validation.Score> score) {
        return score.map(found -> String.format(
                        Locale.ROOT,
                        "%s %.4f on %,d rows",
                        found.metric().name().toLowerCase(Locale.ROOT),
                        found.value(),
                        found.rows()))
                .orElse(NONE);
    }

    /** What the new score is to the old one; empty where they cannot be compared. */
    static String scoreChange(DeployPlan.EvaluationPart evaluation) {
        Optional<Validation.Score> before = evaluation.before();
        Optional<Validation.Score> after = evaluation.after();
        if (before.isEmpty()
                || after.isEmpty()
                || before.get().metric() != after.get().metric()) {
            return "";
        }
        double change = after.get().value() - before.get().value();
        if (change == 0) {
            return "the same";
        }
        boolean better = after.get().metric().isGain() == change > 0;
        return String.format(Locale.ROOT, "%+.4f, %s", change, better ? "better" : "worse");
    }

    static String threshold(Validation.Score score) {
        return String.format(
                Locale.ROOT, "%s %.4f", score.metric().isGain() ? "at least" : "at most", score.threshold());
    }

    static String code(DeployPlan.CodePart code) {
        if (code.to().isEmpty()) {
            return "not known before the stack is there";
        }
        return code.same() ? "the same" : digest(code.from()) + " -> " + digest(code.to());
    }

    static String serving(DeployPlan plan) {
        return plan.serving()
                .map(serving -> serving.traffic()
                        + serving.released()
                                .map(at -> ", released " + at.truncatedTo(ChronoUnit.SECONDS))
                                .orElse(""))
                .orElse(
                        plan.stack().status().isEmpty()
                                ? "nothing: there is no stack"
                                : "nothing: there is no release");
    }

    static String running(DeployPlan.RunningPart running) {
        return "version " + running.stable() + " -> " + running.canary() + ", " + running.phase() + ", step "
                + running.step() + " of " + running.steps();
    }

    static String step(RolloutStep step) {
        return step.weight() + " %" + (step.weight() < 100 ? " for " + step.bake() : "");
    }

    static List<String> checks(RolloutPart rollout) {
        return rollout.checks().entrySet().stream()
                .map(check -> check.getKey() + ": "
                        + check.getValue().entrySet().stream()
                                .map(value -> value.getKey() + " " + value.getValue())
                                .collect(Collectors.joining(", ")))
                .toList();
    }
}
