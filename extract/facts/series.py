"""Claims about figures -> series: one measure of one subject through time."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

from extract.facts.identity import organisation_key, organisation_names
from extract.facts.periods import latest
from extract.facts.rows import Row, frame, in_order

_SAME = 0.005  # values this close are the same number, rounded

COLUMNS = [
    "fact_id", "series_id", "subject", "metric", "unit", "per", "geography", "period", "date", "value",
    "value_high", "bound", "nature", "attributed_to", "conflict", "claim_ids",
]  # fmt: skip


def build_series(figures: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Points of series (COLUMNS), one row a point, from the figures table (one row a claim).

    A series is one subject, metric, unit, per and geography. `period` is what the article tells, `date` where
    the point stands in time: the last day of the period, else the article's date, else None. A number told again
    is one point with several claims; two numbers for one period and nature are a conflict and both stay.
    """
    rows = in_order(figures)
    subjects = names or organisation_names([r["subject"] for r in rows if r["subject"]])
    series: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        row["subject"] = subjects.get(row["subject"])
        key = (
            organisation_key(row["subject"] or ""),
            row["metric"],
            row["unit"],
            row["per"],
            tuple(row["geography"]),
        )
        series[key].append(row)
    points = [point for key, claims in series.items() for point in _points(key, claims)]
    return frame(points, COLUMNS).astype({"value": float, "value_high": float})


def _points(key: tuple[Any, ...], claims: list[Row]) -> list[Row]:
    series_id = "m" + hashlib.sha256(repr(key).encode()).hexdigest()[:12]
    told: dict[tuple[Any, ...], list[list[Row]]] = defaultdict(list)
    for row in claims:
        same_time = told[row["period"] or row["published"], row["nature"]]
        for group in same_time:
            if _same_number(group[0], row):
                group.append(row)
                break
        else:
            same_time.append([row])
    points = []
    for groups in told.values():
        exact = [g for g in groups if g[0]["bound"] == "exact"]
        articles = {r["article_id"] for g in exact for r in g}
        # one article may tell several parts under one name: only two articles can disagree
        disagree = " or ".join(f"{g[0]['value']:g}" for g in exact) if len(exact) > 1 and len(articles) > 1 else None
        points += [_point(series_id, group, disagree if group[0]["bound"] == "exact" else None) for group in groups]
    return sorted(points, key=lambda p: p["date"] or "")


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
        "date": latest(when) if when else None,
        **{k: first[k] for k in ("value", "value_high", "bound", "nature")},
        "attributed_to": next((r["attributed_to"] for r in claims if r["attributed_to"]), None),
        "conflict": conflict,
        "claim_ids": [r["claim_id"] for r in claims],
    }
