package dev.slipway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** Each kind of API and access, deployed by the command, called with and without what lets in. */
@VerifiedOn(BackendName.EMBEDDED) // LocalStack 4.14 has no HTTP APIs, and its REST APIs let everybody in
class AuthIT {
    private static final String ISSUER = "https://issuer.example";
    private static final String POOL = "us-east-1_penguins";
    private static final String POOL_ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/" + POOL;
    private static final String MODEL = "/v2/models/penguins";

    @TempDir
    Path project;

    private final HttpClient http = HttpClient.newHttpClient();
    private RSAKey key;
    private URI api;

    @Test
    void nobody_gets_in_without_what_the_template_asks_for() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        Path keys = Files.writeString(project.resolve("jwks.json"), new JWKSet(key).toString(true));
        Files.writeString(project.resolve("slipway.yaml"), "default_environment: local\n");
        Slipway.Outcome up = new Slipway(project)
                .run("local", "up", "--detach", "--jwks", ISSUER + "=" + keys, "--jwks", POOL_ISSUER + "=" + keys);
        assertThat(up.exit()).as(up.toString()).isZero();

        try (EmbeddedCloud cloud = EmbeddedCloud.up(project, "AllAtOnce")) {
            api = URI.create(cloud.endpoint() + "/_api" + MODEL);

            deploy(cloud, Map.of());
            expect(200);

            deploy(cloud, Map.of("Auth", "iam"));
            expect(403);
            expect(403, signed(cloud, "another secret than the right one"));
            expect(200, signed(cloud, ""));

            deploy(
                    cloud,
                    Map.of("Auth", "jwt", "JwtIssuer", ISSUER, "JwtAudience", "penguins", "JwtScopes", "predict"));
            expect(401);
            expect(401, bearer(ISSUER, "\"aud\":\"seals\",\"scope\":\"predict\""));
            expect(403, bearer(ISSUER, "\"aud\":\"penguins\",\"scope\":\"look\""));
            expect(200, bearer(ISSUER, "\"aud\":\"penguins\",\"scope\":\"predict\""));

            deploy(cloud, Map.of("ApiType", "rest", "Auth", "api-key", "QuotaPerMonth", "2"));
            String value = keyValue(cloud);
            expect(403);
            expect(403, "x-api-key", value + "x");
            expect(200, "x-api-key", value);
            expect(200, "x-api-key", value);
            expect(429, "x-api-key", value);

            deploy(cloud, Map.of("ApiType", "rest", "Auth", "iam"));
            expect(403, "x-api-key", value);
            expect(200, signed(cloud, ""));

            deploy(cloud, Map.of("ApiType", "rest", "Auth", "jwt", "JwtUserPoolArn", pool()));
            expect(401);
            expect(401, bearer(ISSUER, "\"token_use\":\"id\""));
            expect(200, bearer(POOL_ISSUER, "\"token_use\":\"id\""));

            deploy(cloud, Map.of("ApiType", "rest", "Auth", "none"));
            expect(200);
        }
    }

    private void deploy(EmbeddedCloud cloud, Map<String, String> parameters) throws IOException {
        StringBuilder yaml = new StringBuilder(
                "default_environment: local\nenvironments:\n  local: {embedded: true}\nrollout: AllAtOnce\n");
        if (!parameters.isEmpty()) {
            yaml.append("models:\n  penguins:\n    parameters:\n");
            parameters.forEach((name, value) -> yaml.append("      ")
                    .append(name)
                    .append(": \"")
                    .append(value)
                    .append("\"\n"));
        }
        Files.writeString(project.resolve("slipway.yaml"), yaml.toString());
        Slipway.Outcome outcome = cloud.slipway().run("deploy", Slipway.bundle("penguins-v1"));
        assertThat(outcome.exit()).as(parameters + "\n" + outcome).isZero();
    }

    private void expect(int status, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private String[] bearer(String issuer, String more) throws JOSEException {
        String claims = "{\"iss\":\"" + issuer + "\",\"exp\":"
                + Instant.now().plusSeconds(600).getEpochSecond() + "," + more + "}";
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), new Payload(claims));
        token.sign(new RSASSASigner(key));
        return new String[] {"Authorization", "Bearer " + token.serialize()};
    }

    /** @param secret another than the right one; empty for the right one */
    private String[] signed(EmbeddedCloud cloud, String secret) {
        AwsCredentials right = credentials(cloud).resolveCredentials();
        AwsCredentials used = secret.isEmpty() ? right : AwsBasicCredentials.create(right.accessKeyId(), secret);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(used)
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(api)
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
        List<String> headers = new ArrayList<>();
        signed.request().headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host")) { // the client's own, and the same
                headers.add(name);
                headers.add(values.get(0));
            }
        });
        return headers.toArray(String[]::new);
    }

    private static String keyValue(EmbeddedCloud cloud) {
        try (ApiGatewayClient client = ApiGatewayClient.builder()
                .endpointOverride(URI.create(cloud.endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(credentials(cloud).resolveCredentials()))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            return client.getApiKeys(request -> request.includeValues(true))
                    .items()
                    .get(0)
                    .value();
        }
    }

    private static ProfileCredentialsProvider credentials(EmbeddedCloud cloud) {
        return ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(cloud.credentials())
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .profileName("default")
                .build();
    }

    private static String pool() {
        return "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + POOL;
    }
}
