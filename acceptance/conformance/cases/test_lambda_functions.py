"""Lambda's control plane: functions, code, configuration."""
import base64
import hashlib

from case import case, refused
from conftest import settled

AREA = "Lambda functions"


@case(AREA, "a new function becomes Active, at $LATEST, with AWS's defaults", "lambda:CreateFunction", cli=True)
def test_create(cloud, name, role, backend):
    how, archive = backend.function()
    cloud.lambda_.create_function(FunctionName=name, Role=role, **how, Code={"ZipFile": archive})
    settled(cloud, name)
    made = cloud.lambda_.get_function_configuration(FunctionName=name)
    assert made["Version"] == "$LATEST" and made["Timeout"] == 3 and made["MemorySize"] == 128
    assert made["State"] == "Active" and made["LastUpdateStatus"] == "Successful"
    assert made["PackageType"] == "Zip" and made["Architectures"] == ["x86_64"]
    assert made["EphemeralStorage"] == {"Size": 512} and made["TracingConfig"] == {"Mode": "PassThrough"}


@case(AREA, "a function's ARN names region, account and name", "lambda:CreateFunction")
def test_arn(cloud, function, account):
    arn = cloud.lambda_.get_function(FunctionName=function)["Configuration"]["FunctionArn"]
    assert arn == f"arn:aws:lambda:us-east-1:{account}:function:{function}"


@case(AREA, "CodeSha256 is the archive's SHA-256 in Base64, CodeSize its bytes", "lambda:FunctionConfiguration", cli=True)
def test_code_digest(cloud, function, backend):
    _, archive = backend.function()
    found = cloud.lambda_.get_function_configuration(FunctionName=function)
    assert found["CodeSha256"] == base64.b64encode(hashlib.sha256(archive).digest()).decode()
    assert found["CodeSize"] == len(archive)


@case(AREA, "a second function of the same name: 409 ResourceConflictException", "lambda:CreateFunction", cli=True)
def test_create_twice(cloud, function, role, backend):
    how, archive = backend.function()
    with refused("ResourceConflictException", 409, "already exist"):
        cloud.lambda_.create_function(FunctionName=function, Role=role, **how, Code={"ZipFile": archive})


@case(AREA, "GetFunction of an unknown name: 404 ResourceNotFoundException that names the ARN", "lambda:GetFunction", cli=True)
def test_unknown(cloud, name):
    with refused("ResourceNotFoundException", 404, f"function:{name}"):
        cloud.lambda_.get_function(FunctionName=name)


@case(AREA, "a function is found by name, partial ARN and ARN", "lambda:GetFunction")
def test_found_by_arn(cloud, function, account):
    for by in (function, f"{account}:function:{function}", f"arn:aws:lambda:us-east-1:{account}:function:{function}"):
        assert cloud.lambda_.get_function(FunctionName=by)["Configuration"]["FunctionName"] == function


@case(AREA, "GetFunction shows where the code lies", "lambda:GetFunction")
def test_code_location(cloud, function):
    code = cloud.lambda_.get_function(FunctionName=function)["Code"]
    assert code["RepositoryType"] == "S3" and code["Location"].startswith("http")


@case(AREA, "UpdateFunctionConfiguration changes what it names and nothing else", "lambda:UpdateFunctionConfiguration", cli=True)
def test_configure(cloud, function):
    before = cloud.lambda_.get_function_configuration(FunctionName=function)
    cloud.lambda_.update_function_configuration(FunctionName=function, Description="other", Timeout=7)
    settled(cloud, function)
    after = cloud.lambda_.get_function_configuration(FunctionName=function)
    assert after["Description"] == "other" and after["Timeout"] == 7
    assert after["MemorySize"] == before["MemorySize"] and after["CodeSha256"] == before["CodeSha256"]


@case(AREA, "each change gives $LATEST another RevisionId", "lambda:UpdateFunctionConfiguration")
def test_revision_changes(cloud, function):
    before = cloud.lambda_.get_function_configuration(FunctionName=function)["RevisionId"]
    cloud.lambda_.update_function_configuration(FunctionName=function, Description="other")
    settled(cloud, function)
    assert cloud.lambda_.get_function_configuration(FunctionName=function)["RevisionId"] != before


