package dev.slipway.local.stack;

import dev.slipway.local.apigateway.front.ModelApis;
import dev.slipway.local.codec.AwsQueryService;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.stack.resource.ResourceTypes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/** CloudFormation in the embedded cloud: the query API over the wire, and what the stacks tell the gateway. */
public final class CloudFormation {
    private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    private final Stacks stacks;
    private final AwsService service;

    /**
     * @param state where the stacks are kept
     * @param endpoint the embedded cloud's address, asked when a stack is described
     */
    public CloudFormation(Path state, Clock clock, ResourceTypes types, Supplier<String> endpoint) {
        this.stacks = new Stacks(new StackFiles(state), types, clock);
        this.service = new AwsQueryService(
                Set.of("cloudformation"), NAMESPACE, new StackOperations(stacks, new StackShapes(endpoint), types));
    }

    /** Finishes what a crash interrupted; to be called once, when all services are there. */
    public void recover() {
        stacks.recover();
    }

    public AwsService service() {
        return service;
    }

    public ModelApis models() {
        return new StackModels(stacks);
    }
}
