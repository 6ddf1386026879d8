package dev.slipway.local.stack.template;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Follows every reference of a template before anything is made: what is unknown is told, the rest gives the order. */
public final class TemplateCheck {
    private static final Set<String> PSEUDO = Set.of(
            "AWS::AccountId",
            "AWS::NoValue",
            "AWS::NotificationARNs",
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix");

    private final Template template;
    private final Problems problems;
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();

    /** @param problems takes what is found */
    public TemplateCheck(Template template, Problems problems) {
        this.template = template;
        this.problems = problems;
        template.rules().forEach(this::followRule);
        template.conditions().forEach((name, body) -> walk(body, "Conditions." + name, new LinkedHashSet<>()));
        template.resources().values().forEach(this::follow);
        template.outputs().values().forEach(output -> {
            walk(output.value(), "Outputs." + output.name(), new LinkedHashSet<>());
            if (output.condition() != null) {
                requireCondition(output.condition(), "Outputs." + output.name());
            }
        });
    }

    /** Logical ids such that each comes after those it needs; a circle is a problem. */
    public List<String> order() {
        Set<String> ordered = new LinkedHashSet<>();
        template.resources().keySet().forEach(id -> visit(id, new LinkedHashSet<>(), ordered));
        return List.copyOf(ordered);
    }

    /** The resources that one refers to directly. */
    public Set<String> needs(String logicalId) {
        return Set.copyOf(needs.getOrDefault(logicalId, Set.of()));
    }

    private void follow(ResourceDeclaration resource) {
        Set<String> found = new LinkedHashSet<>();
        walk(resource.properties(), resource.place(), found);
        resource.condition().ifPresent(name -> requireCondition(name, resource.place()));
        for (String id : resource.dependsOn()) {
            if (template.resources().containsKey(id)) {
                found.add(id);
            } else {
                problems.add(resource.place() + ": DependsOn names '" + id + "', which is no resource of the template");
            }
        }
        needs.put(resource.logicalId(), found);
    }

    private void followRule(RuleDeclaration rule) {
        Set<String> found = new LinkedHashSet<>();
        walk(rule.condition(), rule.place(), found);
        rule.assertions().forEach(assertion -> walk(assertion.asserted(), rule.place(), found));
        if (!found.isEmpty()) {
            problems.add(rule.place() + ": a rule can refer to parameters only, not to " + found);
        }
    }

    private void visit(String id, Set<String> path, Set<String> ordered) {
        if (ordered.contains(id)) {
            return;
        }
        if (!path.add(id)) {
            problems.add("Circular dependency between resources: " + path);
            return;
        }
        needs.getOrDefault(id, Set.of()).forEach(needed -> visit(needed, path, ordered));
        path.remove(id);
        ordered.add(id);
    }

    private void walk(@Nullable Object node, String place, Set<String> found) {
        if (node instanceof List<?> list) {
            list.forEach(item -> walk(item, place, found));
        } else if (node instanceof Map<?, ?> map) {
            String function = Intrinsics.name(map);
            if (function == null) {
                map.values().forEach(item -> walk(item, place, found));
            } else {
                call(function, map.get(function), place, found);
            }
        }
    }

    private void call(String function, @Nullable Object argument, String place, Set<String> found) {
        if (!Intrinsics.isKnown(function)) {
            problems.add(place + ": the embedded cloud does not know the function " + function);
        } else if (!Intrinsics.fits(function, argument)) {
            problems.add(place + ": " + function + " cannot take " + argument);
        } else {
            switch (function) {
                case "Ref" -> reference(String.valueOf(argument), "Ref", place, found);
                case "Condition" -> requireCondition(String.valueOf(argument), place);
                case "Fn::GetAtt" -> attribute(argument, place, found);
                case "Fn::Sub" -> substitution(argument, place, found);
                case "Fn::If" -> {
                    requireCondition(String.valueOf(argument instanceof List<?> list ? list.get(0) : argument), place);
                    walk(argument, place, found);
                }
                default -> walk(argument, place, found);
            }
        }
    }

    private void attribute(@Nullable Object argument, String place, Set<String> found) {
        String id = argument instanceof List<?> list
                ? String.valueOf(list.get(0))
                : String.valueOf(argument).split("\\.", 2)[0];
        resource(id, "Fn::GetAtt", place, found);
    }

    private void substitution(@Nullable Object argument, String place, Set<String> found) {
        String text = argument instanceof List<?> list ? String.valueOf(list.get(0)) : String.valueOf(argument);
        Map<?, ?> own = argument instanceof List<?> list && list.get(1) instanceof Map<?, ?> map ? map : Map.of();
        own.values().forEach(value -> walk(value, place, found));
        Matcher variables = Intrinsics.VARIABLE.matcher(text);
        while (variables.find()) {
            String name = variables.group(1);
            if (name.startsWith("!") || own.containsKey(name)) {
                continue;
            }
            if (name.indexOf('.') > 0 && !name.startsWith("AWS::")) {
                resource(name.substring(0, name.indexOf('.')), "Fn::Sub", place, found);
            } else {
                reference(name, "Fn::Sub", place, found);
            }
        }
    }

    private void reference(String name, String function, String place, Set<String> found) {
        if (!PSEUDO.contains(name) && !template.parameters().containsKey(name)) {
            resource(name, function, place, found);
        }
    }

    private void resource(String id, String function, String place, Set<String> found) {
        if (template.resources().containsKey(id)) {
            found.add(id);
        } else {
            problems.add(place + ": " + function + " names '" + id + "', which is no parameter and no resource");
        }
    }

    private void requireCondition(String name, String place) {
        if (!template.conditions().containsKey(name)) {
            problems.add(place + ": the condition '" + name + "' is not declared");
        }
    }
}
