"""Probe.java in Python, for clouds that run functions without Java."""
import base64
import json
import os
import time


def handle(event, context):
    if isinstance(event, dict) and "requestContext" in event:
        path = event.get("rawPath") or event.get("path") or ""
        return http(path.rstrip("/").rsplit("/", 1)[-1], event)
    return direct(event.get("action", "echo") if isinstance(event, dict) else "echo", event)


def direct(action, event):
    if action == "fail":
        raise RuntimeError("asked to fail")
    if action == "exit":
        os._exit(3)
    if action == "sleep":
        time.sleep(60)
    if action == "say":
        print(event["text"], flush=True)
        return "said"
    if action == "big":
        return "x" * (6 * 1024 * 1024 + 1024)
    if action == "version":
        names = {"version": "AWS_LAMBDA_FUNCTION_VERSION", "name": "AWS_LAMBDA_FUNCTION_NAME",
                 "memory": "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "probe": "PROBE", "region": "AWS_REGION"}
        return {key: os.environ.get(name, "null") for key, name in names.items()}
    return event


def http(mode, event):
    if mode == "fail":
        raise RuntimeError("asked to fail")
    answers = {
        "inferred": {"hello": "world"},
        "text": "plain words",
        "malformed": {"statusCode": "none"},
        "teapot": {"statusCode": 418, "headers": {"x-probe": "pot"}, "body": "short and stout"},
        "cookies": {"statusCode": 200, "cookies": ["a=1", "b=2; Path=/"], "body": "baked"},
        "many": {"statusCode": 200, "multiValueHeaders": {"x-many": ["one", "two"]}, "body": "many"},
        "binary": {"statusCode": 200, "isBase64Encoded": True, "headers": {"content-type": "application/octet-stream"},
                   "body": base64.b64encode(b"\x00\x01\xfe\xff").decode()},
        "empty": {"statusCode": 204},
    }
    echo = {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(event)}
    return answers.get(mode, echo)
