"""The map on slides: one named freeform a country, a pin a place; the dashboard's own projection and places."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

from dashboard.charts import geography, style, words
from dashboard.charts.chart import Chart, Trace
from dashboard.charts.map_labels import LEADER
from dashboard.charts.office_map import FEW, as_of, office_map, tints
from dashboard.charts.style import LIGHT
from dashboard.export import clipping, measure
from dashboard.export.clipping import Point
from dashboard.export.drawing import About, Align, Area, Canvas, Edge, Text, clean
from dashboard.export.evidence import Evidence, Fact, rows, statement
from dashboard.export.pages import Content, Page

LABEL, KEY = 8.5, 16.0
_SIMPLE, _SMALLEST = 0.7, 3.0  # points: how far an outline may move, square points below which an island goes
_NEAREST = 0.55  # share of the map that is always shown
_PIXEL = 0.72  # points that a pixel of the dashboard's map takes here
ACROSS = 18.0  # points from a label on one side of a mark to one on the other
_ALIGN: dict[str, Align] = {"left": "l", "center": "ctr", "right": "r"}


@dataclass(frozen=True)
class _View:
    """A map's outlines, the part of it that is shown, and where that stands on the slide."""

    chart: geography.Map
    area: Area
    x: tuple[float, float]
    y: tuple[float, float]

    @property
    def scale(self) -> float:
        """Points a unit of the map."""
        (x0, x1), (y0, y1) = self.x, self.y
        return min(self.area.width / (x1 - x0), self.area.height / (y1 - y0))

    def at(self, x: float, y: float) -> Point:
        """A place of the map on the slide: the map's middle in the middle of the area."""
        (x0, x1), (y0, y1) = self.x, self.y
        return (
            self.area.x + self.area.width / 2 + (x - (x0 + x1) / 2) * self.scale,
            self.area.y + self.area.height / 2 - (y - (y0 + y1) / 2) * self.scale,
        )


def pages(content: Content, area: Area) -> list[Page]:
    """The places of the content as they stood at the end of the years chosen."""
    sites = as_of(content.sites, content.until) if content.until else content.sites
    if sites.empty:
        return []
    figure = office_map(sites, look=LIGHT)
    return [
        Page(
            chart="map",
            title=clean(figure.title),
            subtitle=clean(figure.subtitle),
            facts=rows(sites),
            draw=partial(_draw, figure=figure, sites=rows(sites), evidence=content.evidence),
            outline=[clean(statement(fact)) for fact in rows(sites)],
        )
    ]


def _draw(canvas: Canvas, area: Area, *, figure: Chart, sites: Sequence[Fact], evidence: Evidence) -> None:
    facts = {fact["fact_id"]: fact for fact in sites}
    main = "europe" if _same(figure.layout["xaxis"]["range"], geography.load("europe").x) else "world"
    room = Area(area.x, area.y, area.width, area.height - KEY)
    views = {"x": _view(geography.load(main), room, figure)}
    if "xaxis2" in figure.layout:  # where some places lie outside Europe
        inset = Area(room.x, room.y, room.width * 0.25, room.height * 0.3)
        world = geography.load("world")
        views["x2"] = _View(world, inset, world.x, world.y)
    for axis, view in views.items():
        if axis != "x":
            canvas.box(
                view.area, About("Rest of the world"), fill=canvas.palette.paper, edge=Edge(canvas.palette.line, 1)
            )
        _land(canvas, view, [fact for fact in sites if main == "world" or _here(fact, view)], evidence)
    taken: list[style.Box] = []
    for trace in figure.data:
        if _marks(trace):
            half = trace["marker"]["size"] * _PIXEL / 2
            for x, y, (fact_id,) in zip(trace["x"], trace["y"], trace["customdata"], strict=True):
                at = views[trace["xaxis"]].at(x, y)
                _pin(canvas, at, facts[fact_id], 2 * half, evidence)
                taken.append((at[0] - half, at[1] - half, at[0] + half, at[1] + half))
    leaders = {
        (t["xaxis"], t["x"][1], t["y"][1]): (t["x"][0], t["y"][0]) for t in figure.data if t.get("name") == LEADER
    }
    for label in figure.layout["annotations"]:
        if label["xref"] in views:
            pin = leaders.get((label["xref"], label["x"], label["y"]))
            _label(canvas, views[label["xref"]], label, taken, pin)
    _key(canvas, Area(area.x, room.bottom + 4, area.width, KEY - 4), sites)


def _marks(trace: Trace) -> bool:
    """Whether the trace's marks stand for places."""
    return trace["mode"] == "markers" and "customdata" in trace


def _view(chart: geography.Map, area: Area, figure: Chart) -> _View:
    """The map nearer to where the pins are, where they leave much of it empty."""
    traces = [t for t in figure.data if _marks(t) and t["xaxis"] == "x"]
    xs, ys = [x for t in traces for x in t["x"]], [y for t in traces for y in t["y"]]
    if not xs:
        return _View(chart, area, chart.x, chart.y)
    (x0, x1), (y0, y1) = chart.x, chart.y
    shown = min(max((max(ys) - min(ys)) / (y1 - y0) * 1.5, (max(xs) - min(xs)) / (x1 - x0) * 1.2, _NEAREST), 1.0)
    half_wide, half_tall = (x1 - x0) * shown / 2, (y1 - y0) * shown / 2
    x = min(max((max(xs) + min(xs)) / 2, x0 + half_wide), x1 - half_wide)
    y = min(max((max(ys) + min(ys)) / 2, y0 + half_tall), y1 - half_tall)
    return _View(chart, area, (x - half_wide, x + half_wide), (y - half_tall, y + half_tall))


