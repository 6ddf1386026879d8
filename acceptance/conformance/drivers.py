"""Two ways to call the same operation: boto3, and the AWS CLI's own main with the words a user would type."""
import contextlib
import functools
import io
import json
import os
import re
import tempfile

import boto3
import botocore.exceptions
from botocore.config import Config

from backends import Backend

#: Words with which a cloud says that it has no such operation at all, other than doing it wrongly.
NOT_THERE = re.compile(
    r"not (?:yet )?(?:been )?(?:implemented|emulated|supported yet)|not included (?:with)?in your|NotImplementedError"
    r"|pro feature|Unknown (?:action|operation|path)|Unsupported operation",
    re.IGNORECASE)
NOT_THERE_CODES = {"NotImplemented", "UnknownOperationException", "UnknownOperation", "InvalidAction"}
CLI_NAMES = {"s3": "s3api"}


class ApiError(Exception):
    """A refusal with its code; the status is known to boto3 only."""

    def __init__(self, code, message, status=None):
        super().__init__(f"{code} ({status}): {message}")
        self.code, self.message, self.status = code, message, status

    def says_not_there(self):
        return self.status == 501 or self.code in NOT_THERE_CODES or bool(NOT_THERE.search(self.message or ""))


class Answer(dict):
    """An operation's result; status and headers are empty where the CLI does not show them."""

    status = None
    headers = {}


class Boto:
    """Operations of one service by boto3."""

    name = "boto3"

    def __init__(self, service, backend):
        self.client = shared_client(service, backend.to_json())

    def __getattr__(self, operation):
        def call(**params):
            try:
                raw = getattr(self.client, operation)(**params)
            except botocore.exceptions.ClientError as e:
                error = e.response.get("Error", {})
                status = e.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
                raise ApiError(error.get("Code"), error.get("Message"), status) from None
            answer = Answer(raw)
            metadata = answer.pop("ResponseMetadata", {})
            answer.status, answer.headers = metadata.get("HTTPStatusCode"), metadata.get("HTTPHeaders", {})
            for member in ("Body", "Payload"):
                if hasattr(answer.get(member), "read"):
                    answer[member] = answer[member].read()
            return answer
        return call


class Cli:
    """Operations of one service by the AWS CLI: options from parameters, JSON from its standard output."""

    name = "cli"

    def __init__(self, service, backend):
        self.service, self.backend = CLI_NAMES.get(service, service), backend

    def __getattr__(self, operation):
        def call(**params):
            with tempfile.TemporaryDirectory(prefix="cli-") as folder:
                words = [self.service, operation.replace("_", "-"), "--output", "json"]
                for name, value in params.items():
                    words += option(name, value, folder)
                file = os.path.join(folder, "answer")
                takes_file = operation in ("get_object", "invoke")
                if takes_file:
                    words.append(file)
                answer = Answer(json.loads(run(words, self.backend) or "{}"))
                if takes_file:
                    with open(file, "rb") as body:
                        answer["Payload" if operation == "invoke" else "Body"] = body.read()
                return answer
        return call


def option(name, value, folder):
    """One parameter as the CLI's words."""
    if name == "Code" and "ZipFile" in value:
        name, value = "ZipFile", value["ZipFile"]
    flag = "--" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()
    flag = {"--checksum-crc-64-nvme": "--checksum-crc64-nvme", "--checksum-sha256": "--checksum-sha256"}.get(flag, flag)
    if isinstance(value, bool):
        return [flag if value else "--no-" + flag[2:]]
    if isinstance(value, bytes):
        file = os.path.join(folder, name)
        with open(file, "wb") as out:
            out.write(value)
        return [flag, file if name == "Body" else "fileb://" + file]
    if isinstance(value, (dict, list)):
        return [flag, json.dumps(value, default=lambda time: time.isoformat())]
    return [flag, value.isoformat() if hasattr(value, "isoformat") else str(value)]


_driver = None


def run(words, backend):
    """The CLI's main in this process: its start alone would cost most of a second for each command."""
    global _driver
    if _driver is None:
        from awscli.clidriver import create_clidriver
        os.environ.update(backend.environment())
        _driver = create_clidriver()
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = _driver.main(words)
    out.flush()
    if code:
        found = re.search(r"An error occurred \(([^)]*)\) when calling the \w+ operation(?: \(reached max retries: \d+\))?: (.*)", err.getvalue(), re.S)
        if not found:
            raise AssertionError(f"aws {' '.join(words)} ended with {code}: {err.getvalue().strip()}")
        raise ApiError(found.group(1), found.group(2).strip())
    return out.buffer.getvalue().decode()


@functools.lru_cache(maxsize=None)
def shared_client(service, backend):
    """One client for all cases of a process: to make one costs more than most calls."""
    return client(service, Backend.from_json(backend))


def client(service, backend, **config):
    """A boto3 client that tries once: a retry would hide what is tested."""
    return boto3.client(
        service, endpoint_url=backend.endpoint, region_name="us-east-1",
        aws_access_key_id=backend.key, aws_secret_access_key=backend.secret,
        config=Config(retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60,
                      s3={"addressing_style": "path"}, **config))
