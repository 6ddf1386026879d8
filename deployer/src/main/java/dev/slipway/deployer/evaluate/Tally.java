package dev.slipway.deployer.evaluate;

import dev.slipway.inference.InferenceException;
import dev.slipway.inference.manifest.Evaluation;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts answers against the truth and gives the metric. */
final class Tally {
    private final Evaluation evaluation;
    private final SortedMap<String, SortedMap<String, Long>> confusion = new TreeMap<>();
    private long rows;
    private long right;
    private double absolute;
    private double squared;
    private double truthMean;
    private double truthSpread;

    Tally(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    void add(String truth, String answer) {
        rows++;
        if (evaluation.metric() == Evaluation.Metric.ACCURACY) {
            boolean same = same(truth, answer);
            right += same ? 1 : 0;
            confusion.computeIfAbsent(truth, t -> new TreeMap<>()).merge(same ? truth : answer, 1L, Long::sum);
            return;
        }
        double expected = number(truth, "the target");
        double error = number(answer, "the answer") - expected;
        absolute += Math.abs(error);
        squared += error * error;
        // Welford's running spread: no second pass over the rows.
        double before = expected - truthMean;
        truthMean += before / rows;
        truthSpread += before * (expected - truthMean);
    }

    EvaluationReport report() {
        double value = value();
        return new EvaluationReport(
                evaluation.metric().name().toLowerCase(Locale.ROOT),
                value,
                evaluation.threshold(),
                evaluation.metric().reaches(value, evaluation.threshold()),
                rows,
                confusion);
    }

    private double value() {
        return switch (evaluation.metric()) {
            case ACCURACY -> (double) right / rows;
            case MAE -> absolute / rows;
            case RMSE -> Math.sqrt(squared / rows);
            case R2 -> 1 - squared / truthSpread;
        };
    }

    /** Classes may be numbers: 3 and 3.0 are the same one. */
    private static boolean same(String truth, String answer) {
        if (truth.equals(answer)) {
            return true;
        }
        try {
            return Double.parseDouble(truth) == Double.parseDouble(answer);
        } catch (NumberFormatException e) {
            // Words, and other ones.
            return false;
        }
    }

    private static double number(String text, String what) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw InferenceException.badRequest(what + " is no number, as mae, rmse and r2 need: " + text);
        }
    }
}
