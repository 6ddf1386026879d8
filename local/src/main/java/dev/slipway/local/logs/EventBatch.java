package dev.slipway.local.logs;

import dev.slipway.local.http.AwsError;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/**
 * The events of one PutLogEvents: what Logs takes of them, and what it leaves out.
 *
 * @param tooOld how many at the head are too old
 * @param expired how many at the head are past the group's retention
 * @param tooNew the index of the first that is too new; their number when none is
 */
record EventBatch(List<InputLogEvent> events, int tooOld, int expired, int tooNew) {
    private static final Duration OLDEST = Duration.ofDays(14);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final Duration SPAN = Duration.ofHours(24);

    /** @throws AwsError {@code InvalidParameterException} for a batch that is refused as a whole */
    static EventBatch of(List<InputLogEvent> events, LogGroup group, long now) {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).timestamp() < events.get(i - 1).timestamp()) {
                throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
        if (!events.isEmpty()
                && events.get(events.size() - 1).timestamp() - events.get(0).timestamp() > SPAN.toMillis()) {
            throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
        Integer retention = group.retentionDays();
        int expired = retention == null
                ? 0
                : before(events, now - Duration.ofDays(retention).toMillis());
        return new EventBatch(
                events, before(events, now - OLDEST.toMillis()), expired, before(events, now + NEWEST.toMillis() + 1));
    }

    List<InputLogEvent> taken() {
        int from = Math.max(tooOld, expired);
        return events.subList(Math.min(from, tooNew), tooNew);
    }

    boolean isComplete() {
        return taken().size() == events.size();
    }

    RejectedLogEventsInfo rejected() {
        return RejectedLogEventsInfo.builder()
                .tooOldLogEventEndIndex(tooOld > 0 ? tooOld : null)
                .expiredLogEventEndIndex(expired > 0 ? expired : null)
                .tooNewLogEventStartIndex(tooNew < events.size() ? tooNew : null)
                .build();
    }

    private static int before(List<InputLogEvent> events, long time) {
        return (int) events.stream().filter(event -> event.timestamp() < time).count();
    }

    private static AwsError invalid(String why) {
        return new AwsError(400, "InvalidParameterException", why);
    }
}
