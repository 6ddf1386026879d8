"""The parameter values that template.yaml is judged with: every valid combination, and some that its rules refuse."""

import itertools

POOL = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_abc"
SIGNING_KEY = "arn:aws:kms:us-east-1:123456789012:key/0f0f0f0f-0000-4000-8000-000000000000"

HTTP_TOKENS = {"JwtIssuer": "https://issuer.example", "JwtAudience": "predictions,batch"}
REST_TOKENS = {"JwtUserPoolArn": POOL}

ACCESS = {
    "http-none": {"ApiType": "http", "Auth": "none"},
    "http-iam": {"ApiType": "http", "Auth": "iam"},
    "http-jwt": {"ApiType": "http", "Auth": "jwt", **HTTP_TOKENS},
    "rest-none": {"ApiType": "rest", "Auth": "none"},
    "rest-iam": {"ApiType": "rest", "Auth": "iam"},
    "rest-jwt": {"ApiType": "rest", "Auth": "jwt", **REST_TOKENS},
    "rest-api-key": {"ApiType": "rest", "Auth": "api-key"},
}
ARCHITECTURES = ("x86_64", "arm64")

# Nothing but the defaults, and everything that can be switched on.
EXTRAS = {
    "plain": {},
    "full": {
        "SnapStart": "Enabled",
        "Tracing": "Active",
        "ReservedConcurrency": "20",
        "SubnetIds": "subnet-0a1b2c3d,subnet-1a1b2c3d",
        "SecurityGroupIds": "sg-0a1b2c3d",
        "JwtScopes": "predict,read",
        "ThrottleRate": "50",
        "ThrottleBurst": "20",
        "QuotaPerMonth": "5000",
        "SetApiLogsRole": "true",
        "RequireSignedModels": "true",
        "TrustedSigners": "MCowBQYDK2VwAyEA00000000000000000000000000000000000000000000@2026-11-25T00:00:00Z",
        "SigningKeyArn": SIGNING_KEY,
        "AlarmTopicArn": "arn:aws:sns:us-east-1:123456789012:alarms",
    },
}

# What each rule refuses, and the words that it must use.
REFUSED = {
    "an HTTP API with API keys": ({"ApiType": "http", "Auth": "api-key"}, ["Auth=api-key needs ApiType=rest"]),
    "http tokens without issuer and audience": (
        {"ApiType": "http", "Auth": "jwt"},
        ["needs JwtIssuer", "needs JwtAudience"],
    ),
    "rest tokens without a user pool": ({"ApiType": "rest", "Auth": "jwt"}, ["needs JwtUserPoolArn"]),
    "rest tokens with the parameters of http": (
        {"ApiType": "rest", "Auth": "jwt", **HTTP_TOKENS},
        ["needs JwtUserPoolArn"],
    ),
    "http tokens with the parameters of rest": (
        {"ApiType": "http", "Auth": "jwt", **REST_TOKENS},
        ["needs JwtIssuer", "needs JwtAudience"],
    ),
    "subnets without security groups": ({"SubnetIds": "subnet-0a1b2c3d"}, ["SubnetIds needs SecurityGroupIds"]),
    "signatures without signers": ({"RequireSignedModels": "true"}, ["needs TrustedSigners"]),
}


def all_of_them():
    """Name and parameters of every combination."""
    for (access, own), architecture, (extra, more) in itertools.product(ACCESS.items(), ARCHITECTURES, EXTRAS.items()):
        yield f"{access}-{architecture}-{extra}", {
            "ModelName": "penguins",
            "Architecture": architecture,
            **own,
            **more,
        }
