package dev.slipway.deployer.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.deployer.bundle.Bundle;
import dev.slipway.deployer.check.CheckedBundle;
import dev.slipway.deployer.check.ManifestFile;
import dev.slipway.deployer.child.ChildLimits;
import dev.slipway.deployer.child.ModelProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Evaluates a checked bundle in a child process. */
public final class EvaluateBundle {
    private static final Duration TO_EVALUATE = Duration.ofMinutes(10);

    private EvaluateBundle() {}

    /** The report, good enough or not; empty when the bundle describes no evaluation. */
    public static Optional<EvaluationReport> evaluate(CheckedBundle checked) {
        Bundle bundle = checked.bundle();
        if (bundle.description().evaluation() == null) {
            return Optional.empty();
        }
        long size = checked.manifest().files().stream()
                .mapToLong(file -> file.size())
                .sum();
        ModelProcess process = new ModelProcess(EvaluateMain.class.getName(), ChildLimits.forModel(size, TO_EVALUATE));
        byte[] report = ManifestFile.during(
                checked.manifest(),
                file -> process.run(
                        "evaluating",
                        bundle.modelFile(),
                        List.of(
                                file.toString(),
                                bundle.folder().toString(),
                                Long.toString(ChildLimits.forModel(size).time().toSeconds()))));
        try {
            return Optional.of(new ObjectMapper().readValue(report, EvaluationReport.class));
        } catch (IOException e) {
            throw new IllegalStateException("the child's answer is not JSON", e);
        }
    }

    /** Throws REFUSED when the report is below its threshold. */
    public static void require(CheckedBundle checked, EvaluationReport report) {
        if (!report.passed()) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the model " + checked.bundle().modelFile() + " is not good enough: " + report.summary(),
                    "train it better, or change evaluate.threshold in " + Bundle.DESCRIPTION);
        }
    }
}
