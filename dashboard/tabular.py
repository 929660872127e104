"""Facts as rows that people read: the table beside each chart, and its CSV."""

from collections.abc import Callable, Collection
from typing import Any

import pandas as pd

from dashboard.charts import style, words
from dashboard.charts.events import meaning_of
from dashboard.charts.frames import records
from dashboard.charts.posts import last_told, post

# pixels of a table on the page: a letter, the air in a cell, a long column at most and at least, the boxes to tick
_LETTER, _AIR, _WIDEST, _LEAST, _TICKS = 7.0, 20, 260, 130, 34

Rows = dict[str, list[Any]]  # a table by its columns, of equal length; what is untold is empty
_Columns = dict[str, Callable[[dict[str, Any]], Any]]

_TENURES: _Columns = {
    "Person": lambda r: r["person"],
    "Post": post,
    "Company": lambda r: r["organisation"],
    "Covers": lambda r: words.countries(r["countries"], most=9) if len(r["countries"]) else r["region"],
    "Status": lambda r: style.PEOPLE[r["status"]].word,
    "From": lambda r: r["start"],
    "From is": lambda r: r["start_basis"],
    "Until": lambda r: r["end"],
    "Until is": lambda r: r["end_basis"],
    "After": lambda r: r["replaces"],
    "Reports to": lambda r: r["reports_to"],
    "Disagreement": lambda r: r["conflict"],
}
_SITES: _Columns = {
    "Company": lambda r: r["organisation"],
    "Kind": lambda r: words.kind(r["kind"]),
    "City": lambda r: r["city"],
    "Country": lambda r: words.country(r["country"]),
    "Status": lambda r: style.OFFICES[r["status"]].word,
    "Date": lambda r: r["date"],
    "Serves": lambda r: words.countries(r["serves"], most=9),
    "Disagreement": lambda r: r["conflict"],
}
_POINTS: _Columns = {
    "Subject": lambda r: r["subject"],
    "Measure": lambda r: words.metric(r["metric"]),
    "Told as": lambda r: words.bounded(r["value"], r["unit"], r["bound"], value_high=r["value_high"], per=r["per"]),
    "Value": lambda r: r["value"],
    "Unit": lambda r: r["unit"],
    "Kind": lambda r: style.FIGURES[r["nature"]].word,
    "Period": lambda r: r["period"],
    "Where": lambda r: words.countries(r["geography"], most=9),
    "According to": lambda r: r["attributed_to"],
    "Disagreement": lambda r: r["conflict"],
}

_EVENTS: _Columns = {
    "Date": lambda r: r["date"],
    "What": lambda r: r["lane"],
    "Event": lambda r: r["text"],
    "Status": lambda r: meaning_of(r["lane"], r["status"]).word,
}


def tenures(frame: pd.DataFrame) -> Rows:
    """Posts as readable rows, in the order of `frame`."""
    return _table(frame, _TENURES)


def tenures_read(frame: pd.DataFrame) -> Rows:
    """Posts as rows for reading: a date that is only its article's says so, for their bases stand beside no cell."""
    rows = tenures(frame)
    for name in ("From", "Until"):
        told = zip(rows[name], rows[f"{name} is"], strict=True)
        rows[name] = [f"{_ARTICLES[name, basis]} {day}" if (name, basis) in _ARTICLES else day for day, basis in told]
    return rows


# what is said before a date that is its article's own, by what it is the basis of
_ARTICLES = {("From", "published"): "named", ("Until", "published"): "about", ("Until", "former"): "by"}


def boxes(frame: pd.DataFrame, vacant: Collection[str], old: Collection[str] = frozenset()) -> Rows:
    """The boxes of an org chart; those of `vacant` (fact ids) say of a post that it was left, and by whom, and those of
    `old` that it was last told of long before."""
    rows = records(frame)
    box = [
        "no successor told" if r["fact_id"] in vacant else last_told(r) if r["fact_id"] in old else "held" for r in rows
    ]
    return {"Box": box, **tenures(frame)}


def sites(frame: pd.DataFrame) -> Rows:
    """Places as readable rows, in the order of `frame`."""
    return _table(frame, _SITES)


def points(frame: pd.DataFrame) -> Rows:
    """Numbers as readable rows, in the order of `frame`."""
    return _table(frame, _POINTS)


def events(frame: pd.DataFrame) -> Rows:
    """Dated events as readable rows."""
    return _table(frame, _EVENTS)


def widths(rows: Rows, room: int) -> dict[str, int]:
    """Pixels of each column: as wide as what it holds; where that is more than `room`, the long ones give way."""
    needs = {name: int(max(len(str(cell)) for cell in (name, *cells)) * _LETTER) + _AIR for name, cells in rows.items()}
    caps = range(_WIDEST, _LEAST, -5)
    cap = next((cap for cap in caps if sum(min(need, cap) for need in needs.values()) + _TICKS <= room), _LEAST)
    return {name: min(need, cap) for name, need in needs.items()}


def _table(frame: pd.DataFrame, columns: _Columns) -> Rows:
    rows = records(frame)
    return {name: ["" if (cell := value(row)) is None else cell for row in rows] for name, value in columns.items()}
