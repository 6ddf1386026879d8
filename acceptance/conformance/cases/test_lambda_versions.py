"""Lambda's control plane: versions, aliases, weights, permissions."""
import json

import pytest

from case import case, refused
from conftest import settled

AREA = "Lambda versions and aliases"
STALE = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def released(by_boto3, function):
    """A function with versions 1 and 2."""
    by_boto3.lambda_.publish_version(FunctionName=function)
    by_boto3.lambda_.update_function_configuration(FunctionName=function, Description="second")
    settled(by_boto3, function)
    by_boto3.lambda_.publish_version(FunctionName=function)
    return function


@pytest.fixture
def aliased(by_boto3, released):
    by_boto3.lambda_.create_alias(FunctionName=released, Name="live", FunctionVersion="1")
    return released


@case(AREA, "versions are numbered from 1 and have ARNs with their number", "lambda:PublishVersion", cli=True)
def test_publish(cloud, function):
    made = cloud.lambda_.publish_version(FunctionName=function, Description="first")
    assert made["Version"] == "1" and made["FunctionArn"].endswith(f":function:{function}:1")
    assert made["Description"] == "first"


@case(AREA, "publishing again without a change makes no version", "lambda:PublishVersion", cli=True)
def test_publish_unchanged(cloud, function):
    first = cloud.lambda_.publish_version(FunctionName=function)
    settled(cloud, function)
    assert cloud.lambda_.publish_version(FunctionName=function)["Version"] == first["Version"] == "1"
    assert len(cloud.lambda_.list_versions_by_function(FunctionName=function)["Versions"]) == 2


@case(AREA, "a changed configuration makes the next version", "lambda:PublishVersion")
def test_publish_changed(cloud, released):
    assert [entry["Version"] for entry in cloud.lambda_.list_versions_by_function(FunctionName=released)["Versions"]] == [
        "$LATEST", "1", "2"]


@case(AREA, "CreateFunction with Publish answers with version 1", "lambda:CreateFunction")
def test_create_and_publish(cloud, make_function, name):
    assert make_function(name, Publish=True)["Version"] == "1"


@case(AREA, "PublishVersion under another CodeSha256: 400 InvalidParameterValueException", "lambda:PublishVersion", cli=True)
def test_publish_other_code(cloud, function):
    with refused("InvalidParameterValueException", 400, "CodeSHA256"):
        cloud.lambda_.publish_version(FunctionName=function, CodeSha256="47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")


@case(AREA, "PublishVersion under a stale RevisionId: 412 PreconditionFailedException", "lambda:PublishVersion", cli=True)
def test_publish_stale(cloud, function):
    with refused("PreconditionFailedException", 412):
        cloud.lambda_.publish_version(FunctionName=function, RevisionId=STALE)


@case(AREA, "a published version keeps its configuration when $LATEST changes", "lambda-guide:configuration-versions")
def test_version_is_immutable(cloud, released):
    first = cloud.lambda_.get_function_configuration(FunctionName=released, Qualifier="1")
    assert first["Description"] != "second" and first["Version"] == "1"
    assert cloud.lambda_.get_function_configuration(FunctionName=released)["Description"] == "second"


@case(AREA, "an unknown version: 404 ResourceNotFoundException", "lambda:GetFunction", cli=True)
def test_unknown_version(cloud, function):
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.get_function(FunctionName=function, Qualifier="7")


@case(AREA, "a deleted version is gone, and its number is never given again", "lambda-guide:configuration-versions")
def test_delete_version(cloud, released):
    cloud.lambda_.delete_function(FunctionName=released, Qualifier="2")
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.get_function(FunctionName=released, Qualifier="2")
    cloud.lambda_.update_function_configuration(FunctionName=released, Description="third")
    settled(cloud, released)
    assert cloud.lambda_.publish_version(FunctionName=released)["Version"] == "3"


@case(AREA, "a version that an alias names is not deleted: 409 ResourceConflictException", "lambda:DeleteFunction", cli=True)
def test_delete_aliased_version(cloud, aliased):
    with refused("ResourceConflictException", 409, "alias"):
        cloud.lambda_.delete_function(FunctionName=aliased, Qualifier="1")


@case(AREA, "versions are listed in pages", "lambda:ListVersionsByFunction")
def test_list_versions_pages(cloud, released):
    first = cloud.lambda_.list_versions_by_function(FunctionName=released, MaxItems=2)
    assert len(first["Versions"]) == 2 and first["NextMarker"]
    rest = cloud.lambda_.list_versions_by_function(FunctionName=released, Marker=first["NextMarker"])
    assert [entry["Version"] for entry in rest["Versions"]] == ["2"]


@case(AREA, "an alias has ARN, version and revision", "lambda:CreateAlias", cli=True)
def test_create_alias(cloud, released):
    made = cloud.lambda_.create_alias(FunctionName=released, Name="live", FunctionVersion="1", Description="d")
    assert made["AliasArn"].endswith(f":function:{released}:live") and made["FunctionVersion"] == "1"
    assert made["Description"] == "d" and made["RevisionId"]
    assert cloud.lambda_.get_alias(FunctionName=released, Name="live")["RevisionId"] == made["RevisionId"]


