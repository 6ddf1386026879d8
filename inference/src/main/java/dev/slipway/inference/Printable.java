package dev.slipway.inference;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text that others chose, made fit for a terminal or a log: what would move a cursor or forge a line is spelled out. */
public final class Printable {
    private static final int LONGEST_LINE = 1000;
    private static final int HEX = 4;
    private static final Pattern LINE = Pattern.compile("\\R");
    private static final Pattern TAB = Pattern.compile("\t");

    private Printable() {}

    /** One line, cut when it is long; a line break in it is spelled out too. */
    public static String line(String text) {
        String line = text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
        return spell(line);
    }

    /** Lines and tabs as they are. */
    public static String lines(String text) {
        return isPrintable(text)
                ? text
                : LINE.splitAsStream(text).map(Printable::tabbed).collect(Collectors.joining("\n"));
    }

    private static String tabbed(String line) {
        return TAB.splitAsStream(line).map(Printable::spell).collect(Collectors.joining("\t"));
    }

    /** Whether there is nothing to spell out. */
    public static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Printable::isUnsafe);
    }

    private static String spell(String text) {
        if (isPrintable(text)) {
            return text;
        }
        StringBuilder spelled = new StringBuilder(text.length() + Byte.SIZE);
        text.codePoints().forEach(point -> {
            if (!isUnsafe(point)) {
                spelled.appendCodePoint(point);
            } else if (point == '\n') {
                spelled.append("\\n");
            } else {
                String digits = Integer.toHexString(point);
                spelled.append("\\u")
                        .append("0".repeat(Math.max(0, HEX - digits.length())))
                        .append(digits);
            }
        });
        return spelled.toString();
    }

    /** Control characters, halves of pairs, and what turns the direction of writing or cannot be seen. */
    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
