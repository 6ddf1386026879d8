package dev.slipway.local.apigateway.wire;

import dev.slipway.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * The patches by which REST APIs' control plane changes things: add, remove or replace at a path such as {@code /name},
 * {@code /throttle/rateLimit}, {@code /variables/colour} or, in a list of texts, {@code /binaryMediaTypes/image~1png}.
 */
public final class Patches {
    private Patches() {}

    /**
     * @param builder a shape's builder
     * @param allowed the members that may be changed
     * @throws AwsError {@code BadRequestException} for any other path
     */
    public static <B> B apply(B builder, List<PatchOperation> operations, Set<String> allowed) {
        for (PatchOperation operation : operations) {
            String[] path = split(operation.path());
            if (path.length < 2 || !path[0].isEmpty() || !allowed.contains(path[1])) {
                throw invalid(operation, allowed);
            }
            change((SdkPojo) builder, operation, path, 1, allowed);
        }
        return builder;
    }

    /** The parts of a path between slashes; {@code ~1} is a slash in a part, {@code ~0} a tilde. */
    public static String[] split(@Nullable String path) {
        String[] parts = String.valueOf(path).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].replace("~1", "/").replace("~0", "~");
        }
        return parts;
    }

    private static void change(SdkPojo shape, PatchOperation operation, String[] path, int at, Set<String> allowed) {
        SdkField<?> field = shape.sdkFields().stream()
                .filter(known -> known.locationName().equals(path[at]))
                .findFirst()
                .orElseThrow(() -> invalid(operation, allowed));
        // The getters are the shape's, the setters its builder's
        SdkPojo current = (SdkPojo) ((Buildable) shape).build();
        boolean last = at == path.length - 1;
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (last && type != MarshallingKnownType.LIST && type != MarshallingKnownType.MAP) {
            field.set(shape, operation.op() == Op.REMOVE ? null : scalar(operation, type));
        } else if (type == MarshallingKnownType.LIST && at >= path.length - 2) {
            list(shape, current, field, operation, last ? String.valueOf(operation.value()) : path[at + 1]);
        } else if (type == MarshallingKnownType.MAP && at == path.length - 2) {
            map(shape, current, field, operation, path[at + 1]);
        } else if (type == MarshallingKnownType.SDK_POJO) {
            SdkPojo nested = nested(current, field);
            change(nested, operation, path, at + 1, allowed);
            field.set(shape, ((Buildable) nested).build());
        } else {
            throw invalid(operation, allowed);
        }
    }

    private static void list(
            SdkPojo shape, SdkPojo current, SdkField<?> field, PatchOperation operation, String member) {
        List<Object> items = new ArrayList<>();
        if (field.getValueOrDefault(current) instanceof List<?> list) {
            items.addAll(list);
        }
        items.remove(member);
        if (operation.op() != Op.REMOVE) {
            items.add(member);
        }
        field.set(shape, items);
    }

    private static void map(SdkPojo shape, SdkPojo current, SdkField<?> field, PatchOperation operation, String key) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        if (field.getValueOrDefault(current) instanceof Map<?, ?> map) {
            entries.putAll(map);
        }
        if (operation.op() == Op.REMOVE) {
            entries.remove(key);
        } else {
            SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
            entries.put(key, scalar(operation, member.marshallingType().getKnownType()));
        }
        field.set(shape, entries);
    }

    private static SdkPojo nested(SdkPojo current, SdkField<?> field) {
        Optional<Object> there = Optional.ofNullable(field.getValueOrDefault(current));
        return there.isPresent()
                ? (SdkPojo) ((ToCopyableBuilder<?, ?>) there.get()).toBuilder()
                : field.constructor().get();
    }

    private static Object scalar(PatchOperation operation, MarshallingKnownType type) {
        String value = String.valueOf(operation.value());
        try {
            return switch (type) {
                case STRING -> value;
                case INTEGER -> Integer.valueOf(value);
                case LONG -> Long.valueOf(value);
                case DOUBLE -> Double.valueOf(value);
                case BOOLEAN -> Boolean.valueOf(value);
                default -> throw invalid(operation, Set.of());
            };
        } catch (NumberFormatException e) {
            throw new AwsError(
                    400, "BadRequestException", "Invalid patch value '" + value + "' for " + operation.path());
        }
    }

    private static AwsError invalid(PatchOperation operation, Set<String> allowed) {
        return new AwsError(
                400,
                "BadRequestException",
                "Invalid patch path '" + operation.path() + "' specified for op '" + operation.opAsString()
                        + "'. Must be one of: "
                        + allowed.stream().sorted().map(name -> "/" + name).toList());
    }
}
