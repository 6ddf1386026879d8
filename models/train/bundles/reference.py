"""What a bundle has to answer: model.yaml's pre- and postprocessing over Python's ONNX Runtime.

It shares no line with the serving code, which is what makes the golden cases a proof. Written for clarity, one value at
a time, and for well-formed requests only.
"""

import numpy as np
import onnxruntime

OIP_NAMES = {"tensor(float)": "FP32", "tensor(double)": "FP64", "tensor(int64)": "INT64", "tensor(string)": "BYTES"}
NUMPY_TYPES = {"FP32": np.float32, "FP64": np.float64, "INT64": np.int64}


class Reference:
    """A model as it is described."""

    def __init__(self, description, onnx_bytes):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(onnx_bytes, options, providers=["CPUExecutionProvider"])
        self.description = description

    def answer(self, request):
        """The outputs of an Open Inference Protocol response to this request."""
        graph_outputs = [output.name for output in self.session.get_outputs()]
        values = self.session.run(graph_outputs, self._graph_inputs(request))
        return self._outputs(dict(zip(graph_outputs, values)))

    def _graph_inputs(self, request):
        if "preprocess" not in self.description:
            return {tensor["name"]: _as_array(tensor) for tensor in request["inputs"]}
        tables = self.graph_tables(self.description, request)
        types = {graph_input.name: NUMPY_TYPES[OIP_NAMES[graph_input.type]] for graph_input in self.session.get_inputs()}
        names = [tensor["input"] for tensor in self.description["preprocess"]["tensors"]]
        return {name: table.astype(types[name]) for name, table in zip(names, tables)}

    @staticmethod
    def graph_tables(description, request):
        """The request's rows as each graph input's columns: what a model is trained on, too."""
        features = {feature["name"]: feature for feature in description["preprocess"]["features"]}
        sent = {tensor["name"]: tensor["data"] for tensor in request["inputs"]}
        tables = []
        for tensor in description["preprocess"]["tensors"]:
            columns = [[_encode(features[name], value) for value in sent[name]] for name in tensor.get("features", features)]
            tables.append(np.array([[number for cell in row for number in cell] for row in zip(*columns)]))
        return tables

    def _outputs(self, values):
        classify = self.description.get("postprocess", {}).get("classify")
        if not classify:
            types = {output.name: OIP_NAMES[output.type] for output in self.session.get_outputs()}
            return [_tensor(name, types[name], value) for name, value in values.items()]
        probabilities = values[classify["output"]]
        best = probabilities.argmax(axis=1)
        return [
            _tensor("label", "BYTES", np.array([classify["labels"][index] for index in best])),
            _tensor("probability", "FP32", probabilities.max(axis=1)),
            _tensor("probabilities", "FP32", probabilities),
        ]


def _encode(feature, value):
    """One value as the numbers it becomes."""
    if value is None:
        value = feature["impute"]
    if feature["type"] == "category":
        position = feature["categories"].index(value)
        if feature["encode"] == "index":
            return [position]
        return [1 if other == position else 0 for other in range(len(feature["categories"]))]
    if "scale" in feature:
        return [(value - feature["scale"]["mean"]) / feature["scale"]["std"]]
    return [value]


def _as_array(tensor):
    return np.array(tensor["data"], NUMPY_TYPES[tensor["datatype"]]).reshape(tensor["shape"])


def _tensor(name, datatype, value):
    data = value.reshape(-1).tolist()
    if datatype == "FP32":
        data = [float(str(np.float32(number))) for number in data]  # the shortest decimal that reads back the same
    return {"name": name, "datatype": datatype, "shape": list(value.shape), "data": data}
