"""Fitting of weights: which of several candidates is right, as a conditional logit with few and small weights."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.executives.ranking import worth

_ROUNDS = 250
_RATE = 0.08
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as training sees it: the features of each candidate, and which of them are right."""

    article: str
    candidates: list[list[str]]
    right: list[bool]


def fit_choices(
    choices: Sequence[Choice], penalty: float, expected: Mapping[str, float], least: int = 3
) -> dict[str, float]:
    """Feature -> weight, for features that `least` articles hold: the likeliest weights under a quadratic penalty
    on what they depart from the `expected` ones (zero where none is)."""
    seen = Counter(name for _, name in {(c.article, f) for c in choices for found in c.candidates for f in found})
    names = sorted({name for name, count in seen.items() if count >= least} | set(expected))
    place = {name: n for n, name in enumerate(names)}
    rows = [[place[f] for f in found if f in place] for choice in choices for found in choice.candidates]
    row = np.repeat(np.arange(len(rows)), [len(found) for found in rows])
    column = np.array([n for found in rows for n in found], dtype=np.int64)
    group = np.repeat(np.arange(len(choices), dtype=np.int64), [len(choice.candidates) for choice in choices])
    right = np.array([mark for choice in choices for mark in choice.right], dtype=bool)
    prior = np.array([expected.get(name, 0.0) for name in names])
    found = _climb(row, column, group, right, prior, penalty)
    return {name: round(float(value), 3) for name, value in zip(names, found, strict=True) if abs(value) >= 0.01}


def _climb(
    row: NDArray[np.int64],
    column: NDArray[np.int64],
    group: NDArray[np.int64],
    right: NDArray[np.bool_],
    prior: NDArray[np.float64],
    penalty: float,
) -> NDArray[np.float64]:
    """Adam over all examples at once: the likelihood of the right candidates of each choice together."""
    weights = prior.copy()
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        worths = np.bincount(row, weights[column], len(group)).astype(np.float64)
        chance = _shares(worths, group)
        among_right = np.where(right, chance, 0.0)
        among_right /= np.maximum(np.bincount(group, among_right), 1e-12)[group]
        slope = np.bincount(column, (chance - among_right)[row], len(weights)) + penalty * (weights - prior)
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        rate = _RATE * min(1.0, 2 * (1 - step / _ROUNDS))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights


def _shares(worth: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.float64]:
    top = np.full(group[-1] + 1, -np.inf)
    np.maximum.at(top, group, worth)
    raised = np.exp(worth - top[group])
    return raised / np.bincount(group, raised)[group]


def right_share(choices: Sequence[Choice], fitted: dict[str, float]) -> float:
    """The share of choices whose likeliest candidate is right."""
    hits = sum(
        choice.right[max(range(len(choice.right)), key=[worth(c, fitted) for c in choice.candidates].__getitem__)]
        for choice in choices
    )
    return hits / max(1, len(choices))


def cross_validate(choices: Sequence[Choice], penalty: float, expected: Mapping[str, float]) -> float:
    """The share of choices right where the weights are fitted on the other articles."""
    hits = sum(
        right_share(aside, fit_choices(others, penalty, expected)) * len(aside) for aside, others in folds(choices)
    )
    return hits / max(1, len(choices))


def folds(choices: Sequence[Choice]) -> Iterator[tuple[list[Choice], list[Choice]]]:
    """The choices of a fifth of the articles, and those of the others, five times."""
    fold = {article: n % FOLDS for n, article in enumerate(sorted({choice.article for choice in choices}))}
    for part in range(FOLDS):
        yield (
            [choice for choice in choices if fold[choice.article] == part],
            [choice for choice in choices if fold[choice.article] != part],
        )
