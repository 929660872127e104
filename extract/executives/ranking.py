"""Rankings by fitted weights: what a candidate is worth, and how likely it is against the others."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from math import exp
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")


Weights = dict[str, float]  # feature -> worth


@cache
def _loaded() -> dict[str, Weights]:
    found: dict[str, Weights] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def weights(model: str) -> Weights:
    """The weights of one fitted model."""
    return _loaded()[model]


@contextmanager
def on_trial(models: dict[str, Weights]) -> Iterator[None]:
    """Within it these weights stand in for those beside the code: training asks what they find."""
    kept = dict(_loaded())
    _loaded().update(models)
    try:
        yield
    finally:
        _loaded().clear()
        _loaded().update(kept)


def worth(features: Iterable[str], fitted: Weights) -> float:
    """The sum of what the features are worth; one never seen in training is worth nothing."""
    return sum(fitted.get(feature, 0.0) for feature in features)


def likelihoods(worths: Sequence[float]) -> list[float]:
    """Worths -> probabilities that sum to one."""
    best = max(worths, default=0.0)
    raised = [exp(value - best) for value in worths]
    total = sum(raised)
    return [value / total for value in raised]


def likelihood(value: float) -> float:
    """The probability that a worth stands for, of one thing that is so or not."""
    return 1.0 / (1.0 + exp(-value))