@case(AREA, "UpdateFunctionConfiguration under a stale RevisionId: 412 PreconditionFailedException",
      "lambda:UpdateFunctionConfiguration", cli=True)
def test_stale_configuration(cloud, function):
    with refused("PreconditionFailedException", 412, "revision id"):
        cloud.lambda_.update_function_configuration(
            FunctionName=function, Description="x", RevisionId="00000000-0000-0000-0000-000000000000")


@case(AREA, "UpdateFunctionConfiguration under the current RevisionId succeeds", "lambda:UpdateFunctionConfiguration", cli=True)
def test_current_revision(cloud, function):
    revision = cloud.lambda_.get_function_configuration(FunctionName=function)["RevisionId"]
    changed = cloud.lambda_.update_function_configuration(FunctionName=function, Description="x", RevisionId=revision)
    assert changed["Description"] == "x"


@case(AREA, "UpdateFunctionCode under a stale RevisionId: 412 PreconditionFailedException", "lambda:UpdateFunctionCode", cli=True)
def test_stale_code(cloud, function, backend):
    with refused("PreconditionFailedException", 412):
        cloud.lambda_.update_function_code(FunctionName=function, ZipFile=backend.function()[1],
                                           RevisionId="00000000-0000-0000-0000-000000000000")


@case(AREA, "UpdateFunctionCode takes an archive from S3", "lambda:UpdateFunctionCode", cli=True)
def test_code_from_s3(cloud, function, bucket, by_boto3, backend):
    by_boto3.s3.put_object(Bucket=bucket, Key="code.zip", Body=backend.function()[1])
    changed = cloud.lambda_.update_function_code(FunctionName=function, S3Bucket=bucket, S3Key="code.zip")
    assert changed["CodeSize"] == len(backend.function()[1])


@case(AREA, "code from a missing S3 object: 400 InvalidParameterValueException", "lambda:UpdateFunctionCode")
def test_code_from_nowhere(cloud, function, bucket):
    with refused("InvalidParameterValueException", 400, "S3"):
        cloud.lambda_.update_function_code(FunctionName=function, S3Bucket=bucket, S3Key="missing.zip")


@case(AREA, "what is no archive: 400 InvalidParameterValueException, could not unzip", "lambda:UpdateFunctionCode")
def test_no_zip(cloud, function):
    with refused("InvalidParameterValueException", 400, "unzip"):
        cloud.lambda_.update_function_code(FunctionName=function, ZipFile=b"this is no archive")


@case(AREA, "UpdateFunctionCode as a dry run changes nothing", "lambda:UpdateFunctionCode")
def test_code_dry_run(cloud, function, backend):
    before = cloud.lambda_.get_function_configuration(FunctionName=function)
    cloud.lambda_.update_function_code(FunctionName=function, ZipFile=backend.function()[1], DryRun=True)
    assert cloud.lambda_.get_function_configuration(FunctionName=function)["RevisionId"] == before["RevisionId"]


@case(AREA, "environment variables over 4 KB: 400 InvalidParameterValueException", "lambda-guide:gettingstarted-limits", cli=True)
def test_environment_limit(cloud, function):
    with refused("InvalidParameterValueException", 400, "4KB"):
        cloud.lambda_.update_function_configuration(FunctionName=function, Environment={"Variables": {"BIG": "x" * 4100}})


@case(AREA, "a reserved environment variable: 400 InvalidParameterValueException that names it",
      "lambda-guide:configuration-envvars", cli=True)
def test_reserved_variable(cloud, function):
    with refused("InvalidParameterValueException", 400, "AWS_REGION"):
        cloud.lambda_.update_function_configuration(
            FunctionName=function, Environment={"Variables": {"AWS_REGION": "mars-1"}})


