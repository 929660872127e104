"""Which facts a view is about: the filters applied to tenures, sites and points. Pandas and NumPy only."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

_FOREVER = 9999


@dataclass(frozen=True)
class Facet:
    """One frame of facts, indexed once so that a filter costs a few array operations.

    `first` and `last` are the years a fact spans (NaN where no date is known at all); `places` gives the row
    numbers of each country. The facts are `rows` of a frame, or all of it; they are copied out when asked for.
    """

    source: pd.DataFrame
    rows: np.ndarray[Any, Any] | None
    organisation: np.ndarray[Any, Any]
    status: np.ndarray[Any, Any]
    first: np.ndarray[Any, Any]
    last: np.ndarray[Any, Any]
    places: dict[str, np.ndarray[Any, Any]]

    def __len__(self) -> int:
        """How many facts."""
        return len(self.status)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The facts."""
        return self.source if self.rows is None else self._copied(np.arange(len(self)))

    def kept(self, keep: np.ndarray[Any, Any]) -> pd.DataFrame:
        """The facts that a mask keeps."""
        if keep.all():  # a page asks for all of its facts more than once
            return self.frame
        return self.source[keep] if self.rows is None else self._copied(np.flatnonzero(keep))

    def _copied(self, numbers: np.ndarray[Any, Any]) -> pd.DataFrame:
        assert self.rows is not None
        return self.source.take(self.rows[numbers]).set_axis(numbers)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Fact id -> row number."""
        return {fact: i for i, fact in enumerate(self.frame["fact_id"])}

    def take(self, rows: np.ndarray[Any, Any]) -> "Facet":
        """The facts of these rows as a facet of their own."""
        numbers = np.full(len(self), -1)
        numbers[rows] = np.arange(len(rows))
        places = {country: numbers[there][numbers[there] >= 0] for country, there in self.places.items()}
        return Facet(
            source=self.source,
            rows=rows if self.rows is None else self.rows[rows],
            organisation=self.organisation[rows],
            status=self.status[rows],
            first=self.first[rows],
            last=self.last[rows],
            places={country: there for country, there in places.items() if len(there)},
        )

    def mask(
        self,
        *,
        organisations: Collection[str] | None,
        country: str,
        years: tuple[int, int] | None,
        statuses: Collection[str],
    ) -> np.ndarray[Any, Any]:
        """Which facts pass every filter. A range of years leaves out what has no date."""
        keep = np.ones(len(self), dtype=bool)
        if organisations is not None:
            keep &= np.isin(self.organisation, list(organisations))
        if country:
            there = np.zeros(len(self), dtype=bool)
            there[self.places.get(country, np.array([], dtype=int))] = True
            keep &= there
        if years is not None:
            with np.errstate(invalid="ignore"):
                keep &= (self.first <= years[1]) & (self.last >= years[0])
        if statuses:
            keep &= np.isin(self.status, list(statuses))
        return keep

    def select(
        self,
        *,
        organisations: Collection[str] | None,
        country: str,
        years: tuple[int, int] | None,
        statuses: Collection[str],
    ) -> pd.DataFrame:
        """The facts that pass every filter."""
        keep = self.mask(organisations=organisations, country=country, years=years, statuses=statuses)
        return self.kept(keep)


def tenures(frame: pd.DataFrame) -> Facet:
    """A post spans from its start (or the first article that knows of it) until it ends; one still held is open."""
    spans: list[Any] = []
    for start, end, seen, status in zip(frame["start"], frame["end"], frame["seen_from"], frame["status"], strict=True):
        first = _year(start) or _year(seen)
        last = _year(end)
        if first is None and last is None:
            spans.append((np.nan, np.nan))
            continue
        if last is None:
            last = _FOREVER if status in {"incoming", "current"} else first
        spans.append((first if first is not None else last, last))
    return _facet(frame, "organisation", "status", spans, frame["countries"])


def sites(frame: pd.DataFrame) -> Facet:
    """A place spans from the first article or date that tells of it; a closed one ends with its last."""
    spans: list[Any] = []
    for date, states, status in zip(frame["date"], frame["states"], frame["status"], strict=True):
        told = [_year(date), *(_year(s["date"]) for s in states), *(_year(s["published"]) for s in states)]
        years = [year for year in told if year is not None]
        if not years:
            spans.append((np.nan, np.nan))
            continue
        spans.append((min(years), max(years) if status == "closed" else _FOREVER))
    places = [
        sorted({country, *serves} if country else set(serves))
        for country, serves in zip(frame["country"], frame["serves"], strict=True)
    ]
    return _facet(frame, "organisation", "status", spans, places)


def points(frame: pd.DataFrame) -> Facet:
    """A number spans the period it measures, else the year of its article."""
    spans: list[Any] = []
    for period, date in zip(frame["period"], frame["date"], strict=True):
        told = period or date
        spans.append((_year(told), _year(told.rsplit("/", 1)[-1])) if told else (np.nan, np.nan))
    return _facet(frame, "subject", "nature", spans, frame["geography"])


def _facet(
    frame: pd.DataFrame, organisation: str, status: str, spans: list[Any], countries: Iterable[Collection[str]]
) -> Facet:
    places: dict[str, list[int]] = defaultdict(list)
    for i, codes in enumerate(countries):
        for code in codes:
            places[code].append(i)
    bounds = np.array(spans, dtype=float).reshape(-1, 2)
    return Facet(
        source=frame,
        rows=None,
        organisation=frame[organisation].fillna("").to_numpy(dtype=object).astype(str),
        status=frame[status].to_numpy(dtype=object).astype(str),
        first=bounds[:, 0],
        last=bounds[:, 1],
        places={code: np.array(rows) for code, rows in places.items()},
    )


def _year(iso: str | None) -> int | None:
    return int(iso[:4]) if iso else None


def year_range(facets: Iterable[Facet]) -> tuple[int, int] | None:
    """The first and last year that any dated fact tells."""
    years = np.concatenate(
        [np.array([]), *(side[np.isfinite(side) & (side < _FOREVER)] for f in facets for side in (f.first, f.last))]
    )
    return (int(years.min()), int(years.max())) if len(years) else None
