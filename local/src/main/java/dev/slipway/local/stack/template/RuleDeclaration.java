package dev.slipway.local.stack.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the template declares it: what must hold of the parameters taken together.
 *
 * @param condition when it holds, in intrinsic functions; null for always
 */
public record RuleDeclaration(String name, @Nullable Object condition, List<Assertion> assertions) {

    public RuleDeclaration {
        assertions = List.copyOf(assertions);
    }

    /** What is asserted, in intrinsic functions, and what is said when it does not hold. */
    public record Assertion(@Nullable Object asserted, String description) {}

    /** How a message names it. */
    public String place() {
        return "Rules." + name;
    }
}
