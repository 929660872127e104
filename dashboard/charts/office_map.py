"""Where a company is and means to be: pins by status, countries tinted where no city is told, served ones outlined."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.charts import geography, style, words
from dashboard.charts.chart import Chart, figure
from dashboard.charts.frames import frame, records
from dashboard.charts.map_labels import Labels
from dashboard.charts.pins import Pin, spread
from dashboard.charts.style import Box, Look, shorten

HEIGHT = {"europe": 640, "world": 500}
MOST_PINS = 600
_CORNER, _CORNER_HIGH = 0.34, 0.24  # share of the width and height that the small map of the world takes
_CORNER_LEAST = 230  # pixels across that it takes at least
FEW = 25  # places; of more, the countries that each serves would be outlined over each other


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
    chart = geography.load(main)
    size = 14.0 if len(rows) <= FEW else 10.0 if len(rows) <= 3 * FEW else 8.0
    # map units a pixel: a narrow page shows the frame's width, any other its height
    scale = max((chart.y[1] - chart.y[0]) / HEIGHT[main], (chart.x[1] - chart.x[0]) / width)
    told = _Frame(chart, look, scale, size, HEIGHT[main], len(rows) <= FEW)
    layout: dict[str, Any] = {}
    if far and main == "europe":
        corner = min(max(_CORNER, _CORNER_LEAST / width), 0.6)
        sheets = [_sheet(near, told, covered=[_corner(told, corner, width)]), _inset(far, told, width * corner)]
        layout = _inset_axes(corner)
    else:
        sheets = [_sheet(rows, told)]
    unplaced = [name for sheet in sheets for name in sheet.unplaced]
    meanings = [style.OFFICES[s] for s in style.OFFICES if any(r["status"] == s for r in rows)]
    key = style.key(meanings, look, x=0.0, y=0.0, width=width)
    under = 26 + 18 * key[0]["text"].count("<br>")
    return figure(
        [trace for sheet in sheets for trace in sheet.traces],
        look,
        height=HEIGHT[main] + under,
        title=title(sites),
        subtitle=_subtitle(
            any(s.tinted for s in sheets), any(s.served for s in sheets), unplaced, len(sites) - len(rows)
        ),
        xaxis=style.hidden_axis(range=list(chart.x), scaleanchor="y", scaleratio=1, constrain="range"),
        yaxis=style.hidden_axis(range=list(chart.y), constrain="range"),
        annotations=[*(label for sheet in sheets for label in sheet.labels), {**key[0], "yshift": -under}],
        margin={"l": 0, "r": 0, "t": 0, "b": under},
        **layout,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """A map and how it is shown: map units a pixel, pixels a pin, pixels high, and whether it shows few places."""

    chart: geography.Map
    look: Look
    scale: float
    size: float
    height: int
    few: bool
    letters: float = 12.5


@dataclass(slots=True)
class _Sheet:
    """One map with all that is on it."""

    traces: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    unplaced: list[str]
    tinted: bool
    served: bool


def _corner(to: _Frame, share: float, width: int) -> Box:
    """The ground of the map that the small one covers."""
    (x0, x1), (y0, y1) = to.chart.x, to.chart.y
    wide, tall = width * to.scale, HEIGHT[to.chart.name] * to.scale
    left, top = (x0 + x1 - wide) / 2, (y0 + y1 + tall) / 2
    return left, top - _CORNER_HIGH * tall, left + share * wide, top


def _inset_axes(share: float) -> dict[str, Any]:
    world = geography.load("world")
    return {
        "xaxis2": style.hidden_axis(range=list(world.x), domain=[0, share], anchor="y2", scaleanchor="y2",
                                    constrain="domain"),
        "yaxis2": style.hidden_axis(range=list(world.y), domain=[1 - _CORNER_HIGH, 1.0], anchor="x2",
                                    constrain="domain"),
    }  # fmt: skip


def _inset(rows: list[dict[str, Any]], main: _Frame, width: float) -> _Sheet:
    """The world in a corner of the map."""
    world = geography.load("world")
    height = round(HEIGHT["europe"] * _CORNER_HIGH)
    (x0, x1), (y0, y1) = world.x, world.y
    scale = max((y1 - y0) / height, (x1 - x0) / width)
    sheet = _sheet(
        rows, _Frame(world, main.look, scale, main.size * 0.7, height, main.few, letters=10.5), companies=False
    )
    sea = {"type": "scatter", "mode": "lines", "fill": "toself", "x": [x0, x1, x1, x0, x0], "y": [y0, y0, y1, y1, y0],
           "fillcolor": main.look.paper, "line": {"color": main.look.line, "width": 1}}  # fmt: skip
    sheet.traces.insert(0, sea)
    for trace in sheet.traces:
        trace |= {"xaxis": "x2", "yaxis": "y2"}
    for label in sheet.labels:
        label |= {"xref": "x2", "yref": "y2"}
    return sheet


def _sheet(rows: list[dict[str, Any]], to: _Frame, *, covered: Sequence[Box] = (), companies: bool = True) -> _Sheet:
    """One map with its pins, countries and labels; `covered` is ground on which no label may stand, and `companies`
    says whether there is room to name them."""
    chart, look = to.chart, to.look
    pins, unplaced = _pins(rows, chart)
    places = spread(pins, to.scale, to.size)
    tinted = tints([pin.row for pin in pins if pin.tinted])
    served = {code for row in rows for code in row["serves"] if to.few and code in chart.outlines}
    frame = (chart.x[0], chart.y[0], chart.x[1], chart.y[1])
    labels = Labels(look, frame, to.scale, to.size, to.letters, to.height * 0.36, list(covered))
    labels.write(places, several=companies and len({row["organisation"] for row in rows}) > 1)
    countries = [*_tinted(chart, to.height, tinted, look), _served(chart, to.height, served, look)]
    traces = [_land(chart, to.height, look), *countries, *labels.lines, *_pin_traces(pins, look, size=to.size)]
    notes = [{**note, "xref": "x", "yref": "y"} for note in labels.notes]
    drawn = [{**trace, "xaxis": "x", "yaxis": "y"} for trace in traces if trace]
    return _Sheet(drawn, notes, unplaced, bool(tinted), bool(served))


def tints(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Country -> the surest status of the places in it of which no city is told."""
    found: dict[str, str] = {}
    order = list(style.OFFICES)
    for row in rows:
        if not row["city"] and row["country"]:
            before = found.setdefault(row["country"], row["status"])
            found[row["country"]] = min(before, row["status"], key=order.index)
    return found


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


