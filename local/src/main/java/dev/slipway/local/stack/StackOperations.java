package dev.slipway.local.stack;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.stack.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** CloudFormation's operations in the SDK's own shapes, as its query API offers them. */
public final class StackOperations {
    private final Stacks stacks;
    private final StackShapes shapes;
    private final ResourceTypes types;

    StackOperations(Stacks stacks, StackShapes shapes, ResourceTypes types) {
        this.stacks = stacks;
        this.shapes = shapes;
        this.types = types;
    }

    public CreateStackResponse createStack(CreateStackRequest request) {
        String name = name(request.stackName());
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "Value '" + name + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular"
                            + " expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        StackState made = stacks.create(
                name, new StackState.Source(body(request.templateBody()), parameters(request.parameters(), Map.of())));
        return CreateStackResponse.builder().stackId(made.id()).build();
    }

    public UpdateStackResponse updateStack(UpdateStackRequest request) {
        StackState stack = stacks.get(name(request.stackName()));
        String template = Boolean.TRUE.equals(request.usePreviousTemplate())
                ? stack.source().template()
                : body(request.templateBody());
        Map<String, String> parameters =
                parameters(request.parameters(), stack.source().parameters());
        StackState changed = stacks.update(stack.name(), new StackState.Source(template, parameters));
        return UpdateStackResponse.builder().stackId(changed.id()).build();
    }

    public DeleteStackResponse deleteStack(DeleteStackRequest request) {
        stacks.find(name(request.stackName())).ifPresent(stack -> stacks.delete(stack.name()));
        return DeleteStackResponse.builder().build();
    }

    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        List<StackState> wanted = request.stackName() == null ? stacks.all() : List.of(stacks.get(request.stackName()));
        return DescribeStacksResponse.builder()
                .stacks(wanted.stream().map(shapes::stack).toList())
                .build();
    }

    public ListStacksResponse listStacks(ListStacksRequest request) {
        List<String> statuses = request.stackStatusFiltersAsStrings();
        return ListStacksResponse.builder()
                .stackSummaries(stacks.all().stream()
                        .filter(stack -> statuses.isEmpty() || statuses.contains(stack.status()))
                        .map(shapes::summary)
                        .toList())
                .build();
    }

    public DescribeStackResourcesResponse describeStackResources(DescribeStackResourcesRequest request) {
        StackState stack = stacks.get(name(request.stackName()));
        return DescribeStackResourcesResponse.builder()
                .stackResources(stack.resources().values().stream()
                        .filter(resource -> request.logicalResourceId() == null
                                || request.logicalResourceId().equals(resource.logicalId()))
                        .map(resource -> shapes.resource(stack, resource))
                        .toList())
                .build();
    }

    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(stacks.get(name(request.stackName())).resources().values().stream()
                        .map(shapes::summary)
                        .toList())
                .build();
    }

    /** The newest first. */
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        StackState stack = stacks.get(name(request.stackName()));
        List<StackEvent> events = new ArrayList<>();
        stack.events().forEach(event -> events.add(shapes.event(stack, event, events.size())));
        Collections.reverse(events);
        return DescribeStackEventsResponse.builder().stackEvents(events).build();
    }

    public GetTemplateResponse getTemplate(GetTemplateRequest request) {
        return GetTemplateResponse.builder()
                .templateBody(stacks.get(name(request.stackName())).source().template())
                .stagesAvailable(TemplateStage.ORIGINAL)
                .build();
    }

    /** Says what CreateStack would say of the template, parameters aside. */
    public ValidateTemplateResponse validateTemplate(ValidateTemplateRequest request) {
        return shapes.validated(body(request.templateBody()), types);
    }

    private static Map<String, String> parameters(List<Parameter> given, Map<String, String> previous) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : given) {
            String value = Boolean.TRUE.equals(parameter.usePreviousValue())
                    ? previous.get(parameter.parameterKey())
                    : parameter.parameterValue();
            if (value != null) {
                values.put(parameter.parameterKey(), value);
            }
        }
        return values;
    }

    private static String body(@Nullable String templateBody) {
        if (templateBody == null || templateBody.isBlank()) {
            throw new AwsError(
                    400, "ValidationError", "The embedded cloud takes a template as TemplateBody, and there is none");
        }
        return templateBody;
    }

    private static String name(@Nullable String stackName) {
        if (stackName == null || stackName.isEmpty()) {
            throw new AwsError(400, "ValidationError", "StackName is required");
        }
        return stackName;
    }
}
