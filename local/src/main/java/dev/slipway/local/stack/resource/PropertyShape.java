package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills a request's builder from a resource's properties: CloudFormation names them as the service's API does. */
final class PropertyShape {
    private PropertyShape() {}

    /**
     * @param aside properties that the caller sees to itself
     * @throws AwsError {@code ValidationError} naming every property that the service does not know
     */
    static <B> B fill(B builder, Map<String, @Nullable Object> properties, Set<String> aside) {
        fill(
                (SdkPojo) builder,
                properties,
                aside,
                builder.getClass().getEnclosingClass().getSimpleName());
        return builder;
    }

    private static void fill(SdkPojo builder, Map<?, ?> properties, Set<String> aside, String what) {
        Map<String, SdkField<?>> fields = builder.sdkFields().stream()
                .collect(Collectors.toMap(field -> property(field.memberName()), field -> field));
        Set<String> unknown = new TreeSet<>();
        properties.forEach((key, value) -> {
            String name = String.valueOf(key);
            SdkField<?> field = fields.get(name);
            if (field != null && value != null && !aside.contains(name)) {
                field.set(builder, convert(field, value));
            } else if (field == null && !aside.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw new AwsError(400, "ValidationError", what + ": Encountered unsupported property " + unknown);
        }
    }

    /** CloudFormation's properties begin with a capital letter, also where the service's members do not. */
    private static String property(String memberName) {
        return Character.toUpperCase(memberName.charAt(0)) + memberName.substring(1);
    }

    private static Object convert(SdkField<?> field, Object value) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case STRING -> value.toString();
                case INTEGER -> Integer.valueOf(value.toString());
                case LONG -> Long.valueOf(value.toString());
                case DOUBLE -> Double.valueOf(value.toString());
                case BOOLEAN -> Boolean.valueOf(value.toString());
                case LIST -> list(field, (List<?>) value);
                case MAP -> map(field, (Map<?, ?>) value);
                case SDK_POJO -> shape(field, (Map<?, ?>) value);
                default -> throw new IllegalArgumentException("has no form in a template");
            };
        } catch (ClassCastException | IllegalArgumentException e) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "Property " + field.memberName() + " cannot be '" + value + "': " + e.getMessage());
        }
    }

    private static List<Object> list(SdkField<?> field, List<?> items) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> converted = new ArrayList<>();
        items.forEach(item -> converted.add(convert(member, item)));
        return converted;
    }

    private static Map<String, Object> map(SdkField<?> field, Map<?, ?> entries) {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> converted = new LinkedHashMap<>();
        entries.forEach((key, value) -> converted.put(String.valueOf(key), convert(member, value)));
        return converted;
    }

    private static Object shape(SdkField<?> field, Map<?, ?> properties) {
        SdkPojo builder = field.constructor().get();
        fill(builder, properties, Set.of(), field.memberName());
        return ((Buildable) builder).build();
    }
}
