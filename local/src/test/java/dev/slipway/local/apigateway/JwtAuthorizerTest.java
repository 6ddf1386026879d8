package dev.slipway.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.slipway.local.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizerType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;

/** A route that asks for a token: the one that gets in, and each that does not. */
class JwtAuthorizerTest extends HttpApiCase {
    private Issuer issuer;

    @BeforeEach
    void ask_for_tokens() throws IOException {
        issuer = new Issuer();
        protect("GET /secret", issuer.name());
        protect("GET /scoped", issuer.name(), "read", "write");
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void a_good_token_gets_in_and_the_function_sees_its_claims() throws IOException {
        HttpResponse answer =
                call("/secret", "Bearer " + issuer.token(claims("\"groups\":[\"a\",\"b\"],\"admin\":true")));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode jwt = JSON.readTree(event).at("/requestContext/authorizer/jwt");
        assertThat(jwt.get("claims"))
                .isEqualTo(JSON.readTree("{\"iss\":\"" + issuer.name()
                        + "\",\"aud\":\"penguins\",\"exp\":\"1795524015\",\"groups\":\"[a b]\",\"admin\":\"true\"}"));
        assertThat(jwt.get("scopes").isNull()).isTrue();
    }

    @Test
    void one_of_the_routes_scopes_is_enough() throws IOException {
        assertThat(call("/scoped", issuer.token(claims("\"scope\":\"openid read\"")))
                        .status())
                .isEqualTo(200);
        assertThat(JSON.readTree(event).at("/requestContext/authorizer/jwt/scopes"))
                .isEqualTo(JSON.readTree("[\"read\"]"));
        assertThat(call("/scoped", issuer.token(claims("\"scp\":[\"write\"]"))).status())
                .isEqualTo(200);
    }

    @Test
    void without_a_scope_it_is_forbidden() throws IOException {
        for (String held : List.of("\"x\":1", "\"scope\":\"reads openid\"", "\"scope\":\"openid\",\"scp\":\"read\"")) {
            HttpResponse answer = call("/scoped", issuer.token(claims(held)));
            assertThat(answer.status()).as(held).isEqualTo(403);
            assertThat(text(answer)).isEqualTo("{\"message\":\"Forbidden\"}");
            assertThat(header(answer, "www-authenticate"))
                    .startsWith("Bearer scope=\"read write\" error=\"insufficient_scope\"");
        }
    }

    @Test
    void without_a_token_it_is_unauthorized() throws IOException {
        for (HttpResponse answer : List.of(get("/secret"), call("/secret", "Bearer "), call("/secret", " "))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(text(answer)).isEqualTo("{\"message\":\"Unauthorized\"}");
            assertThat(header(answer, "www-authenticate")).isEqualTo("Bearer");
        }
        assertThat(invoked).isEmpty();
    }

    @Test
    void what_is_no_token_is_refused() throws IOException {
        refused("abc", "the token is no signed JWT");
        refused("a.b.c", "the token's header is no JSON object with each name once");
        refused("x".repeat(20_000) + ".y.z", "the token is no signed JWT");
        refused(issuer.token("[1]"), "the token's claims is no JSON object with each name once");
    }

    @Test
    void times_are_kept_to_the_second() throws IOException {
        String good = issuer.token(claims("\"nbf\":" + now.getEpochSecond() + ",\"iat\":" + now.getEpochSecond()));
        assertThat(call("/secret", good).status()).isEqualTo(200);
        refused(issuer.token(claims("\"nbf\":" + (now.getEpochSecond() + 1))), "the token is not valid yet");
        refused(issuer.token(claims("\"iat\":" + (now.getEpochSecond() + 1))), "the token was issued in the future");
        refused(issuer.token(claims("\"nbf\":\"soon\"")), "the claim nbf is no time");
        now = now.plus(Duration.ofMinutes(10));
        refused(good, "the token has expired");
        refused(
                issuer.token("{\"iss\":\"" + issuer.name() + "\",\"aud\":\"penguins\"}"),
                "the token never expires: it has no exp");
    }

    @Test
    void another_issuer_or_audience_is_refused() throws IOException {
        long exp = now.getEpochSecond() + 600;
        refused(issuer.token("{\"iss\":\"https://evil\",\"aud\":\"penguins\",\"exp\":" + exp + "}"), "invalid issuer");
        refused(issuer.token("{\"aud\":\"penguins\",\"exp\":" + exp + "}"), "invalid issuer");
        String iss = "{\"iss\":\"" + issuer.name() + "\",\"exp\":" + exp;
        refused(issuer.token(iss + ",\"aud\":\"seals\"}"), "the token does not have a valid audience");
        refused(issuer.token(iss + "}"), "the token does not have a valid audience");
        refused(
                issuer.token(iss + ",\"aud\":\"seals\",\"client_id\":\"penguins\"}"),
                "the token does not have a valid audience");
        assertThat(call("/secret", issuer.token(iss + ",\"aud\":[\"seals\",\"penguins\"]}"))
                        .status())
                .isEqualTo(200);
        assertThat(call("/secret", issuer.token(iss + ",\"client_id\":\"penguins\"}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_claim_that_stands_twice_is_refused() throws IOException {
        refused(
                issuer.token(claims("\"sub\":\"a\",\"sub\":\"b\"")),
                "the token's claims is no JSON object with each name once");
    }

    @Test
    void a_changed_token_or_another_key_is_refused() throws IOException {
        String[] parts = issuer.token(claims("\"sub\":\"me\"")).split("\\.");
        String other = encode(claims("\"sub\":\"you\""));
        refused(parts[0] + "." + other + "." + parts[2], "signature is invalid");
        refused(parts[0] + "." + parts[1] + ".", "the token is no signed JWT");
        refused(Issuer.token(Issuer.newKey("first"), claims("\"sub\":\"me\"")), "signature is invalid");
    }

    @Test
    void no_algorithm_but_rsa_is_taken() throws IOException, JOSEException {
        String claims = claims("\"sub\":\"me\"");
        for (String none : List.of("none", "None", "NONE")) {
            refused(
                    encode("{\"alg\":\"" + none + "\",\"kid\":\"first\"}") + "." + encode(claims) + ".",
                    "signing method " + none + " is invalid: API Gateway takes RSA-based algorithms only");
        }
        JWSObject hmac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), new Payload(claims));
        hmac.sign(new MACSigner(issuer.key.toRSAPublicKey().getEncoded()));
        refused(hmac.serialize(), "signing method HS256 is invalid: API Gateway takes RSA-based algorithms only");
        JWSObject curve = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("first").build(), new Payload(claims));
        curve.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
        refused(curve.serialize(), "signing method ES256 is invalid: API Gateway takes RSA-based algorithms only");
    }

    @Test
    void an_unknown_key_is_looked_for_once_a_minute() throws IOException {
        assertThat(call("/secret", issuer.token(claims("\"a\":1"))).status()).isEqualTo(200);
        RSAKey next = Issuer.newKey("next");
        issuer.published.add(next);
        String token = Issuer.token(next, claims("\"a\":1"));
        for (int i = 0; i < 5; i++) {
            refused(token, "unable to find a key for the kid");
        }
        assertThat(issuer.fetches).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(call("/secret", token).status()).isEqualTo(200);
        assertThat(issuer.fetches).isEqualTo(2);
    }

    @Test
    void keys_are_kept_while_the_issuer_is_away() throws IOException {
        String token = issuer.token("{\"iss\":\"" + issuer.name() + "\",\"aud\":\"penguins\",\"exp\":"
                + (now.getEpochSecond() + 20_000) + "}");
        assertThat(call("/secret", token).status()).isEqualTo(200);
        issuer.close();
        now = now.plus(Duration.ofHours(3));

        assertThat(call("/secret", token).status()).isEqualTo(200);
    }

    @Test
    void an_issuer_that_cannot_be_reached_lets_nobody_in_until_the_cloud_is_told_where_its_keys_are()
            throws IOException {
        String far = "http://issuer.invalid/pool";
        protect("GET /far", far);
        String token = issuer.token(
                "{\"iss\":\"" + far + "\",\"aud\":\"penguins\",\"exp\":" + (now.getEpochSecond() + 600) + "}");

        HttpResponse answer = call("/far", token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(log)
                .singleElement()
                .asString()
                .contains("the keys of the issuer " + far + " cannot be had")
                .contains("tell the embedded cloud where they are with --jwks " + far + "=URL|FILE");

        Path file = Files.writeString(state.resolve("keys.json.txt"), issuer.keys());
        jwks.put(far, file.toString());
        gateway = open();
        assertThat(call("/far", token).status()).isEqualTo(200);
        jwks.clear();
        gateway = open();
        assertThat(call("/far", token).status()).as("remembered").isEqualTo(200);
    }

    private void protect(String key, String issuerName, String... scopes) {
        String authorizer = gateway.authorizers()
                .createAuthorizer(CreateAuthorizerRequest.builder()
                        .apiId(api)
                        .name("tokens")
                        .authorizerType(AuthorizerType.JWT)
                        .identitySource("$request.header.Authorization")
                        .jwtConfiguration(jwt -> jwt.issuer(issuerName).audience("penguins"))
                        .build())
                .authorizerId();
        route(CreateRouteRequest.builder()
                .routeKey(key)
                .authorizationType(AuthorizationType.JWT)
                .authorizerId(authorizer)
                .authorizationScopes(scopes));
    }

    /** Good claims, and more. */
    private String claims(String more) {
        return "{\"iss\":\"" + issuer.name() + "\",\"aud\":\"penguins\",\"exp\":" + (now.getEpochSecond() + 600) + ","
                + more + "}";
    }

    private HttpResponse call(String path, String authorization) throws IOException {
        return get(path, Map.of("authorization", List.of(authorization)));
    }

    private void refused(String token, String why) throws IOException {
        invoked = "";
        HttpResponse answer = call("/secret", "Bearer " + token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(text(answer)).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(header(answer, "www-authenticate"))
                .isEqualTo("Bearer scope=\"\" error=\"invalid_token\" error_description=\"" + why + "\"");
        assertThat(invoked).isEmpty();
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
