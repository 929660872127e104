"""How sure a figure is.

Shares of a softmax are too sure of themselves on articles of a kind not seen before: `training.fit_figures`
fits how often rows of a given share are right, number and fields, on articles that the weights were not fitted on.
"""

import math
from functools import cache

from extract.choice import model

_MOST = 0.99  # shares are cut there, that they have a logarithm


def rate(*shares: float) -> float:
    """The confidence of a figure (0 to 1), from the shares of its metric, nature and period."""
    slope, level, found = _scale()
    together = min(_MOST, max(1 - _MOST, math.prod(shares)))
    odds = math.log(together / (1 - together))
    return round(found / (1 + math.exp(-level - slope * odds)), 2)


@cache
def _scale() -> tuple[float, float, float]:
    """Slope and level of the log odds, and the share of rows whose number is right."""
    told = model("figures/confidence").weights
    return told.get("slope", 1.0), told.get("level", 0.0), told.get("found", 1.0)
