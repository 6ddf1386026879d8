package dev.slipway.local;

import dev.slipway.local.apigateway.ApiGateway;
import dev.slipway.local.cloudwatch.MetricSink;
import dev.slipway.local.codec.AwsQueryService;
import dev.slipway.local.http.AwsService;
import dev.slipway.local.http.Dispatch;
import dev.slipway.local.http.Endpoint;
import dev.slipway.local.lambda.Lambda;
import dev.slipway.local.logs.LogSink;
import dev.slipway.local.s3.S3Service;
import dev.slipway.local.sts.SecurityTokens;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The services wired to one endpoint: who knows whom in the embedded cloud is said here and nowhere else. */
final class EmbeddedCloud implements AutoCloseable {
    private static final String STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final StateFolder state;
    private final Endpoint endpoint;
    private final Lambda lambda;

    private EmbeddedCloud(StateFolder state, Endpoint endpoint, Lambda lambda) {
        this.state = state;
        this.endpoint = endpoint;
        this.lambda = lambda;
    }

    /** Starts to answer; the announcement follows with {@link #announce}. */
    static EmbeddedCloud start(CloudOptions options, Clock clock) throws IOException {
        StateFolder state = StateFolder.lock(options.state());
        try {
            S3Service s3 = new S3Service(state.service("s3"), clock);
            Endpoint endpoint = Endpoint.bind(options.port(), "http");
            LogSink logs = (group, stream, time, line) -> {};
            MetricSink metrics = (namespace, name, dimensions, time, value, unit) -> {};
            Lambda lambda = Lambda.open(
                    state.service("lambda"),
                    options.maxWorkers(),
                    new Lambda.Outside(
                            s3.buckets()::open, logs, metrics, endpoint::uri, new Random()::nextDouble, clock));
            ApiGateway gateway = new ApiGateway(state.service("apigateway"), clock, lambda.invoker());
            AwsService sts = new AwsQueryService(Set.of("sts"), STS_NAMESPACE, new SecurityTokens());
            List<AwsService> services = List.of(lambda.service(), s3, gateway.controlPlane(), sts);
            endpoint.serve(new Dispatch(services, gateway.dataPlane(new NoStacks())));
            return new EmbeddedCloud(state, endpoint, lambda);
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /** The address of every AWS service, for {@code --endpoint-url}. */
    String endpoint() {
        return endpoint.uri();
    }

    /** Writes {@code cloud.json} and returns what it says. */
    String announce(Clock clock) throws IOException {
        String json = String.format(
                "{\"pid\":%d,\"port\":%d,\"endpoint\":\"%s\",\"api\":\"%s/_api\",\"started\":\"%s\",\"version\":\"%s\"}",
                ProcessHandle.current().pid(),
                endpoint.port(),
                endpoint.uri(),
                endpoint.uri(),
                clock.instant(),
                Main.version());
        state.announce(json + System.lineSeparator());
        return json;
    }

    @Override
    public void close() throws IOException {
        endpoint.close();
        lambda.close();
        state.close();
    }
}