def _pins(rows: list[dict[str, Any]], chart: geography.Map) -> tuple[list[Pin], list[str]]:
    pins: list[Pin] = []
    unplaced: list[str] = []
    for row in rows:
        place = geography.city(row["city"], row["country"]) if row["city"] and row["country"] else None
        if place is not None:
            pins.append(Pin(row, *chart.project(*place)))
        elif not row["city"] and (middle := geography.middle(row["country"] or "", chart.name)):
            pins.append(Pin(row, *middle, tinted=True))
        else:
            unplaced.append(row["city"] or words.country(row["country"]) or "a place untold")
    return pins, unplaced


def _land(chart: geography.Map, height: int, look: Look) -> dict[str, Any]:
    x, y = geography.lines(chart.name, height)
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "x": x, "y": y, "fillcolor": look.land,
        "line": {"color": look.border, "width": 0.9}, "name": "land", "cliponaxis": True,
    }  # fmt: skip


def _tinted(chart: geography.Map, height: int, tinted: dict[str, str], look: Look) -> list[dict[str, Any]]:
    """Countries of which no city is told, washed in the colour of their status."""
    by_status: dict[str, list[str]] = defaultdict(list)
    for code, status in tinted.items():
        by_status[status].append(code)
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


def _pin_traces(pins: list[Pin], look: Look, *, size: float) -> list[dict[str, Any]]:
    by_status: dict[str, list[Pin]] = defaultdict(list)
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
                "hovertext": [p.hover for p in group],
            }
        )  # fmt: skip
    return traces


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
    if count[told] == n and n > 1:
        return f"All {words.counted(n, noun)} are {what}"
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
