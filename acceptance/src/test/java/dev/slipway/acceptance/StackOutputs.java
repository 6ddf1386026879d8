package dev.slipway.acceptance;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** What a model's stack says it made. */
record StackOutputs(String function, String bucket, String apiUrl) {
    static StackOutputs of(Clients clients, String stack) {
        Map<String, String> outputs =
                clients
                        .cloudFormation()
                        .describeStacks(request -> request.stackName(stack))
                        .stacks()
                        .get(0)
                        .outputs()
                        .stream()
                        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        return new StackOutputs(outputs.get("FunctionName"), outputs.get("ModelBucket"), outputs.get("ApiUrl"));
    }

    /** Where the function's lines are. */
    String logGroup() {
        return "/aws/lambda/" + function;
    }
}
