package dev.slipway.local.logs;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Events out of one stream, by pages both ways, or out of a group, by pattern. */
final class LogReads {
    private static final int PAGE = 10_000;

    private final LogStore store;

    LogReads(LogStore store) {
        this.store = store;
    }

    private static List<LogEvent> matching(LogStream stream, Predicate<LogEvent> wanted) {
        List<LogEvent> found = new ArrayList<>();
        try {
            stream.read(event -> {
                if (wanted.test(event)) {
                    found.add(event);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The log stream " + stream.name() + " cannot be read", e);
        }
        return found;
    }

    private static Predicate<LogEvent> between(@Nullable Long from, @Nullable Long to) {
        return event -> (from == null || event.timestamp() >= from) && (to == null || event.timestamp() < to);
    }

    private static int limit(@Nullable Integer wanted) {
        if (wanted != null && (wanted < 1 || wanted > PAGE)) {
            throw new AwsError(400, "InvalidParameterException", "limit must be from 1 to " + PAGE + ", not " + wanted);
        }
        return wanted == null ? PAGE : wanted;
    }

    /** Tokens are {@code f/n} for what follows event n-1, and {@code b/n} for what comes before event n. */
    GetLogEventsResponse get(GetLogEventsRequest request) {
        LogStream stream = store.get(group(request.logGroupName(), request.logGroupIdentifier()))
                .get(request.logStreamName());
        int limit = limit(request.limit());
        List<LogEvent> all = matching(stream, between(request.startTime(), request.endTime()));
        List<LogEvent> page = page(all, request.nextToken(), Boolean.TRUE.equals(request.startFromHead()), limit);
        String forward = page.isEmpty()
                ? request.nextToken()
                : "f/" + (page.get(page.size() - 1).sequence() + 1);
        String backward =
                page.isEmpty() ? request.nextToken() : "b/" + page.get(0).sequence();
        return GetLogEventsResponse.builder()
                .events(page.stream().map(LogReads::output).toList())
                .nextForwardToken(forward == null ? "f/0" : forward)
                .nextBackwardToken(backward == null ? "b/0" : backward)
                .build();
    }

    private static List<LogEvent> page(List<LogEvent> all, @Nullable String token, boolean fromHead, int limit) {
        if (token == null) {
            return fromHead
                    ? all.subList(0, Math.min(limit, all.size()))
                    : all.subList(Math.max(0, all.size() - limit), all.size());
        }
        if (!token.matches("[fb]/\\d{1,18}")) {
            throw new AwsError(400, "InvalidParameterException", "The specified nextToken is invalid: " + token);
        }
        long sequence = Long.parseLong(token.substring(2));
        if (token.startsWith("f")) {
            return all.stream()
                    .filter(event -> event.sequence() >= sequence)
                    .limit(limit)
                    .toList();
        }
        List<LogEvent> before =
                all.stream().filter(event -> event.sequence() < sequence).toList();
        return before.subList(Math.max(0, before.size() - limit), before.size());
    }

    private static OutputLogEvent output(LogEvent event) {
        return OutputLogEvent.builder()
                .timestamp(event.timestamp())
                .ingestionTime(event.ingested())
                .message(event.message())
                .build();
    }

    /** The token is the id of the last event given: ids sort as events do. */
    FilterLogEventsResponse filter(FilterLogEventsRequest request) {
        LogGroup group = store.get(group(request.logGroupName(), request.logGroupIdentifier()));
        Predicate<String> pattern = FilterPattern.of(request.filterPattern());
        String after = request.nextToken() == null ? "" : request.nextToken();
        Predicate<LogEvent> wanted = between(request.startTime(), request.endTime())
                .and(event -> pattern.test(event.message()))
                .and(event -> event.id().compareTo(after) > 0);
        List<LogEvent> found = new ArrayList<>();
        for (LogStream stream : group.streams()) {
            boolean named =
                    !request.hasLogStreamNames() || request.logStreamNames().contains(stream.name());
            String prefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
            if (named && stream.name().startsWith(prefix)) {
                found.addAll(matching(stream, wanted));
            }
        }
        found.sort(Comparator.comparing(LogEvent::id));
        List<LogEvent> page = found.subList(0, Math.min(limit(request.limit()), found.size()));
        return FilterLogEventsResponse.builder()
                .events(page.stream().map(LogReads::filtered).toList())
                .searchedLogStreams(List.of())
                .nextToken(
                        page.size() < found.size() ? page.get(page.size() - 1).id() : null)
                .build();
    }

    private static FilteredLogEvent filtered(LogEvent event) {
        return FilteredLogEvent.builder()
                .logStreamName(event.stream())
                .timestamp(event.timestamp())
                .ingestionTime(event.ingested())
                .message(event.message())
                .eventId(event.id())
                .build();
    }

    /** A group may be named by its ARN. */
    static String group(@Nullable String name, @Nullable String identifier) {
        String given = name == null ? String.valueOf(identifier) : name;
        int at = given.indexOf(":log-group:");
        return at < 0 ? given : given.substring(at + ":log-group:".length()).replaceFirst(":\\*$", "");
    }
}
