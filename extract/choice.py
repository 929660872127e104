"""Choices by fitted weights: of several readings the likeliest, and how likely it is.

An option is a value with what speaks for or against it: its features, each a name that holds or does not. A model
gives every feature a weight and every option its share of a softmax; options of one value add up. The weights are
data, `weights/STATION/MODEL.json`; the scripts of `training/` write them.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

WEIGHTS = Path(__file__).parent / "weights"

Weights = Mapping[str, float]  # feature -> what it is worth


class Option(NamedTuple):
    """A possible value and the features that speak for or against it."""

    value: str | None
    features: Sequence[str]


class Choice(NamedTuple):
    """The likeliest value, how likely it is, and the strongest of its options."""

    value: str | None
    share: float
    option: Option


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature; one that training never saw is worth nothing."""

    weights: Weights

    def worth(self, features: Iterable[str]) -> float:
        """The sum of what the features are worth."""
        known = self.weights
        return sum([known[feature] for feature in features if feature in known])

    def chance(self, features: Iterable[str]) -> float:
        """How likely a thing is to be so, of which these features speak."""
        return 1.0 / (1.0 + math.exp(-self.worth(features)))

    def choose(self, options: Sequence[Option]) -> Choice:
        """The value with the largest share among `options` (at least one); of equals the first."""
        worths = [self.worth(option.features) for option in options]
        top = max(worths)
        shares: dict[str | None, float] = {}
        best: dict[str | None, int] = {}
        for index, option in enumerate(options):
            shares[option.value] = shares.get(option.value, 0.0) + math.exp(worths[index] - top)
            if worths[index] > worths[best.setdefault(option.value, index)]:
                best[option.value] = index
        value = max(shares, key=shares.__getitem__)
        return Choice(value, shares[value] / sum(shares.values()), options[best[value]])


def model(name: str) -> Model:
    """The fitted weights called `name`, as "offices/owner"."""
    return _ON_TRIAL.get(name) or _shipped(name)


@cache
def _shipped(name: str) -> Model:
    return Model(json.loads((WEIGHTS / f"{name}.json").read_text(encoding="utf-8")))


_ON_TRIAL: dict[str, Model] = {}


@contextmanager
def on_trial(fitted: Mapping[str, Weights]) -> Iterator[None]:
    """Within it these weights stand in for the shipped ones of the same names: training asks what they find."""
    before = dict(_ON_TRIAL)
    _ON_TRIAL.update({name: Model(weights) for name, weights in fitted.items()})
    try:
        yield
    finally:
        _ON_TRIAL.clear()
        _ON_TRIAL.update(before)


def crossed(prefix: str, parts: Iterable[str]) -> list[str]:
    """`prefix` alone and with each of `parts`: a feature and what it is worth in each setting."""
    return [prefix, *(f"{prefix} {part}" for part in parts)]


def bucket(value: float, edges: Sequence[float], beyond: str = "far") -> str:
    """The first of `edges` that `value` does not pass, as a word; `beyond` past the last."""
    return next((f"{edge:g}" for edge in edges if value <= edge), beyond)
