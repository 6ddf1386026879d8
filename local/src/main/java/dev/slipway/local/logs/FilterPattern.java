package dev.slipway.local.logs;

import dev.slipway.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudWatch Logs' filter patterns: every term must occur, none with {@code -}, and one of those with {@code ?} where all have it; quotes
 * hold a term together; {@code { $.field = value }} looks into JSON lines.
 */
final class FilterPattern {
    private static final Pattern TERM = Pattern.compile("([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

    private FilterPattern() {}

    /** @throws AwsError {@code InvalidParameterException} when the pattern is none */
    static Predicate<String> of(String pattern) {
        String text = pattern == null ? "" : pattern.trim();
        if (text.isEmpty()) {
            return line -> true;
        }
        return text.startsWith("{") ? JsonPattern.of(text) : terms(text);
    }

    private static Predicate<String> terms(String text) {
        List<String> all = new ArrayList<>();
        List<String> none = new ArrayList<>();
        List<String> any = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        while (matcher.find()) {
            String term = matcher.group(2) == null
                    ? matcher.group(3)
                    : matcher.group(2).replaceAll("\\\\(.)", "$1");
            switch (matcher.group(1)) {
                case "-" -> none.add(term);
                case "?" -> any.add(term);
                default -> all.add(term);
            }
        }
        // as on AWS: beside terms that must occur, those that may occur say nothing
        boolean alternatives = all.isEmpty() && !any.isEmpty();
        return line -> all.stream().allMatch(line::contains)
                && none.stream().noneMatch(line::contains)
                && (!alternatives || any.stream().anyMatch(line::contains));
    }
}
