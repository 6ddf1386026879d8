package dev.slipway.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.apigateway.Issuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** Our own template under each kind of API and access, called over HTTP with and without what lets in. */
class AccessStacksTest {
    private static final String STACK = "slipway-penguins";
    private static final String POOL = "us-east-1_penguins";
    private static final String POOL_ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/" + POOL;
    private static final String ISSUER = "https://issuer.example";

    @TempDir
    Path project;

    @TempDir
    Path state;

    private Issuer issuer;
    private RunningStacks cloud;

    @BeforeEach
    void start() throws IOException {
        issuer = new Issuer();
        String keys = Files.writeString(state.resolve("jwks"), issuer.keys()).toString();
        RunningStacks.build(project, "one");
        cloud = new RunningStacks(state, project, Map.of(ISSUER, keys, POOL_ISSUER, keys));
    }

    @AfterEach
    void stop() throws IOException {
        cloud.close();
        issuer.close();
    }

    @Test
    void signed_requests_to_an_http_api() throws Exception {
        create("http", "iam");
        assertThat(call().body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(call("authorization", "any").statusCode()).isEqualTo(200);
    }

    @Test
    void tokens_to_an_http_api() throws Exception {
        create("http", "jwt", "JwtIssuer=" + ISSUER, "JwtAudience=penguins,seals", "JwtScopes=predict");
        assertThat(call().statusCode()).isEqualTo(401);
        assertThat(call("authorization", bearer(ISSUER, "\"aud\":\"seals\"")).statusCode())
                .as("no scope")
                .isEqualTo(403);
        assertThat(call("authorization", bearer(ISSUER, "\"aud\":\"seals\",\"scope\":\"predict\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_rest_api_that_is_open_is_closed_by_an_update() throws Exception {
        create("rest", "none");
        assertThat(call().body()).isEqualTo("of REST");
        String api = cloud.restApis.getRestApis().items().get(0).id();
        assertThat(cloud.get(cloud.uri() + "/restapis/" + api + "/live/_user_request_/v2/models")
                        .body())
                .isEqualTo("of REST");
        assertThat(cloud.get(cloud.uri() + "/_aws/execute-api/" + api + "/live/v2")
                        .body())
                .isEqualTo("of REST");

        update("rest", "iam");
        assertThat(call().statusCode()).isEqualTo(403);
        assertThat(call().body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(call("authorization", "any").body()).isEqualTo("of REST");
        assertThat(cloud.restApis.getDeployments(r -> r.restApiId(api)).items()).hasSize(1);
    }

    @Test
    void tokens_of_a_user_pool_to_a_rest_api() throws Exception {
        create("rest", "jwt", "JwtUserPoolArn=arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + POOL);
        assertThat(call().statusCode()).isEqualTo(401);
        assertThat(call("authorization", bearer(POOL_ISSUER, "\"token_use\":\"id\""))
                        .body())
                .isEqualTo("of REST");
    }

    @Test
    void keys_to_a_rest_api_with_a_plan_that_goes_with_the_stack() throws Exception {
        create("rest", "api-key", "QuotaPerMonth=2");
        assertThat(call().body()).isEqualTo("{\"message\":\"Forbidden\"}");
        ApiKey key =
                cloud.restApis.getApiKeys(r -> r.includeValues(true)).items().get(0);
        assertThat(call("x-api-key", key.value()).body()).isEqualTo("of REST");
        assertThat(call("x-api-key", key.value()).body()).isEqualTo("of REST");
        assertThat(call("x-api-key", key.value()).body()).isEqualTo("{\"message\":\"Limit Exceeded\"}");
        UsagePlan plan = cloud.restApis.getUsagePlans().items().get(0);
        String today = Instant.now().toString().substring(0, 10);
        assertThat(cloud.restApis
                        .getUsage(r -> r.usagePlanId(plan.id()).startDate(today).endDate(today))
                        .items())
                .isEqualTo(Map.of(key.id(), List.of(List.of(2L, 0L))));

        update("rest", "api-key", "QuotaPerMonth=3");
        assertThat(call("x-api-key", key.value()).body()).isEqualTo("of REST");

        cloud.cloudFormation.deleteStack(r -> r.stackName(STACK));
        assertThat(cloud.restApis.getRestApis().items()).isEmpty();
        assertThat(cloud.restApis.getUsagePlans().items()).isEmpty();
        assertThat(cloud.restApis.getApiKeys().items()).isEmpty();
    }

    @Test
    void a_stack_can_change_its_kind_of_api() throws Exception {
        create("http", "none");
        assertThat(call().statusCode()).isEqualTo(200);
        update("rest", "none");
        assertThat(call().body()).isEqualTo("of REST");
        assertThat(cloud.apis.getApis().items()).isEmpty();
    }

    @Test
    void an_authorizer_that_came_later_goes_with_the_routes_that_name_it() throws Exception {
        create("http", "none");
        update("http", "jwt", "JwtIssuer=" + ISSUER, "JwtAudience=penguins");
        assertThat(call().statusCode()).isEqualTo(401);
        update("http", "none");
        assertThat(call().statusCode()).isEqualTo(200);
        update("http", "jwt", "JwtIssuer=" + ISSUER, "JwtAudience=penguins");
        update("rest", "none");
        assertThat(call().body()).isEqualTo("of REST");
    }

    @Test
    void without_its_permission_the_api_cannot_invoke_the_function() throws Exception {
        create("rest", "none");
        cloud.lambda.removePermission(
                r -> r.functionName(STACK + "-function").qualifier("live").statementId(statement("RestPermission")));

        assertThat(call().statusCode()).isEqualTo(500);
        assertThat(call().body()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(cloud.log.get(0))
                .contains("does not let apigateway.amazonaws.com invoke it for arn:aws:execute-api:");
    }

    private String statement(String logicalId) {
        return cloud.cloudFormation
                .describeStackResources(r -> r.stackName(STACK).logicalResourceId(logicalId))
                .stackResources()
                .get(0)
                .physicalResourceId();
    }

    private HttpResponse<String> call(String... headers) throws IOException, InterruptedException {
        return cloud.get(cloud.uri() + "/_api/v2/models/penguins", headers);
    }

    private String bearer(String from, String more) {
        return "Bearer "
                + issuer.token("{\"iss\":\"" + from + "\",\"exp\":"
                        + Instant.now().plusSeconds(600).getEpochSecond() + "," + more + "}");
    }

    private void create(String type, String auth, String... more) throws IOException {
        String template = RunningStacks.template();
        cloud.cloudFormation.createStack(
                r -> r.stackName(STACK).templateBody(template).parameters(parameters(type, auth, more)));
        assertThat(status()).isEqualTo("CREATE_COMPLETE");
    }

    private void update(String type, String auth, String... more) throws IOException {
        String template = RunningStacks.template();
        cloud.cloudFormation.updateStack(
                r -> r.stackName(STACK).templateBody(template).parameters(parameters(type, auth, more)));
        assertThat(status()).isEqualTo("UPDATE_COMPLETE");
    }

    private String status() {
        return cloud.cloudFormation
                .describeStacks(r -> r.stackName(STACK))
                .stacks()
                .get(0)
                .stackStatusAsString();
    }

    private static List<Parameter> parameters(String type, String auth, String... more) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(parameter("ModelName", "penguins"));
        parameters.add(parameter("ApiType", type));
        parameters.add(parameter("Auth", auth));
        for (String one : more) {
            parameters.add(parameter(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1)));
        }
        return parameters;
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }
}
