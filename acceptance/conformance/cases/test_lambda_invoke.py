"""Invoke: what comes back, which version runs, what is refused."""
import base64
import json

import pytest

import drivers
from case import case, refused
from conftest import eventually, settled

AREA = "Lambda invoke"
pytestmark = pytest.mark.xdist_group("probe")


def sent(event):
    return json.dumps(event).encode()


@pytest.fixture
def live(by_boto3, probe):
    """An alias of a case's own, so that cases do not move each other's traffic."""
    import uuid
    alias = "a" + uuid.uuid4().hex[:8]
    by_boto3.lambda_.create_alias(FunctionName=probe, Name=alias, FunctionVersion="1")
    return alias


@case(AREA, "RequestResponse answers 200 with the function's answer and the version that ran", "lambda:Invoke", cli=True)
def test_request_response(cloud, probe):
    got = cloud.lambda_.invoke(FunctionName=probe, Payload=sent({"hello": "wörld", "n": [1, 2.5, None]}))
    assert got["StatusCode"] == 200 and got["ExecutedVersion"] == "$LATEST" and "FunctionError" not in got
    assert json.loads(got["Payload"]) == {"hello": "wörld", "n": [1, 2.5, None]}


@case(AREA, "without a payload the event is an empty object or nothing, and the function answers", "lambda:Invoke")
def test_no_payload(cloud, probe):
    assert cloud.lambda_.invoke(FunctionName=probe)["StatusCode"] == 200


@case(AREA, "Event answers 202 without a payload", "lambda:Invoke", cli=True)
def test_event(cloud, probe):
    got = cloud.lambda_.invoke(FunctionName=probe, InvocationType="Event", Payload=sent({}))
    assert got["StatusCode"] == 202 and got["Payload"] == b""


@case(AREA, "DryRun answers 204 and runs nothing", "lambda:Invoke", cli=True)
def test_dry_run(cloud, probe):
    assert cloud.lambda_.invoke(FunctionName=probe, InvocationType="DryRun", Payload=sent({"action": "fail"}))["StatusCode"] == 204


@case(AREA, "a version is invoked by its number, with its own environment", "lambda-guide:configuration-versions", cli=True)
def test_qualifier(cloud, probe):
    for version, word in (("1", "one"), ("2", "two")):
        got = cloud.lambda_.invoke(FunctionName=probe, Qualifier=version, Payload=sent({"action": "version"}))
        found = json.loads(got["Payload"])
        assert got["ExecutedVersion"] == version and found["version"] == version and found["probe"] == word


@case(AREA, "the qualifier may stand in the name or in the ARN", "lambda:Invoke")
def test_qualifier_in_arn(cloud, probe, account):
    for name in (f"{probe}:1", f"arn:aws:lambda:us-east-1:{account}:function:{probe}:1"):
        assert cloud.lambda_.invoke(FunctionName=name, Payload=sent({}))["ExecutedVersion"] == "1"


@case(AREA, "an alias runs its version and says which", "lambda-guide:configuration-aliases", cli=True)
def test_alias(cloud, probe, live):
    got = cloud.lambda_.invoke(FunctionName=probe, Qualifier=live, Payload=sent({"action": "version"}))
    assert got["ExecutedVersion"] == "1" and json.loads(got["Payload"])["probe"] == "one"


@case(AREA, "Lambda's variables are set in the function", "lambda-guide:configuration-envvars")
def test_variables(cloud, probe):
    got = json.loads(cloud.lambda_.invoke(FunctionName=probe, Payload=sent({"action": "version"}))["Payload"])
    assert got["name"] == probe and got["version"] == "$LATEST" and got["memory"] == "256" and got["region"] == "us-east-1"


@case(AREA, "a function that throws: 200, FunctionError Unhandled, type and message in the payload", "lambda-guide:invocation-retries", cli=True)
def test_throws(cloud, probe):
    got = cloud.lambda_.invoke(FunctionName=probe, Payload=sent({"action": "fail"}))
    assert got["StatusCode"] == 200 and got["FunctionError"] == "Unhandled"
    error = json.loads(got["Payload"])
    assert error["errorMessage"] == "asked to fail" and error["errorType"] and error["stackTrace"]


@case(AREA, "a function whose process ends: FunctionError Unhandled, Runtime.ExitError", "lambda-guide:troubleshooting-invocation")
def test_exits(cloud, probe):
    got = cloud.lambda_.invoke(FunctionName=probe, Qualifier="2", Payload=sent({"action": "exit"}))
    assert got["FunctionError"] == "Unhandled" and json.loads(got["Payload"])["errorType"] == "Runtime.ExitError"


