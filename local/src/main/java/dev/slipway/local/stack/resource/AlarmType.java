package dev.slipway.local.stack.resource;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** {@code AWS::CloudWatch::Alarm}. */
final class AlarmType implements ResourceType {
    private final Alarms alarms;

    AlarmType(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public Set<String> fixed() {
        return Set.of("AlarmName");
    }

    @Override
    public Made create(Desired desired) {
        String name = desired.name("AlarmName");
        put(name, desired);
        return new Made(name, Map.of("Arn", Arns.alarm(name)));
    }

    @Override
    public Made update(Made current, Map<String, @Nullable Object> before, Desired desired) {
        put(current.physicalId(), desired);
        return current;
    }

    @Override
    public void delete(Made made) {
        Gone.orDelete(() -> alarms.delete(made.physicalId()));
    }

    private void put(String name, Desired desired) {
        alarms.put(PropertyShape.fill(PutMetricAlarmRequest.builder(), desired.properties(), Set.of())
                .alarmName(name)
                .build());
    }
}
