package dev.slipway.bench.report;

import java.util.List;

/**
 * One measurement on the page.
 *
 * @param title what was measured
 * @param how how, in a sentence or two
 * @param header the columns
 * @param rows as many cells as columns each
 */
public record Section(String title, String how, List<String> header, List<List<String>> rows) {
    public Section {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "'" + title + "' has " + header.size() + " columns, not " + row.size() + ": " + row);
            }
        }
    }

    /** With columns of even width: reads as a table on a terminal and is one in Markdown. */
    public String markdown() {
        int[] widths = new int[header.size()];
        widen(widths, header);
        rows.forEach(row -> widen(widths, row));
        var text = new StringBuilder("## ")
                .append(title)
                .append("\n\n")
                .append(how)
                .append("\n\n");
        line(text, widths, header);
        for (int width : widths) {
            text.append("| ").append("-".repeat(width)).append(' ');
        }
        text.append("|\n");
        rows.forEach(row -> line(text, widths, row));
        return text.toString();
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private static void line(StringBuilder text, int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            text.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
        }
        text.append("|\n");
    }
}