@case(AREA, "LogType Tail returns the log: START, the function's line, END, REPORT", "lambda:Invoke", cli=True)
def test_tail(cloud, probe):
    got = cloud.lambda_.invoke(FunctionName=probe, LogType="Tail", Payload=sent({"action": "say", "text": "seen in the tail"}))
    log = base64.b64decode(got["LogResult"]).decode()
    assert "START RequestId: " in log and "Version: $LATEST" in log and "seen in the tail" in log
    assert "END RequestId: " in log and "REPORT RequestId: " in log and "Memory Size: 256 MB" in log


@case(AREA, "what is no JSON: 400 InvalidRequestContentException", "lambda:Invoke", cli=True)
def test_no_json(cloud, probe):
    with refused("InvalidRequestContentException", 400):
        cloud.lambda_.invoke(FunctionName=probe, Payload=b"{this is no JSON")


@case(AREA, "a payload over 6 MB: 413 RequestTooLargeException", "lambda:Invoke")
def test_too_large(cloud, probe):
    with refused("RequestTooLargeException", 413):
        cloud.lambda_.invoke(FunctionName=probe, Payload=b'"' + b"x" * (6 * 1024 * 1024 + 1) + b'"')


@case(AREA, "an event over 1 MB: 413 RequestTooLargeException", "lambda-guide:gettingstarted-limits")
def test_event_too_large(cloud, probe):
    with refused("RequestTooLargeException", 413):
        cloud.lambda_.invoke(FunctionName=probe, InvocationType="Event", Payload=b'"' + b"x" * (1024 * 1024 + 1) + b'"')


@case(AREA, "an answer over 6 MB: FunctionError, Function.ResponseSizeTooLarge", "lambda-guide:gettingstarted-limits")
def test_answer_too_large(cloud, probe):
    got = cloud.lambda_.invoke(FunctionName=probe, Payload=sent({"action": "big"}))
    assert got["FunctionError"] and json.loads(got["Payload"])["errorType"] == "Function.ResponseSizeTooLarge"


@case(AREA, "a function over its time: Unhandled, Task timed out after 1.00 seconds", "lambda-guide:troubleshooting-invocation")
def test_timeout(cloud, runs_functions, make_function, name):
    make_function(name, Timeout=1)
    got = cloud.lambda_.invoke(FunctionName=name, Payload=sent({"action": "sleep"}))
    assert got["StatusCode"] == 200 and got["FunctionError"] == "Unhandled"
    error = json.loads(got["Payload"])
    assert error["errorMessage"].endswith("Task timed out after 1.00 seconds")


@case(AREA, "an unknown function: 404 ResourceNotFoundException", "lambda:Invoke", cli=True)
def test_unknown(cloud, name):
    with refused("ResourceNotFoundException", 404, "Function not found"):
        cloud.lambda_.invoke(FunctionName=name, Payload=b"{}")


@case(AREA, "an unknown qualifier: 404 ResourceNotFoundException", "lambda:Invoke", cli=True)
def test_unknown_qualifier(cloud, probe):
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.invoke(FunctionName=probe, Qualifier="nobody", Payload=b"{}")


@case(AREA, "reserved concurrency 0 throttles every call: 429 TooManyRequestsException", "lambda-guide:configuration-concurrency", cli=True)
def test_throttled(cloud, function, by_boto3, runs_functions):
    by_boto3.lambda_.put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=0)
    with refused("TooManyRequestsException", 429):
        cloud.lambda_.invoke(FunctionName=function, Payload=b"{}")


@case(AREA, "a throttled call says why: ReservedFunctionConcurrentInvocationLimitExceeded", "lambda:Invoke")
def test_throttle_reason(cloud, function, by_boto3, runs_functions):
    import botocore.exceptions
    by_boto3.lambda_.put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=0)
    with pytest.raises(botocore.exceptions.ClientError) as refusal:
        cloud.lambda_.client.invoke(FunctionName=function, Payload=b"{}")
    assert refusal.value.response["Reason"] == "ReservedFunctionConcurrentInvocationLimitExceeded"


@case(AREA, "weights split the calls: at 30 % of 200 calls the second version gets 30 to 90", "lambda-guide:configuring-alias-routing")
def test_split(cloud, probe, live, by_boto3):
    by_boto3.lambda_.delete_alias(FunctionName=probe, Name=live)
    by_boto3.lambda_.create_alias(FunctionName=probe, Name=live, FunctionVersion="1",
                                  RoutingConfig={"AdditionalVersionWeights": {"2": 0.3}})
    ran = [cloud.lambda_.invoke(FunctionName=probe, Qualifier=live, Payload=b"{}")["ExecutedVersion"] for _ in range(200)]
    # 60 expected, standard deviation 6.5: outside of this once in 300,000 runs.
    assert set(ran) <= {"1", "2"} and 30 <= ran.count("2") <= 90, f"version 2 ran {ran.count('2')} of 200 times"


