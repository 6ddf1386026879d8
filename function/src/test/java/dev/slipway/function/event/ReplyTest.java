package dev.slipway.function.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static String written(Event event, Reply reply) throws IOException {
        var out = new ByteArrayOutputStream();
        event.write(reply, out);
        return out.toString(UTF_8);
    }

    private static HttpEvent http() {
        return new HttpEvent("GET", "/v2", Map.of(), new byte[0]);
    }

    @Test
    void an_http_event_gets_status_headers_and_the_body_as_a_json_string() throws IOException {
        Reply reply = Reply.ok("{\"a\":\"é\\\\\n\u0001\"}".getBytes(UTF_8)).withHeaders(Map.of("x-id", "q\"1"));

        assertThat(written(http(), reply))
                .isEqualTo(
                        "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\",\"x-id\":\"q\\\"1\"},"
                                + "\"body\":\"{\\\"a\\\":\\\"é\\\\\\\\\\u000a\\u0001\\\"}\",\"isBase64Encoded\":false}");
    }

    @Test
    void a_failure_over_http_carries_its_status_beside_the_error() throws IOException {
        assertThat(written(http(), Reply.failed(404, "no \"m\"")))
                .startsWith("{\"statusCode\":404,")
                .contains("\"body\":\"{\\\"error\\\":\\\"no \\\\\\\"m\\\\\\\"\\\"}\"");
    }

    @Test
    void a_direct_invoke_gets_the_plain_body() throws IOException {
        assertThat(written(new DirectInvoke(new byte[0]), Reply.ok("{\"outputs\":[]}".getBytes(UTF_8))))
                .isEqualTo("{\"outputs\":[]}");
    }

    @Test
    void a_failed_direct_invoke_gets_error_and_status_in_one_object() throws IOException {
        assertThat(written(new DirectInvoke(new byte[0]), Reply.failed(400, "bad")))
                .isEqualTo("{\"error\":\"bad\",\"status\":400}");
    }
}
