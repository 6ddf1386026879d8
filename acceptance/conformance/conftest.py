"""What every case gets: clients of the cloud under test, and the few things that are made once."""
import json
import os
import pathlib
import sys
import time
import uuid

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import backends  # noqa: E402
import drivers  # noqa: E402

SERVICES = {"s3": "s3", "lambda_": "lambda", "cloudwatch": "cloudwatch", "logs": "logs", "sts": "sts",
            "cloudformation": "cloudformation", "apigatewayv2": "apigatewayv2", "apigateway": "apigateway", "iam": "iam"}
ROLE = "arn:aws:iam::{account}:role/conformance"


class Cloud:
    """The cloud under test through one driver: `cloud.s3.put_object(…)`."""

    def __init__(self, backend, driver):
        self.backend, self.driver = backend, driver

    def __getattr__(self, name):
        if name not in SERVICES:
            raise AttributeError(name)
        service = self.driver(SERVICES[name], self.backend)
        setattr(self, name, service)
        return service

    @property
    def by_boto(self):
        return self.driver is drivers.Boto


@pytest.fixture(scope="session")
def backend():
    return backends.Backend.from_json(os.environ["CONFORMANCE_BACKEND"])


@pytest.fixture(scope="session")
def by_boto3(backend):
    """For what a case needs and does not test."""
    return Cloud(backend, drivers.Boto)


@pytest.fixture
def cloud(backend, request):
    """For what a case tests: by boto3, or by the CLI where the case says so."""
    return Cloud(backend, {"boto3": drivers.Boto, "cli": drivers.Cli}[request.param])


@pytest.fixture
def name():
    return "c" + uuid.uuid4().hex[:12]


@pytest.fixture
def bucket(by_boto3, name):
    by_boto3.s3.create_bucket(Bucket=name)
    return name


@pytest.fixture(scope="session")
def account(by_boto3):
    return by_boto3.sts.get_caller_identity()["Account"]


@pytest.fixture(scope="session")
def role(by_boto3, account):
    """A role's ARN, which may write logs; made where the cloud knows roles."""
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    logs = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Resource": "*", "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]}]}
    try:
        by_boto3.iam.create_role(RoleName="conformance", AssumeRolePolicyDocument=json.dumps(trust))
    except drivers.ApiError as e:
        if e.code != "EntityAlreadyExists":  # another process of this run made it
            raise
    by_boto3.iam.put_role_policy(RoleName="conformance", PolicyName="logs", PolicyDocument=json.dumps(logs))
    return ROLE.format(account=account)


@pytest.fixture(scope="session")
def make_function(by_boto3, backend, role):
    """Makes a function of the probe and waits until it can be changed and invoked."""
    def make(name, **more):
        how, archive = backend.function()
        wanted = {"FunctionName": name, "Role": role, **how, "Timeout": 20, "MemorySize": 256,
                  "Code": {"ZipFile": archive}, **more}
        made = by_boto3.lambda_.create_function(**wanted)
        settled(by_boto3, name)
        return made
    return make


@pytest.fixture
def function(make_function, name):
    make_function(name)
    return name


@pytest.fixture(scope="session")
def runs_functions(backend):
    if backend.runs is None:
        pytest.skip("it runs no function without an image of its own")


@pytest.fixture(scope="session")
def probe(runs_functions, by_boto3, make_function):
    """A function with two versions, which say 'one' and 'two'; made once, since each version costs a cold start."""
    name = "probe" + uuid.uuid4().hex[:8]
    make_function(name, Environment={"Variables": {"PROBE": "one"}})
    by_boto3.lambda_.publish_version(FunctionName=name)
    settled(by_boto3, name)
    by_boto3.lambda_.update_function_configuration(FunctionName=name, Environment={"Variables": {"PROBE": "two"}})
    settled(by_boto3, name)
    by_boto3.lambda_.publish_version(FunctionName=name)
    for version in ("1", "2"):
        eventually(lambda: by_boto3.lambda_.get_function(FunctionName=name, Qualifier=version)
                   ["Configuration"].get("State", "Active") == "Active")
    return name


def settled(cloud, name):
    def done():
        now = cloud.lambda_.get_function_configuration(FunctionName=name)
        return now.get("State", "Active") == "Active" and now.get("LastUpdateStatus", "Successful") == "Successful"
    eventually(done)


def eventually(condition, seconds=30):
    """Waits for a condition; what it returned at last."""
    until = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"not so after {seconds} s: {condition.__doc__ or 'the awaited condition'}")
        time.sleep(0.1)


def pytest_configure(config):
    config.addinivalue_line("markers", "case: area, sentence and citation of a case")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    mark = item.get_closest_marker("case")
    if mark is None:
        return
    error = call.excinfo.value if call.excinfo else None
    outcome = report.outcome
    reason = str(error).splitlines()[0][:300] if error and str(error) else type(error).__name__ if error else ""
    if isinstance(error, drivers.ApiError) and error.says_not_there():
        outcome = "unsupported"
    elif report.skipped:
        outcome = "unsupported"
    driver = getattr(item, "callspec", None)
    report.user_properties.append(("case", {
        **mark.kwargs, "id": f"{pathlib.Path(item.fspath).stem}::{item.originalname}",
        "driver": driver.params.get("cloud", "boto3") if driver else "boto3",
        "outcome": outcome, "reason": reason, "seconds": round(report.duration, 3)}))


class Results:
    """Collects in the controlling process what the workers report, the worst of a case's phases."""

    def __init__(self):
        self.cases = {}

    def pytest_runtest_logreport(self, report):
        for kind, result in report.user_properties:
            if kind != "case":
                continue
            key = (result["id"], result["driver"])
            before = self.cases.get(key)
            seconds = result["seconds"] + (before["seconds"] if before else 0)
            if before is None or before["outcome"] == "passed":
                self.cases[key] = result
            self.cases[key]["seconds"] = round(seconds, 3)

    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workerinput"):
            return
        file = os.environ.get("CONFORMANCE_RESULTS")
        if file:
            pathlib.Path(file).write_text(json.dumps(list(self.cases.values()), indent=1))


def pytest_sessionstart(session):
    if not hasattr(session.config, "workerinput"):
        session.config.pluginmanager.register(Results(), "conformance-results")
