package dev.slipway.local.apigateway.keys;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.local.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;

/** How many requests each key has made under each plan on each day (UTC); on disk before the request goes on. */
final class Usage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, TreeMap<String, Long>>> COUNTS = new TypeReference<>() {};

    private final Path file;
    /** By {@code plan/key}, then by day. */
    private final TreeMap<String, TreeMap<String, Long>> counts;

    Usage(Path folder) {
        this.file = folder.resolve("usage.json");
        try {
            this.counts = Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), COUNTS) : new TreeMap<>();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the usage of API keys in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Counts a request, unless the quota is used up: then false. */
    synchronized boolean count(String planId, String keyId, QuotaSettings quota, LocalDate today) {
        TreeMap<String, Long> days = counts.computeIfAbsent(planId + "/" + keyId, none -> new TreeMap<>());
        if (quota.limit() != null && used(days, quota, today) >= allowed(days, quota, today)) {
            return false;
        }
        days.merge(today.toString(), 1L, Long::sum);
        write();
        return true;
    }

    /** For each day from the first to the last: used, and what then remained of the quota. */
    synchronized List<List<Long>> report(
            String planId, String keyId, QuotaSettings quota, LocalDate first, LocalDate last) {
        TreeMap<String, Long> days = counts.getOrDefault(planId + "/" + keyId, new TreeMap<>());
        Stream<LocalDate> dates = first.datesUntil(last.plusDays(1));
        return dates.map(date -> List.of(
                        days.getOrDefault(date.toString(), 0L),
                        quota.limit() == null ? 0L : Math.max(0, allowed(days, quota, date) - used(days, quota, date))))
                .toList();
    }

    synchronized void forget(String planIdPrefix, String keyIdSuffix) {
        if (counts.keySet().removeIf(key -> key.startsWith(planIdPrefix + "/") || key.endsWith("/" + keyIdSuffix))) {
            write();
        }
    }

    /** In the period up to the day. */
    private static long used(NavigableMap<String, Long> days, QuotaSettings quota, LocalDate day) {
        return days.subMap(begin(quota, day).toString(), true, day.toString(), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The offset is taken off the limit in the first period alone. */
    private static long allowed(NavigableMap<String, Long> days, QuotaSettings quota, LocalDate day) {
        boolean first = days.isEmpty() || !begin(quota, day).isAfter(LocalDate.parse(days.firstKey()));
        int offset = quota.offset() == null || !first ? 0 : quota.offset();
        return Math.max(0, quota.limit() - offset);
    }

    /** Weeks begin on Sunday. */
    private static LocalDate begin(QuotaSettings quota, LocalDate day) {
        QuotaPeriodType period = quota.period() == null ? QuotaPeriodType.DAY : quota.period();
        return switch (period) {
            case MONTH -> day.withDayOfMonth(1);
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            default -> day;
        };
    }

    private void write() {
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes((Map<String, ?>) counts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the usage of API keys in " + file + ": " + e.getMessage(), e);
        }
    }
}
