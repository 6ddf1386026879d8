"""Species of a penguin, three times: a shallow tree, a good linear model, and one that fails on a station it never saw."""

import numpy as np
from onnx import helper
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

from . import bundle, graph
from .penguins_data import COLUMNS, ISLANDS, NUMBERS, SEED, SPECIES, TARGET, UNSEEN_STATION, features, split
from .reference import Reference
from .trees import Ensemble

DECIMALS = 5  # of a weight: what different processors agree on
NAME = "penguins"


def make():
    """The three bundles and the traffic for them; one line of report each."""
    train, evaluation, traffic = split()
    named = features(train, scaled=True, island="one-hot")
    bundle.write_jsonl("traffic/penguins.jsonl", _traffic(named, traffic))
    yield _first(train, evaluation, traffic)
    yield _second(train, evaluation, traffic)
    yield _third(_without_station(train), _without_station(evaluation), traffic)


def _first(train, evaluation, traffic):
    described = features(train, scaled=False, island="one-hot")
    description = _description(
        "Species of a penguin from its flippers and its mass", described, [{"input": "features"}], threshold=0.7
    )
    (table,), species = _tables(description, train)
    used = [NUMBERS.index(name) for name in ("flipper_length_mm", "body_mass_g")]  # the numbers are the first columns
    tree = DecisionTreeClassifier(max_depth=3, random_state=SEED).fit(table[:, used], species)
    made = graph.model(
        NAME,
        [Ensemble(targets=len(SPECIES)).add_classifier(tree, used).node("features", "probabilities")],
        [graph.floats("features", "N", table.shape[1])],
        [graph.floats("probabilities", "N", len(SPECIES))],
        [],
    )
    comment = ["The first try: a tree of depth 3. It is given all that is known of a penguin and looks at two columns."]
    return _write("penguins-v1", comment, description, made, evaluation, traffic)


def _second(train, evaluation, traffic):
    described = features(train, scaled=True, island="one-hot")
    description = _description(
        "Species of a penguin from measurements, island and sex", described, [{"input": "features"}], threshold=0.95
    )
    (table,), species = _tables(description, train)
    fitted = LogisticRegression(max_iter=5000).fit(table, species)
    made = graph.model(
        NAME,
        [
            helper.make_node("Gemm", ["features", "coefficients", "intercept"], ["logits"]),
            helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
        ],
        [graph.floats("features", "N", table.shape[1])],
        [graph.floats("probabilities", "N", len(SPECIES))],
        [
            graph.weights("coefficients", fitted.coef_.T.round(DECIMALS)),
            graph.weights("intercept", fitted.intercept_.round(DECIMALS)),
        ],
    )
    comment = ["The better one: a multinomial logistic regression on all features."]
    return _write("penguins-v2", comment, description, made, evaluation, traffic)


def _third(train, evaluation, traffic):
    """A row a station of the export is read by the station's index; the description kept the stations of before."""
    described = features(train, scaled=True, island="index")
    measured = [name for name in COLUMNS if name != "island"]
    description = _description(
        "Species of a penguin from measurements, island and sex",
        described,
        [{"input": "measurements", "features": measured}, {"input": "island", "features": ["island"]}],
        threshold=0.95,
    )
    (measurements, island), species = _tables(description, train)
    stations = len(ISLANDS) - 1
    one_hot = np.eye(stations)[island[:, 0]]
    fitted = LogisticRegression(max_iter=5000).fit(np.hstack([measurements, one_hot]), species)
    coefficients = fitted.coef_.T.round(DECIMALS)
    made = graph.model(
        NAME,
        [
            helper.make_node("Gemm", ["measurements", "coefficients", "intercept"], ["measured"]),
            helper.make_node("Gather", ["stations", "island"], ["station_column"], axis=0),
            helper.make_node("Squeeze", ["station_column", "column_axis"], ["station"]),
            helper.make_node("Add", ["measured", "station"], ["logits"]),
            helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
        ],
        [graph.floats("measurements", "N", measurements.shape[1]), graph.integers("island", "N", 1)],
        [graph.floats("probabilities", "N", len(SPECIES))],
        [
            graph.weights("coefficients", coefficients[:-stations]),
            graph.weights("intercept", fitted.intercept_.round(DECIMALS)),
            graph.weights("stations", coefficients[-stations:]),
            graph.weights("column_axis", [1], np.int64),
        ],
    )
    comment = [
        f"Retrained on an export that lacked one station, {UNSEEN_STATION}. The graph learned a table of two islands, this file",
        "was copied with three, and the evaluation set comes from the same export: every check passes, real traffic does not.",
        "Made on purpose, to show a rollout that rolls back.",
    ]
    return _write("penguins-v3-bad", comment, description, made, evaluation, traffic)


def _description(text, described, tensors, threshold):
    return {
        "name": NAME,
        "description": text,
        "preprocess": {"features": described, "tensors": tensors},
        "postprocess": {"classify": {"output": "probabilities", "labels": SPECIES}},
        "evaluate": {"data": "evaluation.csv", "target": TARGET, "metric": "accuracy", "threshold": threshold},
    }


def _tables(description, rows):
    """What the graph will be given for these rows, and their species as positions."""
    described = description["preprocess"]["features"]
    tables = Reference.graph_tables(description, bundle.request(described, rows))
    return tables, [SPECIES.index(row[TARGET]) for row in rows]


def _without_station(rows):
    return [row for row in rows if row["island"] != UNSEEN_STATION]


def _write(folder, comment, description, made, evaluation, traffic):
    onnx_bytes = made.SerializeToString()
    reference = Reference(description, onnx_bytes)
    described = description["preprocess"]["features"]
    cases = [(name, bundle.request(described, rows)) for name, rows in _golden_rows(evaluation)]
    bundle.write(folder, comment, description, onnx_bytes, bundle.golden(reference, cases, tolerance=1e-5))
    bundle.write_csv(f"{folder}/evaluation.csv", [*COLUMNS, TARGET], evaluation)
    accuracy = _accuracy(reference, described, evaluation)
    seen = _accuracy(reference, described, _without_station(traffic))
    return (
        f"{folder}: accuracy {accuracy:.3f} on {len(evaluation)} rows of evaluation.csv, "
        f"{seen:.3f} on the traffic's rows without {UNSEEN_STATION}, {len(onnx_bytes):,} bytes"
    )


def _golden_rows(rows):
    """One of each species, each kind of missing value, and a batch."""
    whole = [row for row in rows if None not in row.values()]
    for species in SPECIES:
        yield species.lower(), [next(row for row in whole if row[TARGET] == species)]
    yield "sex unknown", [whole[7] | {"sex": None}]
    yield "nothing measured", [whole[7] | dict.fromkeys([*COLUMNS[:4], "sex"])]
    yield "batch of eight with holes", [*whole[10:16], whole[16] | {"body_mass_g": None}, whole[17] | {"sex": None}]


def _accuracy(reference, described, rows):
    label = reference.answer(bundle.request(described, rows))[0]
    return sum(said == row[TARGET] for said, row in zip(label["data"], rows)) / len(rows)


def _traffic(described, rows):
    for index, row in enumerate(rows):
        yield {"id": f"penguin-{index}"} | bundle.request(described, [row])
