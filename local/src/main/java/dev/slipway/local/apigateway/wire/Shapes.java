package dev.slipway.local.apigateway.wire;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Carries members from one of the SDK's shapes to another by their names: a request's into what is kept, that into an answer. */
public final class Shapes {
    private Shapes() {}

    /**
     * Sets on {@code to} every member that {@code from} has set and both know; the rest stays.
     *
     * @param to a shape's builder
     */
    public static <B> B copy(SdkPojo from, B to) {
        SdkPojo target = (SdkPojo) to;
        Map<String, SdkField<?>> known =
                target.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, field -> field));
        for (SdkField<?> field : from.sdkFields()) {
            Object value = field.getValueOrDefault(from);
            SdkField<?> same = known.get(field.memberName());
            if (same != null && isSet(value)) {
                same.set(target, value);
            }
        }
        return to;
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }
}
