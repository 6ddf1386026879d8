package dev.slipway.deployer.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Markdown into which values go as text, whatever stands in them: a bundle of a pull request is a stranger's. */
final class Markdown {
    /** What a cell shows of a value; the whole is in the JSON. */
    private static final int LONGEST = 300;

    private static final String PLAIN = " .,-+=%/()";

    private final List<String> lines = new ArrayList<>();

    /** A value as code: no Markdown, no HTML, no mention and no link comes out of it. */
    static String value(String value) {
        StringBuilder escaped = new StringBuilder("<code>");
        String shown = value.codePointCount(0, value.length()) > LONGEST
                ? value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "…"
                : value;
        int[] points = shown.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int before = i == 0 ? ' ' : points[i - 1];
            int after = i + 1 == points.length ? ' ' : points[i + 1];
            escaped.append(escape(before, points[i], after));
        }
        return escaped.append("</code>").toString();
    }

    private static String escape(int before, int point, int after) {
        if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
            // Line ends would end a table's row, and direction marks would show another order than there is.
            return " ";
        }
        boolean insideWord = Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
        boolean plain = Character.isLetterOrDigit(point)
                || PLAIN.indexOf(point) >= 0
                || point == '_' && insideWord
                || point == ':' && after != '/';
        return plain ? Character.toString(point) : "&#" + point + ";";
    }

    Markdown heading(int level, String text) {
        return line("#".repeat(level) + " " + text).line("");
    }

    Markdown paragraph(String text) {
        return line(text).line("");
    }

    Markdown item(String text) {
        return line("- " + text);
    }

    Markdown row(String... cells) {
        return line("| " + String.join(" | ", cells) + " |");
    }

    /** A table's first row with the line that makes it one. */
    Markdown columns(String... names) {
        return row(names).line(Arrays.stream(names).map(name -> "|---").collect(Collectors.joining()) + "|");
    }

    /** Begins a part that is folded until it is clicked. */
    Markdown fold(String summary) {
        return line("<details><summary>" + summary + "</summary>").line("");
    }

    Markdown unfold() {
        return line("").line("</details>").line("");
    }

    Markdown line(String text) {
        lines.add(text);
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines).strip();
    }
}
