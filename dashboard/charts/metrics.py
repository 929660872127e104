"""Figures: a panel a series. Actual filled, target hollow; bounds and ranges drawn; shares as bars to 100 %."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import style, words
from dashboard.charts.frames import records
from dashboard.charts.style import Look, plain, shorten

PANEL, HEAD, GAP, BAR, CARD = 150, 50, 30, 58, 78
MOST_PANELS = 30
MOST_BARS = 6
_SHARES = frozenset({"share", "market_share", "survey_share"})


def is_share(row: dict[str, Any]) -> bool:
    """A part of a whole: drawn as a bar to 100 %."""
    return row["unit"] == "%" and row["metric"] in _SHARES and 0 <= row["value"] <= 100


def panels(points: pd.DataFrame, *, look: Look, subject: str, width: int = style.WIDTH) -> go.Figure:
    """A panel for each series in `points` (one row a point); those with most points first."""
    columns = max(width // 280, 1)
    series = points["series_id"].nunique()
    rows = records(_most_told(points))
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["series_id"], []).append(row)
    several = points["subject"].nunique() > 1
    told = Counter(r["subject"] for r in rows)
    order = sorted(
        groups.values(),
        key=lambda g: (-min(len(g), 2), -told[g[0]["subject"]], str(g[0]["subject"]), is_share(g[0]), g[0]["metric"]),
    )
    shown = order[:MOST_PANELS]
    span = _years([r for g in shown for r in g])
    traces: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    cells = _cells(shown, columns)
    height = max((top + tall for _, _, top, tall in cells), default=60) + 34
    for i, (group, left, top, tall) in enumerate(cells, start=1):
        wide = 1 / columns
        x0, x1 = left * wide, (left + 1) * wide - (0.0 if left == columns - 1 else 0.035)
        domain = [1 - (top + tall - GAP) / height, 1 - (top + _head(group)) / height]
        name = "" if i == 1 else str(i)
        drawn = _panel_of(group)(group, look, f"x{name}", f"y{name}", *span)
        traces += drawn["traces"]
        annotations += drawn["annotations"]
        shapes += drawn["shapes"]
        layout[f"xaxis{name}"] = {**drawn["xaxis"], "domain": [x0, x1], "anchor": f"y{name}"}
        layout[f"yaxis{name}"] = {**drawn["yaxis"], "domain": domain, "anchor": f"x{name}"}
        annotations.append(
            style.label(_heading(group[0], several, look), x0, 1 - (top + 4) / height, look, xref="paper", yref="paper",
                        yanchor="top", font={"size": 13, "color": look.ink, "family": style.SANS})
        )  # fmt: skip
        shapes.append(
            {"type": "line", "xref": "paper", "yref": "paper", "x0": x0, "x1": x1,
             "y0": 1 - top / height, "y1": 1 - top / height, "line": {"color": look.line, "width": 1}}
        )  # fmt: skip
    natures = [style.FIGURES[n] for n in style.FIGURES if any(r["nature"] == n for r in rows)]
    annotations += style.key(natures, look, x=0.0, y=0.0)
    return style.figure(
        traces, look, height=int(height), title=_title(points["nature"].value_counts(), subject),
        subtitle=_subtitle([r for g in shown for r in g], series - len(shown)),
        annotations=annotations, shapes=shapes, margin={"l": 2, "r": 6, "t": 4, "b": 4}, **layout,
    )  # fmt: skip


def _most_told(points: pd.DataFrame) -> pd.DataFrame:
    """Of very many numbers those of the subjects most is told of: more cannot be drawn anyway."""
    if len(points) <= 100 * MOST_PANELS:
        return points
    counts = points["subject"].value_counts()
    enough = counts.index[: int((counts.cumsum() < 40 * MOST_PANELS).sum()) + 1]
    return points[points["subject"].isin(enough)]


_Panel = Callable[[list[dict[str, Any]], Look, str, str, date, date], dict[str, Any]]


def _panel_of(group: list[dict[str, Any]]) -> "_Panel":
    if is_share(group[0]):
        return _share_panel
    if len(group) == 1:
        return _card
    dates = [r["date"] for r in group if r["nature"] == "actual"] or [r["date"] for r in group]
    return _series_panel if all(dates) and len(set(dates)) == len(dates) else _parts_panel


def _head(group: list[dict[str, Any]]) -> int:
    return HEAD if _details(group[0]) else HEAD - 17


def _tall(group: list[dict[str, Any]]) -> float:
    draw = _panel_of(group)
    body = (
        BAR * min(len(group), MOST_BARS) if draw in (_share_panel, _parts_panel) else CARD if draw is _card else PANEL
    )
    return float(_head(group) + GAP + body)


def _cells(groups: list[list[dict[str, Any]]], columns: int) -> list[tuple[list[dict[str, Any]], int, float, float]]:
    """(series, column, top, height) of each panel in pixels; every panel goes where there is most room left."""
    bottoms = [0.0] * columns
    cells = []
    for group in groups:
        tall = _tall(group)
        column = min(range(columns), key=lambda c: bottoms[c])
        cells.append((group, column, bottoms[column], tall))
        bottoms[column] += tall
    return cells


def _unit(row: dict[str, Any]) -> str:
    """The counted thing, where there is one."""
    return "" if row["unit"] in {"%", "x", "pp"} or len(row["unit"]) == 3 else row["unit"].replace("_", " ")


def _details(row: dict[str, Any]) -> str:
    """What the series is about, beside its measure."""
    unit = _unit(row) if row["metric"] not in {"other", row["unit"]} else ""
    per = f"per {row['per']}" if row["per"] else ""
    return " · ".join(filter(None, (unit, per, words.countries(row["geography"], most=3))))


def _heading(row: dict[str, Any], several: bool, look: Look) -> str:
    what = _unit(row) if row["metric"] == "other" and _unit(row) else words.metric(row["metric"])
    subject = f"{plain(shorten(str(row['subject'] or 'Subject untold'), 26))} · " if several else ""
    text = f"<b>{subject}{plain(shorten(words.sentence(what), 24 if several else 40))}</b>"
    under = plain(shorten(_details(row), 44))
    return f'{text}<br><span style="font-size:12px;color:{look.muted}">{under}</span>' if under else text


def _at(row: dict[str, Any]) -> str | None:
    """Where a point stands on a time axis: a whole year in its middle, all else at its last day."""
    period = row["period"] or ""
    return f"{period}-07-01" if len(period) == 4 else row["date"]


def _years(rows: list[dict[str, Any]]) -> tuple[date, date]:
    days = [d for r in rows for d in (_from(r), _until(r)) if d]
    if not days:
        return date(2020, 1, 1), date(2021, 1, 1)
    first, last = min(days), max(days)
    return date(first.year, 1, 1), date(last.year, 12, 31)


def _from(row: dict[str, Any]) -> date | None:
    told = row["period"] or row["date"]
    return words.day(told) if told else None


def _until(row: dict[str, Any]) -> date | None:
    return words.day(row["date"], last=True) if row["date"] else None


def _label(row: dict[str, Any], look: Look) -> str:
    text = f"<b>{plain(words.compact(row['value'], row['unit'], row['bound'], value_high=row['value_high']))}</b>"
    nature = "" if row["nature"] == "actual" else f" {style.FIGURES[row['nature']].word}"
    year = f", {row['date'][:4]}" if row["date"] else ", no date"
    dispute = f' <span style="color:{look.conflict}">≠</span>' if row["conflict"] else ""
    return f'{text}<span style="color:{look.muted}">{nature}{year}</span>{dispute}'


def _hover(row: dict[str, Any]) -> str:
    told = words.bounded(row["value"], row["unit"], row["bound"], value_high=row["value_high"], per=row["per"])
    lines = [
        f"<b>{plain(shorten(str(row['subject'] or 'Subject untold'), 60))}</b>",
        plain(f"{words.sentence(words.metric(row['metric']))}: {told}"),
        f"{style.FIGURES[row['nature']].word}{', ' + words.when(row['period']) if row['period'] else ''}",
    ]
    if row["attributed_to"]:
        lines.append(f"says {plain(shorten(row['attributed_to'], 60))}")
    if row["conflict"]:
        lines.append(f"sources disagree: {plain(row['conflict'])}")
    return "<br>".join(lines)


def _card(group: list[dict[str, Any]], look: Look, x: str, y: str, first: date, last: date) -> dict[str, Any]:
    """One number alone: written large, and where it stands in time on a strip that all cards share."""
    row = group[0]
    nature = style.FIGURES[row["nature"]]
    colour = nature.paint(look)
    at = row["date"]
    text = words.compact(row["value"], row["unit"], row["bound"], value_high=row["value_high"])
    told = [nature.word, words.when(row["period"]) if row["period"] else row["date"][:4] if row["date"] else "no date"]
    if row["attributed_to"]:
        told.append(f"says {row['attributed_to']}")
    strip: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "lines", "x": [first.isoformat(), last.isoformat()], "y": [0, 0],
         "line": {"color": look.line, "width": 3}, "xaxis": x, "yaxis": y}
    ]  # fmt: skip
    if row["period"] and at:
        start = max(words.day(row["period"]), first).isoformat()
        strip.append(
            {"type": "scatter", "mode": "lines", "x": [start, at], "y": [0, 0], "xaxis": x, "yaxis": y,
             "line": {"color": style.tint(colour, 0.6), "width": 3}}
        )  # fmt: skip
    if at:
        strip.append(
            {"type": "scatter", "mode": "markers", "x": [at], "y": [0], "xaxis": x, "yaxis": y,
             "marker": style.marker(nature, look, size=12), "customdata": [[row["fact_id"]]],
             "hovertext": [_hover(row)]}
        )  # fmt: skip
    strip.append(
        {"type": "scatter", "mode": "text", "x": [first.isoformat()], "y": [0.62], "xaxis": x, "yaxis": y,
         "text": [f"<b>{plain(text)}</b>"], "textposition": "middle right", "customdata": [[row["fact_id"]]],
         "textfont": {"size": 22, "color": look.ink, "family": style.SERIF}, "hovertext": [_hover(row)]}
    )  # fmt: skip
    dispute = f'  <span style="color:{look.conflict}">≠ sources disagree</span>' if row["conflict"] else ""
    under = style.label(
        f"{plain(shorten(' · '.join(told), 44))}{dispute}", first.isoformat(), 0.27, look, xref=x, yref=y,
        font={"size": 12, "color": look.muted, "family": style.SANS},
    )  # fmt: skip
    ends = [
        style.label(str(day.year), day.isoformat(), -0.12, look, xref=x, yref=y, xanchor=side, yanchor="top",
                    font={"size": 11, "color": look.muted, "family": style.SANS})
        for day, side in ((first, "left"), (last, "right"))
    ]  # fmt: skip
    return {
        "traces": strip,
        "annotations": [under, *ends],
        "shapes": [],
        "xaxis": style.axis(look, type="date", showgrid=False, showticklabels=False,
                            range=[first.isoformat(), last.isoformat()],
                            tickfont={"color": look.muted, "size": 11}),
        "yaxis": style.hidden_axis(range=[-0.12, 0.9]),
    }  # fmt: skip


def _series_panel(group: list[dict[str, Any]], look: Look, x: str, y: str, first: date, last: date) -> dict[str, Any]:
    """Points in time on a scale of their own that starts at nought."""
    traces: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    dated = [r for r in group if r["date"]]
    first, last = _years(dated)
    span = (last - first).days
    every = max((last.year - first.year) // 5 + 1, 1)
    years = range(first.year, last.year + 1, every)
    highest = max(v for r in group for v in (r["value"], r["value_high"]) if v == v)
    lowest = min(0.0, *(r["value"] for r in group))
    top = highest * 1.42 if highest > 0 else abs(lowest) * 0.25
    actual = sorted((r for r in dated if r["nature"] == "actual"), key=lambda r: r["date"])
    if len(actual) > 1:
        traces.append(
            {"type": "scatter", "mode": "lines", "x": [_at(r) for r in actual], "y": [r["value"] for r in actual],
             "line": {"color": look.fact, "width": 2}, "xaxis": x, "yaxis": y}
        )  # fmt: skip
    traces += _promises(dated, actual, look, x, y)
    for row in group:
        nature = style.FIGURES[row["nature"]]
        colour = nature.paint(look)
        at = _at(row) or last.isoformat()
        high = row["value_high"] if row["value_high"] == row["value_high"] else None
        traces.append(
            {"type": "scatter", "mode": "lines", "x": [at, at], "y": [0, row["value"]], "xaxis": x, "yaxis": y,
             "line": {"color": style.tint(colour, 0.45), "width": 1.4}}
        )  # fmt: skip
        if row["period"] and "/" in row["period"]:
            start = max(words.day(row["period"]), first).isoformat()
            traces.append(
                {"type": "scatter", "mode": "lines", "x": [start, at], "y": [row["value"]] * 2, "xaxis": x, "yaxis": y,
                 "line": {"color": style.tint(colour, 0.55), "width": 1.6, "dash": "dot"}}
            )  # fmt: skip
        if high is not None:
            traces.append(
                {"type": "scatter", "mode": "lines", "x": [at, at], "y": [row["value"], high], "xaxis": x, "yaxis": y,
                 "line": {"color": colour, "width": 7}}
            )  # fmt: skip
        elif row["bound"] in {"min", "max"}:
            reach = highest * 0.22 if row["bound"] == "min" else -highest * 0.22
            annotations.append(
                {"x": at, "y": row["value"] + reach, "ax": at, "ay": row["value"], "xref": x, "yref": y, "axref": x,
                 "ayref": y, "text": "", "showarrow": True, "arrowhead": 2, "arrowwidth": 1.8, "arrowcolor": colour}
            )  # fmt: skip
    for nature_name, nature in style.FIGURES.items():
        some = [r for r in group if r["nature"] == nature_name]
        if some:
            traces.append(
                {"type": "scatter", "mode": "markers", "xaxis": x, "yaxis": y,
                 "x": [_at(r) or last.isoformat() for r in some], "y": [r["value"] for r in some],
                 "marker": style.marker(nature, look, size=12), "customdata": [[r["fact_id"]] for r in some],
                 "hovertext": [_hover(r) for r in some]}
            )  # fmt: skip
    annotations += _point_labels(group, look, x, y, first, last, span, top - lowest)
    return {
        "traces": traces,
        "annotations": annotations,
        "shapes": [
            {"type": "line", "xref": f"{x} domain", "yref": y, "x0": 0, "x1": 1, "y0": 0, "y1": 0,
             "line": {"color": look.over, "width": 1}}
        ],
        "xaxis": style.axis(
            look, type="date", showgrid=False, tickvals=[f"{y}-07-01" for y in years], ticktext=list(map(str, years)),
            range=[(first - timedelta(days=int(span * 0.03))).isoformat(),
                   (last + timedelta(days=int(span * 0.03))).isoformat()],
        ),
        "yaxis": style.hidden_axis(range=[lowest * 1.25, top]),
    }  # fmt: skip


def _promises(
    dated: list[dict[str, Any]], actual: list[dict[str, Any]], look: Look, x: str, y: str
) -> list[dict[str, Any]]:
    """A dashed line from each target to the actual of the same time or later that shows what became of it."""
    lines = []
    for target in (r for r in dated if r["nature"] in {"target", "forecast"}):
        later = next((a for a in actual if a["date"] >= target["date"]), None)
        earlier = next((a for a in reversed(actual) if a["date"] < target["date"]), None)
        for other in (later, earlier if later is None else None):
            if other:
                colour = style.FIGURES[target["nature"]].paint(look)
                lines.append(
                    {"type": "scatter", "mode": "lines", "x": [_at(target), _at(other)],
                     "y": [target["value"], other["value"]], "xaxis": x, "yaxis": y,
                     "line": {"color": colour, "width": 1.6, "dash": "dash"}}
                )  # fmt: skip
    return lines


def _point_labels(
    group: list[dict[str, Any]], look: Look, x: str, y: str, first: date, last: date, span: int, tall: float
) -> list[dict[str, Any]]:
    """A label a point, over it; points whose labels would meet keep only the newest and the greatest."""
    labels: list[dict[str, Any]] = []
    taken: list[tuple[float, float]] = []
    newest_first = sorted(group, key=lambda r: (r["date"] or "", r["value"]), reverse=True)
    for row in newest_first:
        day = words.day(_at(row) or last.isoformat())
        share = (day - first).days / max(span, 1)
        level = row["value"] / tall if tall else 0
        if any(abs(share - s) < 0.36 and abs(level - v) < 0.17 for s, v in taken):
            continue
        taken.append((share, level))
        anchor = "left" if share < 0.3 else "right" if share > 0.68 else "center"
        labels.append(
            style.label(_label(row, look), day.isoformat(), row["value"], look, xref=x, yref=y, xanchor=anchor,
                        yanchor="bottom", yshift=7 if row["bound"] != "min" else 4,
                        xshift={"left": 8, "right": -8, "center": 0}[anchor] if row["bound"] == "min" else
                        {"left": -6, "right": 6, "center": 0}[anchor],
                        bgcolor=style.tint(look.paper, 0.65), borderpad=0,
                        font={"size": 12.5, "color": look.ink, "family": style.SANS})
        )  # fmt: skip
    return labels


def _share_panel(group: list[dict[str, Any]], look: Look, x: str, y: str, first: date, last: date) -> dict[str, Any]:
    """Bars to 100 %: the part filled, the rest as an outline."""
    scale = [("0", 0.0, "left"), ("50", 50.0, "center"), ("100 %", 100.0, "right")]
    return _bars(sorted(group, key=lambda r: r["date"] or ""), look, x, y, (0.0, 100.0), scale)


def _parts_panel(group: list[dict[str, Any]], look: Look, x: str, y: str, first: date, last: date) -> dict[str, Any]:
    """Several numbers told of one time: bars beside each other, for a line between them would mean nothing."""
    values = [v for r in group for v in (r["value"], r["value_high"]) if v == v]
    return _bars(sorted(group, key=lambda r: -r["value"]), look, x, y, (min(0.0, *values), max(0.0, *values)), [])


def _bars(
    group: list[dict[str, Any]],
    look: Look,
    x: str,
    y: str,
    reach: tuple[float, float],
    scale: list[tuple[str, float, str]],
) -> dict[str, Any]:
    rows = group[-MOST_BARS:] if scale else group[:MOST_BARS]
    low, high = reach
    length = (high - low) or 1.0
    places = list(range(len(rows)))
    colours = [style.FIGURES[r["nature"]].paint(look) for r in rows]
    hollow = [style.FIGURES[r["nature"]].hollow for r in rows]
    common = {"type": "bar", "orientation": "h", "y": places, "width": 0.3, "xaxis": x, "yaxis": y}
    tops = [r["value_high"] if r["value_high"] == r["value_high"] else r["value"] for r in rows]
    traces = [
        {**common, "x": [length] * len(rows), "base": low, "marker": {"color": look.line, "line": {"width": 0}}},
        {**common, "x": tops, "base": 0, "hovertext": [_hover(r) for r in rows],
         "customdata": [[r["fact_id"]] for r in rows],
         "marker": {"color": [style.tint(c, 0.25) if h else c for c, h in zip(colours, hollow, strict=True)],
                    "line": {"color": colours, "width": 1.6}}},
    ]  # fmt: skip
    annotations = [
        style.label(_label(row, look), low, place, look, xref=x, yref=y, yanchor="bottom", yshift=9,
                    font={"size": 12.5, "color": look.ink, "family": style.SANS})
        for place, row in zip(places, rows, strict=True)
    ] + [
        style.label(text, at, len(rows) - 0.42, look, xref=x, yref=y, xanchor=side, yanchor="top",
                    font={"size": 11, "color": look.muted, "family": style.SANS})
        for text, at, side in scale
    ]  # fmt: skip
    for place, row, colour in zip(places, rows, colours, strict=True):
        if row["bound"] in {"min", "max"}:
            tip = row["value"] + length * (0.09 if row["bound"] == "min" else -0.09)
            annotations.append(
                {"x": min(max(tip, low), high), "y": place, "ax": row["value"], "ay": place, "xref": x, "yref": y,
                 "axref": x, "ayref": y, "text": "", "showarrow": True, "arrowhead": 2, "arrowwidth": 1.8,
                 "arrowcolor": colour if row["bound"] == "min" else look.ink}
            )  # fmt: skip
    return {
        "traces": traces,
        "annotations": annotations,
        "shapes": [],
        "xaxis": style.axis(look, range=[low, high or 1], showgrid=False, showticklabels=False),
        "yaxis": style.hidden_axis(range=[len(rows) - 0.35, -0.85]),
    }


def _title(natures: "pd.Series[int]", subject: str) -> str:
    n = int(natures.sum())
    targets = int(natures.get("target", 0) + natures.get("forecast", 0))
    start = f"{subject}: " if subject else ""
    text = f"{words.counted(n, 'number')} told"
    if targets == n:
        text += ", a promise or an expectation" if n == 1 else ", all of them promised or expected"
    elif targets:
        text += f", {words.counted(targets, 'number').split()[0]} of them only promised or expected"
    return start + (text if start else words.sentence(text))


def _subtitle(rows: list[dict[str, Any]], left_out: int) -> str:
    bounds = {r["bound"] for r in rows}
    parts = []
    if bounds & {"min", "max"}:
        parts.append("An arrow says “more than” or “up to”.")
    if any(r["period"] and "/" in r["period"] for r in rows):
        parts.append("A dotted line spans the period meant.")
    if left_out > 0:
        parts.append(f"{left_out} more series: choose a theme or a company.")
    return " ".join(parts)
