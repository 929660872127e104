"""How sure a figure is: the share of rows made the same way that proved right."""

from extract.figures.measures import Measure
from extract.figures.scene import Number


def rate(number: Number, known: Measure) -> float:
    """The confidence of a figure, from how its number and its metric were found."""
    return round(min(0.95, 0.5 + known.surety / 2), 2)
