package dev.slipway.local.http;

import java.util.regex.Pattern;

/** Which service a request means that is not signed: only so that it is refused in that service's own words. */
final class UnsignedRequest {
    private static final Pattern LAMBDA = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/.*");
    private static final Pattern API_GATEWAY = Pattern.compile("/(v2/|restapis|apikeys|usageplans|account).*");

    private UnsignedRequest() {}

    static String service(HttpRequest request) {
        String target = request.header("x-amz-target").orElse(request.rawPath());
        if (target.contains("GraniteServiceVersion")) {
            return "monitoring";
        }
        if (target.startsWith("Logs_")) {
            return "logs";
        }
        if (target.startsWith("TrentService.")) {
            return "kms";
        }
        if (LAMBDA.matcher(request.rawPath()).matches()) {
            return "lambda";
        }
        if (API_GATEWAY.matcher(request.rawPath()).matches()) {
            return "apigateway";
        }
        boolean form = request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        return form && request.rawPath().equals("/") ? "sts" : "s3";
    }
}
