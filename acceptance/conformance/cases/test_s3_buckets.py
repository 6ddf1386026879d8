"""S3: buckets, their settings, and presigned URLs."""
import json
import urllib.error
import urllib.request

import pytest

import drivers
from case import case, refused

AREA = "S3 buckets"


@case(AREA, "a bucket is made, found and deleted", "s3:CreateBucket", cli=True)
def test_life(cloud, name):
    cloud.s3.create_bucket(Bucket=name)
    cloud.s3.head_bucket(Bucket=name)
    assert name in [entry["Name"] for entry in cloud.s3.list_buckets()["Buckets"]]
    cloud.s3.delete_bucket(Bucket=name)
    with refused("404", 404):
        cloud.s3.head_bucket(Bucket=name)


@case(AREA, "a bucket with an object is not deleted: 409 BucketNotEmpty", "s3:DeleteBucket", cli=True)
def test_not_empty(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    with refused("BucketNotEmpty", 409):
        cloud.s3.delete_bucket(Bucket=bucket)


@case(AREA, "a name against the rules: 400 InvalidBucketName", "s3-guide:bucketnamingrules")
def test_bad_name(cloud, name):
    with refused("InvalidBucketName", 400):
        cloud.s3.create_bucket(Bucket=name + "..x")


@case(AREA, "a bucket of another region says so when it is made again: 409 BucketAlreadyOwnedByYou", "s3:CreateBucket")
def test_own_twice(cloud, name):
    how = {"Bucket": name, "CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}}
    cloud.s3.create_bucket(**how)
    with refused("BucketAlreadyOwnedByYou", 409):
        cloud.s3.create_bucket(**how)


@case(AREA, "GetBucketLocation: empty for us-east-1, else the region", "s3:GetBucketLocation")
def test_location(cloud, bucket, name):
    assert cloud.s3.get_bucket_location(Bucket=bucket)["LocationConstraint"] is None
    other = name + "-eu"
    cloud.s3.create_bucket(Bucket=other, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    assert cloud.s3.get_bucket_location(Bucket=other)["LocationConstraint"] == "eu-west-1"


@case(AREA, "a new bucket encrypts with AES256 and blocks all public access", "s3-guide:access-control-block-public-access", cli=True)
def test_new_bucket_defaults(cloud, bucket):
    rule = cloud.s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert set(cloud.s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values()) == {True}


@case(AREA, "public access block: put, read, deleted", "s3:PutPublicAccessBlock", cli=True)
def test_public_access_block(cloud, bucket):
    wanted = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": False, "RestrictPublicBuckets": False}
    cloud.s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=wanted)
    assert cloud.s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"] == wanted
    cloud.s3.delete_public_access_block(Bucket=bucket)
    with refused("NoSuchPublicAccessBlockConfiguration", 404):
        cloud.s3.get_public_access_block(Bucket=bucket)


@case(AREA, "an object tells the encryption that the bucket's default gave it: AES256", "s3-guide:default-bucket-encryption", cli=True)
def test_default_encryption(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert cloud.s3.head_object(Bucket=bucket, Key="k")["ServerSideEncryption"] == "AES256"


@case(AREA, "a bucket whose default is SSE-KMS gives its objects that key", "s3-guide:bucket-encryption", cli=True)
def test_kms_default(cloud, bucket, account, by_boto3):
    key = f"arn:aws:kms:us-east-1:{account}:key/11111111-2222-3333-4444-555555555555"
    by_boto3.s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [
        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}, "BucketKeyEnabled": True}]})
    put = cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert put["ServerSideEncryption"] == "aws:kms" and put["SSEKMSKeyId"] == key and put["BucketKeyEnabled"] is True
    head = cloud.s3.head_object(Bucket=bucket, Key="k")
    assert head["ServerSideEncryption"] == "aws:kms" and head["SSEKMSKeyId"] == key


@case(AREA, "a write that asks for SSE-KMS with a key keeps it", "s3:PutObject")
def test_kms_asked(cloud, bucket, account):
    key = f"arn:aws:kms:us-east-1:{account}:key/11111111-2222-3333-4444-555555555555"
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    head = cloud.s3.head_object(Bucket=bucket, Key="k")
    assert head["ServerSideEncryption"] == "aws:kms" and head["SSEKMSKeyId"] == key


