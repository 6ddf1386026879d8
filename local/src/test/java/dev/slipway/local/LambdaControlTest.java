package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Lambda's control plane through the SDK's client. */
class LambdaControlTest {
    @TempDir
    Path state;

    private RunningCloud cloud;
    private LambdaClient lambda;

    @BeforeEach
    void start() throws IOException {
        cloud = new RunningCloud(state);
        lambda = cloud.lambda();
        lambda.createFunction(RunningCloud.function("f").build());
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
    }

    @Test
    void a_function_comes_back_as_it_was_made() {
        FunctionConfiguration made =
                lambda.getFunction(request -> request.functionName("f")).configuration();
        assertThat(made.stateAsString()).isEqualTo("Active");
        assertThat(made.lastUpdateStatusAsString()).isEqualTo("Successful");
        assertThat(made.version()).isEqualTo("$LATEST");
        assertThat(made.timeout()).isEqualTo(10);
        assertThat(made.memorySize()).isEqualTo(256);
        assertThat(lambda.listFunctions().functions()).hasSize(1);
    }

    @Test
    void publishing_the_same_code_and_configuration_makes_no_version() {
        assertThat(publish()).isEqualTo("1");
        assertThat(publish()).isEqualTo("1");
        lambda.updateFunctionConfiguration(
                request -> request.functionName("f").environment(RunningCloud.environment("A", "1")));
        assertThat(publish()).isEqualTo("2");
        assertThat(lambda.listVersionsByFunction(request -> request.functionName("f"))
                        .versions())
                .extracting(FunctionConfiguration::version)
                .containsExactly("$LATEST", "1", "2");
    }

    @Test
    void a_stale_revision_is_refused_everywhere() {
        String stale = "00000000-0000-0000-0000-000000000000";
        publish();
        lambda.createAlias(request -> request.functionName("f").name("live").functionVersion("1"));
        assertThatThrownBy(() -> lambda.updateFunctionConfiguration(
                        request -> request.functionName("f").timeout(5).revisionId(stale)))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("does not match the latest Revision Id");
        assertThatThrownBy(() -> lambda.publishVersion(
                        request -> request.functionName("f").revisionId(stale)))
                .isInstanceOf(PreconditionFailedException.class);
        assertThatThrownBy(() -> lambda.updateAlias(
                        request -> request.functionName("f").name("live").revisionId(stale)))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("GetAlias");
        assertThatThrownBy(() -> lambda.publishVersion(
                        request -> request.functionName("f").codeSha256("b3RoZXI=")))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("CodeSHA256");
    }

    @Test
    void an_alias_takes_two_published_versions_and_keeps_what_an_update_leaves_out() {
        publish();
        lambda.updateFunctionConfiguration(request -> request.functionName("f").timeout(4));
        publish();
        lambda.createAlias(request -> request.functionName("f").name("live").functionVersion("1"));
        lambda.updateAlias(request -> request.functionName("f")
                .name("live")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.1))));
        lambda.updateAlias(request -> request.functionName("f").name("live").description("kept"));
        assertThat(alias().routingConfig().additionalVersionWeights()).containsExactly(Map.entry("2", 0.1));
        lambda.updateAlias(request -> request.functionName("f")
                .name("live")
                .functionVersion("2")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
        assertThat(alias().functionVersion()).isEqualTo("2");
        assertThat(alias().routingConfig()).isNull();
    }

    @Test
    void wrong_weights_are_refused() {
        publish();
        assertThatThrownBy(() -> weights(Map.of("$LATEST", 0.5)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("$LATEST is not supported for an alias pointing to more than 1 version");
        assertThatThrownBy(() -> weights(Map.of("7", 0.5)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:7");
        assertThatThrownBy(() -> weights(Map.of("1", 0.5)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("already included");
    }

    @Test
    void what_is_not_there_or_already_there_is_told_with_lambdas_types() {
        assertThatThrownBy(() -> lambda.getFunction(request -> request.functionName("absent")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("function:absent");
        assertThatThrownBy(
                        () -> lambda.createFunction(RunningCloud.function("f").build()))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Function already exist: f");
        assertThatThrownBy(() ->
                        lambda.getAlias(request -> request.functionName("f").name("live")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Cannot find alias arn");
    }

    @Test
    void an_environment_over_four_kilobytes_is_refused() {
        assertThatThrownBy(() -> lambda.updateFunctionConfiguration(request ->
                        request.functionName("f").environment(RunningCloud.environment("A", "x".repeat(4096)))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("exceeded the 4KB limit");
    }

    @Test
    void a_function_without_reserved_concurrency_left_is_throttled() {
        lambda.putFunctionConcurrency(request -> request.functionName("f").reservedConcurrentExecutions(0));
        assertThatThrownBy(() -> lambda.invoke(request -> request.functionName("f")))
                .isInstanceOf(TooManyRequestsException.class)
                .hasMessageContaining("reserved concurrency of 0");
    }

    @Test
    void permissions_are_kept_as_a_policy() {
        lambda.addPermission(request -> request.functionName("f")
                .statementId("api")
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com"));
        assertThat(lambda.getPolicy(request -> request.functionName("f")).policy())
                .contains("\"Sid\":\"api\"")
                .contains("apigateway.amazonaws.com");
        lambda.removePermission(request -> request.functionName("f").statementId("api"));
        assertThatThrownBy(() -> lambda.getPolicy(request -> request.functionName("f")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void everything_is_there_again_after_a_restart() throws IOException {
        publish();
        lambda.createAlias(request -> request.functionName("f").name("live").functionVersion("1"));
        String revision = alias().revisionId();
        cloud.close();
        cloud = new RunningCloud(state);
        lambda = cloud.lambda();
        assertThat(alias().revisionId()).isEqualTo(revision);
        assertThat(lambda.invoke(request -> request.functionName("f").qualifier("live"))
                        .executedVersion())
                .isEqualTo("1");
        assertThat(publish()).isEqualTo("1");
    }

    private String publish() {
        return lambda.publishVersion(request -> request.functionName("f")).version();
    }

    private software.amazon.awssdk.services.lambda.model.GetAliasResponse alias() {
        return lambda.getAlias(request -> request.functionName("f").name("live"));
    }

    private void weights(Map<String, Double> weights) {
        lambda.createAlias(request -> request.functionName("f")
                .name("bad")
                .functionVersion("1")
                .routingConfig(routing -> routing.additionalVersionWeights(weights)));
    }
}
