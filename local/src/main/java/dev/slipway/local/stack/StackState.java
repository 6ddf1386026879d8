package dev.slipway.local.stack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack as it stands. Immutable: each step of a run is another state, kept before the next begins.
 *
 * @param status CloudFormation's, such as {@code UPDATE_IN_PROGRESS}
 * @param resources by their keys, in the order in which they were made
 * @param earlier what an update that fails goes back to
 * @param created milliseconds since the epoch, as {@code updated} and each event's time
 */
record StackState(
        String id,
        String name,
        String status,
        String reason,
        long created,
        long updated,
        Source source,
        @Nullable Source earlier,
        Map<String, ResourceState> resources,
        List<Output> outputs,
        List<Event> events) {

    private static final int KEPT_EVENTS = 500;

    StackState {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        outputs = List.copyOf(outputs);
        events = List.copyOf(events.subList(Math.max(0, events.size() - KEPT_EVENTS), events.size()));
    }

    /** What a stack is made from. */
    record Source(String template, Map<String, String> parameters) {
        Source {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    record Output(String key, String value, String description) {}

    record Event(long time, String logicalId, String physicalId, String type, String status, String reason) {}

    static StackState begin(String id, String name, Source source, long now) {
        return new StackState(id, name, "", "", now, now, source, null, Map.of(), List.of(), List.of())
                .withStatus("CREATE_IN_PROGRESS", "", now);
    }

    StackState withStatus(String newStatus, String why, long now) {
        Event event = new Event(now, name, id, "AWS::CloudFormation::Stack", newStatus, why);
        return new StackState(id, name, newStatus, why, created, now, source, earlier, resources, outputs, plus(event));
    }

    StackState withSource(Source other, @Nullable Source before) {
        return new StackState(id, name, status, reason, created, updated, other, before, resources, outputs, events);
    }

    StackState with(ResourceState resource) {
        Map<String, ResourceState> more = new LinkedHashMap<>(resources);
        more.put(resource.key(), resource);
        return withResources(more, event(resource, resource.status()));
    }

    StackState without(ResourceState resource, String why) {
        Map<String, ResourceState> less = new LinkedHashMap<>(resources);
        less.remove(resource.key());
        return withResources(less, event(resource, why));
    }

    StackState withOutputs(List<Output> values) {
        return new StackState(id, name, status, reason, created, updated, source, earlier, resources, values, events);
    }

    private StackState withResources(Map<String, ResourceState> changed, Event event) {
        return new StackState(
                id, name, status, reason, created, updated, source, earlier, changed, outputs, plus(event));
    }

    private Event event(ResourceState resource, String what) {
        return new Event(resource.updated(), resource.logicalId(), resource.physicalId(), resource.type(), what, "");
    }

    private List<Event> plus(Event event) {
        List<Event> more = new ArrayList<>(events);
        more.add(event);
        return more;
    }
}
