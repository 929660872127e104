"""What the articles let one know: all of it, or what was known by a day (the second of two clocks, knowledge time)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from dashboard import moment, selection
from dashboard.charts import events, words
from dashboard.selection import Facet
from extract import facts as fact_builder
from extract.facts import Facts, History

_Rows = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Happened:
    """Everything dated, oldest first: `rows` of a frame, or all of it.

    `facts` has the number of each event's fact (tenures first, then sites, then points), `years` its first and its last
    year, and `months` the month (YYYY-MM) in which it began.
    """

    source: pd.DataFrame
    rows: _Rows | None
    facts: _Rows
    years: _Rows
    months: _Rows

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The events."""
        return self.source if self.rows is None else self.source.take(self.rows)

    def kept(self, facts: _Rows, years: tuple[int, int] | None = None) -> pd.DataFrame:
        """The events of those facts that a mask keeps, in a range of years."""
        kept = self._within(np.flatnonzero(facts[self.facts]), years)
        return self.source.take(kept if self.rows is None else self.rows[kept])

    def by_month(self, facts: _Rows, years: tuple[int, int] | None = None) -> dict[str, list[str]]:
        """Month -> what happened in it, in words, to those of the first facts that a mask keeps."""
        kept = np.flatnonzero(self.facts < len(facts))
        kept = self._within(kept[facts[self.facts[kept]]], years)
        months = self.months[kept]
        order = np.argsort(months, kind="stable")
        told = self._texts[kept[order] if self.rows is None else self.rows[kept[order]]]
        names, starts = np.unique(months[order], return_index=True)
        ends = [*starts[1:].tolist(), len(told)]
        return {month: told[i:j].tolist() for month, i, j in zip(names.tolist(), starts, ends, strict=bool(len(names)))}

    def _within(self, numbers: _Rows, years: tuple[int, int] | None) -> _Rows:
        """Those of some events that a range of years has; one that spans years counts where it reaches into it."""
        if years is None:
            return numbers
        told = self.years[numbers]
        kept: _Rows = numbers[(told[:, 0] <= years[1]) & (told[:, 1] >= years[0])]
        return kept

    @cached_property
    def _texts(self) -> _Rows:
        return self.source["text"].to_numpy(dtype=object)


@dataclass(frozen=True)
class Known:
    """The facts as far as they were known on one day, indexed for filtering."""

    tenures: Facet
    sites: Facet
    points: Facet
    parents: dict[str, str]  # unit -> the company on top of it

    @classmethod
    def of(cls, found: Facts) -> "Known":
        """The facts, indexed."""
        return cls(
            selection.tenures(found.tenures), selection.sites(found.sites), selection.points(found.series),
            found.parents,
        )  # fmt: skip

    @property
    def facets(self) -> tuple[Facet, Facet, Facet]:
        """Tenures, sites and points."""
        return self.tenures, self.sites, self.points

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """First and last year of anything dated, what is only planned too."""
        told = np.concatenate([selection.year_range(self.facets) or (), self.happened.years.ravel()])
        return (int(told.min()), int(told.max())) if len(told) else None

    @cached_property
    def months(self) -> list[str]:
        """Every month from the first event of any post to the last."""
        return moment.months(self.tenures.frame)

    @cached_property
    def countries(self) -> list[str]:
        """Every country any fact names, by its English name."""
        return sorted({*self.tenures.places, *self.sites.places, *self.points.places}, key=words.country)

    @cached_property
    def happened(self) -> Happened:
        """Everything dated."""
        return _happened(self.facets)

    @cached_property
    def fact_of_claim(self) -> dict[str, str]:
        """Claim id -> the fact it is part of."""
        return {
            claim: fact
            for facet in self.facets
            for fact, claims in zip(facet.frame["fact_id"], facet.frame["claim_ids"], strict=True)
            for claim in claims
        }

    def fact(self, fact_id: str) -> dict[str, Any] | None:
        """One fact as a plain dict, or None."""
        for facet in self.facets:
            if (row := facet.numbers.get(fact_id)) is not None:
                return dict(zip(facet.frame.columns, facet.frame.iloc[row].tolist(), strict=True))
        return None


@dataclass(frozen=True)
class KnownBy(Known):
    """What was known by a day: of the versions of all facts those that held then."""

    ever: "Ever"
    rows: tuple[_Rows, _Rows, _Rows]

    @cached_property
    def months(self) -> list[str]:
        """Every month from the first event of any post to the last."""
        first, last = (days[self.rows[0]] for days in self.ever.spans)
        told = ~np.isnat(first)
        return moment.between(first[told].min().item(), last[told].max().item()) if told.any() else []

    @cached_property
    def happened(self) -> Happened:
        """Everything dated."""
        return self.ever.happened_of(self.rows)


@dataclass(frozen=True)
class Ever:
    """Every version of every fact, indexed once for all days."""

    history: History
    tenures: Facet
    sites: Facet
    points: Facet
    happened: Happened

    @classmethod
    def of(cls, history: History) -> "Ever":
        """The versions, indexed."""
        facets = (
            selection.tenures(history.tenures.frame), selection.sites(history.sites.frame),
            selection.points(history.series.frame),
        )  # fmt: skip
        return cls(history, *facets, _happened(facets))

    @cached_property
    def spans(self) -> tuple[_Rows, _Rows]:
        """The first and the last day of which each version of a post tells; no day where it tells of none."""
        source = self.tenures.source
        told = [[iso for iso in row if iso] for row in zip(*(source[name] for name in moment.DATES), strict=True)]
        first = [min(map(words.day, row)).isoformat() if row else "NaT" for row in told]
        last = [max(words.day(iso, last=True) for iso in row).isoformat() if row else "NaT" for row in told]
        return np.array(first, dtype="datetime64[D]"), np.array(last, dtype="datetime64[D]")

    def known_by(self, day: str) -> Known:
        """What was known by a day."""
        history = self.history
        if not history.tells(day):
            return Known.of(fact_builder.build(history.tables, day))
        rows = (history.tenures.rows(day), history.sites.rows(day), history.series.rows(day))
        return KnownBy(
            self.tenures.take(rows[0]), self.sites.take(rows[1]), self.points.take(rows[2]), history.parents(day),
            ever=self, rows=rows,
        )  # fmt: skip

    def happened_of(self, rows: tuple[_Rows, _Rows, _Rows]) -> Happened:
        """What is dated of some versions."""
        sites = len(self.tenures)
        points = sites + len(self.sites)
        chosen = np.concatenate((rows[0], sites + rows[1], points + rows[2]))
        numbers = np.full(points + len(self.points), -1)
        numbers[chosen] = np.arange(len(chosen))
        facts = numbers[self.happened.facts]
        kept = np.flatnonzero(facts >= 0)
        happened = self.happened
        return Happened(happened.source, kept, facts[kept], happened.years[kept], happened.months[kept])


def _happened(facets: tuple[Facet, Facet, Facet]) -> Happened:
    # a fact may stand in several versions: they are told apart by their numbers until their events are found
    numbered, count = [], 0
    for facet in facets:
        numbered.append(facet.frame.assign(fact_id=range(count, count + len(facet))))
        count += len(facet)
    found = events.events(*numbered)
    facts = found["fact_id"].to_numpy(dtype=int)
    ids = np.concatenate([facet.frame["fact_id"].to_numpy(dtype=object) for facet in facets])
    years = np.array([events.years(iso) for iso in found["date"]], dtype=int).reshape(-1, 2)
    months = np.array([words.day(iso).isoformat()[:7] for iso in found["date"]], dtype=str)
    return Happened(found.assign(fact_id=ids[facts]), None, facts, years, months)
