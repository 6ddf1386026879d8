package dev.slipway.deployer.cloud.aws;

import dev.slipway.deployer.cloud.CloudException;
import dev.slipway.deployer.cloud.StackState;
import dev.slipway.deployer.cloud.Stacks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/** Stacks over CloudFormation. */
final class CloudFormationStacks implements Stacks {
    private final LazyClient<CloudFormationClient> client;
    private final AwsCalls calls;

    CloudFormationStacks(LazyClient<CloudFormationClient> client, AwsCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    @Override
    public Optional<StackState> describe(String stack) {
        return calls.find(
                        "cloudformation:DescribeStacks",
                        "the stack " + stack,
                        () -> client.get()
                                .describeStacks(request -> request.stackName(stack))
                                .stacks())
                .flatMap(stacks -> stacks.stream().findFirst())
                .filter(found -> !found.stackStatusAsString().equals("DELETE_COMPLETE"))
                .map(CloudFormationStacks::state);
    }

    @Override
    public String template(String stack) {
        return calls.call(
                "cloudformation:GetTemplate",
                "the stack " + stack,
                () -> client.get()
                        .getTemplate(request -> request.stackName(stack).templateStage(TemplateStage.ORIGINAL))
                        .templateBody());
    }

    @Override
    public void create(String stack, String template, Map<String, String> parameters) {
        calls.call(
                "cloudformation:CreateStack",
                "the stack " + stack,
                () -> client.get()
                        .createStack(request -> request.stackName(stack)
                                .templateBody(template)
                                .parameters(parameters(parameters))
                                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)));
    }

    @Override
    public boolean update(String stack, String template, Map<String, String> parameters) {
        try {
            calls.call(
                    "cloudformation:UpdateStack",
                    "the stack " + stack,
                    () -> client.get()
                            .updateStack(request -> request.stackName(stack)
                                    .templateBody(template)
                                    .parameters(parameters(parameters))
                                    .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)));
            return true;
        } catch (CloudException e) {
            // CloudFormation has no code of its own for this answer.
            if (String.valueOf(e.getMessage()).contains("No updates are to be performed")) {
                return false;
            }
            throw e;
        }
    }

    private static List<Parameter> parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
                .toList();
    }

    private static StackState state(Stack stack) {
        return new StackState(
                stack.stackName(),
                stack.stackStatusAsString(),
                Optional.ofNullable(stack.stackStatusReason()).orElse(""),
                stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
                stack.parameters().stream()
                        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)));
    }
}
