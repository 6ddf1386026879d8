package dev.slipway.function.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final String CONTEXT =
            "\"requestContext\":{\"stage\":\"$default\",\"http\":{\"method\":\"POST\",\"path\":\"/v2\"}}";

    private static Event read(String text) throws IOException {
        return new EventReader().read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static HttpEvent http(String fields) throws IOException {
        return (HttpEvent) read("{\"version\":\"2.0\",\"rawPath\":\"/v2/models/m/infer\"," + CONTEXT + fields + "}");
    }

    private static String bodyOf(String jsonString) throws IOException {
        return new String(
                http(",\"body\":" + jsonString + ",\"isBase64Encoded\":false").body(), UTF_8);
    }

    @Test
    void takes_method_path_and_the_headers_it_needs_from_an_http_event() throws IOException {
        HttpEvent event = http(",\"headers\":{\"Content-Type\":\"application/json\",\"x-other\":\"no\"}");

        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.path()).isEqualTo("/v2/models/m/infer");
        assertThat(event.header("content-type")).isEqualTo("application/json");
        assertThat(event.header("x-other")).isNull();
        assertThat(event.body()).isEmpty();
    }

    @Test
    void leaves_a_named_stage_out_of_the_path() throws IOException {
        var event = (HttpEvent) read("{\"rawPath\":\"/prod/v2/models\",\"requestContext\":{\"stage\":\"prod\","
                + "\"authorizer\":{\"http\":{\"method\":\"NO\"}},\"http\":{\"method\":\"get\"}}}");

        assertThat(event.path()).isEqualTo("/v2/models");
        assertThat(event.method()).isEqualTo("GET");
    }

    /** A request as a REST API's proxy integration hands it over, with a stage whose name is in the path as well. */
    private static HttpEvent rest(String fields) throws IOException {
        return (HttpEvent) read("""
                {"resource":"/v2/{proxy+}","path":"/v2/models/m/infer","httpMethod":"POST",
                 "pathParameters":{"proxy":"models/m/infer"},"queryStringParameters":null,
                 "multiValueQueryStringParameters":null,"stageVariables":null,
                 "requestContext":{"stage":"v2","path":"/v2/v2/models/m/infer","httpMethod":"POST",
                   "resourcePath":"/v2/{proxy+}","identity":{"sourceIp":"1.2.3.4","path":"no"},"authorizer":{"body":"no"}}
                 %s}
                """.formatted(fields));
    }

    @Test
    void takes_method_path_headers_and_body_from_a_rest_event_without_touching_the_path() throws IOException {
        HttpEvent event =
                rest(",\"headers\":{\"Content-Type\":\"application/json\",\"Host\":\"h\"},\"body\":\"{\\\"a\\\":1}\","
                        + "\"isBase64Encoded\":false");

        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.path()).isEqualTo("/v2/models/m/infer");
        assertThat(event.headers()).containsOnly(java.util.Map.entry("content-type", "application/json"));
        assertThat(event.body()).asString(UTF_8).isEqualTo("{\"a\":1}");
    }

    @Test
    void takes_the_last_of_a_headers_values_where_they_come_as_a_list() throws IOException {
        HttpEvent event =
                rest(",\"headers\":null,\"multiValueHeaders\":{\"Content-Type\":[\"text/plain\",null,{\"a\":[]},"
                        + "\"application/json\"],\"X-Body\":[\"no\"],\"Content-Encoding\":\"no list\"},\"body\":null");

        assertThat(event.headers()).containsOnly(java.util.Map.entry("content-type", "application/json"));
        assertThat(event.body()).isEmpty();
    }

    @Test
    void decodes_a_base64_body_of_a_rest_event() throws IOException {
        assertThat(rest(",\"body\":\"eyJhIjoxfQ==\",\"isBase64Encoded\":true").body())
                .asString(UTF_8)
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void unescapes_a_body_to_the_bytes_it_stands_for() throws IOException {
        assertThat(bodyOf("\"plain\"")).isEqualTo("plain");
        assertThat(bodyOf("\"\"")).isEmpty();
        assertThat(bodyOf("\"a\\\"b\\\\c\\/d\\n\\t\\r\\b\\f\"")).isEqualTo("a\"b\\c/d\n\t\r\b\f");
        assertThat(bodyOf("\"\\u0041\\u00e9\\u20AC\\ud83d\\uDE00\"")).isEqualTo("Aé€😀");
        assertThat(bodyOf("\"é€😀\"")).isEqualTo("é€😀");
    }

    @Test
    void half_a_surrogate_pair_becomes_the_replacement_character() throws IOException {
        assertThat(bodyOf("\"a\\ud83dz\"")).isEqualTo("a\uFFFDz");
        assertThat(bodyOf("\"a\\ud83d\\u0041\"")).isEqualTo("a\uFFFDA");
        assertThat(bodyOf("\"\\ude00\"")).isEqualTo("\uFFFD");
    }

    @Test
    void decodes_a_base64_body_wherever_the_flag_stands() throws IOException {
        String encoded =
                Base64.getEncoder().encodeToString("{\"é\":1}".getBytes(UTF_8)).replace("/", "\\/");

        assertThat(http(",\"isBase64Encoded\":true,\"body\":\"" + encoded + "\"")
                        .body())
                .asString(UTF_8)
                .isEqualTo("{\"é\":1}");
        assertThat(http(",\"body\":\"" + encoded + "\",\"isBase64Encoded\":true")
                        .body())
                .asString(UTF_8)
                .isEqualTo("{\"é\":1}");
    }

    @Test
    void a_body_of_another_field_is_not_the_body() throws IOException {
        assertThat(http(",\"stageVariables\":{\"body\":\"no\"},\"body\":null").body())
                .isEmpty();
    }

    @Test
    void headers_that_are_no_object_swallow_no_other_field() throws IOException {
        assertThat(http(",\"headers\":null,\"body\":\"b\"").body())
                .asString(UTF_8)
                .isEqualTo("b");
        assertThat(http(",\"headers\":[{\"body\":\"no\"}],\"body\":\"b\"").body())
                .asString(UTF_8)
                .isEqualTo("b");
    }

    @Test
    void an_object_with_inputs_is_a_direct_invoke_and_its_own_body() throws IOException {
        String text = "{ \"id\":\"1\", \"parameters\":{\"a\":1}, \"inputs\":[] }";

        assertThat(read(text)).isInstanceOf(DirectInvoke.class);
        assertThat(read(text).body()).asString(UTF_8).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{}",
                "{\"rawPath\":\"/v2\"}",
                "nonsense",
                "{\"rawPath\":\"/v2\",\"body\":\"cut of",
                "{\"rawPath\":null,\"requestContext\":null}",
                "{\"path\":\"/v2\"}",
                "{\"httpMethod\":\"GET\",\"rawPath\":\"/v2\"}",
                "{\"httpMethod\":{\"path\":\"/v2\"},\"path\":\"/v2\"}",
                "{\"path\":\"/v2\",\"requestContext\":{\"httpMethod\":\"GET\"}}"
            })
    void anything_else_is_refused_with_the_shapes_that_are_known(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("neither a request of an HTTP API (payload format 2.0) or of a REST API (1.0)")
                .hasMessageContaining("nor an inference request with 'inputs'")
                .extracting(thrown -> ((FunctionException) thrown).category())
                .isEqualTo(Category.BAD_REQUEST);
    }

    @Test
    void a_body_that_is_no_base64_is_refused() {
        assertThatThrownBy(() -> http(",\"isBase64Encoded\":true,\"body\":\"~~~\""))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("isBase64Encoded")
                .hasMessageContaining("no Base64");
    }
}
