"""What happened when, on slides: a lane each for appointments, departures, places and numbers, on a grid of years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from dashboard.charts import events, style, words
from dashboard.charts.days import middle
from dashboard.charts.frames import records
from dashboard.charts.style import Meaning
from dashboard.export import measure
from dashboard.export.drawing import About, Area, Canvas, Edge, Text, clean
from dashboard.export.evidence import Evidence, Fact, rows
from dashboard.export.pages import Content, Page, Swatch, numbered
from dashboard.export.timeline_shapes import Scale, grid

ROW, LANE, AXIS, MARK = 15.5, 8.0, 18.0, 7.0  # points
MOST_PAGES = 8
_NAMES = 0.11  # share of the width that the names of the lanes take
_SIZE = 9.0
_ASIDE = 4.0  # between a mark and its label


@dataclass(frozen=True)
class _Spot:
    """One event where it stands: its row on the slide, its mark, and the room of its label."""

    y: float
    x: float
    label: Area
    text: str
    late: bool
    meaning: Meaning
    fact: Fact


@dataclass(frozen=True)
class _Lane:
    """The part of a lane that one slide holds."""

    name: str
    y: float
    spots: list[_Spot]


def pages(content: Content, area: Area) -> list[Page]:
    """Everything dated, lane by lane."""
    told = events.within(events.events(content.tenures, content.sites, content.points), content.years)
    if told.empty:
        return []
    facts = {fact["fact_id"]: fact for frame in content.frames for fact in rows(frame)}
    found = records(told)
    days = [middle(row["date"]) for row in found]
    span = max((max(days) - min(days)).days, 400)
    reach = (min(days) - timedelta(days=int(span * 0.02)), max(days) + timedelta(days=int(span * 0.03)))
    names = area.width * _NAMES
    scale = Scale(*reach, names, area.width - names)
    sheets = _sheets(found, facts, scale, area.height - AXIS)
    title = events.title(told, min(days), max(days))
    return numbered(
        [
            Page(
                chart="events",
                title=clean(title),
                subtitle="",
                key=_key([spot.meaning for lane in sheet for spot in lane.spots]),
                facts=list({s.fact["fact_id"]: s.fact for lane in sheet for s in lane.spots}.values()),
                draw=partial(_draw, sheet=sheet, reach=reach, evidence=content.evidence),
                outline=[spot.text for lane in sheet for spot in lane.spots],
            )
            for sheet in sheets
        ],
        MOST_PAGES,
        "event",
    )


def _key(meanings: Sequence[Meaning]) -> list[Swatch]:
    found: dict[tuple[str, str], list[str]] = {}
    for meaning in style.in_order(meanings):
        found.setdefault((meaning.colour, meaning.symbol), []).append(meaning.word)
    return [Swatch(", ".join(said), colour, symbol) for (colour, symbol), said in found.items()]  # type: ignore[arg-type]  # the symbols of the palette are marks


def _sheets(found: list[dict[str, Any]], facts: dict[str, Fact], scale: Scale, room: float) -> list[list[_Lane]]:
    """Lanes under each other, cut into slides where their rows fill one."""
    sheets: list[list[_Lane]] = [[]]
    y = 0.0
    for name in events.LANES:
        lines = _lines([row for row in found if row["lane"] == name], facts, scale)
        while lines:
            fits = int((room - y) / ROW)
            if fits < min(len(lines), 2):
                sheets.append([])
                y, fits = 0.0, int(room / ROW)
            part, lines = lines[:fits], lines[fits:]
            spots = [
                _Spot(y + i * ROW + ROW / 2, *spot) for i, line in enumerate(part) for spot in line
            ]  # fmt: skip
            sheets[-1].append(_Lane(name, y, spots))
            y += len(part) * ROW + LANE
    return sheets


def _lines(members: list[dict[str, Any]], facts: dict[str, Fact], scale: Scale) -> list[list[tuple[Any, ...]]]:
    """The events of a lane in rows: each in the first where it and its label meet no other."""
    ends: list[list[tuple[float, float]]] = []
    lines: list[list[tuple[Any, ...]]] = []
    right = scale.x + scale.width
    for row in members:
        x = scale.at(middle(row["date"]))
        text = clean(row["text"])
        away = MARK / 2 + _ASIDE
        wide = measure.width(text, _SIZE) + 2
        late = x + away + wide > right and x - scale.x > right - x
        text = measure.shorten(text, (x - scale.x if late else right - x) - away - 2, _SIZE)
        wide = measure.width(text, _SIZE) + 2
        left = x - away - wide if late else x + away
        span = (min(left, x - MARK) - 3, max(left + wide, x + MARK) + 3)
        level = next(
            (i for i, taken in enumerate(ends) if all(span[1] < a or b < span[0] for a, b in taken)), len(ends)
        )
        if level == len(ends):
            ends.append([])
            lines.append([])
        ends[level].append(span)
        lines[level].append(
            (x, Area(left, 0, wide, ROW), text, late, events.meaning_of(row["lane"], row["status"]),
             facts[row["fact_id"]])
        )  # fmt: skip
    return lines


def _draw(canvas: Canvas, area: Area, *, sheet: list[_Lane], reach: tuple[date, date], evidence: Evidence) -> None:
    palette = canvas.palette
    names = area.width * _NAMES
    bottom = area.y + AXIS + max(spot.y for lane in sheet for spot in lane.spots) + ROW / 2
    grid(canvas, Scale(*reach, area.x + names, area.width - names), area.y, AXIS, bottom)
    top = area.y + AXIS
    for lane in sheet:
        canvas.line(area.x, top + lane.y - 2, area.right, top + lane.y - 2, Edge(palette.line, 0.75), About("Rule"))
        name = Area(area.x, top + lane.y, names - 4, ROW)
        canvas.text(name, [Text(lane.name, _SIZE, palette.muted, bold=True)], About(f"Lane {lane.name}"), anchor="ctr")
        for spot in lane.spots:
            _spot(canvas, area.x, top + spot.y, spot, evidence)


def _spot(canvas: Canvas, left: float, y: float, spot: _Spot, evidence: Evidence) -> None:
    about = About(f"{words.sentence(spot.meaning.word)}: {spot.text}", evidence.alt([spot.fact]))
    size = MARK + (1.5 if spot.meaning.symbol == "diamond" else 0)
    mark = Area(left + spot.x - size / 2, y - size / 2, size, size)
    canvas.mark(mark, about, symbol=spot.meaning.symbol, role=spot.meaning.colour, hollow=spot.meaning.hollow)
    place = Area(left + spot.label.x, y - ROW / 2, spot.label.width, ROW)
    text = Text(spot.text, _SIZE, canvas.palette.ink, align="r" if spot.late else "l")
    canvas.text(place, [text], About(f"Label {spot.text}", about.alt), anchor="ctr")
