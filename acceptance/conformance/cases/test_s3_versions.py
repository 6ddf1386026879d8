"""S3: versions of objects and delete markers."""
import pytest

from case import case, refused

AREA = "S3 versioning"
GUIDE = "s3-guide:versioning-workflows"


@pytest.fixture
def versioned(by_boto3, bucket):
    by_boto3.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return bucket


def put(cloud, bucket, body, key="k"):
    return cloud.s3.put_object(Bucket=bucket, Key=key, Body=body)["VersionId"]


@case(AREA, "a new bucket has no versioning status", "s3:GetBucketVersioning", cli=True)
def test_status_before(cloud, bucket):
    assert "Status" not in cloud.s3.get_bucket_versioning(Bucket=bucket)


@case(AREA, "versioning is enabled, then suspended", "s3:PutBucketVersioning", cli=True)
def test_status(cloud, bucket):
    for status in ("Enabled", "Suspended"):
        cloud.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": status})
        assert cloud.s3.get_bucket_versioning(Bucket=bucket)["Status"] == status


@case(AREA, "objects of a bucket without versioning have no VersionId", "s3-guide:Versioning")
def test_unversioned(cloud, bucket):
    assert "VersionId" not in cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert "VersionId" not in cloud.s3.get_object(Bucket=bucket, Key="k")


@case(AREA, "each write makes a version, and each is read by its id", "s3-guide:RetrievingObjectVersions", cli=True)
def test_read_versions(cloud, versioned):
    first, second = put(cloud, versioned, b"first"), put(cloud, versioned, b"second")
    assert first != second
    assert cloud.s3.get_object(Bucket=versioned, Key="k")["VersionId"] == second
    assert cloud.s3.get_object(Bucket=versioned, Key="k", VersionId=first)["Body"] == b"first"
    assert cloud.s3.head_object(Bucket=versioned, Key="k", VersionId=first)["ContentLength"] == 5


@case(AREA, "an unknown version: 404 NoSuchVersion", "s3:GetObject", cli=True)
def test_no_such_version(cloud, versioned):
    id_ = put(cloud, versioned, b"x", key="other")
    put(cloud, versioned, b"x")
    with refused("NoSuchVersion", 404):
        cloud.s3.get_object(Bucket=versioned, Key="k", VersionId=id_)


@case(AREA, "a delete leaves a marker: the object is gone, its versions are not", "s3-guide:DeleteMarker", cli=True)
def test_delete_marker(cloud, versioned):
    first = put(cloud, versioned, b"kept")
    deleted = cloud.s3.delete_object(Bucket=versioned, Key="k")
    assert deleted["DeleteMarker"] is True and deleted["VersionId"]
    with refused("NoSuchKey", 404):
        cloud.s3.get_object(Bucket=versioned, Key="k")
    assert cloud.s3.get_object(Bucket=versioned, Key="k", VersionId=first)["Body"] == b"kept"


@case(AREA, "a GET of a marked object says so in x-amz-delete-marker", "s3-guide:DeleteMarker")
def test_marker_header(cloud, versioned):
    put(cloud, versioned, b"x")
    cloud.s3.delete_object(Bucket=versioned, Key="k")
    import botocore.exceptions
    with pytest.raises(botocore.exceptions.ClientError) as refusal:
        cloud.s3.client.get_object(Bucket=versioned, Key="k")
    assert refusal.value.response["ResponseMetadata"]["HTTPHeaders"]["x-amz-delete-marker"] == "true"


@case(AREA, "a GET of the marker itself: 405 MethodNotAllowed", "s3-guide:DeleteMarker")
def test_read_marker(cloud, versioned):
    put(cloud, versioned, b"x")
    marker = cloud.s3.delete_object(Bucket=versioned, Key="k")["VersionId"]
    with refused("MethodNotAllowed", 405):
        cloud.s3.get_object(Bucket=versioned, Key="k", VersionId=marker)


@case(AREA, "a marker that is deleted brings the object back", "s3-guide:RemDelMarker", cli=True)
def test_undelete(cloud, versioned):
    put(cloud, versioned, b"back")
    marker = cloud.s3.delete_object(Bucket=versioned, Key="k")["VersionId"]
    gone = cloud.s3.delete_object(Bucket=versioned, Key="k", VersionId=marker)
    assert gone["DeleteMarker"] is True and gone["VersionId"] == marker
    assert cloud.s3.get_object(Bucket=versioned, Key="k")["Body"] == b"back"


