package dev.slipway.local.lambda;

import dev.slipway.local.cloudwatch.MetricSink;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Lambda itself reports in {@code AWS/Lambda}: for the function, for the resource, for the version behind an alias. */
final class InvocationMetrics {
    private static final String NAMESPACE = "AWS/Lambda";

    private final MetricSink sink;
    private final Clock clock;

    InvocationMetrics(MetricSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    void invoked(
            String function, Optional<String> qualifier, Routing routing, boolean failed, double millis, int running) {
        long now = clock.millis();
        for (Map<String, String> dimensions : dimensionSets(function, qualifier, routing)) {
            sink.record(NAMESPACE, "Invocations", dimensions, now, 1, "Count");
            sink.record(NAMESPACE, "Errors", dimensions, now, failed ? 1 : 0, "Count");
            sink.record(NAMESPACE, "Throttles", dimensions, now, 0, "Count");
            sink.record(NAMESPACE, "Duration", dimensions, now, millis, "Milliseconds");
            sink.record(NAMESPACE, "ConcurrentExecutions", dimensions, now, running, "Count");
        }
    }

    void throttled(String function, Optional<String> qualifier, Routing routing) {
        for (Map<String, String> dimensions : dimensionSets(function, qualifier, routing)) {
            sink.record(NAMESPACE, "Throttles", dimensions, clock.millis(), 1, "Count");
        }
    }

    private static List<Map<String, String>> dimensionSets(
            String function, Optional<String> qualifier, Routing routing) {
        List<Map<String, String>> sets = new ArrayList<>();
        sets.add(Map.of("FunctionName", function));
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put("FunctionName", function);
        resource.put("Resource", function + qualifier.map(q -> ":" + q).orElse(""));
        sets.add(resource);
        if (routing.alias().isPresent()) {
            Map<String, String> version = new LinkedHashMap<>(resource);
            version.put("ExecutedVersion", routing.version().version());
            sets.add(version);
        }
        return sets;
    }
}
