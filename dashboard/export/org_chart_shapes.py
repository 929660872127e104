"""The org chart on slides: boxes joined by glued connectors, split over as many slides as it needs.

The tree is the dashboard's own (company, units, people); only where its boxes stand is decided here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from dashboard import moment
from dashboard.charts import org_chart as chart
from dashboard.charts import org_tree as tree
from dashboard.charts import posts
from dashboard.charts.org_tree import Unit
from dashboard.export import measure
from dashboard.export.drawing import About, Area, Canvas, Edge, Text, clean
from dashboard.export.evidence import Evidence, Fact, rows
from dashboard.export.pages import ROLES, Content, Page, Swatch, numbered

GAP, HEAD, LEVEL, BAND = 6.0, 22.0, 14.0, 10.0  # points
COLUMN, NARROW, INDENT = 172.0, 120.0, 11.0
MOST_PAGES = 12
_NAME, _POST, _DATES = 10.5, 9.0, 8.5
LINE = _NAME * measure.LINE
_PAD = 5.0


def pages(content: Content, area: Area) -> list[Page]:
    """The posts held on the content's day, and those left empty."""
    if not content.day:
        return []
    held = moment.held_on(content.tenures, content.day)
    vacant = posts.vacancies(content.tenures, held, content.day, content.countries)
    if held.empty and vacant.empty:
        return []
    overlaps = posts.overlapping(held)
    companies = tree.company_trees(held, vacant, content.parents, overlaps, content.day, ROLES)
    tops = {company.name for company in companies}
    usual = max(int(area.width / COLUMN), 1)
    narrow = max(int(area.width / NARROW), usual)
    # narrower columns where they save a slide
    columns = min(range(usual, narrow + 1), key=lambda n: (len(_laid(companies, area, n)), n))
    sheets = _laid(companies, area, columns)
    title = chart.title(held, vacant, content.day, content.parents)
    # a vacancy stands for the tenure that ended, whole, not only for the countries left without anybody
    facts = {fact["fact_id"]: fact for fact in rows(content.tenures)}
    return numbered(
        [
            Page(
                chart="org_chart",
                title=clean(title),
                subtitle="",
                key=_key([box for unit in _all(sheet) for box in unit.boxes]),
                facts=[facts[box["fact"]] for unit in _all(sheet) for box in unit.boxes],
                draw=partial(_draw, sheet=sheet, columns=columns, tops=tops, facts=facts, evidence=content.evidence),
                outline=[_told(box) for unit in _all(sheet) for box in unit.boxes],
            )
            for sheet in sheets
        ],
        MOST_PAGES,
        "post",
    )


def _laid(companies: list[Unit], area: Area, columns: int) -> list[list[list[Unit]]]:
    """The companies in bands on slides, in so many columns."""
    for company in companies:
        _write(company, area.width / columns - 2 * _PAD - INDENT - 13)
    parts = [part for company in companies for part in _limited(company, area.height)]
    return _sheets(tree.side_by_side(parts, columns), area.height)


def _write(unit: Unit, room: float) -> None:
    """Gives each box its lines, none wider than `room`, and the height that they take."""
    for box in unit.boxes:
        second = f"{box['post']}, {box['scope']}" if box["scope"] else box["post"]
        third = [*box["third"].split(" · "), f"reports to {box['reports_to']}" if box["reports_to"] else ""]
        box["lines"] = (
            _wrapped(box["name"], room, _NAME, 2, bold=not box["dash"]),
            _wrapped(second, room, _POST, 3),
            [line for told in third if told for line in _wrapped(told, room, _DATES, 2)],
        )
        sizes = (_NAME, _POST, _DATES)
        box["tall"] = 8 + sum(len(lines) * size * measure.LINE for lines, size in zip(box["lines"], sizes, strict=True))
    for child in unit.children:
        _write(child, room)


def _wrapped(text: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """The text in at most so many lines; what does not fit is cut in the last."""
    lines = measure.wrap(clean(text), room, size, bold=bold)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], measure.shorten(" ".join(lines[most - 1 :]), room, size, bold=bold)]


def _key(boxes: list[dict[str, Any]]) -> list[Swatch]:
    frames = {(box["line"], box["pale"]) for box in boxes}
    lines = {line for line, _ in frames}
    meanings = {
        Swatch("in post", "fact", "box"): ("fact", False) in frames,
        Swatch("last told of more than a year before", "fact", "faint"): any(pale for _, pale in frames),
        Swatch("named in the half-year before", "announced", "box"): "announced" in lines,
        Swatch("two people told to hold one post", "conflict", "box"): "conflict" in lines,
        Swatch("left, and no successor told", "over", "dashed"): "over" in lines,
    }
    return [swatch for swatch, occurs in meanings.items() if occurs]


def _told(box: Mapping[str, Any]) -> str:
    return ", ".join(clean(part) for part in (box["name"], box["post"], box["scope"]) if part)


def _all(sheet: list[list[Unit]]) -> Iterator[Unit]:
    for band in sheet:
        for unit in band:
            yield from tree.family(unit)


def _head(unit: Unit) -> float:
    return HEAD + GAP if unit.headed else 0.0


def _own_height(unit: Unit) -> float:
    tall = sum(float(box["tall"]) + GAP for box in unit.boxes)
    return _head(unit) + tall - GAP * bool(unit.boxes or unit.headed)


def _height(unit: Unit) -> float:
    under = max((_height(child) for child in unit.children), default=0.0)
    return _own_height(unit) + (LEVEL + under if unit.children else 0.0)


