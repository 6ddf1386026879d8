package dev.slipway.local.stack;

import dev.slipway.local.stack.resource.ResourceTypes;
import dev.slipway.local.stack.template.Problems;
import dev.slipway.local.stack.template.Template;
import dev.slipway.local.stack.template.TemplateCheck;
import dev.slipway.local.stack.template.TemplateReader;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** What is kept of a stack, in the SDK's shapes. */
final class StackShapes {
    private static final Pattern API_URL =
            Pattern.compile("https?://([a-z0-9]+)\\.execute-api\\.us-east-1\\.amazonaws\\.com(?:/([^/]+))?");

    private final Supplier<String> endpoint;

    /** @param endpoint where the embedded cloud answers now; its port may be another after each start */
    StackShapes(Supplier<String> endpoint) {
        this.endpoint = endpoint;
    }

    Stack stack(StackState state) {
        return Stack.builder()
                .stackId(state.id())
                .stackName(state.name())
                .creationTime(Instant.ofEpochMilli(state.created()))
                .lastUpdatedTime(Instant.ofEpochMilli(state.updated()))
                .stackStatus(state.status())
                .stackStatusReason(state.reason().isEmpty() ? null : state.reason())
                .disableRollback(false)
                .parameters(state.source().parameters().entrySet().stream()
                        .map(entry -> Parameter.builder()
                                .parameterKey(entry.getKey())
                                .parameterValue(entry.getValue())
                                .build())
                        .toList())
                .outputs(state.outputs().stream().map(this::output).toList())
                .build();
    }

    StackSummary summary(StackState state) {
        return StackSummary.builder()
                .stackId(state.id())
                .stackName(state.name())
                .creationTime(Instant.ofEpochMilli(state.created()))
                .lastUpdatedTime(Instant.ofEpochMilli(state.updated()))
                .stackStatus(state.status())
                .build();
    }

    StackResource resource(StackState stack, ResourceState resource) {
        return StackResource.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .timestamp(Instant.ofEpochMilli(resource.updated()))
                .resourceStatus(resource.status())
                .build();
    }

    StackResourceSummary summary(ResourceState resource) {
        return StackResourceSummary.builder()
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .lastUpdatedTimestamp(Instant.ofEpochMilli(resource.updated()))
                .resourceStatus(resource.status())
                .build();
    }

    StackEvent event(StackState stack, StackState.Event event, int number) {
        return StackEvent.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .eventId(stack.name() + "-" + event.time() + "-" + number)
                .logicalResourceId(event.logicalId())
                .physicalResourceId(event.physicalId())
                .resourceType(event.type())
                .timestamp(Instant.ofEpochMilli(event.time()))
                .resourceStatus(event.status())
                .resourceStatusReason(event.reason().isEmpty() ? null : event.reason())
                .build();
    }

    ValidateTemplateResponse validated(String body, ResourceTypes types) {
        Template template = TemplateReader.read(body);
        Problems problems = new Problems();
        StackPlan.requireKnownTypes(template, types, problems);
        new TemplateCheck(template, problems).order();
        problems.refuse();
        return ValidateTemplateResponse.builder()
                .description(template.description())
                .parameters(template.parameters().values().stream()
                        .map(declared -> TemplateParameter.builder()
                                .parameterKey(declared.name())
                                .defaultValue(declared.defaultValue().orElse(null))
                                .noEcho(false)
                                .build())
                        .toList())
                .build();
    }

    /** AWS's address of an API leads nowhere from here: the place where it really answers stands in its stead. */
    private Output output(StackState.Output output) {
        Matcher url = API_URL.matcher(output.value());
        return Output.builder()
                .outputKey(output.key())
                .outputValue(url.replaceAll(found -> Matcher.quoteReplacement(endpoint.get() + "/_aws/execute-api/"
                        + found.group(1) + "/" + (found.group(2) == null ? "$default" : found.group(2)))))
                .description(output.description().isEmpty() ? null : output.description())
                .build();
    }
}
