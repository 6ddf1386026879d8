package dev.slipway.inference.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a document being read. Every problem is noted with its path and reading goes on, so that a person sees
 * all of them at once; what a faulty field returns is only there to get on. Ask for every known key before {@link #end}.
 */
public final class Fields {
    private final String path;
    private final Map<?, ?> map;
    private final List<String> problems;
    private final Set<String> known = new TreeSet<>();

    private Fields(String path, Map<?, ?> map, List<String> problems) {
        this.path = path;
        this.map = map;
        this.problems = problems;
    }

    /** The document's root; {@code problems} is where they are noted. */
    public static Fields root(@Nullable Object tree, List<String> problems) {
        if (tree instanceof Map<?, ?> map) {
            return new Fields("", map, problems);
        }
        problems.add("the document must be a mapping, but is " + kind(tree));
        return new Fields("", Map.of(), problems);
    }

    /** Notes a problem of one field. */
    public void problem(String key, String message) {
        problems.add(path(key) + ": " + message);
    }

    /** A field's full path. */
    public String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Whether the field is there and not null. */
    public boolean has(String key) {
        return get(key) != null;
    }

    /** The field's raw value. */
    public @Nullable Object get(String key) {
        known.add(key);
        return map.get(key);
    }

    public String text(String key) {
        String text = textOrNull(key);
        if (text == null && map.get(key) == null) {
            problem(key, "is missing");
        }
        return text == null ? "" : text;
    }

    public String text(String key, String fallback) {
        String text = textOrNull(key);
        return text == null ? fallback : text;
    }

    /** A text; numbers and booleans count as the text that a person meant by them. */
    public @Nullable String textOrNull(String key) {
        Object value = get(key);
        return value == null ? null : scalar(path(key), value);
    }

    public @Nullable Double numberOrNull(String key) {
        Object value = get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        problem(key, "must be a finite number, but is " + kind(value));
        return null;
    }

    public double number(String key) {
        Double number = numberOrNull(key);
        if (number == null && map.get(key) == null) {
            problem(key, "is missing");
        }
        return number == null ? Double.NaN : number;
    }

    public long integer(String key, long fallback) {
        Object value = get(key);
        return value == null ? fallback : integer(path(key), value, fallback);
    }

    public @Nullable Boolean flagOrNull(String key) {
        Object value = get(key);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        problem(key, "must be true or false, but is " + kind(value));
        return null;
    }

    /** The mapping below a key, or null when it is absent. */
    public @Nullable Fields mapping(String key) {
        Object value = get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> inner) {
            return new Fields(path(key), inner, problems);
        }
        problem(key, "must be a mapping, but is " + kind(value));
        return null;
    }

    /** The mappings of a list; empty when it is absent. */
    public List<Fields> mappings(String key) {
        List<Fields> found = new ArrayList<>();
        List<?> list = list(key);
        for (int i = 0; i < list.size(); i++) {
            String at = path(key) + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> inner) {
                found.add(new Fields(at, inner, problems));
            } else {
                problems.add(at + ": must be a mapping, but is " + kind(list.get(i)));
            }
        }
        return found;
    }

    /** The texts of a list; empty when it is absent. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        List<?> list = list(key);
        for (int i = 0; i < list.size(); i++) {
            String text = scalar(path(key) + "[" + i + "]", list.get(i));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The integers of a list; empty when it is absent. */
    public List<Long> integers(String key) {
        List<Long> integers = new ArrayList<>();
        List<?> list = list(key);
        for (int i = 0; i < list.size(); i++) {
            integers.add(integer(path(key) + "[" + i + "]", list.get(i), 0));
        }
        return integers;
    }

    /** A list's elements as they are; empty when it is absent. */
    public List<?> list(String key) {
        Object value = get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        problem(key, "must be a list, but is " + kind(value));
        return List.of();
    }

    /** One of the named choices; {@code fallback} when absent, a problem when that is null. */
    public <T> @Nullable T choice(String key, Map<String, T> choices, @Nullable T fallback) {
        String text = fallback == null ? text(key) : textOrNull(key);
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        T chosen = choices.get(text);
        if (chosen == null) {
            problem(key, "must be one of " + String.join(", ", new TreeSet<>(choices.keySet())));
        }
        return chosen == null ? fallback : chosen;
    }

    /** The keys of this mapping, as they stand. */
    public List<String> keys() {
        return map.keySet().stream().map(String::valueOf).toList();
    }

    /** Notes every key that nobody asked for. */
    public void end() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                problem(key, "is not known here; known are " + String.join(", ", known));
            }
        }
    }

    private @Nullable String scalar(String at, @Nullable Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value.toString();
        }
        problems.add(at + ": must be a text, but is " + kind(value));
        return null;
    }

    private long integer(String at, @Nullable Object value, long fallback) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        problems.add(at + ": must be a whole number, but is " + kind(value));
        return fallback;
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "a mapping";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
            return "a whole number";
        }
        return value instanceof Number ? "a number" : "a text";
    }
}
