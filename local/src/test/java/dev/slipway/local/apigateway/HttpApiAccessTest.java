package dev.slipway.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.identity.Access;
import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;

/** Who gets through an HTTP API: signed callers, and the gateway itself at the function's own policy. */
class HttpApiAccessTest extends HttpApiCase {
    private final List<Ask> asked = new ArrayList<>();
    private final List<String> verified = new ArrayList<>();

    @Test
    void an_unsigned_or_wrongly_signed_request_is_forbidden() throws IOException {
        route(CreateRouteRequest.builder().routeKey("GET /signed").authorizationType(AuthorizationType.AWS_IAM));
        HttpResponse unsigned = get("/signed");
        gate = (request, service) -> {
            throw new AwsError(403, "InvalidSignatureException", "The request signature we calculated does not match");
        };
        for (HttpResponse answer : List.of(unsigned, get("/signed"))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(text(answer)).isEqualTo("{\"message\":\"Forbidden\"}");
        }
        assertThat(invoked).isEmpty();
    }

    @Test
    void a_signed_request_gets_in_and_the_function_sees_who_signed() throws IOException {
        gate = this::signed;
        route(CreateRouteRequest.builder()
                .routeKey("POST /signed/{name}")
                .authorizationType(AuthorizationType.AWS_IAM));

        HttpResponse answer = send(
                "POST",
                "/_aws/execute-api/" + api + "/$default/signed/a%20b",
                "",
                Map.of(),
                "the body".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(verified)
                .containsExactly("execute-api /_aws/execute-api/" + api + "/$default/signed/a%20b the body");
        assertThat(asked)
                .containsExactly(Ask.of(
                        "execute-api:Invoke",
                        "arn:aws:execute-api:us-east-1:000000000000:" + api + "/$default/POST/signed/a b"));
        JsonNode iam = JSON.readTree(event).at("/requestContext/authorizer/iam");
        assertThat(iam).isEqualTo(JSON.readTree("""
                {"accessKey": "AKIAEXAMPLE", "accountId": "000000000000", "callerId": "000000000000",
                 "cognitoIdentity": null, "principalOrgId": null, "userArn": "arn:aws:iam::000000000000:root",
                 "userId": "000000000000"}"""));
    }

    @Test
    void a_caller_whose_policy_does_not_allow_it_is_forbidden() throws IOException {
        gate = (request, service) -> request.admitted(new Refusing(), request.body());
        route(CreateRouteRequest.builder().routeKey("GET /signed").authorizationType(AuthorizationType.AWS_IAM));

        HttpResponse answer = get("/signed");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(invoked).isEmpty();
    }

    @Test
    void a_function_whose_policy_does_not_name_the_route_is_not_invoked_and_the_log_says_why() throws IOException {
        List<String> sources = new ArrayList<>();
        policy = call -> {
            sources.add(call.principal() + " " + call.sourceArn() + " " + call.sourceAccount());
            return Optional.of("the resource policy does not let it");
        };
        route("ANY /v2/{proxy+}");

        HttpResponse answer = get("/v2/models");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(invoked).isEmpty();
        assertThat(sources)
                .containsExactly("apigateway.amazonaws.com arn:aws:execute-api:us-east-1:000000000000:" + api
                        + "/$default/GET/v2/{proxy+} 000000000000");
        assertThat(log).containsExactly("API " + api + ": the resource policy does not let it");
    }

    @Test
    void a_route_whose_authorization_cannot_be_enforced_is_not_made() {
        refused(
                501,
                "The embedded cloud's HTTP APIs do not serve the authorization CUSTOM of the route GET /secret",
                CreateRouteRequest.builder()
                        .routeKey("GET /secret")
                        .authorizationType(AuthorizationType.CUSTOM)
                        .authorizerId("x"));
        refused(
                400,
                "The route GET /secret names the authorizer 'gone', which the API does not have",
                CreateRouteRequest.builder()
                        .routeKey("GET /secret")
                        .authorizationType(AuthorizationType.JWT)
                        .authorizerId("gone"));
        refused(
                400,
                "The route GET /secret names an authorizer, but its authorization is NONE",
                CreateRouteRequest.builder().routeKey("GET /secret").authorizerId("x"));
        refused(
                400,
                "ApiKeyRequired is for WebSocket APIs only: the route GET /secret",
                CreateRouteRequest.builder().routeKey("GET /secret").apiKeyRequired(true));
        assertThatThrownBy(() -> gateway.authorizers()
                        .createAuthorizer(CreateAuthorizerRequest.builder()
                                .apiId(api)
                                .name("own")
                                .authorizerType(AuthorizerType.REQUEST)
                                .build()))
                .isInstanceOf(AwsError.class)
                .hasMessage("The embedded cloud's HTTP APIs do not serve authorizers of the type REQUEST"
                        + " (the authorizer own); JWT is served");
    }

    @Test
    void a_route_that_asks_for_nobody_any_more_lets_go_of_its_authorizer() throws IOException {
        String authorizer = gateway.authorizers()
                .createAuthorizer(CreateAuthorizerRequest.builder()
                        .apiId(api)
                        .name("tokens")
                        .authorizerType(AuthorizerType.JWT)
                        .identitySource("$request.header.Authorization")
                        .jwtConfiguration(
                                jwt -> jwt.issuer("https://issuer.example").audience("a"))
                        .build())
                .authorizerId();
        String route = gateway.apis()
                .createRoute(CreateRouteRequest.builder()
                        .apiId(api)
                        .routeKey("GET /secret")
                        .authorizationType(AuthorizationType.JWT)
                        .authorizerId(authorizer)
                        .build())
                .routeId();
        assertThatThrownBy(() -> gateway.authorizers()
                        .deleteAuthorizer(DeleteAuthorizerRequest.builder()
                                .apiId(api)
                                .authorizerId(authorizer)
                                .build()))
                .isInstanceOf(AwsError.class)
                .hasMessage("Cannot delete authorizer '" + authorizer + "', is referenced in route: GET /secret");

        gateway.apis()
                .updateRoute(UpdateRouteRequest.builder()
                        .apiId(api)
                        .routeId(route)
                        .authorizationType(AuthorizationType.NONE)
                        .build());
        gateway.authorizers()
                .deleteAuthorizer(DeleteAuthorizerRequest.builder()
                        .apiId(api)
                        .authorizerId(authorizer)
                        .build());
        assertThat(get("/secret").status()).isEqualTo(200);
    }

    private void refused(int status, String message, CreateRouteRequest.Builder route) {
        assertThatThrownBy(() -> gateway.apis().createRoute(route.apiId(api).build()))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.status()).isEqualTo(status))
                .hasMessage(message);
    }

    private HttpRequest signed(HttpRequest request, String service) {
        try {
            verified.add(service + " " + request.rawPath() + " "
                    + new String(request.body().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return request.admitted(new Allowing(), request.body());
    }

    /** Root, and a note of what was asked. */
    private final class Allowing implements Access {
        @Override
        public Caller caller() {
            return Caller.root("AKIAEXAMPLE");
        }

        @Override
        public void require(Ask ask) {
            asked.add(ask);
        }

        @Override
        public void operation(String operation, Object input) {
            throw new AssertionError("the data plane has no operations");
        }
    }

    /** A role without any policy. */
    private static final class Refusing implements Access {
        @Override
        public Caller caller() {
            return Caller.session("r", "AROA", "s", "ASIA", List.of());
        }

        @Override
        public void require(Ask ask) {
            throw new AwsError(403, "AccessDeniedException", "User: r is not authorized to perform: " + ask.action());
        }

        @Override
        public void operation(String operation, Object input) {
            throw new AssertionError("the data plane has no operations");
        }
    }
}
