package dev.slipway.local.stack;

import dev.slipway.local.apigateway.front.ModelApis;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which API serves which model, read off the stacks: a model's stack has it as its parameter {@code ModelName}. */
final class StackModels implements ModelApis {
    private static final String MODEL = "ModelName";
    /** By the type of a stage: the attribute that names its API. */
    private static final Map<String, String> API_OF_STAGE =
            Map.of("AWS::ApiGatewayV2::Stage", "ApiId", "AWS::ApiGateway::Stage", "RestApiId");

    private final Stacks stacks;

    StackModels(Stacks stacks) {
        this.stacks = stacks;
    }

    @Override
    public Optional<Target> serving(String model) {
        return stacks.all().stream()
                .filter(stack -> model.equals(stack.source().parameters().get(MODEL)))
                .flatMap(stack -> target(stack).stream())
                .findFirst();
    }

    @Override
    public Optional<Target> first() {
        return stacks.all().stream().flatMap(stack -> target(stack).stream()).findFirst();
    }

    @Override
    public List<String> models() {
        return stacks.all().stream()
                .flatMap(
                        stack -> Optional.ofNullable(stack.source().parameters().get(MODEL)).stream())
                .sorted()
                .toList();
    }

    private static Optional<Target> target(StackState stack) {
        return stack.resources().values().stream()
                .filter(resource -> API_OF_STAGE.containsKey(resource.type()) && !resource.isCreating())
                .map(stage -> new Target(
                        stage.attributes().getOrDefault(API_OF_STAGE.get(stage.type()), ""), stage.physicalId()))
                .findFirst();
    }
}
