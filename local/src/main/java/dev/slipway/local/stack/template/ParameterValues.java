package dev.slipway.local.stack.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The values that a stack's parameters have: those given, and the template's defaults for the rest. */
public final class ParameterValues {
    private ParameterValues() {}

    /** @throws dev.slipway.local.http.AwsError {@code ValidationError} with everything that is missing, unknown or not allowed, or else with every rule that does not hold */
    public static Map<String, String> resolve(Template template, Map<String, String> given) {
        Problems problems = new Problems();
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(template.parameters().keySet());
        if (!unknown.isEmpty()) {
            problems.add("Parameters: " + unknown + " do not exist in the template");
        }
        Map<String, String> values = new LinkedHashMap<>();
        TreeSet<String> missing = new TreeSet<>();
        template.parameters().forEach((name, declared) -> {
            String value = given.getOrDefault(name, declared.defaultValue().orElse(null));
            if (value == null) {
                missing.add(name);
            } else {
                declared.check(value, problems);
                values.put(name, value);
            }
        });
        if (!missing.isEmpty()) {
            problems.add("Parameters: " + missing + " must have values");
        }
        problems.refuse();
        RuleCheck.check(template, values, problems);
        problems.refuse();
        return values;
    }
}
