"""What a case is: an area, a sentence, and the page of AWS's documentation that decides it."""
import contextlib

import pytest

from drivers import ApiError

ROOTS = {
    "s3": ("Amazon S3 API Reference", "https://docs.aws.amazon.com/AmazonS3/latest/API/API_%s.html"),
    "lambda": ("AWS Lambda API Reference", "https://docs.aws.amazon.com/lambda/latest/api/API_%s.html"),
    "cloudwatch": ("Amazon CloudWatch API Reference",
                   "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_%s.html"),
    "logs": ("Amazon CloudWatch Logs API Reference",
             "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_%s.html"),
    "sts": ("AWS STS API Reference", "https://docs.aws.amazon.com/STS/latest/APIReference/API_%s.html"),
    "cloudformation": ("AWS CloudFormation API Reference",
                       "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_%s.html"),
    "apigatewayv2": ("API Gateway V2 API Reference", "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/%s.html"),
    "apigateway": ("API Gateway API Reference", "https://docs.aws.amazon.com/apigateway/latest/api/API_%s.html"),
    "s3-errors": ("Amazon S3 API Reference", "https://docs.aws.amazon.com/AmazonS3/latest/API/%s.html"),
    "iam-guide": ("IAM User Guide", "https://docs.aws.amazon.com/IAM/latest/UserGuide/%s.html"),
    "sts-errors": ("AWS STS API Reference", "https://docs.aws.amazon.com/STS/latest/APIReference/%s.html"),
    "s3-guide": ("Amazon S3 User Guide", "https://docs.aws.amazon.com/AmazonS3/latest/userguide/%s.html"),
    "lambda-guide": ("AWS Lambda Developer Guide", "https://docs.aws.amazon.com/lambda/latest/dg/%s.html"),
    "gateway-guide": ("API Gateway Developer Guide", "https://docs.aws.amazon.com/apigateway/latest/developerguide/%s.html"),
    "cloudwatch-guide": ("Amazon CloudWatch User Guide",
                         "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/%s.html"),
    "logs-guide": ("Amazon CloudWatch Logs User Guide", "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/%s.html"),
}


def case(area, says, doc, cli=False):
    """Marks a test as a case. `doc` is "root:page" of the page that decides; with `cli` the AWS CLI runs it as well."""
    root, page = doc.split(":")
    title, url = ROOTS[root]

    def mark(test):
        test = pytest.mark.case(area=area, says=says, title=f"{title}, {page}", url=url % page)(test)
        drivers = ["boto3", "cli"] if cli else ["boto3"]
        return pytest.mark.parametrize("cloud", drivers, indirect=True)(test)
    return mark


@contextlib.contextmanager
def refused(code, status=None, words=""):
    """The call inside is refused: with this code (None: AWS documents none), this status where it is shown, these words."""
    try:
        yield
    except ApiError as e:
        if e.says_not_there():
            raise
        assert code is None or e.code == code, f"refused with {e}, not with {code}"
        assert status is None or e.status in (None, status), f"{code} came with status {e.status}, not {status}"
        assert words.lower() in (e.message or "").lower(), f"'{words}' is not in the message of {e}"
        return
    raise AssertionError(f"was accepted; AWS refuses it with {code}")
