"""A handwritten digit from 8 x 8 grey values: one convolution whose filters are cluster centres of patches, then a linear layer."""

import numpy as np
from onnx import helper
from onnx.reference import ReferenceEvaluator
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from . import bundle, graph
from .reference import Reference

SEED = 20261124
NAME = "digits"
LABELS = [str(digit) for digit in range(10)]
SIZE = 8  # pixels of a side
DEEPEST = 16.0  # the darkest grey
PATCH = 3
FILTERS = 48
DECIMALS = 5  # of a weight: what different processors agree on


def make():
    """The bundle; one line of report."""
    data = load_digits()
    images = data.images.reshape(-1, 1, SIZE, SIZE).astype(np.float32)
    train, evaluation, digits, truth = train_test_split(
        images, data.target, test_size=0.25, random_state=SEED, stratify=data.target
    )
    convolution = _convolution(train)
    seen = ReferenceEvaluator(_look(convolution)).run(None, {"image": train})[0]
    layer = LogisticRegression(max_iter=2000, C=1.0).fit(seen, digits)
    onnx_bytes = _whole(convolution, layer).SerializeToString()

    description = _description()
    reference = Reference(description, onnx_bytes)
    comment = ["One convolution of 3 x 3, ReLU, pooling, one linear layer. The request's image is [N, 1, 8, 8], white 0 to black 16."]
    bundle.write(NAME, comment, description, onnx_bytes, bundle.golden(reference, _requests(evaluation), tolerance=1e-4))
    bundle.write_jsonl(f"{NAME}/evaluation.jsonl", _evaluation(evaluation, truth))

    said = reference.answer(_request(evaluation))[0]["data"]
    accuracy = sum(label == str(digit) for label, digit in zip(said, truth)) / len(truth)
    yield f"{NAME}: accuracy {accuracy:.3f} on {len(truth)} images, {len(onnx_bytes):,} bytes"


def _convolution(images):
    """Filters and biases: centres of the patches' clusters, each answering to what is nearer than the average patch."""
    windows = np.lib.stride_tricks.sliding_window_view(images[:, 0] / DEEPEST, (PATCH, PATCH), axis=(1, 2))
    patches = windows.reshape(-1, PATCH * PATCH)
    patches = patches - patches.mean(axis=1, keepdims=True)
    patches = patches[np.linalg.norm(patches, axis=1) > 0.2]  # an empty corner of the page is no shape
    patches /= np.linalg.norm(patches, axis=1, keepdims=True)
    centres = KMeans(FILTERS, n_init=1, max_iter=50, random_state=SEED).fit(patches).cluster_centers_
    centres -= centres.mean(axis=1, keepdims=True)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    filters = (centres / DEEPEST).reshape(FILTERS, 1, PATCH, PATCH)
    return filters.round(DECIMALS), np.full(FILTERS, -0.25)


def _look(convolution):
    """The graph up to what the linear layer is fitted on."""
    nodes, constants, width = _looking(convolution)
    return graph.model(NAME, nodes, [_image()], [graph.floats("seen", "N", width)], constants)


def _whole(convolution, layer):
    nodes, constants, _ = _looking(convolution)
    nodes.append(helper.make_node("Gemm", ["seen", "coefficients", "intercept"], ["logits"]))
    nodes.append(helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1))
    constants.append(graph.weights("coefficients", layer.coef_.T.round(DECIMALS)))
    constants.append(graph.weights("intercept", layer.intercept_.round(DECIMALS)))
    return graph.model(NAME, nodes, [_image()], [graph.floats("probabilities", "N", len(LABELS))], constants)


def _looking(convolution):
    filters, biases = convolution
    nodes = [
        helper.make_node("Conv", ["image", "filters", "biases"], ["matches"], kernel_shape=[PATCH, PATCH], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["matches"], ["shapes"]),
        helper.make_node("MaxPool", ["shapes"], ["pooled"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Flatten", ["pooled"], ["seen"], axis=1),
    ]
    return nodes, [graph.weights("filters", filters), graph.weights("biases", biases)], FILTERS * (SIZE // 2) ** 2


def _image():
    return graph.floats("image", "N", 1, SIZE, SIZE)


def _description():
    return {
        "name": NAME,
        "description": "Which digit an 8 x 8 image shows",
        "inputs": [{"name": "image", "datatype": "FP32", "shape": [-1, 1, SIZE, SIZE]}],
        "postprocess": {"classify": {"output": "probabilities", "labels": LABELS}},
        "evaluate": {"data": "evaluation.jsonl", "target": "target", "metric": "accuracy", "threshold": 0.97},
    }


def _request(images):
    data = images.astype(int).reshape(-1).tolist()
    return {"inputs": [{"name": "image", "shape": list(images.shape), "datatype": "FP32", "data": data}]}


def _requests(images):
    yield "one image", _request(images[:1])
    yield "batch of five", _request(images[1:6])
    yield "blank page", _request(np.zeros_like(images[:1]))
    yield "all black", _request(np.full_like(images[:1], DEEPEST))


def _evaluation(images, truth):
    for image, digit in zip(images.astype(int), truth):
        yield {"inputs": {"image": image.tolist()}, "target": str(digit)}
