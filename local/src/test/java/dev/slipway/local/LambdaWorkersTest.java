package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Functions in real workers, through the SDK's client. */
class LambdaWorkersTest {
    @TempDir
    static Path state;

    private static RunningCloud cloud;
    private static LambdaClient lambda;

    @BeforeAll
    static void start() throws IOException {
        cloud = new RunningCloud(state);
        lambda = cloud.lambda();
        lambda.createFunction(RunningCloud.function("worker").build());
    }

    @AfterAll
    static void stop() throws IOException {
        cloud.close();
    }

    @Test
    void answers_with_version_arn_and_environment() {
        InvokeResponse response = invoke("worker", "{\"a\":1}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isNull();
        assertThat(response.executedVersion()).isEqualTo("$LATEST");
        assertThat(response.payload().asUtf8String())
                .contains("\"version\":\"$LATEST\"")
                .contains("\"arn\":\"arn:aws:lambda:us-east-1:000000000000:function:worker\"")
                .contains("\"endpoint\":\"" + cloud.endpoint() + "\"");
    }

    @Test
    void returns_the_request_log_with_its_own_lines_between_start_and_report() {
        InvokeResponse response = lambda.invoke(request -> request.functionName("worker")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"tail\":true}")));
        String log = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        assertThat(log)
                .containsSubsequence(
                        "START RequestId: ",
                        " Version: $LATEST",
                        "got {\"tail\":true}",
                        "END RequestId: ",
                        "REPORT RequestId: ",
                        "Duration: ",
                        "Billed Duration: ",
                        "Memory Size: 256 MB",
                        "Max Memory Used: ");
    }

    @Test
    void an_exit_costs_its_own_request_only() {
        InvokeResponse response = invoke("worker", "{\"do\":\"exit\"}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Error: Runtime exited with error: exit status 3");
        assertThat(invoke("worker", "{}").functionError()).isNull();
    }

    @Test
    void a_kill_in_the_middle_of_a_request_costs_its_own_request_only() {
        InvokeResponse response = invoke("worker", "{\"do\":\"kill\"}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("Runtime exited with error: signal: killed");
        assertThat(invoke("worker", "{}").functionError()).isNull();
    }

    @Test
    void an_exception_is_lambdas_error_object() {
        InvokeResponse response = invoke("worker", "{\"do\":\"throw\"}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String())
                .contains("\"errorMessage\":\"thrown on demand\"")
                .contains("\"errorType\":\"java.lang.IllegalArgumentException\"");
    }

    @Test
    void a_handler_that_takes_too_long_is_ended() throws IOException {
        lambda.createFunction(RunningCloud.function("slow").timeout(1).build());
        InvokeResponse response = invoke("slow", "{\"do\":\"hang\"}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("Task timed out after 1.00 seconds");
    }

    @Test
    void a_handler_that_cannot_be_made_answers_with_its_init_error() throws IOException {
        lambda.createFunction(RunningCloud.function("broken")
                .environment(RunningCloud.environment("FAIL_IN", "init"))
                .build());
        InvokeResponse response = invoke("broken", "{}");
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("cannot be made");
    }

    @Test
    void weights_split_the_requests_between_two_versions() throws IOException {
        lambda.createFunction(RunningCloud.function("split").publish(true).build());
        lambda.updateFunctionConfiguration(
                request -> request.functionName("split").environment(RunningCloud.environment("NAME", "two")));
        lambda.publishVersion(request -> request.functionName("split"));
        lambda.createAlias(request -> request.functionName("split")
                .name("live")
                .functionVersion("1")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of("2", 0.3))));
        int toSecond = 0;
        for (int i = 0; i < 400; i++) {
            InvokeResponse response =
                    lambda.invoke(request -> request.functionName("split").qualifier("live"));
            assertThat(response.payload().asUtf8String())
                    .contains("\"version\":\"" + response.executedVersion() + "\"")
                    .contains("function:split:live");
            toSecond += response.executedVersion().equals("2") ? 1 : 0;
        }
        // 400 draws at 0.3: 120 +- 4.5 standard deviations of 9.2.
        assertThat(toSecond).isBetween(79, 161);
    }

    private static InvokeResponse invoke(String function, String payload) {
        return lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }
}
