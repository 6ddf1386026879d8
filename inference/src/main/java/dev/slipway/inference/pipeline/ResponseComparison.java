package dev.slipway.inference.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two responses' outputs by name: numbers within a tolerance, all else exactly. */
final class ResponseComparison {
    private static final int SHOWN = 3;

    private final String where;
    private final double tolerance;
    private final List<String> mismatches = new ArrayList<>();

    ResponseComparison(String name, double tolerance) {
        this.where = "case '" + name + "'";
        this.tolerance = tolerance;
    }

    List<String> compare(@Nullable Object expected, @Nullable Object actual) {
        List<Map<?, ?>> wanted = outputs(expected);
        List<Map<?, ?>> given = outputs(actual);
        if (wanted.isEmpty()) {
            mismatches.add(where + " expects no outputs; record the response's 'outputs'");
        }
        for (Map<?, ?> output : wanted) {
            Object name = output.get("name");
            given.stream()
                    .filter(candidate -> Objects.equals(candidate.get("name"), name))
                    .findFirst()
                    .ifPresentOrElse(
                            found -> output(where + ", output '" + name + "'", output, found),
                            () -> mismatches.add(where + ": the output '" + name + "' is missing"));
        }
        return mismatches;
    }

    private static List<Map<?, ?>> outputs(@Nullable Object response) {
        List<Map<?, ?>> found = new ArrayList<>();
        if (response instanceof Map<?, ?> map && map.get("outputs") instanceof List<?> outputs) {
            for (Object output : outputs) {
                if (output instanceof Map<?, ?> mapping) {
                    found.add(mapping);
                }
            }
        }
        return found;
    }

    private void output(String at, Map<?, ?> expected, Map<?, ?> actual) {
        for (String key : List.of("datatype", "shape")) {
            if (expected.containsKey(key) && !Objects.equals(expected.get(key), actual.get(key))) {
                mismatches.add(at + ": " + key + " is " + actual.get(key) + ", expected " + expected.get(key));
            }
        }
        List<@Nullable Object> wanted = flat(expected.get("data"));
        List<@Nullable Object> given = flat(actual.get("data"));
        if (wanted.size() != given.size()) {
            mismatches.add(at + ": has " + given.size() + " elements, expected " + wanted.size());
            return;
        }
        int different = 0;
        for (int i = 0; i < wanted.size(); i++) {
            if (!same(wanted.get(i), given.get(i)) && ++different <= SHOWN) {
                mismatches.add(at + ", element " + i + ": is " + given.get(i) + ", expected " + wanted.get(i)
                        + (wanted.get(i) instanceof Number ? " within " + tolerance : ""));
            }
        }
        if (different > SHOWN) {
            mismatches.add(at + ": " + (different - SHOWN) + " more elements differ");
        }
    }

    private boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Number wanted && actual instanceof Number given) {
            double difference = Math.abs(wanted.doubleValue() - given.doubleValue());
            return difference <= tolerance * Math.max(1, Math.abs(wanted.doubleValue()));
        }
        return Objects.equals(expected, actual);
    }

    private static List<@Nullable Object> flat(@Nullable Object data) {
        List<@Nullable Object> elements = new ArrayList<>();
        flatten(data, elements);
        return elements;
    }

    private static void flatten(@Nullable Object data, List<@Nullable Object> into) {
        if (data instanceof List<?> list) {
            list.forEach(element -> flatten(element, into));
        } else {
            into.add(data);
        }
    }
}
