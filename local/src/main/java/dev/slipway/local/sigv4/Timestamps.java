package dev.slipway.local.sigv4;

import dev.slipway.local.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time at which a request was signed, in the two ways it is written. */
final class Timestamps {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** {@code X-Amz-Date}, else {@code Date}, as {@code 20261125T031500Z}; empty when neither can be read. */
    static String of(HttpRequest request) {
        String given =
                request.header("x-amz-date").or(() -> request.header("date")).orElse("");
        if (isBasic(given)) {
            return given;
        }
        try {
            return text(ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return "";
        }
    }

    static boolean isBasic(String text) {
        try {
            return text.length() == 16 && text(instant(text)).equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    static Instant instant(String basic) {
        return LocalDateTime.parse(basic, BASIC).toInstant(ZoneOffset.UTC);
    }

    static String text(Instant instant) {
        return BASIC.format(instant);
    }
}
