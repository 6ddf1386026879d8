package dev.slipway.local.apigateway.rest;

import dev.slipway.local.http.AwsError;
import org.jspecify.annotations.Nullable;

/** How the control plane of REST APIs says no. */
final class Refusals {
    private Refusals() {}

    static AwsError notFound(String message) {
        return new AwsError(404, "NotFoundException", message);
    }

    static AwsError bad(String message) {
        return new AwsError(400, "BadRequestException", message);
    }

    static AwsError conflict(String message) {
        return new AwsError(409, "ConflictException", message);
    }

    /** What AWS has and the embedded cloud would leave without effect. */
    static AwsError notServed(String what) {
        return new AwsError(501, "NotImplemented", "The embedded cloud's REST APIs do not serve " + what);
    }

    static String require(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw bad(name + " is required");
        }
        return value;
    }
}
