package dev.slipway.local.apigateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.local.apigateway.auth.Identity;
import dev.slipway.local.apigateway.wire.CallIds;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.identity.Caller;
import dev.slipway.local.identity.Home;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code requestContext} of payload 1.0: where the request went, and who sent it. */
final class RequestContext {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLAIM_TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> TIME_CLAIMS = Set.of("exp", "iat");

    private RequestContext() {}

    static void write(JsonGenerator json, RestCall call, CallIds ids, long now) throws IOException {
        String stage = call.stage().stage().stageName();
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("resourceId", call.method().route().resourceId());
        json.writeStringField("resourcePath", call.method().route().path());
        json.writeStringField("httpMethod", call.request().method());
        json.writeStringField("extendedRequestId", ids.extendedId());
        json.writeStringField("requestTime", TIME.format(Instant.ofEpochMilli(now)));
        json.writeStringField("path", "/" + stage + call.path());
        json.writeStringField("accountId", Home.ACCOUNT);
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeStringField("stage", stage);
        json.writeStringField("domainPrefix", call.apiId());
        json.writeNumberField("requestTimeEpoch", now);
        json.writeStringField("requestId", ids.requestId());
        writeIdentity(json, call);
        json.writeStringField("domainName", call.apiId() + ".execute-api.localhost");
        json.writeStringField("deploymentId", call.stage().stage().deploymentId());
        json.writeStringField("apiId", call.apiId());
        if (call.caller() instanceof Identity.Bearer bearer) {
            writeClaims(json, bearer.claims());
        }
        json.writeEndObject();
    }

    private static void writeIdentity(JsonGenerator json, RestCall call) throws IOException {
        HttpRequest request = call.request();
        Caller signer = call.caller() instanceof Identity.Signer known ? known.caller() : null;
        json.writeObjectFieldStart("identity");
        json.writeNullField("cognitoIdentityPoolId");
        writeText(json, "accountId", signer == null ? null : signer.account());
        json.writeNullField("cognitoIdentityId");
        writeText(json, "caller", signer == null ? null : signer.userId());
        json.writeStringField("sourceIp", request.remoteAddress());
        json.writeNullField("principalOrgId");
        writeText(json, "accessKey", signer == null ? null : signer.accessKey());
        json.writeNullField("cognitoAuthenticationType");
        json.writeNullField("cognitoAuthenticationProvider");
        writeText(json, "userArn", signer == null ? null : signer.arn());
        writeText(json, "userAgent", request.header("user-agent").orElse(null));
        writeText(json, "user", signer == null ? null : signer.userId());
        if (call.key().isPresent()) {
            json.writeStringField("apiKey", call.key().get().value());
            json.writeStringField("apiKeyId", call.key().get().id());
        }
        json.writeEndObject();
    }

    /** Every claim is text to the function, and the two times are dates. */
    private static void writeClaims(JsonGenerator json, Map<String, Object> claims) throws IOException {
        json.writeObjectFieldStart("authorizer");
        json.writeObjectFieldStart("claims");
        for (Map.Entry<String, Object> claim : new TreeMap<>(claims).entrySet()) {
            json.writeStringField(claim.getKey(), text(claim.getKey(), claim.getValue()));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String text(String name, Object claim) {
        if (claim instanceof Number seconds && TIME_CLAIMS.contains(name)) {
            return CLAIM_TIME.format(Instant.ofEpochSecond(seconds.longValue()));
        }
        return claim instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(claim);
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }
}
