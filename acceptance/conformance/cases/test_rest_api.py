"""REST APIs: the event of payload 1.0, answers, API keys, and who gets in."""
import base64
import uuid

import pytest

import gateway
from case import case, refused
from conftest import eventually

AREA = "REST API"
EVENT = "gateway-guide:set-up-lambda-proxy-integrations"
KEYS = "gateway-guide:api-gateway-api-usage-plans"
pytestmark = pytest.mark.xdist_group("gateway")


class RestApi:
    """A REST API whose methods all lead to one function by proxy integration."""

    def __init__(self, cloud, function_arn, name, **more):
        self.api, self.backend = cloud.apigateway, cloud.backend
        made = self.api.create_rest_api(name=name, **more)
        self.id = made["id"]
        self.root = self.api.get_resources(restApiId=self.id)["items"][0]["id"]
        self.uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{function_arn}/invocations"

    def resource(self, part, parent=None):
        return self.api.create_resource(restApiId=self.id, parentId=parent or self.root, pathPart=part)["id"]

    def method(self, resource, method="ANY", **more):
        wanted = {"authorizationType": "NONE", **more}
        self.api.put_method(restApiId=self.id, resourceId=resource, httpMethod=method, **wanted)
        self.api.put_integration(restApiId=self.id, resourceId=resource, httpMethod=method, type="AWS_PROXY",
                                 integrationHttpMethod="POST", uri=self.uri)

    def deploy(self, stage="v1", **more):
        self.api.create_deployment(restApiId=self.id, stageName=stage, **more)

    def call(self, path, stage="v1", **more):
        return gateway.call(self.backend, self.path(path, stage), **more)

    def path(self, path, stage="v1"):
        return f"/_aws/execute-api/{self.id}/{stage}{path}"


