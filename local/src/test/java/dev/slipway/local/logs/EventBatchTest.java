package dev.slipway.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

class EventBatchTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path state;

    private LogGroup group;

    @BeforeEach
    void make() throws IOException {
        group = LogGroup.create(state.resolve("group"), "group", NOW.toEpochMilli());
    }

    private EventBatch batch(Duration... ages) {
        List<InputLogEvent> events = Arrays.stream(ages)
                .map(age -> InputLogEvent.builder()
                        .timestamp(NOW.minus(age).toEpochMilli())
                        .message(age.toString())
                        .build())
                .toList();
        return EventBatch.of(events, group, NOW.toEpochMilli());
    }

    @Test
    void events_of_now_are_taken_whole() {
        assertThat(batch(Duration.ofHours(1), Duration.ZERO).isComplete()).isTrue();
        assertThat(batch().isComplete()).isTrue();
    }

    @Test
    void what_is_too_old_or_too_new_is_left_out_and_counted() {
        EventBatch old =
                batch(Duration.ofDays(14).plusHours(1), Duration.ofDays(14).minusHours(1));
        assertThat(old.taken()).extracting(InputLogEvent::message).containsExactly("PT335H");
        assertThat(old.rejected().tooOldLogEventEndIndex()).isEqualTo(1);
        EventBatch future = batch(Duration.ZERO, Duration.ofHours(-3));
        assertThat(future.taken()).hasSize(1);
        assertThat(future.rejected().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(future.rejected().tooOldLogEventEndIndex()).isNull();
    }

    @Test
    void what_is_past_the_groups_retention_is_expired() throws IOException {
        group.retain(1);
        EventBatch batch = batch(Duration.ofHours(25), Duration.ofHours(2));
        assertThat(batch.taken()).hasSize(1);
        assertThat(batch.rejected().expiredLogEventEndIndex()).isEqualTo(1);
    }

    @Test
    void a_batch_out_of_order_or_over_a_day_long_is_refused_whole() {
        assertThatThrownBy(() -> batch(Duration.ZERO, Duration.ofMinutes(1)))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("must be in chronological order");
        assertThatThrownBy(() -> batch(Duration.ofHours(25), Duration.ZERO))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("cannot span more than 24 hours");
    }
}
