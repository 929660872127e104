"""Claims -> facts: what several articles say together of one tenure, one site, one measure.

Nothing is silently chosen: a fact keeps the ids of all its claims, and where they disagree its `conflict` says so.
Pandas only: the dashboard builds facts too, as of any date of knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from extract.facts.groups import top_companies
from extract.facts.identity import organisation_names
from extract.facts.periods import latest
from extract.facts.rows import uncollected
from extract.facts.series import build_series
from extract.facts.sites import build_sites
from extract.facts.tenures import build_tenures

if TYPE_CHECKING:
    from extract.tables import Tables

__all__ = ["Facts", "build", "organisations", "top_companies"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The three frames of facts; columns in tenures.py, sites.py and series.py (one row a point). `parents` gives the
    company on top of each unit's group."""

    tenures: pd.DataFrame
    sites: pd.DataFrame
    series: pd.DataFrame
    parents: dict[str, str]


def build(tables: Tables, known_by: str | None = None) -> Facts:
    """Facts of the tables; with `known_by` (YYYY-MM-DD) of what had surely been published by that day."""
    with uncollected():
        names = organisations(tables)
        return Facts(
            build_tenures(_known(tables.executives, known_by), names),
            build_sites(_known(tables.offices, known_by), names),
            build_series(_known(tables.figures, known_by), names),
            top_companies(_known(tables.groups, known_by), names),
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
