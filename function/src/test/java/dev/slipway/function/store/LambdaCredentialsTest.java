package dev.slipway.function.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class LambdaCredentialsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void takes_those_of_the_environment() throws IOException {
        var identity = (AwsSessionCredentialsIdentity) new LambdaCredentials(
                        Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "t"), NOON)
                .current();

        assertThat(identity.accessKeyId()).isEqualTo("a");
        assertThat(identity.sessionToken()).isEqualTo("t");
    }

    @Test
    void says_where_it_looked_when_there_are_none() {
        assertThatThrownBy(() -> new LambdaCredentials(Map.of(), NOON).current())
                .isInstanceOf(IOException.class)
                .hasMessage("no credentials in the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)");
    }

    @Test
    void fetches_from_the_containers_endpoint_keeps_and_renews_them() throws IOException {
        try (var endpoint = new Endpoint("2026-01-01T18:00:00Z")) {
            LambdaCredentials credentials = endpoint.credentials();

            assertThat(credentials.current().accessKeyId()).isEqualTo("key-1");
            assertThat(credentials.current().accessKeyId()).isEqualTo("key-1");
            credentials.renew();
            assertThat(credentials.current().accessKeyId()).isEqualTo("key-2");
        }
    }

    @Test
    void fetches_anew_what_is_about_to_expire() throws IOException {
        try (var endpoint = new Endpoint("2026-01-01T12:04:00Z")) {
            LambdaCredentials credentials = endpoint.credentials();

            assertThat(credentials.current().accessKeyId()).isEqualTo("key-1");
            assertThat(credentials.current().accessKeyId()).isEqualTo("key-2");
        }
    }

    /** Lambda's own endpoint for credentials, where there is a snapshot. */
    private static final class Endpoint implements AutoCloseable {
        private final AtomicInteger calls = new AtomicInteger();
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Endpoint(String expiration) throws IOException {
            server.createContext("/creds", exchange -> {
                boolean allowed =
                        "secret-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
                byte[] body = ("{\"AccessKeyId\":\"key-" + calls.incrementAndGet() + "\",\"SecretAccessKey\":\"s\","
                                + "\"Token\":\"t\",\"Expiration\":\"" + expiration + "\",\"More\":{\"a\":[]}}")
                        .getBytes(UTF_8);
                exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        LambdaCredentials credentials() {
            return new LambdaCredentials(
                    Map.of(
                            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/creds",
                            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                            "secret-token"),
                    NOON);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://elsewhere.example/creds",
                "https://elsewhere.example/creds",
                "http://127.0.0.1@elsewhere.example/",
                "http://127.0.0.1.elsewhere.example/",
                "http://169.254.169.254/latest/meta-data/",
                "file:///proc/self/environ"
            })
    void asks_nobody_but_this_machine_for_credentials(String uri) {
        var credentials = new LambdaCredentials(
                Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri, "AWS_CONTAINER_AUTHORIZATION_TOKEN", "token"),
                Clock.systemUTC());

        assertThatThrownBy(credentials::current)
                .isInstanceOf(IOException.class)
                .hasMessage("AWS_CONTAINER_CREDENTIALS_FULL_URI leads away from this machine and is not asked");
    }
}
