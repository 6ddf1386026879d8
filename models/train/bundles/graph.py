"""ONNX graphs written by hand: what all of them share."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSETS = {"": 17, "ai.onnx.ml": 3}  # every ONNX Runtime since 1.12 reads them
IR_VERSION = 8


def weights(name, values, dtype=np.float32):
    """A constant of the graph."""
    return numpy_helper.from_array(np.ascontiguousarray(values, dtype=dtype), name)


def floats(name, *shape):
    """A float tensor at the graph's edge; a text in the shape names a variable dimension."""
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def integers(name, *shape):
    """An int64 tensor at the graph's edge."""
    return helper.make_tensor_value_info(name, TensorProto.INT64, list(shape))


def model(name, nodes, inputs, outputs, constants):
    """The finished, checked model."""
    for node in nodes:
        node.name = node.output[0]  # ONNX Runtime's errors speak of a node by its name
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    used = sorted({node.domain for node in nodes} | {""})
    opsets = [helper.make_opsetid(domain, OPSETS[domain]) for domain in used]
    made = helper.make_model(graph, opset_imports=opsets, producer_name="slipway-train")
    made.ir_version = IR_VERSION
    onnx.checker.check_model(made, full_check=True)
    return made
