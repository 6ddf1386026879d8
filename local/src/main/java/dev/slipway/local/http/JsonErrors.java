package dev.slipway.local.http;

import java.nio.charset.StandardCharsets;

/** An error as AWS's JSON protocols put it: the code in header and body, the message in the body. */
public final class JsonErrors {
    private JsonErrors() {}

    /** REST-JSON: Lambda, API Gateway. */
    public static HttpResponse restJson(AwsError error) {
        String type = error.status() >= 500 ? "Service" : "User";
        String reason = error.reason().map(why -> ",\"Reason\":" + quoted(why)).orElse("");
        String json = "{\"Type\":\"" + type + "\"" + reason + ",\"Code\":" + quoted(error.code()) + ",\"Message\":"
                + quoted(message(error)) + ",\"message\":" + quoted(message(error)) + "}";
        return HttpResponse.json(error.status(), json).with("x-amzn-ErrorType", error.code());
    }

    /** AWS JSON 1.0 and 1.1: Logs, CloudWatch's JSON. */
    public static HttpResponse awsJson(AwsError error, String contentType) {
        String json = "{\"__type\":" + quoted(error.code()) + ",\"message\":" + quoted(message(error)) + "}";
        return HttpResponse.of(error.status(), contentType, json.getBytes(StandardCharsets.UTF_8))
                .with("x-amzn-ErrorType", error.code());
    }

    private static String message(AwsError error) {
        return error.getMessage() == null ? error.code() : error.getMessage();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
