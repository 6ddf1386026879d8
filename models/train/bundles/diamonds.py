"""Price of a diamond: gradient-boosted trees on nine features of mixed type."""

import numpy as np
from onnx import helper
from plotnine.data import diamonds as table
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split

from . import bundle, graph
from .reference import Reference
from .trees import Ensemble

SEED = 20261124
NAME = "diamonds"
TARGET = "price"
EVALUATED = 2000  # rows of the evaluation set
LENGTHS = ["x", "y", "z"]  # mm; a zero in the data is a length that nobody measured
NUMBERS = ["carat", "depth", "table", *LENGTHS]
CATEGORIES = {
    "cut": ("index", ["Fair", "Good", "Very Good", "Premium", "Ideal"]),
    "color": ("one-hot", ["D", "E", "F", "G", "H", "I", "J"]),
    "clarity": ("index", ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"]),
}
COLUMNS = ["carat", *CATEGORIES, "depth", "table", *LENGTHS]


def make():
    """The bundle; one line of report."""
    train, evaluation = train_test_split(_rows(), test_size=EVALUATED, random_state=SEED)
    description = _description(train)
    features = description["preprocess"]["features"]
    columns = _columns(description, train)
    trees = HistGradientBoostingRegressor(
        max_iter=700, learning_rate=0.05, max_leaf_nodes=48, early_stopping=False, random_state=SEED
    )
    trees.fit(columns, np.log([row[TARGET] for row in train]))
    onnx_bytes = _in_dollars(trees, columns.shape[1]).SerializeToString()

    reference = Reference(description, onnx_bytes)
    cases = [(name, bundle.request(features, rows)) for name, rows in _golden_rows(evaluation)]
    comment = ["Seven hundred trees on the logarithm of the price; the graph ends in an exponential."]
    bundle.write(NAME, comment, description, onnx_bytes, bundle.golden(reference, cases, tolerance=0.01))
    bundle.write_csv(f"{NAME}/evaluation.csv", [*COLUMNS, TARGET], evaluation)

    said = reference.answer(bundle.request(features, evaluation))[0]["data"]
    truth = [row[TARGET] for row in evaluation]
    np.testing.assert_allclose(said, np.exp(trees.predict(_columns(description, evaluation))), rtol=1e-4)
    yield (
        f"{NAME}: mean absolute error {mean_absolute_error(truth, said):.1f} dollars, r2 {r2_score(truth, said):.4f} "
        f"on {len(evaluation)} rows, {len(onnx_bytes):,} bytes"
    )


def _rows():
    for name, (_, categories) in CATEGORIES.items():
        assert set(table[name]) == set(categories), name
    rows = table[[*COLUMNS, TARGET]].astype({name: str for name in CATEGORIES}).to_dict("records")
    return [row | {name: row[name] or None for name in LENGTHS} for row in rows]


def _description(train):
    described = []
    for name in COLUMNS:
        if name in NUMBERS:
            known = [row[name] for row in train if row[name] is not None]
            described.append({"name": name, "type": "number", "impute": bundle.number(float(np.median(known)))})
        else:
            encode, categories = CATEGORIES[name]
            feature = {"name": name, "type": "category", "categories": categories, "encode": encode}
            described.append(feature | {"impute": max(categories, key=[row[name] for row in train].count)})
    return {
        "name": NAME,
        "description": "Price of a diamond in US dollars",
        "preprocess": {"features": described, "tensors": [{"input": "features"}]},
        "evaluate": {"data": "evaluation.csv", "target": TARGET, "metric": "mae", "threshold": 300},
    }


def _columns(description, rows):
    request = bundle.request(description["preprocess"]["features"], rows)
    return Reference.graph_tables(description, request)[0].astype(np.float32)


def _in_dollars(trees, width):
    """The trees with an exponential behind them: they were fitted to the logarithm."""
    logarithm = Ensemble().add_boosted(trees).node("features", "logarithm", base=trees._baseline_prediction[0, 0])
    nodes = [logarithm, helper.make_node("Exp", ["logarithm"], [TARGET])]
    return graph.model(NAME, nodes, [graph.floats("features", "N", width)], [graph.floats(TARGET, "N", 1)], [])


def _golden_rows(rows):
    """Small and large, holes of every kind, and a batch."""
    by_price = sorted(rows, key=lambda row: row[TARGET])
    yield "cheapest", by_price[:1]
    yield "middle", [by_price[len(by_price) // 2]]
    yield "dearest", by_price[-1:]
    yield "lengths unknown", [by_price[700] | dict.fromkeys(LENGTHS)]
    yield "only the weight known", [dict.fromkeys(COLUMNS) | {"carat": 1.2}]
    yield "batch of sixteen with holes", [*by_price[100:1500:100], by_price[40] | {"cut": None}, by_price[41] | {"depth": None}]
