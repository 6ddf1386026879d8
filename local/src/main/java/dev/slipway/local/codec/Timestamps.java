package dev.slipway.local.codec;

import dev.slipway.local.http.AwsError;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.DateUtils;

/** Points in time in the four ways AWS writes them. */
final class Timestamps {
    private Timestamps() {}

    /** The member's own format, or the protocol's for its place. */
    static Format format(SdkField<?> field, Format ofTheProtocol) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(ofTheProtocol);
    }

    static Instant read(Format format, String text) {
        try {
            return switch (format) {
                case ISO_8601 -> DateUtils.parseIso8601Date(text);
                case RFC_822 -> DateUtils.parseRfc822Date(text);
                case UNIX_TIMESTAMP ->
                    Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
                case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(new BigDecimal(text).longValue());
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw new AwsError(400, "SerializationException", "'" + text + "' is not a timestamp as " + format);
        }
    }

    static String write(Format format, Instant instant) {
        return switch (format) {
            case ISO_8601 -> DateUtils.formatIso8601Date(instant);
            case RFC_822 -> DateUtils.formatRfc822Date(instant);
            case UNIX_TIMESTAMP -> BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(instant.toEpochMilli());
        };
    }
}
