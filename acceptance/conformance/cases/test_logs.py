"""CloudWatch Logs: groups, streams, events and how they are found."""
import json
import time

import pytest

from case import case, refused

AREA = "CloudWatch Logs"


@pytest.fixture
def group(by_boto3, name):
    by_boto3.logs.create_log_group(logGroupName=name)
    by_boto3.logs.create_log_stream(logGroupName=name, logStreamName="s")
    return name


def put(cloud, group, *messages, stream="s", start=None):
    first = start or int(time.time() * 1000) - 1000
    return cloud.logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[
        {"timestamp": first + i, "message": message} for i, message in enumerate(messages)])


def found(cloud, group, pattern, **more):
    return [e["message"] for e in cloud.logs.filter_log_events(logGroupName=group, filterPattern=pattern, **more)["events"]]


@case(AREA, "a group is made, found with its ARN, and deleted", "logs:CreateLogGroup", cli=True)
def test_group(cloud, name, account):
    cloud.logs.create_log_group(logGroupName=name)
    shown, = cloud.logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    assert shown["logGroupName"] == name and shown["arn"] == f"arn:aws:logs:us-east-1:{account}:log-group:{name}:*"
    cloud.logs.delete_log_group(logGroupName=name)
    assert cloud.logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"] == []


@case(AREA, "a second group of the same name: 400 ResourceAlreadyExistsException", "logs:CreateLogGroup", cli=True)
def test_group_twice(cloud, group):
    with refused("ResourceAlreadyExistsException", 400):
        cloud.logs.create_log_group(logGroupName=group)


@case(AREA, "an unknown group: 400 ResourceNotFoundException", "logs:FilterLogEvents", cli=True)
def test_unknown_group(cloud, name):
    with refused("ResourceNotFoundException", 400):
        cloud.logs.filter_log_events(logGroupName=name)


@case(AREA, "events for an unknown stream: 400 ResourceNotFoundException", "logs:PutLogEvents")
def test_unknown_stream(cloud, group):
    with refused("ResourceNotFoundException", 400):
        put(cloud, group, "x", stream="nobody")


@case(AREA, "a second stream of the same name: 400 ResourceAlreadyExistsException", "logs:CreateLogStream")
def test_stream_twice(cloud, group):
    with refused("ResourceAlreadyExistsException", 400):
        cloud.logs.create_log_stream(logGroupName=group, logStreamName="s")


@case(AREA, "events come back from the head in their order", "logs:GetLogEvents", cli=True)
def test_get_events(cloud, group, by_boto3):
    put(by_boto3, group, "one", "two", "three")
    got = cloud.logs.get_log_events(logGroupName=group, logStreamName="s", startFromHead=True)
    assert [event["message"] for event in got["events"]] == ["one", "two", "three"]


@case(AREA, "GetLogEvents pages by its tokens; at the end the token stays", "logs:GetLogEvents")
def test_get_pages(cloud, group):
    put(cloud, group, "one", "two", "three")
    first = cloud.logs.get_log_events(logGroupName=group, logStreamName="s", startFromHead=True, limit=2)
    second = cloud.logs.get_log_events(logGroupName=group, logStreamName="s", startFromHead=True, nextToken=first["nextForwardToken"])
    assert [e["message"] for e in first["events"]] == ["one", "two"] and [e["message"] for e in second["events"]] == ["three"]
    end = cloud.logs.get_log_events(logGroupName=group, logStreamName="s", startFromHead=True, nextToken=second["nextForwardToken"])
    assert end["events"] == [] and end["nextForwardToken"] == second["nextForwardToken"]


@case(AREA, "events of one call out of their order: 400 InvalidParameterException", "logs:PutLogEvents")
def test_order(cloud, group):
    now = int(time.time() * 1000)
    with refused("InvalidParameterException", 400):
        cloud.logs.put_log_events(logGroupName=group, logStreamName="s", logEvents=[
            {"timestamp": now, "message": "later"}, {"timestamp": now - 1000, "message": "earlier"}])


@case(AREA, "events older than 14 days are left out, and the answer says so", "logs:PutLogEvents")
def test_too_old(cloud, group):
    now = int(time.time() * 1000)
    done = cloud.logs.put_log_events(logGroupName=group, logStreamName="s", logEvents=[
        {"timestamp": now - 20 * 24 * 3600 * 1000, "message": "old"}])
    assert "tooOldLogEventEndIndex" in done["rejectedLogEventsInfo"]
    assert found(cloud, group, "") == []


@case(AREA, "a batch over more than 24 hours: 400 InvalidParameterException", "logs:PutLogEvents")
def test_span(cloud, group):
    now = int(time.time() * 1000)
    with refused("InvalidParameterException", 400):
        cloud.logs.put_log_events(logGroupName=group, logStreamName="s", logEvents=[
            {"timestamp": now - 25 * 3600 * 1000, "message": "earlier"}, {"timestamp": now, "message": "later"}])


@case(AREA, "a pattern of terms finds events with all of them, case held", "logs-guide:FilterAndPatternSyntax", cli=True)
def test_terms(cloud, group, by_boto3):
    put(by_boto3, group, "ERROR in model", "error in model", "ERROR elsewhere")
    assert found(cloud, group, "ERROR model") == ["ERROR in model"]


