package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What Lambda says of the account, of code and of policies, and what it refuses before a worker starts. */
class LambdaAccountTest {
    @TempDir
    Path state;

    private RunningCloud cloud;
    private LambdaClient lambda;

    @BeforeEach
    void start() throws IOException {
        cloud = new RunningCloud(state);
        lambda = cloud.lambda();
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
    }

    private FunctionConfiguration make(String name) throws IOException {
        lambda.createFunction(RunningCloud.function(name).build());
        return lambda.getFunction(request -> request.functionName(name)).configuration();
    }

    @Test
    void the_code_is_fetched_where_GetFunction_says() throws Exception {
        FunctionConfiguration made = make("f");
        String location =
                lambda.getFunction(request -> request.functionName("f")).code().location();

        byte[] archive = fetch(location).body();
        assertThat(Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(archive)))
                .isEqualTo(made.codeSha256());
        assertThat((long) archive.length).isEqualTo(made.codeSize());
        for (String changed : List.of(
                location.replaceFirst("expires=\\d", "expires=9"),
                location.substring(0, location.length() - 1),
                location.substring(0, location.indexOf('?')))) {
            HttpResponse<byte[]> refused = fetch(changed);
            assertThat(refused.statusCode()).as(changed).isEqualTo(403);
            assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("The link to the code is not valid, or no longer: ask GetFunction");
        }
    }

    private static HttpResponse<byte[]> fetch(String uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void the_same_code_may_come_eight_times_at_once() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(i -> () -> make("f" + i).codeSha256())
                    .toList();
            List<String> digests = new ArrayList<>();
            for (Future<String> call : callers.invokeAll(calls)) {
                digests.add(call.get());
            }
            assertThat(digests).hasSize(8).containsOnly(digests.get(0));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void the_accounts_limits_and_use_are_shown_and_held() throws IOException {
        make("f");
        make("g");
        lambda.putFunctionConcurrency(request -> request.functionName("f").reservedConcurrentExecutions(400));

        var settings = lambda.getAccountSettings();
        assertThat(settings.accountLimit().concurrentExecutions()).isEqualTo(1000);
        assertThat(settings.accountLimit().unreservedConcurrentExecutions()).isEqualTo(600);
        assertThat(settings.accountUsage().functionCount()).isEqualTo(2);
        assertThat(settings.accountUsage().totalCodeSize()).isPositive();
        assertThatThrownBy(() -> lambda.putFunctionConcurrency(
                        request -> request.functionName("g").reservedConcurrentExecutions(501)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("UnreservedConcurrentExecution below its minimum value of [100]");
        lambda.putFunctionConcurrency(request -> request.functionName("g").reservedConcurrentExecutions(500));
    }

    @Test
    void a_policy_has_a_revision_of_its_own() throws IOException {
        make("f");
        String statement = allow("one", null);
        assertThat(statement).contains("\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"}");
        String revision = lambda.getPolicy(request -> request.functionName("f")).revisionId();
        allow("two", revision);

        assertThatThrownBy(() -> allow("three", revision))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("GetPolicy");
        assertThatThrownBy(() -> lambda.removePermission(
                        request -> request.functionName("f").statementId("one").revisionId(revision)))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageContaining("does not match the latest Revision Id");
        assertThat(lambda.getPolicy(request -> request.functionName("f")).policy())
                .contains("\"Sid\":\"one\"", "\"Sid\":\"two\"")
                .doesNotContain("three");
    }

    private String allow(String id, @org.jspecify.annotations.Nullable String revision) {
        return lambda.addPermission(request -> request.functionName("f")
                        .statementId(id)
                        .action("lambda:InvokeFunction")
                        .principal("123456789012")
                        .revisionId(revision))
                .statement();
    }

    @Test
    void what_is_no_json_never_reaches_the_function() throws IOException {
        make("f");
        for (String payload : List.of("{", "{} {}", "nothing")) {
            assertThatThrownBy(() -> lambda.invoke(
                            request -> request.functionName("f").payload(SdkBytes.fromUtf8String(payload))))
                    .as(payload)
                    .isInstanceOf(InvalidRequestContentException.class)
                    .hasMessageContaining("Could not parse request body into json");
        }
    }

    @Test
    void a_throttled_call_is_told_what_throttled_it() throws IOException {
        make("f");
        lambda.putFunctionConcurrency(request -> request.functionName("f").reservedConcurrentExecutions(0));

        assertThatThrownBy(() -> lambda.invoke(request -> request.functionName("f")))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        e -> assertThat(e.reason())
                                .isEqualTo(ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED))
                .hasMessageContaining("reserved concurrency of 0 is used");
    }
}
