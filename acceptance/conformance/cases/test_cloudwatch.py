"""CloudWatch: metrics in and out, statistics, alarms."""
import datetime

import pytest

from case import case, refused
from conftest import eventually

METRICS, ALARMS = "CloudWatch metrics", "CloudWatch alarms"
MINUTE = datetime.timedelta(minutes=1)


def now():
    return datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)


@pytest.fixture
def space(name):
    return f"Conformance/{name}"


def put(cloud, space, *values, metric="Latency", at=None, dimensions=(), unit="Milliseconds"):
    cloud.cloudwatch.put_metric_data(Namespace=space, MetricData=[
        {"MetricName": metric, "Value": value, "Unit": unit, "Timestamp": at or now() - MINUTE,
         "Dimensions": [{"Name": n, "Value": v} for n, v in dimensions]} for value in values])


def statistics(cloud, space, statistics=None, extended=None, dimensions=(), period=60, metric="Latency"):
    asked = {"Statistics": statistics} if statistics else {"ExtendedStatistics": extended}
    return cloud.cloudwatch.get_metric_statistics(
        Namespace=space, MetricName=metric, StartTime=now() - 30 * MINUTE, EndTime=now() + 5 * MINUTE, Period=period,
        Dimensions=[{"Name": n, "Value": v} for n, v in dimensions], **asked)["Datapoints"]


@case(METRICS, "PutMetricData, then GetMetricStatistics: sum, count, average, least, most", "cloudwatch:GetMetricStatistics", cli=True)
def test_statistics(cloud, space, by_boto3):
    put(by_boto3, space, 1.0, 2.0, 6.0)
    point, = statistics(cloud, space, ["Sum", "SampleCount", "Average", "Minimum", "Maximum"])
    assert [point[name] for name in ("Sum", "SampleCount", "Average", "Minimum", "Maximum")] == [9.0, 3.0, 3.0, 1.0, 6.0]
    assert point["Unit"] == "Milliseconds"


@case(METRICS, "PutMetricData by the words of a user", "cloudwatch:PutMetricData", cli=True)
def test_put(cloud, space, by_boto3):
    put(cloud, space, 4.5)
    assert statistics(by_boto3, space, ["Maximum"])[0]["Maximum"] == 4.5


@case(METRICS, "values fall into periods by their time", "cloudwatch:GetMetricStatistics")
def test_periods(cloud, space):
    put(cloud, space, 1.0, at=now() - 3 * MINUTE)
    put(cloud, space, 2.0, at=now() - MINUTE)
    points = sorted(statistics(cloud, space, ["Sum"]), key=lambda point: point["Timestamp"])
    assert [(point["Timestamp"], point["Sum"]) for point in points] == [(now() - 3 * MINUTE, 1.0), (now() - MINUTE, 2.0)]


@case(METRICS, "percentiles of single values", "cloudwatch-guide:Statistics-definitions", cli=True)
def test_percentiles(cloud, space, by_boto3):
    put(by_boto3, space, *[float(i) for i in range(1, 101)])
    found = statistics(cloud, space, extended=["p50", "p99"])[0]["ExtendedStatistics"]
    assert 49 <= found["p50"] <= 52 and 98 <= found["p99"] <= 100


@case(METRICS, "values with counts: each counts as often as it says", "cloudwatch:MetricDatum")
def test_values_and_counts(cloud, space):
    cloud.cloudwatch.put_metric_data(Namespace=space, MetricData=[
        {"MetricName": "Latency", "Values": [1.0, 10.0], "Counts": [3.0, 1.0], "Timestamp": now() - MINUTE}])
    point, = statistics(cloud, space, ["Sum", "SampleCount"])
    assert point["Sum"] == 13.0 and point["SampleCount"] == 4.0


@case(METRICS, "a statistic set counts as its samples", "cloudwatch:StatisticSet")
def test_statistic_set(cloud, space):
    cloud.cloudwatch.put_metric_data(Namespace=space, MetricData=[
        {"MetricName": "Latency", "Timestamp": now() - MINUTE,
         "StatisticValues": {"SampleCount": 4, "Sum": 20, "Minimum": 1, "Maximum": 9}}])
    point, = statistics(cloud, space, ["Sum", "SampleCount", "Average", "Minimum", "Maximum"])
    assert [point[n] for n in ("Sum", "SampleCount", "Average", "Minimum", "Maximum")] == [20, 4, 5, 1, 9]


@case(METRICS, "other dimensions are another metric; there is no sum over them", "cloudwatch-guide:cloudwatch_concepts")
def test_dimensions(cloud, space):
    put(cloud, space, 1.0, dimensions=[("Model", "a")])
    put(cloud, space, 2.0, dimensions=[("Model", "b")])
    assert statistics(cloud, space, ["Sum"], dimensions=[("Model", "b")])[0]["Sum"] == 2.0
    assert statistics(cloud, space, ["Sum"]) == []


