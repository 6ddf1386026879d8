"""Writes a bundle's files, always the same bytes for the same content."""

import csv
import json
import math
from pathlib import Path

import yaml

MODELS = Path(__file__).resolve().parents[2]


def number(value):
    """A float with six significant digits, an end to noise in the last bits; None for what is missing."""
    return None if value is None or math.isnan(value) else float(f"{value:.6g}")


def request(features, rows):
    """An Open Inference Protocol request for rows, one input tensor a feature. A missing value is a null."""
    inputs = []
    for feature in features:
        datatype = "FP64" if feature["type"] == "number" else "BYTES"
        data = [row[feature["name"]] for row in rows]
        inputs.append({"name": feature["name"], "shape": [len(rows)], "datatype": datatype, "data": data})
    return {"inputs": inputs}


def golden(reference, named_requests, tolerance):
    """Golden cases with the reference's answers."""
    return [
        {"name": name, "request": body, "response": {"outputs": reference.answer(body)}, "tolerance": tolerance}
        for name, body in named_requests
    ]


def write(folder, comment, description, onnx_bytes, cases):
    """model.yaml, model.onnx and golden.json; the evaluation data is the family's own."""
    target = MODELS / folder
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.onnx").write_bytes(onnx_bytes)
    (target / "golden.json").write_text(_json_lines(cases, "[\n", ",\n", "\n]\n"))
    (target / "model.yaml").write_text("".join(f"# {line}\n" for line in comment) + _yaml(description))


def write_csv(path, columns, rows):
    """A table with a header; None is an empty cell."""
    with open(MODELS / path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row[column] for column in columns] for row in rows)


def write_jsonl(path, objects):
    """One compact JSON object a line."""
    (MODELS / path).parent.mkdir(parents=True, exist_ok=True)
    (MODELS / path).write_text(_json_lines(objects, "", "\n", "\n"))


def _json_lines(objects, start, between, end):
    return start + between.join(json.dumps(each, separators=(",", ":")) for each in objects) + end


def _yaml(description):
    """Blocks two levels deep, then one line a feature or tensor."""
    lines = []
    for key, value in description.items():
        if not isinstance(value, dict):
            lines.append(f"{key}: {_flow(value)}")
            continue
        lines.append(f"{key}:")
        for inner, content in value.items():
            if isinstance(content, list):
                lines.append(f"  {inner}:")
                lines.extend(f"    - {_flow(entry)}" for entry in content)
            else:
                lines.append(f"  {inner}: {_flow(content)}")
    return "\n".join(lines) + "\n"


def _flow(value):
    text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=10_000)
    return text.removesuffix("\n").removesuffix("\n...")
