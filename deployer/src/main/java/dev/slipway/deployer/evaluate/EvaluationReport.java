package dev.slipway.deployer.evaluate;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model did on its evaluation set.
 *
 * @param metric accuracy, mae, rmse or r2
 * @param confusion for accuracy: how often each class was answered, by the true class; else empty
 */
public record EvaluationReport(
        String metric,
        double value,
        double threshold,
        boolean passed,
        long rows,
        SortedMap<String, SortedMap<String, Long>> confusion) {

    public EvaluationReport {
        TreeMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
        confusion.forEach(
                (truth, answers) -> copy.put(truth, Collections.unmodifiableSortedMap(new TreeMap<>(answers))));
        confusion = Collections.unmodifiableSortedMap(copy);
    }

    /** Such as {@code accuracy 0.9710, at least 0.9000 asked, 69 rows}. */
    public String summary() {
        boolean gain = metric.equals("accuracy") || metric.equals("r2");
        return "%s %.4f, %s %.4f asked, %d rows"
                .formatted(metric, value, gain ? "at least" : "at most", threshold, rows);
    }

    /** The confusion as a table: true classes down, answers across. */
    public String table() {
        TreeMap<String, Boolean> answers = new TreeMap<>();
        confusion.values().forEach(row -> row.keySet().forEach(answer -> answers.put(answer, true)));
        int width = Math.max(
                10, confusion.keySet().stream().mapToInt(String::length).max().orElse(0) + 2);
        StringBuilder table = new StringBuilder(pad("true \\ said", width + 3));
        answers.keySet().forEach(answer -> table.append(pad(answer, width)));
        confusion.forEach((truth, row) -> {
            table.append(System.lineSeparator()).append(pad(truth, width + 3));
            answers.keySet().forEach(answer -> table.append(pad(Long.toString(count(row, answer)), width)));
        });
        return table.toString();
    }

    private static long count(Map<String, Long> row, String answer) {
        return row.getOrDefault(answer, 0L);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
