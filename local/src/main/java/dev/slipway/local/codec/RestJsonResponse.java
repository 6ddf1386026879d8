package dev.slipway.local.codec;

import dev.slipway.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes a REST-JSON response: each member to its place in status, headers or body. */
final class RestJsonResponse {
    private static final byte[] NOTHING = {};

    /** The one thing the SDK's shapes do not know: which operations succeed with something else than 200. */
    private static final Set<String> CREATED = Set.of(
            "AddPermission",
            "PublishVersion",
            "PutMethod",
            "PutMethodResponse",
            "PutIntegration",
            "PutIntegrationResponse");

    private static final Set<String> NO_CONTENT = Set.of("RemovePermission", "UntagResource");

    private RestJsonResponse() {}

    static HttpResponse of(String operation, SdkPojo shape) {
        int status = status(operation, shape);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        byte[] payload = null;
        boolean hasBodyMembers = false;
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (field.containsTrait(PayloadTrait.class)) {
                payload = value == null ? NOTHING : payload(value);
            } else if (field.location() == MarshallLocation.PAYLOAD) {
                hasBodyMembers = true;
            } else if (field.location() == MarshallLocation.HEADER && value != null) {
                headers.put(field.locationName(), List.of(text(field, value)));
            } else if (field.location() == MarshallLocation.STATUS_CODE && value != null) {
                status = (Integer) value;
            }
        }
        if (payload == null) {
            payload = hasBodyMembers && status != 204 ? JsonShapes.write(shape) : NOTHING;
        }
        headers.put("Content-Type", List.of("application/json"));
        return new HttpResponse(status, headers, HttpResponse.bytes(payload));
    }

    private static int status(String operation, SdkPojo shape) {
        if (operation.startsWith("Create") || CREATED.contains(operation)) {
            return 201;
        }
        if (operation.equals("TagResource")) {
            return shape.getClass().getPackageName().contains(".lambda.") ? 204 : 201;
        }
        boolean ofRestApis = shape.getClass().getPackageName().endsWith(".apigateway.model");
        if (ofRestApis && operation.startsWith("Delete")) {
            return operation.equals("DeleteMethod") || operation.equals("DeleteIntegration") ? 204 : 202;
        }
        return operation.startsWith("Delete") || NO_CONTENT.contains(operation) ? 204 : 200;
    }

    private static byte[] payload(Object value) {
        if (value instanceof SdkBytes bytes) {
            return bytes.asByteArrayUnsafe();
        }
        return value instanceof SdkPojo shape
                ? JsonShapes.write(shape)
                : value.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(SdkField<?> field, Object value) {
        return value instanceof Instant instant
                ? Timestamps.write(Timestamps.format(field, Format.RFC_822), instant)
                : value.toString();
    }
}
