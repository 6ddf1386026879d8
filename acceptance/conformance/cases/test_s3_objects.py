"""S3: objects written, read, listed, copied and deleted."""
import base64
import hashlib

from case import case, refused

AREA = "S3 objects"


@case(AREA, "an object comes back as it was put, with type, metadata and ETag", "s3:PutObject", cli=True)
def test_put_get(cloud, bucket):
    put = cloud.s3.put_object(Bucket=bucket, Key="a/b.txt", Body=b"hello", ContentType="text/plain",
                              Metadata={"colour": "red"})
    got = cloud.s3.get_object(Bucket=bucket, Key="a/b.txt")
    assert got["Body"] == b"hello"
    assert got["ContentType"] == "text/plain" and got["Metadata"] == {"colour": "red"}
    assert put["ETag"] == got["ETag"] == f'"{hashlib.md5(b"hello").hexdigest()}"'


@case(AREA, "the type of an object put without one is binary/octet-stream", "s3:PutObject")
def test_default_type(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert cloud.s3.head_object(Bucket=bucket, Key="k")["ContentType"] == "binary/octet-stream"


@case(AREA, "HeadObject shows length, ETag and time without a body", "s3:HeadObject", cli=True)
def test_head(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"12345")
    head = cloud.s3.head_object(Bucket=bucket, Key="k")
    assert head["ContentLength"] == 5 and head["ETag"] and head["LastModified"]


@case(AREA, "GetObject of a missing key: 404 NoSuchKey", "s3:GetObject", cli=True)
def test_no_such_key(cloud, bucket):
    with refused("NoSuchKey", 404):
        cloud.s3.get_object(Bucket=bucket, Key="missing")


@case(AREA, "GetObject in a missing bucket: 404 NoSuchBucket", "s3:GetObject", cli=True)
def test_no_such_bucket(cloud, name):
    with refused("NoSuchBucket", 404):
        cloud.s3.get_object(Bucket=name, Key="k")


@case(AREA, "HeadObject of a missing key: 404 without a code in a body", "s3:HeadObject", cli=True)
def test_head_missing(cloud, bucket):
    with refused("404", 404):
        cloud.s3.head_object(Bucket=bucket, Key="missing")


@case(AREA, "DeleteObject of a missing key succeeds with 204", "s3:DeleteObject", cli=True)
def test_delete_missing(cloud, bucket):
    assert cloud.s3.delete_object(Bucket=bucket, Key="missing").status in (204, None)


@case(AREA, "a deleted object is gone", "s3:DeleteObject")
def test_delete(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    cloud.s3.delete_object(Bucket=bucket, Key="k")
    with refused("NoSuchKey", 404):
        cloud.s3.get_object(Bucket=bucket, Key="k")


@case(AREA, "DeleteObjects deletes many keys in one request and names each, missing ones too", "s3:DeleteObjects", cli=True)
def test_batch_delete(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="one", Body=b"1")
    done = cloud.s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "one"}, {"Key": "never"}]})
    assert sorted(entry["Key"] for entry in done["Deleted"]) == ["never", "one"]
    assert not done.get("Errors")


@case(AREA, "DeleteObjects in quiet mode names only errors", "s3:DeleteObjects")
def test_batch_delete_quiet(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="one", Body=b"1")
    assert "Deleted" not in cloud.s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "one"}], "Quiet": True})


@case(AREA, "a range is answered with 206 and Content-Range", "s3:GetObject", cli=True)
def test_range(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    part = cloud.s3.get_object(Bucket=bucket, Key="k", Range="bytes=2-4")
    assert part["Body"] == b"234" and part["ContentRange"] == "bytes 2-4/10"
    assert part.status in (206, None)


@case(AREA, "a suffix range gives the last bytes", "s3:GetObject")
def test_suffix_range(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    assert cloud.s3.get_object(Bucket=bucket, Key="k", Range="bytes=-3")["Body"] == b"789"


@case(AREA, "a range past the end is cut at the end", "s3:GetObject")
def test_range_over_the_end(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    part = cloud.s3.get_object(Bucket=bucket, Key="k", Range="bytes=8-100")
    assert part["Body"] == b"89" and part["ContentRange"] == "bytes 8-9/10"


@case(AREA, "a range that begins behind the end: 416 InvalidRange", "s3:GetObject", cli=True)
def test_bad_range(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    with refused("InvalidRange", 416):
        cloud.s3.get_object(Bucket=bucket, Key="k", Range="bytes=10-12")


@case(AREA, "GetObject with If-None-Match of the current ETag: 304", "s3:GetObject")
def test_not_modified(cloud, bucket):
    etag = cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")["ETag"]
    with refused("304", 304):
        cloud.s3.get_object(Bucket=bucket, Key="k", IfNoneMatch=etag)


@case(AREA, "GetObject with If-Match of another ETag: 412 PreconditionFailed", "s3:GetObject", cli=True)
def test_read_if_match(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    with refused("PreconditionFailed", 412):
        cloud.s3.get_object(Bucket=bucket, Key="k", IfMatch='"00000000000000000000000000000000"')


@case(AREA, "PutObject with If-None-Match: * where no object is: created", "s3-guide:conditional-writes", cli=True)
def test_create_once(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x", IfNoneMatch="*")
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["Body"] == b"x"


@case(AREA, "PutObject with If-None-Match: * where an object is: 412 PreconditionFailed", "s3-guide:conditional-writes", cli=True)
def test_create_twice(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"first")
    with refused("PreconditionFailed", 412):
        cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"second", IfNoneMatch="*")
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["Body"] == b"first"


@case(AREA, "PutObject with If-Match of the current ETag replaces the object", "s3-guide:conditional-writes", cli=True)
def test_swap(cloud, bucket):
    etag = cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"first")["ETag"]
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"second", IfMatch=etag)
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["Body"] == b"second"


@case(AREA, "PutObject with If-Match of an older ETag: 412 PreconditionFailed", "s3-guide:conditional-writes", cli=True)
def test_swap_stale(cloud, bucket):
    stale = cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"first")["ETag"]
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"second")
    with refused("PreconditionFailed", 412):
        cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"third", IfMatch=stale)


