package dev.slipway.function.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmfWriterTest {
    private static final String ARN = "arn:aws:lambda:eu-central-1:000000000000:function:f";
    private final AtomicLong now = new AtomicLong();
    private final Measurement measured = new Measurement(now::get);

    private String line(Caller caller) {
        var out = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1234), ZoneOffset.UTC);
        new EmfWriter(new PrintStream(out, true, UTF_8), clock, "penguins").write(caller, measured);
        assertThat(out.toString(UTF_8)).endsWith("}\n").containsOnlyOnce("\n");
        return out.toString(UTF_8).strip();
    }

    private static String metric(String name, String unit) {
        return "{\"Name\":\"" + name + "\",\"Unit\":\"" + unit + "\",\"StorageResolution\":1}";
    }

    @Test
    void writes_directive_dimensions_and_values_of_a_prediction() {
        measured.start();
        for (Phase phase : Phase.values()) {
            now.addAndGet(500_000);
            measured.ended(phase);
        }
        measured.finished(Outcome.OK);

        assertThat(line(Caller.of("r-1", "3", ARN + ":live")))
                .startsWith("{\"_aws\":{\"Timestamp\":1234,\"CloudWatchMetrics\":[{\"Namespace\":\"Slipway\","
                        + "\"Dimensions\":[[\"Model\",\"Alias\"],[\"Model\",\"ModelVersion\"]],\"Metrics\":["
                        + metric("Invocations", "Count"))
                .contains(metric("Latency", "Milliseconds"), metric("EncodeTime", "Milliseconds"))
                .contains("\"Model\":\"penguins\",\"Alias\":\"live\",\"ModelVersion\":\"3\",\"requestId\":\"r-1\"")
                .contains("\"Invocations\":1,\"Errors\":0,\"ModelErrors\":0,\"LoadErrors\":0,\"InternalErrors\":0,"
                        + "\"ClientErrors\":0,\"Latency\":2.5,\"DecodeTime\":0.5,\"PreprocessTime\":0.5,\"RunTime\":0.5,"
                        + "\"PostprocessTime\":0.5,\"EncodeTime\":0.5,\"ColdStarts\":0}")
                .doesNotContain("ModelLoad");
    }

    @Test
    void leaves_out_the_alias_of_a_call_by_version_or_without_qualifier() {
        measured.finished(Outcome.OK);

        for (String arn : new String[] {ARN, ARN + ":3", ARN + ":$LATEST"}) {
            assertThat(line(Caller.of("r", "3", arn)))
                    .contains("\"Dimensions\":[[\"Model\",\"ModelVersion\"]]")
                    .doesNotContain("Alias");
        }
    }

    @Test
    void counts_an_error_by_its_kind_and_in_the_sum() {
        measured.finished(Outcome.LOAD_ERROR);

        assertThat(line(Caller.of("r", "3", ARN)))
                .contains("\"Errors\":1,\"ModelErrors\":0,\"LoadErrors\":1,\"InternalErrors\":0,\"ClientErrors\":0");
    }

    @Test
    void a_clients_error_is_none_of_the_models() {
        measured.finished(Outcome.CLIENT_ERROR);

        assertThat(line(Caller.of("r", "3", ARN)))
                .contains("\"Errors\":0,\"ModelErrors\":0,\"LoadErrors\":0,\"InternalErrors\":0,\"ClientErrors\":1");
    }

    @Test
    void says_what_loading_cost_in_the_call_that_did_it() {
        measured.cold();
        measured.loaded(12_000_000, 4096);
        measured.finished(Outcome.OK);

        assertThat(line(Caller.of("r", "3", ARN)))
                .contains(metric("ModelLoadTime", "Milliseconds"), metric("ModelLoadBytes", "Bytes"))
                .contains("\"ColdStarts\":1,\"ModelLoadTime\":12.0,\"ModelLoadBytes\":4096}");
    }
}
