"""Partial and relative dates: `find_dates`."""

from dataclasses import dataclass
from datetime import date

from extract.languages import Language


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in the text and what it means: ISO 8601 with its precision, or an interval `2019/2022`."""

    start: int
    end: int
    iso: str


def find_dates(text: str, language: Language | str, reference: date | str | None = None) -> list[DateSpan]:
    """All dates of `text`, in order, never overlapping. Relative ones need `reference` (a date, or an
    ISO string of any precision such as "2021" or "2014-07"): without it they are left out."""
    return []
