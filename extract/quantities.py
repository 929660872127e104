"""Numbers with units: `find_quantities`."""

from dataclasses import dataclass

from extract.languages import Language


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text. `value` is in full (2.49e12); `value_high` only for a range.

    `unit` is an ISO 4217 code, "%", "pp", "x", "m2", "hectares", "hours" or an English plural noun
    ("employees"), None for a bare number; where a counted noun is in no lexicon it keeps its own words.
    `per` is "hour", "day", "month", "quarter", "year" or None; `bound` is exact, approx, min, max or range.
    `start`/`end` span the number with its unit and bound words (text[start:end]).
    """

    start: int
    end: int
    value: float
    value_high: float | None
    unit: str | None
    per: str | None
    bound: str


def find_quantities(text: str, language: Language | str) -> list[Quantity]:
    """All quantities of `text`, in order, never overlapping."""
    return []
