package dev.slipway.local.stack.resource;

import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** What a stack needs of CloudWatch. */
public interface Alarms {
    void put(PutMetricAlarmRequest alarm);

    /** Does nothing when there is no such alarm. */
    void delete(String alarmName);
}
