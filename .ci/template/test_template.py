"""What template.yaml promises of security, asserted on its expansion by the SAM translator, for every combination."""

import functools
import json

import pytest

import combinations
import expand

COMBINATIONS = dict(combinations.all_of_them())

# Statements whose actions know no narrower resource than *: AWS's service authorization reference.
UNBOUND = {
    "WriteTraces": {"xray:PutTelemetryRecords", "xray:PutTraceSegments"},
    "LambdaAttachesToVpc": {
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
    },
    "ReadMetrics": {"cloudwatch:GetMetricData"},
}


@functools.cache
def expanded(name):
    return expand.expand(COMBINATIONS[name])


@pytest.fixture(params=COMBINATIONS, ids=str)
def name(request):
    return request.param


@pytest.fixture
def given(name):
    return COMBINATIONS[name]


@pytest.fixture
def resources(name):
    return expanded(name)["Resources"]


@pytest.fixture
def full(name):
    return name.endswith("-full")


def properties(resources, logical_id):
    return resources[logical_id]["Properties"]


def of_type(resources, kind):
    return {key: value["Properties"] for key, value in resources.items() if value["Type"] == kind}


def listed(value):
    return value if isinstance(value, list) else [value]


def statements(resources):
    """Every statement of an IAM policy, by the resource that has it; key and bucket policies are not among them."""
    for logical_id, role in of_type(resources, "AWS::IAM::Role").items():
        for policy in role.get("Policies", []):
            yield from ((logical_id, each) for each in policy["PolicyDocument"]["Statement"])
    for logical_id, policy in of_type(resources, "AWS::IAM::ManagedPolicy").items():
        yield from ((logical_id, each) for each in policy["PolicyDocument"]["Statement"])


def sids(resources, logical_id):
    return {statement["Sid"]: statement for holder, statement in statements(resources) if holder == logical_id}


def test_every_valid_combination_is_judged():
    assert len(COMBINATIONS) == 7 * 2 * 2
    assert {(given["ApiType"], given["Auth"]) for given in COMBINATIONS.values()} == {
        *(("http", auth) for auth in ("none", "iam", "jwt")),
        *(("rest", auth) for auth in ("none", "iam", "jwt", "api-key")),
    }


def test_the_rules_let_it_pass(given):
    assert expand.broken_rules(given) == []


@pytest.mark.parametrize("case", combinations.REFUSED)
def test_the_rules_refuse_with_words(case):
    given, words = combinations.REFUSED[case]
    said = expand.broken_rules({"ModelName": "penguins", **given})
    assert len(said) == len(words)
    for word, sentence in zip(words, said):
        assert word in sentence


@pytest.mark.parametrize("api", ["http", "rest"])
def test_where_rules_are_not_read_nothing_opens(api):
    # such as CloudFormation's emulators: what the rules refuse asks for signed requests or cannot be made
    resources = expand.expand({"ModelName": "penguins", "ApiType": api, "Auth": "api-key"})["Resources"]
    for route in of_type(resources, "AWS::ApiGatewayV2::Route").values():
        assert route["AuthorizationType"] == "AWS_IAM"
    for method in of_type(resources, "AWS::ApiGateway::Method").values():
        assert method["ApiKeyRequired"] is True


def test_by_default_nobody_gets_in_without_a_signature():
    resources = expand.expand({"ModelName": "penguins"})["Resources"]
    routes = of_type(resources, "AWS::ApiGatewayV2::Route")
    assert len(routes) == 2
    assert {route["AuthorizationType"] for route in routes.values()} == {"AWS_IAM"}


def test_no_action_has_a_wildcard(resources):
    for holder, statement in statements(resources):
        assert "NotAction" not in statement and "NotResource" not in statement
        for action in listed(statement["Action"]):
            assert "*" not in action, f"{holder}: {action}"


