package dev.slipway.acceptance;

import dev.slipway.deployer.cloud.CloudAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A project with a stack of its own in a cloud that others use as well: LocalStack's, or AWS. */
final class StackBackend implements Backend {
    private static final String KEY = "test";

    private final Slipway slipway;
    private final ModelStack stack;
    private final CloudAccess access;
    private final Clients clients;
    private final URI api;

    private final Consumer<ModelStack> removal;

    private StackBackend(
            Slipway slipway,
            ModelStack stack,
            CloudAccess access,
            Clients clients,
            URI api,
            Consumer<ModelStack> removal) {
        this.slipway = slipway;
        this.stack = stack;
        this.access = access;
        this.clients = clients;
        this.api = api;
        this.removal = removal;
    }

    /** LocalStack has no HTTP APIs, so the API is a REST API there. */
    static Backend onLocalStack(Path project, String model, String plan) {
        LocalStack localStack = LocalStack.shared();
        CloudAccess access = CloudAccess.embeddedAt(
                localStack.endpoint().toString(), credentials(project).toString());
        Clients clients = Clients.of(access);
        ModelStack stack = ModelStack.create(
                clients, unique(model), Map.of("ModelName", model, "ApiType", "rest", "Auth", "none"));
        stack.encryptBucket();
        describe(project, model, stack, plan, "endpoint_url: \"" + localStack.endpoint() + "\", region: us-east-1");
        return new StackBackend(
                new Slipway(project, Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", KEY)),
                stack,
                access,
                clients,
                throughEndpoint(localStack.endpoint(), stack.outputs().apiUrl()),
                ModelStack::letGo);
    }

    /** With the environment's own profile and region, as the AWS command would have them. */
    static Backend onAws(Path project, String model, String plan) {
        CloudAccess access = new CloudAccess(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Clients clients = Clients.of(access);
        ModelStack stack = ModelStack.create(
                clients, unique(model), Map.of("ModelName", model, "ApiType", "http", "Auth", "none"));
        describe(project, model, stack, plan, "embedded: false");
        Map<String, String> account = System.getenv().entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("AWS_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new StackBackend(
                new Slipway(project, account),
                stack,
                access,
                clients,
                URI.create(stack.outputs().apiUrl()),
                ModelStack::delete);
    }

    /** LocalStack takes any; a file is where the SDK looks for none of this machine's. */
    private static Path credentials(Path project) {
        try {
            return Files.writeString(
                    project.resolve("credentials"),
                    "[default]\naws_access_key_id=%s\naws_secret_access_key=%s\n".formatted(KEY, KEY));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
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
    static URI throughEndpoint(URI endpoint, String apiUrl) {
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
    public CloudAccess access() {
        return access;
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public void close() {
        try (clients) {
            removal.accept(stack);
        }
    }
}
