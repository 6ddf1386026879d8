package dev.slipway.local.codec;

import dev.slipway.local.http.AwsError;
import dev.slipway.local.http.HttpRequest;
import dev.slipway.local.http.Percent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads a REST-JSON request: each member from its place in path, query, headers or body. */
final class RestJsonRequest {
    private RestJsonRequest() {}

    static void read(HttpRequest request, Map<String, String> labels, SdkPojo builder) throws IOException {
        Map<String, List<String>> query = Percent.query(request.rawQuery());
        boolean bodyIsOneMember = false;
        boolean hasBodyMembers = false;
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.containsTrait(PayloadTrait.class)) {
                bodyIsOneMember = true;
                readPayload(field, request.body(), builder);
            } else if (field.location() == MarshallLocation.PAYLOAD) {
                hasBodyMembers = true;
            } else {
                set(builder, field, values(field, request, labels, query));
            }
        }
        if (hasBodyMembers && !bodyIsOneMember) {
            JsonShapes.read(request.body(), builder);
        }
    }

    private static @Nullable List<String> values(
            SdkField<?> field, HttpRequest request, Map<String, String> labels, Map<String, List<String>> query) {
        String name = field.locationName();
        return switch (field.location()) {
            case PATH, GREEDY_PATH -> labels.containsKey(name) ? List.of(labels.get(name)) : null;
            case QUERY_PARAM -> query.get(name);
            case HEADER -> request.header(name).map(List::of).orElse(null);
            default -> null;
        };
    }

    private static void set(SdkPojo builder, SdkField<?> field, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            return;
        }
        if (field.marshallingType().getKnownType() == MarshallingKnownType.LIST) {
            SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            field.set(builder, values.stream().map(text -> scalar(member, text)).toList());
        } else {
            field.set(builder, scalar(field, values.get(0)));
        }
    }

    private static Object scalar(SdkField<?> field, String text) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case BOOLEAN -> Boolean.valueOf(text);
                case INSTANT -> Timestamps.read(Timestamps.format(field, placeFormat(field)), text);
                default -> text;
            };
        } catch (NumberFormatException e) {
            throw new AwsError(400, "SerializationException", field.locationName() + ": '" + text + "' is no number");
        }
    }

    private static Format placeFormat(SdkField<?> field) {
        return field.location() == MarshallLocation.HEADER ? Format.RFC_822 : Format.ISO_8601;
    }

    private static void readPayload(SdkField<?> field, InputStream body, SdkPojo builder) throws IOException {
        switch (field.marshallingType().getKnownType()) {
            case SDK_BYTES -> field.set(builder, SdkBytes.fromByteArrayUnsafe(body.readAllBytes()));
            case STRING -> field.set(builder, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            default -> {
                SdkPojo nested = field.constructor().get();
                JsonShapes.read(body, nested);
                field.set(builder, ((Buildable) nested).build());
            }
        }
    }
}
