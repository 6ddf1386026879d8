package dev.slipway.local.stack.template;

import dev.slipway.local.http.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates a checked template's intrinsic functions. */
public final class Evaluator {
    /** {@code AWS::NoValue}: whatever has it is left out. */
    private static final Object NO_VALUE = new Object();

    private final Template template;
    private final Map<String, String> parameters;
    private final Map<String, String> pseudo;
    private final References references;

    /**
     * @param parameters every parameter's value
     * @param pseudo the pseudo parameters such as {@code AWS::StackName}
     */
    public Evaluator(
            Template template, Map<String, String> parameters, Map<String, String> pseudo, References references) {
        this.template = template;
        this.parameters = Map.copyOf(parameters);
        this.pseudo = Map.copyOf(pseudo);
        this.references = references;
    }

    /** A tree without intrinsic functions; null for {@code AWS::NoValue}. */
    public @Nullable Object evaluate(@Nullable Object node) {
        Object value = value(node);
        return value == NO_VALUE ? null : value;
    }

    /** A resource's properties, those without value left out. */
    public Map<String, @Nullable Object> properties(ResourceDeclaration resource) {
        return entries(resource.properties());
    }

    public boolean condition(String name) {
        return truth(template.conditions().get(name));
    }

    private @Nullable Object value(@Nullable Object node) {
        if (node instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object item : list) {
                Object value = value(item);
                if (value != NO_VALUE) {
                    items.add(value);
                }
            }
            return items;
        }
        if (node instanceof Map<?, ?> map) {
            String function = Intrinsics.name(map);
            return function == null
                    ? entries(Trees.map(map))
                    : call(function, Objects.requireNonNull(map.get(function)));
        }
        return node;
    }

    private Map<String, @Nullable Object> entries(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            Object value = value(item);
            if (value != NO_VALUE) {
                entries.put(key, value);
            }
        });
        return entries;
    }

    private @Nullable Object call(String function, Object argument) {
        return switch (function) {
            case "Ref" -> ref(argument.toString());
            case "Condition" -> condition(argument.toString());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> substitute(argument);
            case "Fn::If" ->
                value(items(argument).get(condition(text(items(argument).get(0))) ? 1 : 2));
            case "Fn::Join" -> join(items(argument));
            case "Fn::Select" -> select(items(argument));
            case "Fn::Split" -> split(items(argument));
            case "Fn::FindInMap" -> find(items(argument));
            case "Fn::Base64" ->
                Base64.getEncoder().encodeToString(text(argument).getBytes(StandardCharsets.UTF_8));
            default -> truth(Map.of(function, argument));
        };
    }

    boolean truth(@Nullable Object node) {
        if (!(node instanceof Map<?, ?> map) || Intrinsics.name(map) == null) {
            return Boolean.parseBoolean(String.valueOf(value(node)));
        }
        String function = Objects.requireNonNull(Intrinsics.name(map));
        Object argument = Objects.requireNonNull(map.get(function));
        return switch (function) {
            case "Fn::Equals" ->
                text(items(argument).get(0)).equals(text(items(argument).get(1)));
            case "Fn::Not" -> !truth(items(argument).get(0));
            case "Fn::And" -> items(argument).stream().allMatch(this::truth);
            case "Fn::Or" -> items(argument).stream().anyMatch(this::truth);
            default -> Boolean.parseBoolean(String.valueOf(call(function, argument)));
        };
    }

    private Object ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        String value = parameters.getOrDefault(name, pseudo.get(name));
        if (value == null) {
            return references.ref(name);
        }
        ParameterDeclaration declared = template.parameters().get(name);
        boolean list = declared != null
                && (declared.type().equals("CommaDelimitedList")
                        || declared.type().startsWith("List<"));
        return list ? List.of(value.split("\\s*,\\s*")) : value;
    }

    private Object attribute(Object argument) {
        List<?> parts = argument instanceof List<?> list
                ? list
                : List.of(argument.toString().split("\\.", 2));
        return references.attribute(String.valueOf(parts.get(0)), text(parts.get(1)));
    }

    private String substitute(Object argument) {
        String text = argument instanceof List<?> list ? String.valueOf(list.get(0)) : argument.toString();
        Map<?, ?> own = argument instanceof List<?> list && list.get(1) instanceof Map<?, ?> map ? map : Map.of();
        Matcher variable = Intrinsics.VARIABLE.matcher(text);
        return variable.replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1), own)));
    }

    private String variable(String name, Map<?, ?> own) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        if (own.containsKey(name)) {
            return text(own.get(name));
        }
        return name.indexOf('.') > 0 && !name.startsWith("AWS::")
                ? String.valueOf(attribute(name))
                : String.valueOf(ref(name));
    }

    private String join(List<?> arguments) {
        Object parts = value(arguments.get(1));
        return parts instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(text(arguments.get(0))))
                : String.valueOf(parts);
    }

    private @Nullable Object select(List<?> arguments) {
        Object items = value(arguments.get(1));
        int index = Integer.parseInt(text(arguments.get(0)));
        if (!(items instanceof List<?> list) || index < 0 || index >= list.size()) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "Template error: Fn::Select cannot select nonexistent value at index " + index);
        }
        return list.get(index);
    }

    private Object split(List<?> arguments) {
        return List.of(text(arguments.get(1)).split(Pattern.quote(text(arguments.get(0))), -1));
    }

    private @Nullable Object find(List<?> arguments) {
        Object at = template.mappings();
        for (Object argument : arguments) {
            String key = text(argument);
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
            if (at == null) {
                throw new AwsError(
                        400,
                        "ValidationError",
                        "Template error: Unable to get mapping for " + arguments + ": no " + key);
            }
        }
        return at;
    }

    private String text(@Nullable Object node) {
        return String.valueOf(value(node));
    }

    private static List<?> items(Object argument) {
        return argument instanceof List<?> list ? list : List.of(argument);
    }
}
