package dev.slipway.local.apigateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.apigateway.auth.Denied;
import dev.slipway.local.apigateway.keys.KeyVerdict;
import dev.slipway.local.http.HttpResponse;
import java.util.Map;

/** The answers that a REST API gives itself: API Gateway's default gateway responses. */
final class RestAnswer {
    static final HttpResponse NO_API = of(403, "ForbiddenException", "Forbidden");
    static final HttpResponse NO_ROUTE = of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    static final HttpResponse TOO_LARGE =
            of(413, "RequestTooLargeException", "HTTP content length exceeded 10485760 bytes.");
    static final HttpResponse THROTTLED = of(429, "TooManyRequestsException", "Too Many Requests");
    static final HttpResponse QUOTA = of(429, "LimitExceededException", "Limit Exceeded");
    static final HttpResponse REFUSED = of(500, "InternalServerErrorException", "Internal server error");
    static final HttpResponse MALFORMED = of(502, "InternalServerErrorException", "Internal server error");
    static final HttpResponse TIMED_OUT = of(504, "InternalServerErrorException", "Endpoint request timed out");
    private static final HttpResponse BROKEN_AUTHORIZER =
            HttpResponse.json(500, "{\"message\":null}").with("x-amzn-ErrorType", "AuthorizerConfigurationException");

    private static final Map<KeyVerdict, HttpResponse> BY_VERDICT =
            Map.of(KeyVerdict.FORBIDDEN, NO_API, KeyVerdict.THROTTLED, THROTTLED, KeyVerdict.OVER_QUOTA, QUOTA);

    private RestAnswer() {}

    static HttpResponse of(KeyVerdict verdict) {
        return BY_VERDICT.getOrDefault(verdict, REFUSED);
    }

    /** To a caller who does not get in. Only the refusal by a policy has its message under a capital letter, as on AWS. */
    static HttpResponse of(Denied denied) {
        if (denied.status() >= 500) {
            return BROKEN_AUTHORIZER;
        }
        boolean byPolicy = denied.code().startsWith("AccessDenied");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put(byPolicy ? "Message" : "message", denied.reason());
        return HttpResponse.json(denied.status(), body.toString()).with("x-amzn-ErrorType", denied.code());
    }

    private static HttpResponse of(int status, String type, String message) {
        return HttpResponse.json(status, "{\"message\":\"" + message + "\"}").with("x-amzn-ErrorType", type);
    }
}
