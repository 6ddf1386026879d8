"""S3: listings in pages, with prefixes and delimiters."""
import pytest

from case import case, refused

AREA = "S3 listing"
KEYS = ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "d.txt", "e/4.txt"]


@pytest.fixture
def filled(by_boto3, bucket):
    for key in KEYS:
        by_boto3.s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    return bucket


def keys(page):
    return [entry["Key"] for entry in page.get("Contents", [])]


@case(AREA, "keys come in the order of their bytes, with KeyCount and MaxKeys 1000", "s3:ListObjectsV2", cli=True)
def test_all(cloud, filled):
    page = cloud.s3.list_objects_v2(Bucket=filled, MaxKeys=1000)
    assert keys(page) == KEYS and page["KeyCount"] == 6 and page["MaxKeys"] == 1000 and page["IsTruncated"] is False


@case(AREA, "a delimiter rolls keys up into common prefixes", "s3:ListObjectsV2", cli=True)
def test_delimiter(cloud, filled):
    page = cloud.s3.list_objects_v2(Bucket=filled, Delimiter="/")
    assert keys(page) == ["a.txt", "d.txt"]
    assert [entry["Prefix"] for entry in page["CommonPrefixes"]] == ["b/", "e/"]


@case(AREA, "a prefix with a delimiter lists one folder", "s3:ListObjectsV2", cli=True)
def test_prefix(cloud, filled):
    page = cloud.s3.list_objects_v2(Bucket=filled, Prefix="b/", Delimiter="/")
    assert keys(page) == ["b/1.txt", "b/2.txt"]
    assert [entry["Prefix"] for entry in page["CommonPrefixes"]] == ["b/c/"]


@case(AREA, "pages follow each other by continuation token, each key once", "s3:ListObjectsV2", cli=True)
def test_pages(cloud, filled):
    found, token = [], {}
    while True:
        page = cloud.s3.list_objects_v2(Bucket=filled, MaxKeys=2, **token)
        assert page["KeyCount"] <= 2
        found += keys(page)
        if not page["IsTruncated"]:
            break
        token = {"ContinuationToken": page["NextContinuationToken"]}
    assert found == KEYS


@case(AREA, "common prefixes count into a page and come once", "s3:ListObjectsV2")
def test_pages_of_prefixes(cloud, filled):
    first = cloud.s3.list_objects_v2(Bucket=filled, Delimiter="/", MaxKeys=2)
    assert keys(first) == ["a.txt"] and [p["Prefix"] for p in first["CommonPrefixes"]] == ["b/"]
    rest = cloud.s3.list_objects_v2(Bucket=filled, Delimiter="/", ContinuationToken=first["NextContinuationToken"])
    assert keys(rest) == ["d.txt"] and [p["Prefix"] for p in rest["CommonPrefixes"]] == ["e/"]


@case(AREA, "StartAfter begins behind a key", "s3:ListObjectsV2")
def test_start_after(cloud, filled):
    assert keys(cloud.s3.list_objects_v2(Bucket=filled, StartAfter="b/2.txt")) == ["b/c/3.txt", "d.txt", "e/4.txt"]


@case(AREA, "MaxKeys 0 is an empty page that is not truncated", "s3:ListObjectsV2")
def test_max_keys_zero(cloud, filled):
    page = cloud.s3.list_objects_v2(Bucket=filled, MaxKeys=0)
    assert page["KeyCount"] == 0 and keys(page) == [] and page["IsTruncated"] is False


@case(AREA, "a made-up continuation token: 400 InvalidArgument", "s3:ListObjectsV2")
def test_bad_token(cloud, filled):
    with refused("InvalidArgument", 400):
        cloud.s3.list_objects_v2(Bucket=filled, ContinuationToken="made up!")


@case(AREA, "encoding-type url encodes keys", "s3:ListObjectsV2")
def test_encoding(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="ä b.txt", Body=b"x")
    page = cloud.s3.list_objects_v2(Bucket=bucket, EncodingType="url")
    assert page["EncodingType"] == "url"
    assert keys(page)[0] in ("%C3%A4+b.txt", "%C3%A4%20b.txt")


@case(AREA, "ListObjects of a missing bucket: 404 NoSuchBucket", "s3:ListObjectsV2", cli=True)
def test_no_bucket(cloud, name):
    with refused("NoSuchBucket", 404):
        cloud.s3.list_objects_v2(Bucket=name)


@case(AREA, "the first version of the listing pages by marker", "s3:ListObjects")
def test_v1_marker(cloud, filled):
    first = cloud.s3.list_objects(Bucket=filled, MaxKeys=4)
    assert first["IsTruncated"] is True
    assert keys(cloud.s3.list_objects(Bucket=filled, Marker=keys(first)[-1])) == KEYS[4:]


@case(AREA, "unusual keys survive the round trip: spaces, plus, percent, ümlaut, slashes", "s3-guide:object-keys", cli=True)
def test_unusual_keys(cloud, bucket):
    unusual = ["a b", "a+b", "a%2Fb", "ü/ö", "a//b", "q?x=1&y", "quote'\"", "~tilde"]
    for key in unusual:
        cloud.s3.put_object(Bucket=bucket, Key=key, Body=key.encode())
    assert sorted(keys(cloud.s3.list_objects_v2(Bucket=bucket))) == sorted(unusual)
    assert all(cloud.s3.get_object(Bucket=bucket, Key=key)["Body"] == key.encode() for key in unusual)
