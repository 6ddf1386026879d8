package dev.slipway.deployer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.diff.Difference;
import dev.slipway.deployer.plan.DeployPlan.Action;
import dev.slipway.inference.manifest.Evaluation.Metric;
import dev.slipway.inference.manifest.FileEntry;
import dev.slipway.inference.manifest.Validation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comment on a pull request. */
class PlanMarkdownTest {
    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);
    /** A cell's separator: an escaped one is an entity. */
    private static final Pattern SEPARATOR = Pattern.compile("\\|");

    @Test
    void it_leads_with_what_would_be_done_and_folds_the_details() {
        String page = PlanMarkdown.of(plan(List.of(new Difference("postprocess labels", "a, b", "a, b, c"))));

        assertThat(page)
                .startsWith("### Slipway plan: <code>churn</code> in <code>prod</code>\n")
                .contains("- **live**: <code>move to the new version: 10 % for 1m, 100 %</code>")
                .contains("| model digest | <code>aaaaaaaaaaaa</code> | <code>bbbbbbbbbbbb</code> |")
                .contains("(-0.0100, worse), at least 0.8000 asked")
                .contains("<details><summary>1 difference from the model that serves</summary>\n\n| what |")
                .contains("| <code>postprocess labels</code> | <code>a, b</code> | <code>a, b, c</code> |")
                .contains("- judged by <code>errors: min_samples 50, significance 0.005</code>");
        assertThat(page.split("<details>", -1)).hasSameSizeAs(page.split("</details>", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a | b",
                "</code></details><script>alert(1)</script>",
                "`code`",
                "**bold** _soft_ ~~gone~~",
                "[click](https://example.com)",
                "![image](https://example.com/x.png)",
                "@everyone",
                "line\nbreak\r\n| x | y |",
                "\u202etxt.exe",
                "&lt;b&gt;",
                "# heading",
                "\\| \\`"
            })
    void a_value_stays_text_in_its_cell_whatever_stands_in_it(String hostile) {
        String page = PlanMarkdown.of(plan(List.of(new Difference("preprocess x", hostile, hostile))));

        String row = page.lines()
                .filter(line -> line.startsWith("| <code>preprocess x"))
                .findFirst()
                .orElseThrow();
        assertThat(SEPARATOR.split(row, -1)).as(row).hasSize(5);
        String value = row.split("</code> \\| <code>", -1)[1];
        assertThat(value).as(row).doesNotContainPattern("[<>`*\\[\\]!@#~\\\\|\n\u202e](?!\\d+;)");
        assertThat(value).doesNotContain("://").doesNotContainPattern("&(?!#\\d+;)");
    }

    @Test
    void a_thousand_differences_are_cut_and_the_rest_is_told() {
        List<Difference> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(new Difference("preprocess feature_" + i, "x".repeat(500), "y".repeat(500)));
        }

        String page = PlanMarkdown.of(plan(many));

        assertThat(page).hasSizeLessThan(65_536).contains("and 950 more: `slipway plan --output json` has them");
    }

    @Test
    void nothing_to_do_is_said_first() {
        DeployPlan plan = plan(List.of());
        DeployPlan same = new DeployPlan(
                plan.schema(),
                plan.at(),
                plan.model(),
                plan.environment(),
                plan.stack(),
                plan.digest(),
                plan.upload(),
                plan.code(),
                plan.evaluation(),
                List.of(),
                plan.serving(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());

        assertThat(PlanMarkdown.of(same)).contains("**Nothing to do**").doesNotContain("would do this");
        assertThat(PlanText.of(same)).endsWith("nothing to do");
    }

    private static DeployPlan plan(List<Difference> differences) {
        return new DeployPlan(
                DeployPlan.SCHEMA,
                Instant.parse("2026-11-25T10:00:00Z"),
                "churn",
                "prod",
                new DeployPlan.StackPart("slipway-churn", DeployPlan.StackAction.KEEP, "CREATE_COMPLETE"),
                new DeployPlan.Digests(Optional.of(OLD), NEW),
                new DeployPlan.UploadPart(
                        List.of(new FileEntry("model.onnx", 1000, NEW)),
                        List.of("model.onnx"),
                        1000,
                        Optional.of(900L),
                        1000),
                new DeployPlan.CodePart(Optional.of("code"), Optional.of("code")),
                new DeployPlan.EvaluationPart(
                        Optional.of(new Validation.Score(Metric.ACCURACY, 0.91, 0.8, 100)),
                        Optional.of(new Validation.Score(Metric.ACCURACY, 0.90, 0.8, 100))),
                differences,
                Optional.of(new DeployPlan.ServingPart("7", "version 7: 100 %", Optional.empty(), Optional.empty())),
                Optional.of(new DeployPlan.RolloutPart(
                        "Canary",
                        List.of(new DeployPlan.RolloutStep(10, "1m"), new DeployPlan.RolloutStep(100, "0s")),
                        Map.of("errors", new java.util.TreeMap<>(Map.of("significance", 0.005, "min_samples", 50))),
                        "12m")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Action("live", "move to the new version: 10 % for 1m, 100 %")));
    }
}
