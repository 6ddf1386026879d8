"""HTTP APIs: the event of payload 2.0, the answer from what the function returns, and what the gateway refuses."""
import base64
import uuid

import pytest

import gateway
from case import case, refused
from conftest import eventually

AREA = "HTTP API"
EVENT = "gateway-guide:http-api-develop-integrations-lambda"
pytestmark = pytest.mark.xdist_group("gateway")


@pytest.fixture(scope="session")
def api(by_boto3, runs_functions, make_function, account):
    name = "gate" + uuid.uuid4().hex[:8]
    arn = make_function(name)["FunctionArn"]
    made = gateway.HttpApi(by_boto3, arn, name)
    made.route("$default")
    made.route("GET /items/{id}")
    made.route("ANY /under/{rest+}")
    made.route("GET /items/special")
    made.stage("v1", StageVariables={"colour": "red"})
    made.stage("$default")
    by_boto3.lambda_.add_permission(
        FunctionName=name, StatementId="gate", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:us-east-1:{account}:{made.id}/*")
    eventually(lambda: made.call("/warm").status == 200, 60)
    return made


@case(AREA, "the event has version 2.0, route key, raw path and query, headers in lower case", EVENT)
def test_event(cloud, api):
    event = api.call("/echo?a=1&b=x%20y", headers=[("X-Probe", "Seen")]).event()
    assert event["version"] == "2.0" and event["routeKey"] == "$default"
    assert event["rawQueryString"] in ("a=1&b=x%20y", "a=1&b=x+y")
    assert event["queryStringParameters"] == {"a": "1", "b": "x y"} and event["headers"]["x-probe"] == "Seen"
    assert event["isBase64Encoded"] is False and "body" not in event


@case(AREA, "the event's request context: api, stage, method, path, protocol, source, request id, times", EVENT)
def test_context(cloud, api, account):
    context = api.call("/echo", headers=[("User-Agent", "probe/1")]).event()["requestContext"]
    assert context["apiId"] == api.id and context["stage"] == "v1" and context["accountId"] == account
    assert context["http"]["method"] == "GET" and context["http"]["protocol"].startswith("HTTP/1.1")
    assert context["http"]["userAgent"] == "probe/1" and context["http"]["sourceIp"]
    assert context["requestId"] and context["timeEpoch"] > 1_600_000_000_000 and context["time"]
    assert context["domainName"].split(":")[0].startswith(api.id) and context["domainPrefix"] == api.id


@case(AREA, "a named stage stands in the raw path", EVENT)
def test_stage_path(cloud, api):
    event = api.call("/echo").event()
    assert event["rawPath"] == "/v1/echo" and event["requestContext"]["http"]["path"] == "/v1/echo"


@case(AREA, "the stage $default serves the domain's root and stands in no path", "gateway-guide:http-api-stages")
def test_default_stage(cloud, api):
    reply = gateway.call(api.backend, "/echo", host=f"{api.id}.execute-api.localhost")
    event = reply.event()
    assert reply.status == 200 and event["rawPath"] == "/echo" and event["requestContext"]["stage"] == "$default"


@case(AREA, "stage variables come with the event", EVENT)
def test_stage_variables(cloud, api):
    assert api.call("/echo").event()["stageVariables"] == {"colour": "red"}


@case(AREA, "a header that comes twice is one, joined by a comma; so is a query parameter", EVENT)
def test_repeated(cloud, api):
    event = api.call("/echo?a=1&a=2", headers=[("X-Many", "one"), ("X-Many", "two")]).event()
    assert event["headers"]["x-many"].replace(", ", ",") == "one,two" and event["queryStringParameters"] == {"a": "1,2"}


@case(AREA, "cookies come as a list and not among the headers", EVENT)
def test_cookies_in(cloud, api):
    event = api.call("/echo", headers=[("Cookie", "a=1; b=2")]).event()
    assert event["cookies"] == ["a=1", "b=2"] and "cookie" not in event["headers"]


@case(AREA, "a path parameter is named in the event", "gateway-guide:http-api-develop-routes")
def test_path_parameter(cloud, api):
    event = api.call("/items/seven").event()
    assert event["routeKey"] == "GET /items/{id}" and event["pathParameters"] == {"id": "seven"}


@case(AREA, "a greedy path parameter takes the rest", "gateway-guide:http-api-develop-routes")
def test_greedy(cloud, api):
    event = api.call("/under/a/b/c", method="PUT", body=b"x").event()
    assert event["routeKey"] == "ANY /under/{rest+}" and event["pathParameters"] == {"rest": "a/b/c"}


@case(AREA, "of two routes that fit, the one that says more is taken", "gateway-guide:http-api-develop-routes")
def test_most_specific(cloud, api):
    assert api.call("/items/special").event()["routeKey"] == "GET /items/special"
    assert api.call("/items/special", method="POST", body=b"x").event()["routeKey"] == "$default"


@case(AREA, "a body of text comes as it is", EVENT)
def test_text_body(cloud, api):
    event = api.call("/echo", method="POST", body='{"a":"ü"}'.encode(), headers=[("Content-Type", "application/json")]).event()
    assert event["body"] == '{"a":"ü"}' and event["isBase64Encoded"] is False


@case(AREA, "a binary body comes in Base64", EVENT)
def test_binary_body(cloud, api):
    raw = bytes(range(256))
    event = api.call("/echo", method="POST", body=raw, headers=[("Content-Type", "application/octet-stream")]).event()
    assert event["isBase64Encoded"] is True and base64.b64decode(event["body"]) == raw


@case(AREA, "status, headers and body of the function's answer", EVENT)
def test_answer(cloud, api):
    reply = api.call("/teapot")
    assert reply.status == 418 and reply.headers["x-probe"] == "pot" and reply.body == b"short and stout"


@case(AREA, "an answer without a status is a body: 200, application/json", EVENT)
def test_inferred(cloud, api):
    reply = api.call("/inferred")
    assert reply.status == 200 and reply.json() == {"hello": "world"}
    assert reply.headers["content-type"].startswith("application/json")


@case(AREA, "a string alone is a body as well", EVENT)
def test_inferred_text(cloud, api):
    reply = api.call("/text")
    assert reply.status == 200 and reply.body in (b'"plain words"', b"plain words")
    assert reply.headers["content-type"].startswith("application/json")


@case(AREA, "cookies of the answer are Set-Cookie headers", EVENT)
def test_cookies_out(cloud, api):
    assert api.call("/cookies").headers.get_all("set-cookie") == ["a=1", "b=2; Path=/"]


@case(AREA, "an answer in Base64 is sent as bytes", EVENT)
def test_binary_answer(cloud, api):
    reply = api.call("/binary")
    assert reply.body == b"\x00\x01\xfe\xff" and reply.headers["content-type"] == "application/octet-stream"


@case(AREA, "an answer without a body has none", EVENT)
def test_empty_answer(cloud, api):
    reply = api.call("/empty")
    assert reply.status == 204 and reply.body == b""


@case(AREA, "a function that fails: 500 Internal Server Error", "gateway-guide:http-api-troubleshooting-lambda")
def test_function_fails(cloud, api):
    reply = api.call("/fail")
    assert reply.status == 500 and reply.json() == {"message": "Internal Server Error"}


@case(AREA, "an answer whose status is no number: 500 Internal Server Error", "gateway-guide:http-api-troubleshooting-lambda")
def test_malformed(cloud, api):
    reply = api.call("/malformed")
    assert reply.status == 500 and reply.json() == {"message": "Internal Server Error"}


@case(AREA, "no route fits: 404 Not Found", "gateway-guide:http-api-develop-routes")
def test_no_route(cloud, api, by_boto3):
    bare = gateway.HttpApi(by_boto3, by_boto3.apigatewayv2.get_integration(
        ApiId=api.id, IntegrationId=api.integration)["IntegrationUri"], "bare")
    bare.route("GET /only")
    bare.stage("v1")
    for path, method in (("/other", "GET"), ("/only", "POST")):
        reply = bare.call(path, method=method)
        assert reply.status == 404 and reply.json() == {"message": "Not Found"}


@case(AREA, "an unknown API: 404 Not Found or 403 Forbidden, and no function runs", "gateway-guide:http-api-stages")
def test_no_api(cloud, api):
    assert gateway.call(api.backend, "/_aws/execute-api/0000000000/v1/echo").status in (403, 404)


@case(AREA, "a body over 10 MB: 413", "gateway-guide:http-api-quotas")
def test_body_too_large(cloud, api):
    try:
        reply = api.call("/echo", method="POST", body=b"x" * (10 * 1024 * 1024 + 1))
    except (BrokenPipeError, ConnectionResetError):
        return  # refused while it was being sent
    assert reply.status == 413


@case(AREA, "a function whose policy does not name this API is not run: 500", "gateway-guide:http-api-troubleshooting-lambda")
def test_no_permission(cloud, api, by_boto3):
    other = gateway.HttpApi(by_boto3, by_boto3.apigatewayv2.get_integration(
        ApiId=api.id, IntegrationId=api.integration)["IntegrationUri"], "stranger")
    other.route("$default")
    other.stage("v1")
    reply = other.call("/echo")
    assert reply.status == 500 and reply.json() == {"message": "Internal Server Error"}


@case(AREA, "GetApi shows endpoint, protocol and name", "apigatewayv2:apis-apiid", cli=True)
def test_get_api(cloud, by_boto3, name):
    made = by_boto3.apigatewayv2.create_api(Name=name, ProtocolType="HTTP")["ApiId"]
    found = cloud.apigatewayv2.get_api(ApiId=made)
    assert found["Name"] == name and found["ProtocolType"] == "HTTP" and made in found["ApiEndpoint"]


@case(AREA, "an unknown API in the control plane: 404 NotFoundException", "apigatewayv2:apis-apiid", cli=True)
def test_get_unknown_api(cloud):
    with refused("NotFoundException", 404):
        cloud.apigatewayv2.get_api(ApiId="0000000000")


@case(AREA, "a second route of the same key: 409 ConflictException", "apigatewayv2:apis-apiid-routes")
def test_route_twice(cloud, name):
    made = cloud.apigatewayv2.create_api(Name=name, ProtocolType="HTTP")["ApiId"]
    cloud.apigatewayv2.create_route(ApiId=made, RouteKey="GET /x")
    with refused("ConflictException", 409):
        cloud.apigatewayv2.create_route(ApiId=made, RouteKey="GET /x")