@case(AREA, "bucket policy: put, read, deleted; then 404 NoSuchBucketPolicy", "s3:PutBucketPolicy", cli=True)
def test_policy(cloud, bucket):
    policy = {"Version": "2012-10-17", "Statement": [
        {"Sid": "TlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*",
         "Condition": {"Bool": {"aws:SecureTransport": "false"}, "StringNotEquals": {"aws:PrincipalAccount": "000000000000"}}}]}
    cloud.s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    assert json.loads(cloud.s3.get_bucket_policy(Bucket=bucket)["Policy"]) == policy
    cloud.s3.delete_bucket_policy(Bucket=bucket)
    with refused("NoSuchBucketPolicy", 404):
        cloud.s3.get_bucket_policy(Bucket=bucket)


@case(AREA, "a policy that is no JSON: 400 MalformedPolicy", "s3:PutBucketPolicy")
def test_bad_policy(cloud, bucket):
    with refused("MalformedPolicy", 400):
        cloud.s3.put_bucket_policy(Bucket=bucket, Policy="this is no policy")


@case(AREA, "lifecycle: put, read, deleted; then 404 NoSuchLifecycleConfiguration", "s3:PutBucketLifecycleConfiguration", cli=True)
def test_lifecycle(cloud, bucket):
    rules = [{"ID": "uploads", "Status": "Enabled", "Filter": {"Prefix": ""},
              "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]
    cloud.s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})
    assert cloud.s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"] == rules
    cloud.s3.delete_bucket_lifecycle(Bucket=bucket)
    with refused("NoSuchLifecycleConfiguration", 404):
        cloud.s3.get_bucket_lifecycle_configuration(Bucket=bucket)


@case(AREA, "tags of a bucket: put, read, deleted; then 404 NoSuchTagSet", "s3:PutBucketTagging", cli=True)
def test_tagging(cloud, bucket):
    cloud.s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": [{"Key": "team", "Value": "a"}]})
    assert cloud.s3.get_bucket_tagging(Bucket=bucket)["TagSet"] == [{"Key": "team", "Value": "a"}]
    cloud.s3.delete_bucket_tagging(Bucket=bucket)
    with refused("NoSuchTagSet", 404):
        cloud.s3.get_bucket_tagging(Bucket=bucket)


@pytest.fixture
def presigner(backend):
    return drivers.client("s3", backend, signature_version="s3v4")


@case(AREA, "a presigned GET gives the object to who has no key", "s3-guide:ShareObjectPreSignedURL")
def test_presigned_get(cloud, bucket, presigner):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"shared")
    url = presigner.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "k"}, ExpiresIn=60)
    with urllib.request.urlopen(url) as answer:
        assert answer.read() == b"shared"


@case(AREA, "a presigned PUT takes an object from who has no key", "s3-guide:PresignedUrlUploadObject")
def test_presigned_put(cloud, bucket, presigner):
    url = presigner.generate_presigned_url("put_object", {"Bucket": bucket, "Key": "k"}, ExpiresIn=60)
    urllib.request.urlopen(urllib.request.Request(url, data=b"sent", method="PUT")).close()
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["Body"] == b"sent"


@case(AREA, "a presigned URL past its time: 403 AccessDenied", "s3-guide:using-presigned-url")
def test_presigned_expired(cloud, bucket, presigner):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"shared")
    import datetime
    from unittest import mock
    hour_ago = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
    with mock.patch("botocore.auth.get_current_datetime", return_value=hour_ago):
        url = presigner.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "k"}, ExpiresIn=60)
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(url)
    assert refusal.value.code == 403 and b"AccessDenied" in refusal.value.read()


@case(AREA, "a presigned URL whose key was changed: 403 SignatureDoesNotMatch", "s3-guide:using-presigned-url")
def test_presigned_tampered(cloud, bucket, presigner):
    cloud.s3.put_object(Bucket=bucket, Key="other", Body=b"secret")
    url = presigner.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "k"}, ExpiresIn=60)
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(url.replace("/k?", "/other?"))
    assert refusal.value.code == 403 and b"SignatureDoesNotMatch" in refusal.value.read()
