package dev.slipway.local.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * One line of a Condition block: an operator, a key and the values of which one must fit.
 *
 * @param operator without {@code IfExists} and {@code ForAnyValue:}
 * @param ifExists fits where the request has no such key
 */
record Condition(String operator, boolean ifExists, String key, List<String> values) {
    private static final String IF_EXISTS = "IfExists";
    private static final List<String> SETS = List.of("ForAnyValue:", "ForAllValues:");

    private static final Map<String, BiPredicate<String, String>> TESTS = Map.ofEntries(
            Map.entry("StringEquals", (policy, value) -> value.equals(policy)),
            Map.entry("StringEqualsIgnoreCase", (policy, value) -> value.equalsIgnoreCase(policy)),
            Map.entry("StringLike", Wildcard::matches),
            Map.entry("ArnEquals", Condition::arnMatches),
            Map.entry("ArnLike", Condition::arnMatches),
            Map.entry("Bool", (policy, value) -> value.equalsIgnoreCase(policy)),
            Map.entry("NumericEquals", (policy, value) -> number(value).compareTo(number(policy)) == 0),
            Map.entry("NumericLessThan", (policy, value) -> number(value).compareTo(number(policy)) < 0),
            Map.entry("NumericLessThanEquals", (policy, value) -> number(value).compareTo(number(policy)) <= 0),
            Map.entry("NumericGreaterThan", (policy, value) -> number(value).compareTo(number(policy)) > 0),
            Map.entry(
                    "NumericGreaterThanEquals", (policy, value) -> number(value).compareTo(number(policy)) >= 0),
            Map.entry("DateLessThan", (policy, value) -> time(value).isBefore(time(policy))),
            Map.entry("DateGreaterThan", (policy, value) -> time(value).isAfter(time(policy))));

    private static final Map<String, String> OPPOSITES = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike",
            "NumericNotEquals", "NumericEquals");

    Condition {
        values = List.copyOf(values);
    }

    /** @throws MalformedPolicy for an operator that cannot be evaluated here: ignored it would open what it guards */
    static Condition of(String written, String key, List<String> values) {
        String operator = written;
        for (String set : SETS) {
            operator = operator.startsWith(set) ? operator.substring(set.length()) : operator;
        }
        boolean ifExists = operator.endsWith(IF_EXISTS);
        if (ifExists) {
            operator = operator.substring(0, operator.length() - IF_EXISTS.length());
        }
        if (!operator.equals("Null") && !TESTS.containsKey(operator) && !OPPOSITES.containsKey(operator)) {
            throw new MalformedPolicy("the embedded cloud does not evaluate the condition operator " + written);
        }
        return new Condition(operator, ifExists, key, values);
    }

    boolean fits(Circumstances request) {
        Optional<String> value = request.value(key);
        if (operator.equals("Null")) {
            return values.contains(Boolean.toString(value.isEmpty()).toLowerCase(Locale.ROOT));
        }
        String opposite = OPPOSITES.get(operator);
        if (value.isEmpty()) {
            return ifExists || opposite != null;
        }
        BiPredicate<String, String> test = TESTS.get(opposite == null ? operator : opposite);
        boolean any = values.stream()
                .flatMap(wanted -> request.filled(wanted).stream())
                .anyMatch(wanted -> test != null && test.test(wanted, value.get()));
        return any == (opposite == null);
    }

    /** Part by part, so that a star does not reach over a colon into the next part. */
    private static boolean arnMatches(String pattern, String arn) {
        String[] wanted = pattern.split(":", 6);
        String[] given = arn.split(":", 6);
        if (wanted.length != given.length) {
            return pattern.equals("*");
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!Wildcard.matches(wanted[i], given[i])) {
                return false;
            }
        }
        return true;
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw new MalformedPolicy("'" + text + "' is no number");
        }
    }

    private static Instant time(String text) {
        try {
            return text.matches("\\d+") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedPolicy("'" + text + "' is no time");
        }
    }
}
