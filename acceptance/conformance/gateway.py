"""An API before the probe, calls that no client library tidies up, and tokens of an issuer of our own."""
import base64
import http.client
import json
import os
import time
import urllib.parse

import botocore.auth
import botocore.awsrequest
import botocore.credentials
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa


class Reply:
    def __init__(self, response):
        self.status, self.body = response.status, response.read()
        self.headers = response.headers

    def json(self):
        return json.loads(self.body)

    def event(self):
        """The function's event, where the probe sent it back."""
        return json.loads(self.body)


def call(backend, path, method="GET", body=None, headers=(), host=None):
    """One request, as it stands; `host` names the API as its own domain would."""
    address = urllib.parse.urlsplit(backend.endpoint)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    try:
        connection.putrequest(method, path, skip_host=host is not None, skip_accept_encoding=True)
        if host:
            connection.putheader("Host", f"{host}:{address.port}")
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        return Reply(connection.getresponse())
    finally:
        connection.close()


def signed(backend, path, method="GET", body=b"", secret=None, service="execute-api", when=None):
    """The headers of a request signed for an API."""
    request = botocore.awsrequest.AWSRequest(method, backend.endpoint + path, data=body)
    credentials = botocore.credentials.Credentials(backend.key, secret or backend.secret)
    botocore.auth.SigV4Auth(credentials, service, "us-east-1").add_auth(request)
    return [(name, value) for name, value in request.headers.items()]


class HttpApi:
    """An HTTP API whose routes all lead to one function."""

    def __init__(self, cloud, function_arn, name):
        self.cloud, self.backend = cloud, cloud.backend
        self.id = cloud.apigatewayv2.create_api(Name=name, ProtocolType="HTTP")["ApiId"]
        self.integration = cloud.apigatewayv2.create_integration(
            ApiId=self.id, IntegrationType="AWS_PROXY", IntegrationUri=function_arn, PayloadFormatVersion="2.0")["IntegrationId"]

    def route(self, key, **more):
        return self.cloud.apigatewayv2.create_route(
            ApiId=self.id, RouteKey=key, Target=f"integrations/{self.integration}", **more)["RouteId"]

    def stage(self, name, **more):
        self.cloud.apigatewayv2.create_stage(ApiId=self.id, StageName=name, AutoDeploy=True, **more)

    def path(self, path, stage="v1"):
        return f"/_aws/execute-api/{self.id}/{stage}{path}"

    def call(self, path, stage="v1", **more):
        return call(self.backend, self.path(path, stage), **more)


class Issuer:
    """Makes tokens with the key whose public half the runner serves."""

    def __init__(self):
        self.name = os.environ["CONFORMANCE_ISSUER"]
        with open(os.environ["CONFORMANCE_ISSUER_KEY"], "rb") as file:
            self.key = serialization.load_pem_private_key(file.read(), None)

    def token(self, key=None, **claims):
        now = int(time.time())
        wanted = {"iss": self.name, "aud": "conformance", "exp": now + 300, "iat": now - 5, "sub": "someone", **claims}
        wanted = {name: value for name, value in wanted.items() if value is not None}
        text = f"{encoded({'alg': 'RS256', 'typ': 'JWT', 'kid': 'conformance'})}.{encoded(wanted)}"
        signature = (key or self.key).sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{text}.{base64url(signature)}"


def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwks(key):
    numbers = key.public_key().public_numbers()
    return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "conformance",
                      "n": base64url(numbers.n.to_bytes(256, "big")), "e": base64url(numbers.e.to_bytes(3, "big"))}]}


def encoded(value):
    return base64url(json.dumps(value).encode())


def base64url(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