@case(AREA, "memory over the limit: 400", "lambda:UpdateFunctionConfiguration")
def test_memory_limit(cloud, function):
    with refused("ValidationException", 400, "memorySize"):
        cloud.lambda_.update_function_configuration(FunctionName=function, MemorySize=100_000)


@case(AREA, "a timeout over 900 seconds: 400", "lambda-guide:gettingstarted-limits")
def test_timeout_limit(cloud, function):
    with refused("ValidationException", 400, "timeout"):
        cloud.lambda_.update_function_configuration(FunctionName=function, Timeout=901)


@case(AREA, "ListFunctions pages by marker and finds every function once", "lambda:ListFunctions")
def test_list(cloud, make_function, name):
    mine = {name + str(i) for i in range(3)}
    for one in mine:
        make_function(one)
    found, marker = [], {}
    while True:
        page = cloud.lambda_.list_functions(MaxItems=2, **marker)
        assert len(page["Functions"]) <= 2
        found += [entry["FunctionName"] for entry in page["Functions"]]
        if not page.get("NextMarker"):
            break
        marker = {"Marker": page["NextMarker"]}
    assert mine <= set(found)


@case(AREA, "a deleted function is gone: 204, then 404", "lambda:DeleteFunction", cli=True)
def test_delete(cloud, function):
    assert cloud.lambda_.delete_function(FunctionName=function).status in (204, None)
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.get_function(FunctionName=function)


@case(AREA, "deleting an unknown function: 404 ResourceNotFoundException", "lambda:DeleteFunction")
def test_delete_unknown(cloud, name):
    with refused("ResourceNotFoundException", 404):
        cloud.lambda_.delete_function(FunctionName=name)


@case(AREA, "tags of a function: added, listed, removed", "lambda:TagResource", cli=True)
def test_tags(cloud, function, by_boto3):
    arn = by_boto3.lambda_.get_function(FunctionName=function)["Configuration"]["FunctionArn"]
    cloud.lambda_.tag_resource(Resource=arn, Tags={"team": "a", "stage": "x"})
    assert cloud.lambda_.list_tags(Resource=arn)["Tags"] == {"team": "a", "stage": "x"}
    cloud.lambda_.untag_resource(Resource=arn, TagKeys=["stage"])
    assert cloud.lambda_.get_function(FunctionName=function)["Tags"] == {"team": "a"}


@case(AREA, "reserved concurrency: put, read, shown by GetFunction, deleted", "lambda:PutFunctionConcurrency", cli=True)
def test_concurrency(cloud, function):
    assert cloud.lambda_.put_function_concurrency(
        FunctionName=function, ReservedConcurrentExecutions=3)["ReservedConcurrentExecutions"] == 3
    assert cloud.lambda_.get_function_concurrency(FunctionName=function)["ReservedConcurrentExecutions"] == 3
    assert cloud.lambda_.get_function(FunctionName=function)["Concurrency"] == {"ReservedConcurrentExecutions": 3}
    cloud.lambda_.delete_function_concurrency(FunctionName=function)
    assert "ReservedConcurrentExecutions" not in cloud.lambda_.get_function_concurrency(FunctionName=function)


@case(AREA, "reserving more than the account leaves unreserved: 400 InvalidParameterValueException",
      "lambda-guide:configuration-concurrency")
def test_concurrency_over_the_account(cloud, function):
    with refused("InvalidParameterValueException", 400, "UnreservedConcurrentExecution"):
        cloud.lambda_.put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=5000)


@case(AREA, "GetAccountSettings shows limits and usage", "lambda:GetAccountSettings", cli=True)
def test_account_settings(cloud, function):
    found = cloud.lambda_.get_account_settings()
    limit, usage = found["AccountLimit"], found["AccountUsage"]
    assert limit["ConcurrentExecutions"] == 1000 and limit["CodeSizeZipped"] == 52428800
    assert limit["CodeSizeUnzipped"] == 262144000 and limit["TotalCodeSize"] == 80530636800
    assert usage["FunctionCount"] >= 1 and usage["TotalCodeSize"] > 0
