"""Decision trees of scikit-learn as one TreeEnsembleRegressor: a leaf adds its values to the targets."""

import numpy as np
from onnx import helper

DOMAIN = "ai.onnx.ml"


class Ensemble:
    """Collects trees; `node()` is the graph's node for all of them."""

    def __init__(self, targets=1):
        self.targets = targets
        self.nodes = {name: [] for name in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids", "falsenodeids")}
        self.leaves = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
        self.trees = 0

    def add_classifier(self, tree, columns):
        """A DecisionTreeClassifier fitted to some columns of the graph's input: the probability of each class."""
        for index in range(tree.tree_.node_count):
            if tree.tree_.children_left[index] < 0:
                self._leaf(index, tree.tree_.value[index][0])
            else:
                children = tree.tree_.children_left[index], tree.tree_.children_right[index]
                self._branch(index, columns[tree.tree_.feature[index]], tree.tree_.threshold[index], *children)
        self.trees += 1
        return self

    def add_boosted(self, regressor):
        """Every tree of a fitted HistGradientBoostingRegressor; its baseline is left to `node()`."""
        for (predictor,) in regressor._predictors:  # no public way to the nodes; the version is pinned
            for index, node in enumerate(predictor.nodes):
                if node["is_leaf"]:
                    self._leaf(index, [node["value"]])
                else:
                    self._branch(index, node["feature_idx"], node["num_threshold"], node["left"], node["right"])
            self.trees += 1
        return self

    def node(self, source, result, base=None):
        """From float [N, features] to float [N, targets]."""
        attributes = {f"nodes_{name}": values for name, values in self.nodes.items()}
        attributes |= {f"target_{name}": values for name, values in self.leaves.items()}
        attributes |= {"n_targets": self.targets} | ({} if base is None else {"base_values": [float(base)]})
        return helper.make_node("TreeEnsembleRegressor", [source], [result], domain=DOMAIN, **attributes)

    def _branch(self, index, feature, threshold, left, right):
        self._node(index, int(feature), "BRANCH_LEQ", float(_single(threshold)), int(left), int(right))

    def _leaf(self, index, values):
        self._node(index, 0, "LEAF", 0.0, 0, 0)
        for target, value in enumerate(values):
            self.leaves["treeids"].append(self.trees)
            self.leaves["nodeids"].append(index)
            self.leaves["ids"].append(target)
            self.leaves["weights"].append(float(np.float32(value)))

    def _node(self, index, feature, mode, threshold, left, right):
        row = (self.trees, index, feature, mode, threshold, left, right)
        for values, value in zip(self.nodes.values(), row):
            values.append(value)


def _single(threshold):
    """The greatest single that is no greater: `x <= threshold` stays the same for every single x."""
    nearest = np.float32(threshold)
    return nearest if float(nearest) <= threshold else np.nextafter(nearest, np.float32(-np.inf))