@case(AREA, "a version that is deleted is gone for good, and the one before is current", "s3-guide:DeletingObjectVersions", cli=True)
def test_delete_version(cloud, versioned):
    put(cloud, versioned, b"first")
    second = put(cloud, versioned, b"second")
    gone = cloud.s3.delete_object(Bucket=versioned, Key="k", VersionId=second)
    assert gone["VersionId"] == second and "DeleteMarker" not in gone
    assert cloud.s3.get_object(Bucket=versioned, Key="k")["Body"] == b"first"
    with refused("NoSuchVersion", 404):
        cloud.s3.get_object(Bucket=versioned, Key="k", VersionId=second)


@case(AREA, "ListObjectVersions: newest first, the current one marked, markers apart", "s3:ListObjectVersions", cli=True)
def test_list(cloud, versioned):
    a = [put(cloud, versioned, body, key="a") for body in (b"1", b"2")]
    b = put(cloud, versioned, b"3", key="b")
    marker = cloud.s3.delete_object(Bucket=versioned, Key="b")["VersionId"]
    found = cloud.s3.list_object_versions(Bucket=versioned)
    assert [(v["Key"], v["VersionId"], v["IsLatest"]) for v in found["Versions"]] == [
        ("a", a[1], True), ("a", a[0], False), ("b", b, False)]
    assert [(m["Key"], m["VersionId"], m["IsLatest"]) for m in found["DeleteMarkers"]] == [("b", marker, True)]


@case(AREA, "ListObjectVersions in pages by key and version marker", "s3:ListObjectVersions")
def test_list_pages(cloud, versioned):
    wanted = [("a", put(cloud, versioned, body, key="a")) for body in (b"1", b"2", b"3")][::-1]
    wanted.append(("b", put(cloud, versioned, b"4", key="b")))
    found, markers = [], {}
    while True:
        page = cloud.s3.list_object_versions(Bucket=versioned, MaxKeys=2, **markers)
        found += [(v["Key"], v["VersionId"]) for v in page["Versions"]]
        if not page["IsTruncated"]:
            break
        markers = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}
    assert found == wanted


@case(AREA, "ListObjectVersions with prefix and delimiter", "s3:ListObjectVersions")
def test_list_prefix(cloud, versioned):
    for key in ("a/1", "a/2", "b"):
        put(cloud, versioned, b"x", key=key)
    page = cloud.s3.list_object_versions(Bucket=versioned, Delimiter="/")
    assert [p["Prefix"] for p in page["CommonPrefixes"]] == ["a/"] and [v["Key"] for v in page["Versions"]] == ["b"]
    assert len(cloud.s3.list_object_versions(Bucket=versioned, Prefix="a/")["Versions"]) == 2


@case(AREA, "ListObjectsV2 shows current versions alone, and nothing that is marked", "s3:ListObjectsV2")
def test_plain_list(cloud, versioned):
    for key in ("gone", "kept"):
        put(cloud, versioned, b"1", key=key)
        put(cloud, versioned, b"2", key=key)
    cloud.s3.delete_object(Bucket=versioned, Key="gone")
    assert [entry["Key"] for entry in cloud.s3.list_objects_v2(Bucket=versioned)["Contents"]] == ["kept"]


@case(AREA, "an object from before versioning is the version null", "s3-guide:Versioning")
def test_null_version(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"old")
    cloud.s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    put(cloud, bucket, b"new")
    assert cloud.s3.get_object(Bucket=bucket, Key="k", VersionId="null")["Body"] == b"old"
    assert [v["VersionId"] == "null" for v in cloud.s3.list_object_versions(Bucket=bucket)["Versions"]] == [False, True]


@case(AREA, "with versioning suspended a write replaces the version null and keeps the others", "s3-guide:AddingObjectstoVersionSuspendedBuckets")
def test_suspended(cloud, versioned):
    kept = put(cloud, versioned, b"kept")
    cloud.s3.put_bucket_versioning(Bucket=versioned, VersioningConfiguration={"Status": "Suspended"})
    for body in (b"one", b"two"):
        cloud.s3.put_object(Bucket=versioned, Key="k", Body=body)
    assert [v["VersionId"] for v in cloud.s3.list_object_versions(Bucket=versioned)["Versions"]] == ["null", kept]
    assert cloud.s3.get_object(Bucket=versioned, Key="k")["Body"] == b"two"
    assert cloud.s3.get_object(Bucket=versioned, Key="k", VersionId=kept)["Body"] == b"kept"