@case(AREA, "a second alias of the same name: 409 ResourceConflictException", "lambda:CreateAlias", cli=True)
def test_create_alias_twice(cloud, aliased):
    with refused("ResourceConflictException", 409, "already exists"):
        cloud.lambda_.create_alias(FunctionName=aliased, Name="live", FunctionVersion="2")


@case(AREA, "an alias of an unknown version: 404 ResourceNotFoundException", "lambda:CreateAlias", cli=True)
def test_alias_of_nothing(cloud, function):
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.create_alias(FunctionName=function, Name="live", FunctionVersion="9")


@case(AREA, "an unknown alias: 404 ResourceNotFoundException", "lambda:GetAlias", cli=True)
def test_unknown_alias(cloud, function):
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.get_alias(FunctionName=function, Name="nobody")


@case(AREA, "an alias whose name is a number: 400 ValidationException", "lambda:CreateAlias")
def test_numeric_alias(cloud, released):
    with refused("ValidationException", 400):
        cloud.lambda_.create_alias(FunctionName=released, Name="12", FunctionVersion="1")


@case(AREA, "UpdateAlias moves an alias and gives it another revision", "lambda:UpdateAlias", cli=True)
def test_move_alias(cloud, aliased):
    before = cloud.lambda_.get_alias(FunctionName=aliased, Name="live")
    after = cloud.lambda_.update_alias(FunctionName=aliased, Name="live", FunctionVersion="2")
    assert after["FunctionVersion"] == "2" and after["RevisionId"] != before["RevisionId"]


@case(AREA, "UpdateAlias under a stale RevisionId: 412 PreconditionFailedException, and the alias stays", "lambda:UpdateAlias", cli=True)
def test_move_alias_stale(cloud, aliased):
    with refused("PreconditionFailedException", 412, "revision id"):
        cloud.lambda_.update_alias(FunctionName=aliased, Name="live", FunctionVersion="2", RevisionId=STALE)
    assert cloud.lambda_.get_alias(FunctionName=aliased, Name="live")["FunctionVersion"] == "1"


@case(AREA, "weights: UpdateAlias with a second version and its weight", "lambda-guide:configuring-alias-routing", cli=True)
def test_weights(cloud, aliased):
    routing = {"AdditionalVersionWeights": {"2": 0.1}}
    cloud.lambda_.update_alias(FunctionName=aliased, Name="live", RoutingConfig=routing)
    assert cloud.lambda_.get_alias(FunctionName=aliased, Name="live")["RoutingConfig"] == routing


@case(AREA, "UpdateAlias of the version alone leaves the weights", "lambda:UpdateAlias")
def test_weights_stay(cloud, released):
    cloud.lambda_.create_alias(FunctionName=released, Name="live", FunctionVersion="1",
                               RoutingConfig={"AdditionalVersionWeights": {"2": 0.1}})
    after = cloud.lambda_.update_alias(FunctionName=released, Name="live", Description="only words")
    assert after["RoutingConfig"] == {"AdditionalVersionWeights": {"2": 0.1}}


@case(AREA, "an empty routing takes the weights away", "lambda-guide:configuring-alias-routing", cli=True)
def test_weights_removed(cloud, released, by_boto3):
    by_boto3.lambda_.create_alias(FunctionName=released, Name="live", FunctionVersion="1",
                                  RoutingConfig={"AdditionalVersionWeights": {"2": 0.1}})
    cloud.lambda_.update_alias(FunctionName=released, Name="live", RoutingConfig={"AdditionalVersionWeights": {}})
    now = cloud.lambda_.get_alias(FunctionName=released, Name="live")
    assert not now.get("RoutingConfig", {}).get("AdditionalVersionWeights")


@case(AREA, "a third version behind an alias: 400 InvalidParameterValueException", "lambda-guide:configuring-alias-routing")
def test_three_versions(cloud, aliased):
    cloud.lambda_.update_function_configuration(FunctionName=aliased, Description="third")
    settled(cloud, aliased)
    cloud.lambda_.publish_version(FunctionName=aliased)
    with refused("InvalidParameterValueException", 400):
        cloud.lambda_.update_alias(FunctionName=aliased, Name="live",
                                   RoutingConfig={"AdditionalVersionWeights": {"2": 0.1, "3": 0.1}})


@case(AREA, "a weight over 1: 400", "lambda:AliasRoutingConfiguration")
def test_weight_over_one(cloud, aliased):
    with refused("ValidationException", 400):
        cloud.lambda_.update_alias(FunctionName=aliased, Name="live",
                                   RoutingConfig={"AdditionalVersionWeights": {"2": 1.5}})


@case(AREA, "$LATEST behind a weighted alias: 400 InvalidParameterValueException", "lambda-guide:configuring-alias-routing", cli=True)
def test_latest_weighted(cloud, released):
    with refused("InvalidParameterValueException", 400, "$LATEST"):
        cloud.lambda_.create_alias(FunctionName=released, Name="live", FunctionVersion="$LATEST",
                                   RoutingConfig={"AdditionalVersionWeights": {"2": 0.1}})