@case(AREA, "a quoted phrase is found as it stands", "logs-guide:FilterAndPatternSyntax")
def test_phrase(cloud, group):
    put(cloud, group, "not ready yet", "ready, not yet")
    assert found(cloud, group, '"not ready"') == ["not ready yet"]


@case(AREA, "a term with a minus is left out, one with a question mark is one of several", "logs-guide:FilterAndPatternSyntax")
def test_optional_and_excluded(cloud, group):
    put(cloud, group, "ERROR a", "WARN b", "INFO c", "ERROR d skip")
    assert found(cloud, group, "?ERROR ?WARN") == ["ERROR a", "WARN b", "ERROR d skip"]
    assert found(cloud, group, "ERROR -skip") == ["ERROR a"]


@case(AREA, "a JSON pattern compares fields", "logs-guide:FilterAndPatternSyntaxForMetricFilters", cli=True)
def test_json(cloud, group, by_boto3):
    events = [{"level": "ERROR", "ms": 12}, {"level": "INFO", "ms": 900}, {"level": "ERROR", "ms": 900}]
    put(by_boto3, group, *[json.dumps(event) for event in events], "no JSON")
    assert [json.loads(m) for m in found(cloud, group, '{ $.level = "ERROR" && $.ms > 100 }')] == [events[2]]


@case(AREA, "a JSON pattern with nested fields, wildcards and or", "logs-guide:FilterAndPatternSyntaxForMetricFilters")
def test_json_nested(cloud, group):
    events = [{"a": {"b": "alpha"}}, {"a": {"b": "beta"}}, {"c": [7]}]
    put(cloud, group, *[json.dumps(event) for event in events])
    assert [json.loads(m) for m in found(cloud, group, '{ $.a.b = "al*" || $.c[0] = 7 }')] == [events[0], events[2]]


@case(AREA, "a pattern that cannot be read: 400 InvalidParameterException", "logs:FilterLogEvents")
def test_bad_pattern(cloud, group):
    with refused("InvalidParameterException", 400):
        found(cloud, group, "{ $.level = }")


@case(AREA, "FilterLogEvents over a time and over streams by prefix", "logs:FilterLogEvents", cli=True)
def test_narrowed(cloud, group, by_boto3):
    by_boto3.logs.create_log_stream(logGroupName=group, logStreamName="other")
    start = int(time.time() * 1000) - 60_000
    put(by_boto3, group, "one", "two", "three", start=start)
    put(by_boto3, group, "elsewhere", stream="other", start=start)
    assert found(cloud, group, "", logStreamNamePrefix="s", startTime=start + 1, endTime=start + 2) == ["two"] \
        or found(cloud, group, "", logStreamNamePrefix="s", startTime=start + 1, endTime=start + 2) == ["two", "three"]
    assert found(cloud, group, "", logStreamNames=["other"]) == ["elsewhere"]


@case(AREA, "FilterLogEvents pages by token, each event once", "logs:FilterLogEvents")
def test_filter_pages(cloud, group):
    wanted = [f"event {i}" for i in range(5)]
    put(cloud, group, *wanted)
    seen, token = [], {}
    while True:
        page = cloud.logs.filter_log_events(logGroupName=group, limit=2, **token)
        assert len(page["events"]) <= 2
        seen += [event["message"] for event in page["events"]]
        if "nextToken" not in page:
            break
        token = {"nextToken": page["nextToken"]}
    assert seen == wanted


@case(AREA, "retention: put, shown, deleted", "logs:PutRetentionPolicy", cli=True)
def test_retention(cloud, group):
    cloud.logs.put_retention_policy(logGroupName=group, retentionInDays=30)
    assert cloud.logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"][0]["retentionInDays"] == 30
    cloud.logs.delete_retention_policy(logGroupName=group)
    assert "retentionInDays" not in cloud.logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"][0]


@case(AREA, "a retention that Logs does not offer: 400 InvalidParameterException", "logs:PutRetentionPolicy")
def test_bad_retention(cloud, group):
    with refused("InvalidParameterException", 400):
        cloud.logs.put_retention_policy(logGroupName=group, retentionInDays=31)


@case(AREA, "streams are listed by name and by prefix, and deleted", "logs:DescribeLogStreams", cli=True)
def test_streams(cloud, group, by_boto3):
    for stream in ("b", "a1", "a2"):
        by_boto3.logs.create_log_stream(logGroupName=group, logStreamName=stream)
    assert [s["logStreamName"] for s in cloud.logs.describe_log_streams(logGroupName=group)["logStreams"]] == ["a1", "a2", "b", "s"]
    by_prefix = cloud.logs.describe_log_streams(logGroupName=group, logStreamNamePrefix="a")["logStreams"]
    assert [s["logStreamName"] for s in by_prefix] == ["a1", "a2"]
    cloud.logs.delete_log_stream(logGroupName=group, logStreamName="b")
    assert len(cloud.logs.describe_log_streams(logGroupName=group)["logStreams"]) == 3
