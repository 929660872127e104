"""Claims about figures -> series: one measure of one subject through time."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from extract.facts.identity import organisation_key, organisation_names
from extract.facts.periods import latest
from extract.facts.rows import Row, dated, frame, in_order
from extract.facts.versions import Versions, grown

_SAME = 0.005  # values this close are the same number, rounded
_Key = tuple[Any, ...]
_TYPES = {"value": float, "value_high": float}

COLUMNS = [
    "fact_id", "series_id", "subject", "metric", "unit", "per", "geography", "period", "when", "date",
    "value", "value_high", "bound", "nature", "attributed_to", "conflict", "claim_ids",
]  # fmt: skip


def build_series(figures: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Points of series (COLUMNS), one row a point, from the figures table (one row a claim).

    A series is one subject, metric, unit, per and geography. `period` is what the article tells, `when`
    that or else the article's date, as precisely as either is known, and `date` the last day it can mean; None where
    neither is told. A number told again is one point with several claims; two numbers for one period and nature are a
    conflict and both stay.
    """
    points = [
        point for key, claims in _told_together(in_order(figures), names) for point in _points(_series_id(key), claims)
    ]
    return frame(points, COLUMNS).astype(_TYPES)


def series_versions(figures: pd.DataFrame, names: Mapping[str, str], days: Sequence[str]) -> Versions:
    """The points of series on each of the days by what was known then."""
    versions = [
        version
        for key, claims in _told_together(dated(in_order(figures)), names)
        for version in grown(claims, days, partial(_points, _series_id(key)))
    ]
    return Versions.of(versions, COLUMNS, _TYPES)


def _told_together(rows: list[Row], names: Mapping[str, str] | None) -> list[tuple[_Key, list[Row]]]:
    """Claims of one series, time and nature with the series' key; a series' times in order."""
    subjects = names or organisation_names([r["subject"] for r in rows if r["subject"]])
    series: dict[_Key, dict[tuple[Any, ...], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        row["subject"] = subjects.get(row["subject"])
        key = (
            organisation_key(row["subject"] or ""),
            row["metric"],
            row["unit"],
            row["per"],
            tuple(row["geography"]),
        )
        series[key][row["period"] or row["published"], row["nature"]].append(row)
    return [(key, claims) for key, told in series.items() for _, claims in sorted(told.items(), key=_end)]


def _end(told: tuple[tuple[str | None, str], list[Row]]) -> str:
    (when, _), _ = told
    return latest(when) if when else ""


def _series_id(key: _Key) -> str:
    return "m" + hashlib.sha256(repr(key).encode()).hexdigest()[:12]


def _points(series_id: str, claims: list[Row]) -> list[Row]:
    """The points of one time and nature: a number each."""
    groups: list[list[Row]] = []
    for row in claims:
        same = next((group for group in groups if _same_number(group[0], row)), None)
        if same is None:
            groups.append([row])
        else:
            same.append(row)
    exact = [g for g in groups if g[0]["bound"] == "exact"]
    articles = {r["article_id"] for g in exact for r in g}
    # one article may tell several parts under one name: only two articles can disagree
    disagree = " or ".join(f"{g[0]['value']:g}" for g in exact) if len(exact) > 1 and len(articles) > 1 else None
    return [_point(series_id, group, disagree if group[0]["bound"] == "exact" else None) for group in groups]


def _same_number(a: Row, b: Row) -> bool:
    close = abs(a["value"] - b["value"]) <= _SAME * max(abs(a["value"]), 1e-9)
    return close and a["bound"] == b["bound"] and a["value_high"] == b["value_high"]


def _point(series_id: str, claims: list[Row], conflict: str | None) -> Row:
    first = claims[0]
    when = first["period"] or first["published"]
    told_on = None if first["period"] else first["published"]
    content = (series_id, *(first[k] for k in ("period", "value", "value_high", "bound", "nature")), told_on)
    return {
        "fact_id": "p" + hashlib.sha256(repr(content).encode()).hexdigest()[:12],
        "series_id": series_id,
        **{k: first[k] for k in ("subject", "metric", "unit", "per", "geography", "period")},
        "when": when,
        "date": latest(when) if when else None,
        **{k: first[k] for k in ("value", "value_high", "bound", "nature")},
        "attributed_to": next((r["attributed_to"] for r in claims if r["attributed_to"]), None),
        "conflict": conflict,
        "claim_ids": [r["claim_id"] for r in claims],
    }