@case(AREA, "PutObject with If-Match where no object is: 404 NoSuchKey", "s3-guide:conditional-writes")
def test_swap_missing(cloud, bucket):
    with refused("NoSuchKey", 404):
        cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x", IfMatch='"00000000000000000000000000000000"')


@case(AREA, "DeleteObject with If-Match of an older ETag: 412 PreconditionFailed", "s3-guide:conditional-deletes")
def test_delete_stale(cloud, bucket):
    stale = cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"first")["ETag"]
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"second")
    with refused("PreconditionFailed", 412):
        cloud.s3.delete_object(Bucket=bucket, Key="k", IfMatch=stale)


@case(AREA, "a wrong Content-MD5: 400 BadDigest, and nothing is stored", "s3:PutObject")
def test_bad_md5(cloud, bucket):
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    with refused("BadDigest", 400):
        cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x", ContentMD5=wrong)
    with refused("NoSuchKey", 404):
        cloud.s3.get_object(Bucket=bucket, Key="k")


@case(AREA, "user metadata over 2 KB: 400 MetadataTooLarge", "s3-guide:UsingMetadata")
def test_metadata_too_large(cloud, bucket):
    with refused("MetadataTooLarge", 400):
        cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x", Metadata={"big": "m" * 2100})


@case(AREA, "a key over 1,024 bytes: 400 KeyTooLongError", "s3-guide:object-keys")
def test_long_key(cloud, bucket):
    with refused("KeyTooLongError", 400):
        cloud.s3.put_object(Bucket=bucket, Key="k" * 1025, Body=b"x")


@case(AREA, "CopyObject copies bytes and metadata", "s3:CopyObject", cli=True)
def test_copy(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="from", Body=b"x", Metadata={"a": "1"}, ContentType="text/plain")
    cloud.s3.copy_object(Bucket=bucket, Key="to", CopySource=f"{bucket}/from")
    copy = cloud.s3.get_object(Bucket=bucket, Key="to")
    assert copy["Body"] == b"x" and copy["Metadata"] == {"a": "1"} and copy["ContentType"] == "text/plain"


@case(AREA, "CopyObject with MetadataDirective REPLACE takes the request's metadata", "s3:CopyObject")
def test_copy_replace(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="from", Body=b"x", Metadata={"a": "1"})
    cloud.s3.copy_object(Bucket=bucket, Key="to", CopySource=f"{bucket}/from", MetadataDirective="REPLACE",
                         Metadata={"b": "2"})
    assert cloud.s3.head_object(Bucket=bucket, Key="to")["Metadata"] == {"b": "2"}


@case(AREA, "CopyObject onto itself without a change: 400 InvalidRequest", "s3:CopyObject")
def test_copy_onto_itself(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    with refused("InvalidRequest", 400):
        cloud.s3.copy_object(Bucket=bucket, Key="k", CopySource=f"{bucket}/k")


@case(AREA, "CopyObject from a missing key: 404 NoSuchKey", "s3:CopyObject", cli=True)
def test_copy_missing(cloud, bucket):
    with refused("NoSuchKey", 404):
        cloud.s3.copy_object(Bucket=bucket, Key="to", CopySource=f"{bucket}/missing")


@case(AREA, "tags of an object: put, read, counted, deleted", "s3:PutObjectTagging", cli=True)
def test_tags(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    cloud.s3.put_object_tagging(Bucket=bucket, Key="k", Tagging={"TagSet": [{"Key": "a", "Value": "1"}]})
    assert cloud.s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == [{"Key": "a", "Value": "1"}]
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["TagCount"] == 1
    cloud.s3.delete_object_tagging(Bucket=bucket, Key="k")
    assert cloud.s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"] == []


@case(AREA, "tags come with PutObject in a header", "s3:PutObject")
def test_tags_in_header(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x", Tagging="a=1&b=two")
    assert len(cloud.s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"]) == 2


@case(AREA, "more than ten tags: 400", "s3:PutObjectTagging")
def test_too_many_tags(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    with refused(None, 400):
        cloud.s3.put_object_tagging(
            Bucket=bucket, Key="k", Tagging={"TagSet": [{"Key": f"k{i}", "Value": "v"} for i in range(11)]})


@case(AREA, "GetObjectAttributes shows size, ETag and checksum", "s3:GetObjectAttributes", cli=True)
def test_attributes(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"12345", ChecksumAlgorithm="SHA256")
    found = cloud.s3.get_object_attributes(Bucket=bucket, Key="k", ObjectAttributes=["ETag", "ObjectSize", "Checksum"])
    assert found["ObjectSize"] == 5 and found["ETag"] == hashlib.md5(b"12345").hexdigest()
    assert found["Checksum"]["ChecksumSHA256"] == base64.b64encode(hashlib.sha256(b"12345").digest()).decode()


@case(AREA, "response-content-type of a GET overrides the header", "s3:GetObject")
def test_response_override(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    assert cloud.s3.get_object(Bucket=bucket, Key="k", ResponseContentType="text/csv")["ContentType"] == "text/csv"
