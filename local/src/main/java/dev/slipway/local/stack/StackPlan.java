package dev.slipway.local.stack;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.stack.resource.ResourceType;
import dev.slipway.local.stack.resource.ResourceTypes;
import dev.slipway.local.stack.template.Evaluator;
import dev.slipway.local.stack.template.ParameterValues;
import dev.slipway.local.stack.template.Problems;
import dev.slipway.local.stack.template.References;
import dev.slipway.local.stack.template.ResourceDeclaration;
import dev.slipway.local.stack.template.Template;
import dev.slipway.local.stack.template.TemplateCheck;
import dev.slipway.local.stack.template.TemplateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A checked template with its parameters: which resources, in which order, with which properties. */
final class StackPlan {
    private final Template template;
    private final Map<String, String> parameters;
    private final ResourceTypes types;
    private final List<String> order;

    /** @throws AwsError {@code ValidationError} with everything that is wrong with the template, or with the parameters */
    StackPlan(StackState.Source source, ResourceTypes types) {
        this.template = TemplateReader.read(source.template());
        this.types = types;
        Problems problems = new Problems();
        requireKnownTypes(template, types, problems);
        this.order = new TemplateCheck(template, problems).order();
        problems.refuse();
        this.parameters = ParameterValues.resolve(template, source.parameters());
    }

    static void requireKnownTypes(Template template, ResourceTypes types, Problems problems) {
        for (ResourceDeclaration resource : template.resources().values()) {
            if (!resource.type().isEmpty() && types.find(resource.type()).isEmpty()) {
                problems.add(resource.place() + ": the embedded cloud does not make " + resource.type() + "; it makes "
                        + types.names());
            }
        }
    }

    Map<String, String> parameters() {
        return parameters;
    }

    String description() {
        return template.description();
    }

    /** The resources whose conditions hold, each after those it refers to. */
    List<ResourceDeclaration> resources(Supplier<StackState> stack) {
        Evaluator evaluator = evaluator(stack);
        List<ResourceDeclaration> wanted = new ArrayList<>();
        for (String id : order) {
            ResourceDeclaration resource =
                    Objects.requireNonNull(template.resources().get(id));
            if (isWanted(id, evaluator)) {
                wanted.add(resource);
            }
        }
        return wanted;
    }

    /** A resource's properties as they follow from what is made so far. */
    Map<String, @Nullable Object> properties(ResourceDeclaration resource, Supplier<StackState> stack) {
        return type(resource.type()).resolve(evaluator(stack).properties(resource));
    }

    List<StackState.Output> outputs(Supplier<StackState> stack) {
        Evaluator evaluator = evaluator(stack);
        List<StackState.Output> outputs = new ArrayList<>();
        template.outputs().forEach((name, output) -> {
            if (output.condition() == null || evaluator.condition(output.condition())) {
                outputs.add(new StackState.Output(
                        name, String.valueOf(evaluator.evaluate(output.value())), output.description()));
            }
        });
        return outputs;
    }

    /** Whether a run would find nothing to do. */
    boolean isMet(StackState stack) {
        List<ResourceDeclaration> wanted = resources(() -> stack);
        return wanted.size() == stack.resources().size()
                && wanted.stream().allMatch(resource -> isMet(resource, stack))
                && outputs(() -> stack).equals(stack.outputs());
    }

    ResourceType type(String name) {
        return types.find(name)
                .orElseThrow(() ->
                        new AwsError(400, "ValidationError", "The embedded cloud does not make " + name + " any more"));
    }

    private boolean isMet(ResourceDeclaration wanted, StackState stack) {
        ResourceState there = stack.resources().get(wanted.logicalId());
        return there != null
                && there.type().equals(wanted.type())
                && there.status().endsWith("_COMPLETE")
                && there.deletionPolicy().equals(wanted.deletionPolicy())
                && needed(wanted, stack)
                && properties(wanted, () -> stack).equals(there.properties());
    }

    /** Properties can be had only when all that they refer to is there, but for what this stack does without. */
    private boolean needed(ResourceDeclaration wanted, StackState stack) {
        Evaluator evaluator = evaluator(() -> stack);
        return new TemplateCheck(template, new Problems())
                .needs(wanted.logicalId()).stream()
                        .allMatch(id -> stack.resources().containsKey(id) || !isWanted(id, evaluator));
    }

    private boolean isWanted(String logicalId, Evaluator evaluator) {
        return Objects.requireNonNull(template.resources().get(logicalId))
                .condition()
                .map(evaluator::condition)
                .orElse(true);
    }

    private Evaluator evaluator(Supplier<StackState> stack) {
        StackState now = stack.get();
        Map<String, String> pseudo = Map.of(
                "AWS::AccountId", "000000000000",
                "AWS::Partition", "aws",
                "AWS::Region", "us-east-1",
                "AWS::StackId", now.id(),
                "AWS::StackName", now.name(),
                "AWS::URLSuffix", "amazonaws.com");
        return new Evaluator(template, parameters, pseudo, new Existing(stack));
    }

    /** References to what the stack has. */
    private record Existing(Supplier<StackState> stack) implements References {
        @Override
        public Object ref(String logicalId) {
            return resource(logicalId).physicalId();
        }

        @Override
        public Object attribute(String logicalId, String name) {
            return resource(logicalId).made().attribute(logicalId, name);
        }

        private ResourceState resource(String logicalId) {
            ResourceState resource = stack.get().resources().get(logicalId);
            if (resource == null) {
                throw new AwsError(
                        400,
                        "ValidationError",
                        "Unresolved resource dependencies [" + logicalId + "]: its condition does not hold");
            }
            return resource;
        }
    }
}
