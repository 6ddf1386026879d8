"""S3: objects in parts."""
import hashlib

from case import case, refused

AREA = "S3 multipart"
LEAST = 5 * 1024 * 1024
GUIDE = "s3-guide:mpuoverview"


def begin(cloud, bucket, **more):
    return cloud.s3.create_multipart_upload(Bucket=bucket, Key="k", **more)["UploadId"]


def part(cloud, bucket, upload, number, body):
    etag = cloud.s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=number, Body=body)["ETag"]
    return {"PartNumber": number, "ETag": etag}


def complete(cloud, bucket, upload, *parts):
    return cloud.s3.complete_multipart_upload(Bucket=bucket, Key="k", UploadId=upload, MultipartUpload={"Parts": list(parts)})


@case(AREA, "parts become one object, whose ETag ends with their number", "s3:CompleteMultipartUpload", cli=True)
def test_complete(cloud, bucket):
    first, second = b"a" * LEAST, b"b" * 10
    upload = begin(cloud, bucket, ContentType="text/plain")
    done = complete(cloud, bucket, upload, part(cloud, bucket, upload, 1, first), part(cloud, bucket, upload, 2, second))
    whole = hashlib.md5(hashlib.md5(first).digest() + hashlib.md5(second).digest()).hexdigest()
    assert done["ETag"] == f'"{whole}-2"'
    head = cloud.s3.head_object(Bucket=bucket, Key="k")
    assert head["ContentLength"] == LEAST + 10 and head["ContentType"] == "text/plain"


@case(AREA, "until it is completed there is no object", GUIDE)
def test_invisible(cloud, bucket):
    upload = begin(cloud, bucket)
    part(cloud, bucket, upload, 1, b"x")
    with refused("NoSuchKey", 404):
        cloud.s3.get_object(Bucket=bucket, Key="k")


@case(AREA, "ListParts shows number, size and ETag, in pages", "s3:ListParts", cli=True)
def test_list_parts(cloud, bucket):
    upload = begin(cloud, bucket)
    made = [part(cloud, bucket, upload, number, b"x" * number) for number in (1, 2, 3)]
    first = cloud.s3.list_parts(Bucket=bucket, Key="k", UploadId=upload, MaxParts=2)
    assert [(p["PartNumber"], p["Size"], p["ETag"]) for p in first["Parts"]] == [
        (p["PartNumber"], p["PartNumber"], p["ETag"]) for p in made[:2]]
    assert first["IsTruncated"] is True and first["NextPartNumberMarker"] == 2
    rest = cloud.s3.list_parts(Bucket=bucket, Key="k", UploadId=upload, PartNumberMarker=2)
    assert [p["PartNumber"] for p in rest["Parts"]] == [3]


@case(AREA, "ListMultipartUploads shows what runs", "s3:ListMultipartUploads", cli=True)
def test_list_uploads(cloud, bucket):
    upload = begin(cloud, bucket)
    found = cloud.s3.list_multipart_uploads(Bucket=bucket)["Uploads"]
    assert [(u["Key"], u["UploadId"]) for u in found] == [("k", upload)]


@case(AREA, "an aborted upload is gone with its parts: 404 NoSuchUpload", "s3:AbortMultipartUpload", cli=True)
def test_abort(cloud, bucket):
    upload = begin(cloud, bucket)
    part(cloud, bucket, upload, 1, b"x")
    cloud.s3.abort_multipart_upload(Bucket=bucket, Key="k", UploadId=upload)
    with refused("NoSuchUpload", 404):
        cloud.s3.list_parts(Bucket=bucket, Key="k", UploadId=upload)
    assert "Uploads" not in cloud.s3.list_multipart_uploads(Bucket=bucket)


@case(AREA, "a part for an unknown upload: 404 NoSuchUpload", "s3:UploadPart")
def test_unknown_upload(cloud, bucket):
    with refused("NoSuchUpload", 404):
        part(cloud, bucket, "unknown", 1, b"x")


@case(AREA, "a part but the last under 5 MB: 400 EntityTooSmall", "s3:CompleteMultipartUpload", cli=True)
def test_too_small(cloud, bucket):
    upload = begin(cloud, bucket)
    parts = [part(cloud, bucket, upload, 1, b"small"), part(cloud, bucket, upload, 2, b"x")]
    with refused("EntityTooSmall", 400):
        complete(cloud, bucket, upload, *parts)


@case(AREA, "parts out of order: 400 InvalidPartOrder", "s3:CompleteMultipartUpload")
def test_order(cloud, bucket):
    upload = begin(cloud, bucket)
    parts = [part(cloud, bucket, upload, number, b"x") for number in (1, 2)]
    with refused("InvalidPartOrder", 400):
        complete(cloud, bucket, upload, *reversed(parts))


@case(AREA, "a part that was not uploaded: 400 InvalidPart", "s3:CompleteMultipartUpload")
def test_invalid_part(cloud, bucket):
    upload = begin(cloud, bucket)
    made = part(cloud, bucket, upload, 1, b"x")
    with refused("InvalidPart", 400):
        complete(cloud, bucket, upload, {"PartNumber": 2, "ETag": made["ETag"]})


@case(AREA, "a part uploaded again replaces the earlier one", "s3:UploadPart")
def test_replaced_part(cloud, bucket):
    upload = begin(cloud, bucket)
    part(cloud, bucket, upload, 1, b"first")
    complete(cloud, bucket, upload, part(cloud, bucket, upload, 1, b"second"))
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["Body"] == b"second"


@case(AREA, "UploadPartCopy takes a range of an object", "s3:UploadPartCopy")
def test_copy_part(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="from", Body=b"0123456789")
    upload = begin(cloud, bucket)
    copied = cloud.s3.upload_part_copy(Bucket=bucket, Key="k", UploadId=upload, PartNumber=1,
                                       CopySource=f"{bucket}/from", CopySourceRange="bytes=2-5")
    complete(cloud, bucket, upload, {"PartNumber": 1, "ETag": copied["CopyPartResult"]["ETag"]})
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["Body"] == b"2345"


@case(AREA, "GetObject with a part number gives that part and the number of parts", "s3:GetObject")
def test_get_part(cloud, bucket):
    upload = begin(cloud, bucket)
    complete(cloud, bucket, upload, part(cloud, bucket, upload, 1, b"a" * LEAST), part(cloud, bucket, upload, 2, b"tail"))
    got = cloud.s3.get_object(Bucket=bucket, Key="k", PartNumber=2)
    assert got["Body"] == b"tail" and got["PartsCount"] == 2


@case(AREA, "If-None-Match: * holds for the completion: 412 PreconditionFailed", "s3-guide:conditional-writes")
def test_conditional(cloud, bucket):
    upload = begin(cloud, bucket)
    made = part(cloud, bucket, upload, 1, b"late")
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=b"first")
    with refused("PreconditionFailed", 412):
        cloud.s3.complete_multipart_upload(Bucket=bucket, Key="k", UploadId=upload, IfNoneMatch="*",
                                           MultipartUpload={"Parts": [made]})
    assert cloud.s3.get_object(Bucket=bucket, Key="k")["Body"] == b"first"
