"""The Palmer penguins: rows, their split, and what a request may say of a penguin."""

from plotnine.data import penguins as table
from sklearn.model_selection import train_test_split

from .bundle import number

SEED = 20261124
NUMBERS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
ISLANDS = ["Biscoe", "Dream", "Torgersen"]
SEXES = ["female", "male"]
COLUMNS = [*NUMBERS, "island", "sex"]
TARGET = "species"
SPECIES = ["Adelie", "Chinstrap", "Gentoo"]
UNSEEN_STATION = "Torgersen"


def split():
    """Half to train, a quarter to evaluate, a quarter to send as traffic; each with its share of species and islands."""
    rows = _rows()
    train, rest = train_test_split(rows, test_size=0.5, random_state=SEED, stratify=_strata(rows))
    evaluation, traffic = train_test_split(rest, test_size=0.5, random_state=SEED, stratify=_strata(rest))
    return train, evaluation, traffic


def features(train, scaled, island):
    """The features of model.yaml, with values learned from the training rows alone."""
    described = [_number_feature(name, [row[name] for row in train], scaled) for name in NUMBERS]
    described.append({"name": "island", "type": "category", "categories": ISLANDS, "encode": island})
    described.append(
        {"name": "sex", "type": "category", "categories": SEXES, "encode": "one-hot", "impute": _commonest_sex(train)}
    )
    return described


def _rows():
    return [
        {name: number(row[name]) for name in NUMBERS}
        | {"island": row["island"], "sex": row["sex"] if isinstance(row["sex"], str) else None}
        | {TARGET: row[TARGET]}
        for row in table.to_dict("records")
    ]


def _strata(rows):
    return [f"{row[TARGET]} {row['island']}" for row in rows]


def _number_feature(name, values, scaled):
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known)
    feature = {"name": name, "type": "number", "impute": number(mean)}
    if scaled:
        deviation = (sum((value - mean) ** 2 for value in known) / len(known)) ** 0.5
        feature["scale"] = {"mean": number(mean), "std": number(deviation)}
    return feature


def _commonest_sex(rows):
    return max(SEXES, key=[row["sex"] for row in rows].count)