@case(AREA, "with versioning suspended a delete puts a marker in the place of the version null", "s3-guide:DeletingObjectsfromVersionSuspendedBuckets")
def test_suspended_delete(cloud, versioned):
    kept = put(cloud, versioned, b"kept")
    cloud.s3.put_bucket_versioning(Bucket=versioned, VersioningConfiguration={"Status": "Suspended"})
    cloud.s3.put_object(Bucket=versioned, Key="k", Body=b"null")
    assert cloud.s3.delete_object(Bucket=versioned, Key="k")["VersionId"] == "null"
    found = cloud.s3.list_object_versions(Bucket=versioned)
    assert [v["VersionId"] for v in found["Versions"]] == [kept]
    assert [m["VersionId"] for m in found["DeleteMarkers"]] == ["null"]


@case(AREA, "CopyObject from a version", "s3:CopyObject", cli=True)
def test_copy_version(cloud, versioned):
    first = put(cloud, versioned, b"first")
    put(cloud, versioned, b"second")
    copied = cloud.s3.copy_object(Bucket=versioned, Key="copy", CopySource=f"{versioned}/k?versionId={first}")
    assert copied["CopySourceVersionId"] == first
    assert cloud.s3.get_object(Bucket=versioned, Key="copy")["Body"] == b"first"


@case(AREA, "If-None-Match: * creates anew where a marker is current", "s3-guide:conditional-writes")
def test_conditional_over_marker(cloud, versioned):
    put(cloud, versioned, b"old")
    cloud.s3.delete_object(Bucket=versioned, Key="k")
    cloud.s3.put_object(Bucket=versioned, Key="k", Body=b"new", IfNoneMatch="*")
    with refused("PreconditionFailed", 412):
        cloud.s3.put_object(Bucket=versioned, Key="k", Body=b"newer", IfNoneMatch="*")


@case(AREA, "DeleteObjects: with versions for good, without them by markers", "s3:DeleteObjects")
def test_batch(cloud, versioned):
    a, b = put(cloud, versioned, b"1", key="a"), put(cloud, versioned, b"2", key="b")
    done = {d["Key"]: d for d in cloud.s3.delete_objects(
        Bucket=versioned, Delete={"Objects": [{"Key": "a", "VersionId": a}, {"Key": "b"}]})["Deleted"]}
    assert done["a"]["VersionId"] == a and "DeleteMarker" not in done["a"]
    assert done["b"]["DeleteMarker"] is True and done["b"]["DeleteMarkerVersionId"]
    assert [v["VersionId"] for v in cloud.s3.list_object_versions(Bucket=versioned)["Versions"]] == [b]


@case(AREA, "tags belong to a version", "s3:PutObjectTagging")
def test_tags(cloud, versioned):
    first = put(cloud, versioned, b"1")
    put(cloud, versioned, b"2")
    cloud.s3.put_object_tagging(Bucket=versioned, Key="k", VersionId=first, Tagging={"TagSet": [{"Key": "a", "Value": "1"}]})
    assert cloud.s3.get_object_tagging(Bucket=versioned, Key="k")["TagSet"] == []
    assert len(cloud.s3.get_object_tagging(Bucket=versioned, Key="k", VersionId=first)["TagSet"]) == 1


@case(AREA, "a completed multipart upload is a version", "s3:CompleteMultipartUpload")
def test_multipart(cloud, versioned):
    first = put(cloud, versioned, b"first")
    upload = cloud.s3.create_multipart_upload(Bucket=versioned, Key="k")["UploadId"]
    etag = cloud.s3.upload_part(Bucket=versioned, Key="k", UploadId=upload, PartNumber=1, Body=b"second")["ETag"]
    done = cloud.s3.complete_multipart_upload(Bucket=versioned, Key="k", UploadId=upload,
                                              MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": etag}]})
    assert done["VersionId"] != first
    assert cloud.s3.get_object(Bucket=versioned, Key="k", VersionId=first)["Body"] == b"first"


@case(AREA, "a bucket with versions alone is not deleted: 409 BucketNotEmpty", "s3:DeleteBucket")
def test_bucket_not_empty(cloud, versioned):
    put(cloud, versioned, b"x")
    cloud.s3.delete_object(Bucket=versioned, Key="k")
    with refused("BucketNotEmpty", 409):
        cloud.s3.delete_bucket(Bucket=versioned)