@case(AREA, "the alias's own version as the second one: 400 InvalidParameterValueException", "lambda:AliasRoutingConfiguration")
def test_same_version_twice(cloud, aliased):
    with refused("InvalidParameterValueException", 400):
        cloud.lambda_.update_alias(FunctionName=aliased, Name="live",
                                   RoutingConfig={"AdditionalVersionWeights": {"1": 0.1}})


@case(AREA, "a weight for an unknown version: 404 ResourceNotFoundException", "lambda:UpdateAlias")
def test_weight_for_nothing(cloud, aliased):
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.update_alias(FunctionName=aliased, Name="live",
                                   RoutingConfig={"AdditionalVersionWeights": {"9": 0.1}})


@case(AREA, "ListAliases finds those that name a version", "lambda:ListAliases", cli=True)
def test_list_aliases(cloud, aliased, by_boto3):
    by_boto3.lambda_.create_alias(FunctionName=aliased, Name="other", FunctionVersion="2")
    assert [a["Name"] for a in cloud.lambda_.list_aliases(FunctionName=aliased)["Aliases"]] == ["live", "other"]
    assert [a["Name"] for a in cloud.lambda_.list_aliases(FunctionName=aliased, FunctionVersion="2")["Aliases"]] == ["other"]


@case(AREA, "deleting an alias: 204, and again 204", "lambda:DeleteAlias", cli=True)
def test_delete_alias(cloud, aliased):
    for _ in range(2):
        assert cloud.lambda_.delete_alias(FunctionName=aliased, Name="live").status in (204, None)
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.get_alias(FunctionName=aliased, Name="live")


@case(AREA, "GetFunctionConfiguration of an alias has the alias's ARN and the version's number", "lambda:GetFunctionConfiguration")
def test_configuration_of_alias(cloud, aliased):
    found = cloud.lambda_.get_function_configuration(FunctionName=aliased, Qualifier="live")
    assert found["FunctionArn"].endswith(f":{aliased}:live") and found["Version"] == "1"


def permission(function, **more):
    return {"FunctionName": function, "StatementId": "gate", "Action": "lambda:InvokeFunction",
            "Principal": "apigateway.amazonaws.com", **more}


@case(AREA, "AddPermission writes a statement with principal, resource and SourceArn", "lambda:AddPermission", cli=True)
def test_add_permission(cloud, function):
    source = "arn:aws:execute-api:us-east-1:000000000000:abc/*"
    statement = json.loads(cloud.lambda_.add_permission(**permission(function, SourceArn=source))["Statement"])
    assert statement["Effect"] == "Allow" and statement["Principal"] == {"Service": "apigateway.amazonaws.com"}
    assert statement["Condition"] == {"ArnLike": {"AWS:SourceArn": source}}
    assert json.loads(cloud.lambda_.get_policy(FunctionName=function)["Policy"])["Statement"] == [statement]


@case(AREA, "AddPermission with SourceAccount adds a StringEquals condition", "lambda:AddPermission")
def test_source_account(cloud, function):
    made = cloud.lambda_.add_permission(**permission(function, SourceAccount="123456789012", Principal="s3.amazonaws.com"))
    assert json.loads(made["Statement"])["Condition"] == {"StringEquals": {"AWS:SourceAccount": "123456789012"}}


@case(AREA, "AddPermission to an account names its root", "lambda:AddPermission")
def test_account_principal(cloud, function):
    made = json.loads(cloud.lambda_.add_permission(**permission(function, Principal="123456789012"))["Statement"])
    assert made["Principal"] == {"AWS": "arn:aws:iam::123456789012:root"}


@case(AREA, "a second statement of the same id: 409 ResourceConflictException", "lambda:AddPermission", cli=True)
def test_permission_twice(cloud, function, by_boto3):
    by_boto3.lambda_.add_permission(**permission(function))
    with refused("ResourceConflictException", 409, "gate"):
        cloud.lambda_.add_permission(**permission(function))


@case(AREA, "an alias has a policy of its own", "lambda:GetPolicy", cli=True)
def test_policy_of_alias(cloud, aliased):
    cloud.lambda_.add_permission(**permission(aliased, Qualifier="live"))
    policy = json.loads(cloud.lambda_.get_policy(FunctionName=aliased, Qualifier="live")["Policy"])
    assert policy["Statement"][0]["Resource"].endswith(f":function:{aliased}:live")
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.get_policy(FunctionName=aliased)


@case(AREA, "AddPermission under a stale RevisionId: 412 PreconditionFailedException", "lambda:AddPermission")
def test_permission_stale(cloud, function):
    with refused("PreconditionFailedException", 412):
        cloud.lambda_.add_permission(**permission(function, RevisionId=STALE))


@case(AREA, "RemovePermission takes the statement away; an unknown one: 404", "lambda:RemovePermission", cli=True)
def test_remove_permission(cloud, function, by_boto3):
    by_boto3.lambda_.add_permission(**permission(function))
    cloud.lambda_.remove_permission(FunctionName=function, StatementId="gate")
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.get_policy(FunctionName=function)
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.remove_permission(FunctionName=function, StatementId="gate")
