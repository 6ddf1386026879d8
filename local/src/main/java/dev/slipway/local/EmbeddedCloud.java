package dev.slipway.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.apigateway.ApiGateway;
import dev.slipway.local.apigateway.auth.KeyLocations;
import dev.slipway.local.cloudwatch.CloudWatchService;
import dev.slipway.local.codec.AwsJsonService;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.Dispatch;
import dev.slipway.local.http.Endpoint;
import dev.slipway.local.identity.RootKey;
import dev.slipway.local.kms.Keys;
import dev.slipway.local.kms.KmsOperations;
import dev.slipway.local.lambda.Lambda;
import dev.slipway.local.logs.LogsService;
import dev.slipway.local.s3.S3Service;
import dev.slipway.local.stack.CloudFormation;
import dev.slipway.local.stack.resource.ResourceTypes;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The services wired to one endpoint: who knows whom in the embedded cloud is said here and nowhere else. */
final class EmbeddedCloud implements AutoCloseable {

    private final StateFolder state;
    private final Endpoint endpoint;
    private final Lambda lambda;
    private final LogsService logs;
    private final CloudWatchService cloudWatch;

    private EmbeddedCloud(
            StateFolder state, Endpoint endpoint, Lambda lambda, LogsService logs, CloudWatchService cloudWatch) {
        this.state = state;
        this.endpoint = endpoint;
        this.lambda = lambda;
        this.logs = logs;
        this.cloudWatch = cloudWatch;
    }

    /** Starts to answer; the announcement follows with {@link #announce}. */
    static EmbeddedCloud start(CloudOptions options, Clock clock) throws IOException {
        StateFolder state = StateFolder.lock(options.state());
        try {
            EmbeddedIdentity identity = EmbeddedIdentity.open(state, clock);
            Endpoint endpoint = Endpoint.bind(options.port(), "http");
            S3Service s3 = new S3Service(state.service("s3"), clock);
            CloudWatchService cloudWatch = new CloudWatchService(state.service("cloudwatch"), clock);
            LogsService logs = new LogsService(state.service("logs"), clock, cloudWatch);
            Lambda lambda = Lambda.open(
                    state.service("lambda"),
                    options.maxWorkers(),
                    new Lambda.Outside(
                            s3.buckets()::open,
                            cloudWatch,
                            endpoint::uri,
                            identity.ofFunctions(logs),
                            new Random()::nextDouble,
                            clock));
            ApiGateway gateway = new ApiGateway(
                    state.service("apigateway"),
                    clock,
                    new ApiGateway.Outside(
                            lambda.invoker(),
                            lambda.permissions(),
                            identity.gate(),
                            KeyLocations.remember(state.service("apigateway"), options.jwks()),
                            EmbeddedCloud::log));
            Keys keys = Keys.in(state.service("kms"), clock);
            ResourceTypes types = ResourceTypes.of(
                    options.project(),
                    lambda.functions(),
                    gateway,
                    s3.buckets(),
                    identity.roles(),
                    new StackAlarms(cloudWatch.alarms()),
                    new StackLogGroups(logs),
                    keys);
            CloudFormation stacks = new CloudFormation(state.service("cloudformation"), clock, types, endpoint::uri);
            stacks.recover();
            List<AwsService> services = new ArrayList<>(identity.services());
            services.addAll(List.of(
                    lambda.service(),
                    s3,
                    cloudWatch.start(),
                    logs.start(),
                    gateway.controlPlane(),
                    stacks.service(),
                    new AwsJsonService(Set.of("kms"), new KmsOperations(keys, clock))));
            Dispatch dispatch = new Dispatch(identity.gate(), services, gateway.dataPlane(stacks.models()));
            endpoint.serve(lambda.codeLinks().or(dispatch));
            return new EmbeddedCloud(state, endpoint, lambda, logs, cloudWatch);
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /** The address of every AWS service, for {@code --endpoint-url}. */
    String endpoint() {
        return endpoint.uri();
    }

    /** What whoever runs the cloud should know; callers are not told. */
    private static void log(String line) {
        System.err.println("slipway-local: " + line);
    }

    /** Writes {@code cloud.json} and returns what it says. */
    String announce(Clock clock) throws IOException {
        ObjectNode said = new ObjectMapper().createObjectNode();
        said.put("pid", ProcessHandle.current().pid());
        said.put("port", endpoint.port());
        said.put("endpoint", endpoint.uri());
        said.put("api", endpoint.uri() + "/_api");
        said.put("credentials", state.file(RootKey.FILE).toString());
        said.put("started", clock.instant().toString());
        said.put("version", Main.version());
        String json = said.toString();
        state.announce(json + System.lineSeparator());
        return json;
    }

    /** Closes all of it, the folder last, also when one of them fails. */
    @Override
    public void close() throws IOException {
        try (state;
                cloudWatch;
                logs;
                lambda) {
            endpoint.close();
        }
    }
}
