"""The likeliest of several owners, by weights fitted on annotated articles.

An option is a name with what speaks for it (its features, plain words); the weights of `owner_weights.json` give each
its share of a softmax. `python -m training.fit_offices` writes them.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

WEIGHTS = Path(__file__).parent / "owner_weights.json"


class Option(NamedTuple):
    """A possible owner and the features that speak for or against it."""

    value: str
    features: tuple[str, ...]


def choose(options: Sequence[Option], weights: Mapping[str, float] | None = None) -> tuple[str, float]:
    """The owner with the largest share among `options` (at least one), and that share."""
    known = owner_weights() if weights is None else weights
    scores = [sum(known.get(feature, 0.0) for feature in option.features) for option in options]
    top = max(scores)
    masses = [math.exp(score - top) for score in scores]
    best = max(range(len(options)), key=lambda index: (scores[index], -index))
    return options[best].value, masses[best] / sum(masses)


@cache
def owner_weights() -> dict[str, float]:
    """The fitted weights; none before they are."""
    if not WEIGHTS.exists():
        return {}
    weights: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights
