package dev.slipway.local.stack.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template read and found well-formed.
 *
 * @param resources by logical id, in the template's order
 * @param rules what must hold of the parameters, not yet evaluated
 * @param conditions by name, not yet evaluated
 * @param outputs by name, in the template's order
 */
public record Template(
        String description,
        Map<String, ParameterDeclaration> parameters,
        List<RuleDeclaration> rules,
        Map<String, @Nullable Object> mappings,
        Map<String, @Nullable Object> conditions,
        Map<String, ResourceDeclaration> resources,
        Map<String, OutputDeclaration> outputs) {

    /** One output, its value not yet evaluated. */
    public record OutputDeclaration(
            String name,
            String description,
            @Nullable Object value,
            @Nullable String condition) {}
}