@case(METRICS, "ListMetrics by namespace, name and dimension", "cloudwatch:ListMetrics", cli=True)
def test_list(cloud, space, by_boto3):
    put(by_boto3, space, 1.0, dimensions=[("Model", "a")])
    put(by_boto3, space, 1.0, metric="Errors", dimensions=[("Model", "b")])
    assert len(cloud.cloudwatch.list_metrics(Namespace=space)["Metrics"]) == 2
    by_name = cloud.cloudwatch.list_metrics(Namespace=space, MetricName="Errors")["Metrics"]
    assert [m["Dimensions"] for m in by_name] == [[{"Name": "Model", "Value": "b"}]]
    by_dimension = cloud.cloudwatch.list_metrics(Namespace=space, Dimensions=[{"Name": "Model", "Value": "a"}])["Metrics"]
    assert [m["MetricName"] for m in by_dimension] == ["Latency"]


def queries(space, *queries):
    return {"MetricDataQueries": list(queries), "StartTime": now() - 10 * MINUTE, "EndTime": now() + MINUTE}


def stat(space, id_, statistic, metric="Latency", **more):
    return {"Id": id_, "MetricStat": {"Metric": {"Namespace": space, "MetricName": metric}, "Period": 60, "Stat": statistic}, **more}


@case(METRICS, "GetMetricData answers several queries, newest first", "cloudwatch:GetMetricData", cli=True)
def test_get_data(cloud, space, by_boto3):
    put(by_boto3, space, 1.0, at=now() - 3 * MINUTE)
    put(by_boto3, space, 2.0, 4.0, at=now() - MINUTE)
    got = cloud.cloudwatch.get_metric_data(**queries(space, stat(space, "total", "Sum"), stat(space, "most", "Maximum")))
    by_id = {result["Id"]: result["Values"] for result in got["MetricDataResults"]}
    assert by_id == {"total": [6.0, 1.0], "most": [4.0, 1.0]}
    assert all(result["StatusCode"] == "Complete" for result in got["MetricDataResults"])


@case(METRICS, "GetMetricData in ascending order", "cloudwatch:GetMetricData")
def test_get_data_ascending(cloud, space):
    put(cloud, space, 1.0, at=now() - 3 * MINUTE)
    put(cloud, space, 2.0, at=now() - MINUTE)
    got = cloud.cloudwatch.get_metric_data(ScanBy="TimestampAscending", **queries(space, stat(space, "total", "Sum")))
    assert got["MetricDataResults"][0]["Values"] == [1.0, 2.0]


@case(METRICS, "GetMetricData: ReturnData false leaves a query out", "cloudwatch:MetricDataQuery")
def test_hidden_query(cloud, space):
    put(cloud, space, 1.0)
    got = cloud.cloudwatch.get_metric_data(**queries(
        space, stat(space, "shown", "Sum"), stat(space, "hidden", "Sum", ReturnData=False)))
    assert [result["Id"] for result in got["MetricDataResults"]] == ["shown"]


@case(METRICS, "a metric without data: an empty result, no error", "cloudwatch:GetMetricData")
def test_no_data(cloud, space):
    got = cloud.cloudwatch.get_metric_data(**queries(space, stat(space, "none", "Sum")))
    assert got["MetricDataResults"][0]["Values"] == []


@case(METRICS, "a value that is no number: 400 InvalidParameterValue", "cloudwatch:PutMetricData")
def test_nan(cloud, space):
    with refused("InvalidParameterValue", 400):
        put(cloud, space, float("nan"))


@case(METRICS, "a period that is no multiple of 60 over old data: 400 InvalidParameterValue", "cloudwatch:GetMetricStatistics")
def test_odd_period(cloud, space):
    with refused("InvalidParameterValue", 400):
        statistics(cloud, space, ["Sum"], period=45)


@case(METRICS, "a start behind the end: 400 InvalidParameterValue or InvalidParameterCombination", "cloudwatch:GetMetricStatistics")
def test_times_reversed(cloud, space):
    with refused(None, 400):
        cloud.cloudwatch.get_metric_statistics(Namespace=space, MetricName="Latency", StartTime=now(), EndTime=now() - MINUTE,
                                               Period=60, Statistics=["Sum"])


def alarm(space, name, **more):
    return {"AlarmName": name, "Namespace": space, "MetricName": "Errors", "Statistic": "Sum", "Period": 10,
            "EvaluationPeriods": 1, "Threshold": 1.0, "ComparisonOperator": "GreaterThanOrEqualToThreshold", **more}


def state(cloud, name):
    return cloud.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["StateValue"]


@case(ALARMS, "a new alarm is in INSUFFICIENT_DATA, with ARN and defaults", "cloudwatch:PutMetricAlarm", cli=True)
def test_new_alarm(cloud, space, name, account):
    cloud.cloudwatch.put_metric_alarm(**alarm(space, name, Period=300))
    found = cloud.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
    assert found["StateValue"] == "INSUFFICIENT_DATA" and found["ActionsEnabled"] is True
    assert found["AlarmArn"] == f"arn:aws:cloudwatch:us-east-1:{account}:alarm:{name}"


