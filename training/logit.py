"""Conditional logit: weights by which the right options of each case gain the largest share.

What is reported of a fit is cross-validated by article: each article is judged by weights fitted on the others.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from extract.choice import WEIGHTS, Choice, Model, Option, Weights

FOLDS = 5
_NOTHING: Weights = MappingProxyType({})
_STEPS, _RATE = 300, 0.08
_MEAN, _SPREAD, _TINY = 0.9, 0.99, 1e-8  # of the Adam steps
_LEAST = 0.01  # a smaller weight is none


@dataclass(frozen=True, slots=True)
class Case:
    """The options of one choice in an article, the values that are right, and how much it counts."""

    article: str
    options: Sequence[Option]
    right: frozenset[str | None]
    weight: float = 1.0

    def is_right(self, choice: Choice) -> bool:
        """Whether the choice is one of the right values."""
        return choice.value in self.right


@dataclass(frozen=True, slots=True)
class _Table:
    """The cases as arrays: row and column of every feature told; the case of every row, its weight and whether it is
    right."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    case: NDArray[np.int64]
    right: NDArray[np.bool_]
    weight: NDArray[np.float64]


def fit(cases: Sequence[Case], penalty: float, expected: Weights = _NOTHING, least: int = 3) -> dict[str, float]:
    """The likeliest weights of the features that `least` articles tell, under a quadratic penalty on what they
    depart from the `expected` ones (zero where none is)."""
    cases = [case for case in cases if any(option.value in case.right for option in case.options)]
    place = {name: number for number, name in enumerate(sorted(_features(cases, least) | set(expected)))}
    prior = np.array([expected.get(name, 0.0) for name in place])
    found = _descend(_table(cases, place), prior, penalty) if cases else prior
    return {name: round(float(found[at]), 3) for name, at in place.items() if abs(found[at]) >= _LEAST}


def _features(cases: Sequence[Case], least: int) -> set[str]:
    """The features that `least` articles tell."""
    told = {(case.article, feature) for case in cases for option in case.options for feature in option.features}
    return {name for name, count in Counter(feature for _, feature in told).items() if count >= least}


def _table(cases: Sequence[Case], place: Mapping[str, int]) -> _Table:
    told = [[place[f] for f in option.features if f in place] for case in cases for option in case.options]
    return _Table(
        np.repeat(np.arange(len(told)), [len(columns) for columns in told]),
        np.array([column for columns in told for column in columns], dtype=np.int64),
        np.repeat(np.arange(len(cases)), [len(case.options) for case in cases]),
        np.array([option.value in case.right for case in cases for option in case.options], dtype=bool),
        np.array([case.weight for case in cases for _ in case.options]),
    )


def _descend(table: _Table, prior: NDArray[np.float64], penalty: float) -> NDArray[np.float64]:
    """Adam over all cases at once, in ever smaller steps: the right options of a case share its likelihood."""
    weights = prior.copy()
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        worth = np.bincount(table.row, weights[table.column], len(table.case)).astype(np.float64)
        share = _shares(worth, table.case)
        among_right = _shares(np.where(table.right, worth, -np.inf), table.case)
        blame = (share - among_right) * table.weight
        slope = np.bincount(table.column, blame[table.row], len(weights)) + penalty * (weights - prior)
        mean = _MEAN * mean + (1 - _MEAN) * slope
        spread = _SPREAD * spread + (1 - _SPREAD) * slope**2
        rate = _RATE * min(1.0, 2 * (1 - step / _STEPS))
        weights -= rate * (mean / (1 - _MEAN**step)) / (np.sqrt(spread / (1 - _SPREAD**step)) + _TINY)
    return weights


def _shares(worth: NDArray[np.float64], case: NDArray[np.int64]) -> NDArray[np.float64]:
    """Each option's share of the softmax of its case."""
    top = np.full(case[-1] + 1, -np.inf)
    np.maximum.at(top, case, worth)
    mass = np.exp(worth - top[case])
    shares: NDArray[np.float64] = mass / np.bincount(case, mass)[case]
    return shares


def folds(articles: Sequence[str]) -> list[frozenset[str]]:
    """The articles in five parts, the same every time."""
    known = sorted(set(articles))
    return [frozenset(known[part::FOLDS]) for part in range(FOLDS)]


def unseen(cases: Sequence[Case], penalty: float, expected: Weights = _NOTHING) -> Iterator[tuple[Case, Choice]]:
    """Every case with what weights choose that were fitted on the other articles."""
    for aside in folds([case.article for case in cases]):
        known = Model(fit([case for case in cases if case.article not in aside], penalty, expected))
        yield from ((case, known.choose(case.options)) for case in cases if case.article in aside)


def report(name: str, judged: Sequence[tuple[Case, Choice]]) -> None:
    """Print how often the choices are right, how often they could be, and how that goes with their share."""
    right = [case.is_right(choice) for case, choice in judged]
    possible = sum(any(option.value in case.right for option in case.options) for case, _ in judged)
    count = max(1, len(judged))
    print(f"{name}: {len(judged)} choices, right {sum(right) / count:.3f}, possible {possible / count:.3f}")
    calibration([choice.share for _, choice in judged], right)


def calibration(shares: Sequence[float], right: Sequence[bool]) -> None:
    """Print how often what is given a share is right, by tenths."""
    told: dict[int, list[bool]] = {}
    for share, hit in zip(shares, right, strict=True):
        told.setdefault(min(int(share * 10), 9), []).append(hit)
    for tenth, hits in sorted(told.items()):
        print(f"  {tenth / 10:.1f} {len(hits):6} right {sum(hits) / len(hits):.2f}")


def write(name: str, weights: Weights) -> None:
    """Store weights where extraction reads them."""
    path = WEIGHTS / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dict(sorted(weights.items())), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
