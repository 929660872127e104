"""Tenures through time on slides: a row a tenure on a grid of years, told ends sharp, inferred ends faded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from dashboard.charts import timeline as chart
from dashboard.charts import words
from dashboard.charts.posts import post
from dashboard.export import measure
from dashboard.export.drawing import About, Align, Area, Canvas, Edge, Text, clean, one_line
from dashboard.export.evidence import Evidence, Fact, rows
from dashboard.export.pages import Content, Page, Swatch, numbered

ROW, GROUP, AXIS, BAR = 25.0, 20.0, 18.0, 9.0  # points
MOST_PAGES = 10
_NAMES = 0.31  # share of the width that the names take
_SIZE, _SMALL = 9.5, 8.0


@dataclass(frozen=True)
class _Row:
    """A heading, or a tenure, at a height from the top of the grid."""

    y: float
    heading: str = ""
    fact: Fact | None = None


@dataclass(frozen=True)
class Scale:
    """Days to points."""

    left: date
    right: date
    x: float
    width: float

    def at(self, day: date) -> float:
        """Where a day stands."""
        share = (day - self.left).days / max((self.right - self.left).days, 1)
        return self.x + min(max(share, 0.0), 1.0) * self.width


def pages(content: Content, area: Area) -> list[Page]:
    """The tenures of which some date is told, in groups by what the post covers."""
    placed = content.tenures[chart.placed(content.tenures)]
    if placed.empty:
        return []
    dated = rows(placed)
    left_out = len(content.tenures) - len(dated)
    undated = f"{words.sentence(words.counted(left_out, 'post'))} without dates not drawn." if left_out else ""
    left, right = chart.bounds(dated)
    span = max((right - left).days, 60)
    reach = (left - timedelta(days=int(span * 0.04)), right + timedelta(days=int(span * 0.06)))
    sheets = _sheets(chart.grouped(dated, "country"), area.height - AXIS)
    return numbered(
        [
            Page(
                chart="tenures",
                title=clean(chart.title(placed)),
                subtitle=undated,
                key=_key([row.fact for row in sheet if row.fact]),
                facts=[row.fact for row in sheet if row.fact],
                draw=partial(_draw, sheet=sheet, reach=reach, evidence=content.evidence),
                outline=[row.heading or _told(row.fact or {}) for row in sheet],
            )
            for sheet in sheets
        ],
        MOST_PAGES,
        "post",
    )


def _key(facts: Sequence[Fact]) -> list[Swatch]:
    told = [f for f in facts if f["start_basis"] == "told" or f["end_basis"] == "told"]
    swatches = {
        Swatch("held", "fact", "bar"): any(not f["end"] for f in facts),
        Swatch("held when last told of", "fact", "pale"): any(not f["end"] for f in facts),
        Swatch("ended", "over", "bar"): any(f["end"] for f in facts),
        Swatch("start or end told", "ink", "tick"): bool(told),
        Swatch("start announced", "announced", "diamond"): any(f["start_basis"] == "published" for f in facts),
        Swatch("start or end inferred", "fact", "fades"): len(told) < len(facts),
    }
    return [swatch for swatch, shown in swatches.items() if shown]


def _told(fact: Mapping[str, Any]) -> str:
    return clean(f"{fact['person']}, {post(fact)}, {chart.dates_told(dict(fact))}")


def _sheets(groups: Sequence[tuple[str, list[Fact]]], room: float) -> list[list[_Row]]:
    sheets: list[list[_Row]] = []
    y = room
    for name, members in groups:
        for i, fact in enumerate(members):
            needed = ROW + (GROUP if i == 0 else 0)
            if y + needed > room:
                sheets.append([])
                y = 0.0
            if i == 0 or not sheets[-1]:
                sheets[-1].append(_Row(y, heading=name if i == 0 else f"{name}, continued"))
                y += GROUP
            sheets[-1].append(_Row(y, fact=fact))
            y += ROW
    return sheets


def _draw(canvas: Canvas, area: Area, *, sheet: list[_Row], reach: tuple[date, date], evidence: Evidence) -> None:
    palette = canvas.palette
    names = area.width * _NAMES
    scale = Scale(*reach, area.x + names + 10, area.width - names - 10)
    bottom = area.y + AXIS + max(row.y for row in sheet) + ROW
    grid(canvas, scale, area.y, AXIS, bottom)
    bars: dict[str, Any] = {}
    for row in sheet:
        y = area.y + AXIS + row.y
        if row.fact is None:
            canvas.line(area.x, y + 3, area.right, y + 3, Edge(palette.line, 0.75), About("Rule"))
            heading = one_line(row.heading, names, _SIZE, palette.muted, bold=True)
            canvas.text(Area(area.x, y + 5, names, GROUP - 5), [heading], About(f"Group {row.heading}"))
            continue
        bars[row.fact["fact_id"]] = _tenure(canvas, Area(area.x, y, names, ROW), row.fact, scale, evidence)
    for row in sheet:
        fact = row.fact or {}
        before, after = bars.get(fact.get("predecessor_id") or ""), bars.get(fact.get("fact_id") or "")
        if before is not None and after is not None:
            about = About(f"Succession to {fact['person']}", clean(f"{fact['person']} follows {fact['replaces']}"))
            canvas.connect(before, "right", after, "left", Edge(palette.ink, 1.25), about, arrow=True)


def grid(canvas: Canvas, scale: Scale, top: float, axis: float, bottom: float) -> None:
    """A line a year with its name over it."""
    palette = canvas.palette
    room = 60.0
    for day, told in _ticks(scale.left, scale.right):
        x = scale.at(day)
        canvas.line(x, top + axis - 2, x, bottom, Edge(palette.line, 0.75), About(f"Grid {told}"))
        left = min(max(x - room / 2, scale.x), scale.x + scale.width - room)
        align: Align = "l" if left > x - room / 2 else "r" if left < x - room / 2 else "ctr"
        label = Text(told, _SMALL, palette.muted, align=align)
        canvas.text(Area(left, top, room, axis - 3), [label], About("Year"))


def _tenure(canvas: Canvas, names: Area, fact: Fact, scale: Scale, evidence: Evidence) -> Any:
    """One row: who and what at the left, the bar on the grid; returns the shape that successions join."""
    palette = canvas.palette
    about = About(f"Tenure {fact['person']}", evidence.alt([fact]))
    texts = [
        one_line(fact["person"], names.width, _SIZE, palette.ink, bold=True),
        one_line(_beside(fact, names.width), names.width, _SMALL, palette.muted),
    ]
    canvas.text(Area(names.x, names.y, names.width, ROW), texts, About(f"Name {fact['person']}", about.alt))
    tone = palette.over if fact["end"] or fact["status"] == "former" else palette.fact
    begin, finish = chart.first_day(fact), chart.last_day(fact)
    start = begin or (finish or scale.right) - timedelta(days=1)
    seen = words.day(fact["seen_to"], last=True) if fact["seen_to"] else start
    end = finish or max(seen, start)
    middle = names.y + ROW / 2
    x0, x1 = scale.at(start), max(scale.at(end), scale.at(start) + 3)
    solid = canvas.box(Area(x0, middle - BAR / 2, x1 - x0, BAR), about, fill=tone)
    fade = scale.width * 0.045
    if fact["start_basis"] is None:
        lead = min(fade, x0 - scale.x)
        canvas.fade(Area(x0 - lead, middle - BAR / 2, lead, BAR), about, tone, 0, 75)
    if finish is None:
        left = scale.x + scale.width - x1
        canvas.box(Area(x1, middle - BAR / 2, max(left, 0.5), BAR), about, fill=tone.faded(28))
    elif fact["end_basis"] != "told":
        left = min(fade, scale.x + scale.width - x1)
        canvas.fade(Area(x1, middle - BAR / 2, left, BAR), about, tone, 75, 0)
    for told, x in ((fact["start_basis"] == "told", x0), (finish is not None and fact["end_basis"] == "told", x1)):
        if told:
            canvas.line(x, middle - 8, x, middle + 8, Edge(tone, 2), about)
    if fact["start_basis"] == "published":
        canvas.box(
            Area(x0 - 5, middle - 5, 10, 10),
            about,
            shape="diamond",
            fill=palette.paper,
            edge=Edge(palette.announced, 1.75),
        )
    return solid


def _beside(fact: Fact, room: float) -> str:
    """The dates whole, and as much of the post as leaves them room."""
    dates = clean(chart.dates_told(fact)) + (" · sources disagree" if fact["conflict"] else "")
    left = room - measure.width(f" · {dates}", _SMALL) - 1
    what = measure.shorten(clean(post(fact)), max(left, 40.0), _SMALL)
    return f"{what} · {dates}" if dates else what


def _ticks(left: date, right: date) -> list[tuple[date, str]]:
    """Years, or half-years where the whole is short; ten at most."""
    years = right.year - left.year + 1
    if years > 3:
        step = -(-years // 10)
        return [
            (date(y, 1, 1), str(y)) for y in range(left.year, right.year + 1) if y % step == 0 and date(y, 1, 1) >= left
        ]
    found = []
    for year in range(left.year, right.year + 1):
        for month in (1, 7):
            day = date(year, month, 1)
            if left <= day <= right:
                found.append((day, words.when(day.isoformat()[:7]) if month > 1 else str(year)))
    return found
