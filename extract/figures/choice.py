"""Choices between readings of a number, by weights fitted on annotated articles.

An option is a value with what speaks for it (its features, plain words). The weights of `weights/NAME.json` give
each option its share of a softmax; options of one value add up. `training/fit_figures.py` writes the weights.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

_WEIGHTS = Path(__file__).parent / "weights"


class Option(NamedTuple):
    """A reading and the features that speak for or against it."""

    value: str | None
    features: tuple[str, ...]


class Choice(NamedTuple):
    """The likeliest value, how likely it is, and the strongest features of its best option."""

    value: str | None
    share: float
    option: Option


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature; an unknown feature weighs nothing."""

    weights: dict[str, float]

    def choose(self, options: Sequence[Option]) -> Choice:
        """The value with the largest share among `options` (at least one)."""
        known = self.weights
        scores = [sum(known.get(feature, 0.0) for feature in option.features) for option in options]
        top = max(scores)
        masses = [math.exp(score - top) for score in scores]
        shares: dict[str | None, float] = {}
        for option, mass in zip(options, masses, strict=True):
            shares[option.value] = shares.get(option.value, 0.0) + mass
        value = max(shares, key=lambda key: shares[key])
        best = max(
            (score, -index)
            for index, (score, option) in enumerate(zip(scores, options, strict=True))
            if option.value == value
        )
        return Choice(value, shares[value] / sum(masses), options[-best[1]])


@cache
def model(name: str) -> Model:
    """The fitted weights called `name`; an empty model where none are fitted yet."""
    path = _WEIGHTS / f"{name}.json"
    return Model(json.loads(path.read_text(encoding="utf-8")) if path.exists() else {})


def crossed(prefix: str, parts: Iterable[str]) -> list[str]:
    """`prefix` alone and with each of `parts`."""
    return [prefix, *(f"{prefix} {part}" for part in parts)]


def bucket(gap: float, edges: Sequence[float]) -> str:
    """The first of `edges` that `gap` does not pass, as a word; "far" beyond the last."""
    return next((f"{edge:g}" for edge in edges if gap <= edge), "far")
