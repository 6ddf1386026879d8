package dev.slipway.local.logs;

import dev.slipway.local.http.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** CloudWatch Logs' operations, each a method from its request to its response. */
final class LogsOperations {
    private static final int PAGE = 50;
    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogStore store;
    private final LogReads reads;
    private final Clock clock;

    LogsOperations(LogStore store, LogReads reads, Clock clock) {
        this.store = store;
        this.reads = reads;
        this.clock = clock;
    }

    private interface Change {
        void run() throws IOException;
    }

    private static void written(Change change) {
        try {
            change.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The logs cannot be written", e);
        }
    }

    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        written(() -> store.create(request.logGroupName(), false));
        return CreateLogGroupResponse.builder().build();
    }

    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        written(() -> store.delete(request.logGroupName()));
        return DeleteLogGroupResponse.builder().build();
    }

    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
        LogGroup group = store.get(request.logGroupName());
        if (group.streams().stream().anyMatch(stream -> stream.name().equals(request.logStreamName()))) {
            throw new AwsError(
                    400,
                    "ResourceAlreadyExistsException",
                    "The specified log stream already exists: '" + request.logStreamName() + "'");
        }
        written(() -> group.add(request.logStreamName(), clock.millis()));
        return CreateLogStreamResponse.builder().build();
    }

    public DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest request) {
        written(() -> store.get(request.logGroupName()).remove(request.logStreamName()));
        return DeleteLogStreamResponse.builder().build();
    }

    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        if (request.retentionInDays() == null || !RETENTIONS.contains(request.retentionInDays())) {
            throw new AwsError(
                    400,
                    "InvalidParameterException",
                    "retentionInDays must be one of "
                            + RETENTIONS.stream().sorted().toList() + ", not " + request.retentionInDays());
        }
        written(() -> store.get(request.logGroupName()).retain(request.retentionInDays()));
        return PutRetentionPolicyResponse.builder().build();
    }

    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
        written(() -> store.get(request.logGroupName()).retain(null));
        return DeleteRetentionPolicyResponse.builder().build();
    }

    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
        LogGroup group = store.get(request.logGroupName());
        LogStream stream = group.get(request.logStreamName());
        EventBatch batch = EventBatch.of(request.logEvents(), group, clock.millis());
        for (InputLogEvent event : batch.taken()) {
            store.append(stream, event.timestamp(), event.message());
        }
        return PutLogEventsResponse.builder()
                .nextSequenceToken("0")
                .rejectedLogEventsInfo(batch.isComplete() ? null : batch.rejected())
                .build();
    }

    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        return reads.get(request);
    }

    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        return reads.filter(request);
    }

    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        String prefix = request.logGroupNamePrefix() == null ? "" : request.logGroupNamePrefix();
        String part = request.logGroupNamePattern() == null ? "" : request.logGroupNamePattern();
        List<LogGroup> found = store.all().stream()
                .filter(group -> group.name().startsWith(prefix) && group.name().contains(part))
                .toList();
        Slice<LogGroup> slice = Slice.of(found, request.nextToken(), request.limit());
        return DescribeLogGroupsResponse.builder()
                .logGroups(slice.items().stream()
                        .map(group -> software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup.builder()
                                .logGroupName(group.name())
                                .creationTime(group.created())
                                .retentionInDays(group.retentionDays())
                                .arn(arn(group) + ":*")
                                .logGroupArn(arn(group))
                                .metricFilterCount(0)
                                .build())
                        .toList())
                .nextToken(slice.next())
                .build();
    }

    private static String arn(LogGroup group) {
        return "arn:aws:logs:us-east-1:000000000000:log-group:" + group.name();
    }

    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        LogGroup group = store.get(LogReads.group(request.logGroupName(), request.logGroupIdentifier()));
        String prefix = request.logStreamNamePrefix() == null ? "" : request.logStreamNamePrefix();
        Comparator<LogStream> order = request.orderBy() == OrderBy.LAST_EVENT_TIME
                ? Comparator.comparing(LogStream::lastTimestamp)
                : Comparator.comparing(LogStream::name);
        List<LogStream> found = group.streams().stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
                .toList();
        Slice<LogStream> slice = Slice.of(found, request.nextToken(), request.limit());
        return DescribeLogStreamsResponse.builder()
                .logStreams(slice.items().stream()
                        .map(stream -> described(group, stream))
                        .toList())
                .nextToken(slice.next())
                .build();
    }

    private static software.amazon.awssdk.services.cloudwatchlogs.model.LogStream described(
            LogGroup group, LogStream stream) {
        boolean empty = stream.lastTimestamp() < 0;
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
                .logStreamName(stream.name())
                .creationTime(stream.created())
                .arn(arn(group) + ":log-stream:" + stream.name())
                .firstEventTimestamp(empty ? null : stream.firstTimestamp())
                .lastEventTimestamp(empty ? null : stream.lastTimestamp())
                .lastIngestionTime(empty ? null : stream.lastIngested())
                .uploadSequenceToken("0")
                .build();
    }

    /** One page of a list, and where the next begins. */
    private record Slice<T>(List<T> items, @Nullable String next) {
        static <T> Slice<T> of(List<T> all, @Nullable String token, @Nullable Integer limit) {
            if (token != null && !token.matches("\\d{1,9}")) {
                throw new AwsError(400, "InvalidParameterException", "The specified nextToken is invalid: " + token);
            }
            int from = token == null ? 0 : Math.min(all.size(), Integer.parseInt(token));
            int to = Math.min(all.size(), from + (limit == null ? PAGE : limit));
            return new Slice<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
        }
    }
}
