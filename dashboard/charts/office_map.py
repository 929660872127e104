"""Where a company is and means to be: pins by status, countries tinted where no city is told, served ones outlined."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import geography, style, words
from dashboard.charts.style import Look, plain, shorten

HEIGHT = 620
MOST_LABELS = 45


@dataclass(slots=True)
class _Pin:
    """One site with its place on the map and its label."""

    row: dict[str, Any]
    x: float
    y: float
    text: str
    tinted: bool = False


def status_on(row: dict[str, Any], day: str | None) -> str | None:
    """A site's status on a day (YYYY-MM-DD), from its states; None where nothing is told of it by then."""
    if day is None:
        return str(row["status"])
    told = [s for s in row["states"] if not (s["date"] or s["published"]) or _by(s, day)]
    return str(told[-1]["status"]) if told else None


def _by(state: dict[str, Any], day: str) -> bool:
    first = min(words.day(d) for d in (state["date"], state["published"]) if d)
    return first.isoformat() <= day


def office_map(sites: pd.DataFrame, *, look: Look) -> go.Figure:
    """The sites on Europe, or on the world where one lies outside it. `status` decides shape and colour."""
    rows = sites.to_dict("records")
    chart = geography.load("europe" if all(map(_european, rows)) else "world")
    pins, unplaced = _pins(rows, chart)
    tinted = {p.row["country"]: p for p in pins if p.tinted}
    served = {code for row in rows for code in row["serves"] if code in chart.outlines}
    ratio = (chart.x[1] - chart.x[0]) / (chart.y[1] - chart.y[0])
    traces = [
        _land(chart, look),
        *_tinted(chart, tinted, look),
        _served(chart, served, look),
        *_pin_traces(pins, look),
    ]
    height = HEIGHT if chart.name == "europe" else 500
    return style.figure(
        [t for t in traces if t],
        look,
        height=height,
        title=title(rows),
        subtitle=_subtitle(tinted, served, unplaced),
        xaxis=style.hidden_axis(range=list(chart.x), scaleanchor="y", scaleratio=1, constrain="range"),
        yaxis=style.hidden_axis(range=list(chart.y), constrain="range"),
        annotations=[*_labels(pins, chart, ratio, height, look),
                     *style.key([style.OFFICES[s] for s in style.OFFICES if any(r["status"] == s for r in rows)],
                                look, x=0.0, y=0.0)],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
    )  # fmt: skip


def _european(row: dict[str, Any]) -> bool:
    if not row["country"]:
        return True
    place = geography.city(row["city"], row["country"]) if row["city"] else None
    if place is None:
        middle = geography.middle(row["country"], "europe")
        europe = geography.load("europe")
        return middle is not None and (
            europe.x[0] <= middle[0] <= europe.x[1] and europe.y[0] <= middle[1] <= europe.y[1]
        )
    return geography.in_europe(*place)


def _pins(rows: list[dict[str, Any]], chart: geography.Map) -> tuple[list[_Pin], list[str]]:
    several = len({r["organisation"] for r in rows}) > 1
    pins: list[_Pin] = []
    unplaced: list[str] = []
    for row in rows:
        place = geography.city(row["city"], row["country"]) if row["city"] and row["country"] else None
        name = row["city"] or words.country(row["country"])
        text = f"{row['organisation']}, {name}" if several and row["organisation"] else name
        if place is not None:
            pins.append(_Pin(row, *chart.project(*place), text))
        elif not row["city"] and (middle := geography.middle(row["country"] or "", chart.name)):
            pins.append(_Pin(row, *middle, text, tinted=True))
        else:
            unplaced.append(name or "a place untold")
    return pins, unplaced


def _polygons(chart: geography.Map, codes: list[str]) -> tuple[list[float | None], list[float | None]]:
    x: list[float | None] = []
    y: list[float | None] = []
    for code in codes:
        for ring in chart.outlines.get(code, ()):
            x += [p[0] for p in ring] + [None]
            y += [p[1] for p in ring] + [None]
    return x, y


def _land(chart: geography.Map, look: Look) -> dict[str, Any]:
    x, y = _polygons(chart, list(chart.outlines))
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "x": x, "y": y, "fillcolor": look.land,
        "line": {"color": look.border, "width": 0.9}, "name": "land", "cliponaxis": True,
    }  # fmt: skip


def _tinted(chart: geography.Map, tinted: dict[str, _Pin], look: Look) -> list[dict[str, Any]]:
    """Countries of which no city is told, washed in the colour of their status."""
    by_status: dict[str, list[str]] = defaultdict(list)
    for code, pin in tinted.items():
        by_status[pin.row["status"]].append(code)
    traces = []
    for status, codes in by_status.items():
        x, y = _polygons(chart, codes)
        colour = style.OFFICES[status].paint(look)
        traces.append(
            {
                "type": "scatter", "mode": "lines", "fill": "toself", "x": x, "y": y,
                "fillcolor": style.tint(colour, 0.22), "line": {"color": look.border, "width": 0.9},
                "cliponaxis": True,
            }
        )  # fmt: skip
    return traces


def _served(chart: geography.Map, served: set[str], look: Look) -> dict[str, Any] | None:
    if not served:
        return None
    x, y = _polygons(chart, sorted(served))
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "name": "served",
        "line": {"color": look.ink, "width": 1.2, "dash": "dot"}, "cliponaxis": True,
    }  # fmt: skip


