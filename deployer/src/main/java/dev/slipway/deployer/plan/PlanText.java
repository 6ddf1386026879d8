package dev.slipway.deployer.plan;

import dev.slipway.deployer.diff.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan as lines for a terminal. */
public final class PlanText {
    private PlanText() {}

    public static String of(DeployPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                "model",
                plan.model() + "  " + PlanWords.digest(plan.digest().from()) + " -> "
                        + PlanWords.digest(Optional.of(plan.digest().to()))
                        + (plan.digest().same() ? " (the same)" : "")));
        lines.add(line("where", plan.environment() + ", stack " + plan.stack().name()));
        lines.add(line("serves", PlanWords.serving(plan)));
        plan.running().ifPresent(running -> lines.add(line("rollout", PlanWords.running(running))));
        lines.add(line("code", PlanWords.code(plan.code())));
        String change = PlanWords.scoreChange(plan.evaluation());
        lines.add(line(
                "evaluation",
                PlanWords.score(plan.evaluation().before()) + " -> "
                        + PlanWords.score(plan.evaluation().after())
                        + (change.isEmpty() ? "" : " (" + change + ")")));
        lines.add(line(
                "size",
                PlanWords.bytes(plan.upload().before()) + " -> "
                        + PlanWords.bytes(plan.upload().after())));
        plan.differences().forEach(difference -> lines.add("  " + words(difference)));
        plan.warnings().forEach(warning -> lines.add(line("warning", warning)));
        if (!plan.changes()) {
            lines.add("nothing to do");
            return join(lines);
        }
        lines.add("deploy would");
        plan.actions().forEach(action -> lines.add("  " + line(action.what(), action.words())));
        plan.rollout().map(PlanWords::checks).stream()
                .flatMap(List::stream)
                .forEach(check -> lines.add("  " + line("", "judged by " + check)));
        return join(lines);
    }

    private static String line(String what, String words) {
        return String.format("%-10s %s", what, words);
    }

    private static String words(Difference difference) {
        return (difference.from().isEmpty() ? "+ " : difference.to().isEmpty() ? "- " : "~ ")
                + difference.what() + ": "
                + (difference.from().isEmpty() || difference.to().isEmpty()
                        ? difference.from() + difference.to()
                        : difference.from() + " -> " + difference.to());
    }

    private static String join(List<String> lines) {
        return lines.stream().collect(Collectors.joining(System.lineSeparator()));
    }
}
