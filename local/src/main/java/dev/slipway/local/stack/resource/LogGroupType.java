package dev.slipway.local.stack.resource;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::Logs::LogGroup}. */
final class LogGroupType implements ResourceType {
    private final LogGroups groups;

    LogGroupType(LogGroups groups) {
        this.groups = groups;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("LogGroupName");
    }

    @Override
    public Made create(Desired desired) {
        String name = desired.name("LogGroupName");
        put(name, desired);
        return new Made(name, Map.of("Arn", Arns.logGroup(name)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        put(current.physicalId(), desired);
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> groups.delete(made.physicalId()));
    }

    private void put(String name, Desired desired) {
        Object days = desired.properties().get("RetentionInDays");
        groups.put(name, days == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(days.toString())));
    }
}
