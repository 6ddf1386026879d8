package dev.slipway.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** A project with a stack of its own in a cloud that others use as well: LocalStack's, or AWS. */
final class StackBackend implements Backend {
    private static final String KEY = "test";

    private final Slipway slipway;
    private final ModelStack stack;
    private final Clients clients;
    private final URI api;

    private StackBackend(Slipway slipway, ModelStack stack, Clients clients, URI api) {
        this.slipway = slipway;
        this.stack = stack;
        this.clients = clients;
        this.api = api;
    }

    /** LocalStack has no HTTP APIs, so the API is a REST API there. */
    static Backend onLocalStack(Path project, String model, String plan) {
        LocalStack localStack = LocalStack.shared();
        Clients clients = Clients.at(localStack.endpoint(), AwsBasicCredentials.create(KEY, KEY));
        ModelStack stack = ModelStack.create(
                clients, unique(model), Map.of("ModelName", model, "ApiType", "rest", "Auth", "none"));
        describe(project, model, stack, plan, "endpoint_url: \"" + localStack.endpoint() + "\", region: us-east-1");
        return new StackBackend(
                new Slipway(project, Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", KEY)),
                stack,
                clients,
                throughEndpoint(localStack.endpoint(), stack.outputs().apiUrl()));
    }

    /** With the environment's own profile and region, as the AWS command would have them. */
    static Backend onAws(Path project, String model, String plan) {
        Clients clients = Clients.ofAws();
        ModelStack stack = ModelStack.create(
                clients, unique(model), Map.of("ModelName", model, "ApiType", "http", "Auth", "none"));
        describe(project, model, stack, plan, "embedded: false");
        Map<String, String> account = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("AWS_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new StackBackend(
                new Slipway(project, account),
                stack,
                clients,
                URI.create(stack.outputs().apiUrl()));
    }

    private static String unique(String model) {
        return "it-" + model + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void describe(Path project, String model, ModelStack stack, String plan, String environment) {
        try {
            Files.writeString(project.resolve("slipway.yaml"), """
                    default_environment: backend
                    environments:
                      backend: {%s}
                    models:
                      %s: {stack: %s}
                    rollout: %s
                    """.formatted(environment, model, stack.name(), plan));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code https://<id>.execute-api.<region>.<domain>/<stage>} by way of the one port that LocalStack is reached at. */
    private static URI throughEndpoint(URI endpoint, String apiUrl) {
        URI url = URI.create(apiUrl);
        String id = url.getHost().substring(0, url.getHost().indexOf('.'));
        return URI.create(endpoint + "/_aws/execute-api/" + id + url.getPath());
    }

    @Override
    public Slipway slipway() {
        return slipway;
    }

    @Override
    public String stack() {
        return stack.name();
    }

    @Override
    public URI api() {
        return api;
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public void close() {
        try (clients) {
            stack.delete();
        }
    }
}
