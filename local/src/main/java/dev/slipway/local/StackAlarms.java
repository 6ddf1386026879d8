package dev.slipway.local;

import dev.slipway.local.stack.resource.Alarms;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** CloudWatch's alarms as stacks make them. */
record StackAlarms(dev.slipway.local.cloudwatch.Alarms alarms) implements Alarms {
    @Override
    public void put(PutMetricAlarmRequest alarm) {
        alarms.put(alarm);
    }

    @Override
    public void delete(String alarmName) {
        alarms.delete(List.of(alarmName));
    }
}