def _same(a: Sequence[float], b: Sequence[float]) -> bool:
    return all(abs(x - y) < 1e-6 for x, y in zip(a, b, strict=True))


def _here(fact: Fact, view: _View) -> bool:
    """Whether a site's country is drawn on this map; what lies outside Europe stands on the small one."""
    middle = geography.middle(fact["country"] or "", "europe")
    europe = geography.load("europe")
    near = middle is not None and europe.x[0] <= middle[0] <= europe.x[1] and europe.y[0] <= middle[1] <= europe.y[1]
    return near == (view.chart.name == "europe")


def _land(canvas: Canvas, view: _View, sites: Sequence[Fact], evidence: Evidence) -> None:
    palette = canvas.palette
    few = len(sites) <= FEW
    tinted = tints(sites)
    served: dict[str, list[Fact]] = {}
    for fact in sites if few else ():
        for code in fact["serves"]:
            served.setdefault(code, []).append(fact)
    # outlines that mean something lie over their neighbours'
    for code in sorted(view.chart.outlines, key=lambda c: (c in tinted) + 2 * (c in served)):
        parts = _shape(view, code)
        if not parts:
            continue
        name = words.country(code)
        told = [*(f for f in sites if f["country"] == code and not f["city"]), *served.get(code, [])]
        tone = palette.role(style.OFFICES[tinted[code]].colour).faded(30) if code in tinted else palette.land
        edge = Edge(palette.ink, 1.25, "sysDot") if code in served else Edge(palette.paper, 0.75)
        canvas.outline(parts, About(name, evidence.alt(told) if told else name), fill=tone, edge=edge)


def _shape(view: _View, code: str) -> list[list[Point]]:
    """A country's outlines on the slide: cut to the map's frame, with as few points as the eye needs."""
    area = view.area
    frame = (area.x, area.y, area.right, area.bottom)
    parts = []
    for ring in view.chart.outlines[code]:
        cut = clipping.ring([view.at(*point) for point in ring], frame)
        if len(cut) < 3 or _size(cut) < _SMALLEST:
            continue
        simple = geography.simplified(cut, _SIMPLE)
        if len(simple) > 3:
            parts.append(simple)
    return parts


def _size(ring: Sequence[Point]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _pin(canvas: Canvas, at: Point, fact: Fact, size: float, evidence: Evidence) -> None:
    meaning = style.OFFICES[fact["status"]]
    place = fact["city"] or words.country(fact["country"])
    about = About(f"{meaning.word}: {fact['organisation'] or 'Company untold'}, {place}", evidence.alt([fact]))
    mark = Area(at[0] - size / 2, at[1] - size / 2, size, size)
    canvas.mark(mark, about, symbol=meaning.symbol, role=meaning.colour, hollow=meaning.hollow)


def _label(canvas: Canvas, view: _View, label: dict[str, Any], taken: list[style.Box], pin: Point | None) -> None:
    """The label where the chart has it, or on the other side, or the place alone; none where it would cover a mark.

    One that stands off is led to its `pin` by a line, and has no other side.
    """
    told = clean(html.unescape(re.sub(r"<[^>]+>", "", label["text"])))
    other = {"left": "right", "right": "left"}.get(label["xanchor"], label["xanchor"])
    sides = (label["xanchor"],) if pin else (label["xanchor"], other)
    for words_of_it, side in product(dict.fromkeys((told, told.rsplit(", ", 1)[-1])), dict.fromkeys(sides)):
        place = _place_of(label, view, words_of_it, side)
        # what is drawn may touch, but not cover
        box = (place.x + 1, place.y + 3, place.right - 1, place.bottom - 3)
        if not any(style.meet(box, other) for other in taken):
            taken.append(box)
            if pin:
                start, end = view.at(*pin), view.at(label["x"], label["y"])
                canvas.line(*start, *end, Edge(canvas.palette.muted, 0.5), About(f"To {words_of_it}"))
            text = Text(
                words_of_it, LABEL, canvas.palette.ink, italic=label["text"].startswith("<i>"), align=_ALIGN[side]
            )
            ground = canvas.palette.paper.faded(55)
            canvas.box(place, About(f"Label {words_of_it}"), fill=ground, texts=[text], inset=(0, 0))
            return


def _place_of(label: dict[str, Any], view: _View, told: str, side: str) -> Area:
    wide, tall = measure.width(told, LABEL) + 2, LABEL * measure.LINE + 1
    x, y = view.at(label["x"], label["y"])
    if side != label["xanchor"]:
        x += -ACROSS if side == "right" else ACROSS
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[side]
    top = y - {"top": 0.0, "middle": tall / 2, "bottom": tall}[label["yanchor"]]
    return Area(min(max(left, view.area.x), view.area.right - wide), top, wide, tall)


def _key(canvas: Canvas, area: Area, sites: Sequence[Fact]) -> None:
    x = area.x
    for status, meaning in style.OFFICES.items():
        if not any(fact["status"] == status for fact in sites):
            continue
        place = Area(x, area.y + 1.5, 8, 8)
        about = About(f"Key {meaning.word}")
        canvas.mark(place, about, symbol=meaning.symbol, role=meaning.colour, hollow=meaning.hollow)
        wide = measure.width(meaning.word, LABEL) + 2
        canvas.text(Area(x + 12, area.y, wide, 12), [Text(meaning.word, LABEL, canvas.palette.muted)], About("Key"))
        x += 12 + wide + 14
