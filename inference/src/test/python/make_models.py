"""Makes the tiny graphs that the tests run, into ../resources/models: python make_models.py (onnx 1.19.1, numpy)."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).resolve().parent.parent / "resources" / "models"
OPSET = 17
IR = 9

DATATYPES = {
    "bool": TensorProto.BOOL,
    "uint8": TensorProto.UINT8,
    "uint16": TensorProto.UINT16,
    "uint32": TensorProto.UINT32,
    "uint64": TensorProto.UINT64,
    "int8": TensorProto.INT8,
    "int16": TensorProto.INT16,
    "int32": TensorProto.INT32,
    "int64": TensorProto.INT64,
    "fp16": TensorProto.FLOAT16,
    "fp32": TensorProto.FLOAT,
    "fp64": TensorProto.DOUBLE,
    "bytes": TensorProto.STRING,
    "bf16": TensorProto.BFLOAT16,
}


def tensor(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def save(name, nodes, inputs, outputs, initializers=(), opsets=None, ir=IR, **options):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(initializers))
    model = helper.make_model(
        graph,
        producer_name="slipway-tests",
        producer_version="1",
        opset_imports=opsets or [helper.make_opsetid("", OPSET)],
    )
    model.ir_version = ir
    onnx.save(model, HERE / f"{name}.onnx", **options)
    return model


def main():
    HERE.mkdir(parents=True, exist_ok=True)
    for name, kind in DATATYPES.items():
        save(
            f"identity_{name}",
            [helper.make_node("Identity", ["x"], ["y"])],
            [tensor("x", kind, ["n", 2])],
            [tensor("y", kind, ["n", 2])],
        )
    weights = numpy_helper.from_array(np.array([[1, 0, -1], [0, 1, 0]], dtype=np.float32), "w")
    save(
        "classifier",
        [
            helper.make_node("MatMul", ["features", "w"], ["scores"]),
            helper.make_node("Softmax", ["scores"], ["probabilities"], axis=1),
        ],
        [tensor("features", TensorProto.FLOAT, ["n", 2])],
        [tensor("scores", TensorProto.FLOAT, ["n", 3]), tensor("probabilities", TensorProto.FLOAT, ["n", 3])],
        [weights],
    )
    save(
        "assembled",
        [helper.make_node("Identity", ["features"], ["out"]), helper.make_node("Identity", ["codes"], ["codes_out"])],
        [tensor("features", TensorProto.FLOAT, ["n", 6]), tensor("codes", TensorProto.INT64, ["n", 1])],
        [tensor("out", TensorProto.FLOAT, ["n", 6]), tensor("codes_out", TensorProto.INT64, ["n", 1])],
    )
    save(
        "wide",
        [helper.make_node("Identity", ["features"], ["out"])],
        [tensor("features", TensorProto.FLOAT, ["n", 9])],
        [tensor("out", TensorProto.FLOAT, ["n", 9])],
    )
    save(
        "gather",
        [helper.make_node("Gather", ["table", "index"], ["y"], name="lookup")],
        [tensor("index", TensorProto.INT64, ["n"])],
        [tensor("y", TensorProto.FLOAT, ["n"])],
        [numpy_helper.from_array(np.arange(5, dtype=np.float32), "table")],
    )
    save(
        "scalar",
        [helper.make_node("Identity", ["x"], ["y"])],
        [tensor("x", TensorProto.FLOAT, [])],
        [tensor("y", TensorProto.FLOAT, [])],
    )
    save(
        "open_shape",
        [helper.make_node("Identity", ["x"], ["y"])],
        [tensor("x", TensorProto.FLOAT, None)],
        [tensor("y", TensorProto.FLOAT, None)],
    )
    save(
        "image",
        [helper.make_node("Identity", ["pixels"], ["y"])],
        [tensor("pixels", TensorProto.FLOAT, [1, 1, 2, 2])],
        [tensor("y", TensorProto.FLOAT, [1, 1, 2, 2])],
    )
    save(
        "sequence",
        [helper.make_node("SequenceConstruct", ["x"], ["maps"])],
        [tensor("x", TensorProto.FLOAT, ["n"])],
        [helper.make_tensor_sequence_value_info("maps", TensorProto.FLOAT, ["n"])],
    )
    save(
        "custom_operator",
        [helper.make_node("Quantum", ["x"], ["y"], domain="my.ops")],
        [tensor("x", TensorProto.FLOAT, ["n"])],
        [tensor("y", TensorProto.FLOAT, ["n"])],
        opsets=[helper.make_opsetid("", OPSET), helper.make_opsetid("my.ops", 1)],
    )
    identity = [helper.make_node("Identity", ["x"], ["y"])]
    vector_in, vector_out = [tensor("x", TensorProto.FLOAT, ["n"])], [tensor("y", TensorProto.FLOAT, ["n"])]
    save("future_opset", identity, vector_in, vector_out, opsets=[helper.make_opsetid("", 999)])
    save("future_ir", identity, vector_in, vector_out, ir=999)
    save("unknown_operator", [helper.make_node("Nonsense", ["x"], ["y"])], vector_in, vector_out)
    external = numpy_helper.from_array(np.arange(600, dtype=np.float32), "offsets")
    add = [helper.make_node("Add", ["x", "offsets"], ["y"])]
    save(
        "external",
        add,
        [tensor("x", TensorProto.FLOAT, ["n", 600])],
        [tensor("y", TensorProto.FLOAT, ["n", 600])],
        [external],
        save_as_external_data=True,
        location="external.bin",
        size_threshold=100,
    )
    for name, location in {"external_outside": "../outside.bin", "external_missing": "missing.bin"}.items():
        model = onnx.load(HERE / "external.onnx", load_external_data=False)
        for entry in model.graph.initializer[0].external_data:
            if entry.key == "location":
                entry.value = location
        (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