def _limited(unit: Unit, room: float) -> list[Unit]:
    """The unit in as many parts beside each other as keep each within `room`."""
    if not unit.children:
        chunks: list[list[dict[str, Any]]] = [[]]
        left = room - _head(unit) + GAP
        for box in unit.boxes:
            if chunks[-1] and box["tall"] + GAP > left:
                chunks.append([])
                left = room - _head(unit) + GAP
            chunks[-1].append(box)
            left -= box["tall"] + GAP
        return [
            replace(
                unit,
                boxes=boxes,
                name=unit.name if i == 0 else unit.name + tree.CONTINUED,
                headed=unit.headed or i > 0,
            )
            for i, boxes in enumerate(chunks)
        ]
    left = max(room - _own_height(unit) - LEVEL, HEAD + GAP + 3 * LINE)
    return [replace(unit, children=[part for child in unit.children for part in _limited(child, left)])]


def _sheets(bands: list[list[Unit]], room: float) -> list[list[list[Unit]]]:
    """Bands under each other, a slide each time they fill its height."""
    sheets: list[list[list[Unit]]] = []
    left = 0.0
    for band in bands:
        tall = max(_height(unit) for unit in band)
        if sheets and tall + BAND <= left:
            sheets[-1].append(band)
        else:
            sheets.append([band])
            left = room
        left -= tall + BAND
    return sheets


def _draw(
    canvas: Canvas,
    area: Area,
    *,
    sheet: list[list[Unit]],
    columns: int,
    tops: set[str],
    facts: Mapping[str, Fact],
    evidence: Evidence,
) -> None:
    wide = area.width / columns
    widest = max(sum(unit.leaves for unit in band) for band in sheet)
    left = area.x + (area.width - widest * wide) / 2
    y = area.y
    for band in sheet:
        x = left
        for unit in band:
            _Tree(canvas, wide, tops, facts, evidence).draw(unit, x, y)
            x += unit.leaves * wide
        y += max(_height(unit) for unit in band) + BAND


class _Tree:
    """Draws one company with all under it."""

    def __init__(
        self, canvas: Canvas, wide: float, tops: set[str], facts: Mapping[str, Fact], evidence: Evidence
    ) -> None:
        self.canvas, self.wide, self.tops, self.facts, self.evidence = canvas, wide, tops, facts, evidence
        self.edge = Edge(canvas.palette.over, 1.0)

    def draw(self, unit: Unit, x: float, y: float) -> Any:
        """Draws the unit with its left edge at `x`; returns the shape that what is above it joins."""
        middle = x + unit.leaves * self.wide / 2 - self.wide / 2
        head = self._header(unit, middle, y) if unit.headed else None
        boxes = []
        top = y + _head(unit)
        for box in unit.boxes:
            place = Area(middle + _PAD + INDENT, top, self.wide - 2 * _PAD - INDENT, box["tall"])
            top += box["tall"] + GAP
            boxes.append(self._box(box, place))
            if head is not None:
                self.canvas.connect(
                    head,
                    "left",
                    boxes[-1],
                    "left",
                    self.edge,
                    About(f"Line to {clean(box['name'])}"),
                    bend=_bend(INDENT),
                )
        lowest = boxes[-1] if boxes and head is None else head
        below = y + _own_height(unit) + LEVEL
        at = x
        for child in unit.children:
            joined = self.draw(child, at, below)
            at += child.leaves * self.wide
            self.canvas.connect(lowest, "bottom", joined, "top", self.edge, About(f"Line to {clean(child.name)}"))
        return head if head is not None else boxes[0]

    def _header(self, unit: Unit, x: float, y: float) -> Any:
        palette = self.canvas.palette
        top = unit.name.removesuffix(tree.CONTINUED) in self.tops
        place = Area(x + _PAD, y, self.wide - 2 * _PAD, HEAD)
        fitted = measure.fit(clean(unit.name), place.width - 8, HEAD - 4, sizes=(11, 10, 9, 8, 7), bold=True)
        text = Text(" ".join(fitted.lines), fitted.size, palette.paper if top else palette.ink, bold=True, align="ctr")
        return self.canvas.box(
            place, About(f"Unit {clean(unit.name)}", clean(unit.name)), shape="round",
            fill=palette.ink if top else palette.line, texts=[text], inset=(4, 2),
        )  # fmt: skip

    def _box(self, box: Mapping[str, Any], place: Area) -> Any:
        palette = self.canvas.palette
        quiet = palette.muted if box["third_colour"] != "conflict" else palette.text("conflict")
        name, second, third = box["lines"]
        texts = [
            *(Text(line, _NAME, palette.ink, bold=not box["dash"], italic=box["dash"]) for line in name),
            *(Text(line, _POST, palette.ink) for line in second),
            *(Text(line, _DATES, quiet) for line in third),
        ]
        tone = palette.role(box["line"])
        edge = Edge(tone.faded(round(100 * tree.PALE)) if box["pale"] else tone, 1.4, "dash" if box["dash"] else "")
        fact = self.facts[box["fact"]]
        return self.canvas.box(
            place, About(f"Post {_told(box)}", self.evidence.alt([fact])), shape="round",
            fill=palette.paper if box["pale"] else palette.panel, edge=edge, texts=texts, inset=(6, 2),
        )  # fmt: skip


def _bend(indent: float) -> int:
    """The turn of an elbow that leaves a heading to the left, goes down, and comes back to a box further right."""
    return round(-100_000 * (indent * 0.5) / indent)
