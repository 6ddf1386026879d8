package dev.slipway.local.apigateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.apigateway.auth.KeyLocations;
import dev.slipway.local.apigateway.front.ModelApis;
import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.Gate;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.HttpResponse;
import dev.slipway.local.lambda.Invoker;
import dev.slipway.local.lambda.ServiceCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A gateway over a function, a policy, callers and a clock of the test's own. */
abstract class GatewayCase {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String ALIAS = "arn:aws:lambda:us-east-1:000000000000:function:echo:live";
    static final String OK = "{\"statusCode\":200,\"body\":\"ok\"}";

    @TempDir
    Path state;

    final List<String> log = new ArrayList<>();
    final Map<String, String> jwks = new HashMap<>();
    Instant now = Instant.parse("2026-11-24T12:30:15.250Z");
    String invoked = "";
    byte[] event = new byte[0];
    Function<byte[], Invoker.Result> function = payload -> result(OK);
    Function<ServiceCall, Optional<String>> policy = call -> Optional.empty();
    Gate gate = (request, service) -> {
        throw new AwsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    };
    ApiGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = open();
    }

    /** A gateway as it starts on what is in the folder. */
    ApiGateway open() throws IOException {
        InstantSource source = () -> now;
        return new ApiGateway(
                state,
                source.withZone(ZoneOffset.UTC),
                new ApiGateway.Outside(
                        this::invoke,
                        (name, qualifier, call) -> policy.apply(call),
                        (request, service) -> gate.admit(request, service),
                        KeyLocations.remember(state, jwks),
                        log::add));
    }

    private Invoker.Result invoke(String name, String qualifier, byte[] payload) {
        invoked = name + ":" + qualifier;
        event = payload;
        return function.apply(payload);
    }

    HttpResponse send(String method, String path, String query, Map<String, List<String>> headers, byte[] body)
            throws IOException {
        return gateway.dataPlane(new NoModels())
                .handle(new HttpRequest(
                        method, path, query, new TreeMap<>(headers), new ByteArrayInputStream(body), "127.0.0.1"));
    }

    static Invoker.Result result(String json) {
        return new Invoker.Result("1", json.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    static String text(HttpResponse response) throws IOException {
        return new String(bytes(response), StandardCharsets.UTF_8);
    }

    static byte[] bytes(HttpResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return out.toByteArray();
    }

    static String header(HttpResponse response, String name) {
        return String.join(", ", response.headers().getOrDefault(name, List.of()));
    }

    private static final class NoModels implements ModelApis {
        @Override
        public Optional<Target> serving(String model) {
            return Optional.empty();
        }

        @Override
        public Optional<Target> first() {
            return Optional.empty();
        }

        @Override
        public List<String> models() {
            return List.of();
        }
    }
}