@pytest.fixture(scope="session")
def target(by_boto3, runs_functions, make_function, account):
    """A function that REST APIs of this account may call."""
    name = "rest" + uuid.uuid4().hex[:8]
    arn = make_function(name)["FunctionArn"]
    by_boto3.lambda_.add_permission(
        FunctionName=name, StatementId="gate", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:us-east-1:{account}:*")
    return arn


@pytest.fixture(scope="session")
def api(by_boto3, target):
    made = RestApi(by_boto3, target, "rest", binaryMediaTypes=["application/octet-stream"])
    made.method(made.resource("{rest+}"))
    items = made.resource("items")
    made.method(made.resource("{id}", items), "GET")
    signed = made.resource("signed")
    made.method(signed, "GET", authorizationType="AWS_IAM")
    made.deploy(variables={"colour": "red"})
    eventually(lambda: made.call("/warm").status == 200, 60)
    return made


@case(AREA, "the event has resource, path, method, headers, and no version 2.0", EVENT)
def test_event(cloud, api):
    event = api.call("/echo", headers=[("X-Probe", "Seen")]).event()
    assert event["resource"] == "/{rest+}" and event["path"] == "/echo" and event["httpMethod"] == "GET"
    assert "Seen" in event["headers"].values() and event.get("version") in (None, "1.0")
    assert event["pathParameters"] == {"rest": "echo"} and event["body"] is None and event["isBase64Encoded"] is False


@case(AREA, "query parameters: the last value, and all of them beside it", EVENT)
def test_query(cloud, api):
    event = api.call("/echo?a=1&a=2&b=x%20y").event()
    assert event["queryStringParameters"] == {"a": "2", "b": "x y"}
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"], "b": ["x y"]}


@case(AREA, "without a query its members are null", EVENT)
def test_no_query(cloud, api):
    event = api.call("/echo").event()
    assert event["queryStringParameters"] is None and event["multiValueQueryStringParameters"] is None


@case(AREA, "a header that comes twice is there with all its values", EVENT)
def test_multi_headers(cloud, api):
    event = api.call("/echo", headers=[("X-Many", "one"), ("X-Many", "two")]).event()
    values = {name.lower(): value for name, value in event["multiValueHeaders"].items()}["x-many"]
    assert values in (["one", "two"], ["one,two"], ["one, two"])


@case(AREA, "the request context: api, stage, resource path, path with the stage, identity, request id", EVENT)
def test_context(cloud, api, account):
    context = api.call("/echo", headers=[("User-Agent", "probe/1")]).event()["requestContext"]
    assert context["apiId"] == api.id and context["stage"] == "v1" and context["accountId"] == account
    assert context["resourcePath"] == "/{rest+}" and context["path"] == "/v1/echo" and context["httpMethod"] == "GET"
    assert context["identity"]["sourceIp"] and context["identity"]["userAgent"] == "probe/1" and context["requestId"]


@case(AREA, "stage variables come with the event", EVENT)
def test_stage_variables(cloud, api):
    assert api.call("/echo").event()["stageVariables"] == {"colour": "red"}


@case(AREA, "a path parameter is named in the event", EVENT)
def test_path_parameter(cloud, api):
    event = api.call("/items/seven").event()
    assert event["resource"] == "/items/{id}" and event["pathParameters"] == {"id": "seven"}


@case(AREA, "a body of text comes as it is, one of a binary media type in Base64", EVENT)
def test_bodies(cloud, api):
    text = api.call("/echo", method="POST", body=b'{"a":1}', headers=[("Content-Type", "application/json")]).event()
    assert text["body"] == '{"a":1}' and text["isBase64Encoded"] is False
    raw = bytes(range(256))
    binary = api.call("/echo", method="POST", body=raw, headers=[("Content-Type", "application/octet-stream")]).event()
    assert binary["isBase64Encoded"] is True and base64.b64decode(binary["body"]) == raw


@case(AREA, "status, headers and body of the function's answer", EVENT)
def test_answer(cloud, api):
    reply = api.call("/teapot")
    assert reply.status == 418 and reply.headers["x-probe"] == "pot" and reply.body == b"short and stout"


@case(AREA, "multiValueHeaders of the answer are headers that come more than once", EVENT)
def test_many_headers(cloud, api):
    assert api.call("/many").headers.get_all("x-many") == ["one", "two"]


@case(AREA, "an answer without a status is no proxy response: 502 Internal server error", EVENT)
def test_no_inference(cloud, api):
    reply = api.call("/inferred")
    assert reply.status == 502 and reply.json() == {"message": "Internal server error"}


@case(AREA, "an answer whose status is no number: 502 Internal server error", EVENT)
def test_malformed(cloud, api):
    reply = api.call("/malformed")
    assert reply.status == 502 and reply.json() == {"message": "Internal server error"}


@case(AREA, "a function that fails: 502 Internal server error", EVENT)
def test_function_fails(cloud, api):
    reply = api.call("/fail")
    assert reply.status == 502 and reply.json() == {"message": "Internal server error"}


@case(AREA, "what no method answers: 403 Missing Authentication Token", "gateway-guide:supported-gateway-response-types")
def test_no_method(cloud, keyed):
    for path, method in (("/locked", "DELETE"), ("/nothing", "GET")):
        reply = keyed.call(path, method=method)
        assert reply.status == 403 and reply.json() == {"message": "Missing Authentication Token"}


@case(AREA, "a method with IAM: a signed request gets in, an unsigned one and a bad signature do not: 403",
      "gateway-guide:api-gateway-control-access-using-iam-policies-to-invoke-api")
def test_iam(cloud, api):
    path = api.path("/signed")
    assert gateway.call(api.backend, path, headers=gateway.signed(api.backend, path)).status == 200
    assert api.call("/signed").status == 403
    bad = gateway.signed(api.backend, path, secret="not the secret")
    assert gateway.call(api.backend, path, headers=bad).status == 403


@case(AREA, "a change of methods holds from the next deployment, not before", "gateway-guide:how-to-deploy-api")
def test_deployment(cloud, by_boto3, target):
    made = RestApi(by_boto3, target, "changing")
    made.method(made.resource("one"))
    made.deploy()
    made.method(made.resource("two"))
    assert made.call("/one").status == 200 and made.call("/two").status == 403
    made.deploy()
    assert made.call("/two").status == 200


@case(AREA, "a function whose policy does not name this API is not run: 500 Internal server error",
      "gateway-guide:api-gateway-control-access-using-iam-policies-to-invoke-api")
def test_no_permission(cloud, by_boto3, runs_functions, make_function, name):
    made = RestApi(by_boto3, make_function(name)["FunctionArn"], name)
    made.method(made.resource("one"))
    made.deploy()
    reply = made.call("/one")
    assert reply.status == 500 and reply.json() == {"message": "Internal server error"}


@pytest.fixture(scope="session")
def keyed(by_boto3, target):
    """A method that wants a key, a key with a plan of two requests a day, and one without a plan."""
    made = RestApi(by_boto3, target, "keyed")
    made.method(made.resource("locked"), "GET", apiKeyRequired=True)
    made.deploy()
    made.planned = by_boto3.apigateway.create_api_key(name="planned" + made.id, enabled=True)
    made.unplanned = by_boto3.apigateway.create_api_key(name="unplanned" + made.id, enabled=True)
    made.short = by_boto3.apigateway.create_api_key(name="short" + made.id, enabled=True)
    for key, quota in ((made.planned, None), (made.short, {"limit": 2, "period": "DAY"})):
        more = {"quota": quota} if quota else {}
        plan = by_boto3.apigateway.create_usage_plan(
            name=key["name"], apiStages=[{"apiId": made.id, "stage": "v1"}], **more)
        by_boto3.apigateway.create_usage_plan_key(usagePlanId=plan["id"], keyId=key["id"], keyType="API_KEY")
    return made


@case(AREA, "a key of a plan of this stage gets in", KEYS)
def test_key(cloud, keyed):
    assert keyed.call("/locked", headers=[("x-api-key", keyed.planned["value"])]).status == 200


@case(AREA, "without a key, and with one that is none: 403 Forbidden", KEYS)
def test_no_key(cloud, keyed):
    for headers in ([], [("x-api-key", "made-up-key-0123456789")]):
        reply = keyed.call("/locked", headers=headers)
        assert reply.status == 403 and reply.json() == {"message": "Forbidden"}


@case(AREA, "a key without a plan: 403 Forbidden", KEYS)
def test_unplanned_key(cloud, keyed):
    assert keyed.call("/locked", headers=[("x-api-key", keyed.unplanned["value"])]).status == 403


@case(AREA, "a key past its quota: 429 Limit Exceeded", KEYS)
def test_quota(cloud, keyed):
    replies = [keyed.call("/locked", headers=[("x-api-key", keyed.short["value"])]) for _ in range(4)]
    assert [reply.status for reply in replies] == [200, 200, 429, 429]
    assert replies[2].json() == {"message": "Limit Exceeded"}


@case(AREA, "GetApiKey hides the value unless it is asked for", "apigateway:GetApiKey", cli=True)
def test_key_value(cloud, by_boto3, name):
    made = by_boto3.apigateway.create_api_key(name=name, enabled=True)
    assert "value" not in cloud.apigateway.get_api_key(apiKey=made["id"])
    assert cloud.apigateway.get_api_key(apiKey=made["id"], includeValue=True)["value"] == made["value"]


@case(AREA, "an unknown REST API in the control plane: 404 NotFoundException", "apigateway:GetRestApi", cli=True)
def test_unknown_api(cloud):
    with refused("NotFoundException", 404):
        cloud.apigateway.get_rest_api(restApiId="0000000000")


@case(AREA, "resources have paths made of their parents'", "apigateway:CreateResource", cli=True)
def test_resources(cloud, by_boto3, name):
    made = by_boto3.apigateway.create_rest_api(name=name)["id"]
    root = by_boto3.apigateway.get_resources(restApiId=made)["items"][0]["id"]
    parent = cloud.apigateway.create_resource(restApiId=made, parentId=root, pathPart="items")
    child = cloud.apigateway.create_resource(restApiId=made, parentId=parent["id"], pathPart="{id}")
    assert parent["path"] == "/items" and child["path"] == "/items/{id}"
    assert sorted(i["path"] for i in cloud.apigateway.get_resources(restApiId=made)["items"]) == ["/", "/items", "/items/{id}"]


@case(AREA, "a second resource of the same path: 409 ConflictException", "apigateway:CreateResource")
def test_resource_twice(cloud, name):
    made = cloud.apigateway.create_rest_api(name=name)["id"]
    root = cloud.apigateway.get_resources(restApiId=made)["items"][0]["id"]
    cloud.apigateway.create_resource(restApiId=made, parentId=root, pathPart="items")
    with refused("ConflictException", 409):
        cloud.apigateway.create_resource(restApiId=made, parentId=root, pathPart="items")
