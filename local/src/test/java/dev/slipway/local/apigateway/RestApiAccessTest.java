package dev.slipway.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.identity.Access;
import dev.slipway.local.identity.Ask;
import dev.slipway.local.identity.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.AuthorizerType;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;

/** Who gets through a REST API: signed callers, and holders of a user pool's tokens. */
class RestApiAccessTest extends RestApiCase {
    private static final String POOL = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc";
    private Issuer issuer;

    @BeforeEach
    void protect() throws IOException {
        issuer = new Issuer();
        jwks.put(
                POOL,
                Files.writeString(state.resolve("keys.txt"), issuer.keys()).toString());
        gateway = open();
        String authorizer = gateway.rest()
                .authorizers()
                .createAuthorizer(CreateAuthorizerRequest.builder()
                        .restApiId(api)
                        .name("tokens")
                        .type(AuthorizerType.COGNITO_USER_POOLS)
                        .identitySource("method.request.header.Authorization")
                        .providerARNs("arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_abc")
                        .build())
                .id();
        method(resource(root, "signed"), "GET", method -> method.authorizationType("AWS_IAM"));
        method(
                resource(root, "pool"),
                "GET",
                method -> method.authorizationType("COGNITO_USER_POOLS").authorizerId(authorizer));
        method(
                resource(root, "scoped"),
                "GET",
                method -> method.authorizationType("COGNITO_USER_POOLS")
                        .authorizerId(authorizer)
                        .authorizationScopes("models/read"));
        deploy();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void who_does_not_sign_rightly_is_told_in_the_signatures_words() throws IOException {
        HttpResponse unsigned = get("/signed");
        assertThat(unsigned.status()).isEqualTo(403);
        assertThat(text(unsigned)).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(type(unsigned)).isEqualTo("MissingAuthenticationTokenException");

        gate = (request, service) -> {
            throw new AwsError(403, "InvalidSignatureException", "it does \"not\" match");
        };
        HttpResponse wrong = get("/signed");
        assertThat(text(wrong)).isEqualTo("{\"message\":\"it does \\\"not\\\" match\"}");
        assertThat(type(wrong)).isEqualTo("InvalidSignatureException");
        assertThat(invoked).isEmpty();
    }

    @Test
    void a_signer_gets_in_if_a_policy_allows_the_path_and_the_function_sees_who_it_is() throws IOException {
        String allowed = "arn:aws:execute-api:us-east-1:000000000000:" + api + "/live/GET/signed";
        gate = (request, service) -> request.admitted(new Only(allowed), request.body());

        assertThat(get("/signed").status()).isEqualTo(200);
        assertThat(JSON.readTree(event).at("/requestContext/identity/userArn").asText())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/r/s");
        assertThat(JSON.readTree(event).at("/requestContext/identity/accessKey").asText())
                .isEqualTo("ASIA");

        gate = (request, service) -> request.admitted(new Only("another"), request.body());
        HttpResponse refused = get("/signed");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(text(refused)).isEqualTo("{\"Message\":\"not authorized on " + allowed + "\"}");
        assertThat(type(refused)).isEqualTo("AccessDeniedException");
    }

    @Test
    void an_identity_token_of_the_pool_gets_in_and_the_function_sees_its_claims() throws IOException {
        HttpResponse answer =
                call("/pool", issuer.token(claims("\"token_use\":\"id\",\"cognito:groups\":[\"a\",\"b\"]")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(event).at("/requestContext/authorizer/claims"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"iss\":\"" + POOL
                                        + "\",\"exp\":\"Tue Nov 24 12:40:15 UTC 2026\",\"token_use\":\"id\",\"cognito:groups\":\"a,b\"}"));
        assertThat(call("/pool", "Bearer " + issuer.token(claims("\"token_use\":\"id\"")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void other_tokens_are_unauthorized() throws IOException {
        unauthorized(get("/pool"), "Unauthorized");
        unauthorized(call("/pool", "x.y.z"), "Unauthorized");
        unauthorized(call("/pool", issuer.token(claims("\"token_use\":\"access\""))), "Unauthorized");
        unauthorized(call("/pool", issuer.token(claims("\"sub\":\"no use\""))), "Unauthorized");
        unauthorized(
                call("/pool", Issuer.token(Issuer.newKey("first"), claims("\"token_use\":\"id\""))), "Unauthorized");
        unauthorized(
                call(
                        "/pool",
                        issuer.token("{\"iss\":\"" + issuer.name() + "\",\"exp\":9999999999,\"token_use\":\"id\"}")),
                "Unauthorized");
        unauthorized(
                call("/pool", issuer.token("{\"iss\":\"" + POOL + "\",\"exp\":1,\"token_use\":\"id\"}")),
                "The incoming token has expired");
        assertThat(invoked).isEmpty();
    }

    @Test
    void a_method_with_scopes_takes_access_tokens_that_have_one() throws IOException {
        assertThat(call("/scoped", issuer.token(claims("\"token_use\":\"access\",\"scope\":\"openid models/read\"")))
                        .status())
                .isEqualTo(200);
        unauthorized(
                call("/scoped", issuer.token(claims("\"token_use\":\"access\",\"scope\":\"openid\""))), "Unauthorized");
        unauthorized(
                call("/scoped", issuer.token(claims("\"token_use\":\"id\",\"scope\":\"models/read\""))),
                "Unauthorized");
    }

    @Test
    void a_pool_whose_keys_cannot_be_had_lets_nobody_in() throws IOException {
        Files.delete(state.resolve("keys.txt"));
        gateway = open();

        HttpResponse answer = call("/pool", issuer.token(claims("\"token_use\":\"id\"")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(type(answer)).isEqualTo("AuthorizerConfigurationException");
        assertThat(log).singleElement().asString().contains("the keys of the issuer " + POOL + " cannot be had");
    }

    @Test
    void authorizers_that_are_not_enforced_are_not_made() {
        for (AuthorizerType type : List.of(AuthorizerType.TOKEN, AuthorizerType.REQUEST)) {
            assertThatThrownBy(() -> gateway.rest()
                            .authorizers()
                            .createAuthorizer(CreateAuthorizerRequest.builder()
                                    .restApiId(api)
                                    .name("own")
                                    .type(type)
                                    .build()))
                    .isInstanceOfSatisfying(
                            AwsError.class, error -> assertThat(error.status()).isEqualTo(501))
                    .hasMessage("The embedded cloud's REST APIs do not serve authorizers of the type " + type
                            + " (the authorizer own); COGNITO_USER_POOLS is served");
        }
    }

    private static void unauthorized(HttpResponse answer, String message) throws IOException {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(text(answer)).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(type(answer)).isEqualTo("UnauthorizedException");
    }

    private String claims(String more) {
        return "{\"iss\":\"" + POOL + "\",\"exp\":" + (now.getEpochSecond() + 600) + "," + more + "}";
    }

    private HttpResponse call(String path, String authorization) throws IOException {
        return get(path, Map.of("authorization", List.of(authorization)));
    }

    /** A session whose policy allows one resource. */
    private record Only(String resource) implements Access {
        @Override
        public Caller caller() {
            return Caller.session("r", "AROA", "s", "ASIA", List.of());
        }

        @Override
        public void require(Ask ask) {
            if (!ask.action().equals("execute-api:Invoke") || !ask.resource().equals(resource)) {
                throw new AwsError(403, "AccessDeniedException", "not authorized on " + ask.resource());
            }
        }

        @Override
        public void operation(String operation, Object input) {
            throw new AssertionError("the data plane has no operations");
        }
    }
}
