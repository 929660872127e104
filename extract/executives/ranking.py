"""Rankings by fitted weights: what a candidate is worth, and how likely it is against the others."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from math import exp
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")


@cache
def weights(model: str) -> dict[str, float]:
    """The weights of one fitted model: feature -> worth."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))[model]
    return found


def worth(features: Iterable[str], fitted: dict[str, float]) -> float:
    """The sum of what the features are worth; one never seen in training is worth nothing."""
    return sum(fitted.get(feature, 0.0) for feature in features)


def likelihoods(worths: Sequence[float]) -> list[float]:
    """Worths -> probabilities that sum to one."""
    best = max(worths, default=0.0)
    raised = [exp(value - best) for value in worths]
    total = sum(raised)
    return [value / total for value in raised]
