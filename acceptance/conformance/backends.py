"""The four clouds: how each is started on loopback, what it calls itself, and how it runs functions."""
import configparser
import contextlib
import io
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
WORK = ROOT / "target" / "conformance"
LOCALSTACK_IMAGE = os.environ.get("LOCALSTACK_IMAGE", "localstack/localstack:4.14.0")
STARTS_WITHIN_SECONDS = 120


class CannotStart(Exception):
    """Why a cloud is not there to be asked."""


class Backend:
    """A running cloud as the cases see it."""

    def __init__(self, name, endpoint, version, key="test", secret="test", runs=None):
        self.name, self.endpoint, self.version = name, endpoint, version
        self.key, self.secret = key, secret
        #: "java", "python", or None where this cloud runs no function here
        self.runs = runs

    def environment(self):
        """For the AWS CLI."""
        return {"AWS_ENDPOINT_URL": self.endpoint, "AWS_ACCESS_KEY_ID": self.key, "AWS_SECRET_ACCESS_KEY": self.secret,
                "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_PAGER": ""}

    def function(self):
        """Runtime, handler and archive of the probe, as this cloud can run it; the Java one where it runs none."""
        if self.runs == "python":
            return {"Runtime": "python3.11", "Handler": "probe.handle"}, (WORK / "probe-python.zip").read_bytes()
        return {"Runtime": "java17", "Handler": "Probe::handle"}, (WORK / "probe-java.zip").read_bytes()

    def to_json(self):
        return json.dumps(vars(self))

    @staticmethod
    def from_json(text):
        return Backend(**json.loads(text))


def build_function():
    """The probe as two archives; javac comes from JAVA_HOME or the PATH."""
    WORK.mkdir(parents=True, exist_ok=True)
    javac = tool("javac")
    classes = WORK / "classes"
    subprocess.run([javac, "--release", "17", "-d", classes, HERE / "function" / "Probe.java"], check=True)
    archive(WORK / "probe-java.zip", {file.name: file.read_bytes() for file in sorted(classes.glob("*.class"))})
    archive(WORK / "probe-python.zip", {"probe.py": (HERE / "function" / "probe.py").read_bytes()})


def archive(path, files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            out.writestr(entry, content)
    path.write_bytes(buffer.getvalue())


def tool(name):
    home = os.environ.get("JAVA_HOME")
    found = str(pathlib.Path(home, "bin", name)) if home else shutil.which(name)
    if not found or not os.path.exists(found):
        raise CannotStart(f"no {name}: set JAVA_HOME to a JDK 17 or newer")
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def wait_until(url, alive, log):
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        if answers(url):
            return
        if not alive():
            raise CannotStart(f"it ended before it answered; its log is {log}")
        time.sleep(0.2)
    raise CannotStart(f"no answer at {url} within {STARTS_WITHIN_SECONDS} s; its log is {log}")


@contextlib.contextmanager
def process(name, command, **more):
    log = WORK / f"{name}.log"
    with open(log, "wb") as out:
        started = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **more)
    try:
        yield started, log
    finally:
        started.terminate()
        try:
            started.wait(15)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@contextlib.contextmanager
def embedded(issuer):
    jar = ROOT / "local" / "target" / "slipway-local.jar"
    if not jar.exists():
        raise CannotStart(f"{jar.relative_to(ROOT)} is missing: build it (mvn -pl local -am -DskipTests package)")
    state = WORK / "embedded-state"
    shutil.rmtree(state, ignore_errors=True)
    port = free_port()
    command = [tool("java"), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar,
               "--port", str(port), "--state", state, "--project", ROOT,
               "--jwks", f"{issuer}={issuer}/jwks.json"]
    with process("embedded", command) as (started, log):
        endpoint = f"http://127.0.0.1:{port}"
        wait_until(endpoint + "/_slipway/health", lambda: started.poll() is None, log)
        key, secret = credentials(state / "credentials")
        yield Backend("embedded", endpoint, "this tree", key, secret, "java")


def credentials(file):
    """The pair that the embedded cloud made at its first start."""
    if not file.exists():
        return "test", "test"
    parsed = configparser.ConfigParser()
    parsed.read(file)
    return parsed["default"]["aws_access_key_id"], parsed["default"]["aws_secret_access_key"]


@contextlib.contextmanager
def localstack(issuer):
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "image", "inspect", LOCALSTACK_IMAGE], capture_output=True).returncode:
        if not docker or subprocess.run([docker, "pull", "-q", LOCALSTACK_IMAGE], capture_output=True).returncode:
            raise CannotStart(f"no Docker engine with {LOCALSTACK_IMAGE}")
    port = free_port()
    name = f"slipway-conformance-{os.getpid()}"
    started = subprocess.run(
        [docker, "run", "-d", "--rm", "--name", name, "-p", f"127.0.0.1:{port}:4566",
         "-v", "/var/run/docker.sock:/var/run/docker.sock", "-e", "LAMBDA_KEEPALIVE_MS=120000", LOCALSTACK_IMAGE],
        capture_output=True, text=True)
    if started.returncode:
        raise CannotStart(f"docker run failed: {started.stderr.strip()}")
    container = started.stdout.strip()
    try:
        endpoint = f"http://127.0.0.1:{port}"
        wait_until(endpoint + "/_localstack/health", lambda: True, f"docker logs {container[:12]}")
        yield Backend("localstack", endpoint, LOCALSTACK_IMAGE.rsplit(":", 1)[-1], runs="java")
    finally:
        logs = subprocess.run([docker, "logs", container], capture_output=True)
        (WORK / "localstack.log").write_bytes(logs.stdout + logs.stderr)
        subprocess.run([docker, "stop", "-t", "10", container], capture_output=True)
        # LocalStack names its functions' containers after its own, and leaves them where it is stopped while they are warm.
        left = subprocess.run([docker, "ps", "-aq", "--filter", f"name=^{name}-lambda-"], capture_output=True, text=True)
        if left.stdout.split():
            subprocess.run([docker, "rm", "-f", *left.stdout.split()], capture_output=True)


@contextlib.contextmanager
def moto(issuer):
    port = free_port()
    command = [str(pathlib.Path(sys.executable).with_name("moto_server")), "-H", "127.0.0.1", "-p", str(port)]
    with process("moto", command) as (started, log):
        endpoint = f"http://127.0.0.1:{port}"
        wait_until(endpoint + "/moto-api/", lambda: started.poll() is None, log)
        yield Backend("moto", endpoint, installed("moto"))


@contextlib.contextmanager
def ministack(issuer):
    port = free_port()
    command = [str(pathlib.Path(sys.executable).with_name("ministack"))]
    environment = {**os.environ, "GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "LAMBDA_EXECUTOR": "local",
                   "S3_DATA_DIR": str(WORK / "ministack-s3")}
    with process("ministack", command, env=environment) as (started, log):
        endpoint = f"http://127.0.0.1:{port}"
        wait_until(endpoint + "/_ministack/health", lambda: started.poll() is None, log)
        yield Backend("ministack", endpoint, installed("ministack"), runs="python")


def installed(package):
    from importlib.metadata import version
    return version(package)


ALL = {"embedded": embedded, "localstack": localstack, "moto": moto, "ministack": ministack}
