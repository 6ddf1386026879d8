package dev.slipway.deployer.plan;

import dev.slipway.deployer.diff.Difference;
import dev.slipway.inference.manifest.FileEntry;
import java.util.List;
import java.util.Optional;

/** A plan as the comment on a pull request: what matters first, the details folded. */
public final class PlanMarkdown {
    /** A forge takes comments of 65,536 characters; more rows than these nobody reads there. */
    private static final int MOST_ROWS = 50;

    private final DeployPlan plan;
    private final Markdown page = new Markdown();

    private PlanMarkdown(DeployPlan plan) {
        this.plan = plan;
    }

    public static String of(DeployPlan plan) {
        return new PlanMarkdown(plan).write();
    }

    private String write() {
        page.heading(3, "Slipway plan: " + Markdown.value(plan.model()) + " in " + Markdown.value(plan.environment()));
        page.paragraph(
                plan.changes()
                        ? "`slipway deploy` would do this:"
                        : "**Nothing to do**: this model has all the traffic already.");
        warnings();
        actions();
        comparison();
        differences();
        rollout();
        files();
        return page.toString();
    }

    private void warnings() {
        plan.warnings().forEach(warning -> page.paragraph("**Warning:** " + Markdown.value(warning)));
    }

    private void actions() {
        if (plan.changes()) {
            plan.actions().forEach(action -> page.item("**" + action.what() + "**: " + Markdown.value(action.words())));
            page.line("");
        }
    }

    private void comparison() {
        page.columns("", "serves now", "this bundle");
        page.row(
                "model digest",
                Markdown.value(PlanWords.digest(plan.digest().from())),
                Markdown.value(PlanWords.digest(Optional.of(plan.digest().to()))));
        String change = PlanWords.scoreChange(plan.evaluation());
        page.row(
                "evaluation",
                Markdown.value(PlanWords.score(plan.evaluation().before())),
                Markdown.value(PlanWords.score(plan.evaluation().after()))
                        + (change.isEmpty() ? "" : " (" + change + ")")
                        + plan.evaluation()
                                .after()
                                .map(score -> ", " + PlanWords.threshold(score) + " asked")
                                .orElse(""));
        page.row(
                "size",
                PlanWords.bytes(plan.upload().before()),
                PlanWords.bytes(plan.upload().after()));
        page.row(
                "function code",
                Markdown.value(PlanWords.digest(plan.code().from())),
                plan.code().same()
                        ? "the same"
                        : plan.code()
                                .to()
                                .map(code -> Markdown.value(PlanWords.digest(Optional.of(code))))
                                .orElse(PlanWords.code(plan.code())));
        page.row("traffic", Markdown.value(PlanWords.serving(plan)), "");
        plan.running()
                .ifPresent(running -> page.row("running rollout", Markdown.value(PlanWords.running(running)), ""));
        page.line("");
    }

    private void differences() {
        List<Difference> differences = plan.differences();
        if (differences.isEmpty()) {
            return;
        }
        page.fold(PlanWords.count(differences.size(), "difference") + " from the model that serves");
        page.columns("what", "serves now", "this bundle");
        differences.stream()
                .limit(MOST_ROWS)
                .forEach(difference ->
                        page.row(Markdown.value(difference.what()), cell(difference.from()), cell(difference.to())));
        more(differences.size());
        page.unfold();
    }

    private void rollout() {
        plan.rollout().ifPresent(rollout -> {
            page.fold("rollout " + Markdown.value(rollout.name()) + ", "
                    + PlanWords.count(rollout.steps().size(), "step") + ", at most " + rollout.limit());
            rollout.steps().forEach(step -> page.item(PlanWords.step(step)));
            PlanWords.checks(rollout).forEach(check -> page.item("judged by " + Markdown.value(check)));
            page.unfold();
        });
    }

    private void files() {
        page.fold(plan.upload().files().size() + " files, "
                + plan.upload().missing().size() + " to upload");
        page.columns("file", "bytes", "SHA-256", "upload");
        for (FileEntry file : plan.upload().files().stream().limit(MOST_ROWS).toList()) {
            page.row(
                    Markdown.value(file.path()),
                    PlanWords.bytes(file.size()),
                    Markdown.value(PlanWords.digest(Optional.of(file.sha256()))),
                    plan.upload().missing().contains(file.path()) ? "yes" : "is there");
        }
        more(plan.upload().files().size());
        page.unfold();
    }

    private void more(int rows) {
        if (rows > MOST_ROWS) {
            page.line("");
            page.line("and " + (rows - MOST_ROWS) + " more: `slipway plan --output json` has them");
        }
    }

    private static String cell(String value) {
        return value.isEmpty() ? "" : Markdown.value(value);
    }
}
