package dev.slipway.local.stack.template;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The intrinsic functions that are understood, and how many arguments each takes. */
final class Intrinsics {
    /** {@code ${Name}} in a text to substitute; {@code ${!Literal}} among them. */
    static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private static final int ANY = -1;
    private static final Map<String, Integer> ARGUMENTS = Map.ofEntries(
            Map.entry("Ref", 1),
            Map.entry("Condition", 1),
            Map.entry("Fn::GetAtt", ANY),
            Map.entry("Fn::Sub", ANY),
            Map.entry("Fn::If", 3),
            Map.entry("Fn::Join", 2),
            Map.entry("Fn::Select", 2),
            Map.entry("Fn::Split", 2),
            Map.entry("Fn::FindInMap", 3),
            Map.entry("Fn::Base64", 1),
            Map.entry("Fn::Equals", 2),
            Map.entry("Fn::Not", 1),
            Map.entry("Fn::And", ANY),
            Map.entry("Fn::Or", ANY));

    private Intrinsics() {}

    /** The function that a map calls; null when it is an ordinary map. */
    static @Nullable String name(Map<?, ?> map) {
        if (map.size() != 1) {
            return null;
        }
        String key = String.valueOf(map.keySet().iterator().next());
        boolean condition = key.equals("Condition") && map.get(key) instanceof String;
        return key.equals("Ref") || key.startsWith("Fn::") || condition ? key : null;
    }

    static boolean isKnown(String name) {
        return ARGUMENTS.containsKey(name);
    }

    /** Whether the argument has the form that the function takes. */
    static boolean fits(String name, @Nullable Object argument) {
        int wanted = ARGUMENTS.getOrDefault(name, ANY);
        int given = argument instanceof List<?> list ? list.size() : argument == null ? 0 : 1;
        return switch (name) {
            case "Fn::GetAtt" ->
                argument instanceof List<?> list
                        ? list.size() == 2
                        : argument != null && argument.toString().indexOf('.') > 0;
            case "Fn::Sub" -> given == 1 && !(argument instanceof List<?>) || given == 2;
            default -> wanted == ANY ? given > 0 : given == wanted;
        };
    }
}
