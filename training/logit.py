"""Conditional logit: weights by which the right options of each case gain the largest share."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.figures.choice import Option

_STEPS, _RATE = 350, 0.08
_BETA, _GAMMA, _TINY = 0.9, 0.999, 1e-8  # of the Adam steps


@dataclass(frozen=True, slots=True)
class Case:
    """Options of which those of value `right` are right, and how much the case counts."""

    options: Sequence[Option]
    right: str | None
    weight: float = 1.0


def fit(cases: Sequence[Case], penalty: float, rarest: int = 3) -> dict[str, float]:
    """The weights of the features told in at least `rarest` cases, under a ridge penalty."""
    cases = [case for case in cases if any(option.value == case.right for option in case.options)]
    names = _names(cases, rarest)
    rows, columns, owners, good = _arrays(cases, names)
    importance = np.array([case.weight for case in cases])
    weights, mean, spread = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        scores = np.bincount(rows, weights=weights[columns], minlength=len(owners)).astype(np.float64)
        prior = _shares(scores, owners, len(cases))
        posterior = _shares(np.where(good, scores, -np.inf), owners, len(cases))
        pull = (prior - posterior) * importance[owners]
        slope = np.bincount(columns, weights=pull[rows], minlength=len(names)) + penalty * weights
        mean = _BETA * mean + (1 - _BETA) * slope
        spread = _GAMMA * spread + (1 - _GAMMA) * slope**2
        weights -= _RATE * (mean / (1 - _BETA**step)) / (np.sqrt(spread / (1 - _GAMMA**step)) + _TINY)
    return {name: round(float(weights[at]), 3) for name, at in names.items() if abs(weights[at]) >= 0.01}


def _names(cases: Sequence[Case], rarest: int) -> dict[str, int]:
    seen: dict[str, int] = {}
    for case in cases:
        for feature in {feature for option in case.options for feature in option.features}:
            seen[feature] = seen.get(feature, 0) + 1
    return {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count >= rarest))}


def _arrays(
    cases: Sequence[Case], names: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Row and column of each feature told; the case of each option; whether it is right."""
    rows: list[int] = []
    columns: list[int] = []
    owners: list[int] = []
    good: list[bool] = []
    for number, case in enumerate(cases):
        for option in case.options:
            told = [names[feature] for feature in option.features if feature in names]
            rows += [len(owners)] * len(told)
            columns += told
            owners.append(number)
            good.append(option.value == case.right)
    return np.array(rows), np.array(columns), np.array(owners), np.array(good)


def _shares(scores: NDArray[np.float64], owners: NDArray[np.int64], cases: int) -> NDArray[np.float64]:
    """Each option's share of the softmax of its case."""
    tops = np.full(cases, -np.inf)
    np.maximum.at(tops, owners, scores)
    masses = np.exp(scores - tops[owners])
    shares: NDArray[np.float64] = masses / np.bincount(owners, weights=masses, minlength=cases)[owners]
    return shares
