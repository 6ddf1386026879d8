package dev.slipway.local.apigateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.http.AwsError;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which route takes which request. */
class RoutePatternTest {
    private final RouteTable<String> table = new RouteTable<>(Stream.of(
                    "$default",
                    "ANY /{proxy+}",
                    "ANY /v2/{proxy+}",
                    "GET /v2/{proxy+}",
                    "GET /v2",
                    "GET /pets/{id}",
                    "GET /pets/mine",
                    "ANY /pets/mine")
            .map(key -> new RouteTable.Entry<>(RoutePattern.parse(key), key))
            .toList());

    @Test
    void the_most_specific_route_takes_the_request() {
        assertThat(key("GET", "/pets/mine")).isEqualTo("GET /pets/mine");
        assertThat(key("PUT", "/pets/mine")).isEqualTo("ANY /pets/mine");
        assertThat(key("GET", "/pets/7")).isEqualTo("GET /pets/{id}");
        assertThat(key("PUT", "/pets/7")).isEqualTo("ANY /{proxy+}");
        assertThat(key("GET", "/v2")).isEqualTo("GET /v2");
        assertThat(key("GET", "/v2/models")).isEqualTo("GET /v2/{proxy+}");
        assertThat(key("POST", "/v2/models")).isEqualTo("ANY /v2/{proxy+}");
        assertThat(key("GET", "/")).isEqualTo("$default");
    }

    @Test
    void a_variable_takes_one_segment_and_a_greedy_one_the_rest() {
        assertThat(table.match("GET", "/pets/7").orElseThrow().pathVariables()).isEqualTo(Map.of("id", "7"));
        assertThat(table.match("POST", "/v2/a/b/c").orElseThrow().pathVariables())
                .isEqualTo(Map.of("proxy", "a/b/c"));
    }

    @Test
    void what_is_no_route_key_is_refused() {
        for (String key : new String[] {"FETCH /x", "GET", "GET x", "GET /a{b}", "GET /{a+}/b", "GET /{}"}) {
            assertThatThrownBy(() -> RoutePattern.parse(key))
                    .isInstanceOf(AwsError.class)
                    .hasMessageStartingWith("The route key '" + key + "' is not valid: ");
        }
    }

    private String key(String method, String path) {
        return table.match(method, path).orElseThrow().route();
    }
}
