"""Where a company is and means to be: pins by status, countries tinted where no city is told, served ones outlined."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts import geography, style, words
from dashboard.charts.chart import Chart, figure
from dashboard.charts.frames import frame, records
from dashboard.charts.style import Look, plain, shorten

HEIGHT = {"europe": 640, "world": 500}
MOST_LABELS = 45
MOST_PINS = 600
MOST_INSET_LABELS = 5
_CORNER = 0.27  # share of the width that the small map of the world takes
FEW = 25


@dataclass(slots=True)
class _Pin:
    """One site with its place on the map and its label."""

    row: dict[str, Any]
    x: float
    y: float
    text: str
    tinted: bool = False
    heap: int = 1  # how many pins stand here; 0 for all but the first of them


def as_of(sites: pd.DataFrame, day: str) -> pd.DataFrame:
    """The sites as they stood on a day (YYYY-MM-DD): status and date of the last state told by then."""
    rows = []
    for row in records(sites):
        states = [s for s in row["states"] if _told_by(s, day)]
        if states:
            last = states[-1]
            date = next((s["date"] for s in reversed(states) if s["date"] and s["status"] == last["status"]), None)
            rows.append({**row, "status": last["status"], "date": date})
    return frame(rows, sites.columns)


def _told_by(state: dict[str, Any], day: str) -> bool:
    told = [words.day(d).isoformat() for d in (state["date"], state["published"]) if d]
    return not told or min(told) <= day


def office_map(sites: pd.DataFrame, *, look: Look, width: int = style.WIDTH) -> Chart:
    """The sites on Europe, with the rest of the world in a corner where some lie outside it; on the world alone
    where most do. `status` decides shape and colour; `width` is how many pixels there are at least."""
    rows = records(sites.head(MOST_PINS))
    near = [row for row in rows if _european(row)]
    far = [row for row in rows if not _european(row)]
    main = "europe" if len(near) >= len(far) else "world"
    drawn = _sheet(near if main == "europe" else rows, geography.load(main), look, total=len(rows), height=HEIGHT[main],
                   width=width)  # fmt: skip
    inset = (
        _sheet(
            far,
            geography.load("world"),
            look,
            total=len(rows),
            height=150,
            width=int(width * _CORNER),
            axes=("x2", "y2"),
        )
        if far and main == "europe"
        else None
    )
    sheets = [drawn, *([inset] if inset else [])]
    unplaced = [name for sheet in sheets for name in sheet.unplaced]
    told = [style.OFFICES[s] for s in style.OFFICES if any(r["status"] == s for r in rows)]
    layout: dict[str, Any] = {}
    if inset:
        world = geography.load("world")
        layout["xaxis2"] = style.hidden_axis(range=list(world.x), domain=[0, _CORNER], anchor="y2", scaleanchor="y2",
                                             constrain="domain")  # fmt: skip
        layout["yaxis2"] = style.hidden_axis(range=list(world.y), domain=[0.76, 1.0], anchor="x2", constrain="domain")
    chart = geography.load(main)
    return figure(
        [trace for sheet in sheets for trace in sheet.traces],
        look,
        height=HEIGHT[main],
        title=title(sites),
        subtitle=_subtitle(
            any(s.tinted for s in sheets), any(s.served for s in sheets), unplaced, len(sites) - len(rows)
        ),
        xaxis=style.hidden_axis(range=list(chart.x), scaleanchor="y", scaleratio=1, constrain="range"),
        yaxis=style.hidden_axis(range=list(chart.y), constrain="range"),
        annotations=[
            *(label for sheet in sheets for label in sheet.labels),
            *style.key(told, look, x=0.0, y=0.0, width=width),
        ],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        **layout,
    )


@dataclass(slots=True)
class _Sheet:
    """One map with all that is on it."""

    traces: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    unplaced: list[str]
    tinted: bool
    served: bool


def _sheet(
    rows: list[dict[str, Any]],
    chart: geography.Map,
    look: Look,
    *,
    total: int,
    height: int,
    width: int = style.WIDTH,
    axes: tuple[str, str] = ("x", "y"),
) -> _Sheet:
    pins, unplaced = _pins(rows, chart)
    few = total <= FEW
    size = (14 if few else 10 if total <= 3 * FEW else 8) * (1 if axes == ("x", "y") else 0.7)
    # map units a pixel: a narrow page shows the frame's width, any other its height
    scale = max((chart.y[1] - chart.y[0]) / height, (chart.x[1] - chart.x[0]) / width)
    _spread(pins, scale, size)
    # where many companies are shown, whole countries would be washed over each other
    tinted = {p.row["country"]: p for p in pins if p.tinted} if few else {}
    served = {code for row in rows for code in row["serves"] if few and code in chart.outlines}
    sea = []
    if axes != ("x", "y"):
        (x0, x1), (y0, y1) = chart.x, chart.y
        sea = [{"type": "scatter", "mode": "lines", "fill": "toself", "x": [x0, x1, x1, x0, x0],
                "y": [y0, y0, y1, y1, y0], "fillcolor": look.paper,
                "line": {"color": look.line, "width": 1}}]  # fmt: skip
    traces = [*sea, _land(chart, height, look), *_tinted(chart, height, tinted, look),
              _served(chart, height, served, look), *_pin_traces(pins, look, size=size)]  # fmt: skip
    labels = _labels(pins, chart, scale, look) if axes == ("x", "y") or len(pins) <= MOST_INSET_LABELS else []
    for mark in (*traces, *labels):
        if mark:
            mark["xaxis" if "type" in mark else "xref"], mark["yaxis" if "type" in mark else "yref"] = axes
    return _Sheet([t for t in traces if t], labels, unplaced, bool(tinted), bool(served))


def _spread(pins: list[_Pin], scale: float, size: float) -> None:
    """Pins in one place are set in rows of four, so that each can be seen and clicked. `scale`: map units a pixel."""
    places: dict[tuple[float, float], list[_Pin]] = defaultdict(list)
    for pin in pins:
        places[round(pin.x, 2), round(pin.y, 2)].append(pin)
    for together in places.values():
        for i, pin in enumerate(together):
            row, column = divmod(i, 4)
            wide = min(len(together) - row * 4, 4)
            pin.x += (column - (wide - 1) / 2) * (size + 1) * scale
            pin.y -= row * (size + 1) * scale
            pin.heap = len(together) if i == 0 else 0


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


def _land(chart: geography.Map, height: int, look: Look) -> dict[str, Any]:
    x, y = geography.lines(chart.name, height)
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "x": x, "y": y, "fillcolor": look.land,
        "line": {"color": look.border, "width": 0.9}, "name": "land", "cliponaxis": True,
    }  # fmt: skip


def _tinted(chart: geography.Map, height: int, tinted: dict[str, _Pin], look: Look) -> list[dict[str, Any]]:
    """Countries of which no city is told, washed in the colour of their status."""
    by_status: dict[str, list[str]] = defaultdict(list)
    for code, pin in tinted.items():
        by_status[pin.row["status"]].append(code)
    traces = []
    for status, codes in by_status.items():
        x, y = geography.lines(chart.name, height, tuple(codes))
        colour = style.OFFICES[status].paint(look)
        traces.append(
            {
                "type": "scatter", "mode": "lines", "fill": "toself", "x": x, "y": y,
                "fillcolor": style.tint(colour, 0.22), "line": {"color": look.border, "width": 0.9},
                "cliponaxis": True,
            }
        )  # fmt: skip
    return traces


def _served(chart: geography.Map, height: int, served: set[str], look: Look) -> dict[str, Any] | None:
    if not served:
        return None
    x, y = geography.lines(chart.name, height, tuple(sorted(served)))
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "name": "served",
        "line": {"color": look.ink, "width": 1.2, "dash": "dot"}, "cliponaxis": True,
    }  # fmt: skip


def _pin_traces(pins: list[_Pin], look: Look, *, size: float) -> list[dict[str, Any]]:
    by_status: dict[str, list[_Pin]] = defaultdict(list)
    for pin in pins:
        by_status[pin.row["status"]].append(pin)
    traces = []
    for status, group in by_status.items():
        traces.append(
            {
                "type": "scatter", "mode": "markers", "name": status,
                "x": [p.x for p in group], "y": [p.y for p in group],
                "marker": style.marker(style.OFFICES[status], look, size=size),
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


def _labels(pins: list[_Pin], chart: geography.Map, scale: float, look: Look) -> list[dict[str, Any]]:
    """Direct labels, each on the first free side of its pin; those for which none is free are left to the hover.
    `scale`: map units a pixel."""
    taken = [(p.x - 10 * scale, p.y - 10 * scale, p.x + 10 * scale, p.y + 10 * scale) for p in pins]
    labels: list[dict[str, Any]] = []
    shown: set[tuple[str, float, float]] = set()
    for pin in sorted(pins, key=lambda p: (p.tinted, p.y)):
        if not pin.heap:
            continue
        place = pin.row["city"] or words.country(pin.row["country"])
        text = shorten(pin.text if pin.heap == 1 else f"{place} ({pin.heap})", 30)
        if len(labels) >= MOST_LABELS or (text, pin.x, pin.y) in shown:
            continue
        width, tall = len(text) * 7.2 * scale, 15 * scale
        for dx, dy, xanchor, yanchor in _SIDES:
            x, y = pin.x + dx * scale, pin.y + dy * scale
            left = x if xanchor == "left" else x - width if xanchor == "right" else x - width / 2
            low = y - tall / 2 if yanchor == "middle" else y if yanchor == "bottom" else y - tall
            box = (left, low, left + width, low + tall)
            if left < chart.x[0] or left + width > chart.x[1] or any(style.meet(box, other) for other in taken):
                continue  # on a narrow page the frame is all there is
            taken.append(box)
            shown.add((text, pin.x, pin.y))
            weight = text if not pin.tinted else f"<i>{plain(text)}</i>"
            labels.append(
                style.label(plain(text) if not pin.tinted else weight, x, y, look, xanchor=xanchor, yanchor=yanchor,
                            font={"size": 12.5, "color": look.ink, "family": style.SANS},
                            bgcolor=style.tint(look.paper, 0.6), borderpad=0)
            )  # fmt: skip
            break
    return labels


_SIDES = (
    (12, 0, "left", "middle"), (-12, 0, "right", "middle"), (0, 10, "center", "bottom"), (0, -10, "center", "top"),
    (9, 9, "left", "bottom"), (9, -9, "left", "top"), (-9, 9, "right", "bottom"), (-9, -9, "right", "top"),
)  # fmt: skip


def title(sites: pd.DataFrame) -> str:
    """What the map shows, as a sentence: `Two of seven offices are still only planned`."""
    n = len(sites)
    if not n:
        return "No place is told"
    noun = "office" if (sites["kind"] == "office").all() else "place"
    count = {s: int((sites["status"] == s).sum()) for s in style.OFFICES}
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


def _subtitle(tinted: bool, served: bool, unplaced: list[str], left_out: int) -> str:
    parts = [f"{left_out} more places: choose a company."] if left_out > 0 else []
    if tinted:
        parts.append("Tinted: a place in the country, no city told.")
    if served:
        parts.append("Dotted outline: countries that a place serves.")
    if unplaced:
        shown = words.listed([shorten(u, 30) for u in unplaced[:4]])
        more = f" and {len(unplaced) - 4} more" if len(unplaced) > 4 else ""
        parts.append(f"Not on the map: {shown}{more} (see the table).")
    return " ".join(parts)