def _pin_traces(pins: list[_Pin], look: Look) -> list[dict[str, Any]]:
    by_status: dict[str, list[_Pin]] = defaultdict(list)
    for pin in pins:
        by_status[pin.row["status"]].append(pin)
    traces = []
    for status, group in by_status.items():
        traces.append(
            {
                "type": "scatter", "mode": "markers", "name": status,
                "x": [p.x for p in group], "y": [p.y for p in group],
                "marker": style.marker(style.OFFICES[status], look, size=14),
                "customdata": [[p.row["fact_id"]] for p in group],
                "hovertext": [_hover(p) for p in group],
            }
        )  # fmt: skip
    return traces


def _hover(pin: _Pin) -> str:
    row = pin.row
    where = ", ".join(filter(None, (row["city"], words.country(row["country"]))))
    lines = [f"<b>{plain(shorten(row['organisation'] or 'Company untold', 60))}</b>",
             plain(f"{words.sentence(words.kind(row['kind']))}, {style.OFFICES[row['status']].word}"),
             plain(shorten(where, 60))]  # fmt: skip
    if row["date"]:
        lines.append(words.when(row["date"]))
    if len(row["serves"]):
        lines.append("serves " + plain(words.countries(row["serves"], most=6)))
    if row["conflict"]:
        lines.append("sources disagree: " + plain(row["conflict"]))
    return "<br>".join(lines)


def _labels(
    pins: list[_Pin], chart: geography.Map, ratio: float, height: int, look: Look
) -> list[dict[str, Any]]:
    """Direct labels, each on the first free side of its pin; those for which none is free are left to the hover."""
    scale = (chart.y[1] - chart.y[0]) / height  # map units a pixel
    taken = [(p.x - 9 * scale, p.y - 9 * scale, p.x + 9 * scale, p.y + 9 * scale) for p in pins]
    labels: list[dict[str, Any]] = []
    shown: set[tuple[str, float, float]] = set()
    for pin in sorted(pins, key=lambda p: (p.tinted, p.y)):
        text = shorten(pin.text, 30)
        if len(labels) >= MOST_LABELS or (text, pin.x, pin.y) in shown:
            continue
        width, tall = len(text) * 6.6 * scale, 15 * scale
        for dx, dy, xanchor, yanchor in _SIDES:
            x, y = pin.x + dx * scale, pin.y + dy * scale
            left = x if xanchor == "left" else x - width if xanchor == "right" else x - width / 2
            low = y - tall / 2 if yanchor == "middle" else y if yanchor == "bottom" else y - tall
            box = (left, low, left + width, low + tall)
            if box[2] > chart.x[1] or box[0] < chart.x[0] or any(_meet(box, other) for other in taken):
                continue
            taken.append(box)
            shown.add((text, pin.x, pin.y))
            weight = text if not pin.tinted else f"<i>{plain(text)}</i>"
            labels.append(
                style.label(plain(text) if not pin.tinted else weight, x, y, look, xanchor=xanchor, yanchor=yanchor,
                            font={"size": 12.5, "color": look.ink, "family": style.SANS})
            )  # fmt: skip
            break
    return labels


_SIDES = (
    (12, 0, "left", "middle"), (-12, 0, "right", "middle"), (0, 10, "center", "bottom"), (0, -10, "center", "top"),
    (9, 9, "left", "bottom"), (9, -9, "left", "top"), (-9, 9, "right", "bottom"), (-9, -9, "right", "top"),
)  # fmt: skip
_Box = tuple[float, float, float, float]


def _meet(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def title(rows: list[dict[str, Any]]) -> str:
    """What the map shows, as a sentence: `Two of seven offices are still only planned`."""
    n = len(rows)
    if not n:
        return "No place is told"
    noun = "office" if all(r["kind"] == "office" for r in rows) else "place"
    count = {s: sum(r["status"] == s for r in rows) for s in style.OFFICES}
    if count["open"] == n:
        return words.sentence(f"{'the one' if n == 1 else 'all ' + words.counted(n, noun).split()[0]} "
                              f"{noun if n == 1 else noun + 's'} {'is' if n == 1 else 'are'} open")  # fmt: skip
    told = max(("planned", "closed", "considered"), key=lambda s: count[s])
    number = words.counted(count[told], noun).split()[0]
    verb = "is" if count[told] == 1 else "are"
    what = {"planned": "still only planned", "closed": "closed", "considered": "only being considered"}[told]
    if n == 1:
        return f"The one {noun} told of is {what}"
    return words.sentence(f"{number} of {words.counted(n, noun)} {verb} {what}")


def _subtitle(tinted: dict[str, _Pin], served: set[str], unplaced: list[str]) -> str:
    parts = []
    if tinted:
        parts.append("Tinted: a place in the country, no city told.")
    if served:
        parts.append("Dotted outline: countries that a place serves.")
    if unplaced:
        shown = words.listed([shorten(u, 30) for u in unplaced[:4]])
        more = f" and {len(unplaced) - 4} more" if len(unplaced) > 4 else ""
        parts.append(f"Not on the map: {shown}{more} (see the table).")
    return " ".join(parts)
