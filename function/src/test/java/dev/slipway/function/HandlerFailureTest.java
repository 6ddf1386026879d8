package dev.slipway.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.function.RunningFunction.Answer;
import dev.slipway.function.store.Credentials;
import dev.slipway.function.store.FakeS3;
import dev.slipway.function.store.LambdaCredentials;
import dev.slipway.function.store.ModelStore;
import dev.slipway.function.store.TestBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerFailureTest {
    private static final Credentials CREDENTIALS = new LambdaCredentials(Map.of(), Clock.systemUTC());

    @TempDir
    Path root;

    private FakeS3 s3;
    private TestBundle bundle;
    private String request;

    @BeforeEach
    void release_penguins() throws IOException {
        s3 = new FakeS3();
        bundle = TestBundle.real("penguins-v2");
        bundle.pushTo(s3);
        request = RunningFunction.parse(new String(bundle.files().get("golden.json"), StandardCharsets.UTF_8))
                .path(0)
                .path("request")
                .toString();
    }

    @AfterEach
    void close() {
        s3.close();
    }

    private RunningFunction released() {
        return new RunningFunction(s3.location(), Optional.of(bundle.release()), root);
    }

    @Test
    void before_the_first_release_inference_and_readiness_say_what_to_run() throws IOException {
        var function = new RunningFunction(s3.location(), Optional.empty(), root);

        for (Answer answer : List.of(
                function.infer(request),
                function.get("/v2/health/ready"),
                function.get("/v2/models/penguins"),
                function.get("/v2/models/penguins/ready"))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.error())
                    .isEqualTo("model 'penguins' is not ready: no release yet; run ./slipway deploy <bundle>");
            assertThat(answer.headers().has("x-slipway-model-digest")).isFalse();
        }
        assertThat(function.get("/v2/health/live").status()).isEqualTo(200);
        assertThat(s3.requests()).isEmpty();
    }

    @Test
    void a_changed_byte_is_a_load_error_until_it_is_mended() throws IOException {
        byte[] graph = bundle.files().getOrDefault("model.onnx", new byte[1]);
        byte[] changed = graph.clone();
        changed[changed.length / 2] ^= 1;
        s3.put(bundle.blobKey("model.onnx"), changed);
        RunningFunction function = released();

        Answer refused = function.infer(request);
        s3.put(bundle.blobKey("model.onnx"), graph);
        Answer served = function.infer(request);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.error()).contains("file 'model.onnx'").contains("changed after its push and is not served");
        assertThat(served.status()).isEqualTo(200);
        assertThat(function.metrics().get(0).path("LoadErrors").asInt()).isEqualTo(1);
        assertThat(function.metrics().get(0).path("Errors").asInt()).isEqualTo(1);
        assertThat(function.metrics().get(1).path("Errors").asInt()).isZero();
        assertThat(function.logs().get(0).path("message").asText()).contains("file 'model.onnx'");
    }

    @Test
    void a_model_that_cannot_be_opened_is_a_load_error_that_says_what_to_do() throws IOException {
        byte[] nonsense = "no graph".getBytes(StandardCharsets.UTF_8);
        TestBundle broken = bundle.with("model.onnx", nonsense);
        broken.pushTo(s3);
        var function = new RunningFunction(s3.location(), Optional.of(broken.release()), root);

        Answer answer = function.infer(request);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).contains("cannot be opened").contains("./slipway check <bundle>");
    }

    @Test
    void sixteen_first_calls_at_once_load_the_model_once() throws Exception {
        RunningFunction function = released();
        var start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            var answers = new ArrayList<Future<Answer>>();
            for (int i = 0; i < 16; i++) {
                Callable<Answer> call = () -> {
                    start.await();
                    return function.infer(request);
                };
                answers.add(threads.submit(call));
            }
            start.countDown();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(s3.requests()).hasSize(3).doesNotHaveDuplicates();
        assertThat(function.metrics())
                .hasSize(16)
                .filteredOn(line -> line.has("ModelLoadTime"))
                .hasSize(1);
        assertThat(function.metrics())
                .filteredOn(line -> line.path("ColdStarts").asInt() == 1)
                .hasSize(1);
    }

    @Test
    void anything_thrown_becomes_a_500_without_its_words_and_the_next_call_is_served() throws IOException {
        ModelStore failing = release -> {
            throw new StackOverflowError("SECRET");
        };
        var function = new RunningFunction(failing, Optional.of(bundle.release()), CREDENTIALS);

        Answer answer = function.infer(request);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.error())
                .isEqualTo("internal error; the function's log tells more under request id request-1");
        assertThat(function.get("/v2/health/live").status()).isEqualTo(200);
        assertThat(function.metrics().get(0).path("InternalErrors").asInt()).isEqualTo(1);
        JsonNode line = function.logs().get(0);
        assertThat(line.path("level").asText()).isEqualTo("ERROR");
        assertThat(line.path("exceptions").path(0).asText()).isEqualTo("java.lang.StackOverflowError");
        assertThat(function.stdout()).doesNotContain("SECRET");
    }

    @Test
    void nothing_of_a_body_reaches_stdout() throws IOException {
        RunningFunction function = released();
        String secret = "TopSecret4711";

        function.infer(request.replace("Biscoe", secret));
        function.infer(request.replace("37.9", "4711471147"));
        function.infer(request.replace("[37.9]", "[\"" + secret + "\"]"));
        function.infer(request.replace("{\"inputs\"", "{\"id\":\"" + secret + "\",\"inputs\""));
        function.infer(request.replace("\"island\"", "\"" + secret + "\""));
        function.infer("{\"inputs\": " + secret);
        function.infer(secret);
        function.invoke(secret);
        function.invoke("{\"inputs\":[\"" + secret + "\"]}");

        assertThat(function.metrics()).hasSize(9);
        assertThat(function.stdout()).doesNotContain(secret).doesNotContain("4711471147");
    }
}
