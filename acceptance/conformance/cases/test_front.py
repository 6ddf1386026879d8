"""STS, and CloudFormation's front."""
from case import case, refused

AREA = "STS and CloudFormation"


@case(AREA, "GetCallerIdentity: account of twelve digits, ARN, user id", "sts:GetCallerIdentity", cli=True)
def test_identity(cloud):
    found = cloud.sts.get_caller_identity()
    assert len(found["Account"]) == 12 and found["Account"].isdigit()
    assert found["Arn"].startswith(("arn:aws:iam::", "arn:aws:sts::")) and found["Account"] in found["Arn"] and found["UserId"]


@case(AREA, "DescribeStacks of an unknown stack: 400 ValidationError, does not exist", "cloudformation:DescribeStacks", cli=True)
def test_unknown_stack(cloud, name):
    with refused("ValidationError", 400, "does not exist"):
        cloud.cloudformation.describe_stacks(StackName=name)


@case(AREA, "DescribeStacks without a name lists stacks, none is an error", "cloudformation:DescribeStacks")
def test_all_stacks(cloud):
    assert isinstance(cloud.cloudformation.describe_stacks()["Stacks"], list)


@case(AREA, "a template that is none: 400 ValidationError", "cloudformation:CreateStack")
def test_bad_template(cloud, name):
    with refused("ValidationError", 400):
        cloud.cloudformation.create_stack(StackName=name, TemplateBody="Description: no resources at all")


TEMPLATE = """
Parameters:
  Name: {Type: String}
Resources:
  Store:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "${Name}-store"
      VersioningConfiguration: {Status: Enabled}
Outputs:
  Store: {Value: !Ref Store}
  Arn: {Value: !GetAtt Store.Arn}
"""


@case(AREA, "a stack with a versioned bucket: created, described with outputs, deleted", "cloudformation:CreateStack", cli=True)
def test_stack(cloud, name):
    cloud.cloudformation.create_stack(StackName=name, TemplateBody=TEMPLATE, Parameters=[
        {"ParameterKey": "Name", "ParameterValue": name}])
    from conftest import eventually
    stack = eventually(lambda: next((s for s in cloud.cloudformation.describe_stacks(StackName=name)["Stacks"]
                                     if s["StackStatus"] == "CREATE_COMPLETE"), None))
    outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}
    assert outputs == {"Store": f"{name}-store", "Arn": f"arn:aws:s3:::{name}-store"}
    assert cloud.s3.get_bucket_versioning(Bucket=f"{name}-store")["Status"] == "Enabled"
    cloud.cloudformation.delete_stack(StackName=name)

    def gone():
        """the stack is deleted"""
        try:
            return cloud.cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"] == "DELETE_COMPLETE"
        except Exception as e:
            return "does not exist" in str(e)
    eventually(gone)


@case(AREA, "a stack of a name that is taken: 400 AlreadyExistsException", "cloudformation:CreateStack")
def test_stack_twice(cloud, name):
    how = {"StackName": name, "TemplateBody": TEMPLATE, "Parameters": [{"ParameterKey": "Name", "ParameterValue": name}]}
    cloud.cloudformation.create_stack(**how)
    with refused("AlreadyExistsException", 400):
        cloud.cloudformation.create_stack(**how)


@case(AREA, "a parameter without a value: 400 ValidationError that names it", "cloudformation:CreateStack")
def test_missing_parameter(cloud, name):
    with refused("ValidationError", 400, "Name"):
        cloud.cloudformation.create_stack(StackName=name, TemplateBody=TEMPLATE)
