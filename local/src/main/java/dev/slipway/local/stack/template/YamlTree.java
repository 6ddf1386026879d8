package dev.slipway.local.stack.template;

import dev.slipway.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A template's text as maps, lists, strings, numbers and booleans; CloudFormation's short tags in their long form, so
 * that {@code !Ref X} and {@code {"Ref": "X"}} are the same from here on.
 */
final class YamlTree {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setMaxAliasesForCollections(50).build();

    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Problems problems;
    private Map<String, @Nullable Object> root = Map.of();

    private YamlTree(Problems problems) {
        this.problems = problems;
    }

    /** @throws AwsError {@code ValidationError} when it is no YAML mapping; what else is wrong goes to {@code problems} */
    static YamlTree read(String text, Problems problems) {
        YamlTree tree = new YamlTree(problems);
        Optional<Node> node;
        try {
            node = new Compose(SETTINGS).composeString(text);
        } catch (YamlEngineException | IllegalArgumentException e) { // the latter for a tag with a space in it
            throw new AwsError(
                    400, "ValidationError", "Template format error: YAML not well-formed. " + e.getMessage());
        }
        if (node.isEmpty() || !(node.get() instanceof MappingNode mapping)) {
            throw new AwsError(400, "ValidationError", "Template format error: unsupported structure.");
        }
        tree.root = tree.mapping(mapping, "");
        return tree;
    }

    Map<String, @Nullable Object> root() {
        return root;
    }

    /** The line, from 1, of the key at a path such as {@code Resources.Function}; 0 when there is none. */
    int line(String path) {
        return lines.getOrDefault(path, 0);
    }

    private Map<String, @Nullable Object> mapping(MappingNode node, String path) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String below = path.isEmpty() ? key : path + "." + key;
            int line = line(tuple.getKeyNode());
            if (entries.containsKey(key)) {
                problems.add("Template format error: " + below + " stands twice, the second time in line " + line);
            }
            lines.put(below, line);
            entries.put(key, value(tuple.getValueNode(), below));
        }
        return entries;
    }

    private @Nullable Object value(Node node, String path) {
        String tag = node.getTag().getValue();
        return tag.startsWith("!") && tag.length() > 1
                ? Map.of(longName(tag.substring(1)), argument(tag, plain(node, path)))
                : plain(node, path);
    }

    private static String longName(String tag) {
        return tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
    }

    /** {@code !GetAtt A.B.C} is the attribute {@code B.C} of A. */
    private static Object argument(String tag, @Nullable Object value) {
        if (tag.equals("!GetAtt") && value instanceof String text && text.indexOf('.') > 0) {
            int dot = text.indexOf('.');
            return List.of(text.substring(0, dot), text.substring(dot + 1));
        }
        return value == null ? "" : value;
    }

    private @Nullable Object plain(Node node, String path) {
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, path);
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(value(item, path + "." + items.size())));
            return items;
        }
        return node instanceof ScalarNode scalar ? scalar(scalar) : null;
    }

    private static @Nullable Object scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        // A number keeps its text: "2.0" and 1e3 reach the resource as they were written, as in CloudFormation.
        return text;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
