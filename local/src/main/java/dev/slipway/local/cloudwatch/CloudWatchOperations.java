package dev.slipway.local.cloudwatch;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;

/** CloudWatch's operations, each a method from its request to its response. */
final class CloudWatchOperations {
    private final MetricInput input;
    private final MetricQueries queries;
    private final Alarms alarms;
    private final Dashboards dashboards;

    CloudWatchOperations(MetricInput input, MetricQueries queries, Alarms alarms, Dashboards dashboards) {
        this.input = input;
        this.queries = queries;
        this.alarms = alarms;
        this.dashboards = dashboards;
    }

    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        input.put(request);
        return PutMetricDataResponse.builder().build();
    }

    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        return queries.data(request);
    }

    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        return queries.statistics(request);
    }

    public ListMetricsResponse listMetrics(ListMetricsRequest request) {
        return queries.list(request);
    }

    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
        alarms.put(request);
        return PutMetricAlarmResponse.builder().build();
    }

    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        Stream<MetricAlarm> found = alarms.all().stream()
                .filter(alarm ->
                        !request.hasAlarmNames() || request.alarmNames().contains(alarm.alarmName()))
                .filter(alarm ->
                        request.alarmNamePrefix() == null || alarm.alarmName().startsWith(request.alarmNamePrefix()))
                .filter(alarm -> request.stateValue() == null || request.stateValue() == alarm.stateValue())
                .limit(request.maxRecords() == null ? Long.MAX_VALUE : request.maxRecords());
        return DescribeAlarmsResponse.builder()
                .metricAlarms(found.toList())
                .compositeAlarms(List.of())
                .build();
    }

    public DescribeAlarmsForMetricResponse describeAlarmsForMetric(DescribeAlarmsForMetricRequest request) {
        return DescribeAlarmsForMetricResponse.builder()
                .metricAlarms(alarms.all().stream()
                        .filter(alarm -> alarm.namespace().equals(request.namespace())
                                && alarm.metricName().equals(request.metricName())
                                && MetricQueries.map(alarm.dimensions())
                                        .equals(MetricQueries.map(request.dimensions())))
                        .toList())
                .build();
    }

    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
        alarms.delete(request.alarmNames());
        return DeleteAlarmsResponse.builder().build();
    }

    public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
        alarms.set(request.alarmName(), request.stateValue(), request.stateReason());
        return SetAlarmStateResponse.builder().build();
    }

    public DescribeAlarmHistoryResponse describeAlarmHistory(DescribeAlarmHistoryRequest request) {
        return DescribeAlarmHistoryResponse.builder()
                .alarmHistoryItems(alarms.history().stream()
                        .filter(item -> request.alarmName() == null
                                || request.alarmName().equals(item.alarmName()))
                        .limit(request.maxRecords() == null ? 100 : request.maxRecords())
                        .toList())
                .build();
    }

    public PutDashboardResponse putDashboard(PutDashboardRequest request) {
        dashboards.put(request.dashboardName(), request.dashboardBody());
        return PutDashboardResponse.builder()
                .dashboardValidationMessages(List.of())
                .build();
    }

    public GetDashboardResponse getDashboard(GetDashboardRequest request) {
        return GetDashboardResponse.builder()
                .dashboardName(request.dashboardName())
                .dashboardArn(Dashboards.arn(request.dashboardName()))
                .dashboardBody(dashboards.get(request.dashboardName()))
                .build();
    }

    public ListDashboardsResponse listDashboards(ListDashboardsRequest request) {
        String prefix = request.dashboardNamePrefix() == null ? "" : request.dashboardNamePrefix();
        return ListDashboardsResponse.builder()
                .dashboardEntries(dashboards.names().stream()
                        .filter(name -> name.startsWith(prefix))
                        .map(name -> DashboardEntry.builder()
                                .dashboardName(name)
                                .dashboardArn(Dashboards.arn(name))
                                .build())
                        .toList())
                .build();
    }

    public DeleteDashboardsResponse deleteDashboards(DeleteDashboardsRequest request) {
        request.dashboardNames().forEach(dashboards::delete);
        return DeleteDashboardsResponse.builder().build();
    }
}
