"""Claims -> facts: what several articles say together of one tenure, one site, one measure.

Nothing is silently chosen: a fact keeps the ids of all its claims, and where they disagree its `conflict` says so.
Pandas and words only, no model: the dashboard builds facts too, as of any date of knowledge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from extract.facts.groups import top_companies
from extract.facts.identity import organisation_names
from extract.facts.periods import latest
from extract.facts.rows import uncollected
from extract.facts.series import build_series, series_versions
from extract.facts.sites import build_sites, site_versions
from extract.facts.tenures import build_tenures, person_names, tenure_versions
from extract.facts.versions import Versions

if TYPE_CHECKING:
    from extract.tables import Tables

__all__ = ["Facts", "History", "Versions", "build", "history", "organisations", "top_companies"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The three frames of facts; columns in tenures.py, sites.py and series.py (one row a point). `parents` gives the
    company on top of each unit's group."""

    tenures: pd.DataFrame
    sites: pd.DataFrame
    series: pd.DataFrame
    parents: dict[str, str]


def build(tables: Tables, known_by: str | None = None) -> Facts:
    """Facts of the tables; with `known_by` (YYYY-MM-DD) of what had surely been published by that day.

    How a person or an organisation is spelled, and who is the same, is settled by all articles on every day: a name
    that another article spells out later is no news, and facts keep their ids.
    """
    with uncollected():
        names = organisations(tables)
        return Facts(
            build_tenures(_known(tables.executives, known_by), names, person_names(tables.executives)),
            build_sites(_known(tables.offices, known_by), names),
            build_series(_known(tables.figures, known_by), names),
            top_companies(_known(tables.groups, known_by), names),
        )


@dataclass(frozen=True)
class History:
    """What was known on each of some days (`days`, oldest first), as versions of facts."""

    tables: Tables
    names: Mapping[str, str]
    days: Sequence[str]
    published: Sequence[str]  # the days on which any claim was surely known first
    tenures: Versions
    sites: Versions
    series: Versions

    def tells(self, day: str) -> bool:
        """Whether the versions hold on a day: nothing was published since the last of the `days`."""
        before = bisect_right(self.days, day)
        known = bisect_right(self.published, self.days[before - 1]) if before else 0
        return known == bisect_right(self.published, day)

    def last_news(self, day: str) -> str:
        """The last day until this one on which anything was published; the day itself where nothing was yet."""
        before = bisect_right(self.published, day)
        return self.published[before - 1] if before else day

    def parents(self, day: str) -> dict[str, str]:
        """The company on top of each unit's group, as far as was known by a day."""
        return top_companies(_known(self.tables.groups, day), self.names)

    def known_by(self, day: str) -> Facts:
        """What `build` gives for the day; from the versions where they tell it."""
        if not self.tells(day):
            return build(self.tables, day)
        return Facts(self.tenures.on(day), self.sites.on(day), self.series.on(day), self.parents(day))


def history(tables: Tables, days: Sequence[str]) -> History:
    """The versions of all facts through some days (YYYY-MM-DD)."""
    with uncollected():
        days = sorted(set(days))
        names, people = organisations(tables), person_names(tables.executives)
        claims = (tables.executives, tables.offices, tables.figures, tables.groups)
        return History(
            tables,
            names,
            days,
            sorted({latest(told) for frame in claims for told in frame["published"].unique() if isinstance(told, str)}),
            tenure_versions(tables.executives, names, people, days),
            site_versions(tables.offices, names, days),
            series_versions(tables.figures, names, days),
        )


def organisations(tables: Tables) -> dict[str, str]:
    """Each organisation as the claims spell it -> the one spelling that all facts of these tables use."""
    groups = tables.groups
    columns = (
        tables.executives["organisation"], tables.offices["organisation"], tables.figures["subject"],
        groups["organisation"], groups["parent"],
    )  # fmt: skip
    return organisation_names([name for column in columns for name in column if name])


def _known(claims: pd.DataFrame, day: str | None) -> pd.DataFrame:
    if day is None:
        return claims
    published = [isinstance(p, str) and latest(p) <= day for p in claims["published"]]
    return claims[pd.Series(published, index=claims.index, dtype=bool)]
