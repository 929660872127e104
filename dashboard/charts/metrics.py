"""Figures: a panel a series, under the subject it is about; panels side by side start at one height."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts import comparable, style, words
from dashboard.charts import panels as panel
from dashboard.charts import points as point
from dashboard.charts.chart import Chart, figure
from dashboard.charts.frames import records
from dashboard.charts.panels import Group
from dashboard.charts.style import Look, plain, shorten

COLUMN = 280  # pixels that a panel has at least
SUBJECT, HEAD, DETAILS, GAP, KEY = 40, 34, 17, 30, 34
GUTTER = 0.035
MOST_PANELS = 30


@dataclass(slots=True)
class _Cell:
    """One panel in the grid: its series, the column it stands in, and the subject that begins with it."""

    group: Group
    column: int
    subject: str = ""
    across: int = 1


def panels(points: pd.DataFrame, *, look: Look, subject: str, width: int = style.WIDTH) -> Chart:
    """A panel for each series in `points` (one row a point), subject by subject, those most is told of first."""
    columns = max(width // COLUMN, 1)
    told = _most_told(points)
    shown, left_out = _shown(records(told))
    if len(told) < len(points):
        left_out += points["series_id"].nunique() - told["series_id"].nunique()
    subjects = {str(name or "").casefold() for name in points["subject"]}
    several = len(subjects) > 1 or bool(subject and subjects - {subject.casefold()})  # one that is not the page's own
    first, last = point.years([r for g in shown for r in g])
    share = (1 - GUTTER * (columns - 1)) / columns
    shelves = _shelves(shown, columns)
    tops, height = _tops(shelves, several)
    traces: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    number = 0
    for shelf, top in zip(shelves, tops, strict=True):
        begins = several and any(cell.subject for cell in shelf)
        under = top + (SUBJECT if begins else 0)
        for cell in shelf:
            number += 1
            name = "" if number == 1 else str(number)
            x0 = cell.column * (share + GUTTER)
            x1 = x0 + share
            frame = panel.Frame(look, f"x{name}", f"y{name}", first, last, share * width)
            drawn = panel.kind(cell.group)(cell.group, frame)
            traces += drawn["traces"]
            annotations += drawn["annotations"]
            shapes += drawn["shapes"]
            body = under + HEAD + _details_above(shelf)
            domain = [1 - (body + panel.tall(cell.group)) / height, 1 - body / height]
            layout[f"xaxis{name}"] = {**drawn["xaxis"], "domain": [x0, x1], "anchor": f"y{name}"}
            layout[f"yaxis{name}"] = {**drawn["yaxis"], "domain": domain, "anchor": f"x{name}"}
            if several and cell.subject:
                end = x0 + cell.across * (share + GUTTER) - GUTTER
                shapes.append(_rule(x0, end, 1 - top / height, look.ink, 1.5))
                annotations.append(_subject(cell, x0, 1 - (top + 8) / height, look))
            if not (several and begins):
                shapes.append(_rule(x0, x1, 1 - under / height, look.line, 1))
            annotations.append(_heading(cell.group, x0, 1 - (under + 6) / height, look))
    natures = [style.FIGURES[n] for n in style.FIGURES if any(r["nature"] == n for g in shown for r in g)]
    annotations += style.key(natures, look, x=0.0, y=1.0, yshift=-KEY + 16)
    return figure(
        traces, look, height=int(height), title=title(points["nature"].value_counts(), subject),
        subtitle=_subtitle(shown, left_out),
        annotations=annotations, shapes=shapes, margin={"l": 2, "r": 2, "t": 0, "b": 4}, **layout,
    )  # fmt: skip


def _most_told(points: pd.DataFrame) -> pd.DataFrame:
    """Of very many numbers those of the subjects most is told of: more cannot be drawn anyway."""
    if len(points) <= 100 * MOST_PANELS:
        return points
    counts = points["subject"].value_counts()
    enough = counts.index[: int((counts.cumsum() < 40 * MOST_PANELS).sum()) + 1]
    return points[points["subject"].isin(enough)]


def _shown(rows: list[dict[str, Any]]) -> tuple[list[Group], int]:
    """The series to draw, as many as there is room for, and how many there is none for."""
    groups = in_groups(rows)
    kept = sorted(groups, key=lambda group: len(group) < 2)[:MOST_PANELS]  # what can be compared before what cannot
    shown = {id(group) for group in kept}
    return [group for group in groups if id(group) in shown], len(groups) - len(kept)


def in_groups(rows: Iterable[dict[str, Any]]) -> list[Group]:
    """The series, by subject and in each by measure, those most is told of first; the app and its slides agree.

    Of a series that tells of quarters and of years each makes a group of its own: they cannot be compared.
    """
    series: dict[tuple[str, str], Group] = {}
    for row in rows:
        series.setdefault((row["series_id"], comparable.length(row)), []).append(row)
    told = Counter(row["subject"] for group in series.values() for row in group)
    measured = Counter((row["subject"], row["metric"]) for group in series.values() for row in group)

    def rank(group: Group) -> tuple[Any, ...]:
        subject, metric = group[0]["subject"], group[0]["metric"]
        return -told[subject], str(subject), -measured[subject, metric], metric, -len(group)

    return sorted(series.values(), key=rank)


def _shelves(groups: list[Group], columns: int) -> list[list[_Cell]]:
    """Rows of panels. A subject stays on one row where it can, and begins where the one before it ends."""
    sections: dict[str, list[Group]] = {}
    for group in groups:
        sections.setdefault(str(group[0]["subject"] or "Subject untold"), []).append(group)
    shelves: list[list[_Cell]] = []
    column = columns
    for subject, members in sections.items():
        if column + min(len(members), columns) > columns:
            column = columns
        for i, group in enumerate(members):
            if column == columns:
                shelves.append([])
                column = 0
            across = min(len(members), columns - column) if i == 0 else 1
            shelves[-1].append(_Cell(group, column, subject if i == 0 else "", across))
            column += 1
    return shelves


def _tops(shelves: list[list[_Cell]], several: bool) -> tuple[list[float], float]:
    """Where each row begins, and how tall all of them are, in pixels."""
    tops, at = [], float(KEY)
    for shelf in shelves:
        tops.append(at)
        at += SUBJECT if several and any(cell.subject for cell in shelf) else 0
        at += HEAD + _details_above(shelf) + max(panel.tall(cell.group) for cell in shelf) + GAP
    return tops, max(at - GAP + 12, 60.0)


def _details_above(shelf: list[_Cell]) -> int:
    return DETAILS if any(point.about(cell.group) for cell in shelf) else 0


def _rule(x0: float, x1: float, y: float, colour: str, width: float) -> dict[str, Any]:
    return {"type": "line", "xref": "paper", "yref": "paper", "x0": x0, "x1": x1, "y0": y, "y1": y,
            "line": {"color": colour, "width": width}}  # fmt: skip


def _subject(cell: _Cell, x: float, y: float, look: Look) -> dict[str, Any]:
    return style.label(
        f"<b>{plain(shorten(cell.subject, 30 * cell.across))}</b>", x, y, look, xref="paper", yref="paper",
        yanchor="top", font={"size": 17, "color": look.ink, "family": style.SERIF},
    )  # fmt: skip


def _heading(group: Group, x: float, y: float, look: Look) -> dict[str, Any]:
    text = f"<b>{plain(shorten(point.measure(group[0]), 36))}</b>"
    if under := point.about(group):
        text += f'<br><span style="font-size:12px;color:{look.muted}">{plain(shorten(under, 40))}</span>'
    return style.label(text, x, y, look, xref="paper", yref="paper", yanchor="top",
                       font={"size": 13, "color": look.ink, "family": style.SANS})  # fmt: skip


def title(natures: "pd.Series[int]", subject: str) -> str:
    """What the panels show, as a sentence: `17 numbers told, five of them only promised or expected`."""
    n = int(natures.sum())
    targets = int(natures.get("target", 0) + natures.get("forecast", 0))
    start = f"{subject}: " if subject else ""
    text = f"{words.counted(n, 'number')} told"
    if targets == n:
        text += ", a promise or an expectation" if n == 1 else ", all of them promised or expected"
    elif targets:
        text += f", {words.counted(targets, 'number').split()[0]} of them only promised or expected"
    return start + (text if start else words.sentence(text))


def _subtitle(shown: list[Group], left_out: int) -> str:
    arrows = [r for g in shown if panel.kind(g) is not panel.card for r in g]  # a card writes its bound out
    spans = [r for g in shown if panel.kind(g) is panel.series for r in g]
    unseen = sum(max(len(g) - panel.MOST_BARS, 0) for g in shown if panel.kind(g) in (panel.shares, panel.parts))
    parts = []
    if any(r["bound"] in {"min", "max"} for r in arrows):
        parts.append("An arrow says “more than” or “up to”.")
    if any(r["period"] and "/" in r["period"] for r in spans):
        parts.append("A dotted line spans the period meant.")
    if unseen:
        parts.append(
            f"{words.sentence(words.counted(unseen, 'number'))} more in the table: {panel.MOST_BARS} bars a panel."
        )
    if left_out > 0:
        parts.append(f"{left_out} more series: choose a theme or a company.")
    return " ".join(parts)