@case(AREA, "a weight of 0 sends nothing to the second version, 1 everything", "lambda-guide:configuring-alias-routing")
def test_split_ends(cloud, probe, live, by_boto3):
    for weight, expected in ((0.0, "1"), (1.0, "2")):
        by_boto3.lambda_.delete_alias(FunctionName=probe, Name=live)
        by_boto3.lambda_.create_alias(FunctionName=probe, Name=live, FunctionVersion="1",
                                      RoutingConfig={"AdditionalVersionWeights": {"2": weight}})
        ran = {cloud.lambda_.invoke(FunctionName=probe, Qualifier=live, Payload=b"{}")["ExecutedVersion"] for _ in range(10)}
        assert ran == {expected}, f"at weight {weight}"


@case(AREA, "the executed version comes in the header X-Amz-Executed-Version", "lambda:Invoke")
def test_version_header(cloud, probe):
    assert cloud.lambda_.invoke(FunctionName=probe, Qualifier="1", Payload=b"{}").headers["x-amz-executed-version"] == "1"


@case(AREA, "a changed configuration holds from the next call", "lambda:UpdateFunctionConfiguration")
def test_change_holds(cloud, runs_functions, make_function, name):
    make_function(name, Environment={"Variables": {"PROBE": "before"}})
    assert json.loads(cloud.lambda_.invoke(FunctionName=name, Payload=sent({"action": "version"}))["Payload"])["probe"] == "before"
    cloud.lambda_.update_function_configuration(FunctionName=name, Environment={"Variables": {"PROBE": "after"}})
    settled(cloud, name)
    assert json.loads(cloud.lambda_.invoke(FunctionName=name, Payload=sent({"action": "version"}))["Payload"])["probe"] == "after"


@case(AREA, "what the function prints reaches its log group", "lambda-guide:monitoring-cloudwatchlogs")
def test_log_group(cloud, probe):
    cloud.lambda_.invoke(FunctionName=probe, Payload=sent({"action": "say", "text": "kept in the group"}))

    def there():
        """the line is in /aws/lambda/…"""
        try:
            events = cloud.logs.filter_log_events(logGroupName=f"/aws/lambda/{probe}", filterPattern='"kept in the group"')
        except drivers.ApiError:
            return False
        return any("kept in the group" in event["message"] for event in events["events"])
    eventually(there)


@case(AREA, "an EMF line becomes a metric", "cloudwatch-guide:CloudWatch_Embedded_Metric_Format_Specification")
def test_emf(cloud, probe):
    import time
    line = {"_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [
        {"Namespace": f"Conformance/{probe}", "Dimensions": [["Kind"]], "Metrics": [{"Name": "Latency", "Unit": "Milliseconds"}]}]},
        "Kind": "probe", "Latency": 12.5}
    cloud.lambda_.invoke(FunctionName=probe, Payload=sent({"action": "say", "text": json.dumps(line)}))
    eventually(lambda: cloud.cloudwatch.list_metrics(Namespace=f"Conformance/{probe}")["Metrics"], 5)
    found = cloud.cloudwatch.list_metrics(Namespace=f"Conformance/{probe}")["Metrics"][0]
    assert found["MetricName"] == "Latency" and found["Dimensions"] == [{"Name": "Kind", "Value": "probe"}]


@case(AREA, "AWS/Lambda has Invocations of an alias by executed version", "lambda-guide:monitoring-metrics-types")
def test_alias_metrics(cloud, probe, live):
    import datetime
    for _ in range(3):
        cloud.lambda_.invoke(FunctionName=probe, Qualifier=live, Payload=b"{}")
    now = datetime.datetime.now(datetime.timezone.utc)
    dimensions = [{"Name": "FunctionName", "Value": probe}, {"Name": "Resource", "Value": f"{probe}:{live}"},
                  {"Name": "ExecutedVersion", "Value": "1"}]

    def counted():
        """three invocations are counted"""
        points = cloud.cloudwatch.get_metric_statistics(
            Namespace="AWS/Lambda", MetricName="Invocations", Dimensions=dimensions, Period=60, Statistics=["Sum"],
            StartTime=now - datetime.timedelta(minutes=5), EndTime=now + datetime.timedelta(minutes=5))["Datapoints"]
        return sum(point["Sum"] for point in points) == 3
    eventually(counted, 5)
