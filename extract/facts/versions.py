"""Facts on two clocks (bitemporal): when a thing was so is told by a fact's own dates (valid time); a fact's versions
tell what was known of it and when (knowledge time).

A version of a fact is known from one day until another, exclusive. What was known by a day is then a choice of rows,
where building the facts anew would read every claim again.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from extract.facts.rows import Row, day_told, frame

_FOREVER = np.datetime64("9999-12-31") + 1
_FactsOf = Callable[[list[Row]], list[Row]]


class Version(NamedTuple):
    """A fact as it was known through some days. `place` orders it among the facts of its unit."""

    place: Any
    fact: Row
    known_from: str
    known_until: str | None  # None: it still stands


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of one kind of facts, in the order that building them by a day would give; one row a version."""

    frame: pd.DataFrame
    known_from: np.ndarray[Any, Any]
    known_until: np.ndarray[Any, Any]

    @classmethod
    def of(cls, versions: Sequence[Version], columns: list[str], types: Mapping[str, type] | None = None) -> "Versions":
        """The versions as columns (`frame`, and of its columns the `types`)."""
        return cls(
            frame([version.fact for version in versions], columns).astype(dict(types or {})),
            np.array([version.known_from for version in versions], dtype="datetime64[D]"),
            np.array([version.known_until or _FOREVER for version in versions], dtype="datetime64[D]"),
        )

    def rows(self, day: str) -> np.ndarray[Any, Any]:
        """The numbers of the rows known by a day."""
        then = np.datetime64(day)
        return np.flatnonzero((self.known_from <= then) & (then < self.known_until))

    def on(self, day: str) -> pd.DataFrame:
        """The facts as they were known by a day."""
        return self.frame.take(self.rows(day)).reset_index(drop=True)


@dataclass(slots=True)
class Story:
    """Facts as they become known: told all of them on each day that changes any, it keeps only what changes."""

    _standing: dict[Hashable, tuple[Row, str]] = field(default_factory=dict)
    _past: list[Version] = field(default_factory=list)

    def tell(self, day: str, facts: Mapping[Any, Row]) -> None:
        """From this day on the facts of these places are known, and none of any other place."""
        for place, (fact, since) in list(self._standing.items()):
            if facts.get(place) != fact:
                self._past.append(Version(place, fact, since, day))
                del self._standing[place]
        for place, fact in facts.items():
            self._standing.setdefault(place, (fact, day))

    def versions(self) -> list[Version]:
        """All that was told: of each place in order, its oldest version first."""
        standing = [Version(place, fact, since, None) for place, (fact, since) in self._standing.items()]
        return sorted(self._past + standing, key=lambda version: (version.place, version.known_from))


def grown(rows: list[Row], days: Sequence[str], facts_of: _FactsOf) -> list[Version]:
    """The versions of the facts of one unit: claims that tell of each other alone.

    `rows` stand in order and have dates, so that what is known by a day is so many of the first. They are built into
    facts once for each of the `days` that knows more of them than the one before, and for no day between: the cost of
    a unit told thousands of times stays in proportion to its claims.
    """
    counts: dict[int, int] = {}
    for count, row in enumerate(rows, start=1):
        counts[bisect_left(days, day_told(row))] = count
    counts.pop(len(days), None)
    if len(counts) == 1:  # most are told once
        ((day, count),) = counts.items()
        return [Version(place, fact, days[day], None) for place, fact in enumerate(facts_of(rows[:count]))]
    story = Story()
    for day, count in counts.items():
        story.tell(days[day], dict(enumerate(facts_of(rows[:count]))))
    return story.versions()
