package dev.slipway.deployer.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.cloud.CloudAccess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Whose name, for which service and region, and over what a request is signed; the gateway's tests check the value. */
class ExecuteApiSignerTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    @Test
    void the_host_says_its_region() {
        Map<String, String> headers = signer(AwsBasicCredentials.create("AKID", "secret"))
                .sign("POST", URI.create("https://abc.execute-api.eu-west-1.amazonaws.com/live/v2"), HEADERS, BODY);

        assertThat(headers.get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                .contains("/eu-west-1/execute-api/aws4_request")
                .containsPattern("SignedHeaders=content-type;host;.*x-amz-date");
        assertThat(headers).containsKey("X-Amz-Date").doesNotContainKeys("Host", "Content-Length");
    }

    @Test
    void any_other_host_is_in_the_command_s_region() {
        Map<String, String> headers = signer(AwsSessionCredentials.create("AKID", "secret", "session"))
                .sign("POST", URI.create("http://127.0.0.1:4566/_aws/execute-api/abc/$default/v2"), HEADERS, BODY);

        assertThat(headers.get("Authorization")).contains("/us-east-2/execute-api/aws4_request");
        assertThat(headers).containsEntry("X-Amz-Security-Token", "session");
    }

    private static ExecuteApiSigner signer(AwsCredentials credentials) {
        CloudAccess access = new CloudAccess(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ExecuteApiSigner(
                new AwsCalls(new AwsErrors(access)), StaticCredentialsProvider.create(credentials), () -> "us-east-2");
    }
}
