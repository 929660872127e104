"""The panels of the figures page: a number alone as a card, numbers in time as a line, the rest as bars."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.charts import comparable, placing, points, style, words
from dashboard.charts.style import Look, plain, shorten

SERIES, BAR, CARD = 150, 52, 78  # pixels: a panel of points, a bar with its label, a card
MOST_BARS = 6

Drawn = dict[str, Any]
Group = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel is drawn: its axes, how many pixels wide it is, and the years that all cards share."""

    look: Look
    x: str
    y: str
    first: date
    last: date
    wide: float


Panel = Callable[[Group, Frame], Drawn]


def kind(group: Group) -> Panel:
    """How a series is drawn."""
    if points.is_share(group[0]):
        return shares
    if len(group) == 1:
        return card
    dates = [r["date"] for r in group if r["nature"] == "actual"] or [r["date"] for r in group]
    return series if all(dates) and len(set(dates)) == len(dates) else parts


def tall(group: Group) -> float:
    """Pixels that the panel's drawing takes, without its heading."""
    draw = kind(group)
    if draw in (shares, parts):
        return BAR * min(len(group), MOST_BARS) + (16 if draw is shares else 0)
    return CARD if draw is card else SERIES


def card(group: Group, to: Frame) -> Drawn:
    """One number alone: written large, and where it stands in time on a strip that all cards share."""
    look, x, y, first, last = to.look, to.x, to.y, to.first, to.last
    row = group[0]
    nature = style.FIGURES[row["nature"]]
    colour = nature.paint(look)
    at = row["date"]
    text = words.compact(row["value"], row["unit"], row["bound"], value_high=row["value_high"])
    told = [nature.word, points.time(row)]
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
             "hovertext": [points.hover(row)]}
        )  # fmt: skip
    strip.append(
        {"type": "scatter", "mode": "text", "x": [first.isoformat()], "y": [0.62], "xaxis": x, "yaxis": y,
         "text": [f"<b>{plain(text)}</b>"], "textposition": "middle right", "customdata": [[row["fact_id"]]],
         "textfont": {"size": 22, "color": look.ink, "family": style.SERIF}, "hovertext": [points.hover(row)]}
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


def series(group: Group, to: Frame) -> Drawn:
    """Points in time on a scale of their own that starts at nought."""
    look, x, y = to.look, to.x, to.y
    dated = [r for r in group if r["date"]]
    first, last = points.years(dated)
    span = (last - first).days
    every = max((last.year - first.year) // 5 + 1, 1)
    years = range(first.year, last.year + 1, every)
    highest = max(v for r in group for v in (r["value"], r["value_high"]) if v == v)
    lowest = min(0.0, *(r["value"] for r in group))
    top = highest * 1.42 if highest > 0 else abs(lowest) * 0.25
    values = (lowest * 1.25, top)
    ends = [
        (first - timedelta(days=int(span * 0.03))).isoformat(),
        (last + timedelta(days=int(span * 0.03))).isoformat(),
    ]
    ground = placing.Ground((ends[0], ends[1]), values, to.wide, SERIES)
    lines = _joins(group, look) + [line for row in group for line in _lines_of(row, first, last, look)]
    told, leaders = placing.labels(group, lines, ground, look)
    traces = [*lines, *leaders, *_marks(group, last, look)]
    return {
        "traces": [{**trace, "xaxis": x, "yaxis": y} for trace in traces],
        "annotations": [{**note, "xref": x, "yref": y} for note in (*_arrows(group, to, last, values), *told)],
        "shapes": [
            {"type": "line", "xref": f"{x} domain", "yref": y, "x0": 0, "x1": 1, "y0": 0, "y1": 0,
             "line": {"color": look.over, "width": 1}}
        ],
        "xaxis": style.axis(
            look, type="date", showgrid=False, tickvals=[f"{y}-07-01" for y in years], ticktext=list(map(str, years)),
            range=ends,
        ),
        "yaxis": style.hidden_axis(range=list(values)),
    }  # fmt: skip


def _joins(group: Group, look: Look) -> list[dict[str, Any]]:
    """The lines between points: only where what they tell can be compared."""
    dated = [r for r in group if r["date"]]
    actual = sorted((r for r in dated if r["nature"] == "actual"), key=lambda r: r["date"])
    lines = _promises(dated, actual, look)
    if len(actual) > 1 and comparable.joined(actual):
        lines.append(
            {"type": "scatter", "mode": "lines", "x": [points.at(r) for r in actual], "y": [r["value"] for r in actual],
             "line": {"color": look.fact, "width": 2}}
        )  # fmt: skip
    return lines


def _lines_of(row: dict[str, Any], first: date, last: date, look: Look) -> list[dict[str, Any]]:
    """What belongs to one point: its stem, the period it is of, the range it lies in."""
    colour = style.FIGURES[row["nature"]].paint(look)
    at = points.at(row) or last.isoformat()
    strokes = [([at, at], [0, row["value"]], {"color": style.tint(colour, 0.45), "width": 1.4})]
    if row["period"] and "/" in row["period"]:
        start = max(words.day(row["period"]), first).isoformat()
        dotted = {"color": style.tint(colour, 0.55), "width": 1.6, "dash": "dot"}
        strokes.append(([start, at], [row["value"]] * 2, dotted))
    if row["value_high"] == row["value_high"]:
        strokes.append(([at, at], [row["value"], row["value_high"]], {"color": colour, "width": 7}))
    return [{"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line} for x, y, line in strokes]


def _arrows(group: Group, to: Frame, last: date, values: tuple[float, float]) -> list[dict[str, Any]]:
    """At each number that is only a bound an arrow up (more than) or down (up to)."""
    reach = placing.ARROW * (values[1] - values[0])
    return [
        {"x": points.at(row) or last.isoformat(), "y": row["value"] + (reach if row["bound"] == "min" else -reach),
         "ax": points.at(row) or last.isoformat(), "ay": row["value"], "axref": to.x, "ayref": to.y, "text": "",
         "showarrow": True, "arrowhead": 2, "arrowwidth": 1.8,
         "arrowcolor": style.FIGURES[row["nature"]].paint(to.look)}
        for row in group
        if row["bound"] in {"min", "max"} and row["value_high"] != row["value_high"]
    ]  # fmt: skip


def _marks(group: Group, last: date, look: Look) -> list[dict[str, Any]]:
    """The points, those of one nature together; hollow ones over filled ones, so that both are seen."""
    traces = []
    for name, nature in style.FIGURES.items():
        some = [r for r in group if r["nature"] == name]
        if some:
            traces.append(
                {"type": "scatter", "mode": "markers", "x": [points.at(r) or last.isoformat() for r in some],
                 "y": [r["value"] for r in some], "marker": style.marker(nature, look, size=12),
                 "customdata": [[r["fact_id"]] for r in some], "hovertext": [points.hover(r) for r in some]}
            )  # fmt: skip
    return sorted(traces, key=lambda trace: "open" in trace["marker"]["symbol"])


def _promises(dated: list[dict[str, Any]], actual: list[dict[str, Any]], look: Look) -> list[dict[str, Any]]:
    """A dashed line from each target or forecast to the actual that shows what became of it."""
    lines = []
    for promise in (r for r in dated if r["nature"] in {"target", "forecast"}):
        if came := comparable.outcome(promise, actual):
            lines.append(
                {"type": "scatter", "mode": "lines", "x": [points.at(promise), points.at(came)],
                 "y": [promise["value"], came["value"]],
                 "line": {"color": style.FIGURES[promise["nature"]].paint(look), "width": 1.6, "dash": "dash"}}
            )  # fmt: skip
    return lines


def shares(group: Group, to: Frame) -> Drawn:
    """Bars to 100 %: the part filled, the rest as an outline."""
    scale = [("0", 0.0, "left"), ("50", 50.0, "center"), ("100 %", 100.0, "right")]
    return _bars(sorted(group, key=lambda r: r["date"] or ""), to, (0.0, 100.0), scale)


def parts(group: Group, to: Frame) -> Drawn:
    """Several numbers told of one time: bars beside each other, for a line between them would mean nothing."""
    highest = sorted(group, key=lambda r: -r["value"])[:MOST_BARS]
    values = [v for r in highest for v in (r["value"], r["value_high"]) if v == v]
    return _bars(highest, to, (min(0.0, *values), max(0.0, *values)), [])


def _bars(group: Group, to: Frame, reach: tuple[float, float], scale: list[tuple[str, float, str]]) -> Drawn:
    look, x, y = to.look, to.x, to.y
    rows = group[-MOST_BARS:]
    low, high = reach
    length = (high - low) or 1.0
    places = list(range(len(rows)))
    colours = [style.FIGURES[r["nature"]].paint(look) for r in rows]
    hollow = [style.FIGURES[r["nature"]].hollow for r in rows]
    common = {"type": "bar", "orientation": "h", "y": places, "width": 0.3, "xaxis": x, "yaxis": y}
    tops = [r["value_high"] if r["value_high"] == r["value_high"] else r["value"] for r in rows]
    traces = [
        {**common, "x": [length] * len(rows), "base": low, "marker": {"color": look.line, "line": {"width": 0}}},
        {**common, "x": tops, "base": 0, "hovertext": [points.hover(r) for r in rows],
         "customdata": [[r["fact_id"]] for r in rows],
         "marker": {"color": [style.tint(c, 0.25) if h else c for c, h in zip(colours, hollow, strict=True)],
                    "line": {"color": colours, "width": 1.6}}},
    ]  # fmt: skip
    annotations = [
        style.label(points.label(row, look), low, place, look, xref=x, yref=y, yanchor="bottom", yshift=9,
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
