"""What every way of finding a unit gives: who belongs to whom, and where it is said."""

from typing import NamedTuple

from extract.mentions import Sentence


class Pair(NamedTuple):
    """A unit and the company it belongs to, as one sentence tells it."""

    unit: str
    parent: str
    sentence: Sentence
    rule: str
    confidence: float
