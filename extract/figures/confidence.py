"""How sure a figure is: how often rows like it are right, the number with what it measures, its time and its nature.

Shares of a softmax are too sure of themselves on articles of a kind not seen before: `training.fit_figures` fits the
weights on rows of articles that the choices were not fitted on. The surer a choice, the surer the row, never less.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

from extract.choice import Choice, model
from extract.figures.scene import Number

JUDGED = ("metric", "nature", "period", "subject")  # the choices whose shares count
_LEAST, _MOST = 0.02, 0.995  # shares are cut there, that they have a logarithm
_CERTAIN = 0.99  # no row is surer


def traits(number: Number, period: Choice) -> Iterator[str]:
    """What is known of a row beside its shares: the kind of number, how it was read, where its time stood."""
    yield "level"
    yield f"kind {number.kind}"
    yield f"read {'whole' if number.rule == 'told' else 'filled in'}"
    yield f"time {period.option.features[0]}"


def rate(shares: Mapping[str, float], known: Sequence[str]) -> float:
    """The confidence of a figure (0 to 1), from the shares of its choices and its traits."""
    judge = model("figures/confidence")
    worth = judge.worth(known) + sum(judge.weights.get(name, 0.0) * log_odds(shares[name]) for name in JUDGED)
    return round(min(_CERTAIN, 1 / (1 + math.exp(-worth))), 2)


def log_odds(share: float) -> float:
    """The logarithm of the odds of a share."""
    cut = min(_MOST, max(_LEAST, share))
    return math.log(cut / (1 - cut))
