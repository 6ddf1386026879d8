package dev.slipway.local.iam;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The condition keys of one request; their names have no case. */
final class Circumstances {
    private final Map<String, String> values = new TreeMap<>();

    Circumstances(Map<String, String> known) {
        known.forEach((key, value) -> values.put(key.toLowerCase(Locale.ROOT), value));
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key.toLowerCase(Locale.ROOT)));
    }

    /** A pattern with its policy variables filled in; one that has no value matches nothing. */
    Optional<String> filled(String pattern) {
        int open = pattern.indexOf("${");
        int close = open < 0 ? -1 : pattern.indexOf('}', open);
        if (close < 0) {
            return Optional.of(pattern);
        }
        String variable = pattern.substring(open + 2, close);
        Optional<String> rest = filled(pattern.substring(close + 1));
        Optional<String> value = "*?$".contains(variable) ? Optional.of(variable) : value(variable);
        return value.flatMap(filling -> rest.map(after -> pattern.substring(0, open) + filling + after));
    }
}
