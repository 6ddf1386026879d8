package dev.slipway.acceptance;

import static dev.slipway.acceptance.Conditions.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.slipway.deployer.cloud.CloudAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;

/**
 * The stack as its owner keeps it, by the SAM command on LocalStack: made, given a model, updated in the middle of a split
 * while a client predicts all along, and deleted.
 */
class SamDeployIT {
    private static final String STACK = "it-sam-penguins";
    private static final String[] DEPLOY = {
        "deploy",
        "--stack-name",
        STACK,
        "--no-confirm-changeset",
        "--parameter-overrides",
        "ModelName=penguins",
        "ApiType=rest",
        "Auth=none"
    };

    @TempDir
    static Path project;

    @BeforeAll
    static void canRun() {
        Stream.of(LocalStack.missing(), SamProject.missing())
                .flatMap(Optional::stream)
                .findFirst()
                .map(why -> BackendRuns.skippedOrFailed(
                        "SamDeployIT", BackendName.LOCALSTACK, why, BackendRuns.dockerIsRequired()))
                .ifPresent(line -> {
                    System.err.println(line);
                    Assumptions.abort(line);
                });
    }

    @Test
    void an_update_in_the_middle_of_a_split_leaves_the_weights_and_costs_no_request() throws Exception {
        LocalStack cloud = LocalStack.shared();
        Map<String, String> account = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");
        Slipway slipway = project(cloud, account);
        SamProject sam = SamProject.in(project, inCloud(cloud, account));
        CloudAccess access = CloudAccess.embeddedAt(
                cloud.endpoint().toString(), project.resolve("credentials").toString());
        try (Clients clients = Clients.of(access)) {
            succeeds(sam.sam("build"));
            succeeds(sam.sam(DEPLOY));
            succeeds(slipway.run("deploy", Penguins.V1));
            succeeds(slipway.run("release", Penguins.V2));
            succeeds(slipway.run("shift", "penguins", "live", "3=10"));
            updateUnderTraffic(sam, clients, cloud);
            deleteLeavesTheLedger(sam, clients);
        }
    }

    private static void updateUnderTraffic(SamProject sam, Clients clients, LocalStack cloud) throws Exception {
        StackOutputs outputs = StackOutputs.of(clients, STACK);
        URI api = StackBackend.throughEndpoint(cloud.endpoint(), outputs.apiUrl());
        GetAliasResponse alias = live(clients, outputs);
        assertThat(alias.functionVersion()).isEqualTo("2");
        assertThat(alias.routingConfig().additionalVersionWeights()).containsExactly(entry("3", 0.1));
        List<FunctionConfiguration> versions = versions(clients, outputs);
        String before = latest(clients, outputs).codeSha256();

        try (SteadyClient client = SteadyClient.start(URI.create(api + Penguins.INFER), Penguins.gentoo())) {
            answersMore(client, 20);
            sam.changeCode();
            succeeds(sam.sam("build"));
            succeeds(sam.sam(DEPLOY));
            answersMore(client, 100);

            assertThat(client.failures()).isEmpty();
            assertThat(client.byVersion()).containsKey("2");
            assertThat(client.byVersion().keySet()).isSubsetOf("2", "3");
        }

        assertThat(latest(clients, outputs).codeSha256()).isNotEqualTo(before);
        assertThat(live(clients, outputs).functionVersion()).isEqualTo("2");
        assertThat(live(clients, outputs).routingConfig()).isEqualTo(alias.routingConfig());
        assertThat(versions(clients, outputs)).isEqualTo(versions);
    }

    private static void deleteLeavesTheLedger(SamProject sam, Clients clients) throws Exception {
        StackOutputs outputs = StackOutputs.of(clients, STACK);

        succeeds(sam.sam("delete", "--stack-name", STACK, "--no-prompts"));

        assertThatThrownBy(() -> StackOutputs.of(clients, STACK))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("does not exist");
        assertThat(clients.s3()
                        .listObjectsV2(request ->
                                request.bucket(outputs.bucket()).prefix("releases/" + outputs.function() + "/"))
                        .contents())
                .hasSize(2);
    }

    private static Slipway project(LocalStack cloud, Map<String, String> account) throws IOException {
        Files.writeString(project.resolve("slipway.yaml"), """
                default_environment: backend
                environments:
                  backend: {endpoint_url: "%s", region: %s}
                models:
                  penguins: {stack: %s}
                rollout: AllAtOnce
                """.formatted(cloud.endpoint(), cloud.region(), STACK));
        Files.writeString(
                project.resolve("credentials"), "[default]\naws_access_key_id=test\naws_secret_access_key=test\n");
        return new Slipway(project, account);
    }

    private static Map<String, String> inCloud(LocalStack cloud, Map<String, String> account) {
        return Map.of(
                "AWS_ENDPOINT_URL", cloud.endpoint().toString(),
                "AWS_DEFAULT_REGION", cloud.region(),
                "AWS_ACCESS_KEY_ID", account.get("AWS_ACCESS_KEY_ID"),
                "AWS_SECRET_ACCESS_KEY", account.get("AWS_SECRET_ACCESS_KEY"));
    }

    private static void answersMore(SteadyClient client, int calls) {
        int from = client.answered();
        eventually(
                calls + " more calls are answered, of which failed " + client.failures(),
                () -> client.answered() >= from + calls || !client.failures().isEmpty()
                        ? Optional.of(true)
                        : Optional.empty());
    }

    private static GetAliasResponse live(Clients clients, StackOutputs outputs) {
        return clients.lambda()
                .getAlias(request -> request.functionName(outputs.function()).name("live"));
    }

    private static FunctionConfiguration latest(Clients clients, StackOutputs outputs) {
        return configurations(clients, outputs)
                .filter(configuration -> configuration.version().equals("$LATEST"))
                .findFirst()
                .orElseThrow();
    }

    private static List<FunctionConfiguration> versions(Clients clients, StackOutputs outputs) {
        return configurations(clients, outputs)
                .filter(configuration -> !configuration.version().equals("$LATEST"))
                .toList();
    }

    private static Stream<FunctionConfiguration> configurations(Clients clients, StackOutputs outputs) {
        return clients
                .lambda()
                .listVersionsByFunctionPaginator(request -> request.functionName(outputs.function()))
                .versions()
                .stream();
    }

    private static void succeeds(Slipway.Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
    }
}
