"""How sure a row is: a logistic fit of whether rows are right on likelihoods (as log odds) and traits.

The rows are those of articles that the choices behind them were not fitted on. A surer choice
never makes a row less sure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extract.choice import Weights
from training.logit import calibration, folds

LEVEL = "level"  # what every row tells
_NEWTON = 30  # steps
_LEAST = 3  # articles that tell a trait


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of an article: its log odds by name, its traits, and whether it is right."""

    article: str
    odds: Mapping[str, float]
    traits: Sequence[str]
    right: bool


def fit_confidence(rows: Sequence[Judged], penalty: float) -> dict[str, float]:
    """The weights of log odds and traits under a quadratic penalty; that of the level is free."""
    names = sorted({name for row in rows for name in row.odds})
    told = Counter(trait for _, trait in {(row.article, trait) for row in rows for trait in row.traits})
    columns = [*names, *sorted(trait for trait, count in told.items() if count >= _LEAST)]
    table = np.array(
        [[row.odds.get(c, 0.0) if c in names else float(c in row.traits) for c in columns] for row in rows]
    )
    right = np.array([row.right for row in rows], dtype=float)
    weights = np.zeros(len(columns))
    doubt = np.where(np.array(columns) == LEVEL, 0.0, penalty)
    for _ in range(_NEWTON):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - right) + doubt * weights
        bend = (table.T * (chance * (1 - chance))) @ table + np.diag(doubt)
        weights = weights - np.linalg.solve(bend, slope)
        weights[: len(names)] = np.maximum(weights[: len(names)], 0.0)
    return {name: round(float(weight), 3) for name, weight in zip(columns, weights, strict=True)}


def chance_of(row: Judged, weights: Weights) -> float:
    """How likely the row is right by these weights."""
    worth = sum(weights.get(trait, 0.0) for trait in row.traits)
    worth += sum(weights.get(name, 0.0) * odds for name, odds in row.odds.items())
    return float(1 / (1 + np.exp(-worth)))


def report_confidence(rows: Sequence[Judged], penalty: float) -> None:
    """Print how often rows are right by their confidence, each judged by weights fitted on the other articles."""
    chances, right = [], []
    for aside in folds([row.article for row in rows]):
        weights = fit_confidence([row for row in rows if row.article not in aside], penalty)
        for row in rows:
            if row.article in aside:
                chances.append(chance_of(row, weights))
                right.append(row.right)
    print(f"row: {len(rows)} rows, their confidence and how many are right")
    calibration(chances, right)