def test_a_resource_is_a_wildcard_only_where_aws_has_no_other(resources):
    for holder, statement in statements(resources):
        if statement["Effect"] == "Allow" and "*" in listed(statement["Resource"]):
            assert set(listed(statement["Action"])) == UNBOUND.get(statement.get("Sid")), f"{holder}: {statement}"


def test_the_function_has_a_role_of_its_own(resources):
    functions = of_type(resources, "AWS::Lambda::Function")
    assert [function["Role"] for function in functions.values()] == [{"Fn::GetAtt": ["FunctionRole", "Arn"]}]
    users = [key for key, value in resources.items() if "FunctionRole" in json.dumps(value["Properties"])]
    assert users == ["Function"]
    trust = properties(resources, "FunctionRole")["AssumeRolePolicyDocument"]["Statement"]
    assert trust == [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ]


def test_the_function_may_read_its_model_and_write_its_logs(resources, full):
    role = sids(resources, "FunctionRole")
    wanted = {"ReadItsModel", "DecryptItsModel", "WriteItsLogs"}
    if full:
        wanted |= {"WriteTraces", "LambdaAttachesToVpc", "ItsCodeDoesNot"}
    assert set(role) == wanted
    assert role["ReadItsModel"]["Action"] == "s3:GetObject"
    assert role["ReadItsModel"]["Resource"] == {"Fn::Sub": "${ModelBucket.Arn}/models/penguins/*"}
    assert role["DecryptItsModel"]["Action"] == "kms:Decrypt"
    assert role["DecryptItsModel"]["Resource"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert "kms:ViaService" in role["DecryptItsModel"]["Condition"]["StringEquals"]
    assert role["WriteItsLogs"]["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]
    assert role["WriteItsLogs"]["Resource"] == {"Fn::GetAtt": ["FunctionLogGroup", "Arn"]}


def test_permissions_for_traces_and_a_vpc_come_with_their_parameters_only(resources, full):
    actions = {action.split(":")[0] for _, each in statements(resources) for action in listed(each["Action"])}
    assert ("xray" in actions) == full
    assert ("ec2" in actions) == full
    function = properties(resources, "Function")
    assert function["TracingConfig"] == {"Mode": "Active" if full else "PassThrough"}
    if full:
        assert function["VpcConfig"] == {
            "SubnetIds": ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
            "SecurityGroupIds": ["sg-0a1b2c3d"],
        }
        denied = sids(resources, "FunctionRole")["ItsCodeDoesNot"]
        assert denied["Effect"] == "Deny" and set(denied["Action"]) == UNBOUND["LambdaAttachesToVpc"]
        assert "lambda:SourceFunctionArn" in denied["Condition"]["ArnEquals"]
    else:
        assert "VpcConfig" not in function


def test_concurrency_is_reserved_by_parameter(resources, full):
    assert properties(resources, "Function").get("ReservedConcurrentExecutions") == ("20" if full else None)


def test_the_key_rotates_and_has_a_policy_of_its_own(resources):
    key = properties(resources, "DataKey")
    assert resources["DataKey"]["DeletionPolicy"] == "Retain"
    assert key["EnableKeyRotation"] is True
    by_sid = {statement["Sid"]: statement for statement in key["KeyPolicy"]["Statement"]}
    assert set(by_sid) == {"AccountAdministers", "AccountUsesThroughS3", "LogsUse"}
    for statement in by_sid.values():
        assert statement["Principal"] != "*" and "*" not in str(statement["Principal"])
        assert all("*" not in action for action in listed(statement["Action"]))
    data = {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"}
    assert not data & set(by_sid["AccountAdministers"]["Action"])
    assert "kms:ViaService" in by_sid["AccountUsesThroughS3"]["Condition"]["StringEquals"]
    assert len(by_sid["LogsUse"]["Condition"]["ArnEquals"]["kms:EncryptionContext:aws:logs:arn"]) == 3


def test_the_bucket_is_private_encrypted_versioned_and_tidy(resources):
    bucket = properties(resources, "ModelBucket")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"] == [
        {
            "ServerSideEncryptionByDefault": {
                "SSEAlgorithm": "aws:kms",
                "KMSMasterKeyID": {"Fn::GetAtt": ["DataKey", "Arn"]},
            },
            "BucketKeyEnabled": True,
        }
    ]
    rules = {rule["Id"]: rule for rule in bucket["LifecycleConfiguration"]["Rules"]}
    assert rules["abort-incomplete-uploads"]["Status"] == "Enabled"
    assert rules["abort-incomplete-uploads"]["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] == 3
    assert resources["ModelBucket"]["DeletionPolicy"] == "Retain"


def test_the_bucket_refuses_what_does_not_come_by_tls(resources):
    policy = properties(resources, "ModelBucketPolicy")
    assert policy["Bucket"] == {"Ref": "ModelBucket"}
    statement, = policy["PolicyDocument"]["Statement"]
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "s3:*")
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == [{"Fn::GetAtt": ["ModelBucket", "Arn"]}, {"Fn::Sub": "${ModelBucket.Arn}/*"}]


def test_every_log_group_is_encrypted_and_forgets(resources, given):
    groups = of_type(resources, "AWS::Logs::LogGroup")
    assert set(groups) == {"FunctionLogGroup", "RestLogGroup" if given["ApiType"] == "rest" else "HttpApiLogGroup"}
    key_policy = json.dumps(properties(resources, "DataKey")["KeyPolicy"])
    for group in groups.values():
        assert group["RetentionInDays"] == "30"
        assert group["KmsKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
        assert "log-group:" + group["LogGroupName"]["Fn::Sub"] + '"' in key_policy
    assert properties(resources, "Function")["LoggingConfig"]["LogGroup"] == {"Ref": "FunctionLogGroup"}


def test_the_api_reaches_the_live_alias_alone_by_its_own_stage_and_paths(resources, given):
    permissions = of_type(resources, "AWS::Lambda::Permission")
    api = "${RestApi}/live" if given["ApiType"] == "rest" else "${HttpApi}/$default"
    prefix = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:" + api
    assert [each["SourceArn"]["Fn::Sub"] for each in permissions.values()] == [
        prefix + "/*/v2/*",
        prefix + "/GET/v2",
    ]
    for each in permissions.values():
        assert each["FunctionName"] == {"Ref": "LiveAlias"}
        assert each["Principal"] == "apigateway.amazonaws.com"
        assert each["Action"] == "lambda:InvokeFunction"


def test_one_type_of_api_is_made(resources, given):
    kinds = {value["Type"].split("::")[1] for value in resources.values()}
    assert ("ApiGateway" in kinds) == (given["ApiType"] == "rest")
    assert ("ApiGatewayV2" in kinds) == (given["ApiType"] == "http")


def test_the_http_api_asks_who_calls(resources, given, full):
    if given["ApiType"] != "http":
        assert not of_type(resources, "AWS::ApiGatewayV2::Route")
        return
    integration = properties(resources, "HttpApiIntegration")
    assert integration["IntegrationUri"] == {"Ref": "LiveAlias"}
    routes = of_type(resources, "AWS::ApiGatewayV2::Route")
    assert {route["RouteKey"] for route in routes.values()} == {"ANY /v2/{proxy+}", "GET /v2"}
    expected = {"none": "NONE", "iam": "AWS_IAM", "jwt": "JWT"}[given["Auth"]]
    for route in routes.values():
        assert route["AuthorizationType"] == expected
        assert ("AuthorizerId" in route) == (expected == "JWT")
        assert route.get("AuthorizationScopes") == (["predict", "read"] if full and expected == "JWT" else None)
    authorizers = of_type(resources, "AWS::ApiGatewayV2::Authorizer")
    assert len(authorizers) == (1 if expected == "JWT" else 0)
    for authorizer in authorizers.values():
        assert authorizer["AuthorizerType"] == "JWT"
        assert authorizer["JwtConfiguration"] == {
            "Issuer": "https://issuer.example",
            "Audience": ["predictions", "batch"],
        }
        assert authorizer["IdentitySource"] == ["$request.header.Authorization"]


def test_the_rest_api_asks_who_calls(resources, given, full):
    if given["ApiType"] != "rest":
        assert not of_type(resources, "AWS::ApiGateway::Method")
        return
    auth = given["Auth"]
    expected = {"none": "NONE", "iam": "AWS_IAM", "jwt": "COGNITO_USER_POOLS", "api-key": "NONE"}[auth]
    methods = of_type(resources, "AWS::ApiGateway::Method")
    assert len(methods) == 2
    for method in methods.values():
        assert method["AuthorizationType"] == expected
        assert method["ApiKeyRequired"] is (auth == "api-key")
        assert ("AuthorizerId" in method) == (auth == "jwt")
        assert method.get("AuthorizationScopes") == (["predict", "read"] if full and auth == "jwt" else None)
        assert method["Integration"]["Type"] == "AWS_PROXY"
        assert method["Integration"]["Uri"]["Fn::Sub"].endswith("/functions/${LiveAlias}/invocations")
    for authorizer in of_type(resources, "AWS::ApiGateway::Authorizer").values():
        assert authorizer["Type"] == "COGNITO_USER_POOLS"
        assert authorizer["ProviderARNs"] == [combinations.POOL]
    assert len(of_type(resources, "AWS::ApiGateway::Authorizer")) == (1 if auth == "jwt" else 0)


def test_another_kind_of_access_is_another_deployment(resources, given):
    deployments = of_type(resources, "AWS::ApiGateway::Deployment")
    if given["ApiType"] != "rest":
        assert not deployments
        return
    own, = deployments
    assert own == {
        "none": "RestDeploymentOpen",
        "iam": "RestDeploymentIam",
        "jwt": "RestDeploymentJwt",
        "api-key": "RestDeploymentKeys",
    }[given["Auth"]]
    assert set(resources[own]["DependsOn"]) == set(of_type(resources, "AWS::ApiGateway::Method"))
    assert properties(resources, "RestStage")["DeploymentId"] == {"Ref": own}


def test_the_stage_throttles_and_logs_access(resources, given, full):
    rate, burst = ("50", "20") if full else ("1000", "500")
    if given["ApiType"] == "http":
        stage = properties(resources, "HttpApiStage")
        limits, log = stage["DefaultRouteSettings"], stage["AccessLogSettings"]
        assert log["DestinationArn"] == {"Fn::GetAtt": ["HttpApiLogGroup", "Arn"]}
    else:
        stage = properties(resources, "RestStage")
        limits, = stage["MethodSettings"]
        log = stage["AccessLogSetting"]
        assert (limits["HttpMethod"], limits["ResourcePath"]) == ("*", "/*")
        assert limits["DataTraceEnabled"] is False
        assert log["DestinationArn"] == {"Fn::GetAtt": ["RestLogGroup", "Arn"]}
        assert stage["TracingEnabled"] is full
    assert (limits["ThrottlingRateLimit"], limits["ThrottlingBurstLimit"]) == (rate, burst)
    assert "$context.requestId" in json.loads(log["Format"])["requestId"]


def test_an_api_key_has_a_quota_and_a_rate(resources, given, full):
    plans = of_type(resources, "AWS::ApiGateway::UsagePlan")
    keys = of_type(resources, "AWS::ApiGateway::ApiKey")
    if given["Auth"] != "api-key":
        assert not plans and not keys
        return
    plan, = plans.values()
    assert plan["Quota"] == {"Limit": "5000" if full else "1000000", "Period": "MONTH"}
    assert plan["Throttle"]["RateLimit"] == ("50" if full else "1000")
    assert plan["ApiStages"] == [{"ApiId": {"Ref": "RestApi"}, "Stage": {"Ref": "RestStage"}}]
    key, = keys.values()
    assert "Value" not in key
    tie, = of_type(resources, "AWS::ApiGateway::UsagePlanKey").values()
    assert (tie["KeyId"], tie["UsagePlanId"]) == ({"Ref": "RestApiKey"}, {"Ref": "RestUsagePlan"})


def test_the_account_s_log_role_is_set_only_when_asked(resources, given, full):
    accounts = of_type(resources, "AWS::ApiGateway::Account")
    assert len(accounts) == (1 if full and given["ApiType"] == "rest" else 0)
    for logical_id in accounts:
        assert resources[logical_id]["DeletionPolicy"] == "Retain"


def test_the_deployer_may_touch_this_stack_alone(resources, full):
    policy = sids(resources, "DeployerPolicy")
    wanted = {
        "ReadItsStack",
        "Release",
        "TryVersionsAndMoveTraffic",
        "PruneVersions",
        "ListItsBucket",
        "WriteModelsAndLedger",
        "EncryptModelsAndLedger",
        "ReadMetrics",
    }
    assert set(policy) == (wanted | {"SignModels"} if full else wanted)
    function = {"Fn::GetAtt": ["Function", "Arn"]}
    versions = {"Fn::Sub": "${Function.Arn}:*"}
    assert policy["Release"]["Resource"] == function
    assert policy["TryVersionsAndMoveTraffic"]["Resource"] == versions
    # versions only: DeleteFunction on the function's own ARN would delete all of it
    assert (policy["PruneVersions"]["Action"], policy["PruneVersions"]["Resource"]) == (
        "lambda:DeleteFunction",
        versions,
    )
    assert {each["Fn::Sub"] for each in policy["WriteModelsAndLedger"]["Resource"]} == {
        "${ModelBucket.Arn}/models/penguins/*",
        "${ModelBucket.Arn}/releases/${Function}/*",
        "${ModelBucket.Arn}/rollouts/${Function}/*",
    }
    if full:
        assert policy["SignModels"]["Resource"] == combinations.SIGNING_KEY
        assert policy["SignModels"]["Action"] == ["kms:GetPublicKey", "kms:Sign"]


def test_the_function_is_told_whose_signatures_count(resources, full):
    environment = properties(resources, "Function")["Environment"]["Variables"]
    assert environment["SLIPWAY_REQUIRE_SIGNED"] == ("true" if full else "false")
    assert bool(environment["SLIPWAY_TRUSTED_SIGNERS"]) == full


def test_the_aliases_never_change(resources, given):
    assert properties(resources, "Function")["Architectures"] == [given["Architecture"]]
    for alias in ("LiveAlias", "CandidateAlias"):
        assert properties(resources, alias)["FunctionVersion"] == {"Fn::GetAtt": ["BootstrapVersion", "Version"]}
        assert "RoutingConfig" not in properties(resources, alias)
    assert resources["BootstrapVersion"]["DeletionPolicy"] == "Retain"


def test_the_outputs_say_how_to_call(name, given):
    outputs = expanded(name)["Outputs"]
    assert outputs["ApiType"]["Value"] == given["ApiType"]
    assert outputs["ApiAuth"]["Value"] == given["Auth"]
    assert ("ApiKeyId" in outputs) == (given["Auth"] == "api-key")
    assert outputs["DeployerPolicy"]["Value"] == {"Ref": "DeployerPolicy"}
    assert outputs["ApiUrl"]["Value"]["Fn::Sub"].endswith("/live") == (given["ApiType"] == "rest")


def test_every_skipped_check_has_a_reason():
    skips = [
        skip
        for resource in expand.source()["Resources"].values()
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", [])
    ]
    assert skips
    for skip in skips:
        assert len(skip["comment"].split()) >= 5, skip
