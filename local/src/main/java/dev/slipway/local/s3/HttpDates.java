package dev.slipway.local.s3;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** HTTP's dates, which know no milliseconds. */
final class HttpDates {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private HttpDates() {}

    static String format(long millis) {
        return FORMAT.format(Instant.ofEpochMilli(millis));
    }

    /** Seconds since the epoch; empty for what is no date, which is to be ignored. */
    static Optional<Long> seconds(String header) {
        try {
            return Optional.of(Instant.from(FORMAT.parse(header)).getEpochSecond());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
