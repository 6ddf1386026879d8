package dev.slipway.local.stack.template;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.stack.template.RuleDeclaration.Assertion;
import dev.slipway.local.stack.template.Template.OutputDeclaration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a template's text into its sections, and finds everything that is wrong with their form. */
public final class TemplateReader {
    private static final String SERVERLESS = "AWS::Serverless-2016-10-31";
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> RESOURCE_KEYS = Set.of(
            "Type",
            "Properties",
            "Condition",
            "DependsOn",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "Metadata",
            "CreationPolicy",
            "UpdatePolicy");

    private final YamlTree tree;
    private final Problems problems;

    private TemplateReader(YamlTree tree, Problems problems) {
        this.tree = tree;
        this.problems = problems;
    }

    /** @throws AwsError {@code ValidationError} with every problem */
    public static Template read(String text) {
        Problems problems = new Problems();
        Template template = new TemplateReader(YamlTree.read(text, problems), problems).read();
        problems.refuse();
        return template;
    }

    private Template read() {
        for (String section : tree.root().keySet()) {
            if (!SECTIONS.contains(section)) {
                problems.add("Invalid template property or properties [" + section + "] in line " + tree.line(section));
            }
        }
        Object transform = tree.root().get("Transform");
        if (transform != null && !transform.equals(SERVERLESS) && !transform.equals(List.of(SERVERLESS))) {
            problems.add("The embedded cloud knows the transform " + SERVERLESS + " only, not " + transform);
        }
        Map<String, ResourceDeclaration> resources = new LinkedHashMap<>();
        section("Resources").forEach((id, body) -> resources.put(id, resource(id, body)));
        if (resources.isEmpty()) {
            problems.add("Template format error: At least one Resources member must be defined.");
        }
        Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
        section("Parameters").forEach((name, body) -> parameters.put(name, parameter(name, body)));
        List<RuleDeclaration> rules = new ArrayList<>();
        section("Rules").forEach((name, body) -> rules.add(rule(name, body)));
        Map<String, OutputDeclaration> outputs = new LinkedHashMap<>();
        section("Outputs").forEach((name, body) -> outputs.put(name, output(name, body)));
        return new Template(
                text(tree.root().get("Description")).orElse(""),
                parameters,
                rules,
                section("Mappings"),
                section("Conditions"),
                resources,
                outputs);
    }

    private ResourceDeclaration resource(String id, @Nullable Object body) {
        String path = "Resources." + id;
        Map<String, @Nullable Object> declared = map(body, path);
        for (String key : declared.keySet()) {
            if (!RESOURCE_KEYS.contains(key)) {
                problems.add(
                        path + " (line " + tree.line(path + "." + key) + "): " + key + " is no resource attribute");
            }
        }
        Optional<String> type = text(declared.get("Type"));
        if (type.isEmpty()) {
            problems.add(path + " (line " + tree.line(path) + ") has no Type");
        }
        Map<String, @Nullable Object> properties = map(declared.get("Properties"), path + ".Properties");
        return new ResourceDeclaration(
                id,
                type.orElse(""),
                withGlobals(type.orElse(""), properties),
                text(declared.get("Condition")),
                texts(declared.get("DependsOn")),
                text(declared.get("DeletionPolicy")).orElse("Delete"),
                tree.line(path));
    }

    /** SAM's Globals stand below a function's own properties. */
    private Map<String, @Nullable Object> withGlobals(String type, Map<String, @Nullable Object> properties) {
        return type.equals("AWS::Serverless::Function")
                ? merged(map(section("Globals").get("Function"), "Globals.Function"), properties)
                : properties;
    }

    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> below, Map<String, @Nullable Object> above) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(below);
        above.forEach((key, value) -> merged.put(
                key,
                below.get(key) instanceof Map<?, ?> old && value instanceof Map<?, ?> own
                        ? merged(Trees.map(old), Trees.map(own))
                        : value));
        return merged;
    }

    private ParameterDeclaration parameter(String name, @Nullable Object body) {
        Map<String, @Nullable Object> declared = map(body, "Parameters." + name);
        return new ParameterDeclaration(
                name,
                text(declared.get("Type")).orElse("String"),
                text(declared.get("Default")),
                texts(declared.get("AllowedValues")),
                text(declared.get("AllowedPattern")),
                number(declared.get("MinValue"), name),
                number(declared.get("MaxValue"), name),
                text(declared.get("ConstraintDescription")));
    }

    private RuleDeclaration rule(String name, @Nullable Object body) {
        String path = "Rules." + name;
        Map<String, @Nullable Object> declared = map(body, path);
        List<Assertion> assertions = new ArrayList<>();
        if (declared.get("Assertions") instanceof List<?> list) {
            for (Object item : list) {
                Map<String, @Nullable Object> assertion = map(item, path + ".Assertions");
                if (!assertion.containsKey("Assert")) {
                    problems.add(path + " (line " + tree.line(path) + ") has an assertion without Assert");
                }
                assertions.add(new Assertion(
                        assertion.get("Assert"),
                        text(assertion.get("AssertDescription")).orElse("an assertion does not hold")));
            }
        }
        if (assertions.isEmpty()) {
            problems.add(path + " (line " + tree.line(path) + ") has no Assertions");
        }
        return new RuleDeclaration(name, declared.get("RuleCondition"), assertions);
    }

    private OutputDeclaration output(String name, @Nullable Object body) {
        Map<String, @Nullable Object> declared = map(body, "Outputs." + name);
        if (!declared.containsKey("Value")) {
            problems.add("Outputs." + name + " (line " + tree.line("Outputs." + name) + ") has no Value");
        }
        return new OutputDeclaration(
                name,
                text(declared.get("Description")).orElse(""),
                declared.get("Value"),
                text(declared.get("Condition")).orElse(null));
    }

    private Optional<BigDecimal> number(@Nullable Object value, String name) {
        try {
            return text(value).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            problems.add("Parameters." + name + ": the limit '" + value + "' is no number");
            return Optional.empty();
        }
    }

    private Map<String, @Nullable Object> section(String name) {
        return map(tree.root().get(name), name);
    }

    private Map<String, @Nullable Object> map(@Nullable Object value, String path) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return Trees.map(map);
        }
        problems.add("Template format error: " + path + " (line " + tree.line(path) + ") must be a mapping");
        return Map.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value == null || value instanceof Map || value instanceof List
                ? Optional.empty()
                : Optional.of(value.toString());
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(item -> texts.add(String.valueOf(item)));
            return texts;
        }
        return text(value).map(List::of).orElse(List.of());
    }
}
