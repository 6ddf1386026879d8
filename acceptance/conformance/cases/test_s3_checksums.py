"""S3: checksums that are verified on the way in and returned on request."""
import base64
import hashlib
import zlib

import drivers
from case import case, refused

AREA = "S3 checksums"
BODY = b"123456789"
CRC32 = base64.b64encode(zlib.crc32(BODY).to_bytes(4, "big")).decode()
SHA1 = base64.b64encode(hashlib.sha1(BODY).digest()).decode()
SHA256 = base64.b64encode(hashlib.sha256(BODY).digest()).decode()
# The check values of the two catalogues' test string, which BODY is.
CRC32C = base64.b64encode(0xE3069283.to_bytes(4, "big")).decode()
CRC64NVME = base64.b64encode(0xAE8B14860A799888.to_bytes(8, "big")).decode()
GUIDE = "s3-guide:checking-object-integrity"


def stored(cloud, bucket):
    return cloud.s3.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")


@case(AREA, "SHA256 of the sender is verified, kept and returned", GUIDE, cli=True)
def test_sha256(cloud, bucket):
    assert cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY, ChecksumSHA256=SHA256)["ChecksumSHA256"] == SHA256
    assert stored(cloud, bucket)["ChecksumSHA256"] == SHA256


@case(AREA, "CRC32 of the sender is verified, kept and returned", GUIDE, cli=True)
def test_crc32(cloud, bucket):
    assert cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY, ChecksumCRC32=CRC32)["ChecksumCRC32"] == CRC32
    assert stored(cloud, bucket)["ChecksumCRC32"] == CRC32


@case(AREA, "CRC32C of the sender is verified, kept and returned", GUIDE)
def test_crc32c(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY, ChecksumCRC32C=CRC32C)
    assert stored(cloud, bucket)["ChecksumCRC32C"] == CRC32C


@case(AREA, "SHA1 of the sender is verified, kept and returned", GUIDE)
def test_sha1(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY, ChecksumSHA1=SHA1)
    assert stored(cloud, bucket)["ChecksumSHA1"] == SHA1


@case(AREA, "CRC64NVME of the sender is verified, kept and returned", GUIDE, cli=True)
def test_crc64nvme(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY, ChecksumCRC64NVME=CRC64NVME)
    assert stored(cloud, bucket)["ChecksumCRC64NVME"] == CRC64NVME


@case(AREA, "an object put without a checksum gets CRC64NVME from S3, of type FULL_OBJECT", GUIDE)
def test_default(cloud, bucket, backend):
    plain = drivers.client("s3", backend, request_checksum_calculation="when_required")
    plain.put_object(Bucket=bucket, Key="k", Body=BODY)
    found = stored(cloud, bucket)
    assert found["ChecksumCRC64NVME"] == CRC64NVME and found["ChecksumType"] == "FULL_OBJECT"


def wrong(cloud, bucket, member, value):
    with refused("BadDigest", 400):
        cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY + b"!", **{member: value})
    with refused("NoSuchKey", 404):
        cloud.s3.get_object(Bucket=bucket, Key="k")


@case(AREA, "a wrong SHA256: 400 BadDigest, and nothing is stored", GUIDE, cli=True)
def test_wrong_sha256(cloud, bucket):
    wrong(cloud, bucket, "ChecksumSHA256", SHA256)


@case(AREA, "a wrong CRC32: 400 BadDigest, and nothing is stored", GUIDE, cli=True)
def test_wrong_crc32(cloud, bucket):
    wrong(cloud, bucket, "ChecksumCRC32", CRC32)


@case(AREA, "a wrong CRC64NVME: 400 BadDigest, and nothing is stored", GUIDE)
def test_wrong_crc64nvme(cloud, bucket):
    wrong(cloud, bucket, "ChecksumCRC64NVME", CRC64NVME)


@case(AREA, "the client's checksum comes as a trailer and is kept", GUIDE)
def test_trailer(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY, ChecksumAlgorithm="SHA256")
    assert stored(cloud, bucket)["ChecksumSHA256"] == SHA256


@case(AREA, "without ChecksumMode no checksum is shown", "s3:HeadObject")
def test_not_asked(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="k", Body=BODY, ChecksumSHA256=SHA256)
    assert "ChecksumSHA256" not in cloud.s3.head_object(Bucket=bucket, Key="k")


@case(AREA, "CopyObject keeps the checksum", "s3:CopyObject")
def test_copy(cloud, bucket):
    cloud.s3.put_object(Bucket=bucket, Key="from", Body=BODY, ChecksumSHA256=SHA256)
    cloud.s3.copy_object(Bucket=bucket, Key="k", CopySource=f"{bucket}/from")
    assert stored(cloud, bucket)["ChecksumSHA256"] == SHA256