@case(ALARMS, "an alarm goes to ALARM when its metric crosses the threshold, and back to OK", "cloudwatch-guide:AlarmThatSendsEmail")
def test_alarm_and_back(cloud, space, name):
    cloud.cloudwatch.put_metric_alarm(**alarm(space, name, TreatMissingData="notBreaching"))

    def in_state(wanted):
        def there():
            return state(cloud, name) == wanted
        there.__doc__ = f"the alarm is in {wanted}"
        return there
    put(cloud, space, 5.0, metric="Errors", unit="Count", at=datetime.datetime.now(datetime.timezone.utc))
    eventually(in_state("ALARM"), 25)
    eventually(in_state("OK"), 45)


@case(ALARMS, "missing data that is breaching: ALARM without any data", "cloudwatch-guide:alarms-and-missing-data")
def test_missing_breaching(cloud, space, name):
    cloud.cloudwatch.put_metric_alarm(**alarm(space, name, TreatMissingData="breaching"))
    eventually(lambda: state(cloud, name) == "ALARM", 25)


@case(ALARMS, "missing data that is not breaching: OK without any data", "cloudwatch-guide:alarms-and-missing-data")
def test_missing_not_breaching(cloud, space, name):
    cloud.cloudwatch.put_metric_alarm(**alarm(space, name, TreatMissingData="notBreaching"))
    eventually(lambda: state(cloud, name) == "OK", 25)


@case(ALARMS, "SetAlarmState sets the state with its reason, until the next evaluation", "cloudwatch:SetAlarmState", cli=True)
def test_set_state(cloud, space, name, by_boto3):
    by_boto3.cloudwatch.put_metric_alarm(**alarm(space, name, Period=300))

    def seen():
        """the state is seen before an evaluation, which may come at any moment, takes it back"""
        cloud.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="by hand")
        found = by_boto3.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
        return found["StateValue"] == "ALARM" and found["StateReason"] == "by hand"
    eventually(seen, 5)


@case(ALARMS, "SetAlarmState of an unknown alarm: 404 ResourceNotFound", "cloudwatch:SetAlarmState", cli=True)
def test_set_unknown(cloud, name):
    with refused("ResourceNotFound", 404):
        cloud.cloudwatch.set_alarm_state(AlarmName=name, StateValue="OK", StateReason="x")


@case(ALARMS, "DescribeAlarms by prefix and by state", "cloudwatch:DescribeAlarms", cli=True)
def test_describe(cloud, space, name, by_boto3):
    for suffix in ("-a", "-b"):
        by_boto3.cloudwatch.put_metric_alarm(**alarm(space, name + suffix, Period=300))
    by_prefix = cloud.cloudwatch.describe_alarms(AlarmNamePrefix=name)["MetricAlarms"]
    assert sorted(a["AlarmName"] for a in by_prefix) == [name + "-a", name + "-b"]

    def by_state():
        """the one alarm in ALARM is found before an evaluation takes its state back"""
        by_boto3.cloudwatch.set_alarm_state(AlarmName=name + "-b", StateValue="ALARM", StateReason="x")
        found = cloud.cloudwatch.describe_alarms(AlarmNamePrefix=name, StateValue="ALARM")["MetricAlarms"]
        return [a["AlarmName"] for a in found] == [name + "-b"]
    eventually(by_state, 5)


@case(ALARMS, "DescribeAlarms of an unknown name: an empty list", "cloudwatch:DescribeAlarms")
def test_describe_unknown(cloud, name):
    assert cloud.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"] == []


@case(ALARMS, "a deleted alarm is gone; deleting an unknown one among others: 404 ResourceNotFound", "cloudwatch:DeleteAlarms", cli=True)
def test_delete(cloud, space, name, by_boto3):
    by_boto3.cloudwatch.put_metric_alarm(**alarm(space, name, Period=300))
    cloud.cloudwatch.delete_alarms(AlarmNames=[name])
    assert by_boto3.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"] == []


@case(ALARMS, "PutMetricAlarm replaces an alarm of the same name and keeps its state", "cloudwatch:PutMetricAlarm")
def test_replace(cloud, space, name):
    cloud.cloudwatch.put_metric_alarm(**alarm(space, name, Period=300))

    def kept():
        """the alarm has the new threshold and the old state, unless an evaluation came between"""
        cloud.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="x")
        cloud.cloudwatch.put_metric_alarm(**alarm(space, name, Period=300, Threshold=9.0))
        found, = cloud.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
        return found["Threshold"] == 9.0 and found["StateValue"] == "ALARM"
    eventually(kept, 5)


@case(ALARMS, "an alarm without a threshold's period: 400", "cloudwatch:PutMetricAlarm")
def test_bad_alarm(cloud, space, name):
    with refused(None, 400):
        cloud.cloudwatch.put_metric_alarm(AlarmName=name, EvaluationPeriods=1, Threshold=1.0,
                                          ComparisonOperator="GreaterThanThreshold")
