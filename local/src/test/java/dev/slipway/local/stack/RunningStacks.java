package dev.slipway.local.stack;

import dev.slipway.local.AnyRole;
import dev.slipway.local.apigateway.ApiGateway;
import dev.slipway.local.apigateway.auth.KeyLocations;
import dev.slipway.local.fn.TestHandler;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.Dispatch;
import dev.slipway.local.http.Endpoint;
import dev.slipway.local.iam.Roles;
import dev.slipway.local.kms.Keys;
import dev.slipway.local.lambda.Lambda;
import dev.slipway.local.s3.S3Service;
import dev.slipway.local.stack.resource.Alarms;
import dev.slipway.local.stack.resource.LogGroups;
import dev.slipway.local.stack.resource.ResourceTypes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Lambda, S3, the gateway and the stacks behind one endpoint, with clients; alarms and log groups are only noted. */
final class RunningStacks implements AutoCloseable {
    static final String CODE = "function/target/slipway-function-x64.jar";

    final TreeSet<String> alarms = new TreeSet<>();
    final TreeSet<String> logGroups = new TreeSet<>();
    final List<String> log = new ArrayList<>();
    final S3Service s3;
    final Roles roles;
    final CloudFormationClient cloudFormation;
    final LambdaClient lambda;
    final ApiGatewayV2Client apis;
    final ApiGatewayClient restApis;
    private final Endpoint endpoint;
    private final Lambda workers;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningStacks(Path state, Path project) throws IOException {
        this(state, project, Map.of());
    }

    /** @param jwks where token issuers' keys are */
    RunningStacks(Path state, Path project, Map<String, String> jwks) throws IOException {
        Clock clock = Clock.systemUTC();
        s3 = new S3Service(state.resolve("s3"), clock);
        endpoint = Endpoint.bind(0, "http");
        workers = Lambda.open(
                Files.createDirectories(state.resolve("lambda")),
                2,
                new Lambda.Outside(
                        s3.buckets()::open,
                        (namespace, name, dimensions, time, value, unit) -> {},
                        endpoint::uri,
                        new AnyRole(),
                        () -> 0.5,
                        clock));
        ApiGateway gateway = new ApiGateway(
                state.resolve("apigateway"),
                clock,
                new ApiGateway.Outside(
                        workers.invoker(),
                        workers.permissions(),
                        RunningStacks::signed,
                        KeyLocations.remember(state, jwks),
                        log::add));
        Keys keys = Keys.in(Files.createDirectories(state.resolve("kms")), clock);
        roles = Roles.in(state.resolve("iam"));
        ResourceTypes types = ResourceTypes.of(
                project,
                workers.functions(),
                gateway,
                s3.buckets(),
                roles,
                new NotedAlarms(),
                new NotedLogGroups(),
                keys);
        CloudFormation stacks = new CloudFormation(state.resolve("cloudformation"), clock, types, endpoint::uri);
        stacks.recover();
        endpoint.serve(new Dispatch(
                (request, service) -> request,
                List.of(workers.service(), s3, gateway.controlPlane(), stacks.service()),
                gateway.dataPlane(stacks.models())));
        cloudFormation = client(CloudFormationClient.builder()).build();
        lambda = client(LambdaClient.builder()).build();
        apis = client(ApiGatewayV2Client.builder()).build();
        restApis = client(ApiGatewayClient.builder()).build();
    }

    /** Takes every signature, but wants one. */
    private static dev.slipway.local.http.HttpRequest signed(
            dev.slipway.local.http.HttpRequest request, String service) {
        if (request.header("authorization").isEmpty()) {
            throw new AwsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        return request;
    }

    String uri() {
        return endpoint.uri();
    }

    HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Our template, with a handler that the tests have. */
    static String template() throws IOException {
        return Files.readString(Path.of("../template.yaml"))
                .replace("dev.slipway.function.Handler", TestHandler.class.getName())
                .replace("java25", "java17");
    }

    /** Writes the function's archive where the template looks for it. @param mark makes it another archive */
    static void build(Path project, String mark) throws IOException {
        Path jar = project.resolve(CODE);
        Files.createDirectories(jar.getParent());
        String name = TestHandler.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                InputStream bytes = Objects.requireNonNull(
                        TestHandler.class.getClassLoader().getResourceAsStream(name))) {
            zip.putNextEntry(new ZipEntry(name));
            bytes.transferTo(zip);
            zip.putNextEntry(new ZipEntry("mark-" + mark));
        }
    }

    private <B extends AwsClientBuilder<B, ?>> B client(B builder) {
        return builder.endpointOverride(URI.create(endpoint.uri()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(overrides -> overrides.retryStrategy(retries -> retries.maxAttempts(1)));
    }

    @Override
    public void close() throws IOException {
        cloudFormation.close();
        lambda.close();
        apis.close();
        restApis.close();
        endpoint.close();
        workers.close();
    }

    private final class NotedAlarms implements Alarms {
        @Override
        public void put(PutMetricAlarmRequest alarm) {
            alarms.add(alarm.alarmName());
        }

        @Override
        public void delete(String alarmName) {
            alarms.remove(alarmName);
        }
    }

    private final class NotedLogGroups implements LogGroups {
        @Override
        public void put(String logGroup, OptionalInt retentionDays) {
            logGroups.add(logGroup);
        }

        @Override
        public void delete(String logGroup) {
            logGroups.remove(logGroup);
        }
    }
}
