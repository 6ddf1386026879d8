package dev.slipway.function.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.function.fault.FunctionException;
import dev.slipway.function.fault.FunctionException.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static Route route(String method, String path) {
        return new Router("penguins").route(method, path, "7");
    }

    private static Category refusal(String method, String path) {
        try {
            route(method, path);
        } catch (FunctionException refused) {
            return refused.category();
        }
        throw new AssertionError(method + " " + path + " was not refused");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2, SERVER",
        "GET, /v2/, SERVER",
        "GET, /v2/health/live, LIVE",
        "GET, /v2/health/ready, READY",
        "GET, /v2/models, MODELS",
        "POST, /v2/repository/index, REPOSITORY_INDEX",
        "GET, /v2/models/penguins, MODEL",
        "GET, /v2/models/penguins/ready, MODEL_READY",
        "GET, /v2/models/penguins/config, MODEL_CONFIG",
        "POST, /v2/models/penguins/infer, INFER",
        "GET, /v2/models/penguins/versions/7, MODEL",
        "GET, /v2/models/penguins/versions/7/ready, MODEL_READY",
        "GET, /v2/models/penguins/versions/7/config, MODEL_CONFIG",
        "POST, /v2/models/penguins/versions/7/infer, INFER",
        "POST, /v2/models/%70enguins/infer, INFER"
    })
    void serves_every_path_of_the_protocol(String method, String path, Endpoint endpoint) {
        assertThat(route(method, path).endpoint()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/v1",
        "/v2/health",
        "/v2/models/penguins/explain",
        "/v2/models/penguins/infer/more",
        "/v2/models/penguins/versions",
        "/v2/models/a+b/%zz"
    })
    void an_unknown_path_is_not_found(String path) {
        assertThat(refusal("GET", path)).isEqualTo(Category.NOT_FOUND);
    }

    @Test
    void an_unknown_model_is_named_with_the_one_that_is_served() {
        assertThatThrownBy(() -> route("POST", "/v2/models/digits/infer"))
                .isInstanceOf(FunctionException.class)
                .hasMessage("unknown model 'digits'; this function serves 'penguins'");
    }

    @Test
    void a_version_that_does_not_run_is_named_with_the_one_that_does() {
        assertThatThrownBy(() -> route("POST", "/v2/models/penguins/versions/6/infer"))
                .isInstanceOf(FunctionException.class)
                .hasMessageContaining("version '6' of model 'penguins' does not run here; version '7' does")
                .extracting(thrown -> ((FunctionException) thrown).category())
                .isEqualTo(Category.NOT_FOUND);
    }

    @Test
    void another_verb_is_not_allowed_and_the_right_one_named() {
        assertThat(refusal("POST", "/v2")).isEqualTo(Category.METHOD_NOT_ALLOWED);
        assertThatThrownBy(() -> route("GET", "/v2/models/penguins/infer"))
                .hasMessage("GET is not allowed for /v2/models/penguins/infer; use POST");
    }
}
