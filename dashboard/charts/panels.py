"""The panels of the figures page: a number alone as a card, numbers in time as a line, the rest as bars."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dashboard.charts import points, style, words
from dashboard.charts.style import LETTER, Look, plain, shorten

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
    traces: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    dated = [r for r in group if r["date"]]
    first, last = points.years(dated)
    span = (last - first).days
    every = max((last.year - first.year) // 5 + 1, 1)
    years = range(first.year, last.year + 1, every)
    highest = max(v for r in group for v in (r["value"], r["value_high"]) if v == v)
    lowest = min(0.0, *(r["value"] for r in group))
    top = highest * 1.42 if highest > 0 else abs(lowest) * 0.25
    actual = sorted((r for r in dated if r["nature"] == "actual"), key=lambda r: r["date"])
    if len(actual) > 1:
        traces.append(
            {"type": "scatter", "mode": "lines", "x": [points.at(r) for r in actual], "y": [r["value"] for r in actual],
             "line": {"color": look.fact, "width": 2}, "xaxis": x, "yaxis": y}
        )  # fmt: skip
    traces += _promises(dated, actual, look, x, y)
    for row in group:
        nature = style.FIGURES[row["nature"]]
        colour = nature.paint(look)
        at = points.at(row) or last.isoformat()
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
                 "x": [points.at(r) or last.isoformat() for r in some], "y": [r["value"] for r in some],
                 "marker": style.marker(nature, look, size=12), "customdata": [[r["fact_id"]] for r in some],
                 "hovertext": [points.hover(r) for r in some]}
            )  # fmt: skip
    ends = (first - timedelta(days=int(span * 0.03)), last + timedelta(days=int(span * 0.03)))
    annotations += _point_labels(group, to, ends, (lowest * 1.25, top))
    return {
        "traces": traces,
        "annotations": annotations,
        "shapes": [
            {"type": "line", "xref": f"{x} domain", "yref": y, "x0": 0, "x1": 1, "y0": 0, "y1": 0,
             "line": {"color": look.over, "width": 1}}
        ],
        "xaxis": style.axis(
            look, type="date", showgrid=False, tickvals=[f"{y}-07-01" for y in years], ticktext=list(map(str, years)),
            range=[ends[0].isoformat(), ends[1].isoformat()],
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
        if later:
            lines.append(
                {"type": "scatter", "mode": "lines", "x": [points.at(target), points.at(later)],
                 "y": [target["value"], later["value"]], "xaxis": x, "yaxis": y,
                 "line": {"color": style.FIGURES[target["nature"]].paint(look), "width": 1.6, "dash": "dash"}}
            )  # fmt: skip
    return lines


def _point_labels(
    group: Group, to: Frame, days: tuple[date, date], values: tuple[float, float]
) -> list[dict[str, Any]]:
    """A label a point, above it or else below; where neither is free, pointing at the mark tells."""
    look = to.look
    across = to.wide / max((days[1] - days[0]).days, 1)
    down = (SERIES - 18) / ((values[1] - values[0]) or 1)
    spots = []
    for row in sorted(group, key=lambda r: (r["date"] or "", r["value"]), reverse=True):
        day = words.day(points.at(row) or days[1].isoformat())
        spots.append((row, day, (day - days[0]).days * across, (values[1] - row["value"]) * down))
    taken = [(px - 7, py - 7, px + 7, py + 7) for _, _, px, py in spots]
    labels: list[dict[str, Any]] = []
    for row, day, px, py in spots:
        long = points.label_length(row) * LETTER
        side = "left" if px < long / 2 else "right" if px > to.wide - long / 2 else "center"
        aside = {"left": -6, "right": 6, "center": 0}[side]
        start = px + aside - {"left": 0.0, "right": long, "center": long / 2}[side]
        if row["bound"] == "min":  # an arrow stands above the mark
            side, aside = ("left", 9) if px + long + 9 < to.wide else ("right", -9)
            start = px + aside - (long if side == "right" else 0)
        for up in (True, False):
            box = (start, py - 25, start + long, py - 8) if up else (start, py + 8, start + long, py + 25)
            mark = (px - 7, py - 7, px + 7, py + 7)
            if (not up and box[3] > SERIES - 18) or any(style.meet(box, other) for other in taken if other != mark):
                continue
            taken.append(box)
            labels.append(
                style.label(points.label(row, look), day.isoformat(), row["value"], look, xref=to.x, yref=to.y,
                            xanchor=side, yanchor="bottom" if up else "top", yshift=7 if up else -7, xshift=aside,
                            bgcolor=style.tint(look.paper, 0.65), borderpad=0,
                            font={"size": 12.5, "color": look.ink, "family": style.SANS})
            )  # fmt: skip
            break
    return labels


def shares(group: Group, to: Frame) -> Drawn:
    """Bars to 100 %: the part filled, the rest as an outline."""
    scale = [("0", 0.0, "left"), ("50", 50.0, "center"), ("100 %", 100.0, "right")]
    return _bars(sorted(group, key=lambda r: r["date"] or ""), to, (0.0, 100.0), scale)


def parts(group: Group, to: Frame) -> Drawn:
    """Several numbers told of one time: bars beside each other, for a line between them would mean nothing."""
    values = [v for r in group for v in (r["value"], r["value_high"]) if v == v]
    return _bars(sorted(group, key=lambda r: -r["value"]), to, (min(0.0, *values), max(0.0, *values)), [])


def _bars(group: Group, to: Frame, reach: tuple[float, float], scale: list[tuple[str, float, str]]) -> Drawn:
    look, x, y = to.look, to.x, to.y
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
