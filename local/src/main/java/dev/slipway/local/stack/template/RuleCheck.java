package dev.slipway.local.stack.template;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.stack.template.RuleDeclaration.Assertion;
import java.util.Map;

/** Asks a template's rules whether the parameters' values go together. */
final class RuleCheck {
    private RuleCheck() {}

    /** @param problems takes what each rule that does not hold says */
    static void check(Template template, Map<String, String> parameters, Problems problems) {
        Evaluator evaluator = new Evaluator(template, parameters, Map.of(), new ParametersOnly());
        for (RuleDeclaration rule : template.rules()) {
            if (rule.condition() != null && !evaluator.truth(rule.condition())) {
                continue;
            }
            for (Assertion assertion : rule.assertions()) {
                if (!evaluator.truth(assertion.asserted())) {
                    problems.add("Rule " + rule.name() + ": " + assertion.description());
                }
            }
        }
    }

    /** Rules are asked before anything is made. */
    private static final class ParametersOnly implements References {
        @Override
        public Object ref(String name) {
            throw new AwsError(
                    400, "ValidationError", "Template error: a rule can refer to parameters only, not to " + name);
        }

        @Override
        public Object attribute(String logicalId, String name) {
            return ref(logicalId);
        }
    }
}
