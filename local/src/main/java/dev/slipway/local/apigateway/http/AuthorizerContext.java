package dev.slipway.local.apigateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.local.apigateway.auth.Identity;
import dev.slipway.local.identity.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code requestContext.authorizer} of payload 2.0: whom the guard let in. */
final class AuthorizerContext {
    private AuthorizerContext() {}

    static void write(JsonGenerator json, Identity identity) throws IOException {
        if (identity instanceof Identity.Bearer bearer) {
            json.writeObjectFieldStart("authorizer");
            writeJwt(json, bearer);
            json.writeEndObject();
        } else if (identity instanceof Identity.Signer signer) {
            json.writeObjectFieldStart("authorizer");
            writeIam(json, signer.caller());
            json.writeEndObject();
        }
    }

    /** Every claim is text to the function. */
    private static void writeJwt(JsonGenerator json, Identity.Bearer bearer) throws IOException {
        json.writeObjectFieldStart("jwt");
        json.writeObjectFieldStart("claims");
        for (Map.Entry<String, Object> claim : new TreeMap<>(bearer.claims()).entrySet()) {
            json.writeStringField(claim.getKey(), text(claim.getValue()));
        }
        json.writeEndObject();
        if (bearer.scopes().isEmpty()) {
            json.writeNullField("scopes");
        } else {
            json.writeArrayFieldStart("scopes");
            for (String scope : bearer.scopes()) {
                json.writeString(scope);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeIam(JsonGenerator json, Caller caller) throws IOException {
        json.writeObjectFieldStart("iam");
        json.writeStringField("accessKey", caller.accessKey());
        json.writeStringField("accountId", caller.account());
        json.writeStringField("callerId", caller.userId());
        json.writeNullField("cognitoIdentity");
        json.writeNullField("principalOrgId");
        json.writeStringField("userArn", caller.arn());
        json.writeStringField("userId", caller.userId());
        json.writeEndObject();
    }

    private static String text(Object claim) {
        if (claim instanceof List<?> list) {
            return list.stream().map(AuthorizerContext::text).collect(Collectors.joining(" ", "[", "]"));
        }
        if (claim instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return String.valueOf(claim);
    }
}
