"""Who gets in: signatures, tokens, and what a bad one is told."""
import uuid

import pytest

import drivers
import gateway
from case import case, refused
from conftest import eventually

AREA = "Authentication"
JWT = "gateway-guide:http-api-jwt-authorizer"
IAM = "gateway-guide:http-api-access-control-iam"
pytestmark = pytest.mark.xdist_group("gateway")


@pytest.fixture(scope="session")
def guarded(by_boto3, runs_functions, make_function, account):
    """Three routes: signed requests only, tokens only, tokens with a scope."""
    name = "guard" + uuid.uuid4().hex[:8]
    arn = make_function(name)["FunctionArn"]
    made = gateway.HttpApi(by_boto3, arn, name)
    authorizer = by_boto3.apigatewayv2.create_authorizer(
        ApiId=made.id, AuthorizerType="JWT", Name="tokens", IdentitySource=["$request.header.Authorization"],
        JwtConfiguration={"Issuer": gateway.Issuer().name, "Audience": ["conformance"]})["AuthorizerId"]
    made.route("GET /open")
    made.route("GET /signed", AuthorizationType="AWS_IAM")
    made.route("GET /token", AuthorizationType="JWT", AuthorizerId=authorizer)
    made.route("GET /scoped", AuthorizationType="JWT", AuthorizerId=authorizer, AuthorizationScopes=["read", "write"])
    made.stage("v1")
    by_boto3.lambda_.add_permission(
        FunctionName=name, StatementId="gate", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:us-east-1:{account}:{made.id}/*")
    eventually(lambda: made.call("/open").status == 200, 60)
    return made


def bearer(token):
    return [("Authorization", "Bearer " + token)]


@case(AREA, "a good token gets in and the function sees its claims", JWT)
def test_token(cloud, guarded):
    reply = guarded.call("/token", headers=bearer(gateway.Issuer().token()))
    assert reply.status == 200
    assert reply.event()["requestContext"]["authorizer"]["jwt"]["claims"]["sub"] == "someone"


@case(AREA, "without a token: 401 Unauthorized", JWT)
def test_no_token(cloud, guarded):
    reply = guarded.call("/token")
    assert reply.status == 401 and reply.json() == {"message": "Unauthorized"}


@case(AREA, "a token of another issuer's key: 401", JWT)
def test_other_key(cloud, guarded):
    assert guarded.call("/token", headers=bearer(gateway.Issuer().token(key=gateway.new_key()))).status == 401


@case(AREA, "a token of another audience: 401", JWT)
def test_other_audience(cloud, guarded):
    assert guarded.call("/token", headers=bearer(gateway.Issuer().token(aud="elsewhere"))).status == 401


@case(AREA, "a token of another issuer: 401", JWT)
def test_other_issuer(cloud, guarded):
    assert guarded.call("/token", headers=bearer(gateway.Issuer().token(iss="http://127.0.0.1:1"))).status == 401


@case(AREA, "an expired token: 401", JWT)
def test_expired(cloud, guarded):
    assert guarded.call("/token", headers=bearer(gateway.Issuer().token(exp=1_700_000_000, iat=1_600_000_000))).status == 401


@case(AREA, "what is no token: 401", JWT)
def test_nonsense(cloud, guarded):
    assert guarded.call("/token", headers=bearer("not.a.token")).status == 401


@case(AREA, "a token with one of the route's scopes gets in", JWT)
def test_scope(cloud, guarded):
    assert guarded.call("/scoped", headers=bearer(gateway.Issuer().token(scope="openid read"))).status == 200


@case(AREA, "a token without the route's scopes: 403 Forbidden", JWT)
def test_no_scope(cloud, guarded):
    reply = guarded.call("/scoped", headers=bearer(gateway.Issuer().token(scope="openid")))
    assert reply.status == 403 and reply.json() == {"message": "Forbidden"}


@case(AREA, "a route with IAM: a signed request gets in", IAM)
def test_signed(cloud, guarded):
    path = guarded.path("/signed")
    assert gateway.call(guarded.backend, path, headers=gateway.signed(guarded.backend, path)).status == 200


@case(AREA, "a route with IAM: without a signature 403", IAM)
def test_unsigned(cloud, guarded):
    assert guarded.call("/signed").status == 403


@case(AREA, "a route with IAM: a signature by another secret 403", IAM)
def test_badly_signed(cloud, guarded):
    path = guarded.path("/signed")
    headers = gateway.signed(guarded.backend, path, secret="not the secret")
    assert gateway.call(guarded.backend, path, headers=headers).status == 403


@case(AREA, "S3: a request signed by another secret: 403 SignatureDoesNotMatch", "s3-errors:ErrorResponses")
def test_s3_bad_secret(cloud, bucket, backend):
    import botocore.exceptions
    stranger = drivers.Backend(backend.name, backend.endpoint, backend.version, backend.key, "not the secret")
    with pytest.raises(botocore.exceptions.ClientError) as refusal:
        drivers.client("s3", stranger).list_objects_v2(Bucket=bucket)
    assert refusal.value.response["Error"]["Code"] == "SignatureDoesNotMatch"


@case(AREA, "S3: an unknown key id: 403 InvalidAccessKeyId", "s3-errors:ErrorResponses")
def test_s3_unknown_key(cloud, bucket, backend):
    import botocore.exceptions
    stranger = drivers.Backend(backend.name, backend.endpoint, backend.version, "AKIAIOSFODNN7EXAMPLE", backend.secret)
    with pytest.raises(botocore.exceptions.ClientError) as refusal:
        drivers.client("s3", stranger).list_objects_v2(Bucket=bucket)
    assert refusal.value.response["Error"]["Code"] == "InvalidAccessKeyId"


@case(AREA, "the control plane: a request signed by another secret: 403 InvalidSignatureException", "iam-guide:reference_sigv-troubleshooting")
def test_lambda_bad_secret(cloud, backend):
    import botocore.exceptions
    stranger = drivers.Backend(backend.name, backend.endpoint, backend.version, backend.key, "not the secret")
    with pytest.raises(botocore.exceptions.ClientError) as refusal:
        drivers.client("lambda", stranger).list_functions()
    assert refusal.value.response["Error"]["Code"] == "InvalidSignatureException"
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


@case(AREA, "STS: an unknown key id: 403 InvalidClientTokenId", "sts-errors:CommonErrors")
def test_sts_unknown_key(cloud, backend):
    import botocore.exceptions
    stranger = drivers.Backend(backend.name, backend.endpoint, backend.version, "AKIAIOSFODNN7EXAMPLE", backend.secret)
    with pytest.raises(botocore.exceptions.ClientError) as refusal:
        drivers.client("sts", stranger).get_caller_identity()
    assert refusal.value.response["Error"]["Code"] == "InvalidClientTokenId"
