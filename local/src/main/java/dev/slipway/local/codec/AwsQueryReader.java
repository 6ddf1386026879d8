package dev.slipway.local.codec;

import dev.slipway.local.http.AwsError;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills a builder of the SDK from an AWS query form, member by member as {@code sdkFields()} names them. */
public final class AwsQueryReader {
    private final AwsQueryForm form;

    public AwsQueryReader(AwsQueryForm form) {
        this.form = form;
    }

    /**
     * @param builder a request's builder, filled in place
     * @return the same builder
     * @throws AwsError {@code MalformedInput} when a value is not of its member's type
     */
    public <B extends SdkPojo> B read(B builder) {
        fill(builder, "");
        return builder;
    }

    private void fill(SdkPojo builder, String prefix) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = value(field, prefix + field.locationName());
            if (value != null) {
                field.set(builder, value);
            }
        }
    }

    private @Nullable Object value(SdkField<?> field, String name) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            return list(field.getRequiredTrait(ListTrait.class), name);
        }
        if (type == MarshallingType.MAP) {
            return map(field.getRequiredTrait(MapTrait.class), name);
        }
        if (type == MarshallingType.SDK_POJO) {
            return structure(field, name);
        }
        String text = form.parameters().get(name);
        return text == null ? null : scalar(type, name, text);
    }

    private @Nullable Object structure(SdkField<?> field, String name) {
        if (!form.hasBelow(name + ".")) {
            return null;
        }
        SdkPojo builder = field.constructor().get();
        fill(builder, name + ".");
        return builder instanceof Buildable buildable ? buildable.build() : builder;
    }

    private @Nullable List<Object> list(ListTrait trait, String name) {
        String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
        String prefix = trait.isFlattened() ? name + "." : name + "." + member + ".";
        List<Object> items = new ArrayList<>();
        for (int i = 1; has(prefix + i); i++) {
            Object item = value(trait.memberFieldInfo(), prefix + i);
            if (item != null) {
                items.add(item);
            }
        }
        return items.isEmpty() && !form.parameters().containsKey(name) ? null : items;
    }

    private @Nullable Map<String, Object> map(MapTrait trait, String name) {
        String prefix = trait.isFlattened() ? name + "." : name + ".entry.";
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 1; has(prefix + i); i++) {
            String key = form.parameters().get(prefix + i + "." + trait.keyLocationName());
            Object item = value(trait.valueFieldInfo(), prefix + i + "." + trait.valueLocationName());
            if (key != null && item != null) {
                entries.put(key, item);
            }
        }
        return entries.isEmpty() ? null : entries;
    }

    private boolean has(String name) {
        return form.parameters().containsKey(name) || form.hasBelow(name + ".");
    }

    private static Object scalar(MarshallingType<?> type, String name, String text) {
        try {
            return parse(type, text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new AwsError(
                    400,
                    "MalformedInput",
                    name + ": '" + text + "' is not of type "
                            + type.getTargetClass().getSimpleName());
        }
    }

    private static Object parse(MarshallingType<?> type, String text) {
        if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(text);
        }
        if (type == MarshallingType.LONG) {
            return Long.valueOf(text);
        }
        if (type == MarshallingType.DOUBLE) {
            return Double.valueOf(text);
        }
        if (type == MarshallingType.FLOAT) {
            return Float.valueOf(text);
        }
        if (type == MarshallingType.BIG_DECIMAL) {
            return new BigDecimal(text);
        }
        if (type == MarshallingType.BOOLEAN) {
            return Boolean.valueOf(text);
        }
        if (type == MarshallingType.INSTANT) {
            return OffsetDateTime.parse(text).toInstant();
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
        }
        return text;
    }
}
