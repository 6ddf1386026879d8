package dev.slipway.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A filter pattern on JSON lines: comparisons of fields, joined by {@code &&}, {@code ||} and brackets. */
final class JsonPattern {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\(|\\)|&&|\\|\\||!=|<=|>=|=|<|>|\"(?:[^\"\\\\]|\\\\.)*\"|\\$[\\w.\\[\\]*-]*|[^\\s()=<>!&|]+)");
    private static final int DEPTH = 32;

    private final String source;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private JsonPattern(String source) {
        this.source = source;
        if (!source.endsWith("}")) {
            throw invalid("it does not end with }");
        }
        String inner = source.substring(1, source.length() - 1).trim();
        Matcher matcher = TOKEN.matcher(inner);
        int end = 0;
        while (end < inner.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (end < inner.length() || tokens.isEmpty()) {
            throw invalid("'" + inner.substring(end) + "' is not understood");
        }
    }

    static Predicate<String> of(String source) {
        JsonPattern parser = new JsonPattern(source);
        Predicate<JsonNode> condition = parser.either(0);
        if (parser.at < parser.tokens.size()) {
            throw parser.invalid("'" + parser.tokens.get(parser.at) + "' is one too many");
        }
        return line -> {
            if (!line.startsWith("{")) {
                return false;
            }
            try {
                return condition.test(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                return false; // not JSON: no field of it matches
            }
        };
    }

    private AwsError invalid(String why) {
        return new AwsError(400, "InvalidParameterException", "Invalid filter pattern " + source + ": " + why);
    }

    private Predicate<JsonNode> either(int depth) {
        Predicate<JsonNode> left = both(depth);
        while (accept("||")) {
            left = left.or(both(depth));
        }
        return left;
    }

    private Predicate<JsonNode> both(int depth) {
        Predicate<JsonNode> left = one(depth);
        while (accept("&&")) {
            left = left.and(one(depth));
        }
        return left;
    }

    private Predicate<JsonNode> one(int depth) {
        if (depth > DEPTH) {
            throw invalid("its brackets are nested deeper than " + DEPTH);
        }
        if (accept("(")) {
            Predicate<JsonNode> inner = either(depth + 1);
            if (!accept(")")) {
                throw invalid("a ) is missing");
            }
            return inner;
        }
        return comparison(next(), next());
    }

    private Predicate<JsonNode> comparison(String selector, String operator) {
        if (!selector.startsWith("$.")) {
            throw invalid("'" + selector + "' is no field such as $.level");
        }
        String[] path = selector.substring(2).split("\\.");
        String value = next();
        return switch (operator) {
            case "=" -> node -> equal(select(node, path), value);
            case "!=" -> node -> !equal(select(node, path), value);
            case "<" -> node -> compares(select(node, path), value, order -> order < 0);
            case "<=" -> node -> compares(select(node, path), value, order -> order <= 0);
            case ">" -> node -> compares(select(node, path), value, order -> order > 0);
            case ">=" -> node -> compares(select(node, path), value, order -> order >= 0);
            case "IS", "NOT" -> existence(path, operator, value);
            default -> throw invalid("'" + operator + "' is no comparison");
        };
    }

    private Predicate<JsonNode> existence(String[] path, String operator, String value) {
        return switch (operator + " " + value) {
            case "IS TRUE" -> node -> select(node, path).asText().equals("true");
            case "IS FALSE" -> node -> select(node, path).asText().equals("false");
            case "IS NULL" -> node -> select(node, path).isNull();
            case "NOT EXISTS" -> node -> select(node, path).isMissingNode();
            default -> throw invalid("'" + operator + " " + value + "' is not understood");
        };
    }

    private static JsonNode select(JsonNode root, String[] path) {
        JsonNode node = root;
        for (String step : path) {
            int bracket = step.indexOf('[');
            node = node.path(bracket < 0 ? step : step.substring(0, bracket));
            if (bracket >= 0 && step.endsWith("]")) {
                String index = step.substring(bracket + 1, step.length() - 1);
                node = index.matches("\\d{1,6}") ? node.path(Integer.parseInt(index)) : MissingNode.getInstance();
            }
        }
        return node;
    }

    private static boolean equal(JsonNode node, String value) {
        if (node.isMissingNode() || node.isContainerNode()) {
            return false;
        }
        String text = unquoted(value);
        if (node.isNumber() && isNumber(text)) {
            return node.doubleValue() == Double.parseDouble(text);
        }
        if (text.indexOf('*') < 0) {
            return node.asText().equals(text);
        }
        String regex = Pattern.quote(text).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).matcher(node.asText()).matches();
    }

    private static boolean compares(JsonNode node, String value, Predicate<Integer> wanted) {
        return node.isNumber()
                && isNumber(value)
                && wanted.test(Double.compare(node.doubleValue(), Double.parseDouble(value)));
    }

    private static boolean isNumber(String text) {
        return text.matches("[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
    }

    private boolean accept(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private String next() {
        if (at >= tokens.size()) {
            throw invalid("it ends too early");
        }
        return tokens.get(at++);
    }
}
