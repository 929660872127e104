"""The numbers on slides: a native chart for what can be compared, a card for what stands alone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from dashboard.charts import comparable, metrics, style, words
from dashboard.charts import points as points_told
from dashboard.export import measure, native_charts
from dashboard.export.drawing import About, Area, Canvas, Edge, Text, clean, one_line
from dashboard.export.evidence import Evidence, Fact, rows
from dashboard.export.pages import Content, Page, numbered
from dashboard.export.preview import Sketch

COLUMN = 280.0
ROWS = 4  # cards under each other on a slide; a chart takes two
MOST_PAGES = 14
_GUTTER, _HEAD = 22.0, 30.0


@dataclass(frozen=True)
class Panel:
    """One chart, or one number alone."""

    heading: str
    under: str
    points: tuple[Fact, ...]
    names: tuple[str, ...] = ()  # beside the bars; empty for a line

    @property
    def tall(self) -> int:
        """Rows that it takes on a slide."""
        return 1 if len(self.points) == 1 else 2

    @property
    def card(self) -> bool:
        """Whether it is one number alone, and no part of a whole."""
        return len(self.points) == 1 and not points_told.is_share(self.points[0])


def pages(content: Content, area: Area) -> list[Page]:
    """Every number of the content, grouped by what it is about."""
    columns = max(int((area.width + _GUTTER) / COLUMN), 1)
    sheets = _sheets(panels(rows(content.points)), columns)
    subjects = set(content.points["subject"])
    title = metrics.title(content.points["nature"].value_counts(), subjects.pop() or "" if len(subjects) == 1 else "")
    made = []
    for sheet in sheets:
        points = [point for column in sheet for panel in column for point in panel.points]
        made.append(
            Page(
                chart="figures",
                title=clean(title),
                subtitle=_subtitle(points),
                facts=points,
                draw=partial(_draw, sheet=sheet, columns=columns, evidence=content.evidence),
                outline=[f"{p.heading}: {_kind(p)}" for column in sheet for p in column],
            )
        )
    return numbered(made, MOST_PAGES, "number")


def panels(points: Sequence[Fact]) -> list[Panel]:
    """By subject and measure, as on the Figures page: a chart a series; single numbers of one measure side by side."""
    found: list[Panel] = []
    for _, members in groupby(metrics.in_groups(points), key=lambda g: (g[0]["subject"], g[0]["metric"])):
        alone: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for group in members:
            if len(group) == 1:
                alone[group[0]["unit"], group[0]["per"] or "", comparable.length(group[0])].append(group[0])
            elif native_charts.is_line(group) and not points_told.is_share(group[0]):
                found.append(Panel(*_heading(group), tuple(group)))
            else:
                found += _bars(*_heading(group), sorted(group, key=lambda p: p["date"] or ""))
        for group in alone.values():
            if len(group) > 1 and comparable.beside(group[0]):
                heading, _ = _heading(group)
                most_first = sorted(group, key=lambda p: -p["value"])
                found += _bars(heading, points_told.scale(group[0]), most_first, places=True)
            else:
                found += [Panel(*_heading([point]), (point,), (_when(point),)) for point in group]
    return found


def _bars(heading: str, under: str, group: list[Fact], *, places: bool = False) -> list[Panel]:
    """Bars beside each other, each with its time; with its place too where these differ."""
    made = []
    for i in range(0, len(group), native_charts.MOST_BARS):
        part = group[i : i + native_charts.MOST_BARS]
        names: list[str] = []
        for point in part:
            where = words.countries(point["geography"], most=2) if places else ""
            name = ", ".join(filter(None, (where, _when(point))))
            again = sum(n == name or n.startswith(f"{name} (") for n in names)
            names.append(f"{name} ({again + 1})" if again else name)
        made.append(Panel(heading, under, tuple(part), tuple(style.shorten(n, 34) for n in names)))
    return made


def _when(point: Fact) -> str:
    told = points_told.time(point)
    return told if point["nature"] == "actual" else f"{told} {style.FIGURES[point['nature']].word}"


def _heading(group: Sequence[Fact]) -> tuple[str, str]:
    subject = group[0]["subject"] or "Subject untold"
    return f"{subject} · {points_told.measure(group[0])}", points_told.about(group)


def _kind(panel: Panel) -> str:
    if panel.card:
        point = panel.points[0]
        return words.compact(point["value"], point["unit"], point["bound"], value_high=point["value_high"])
    return f"{'bars' if panel.names else 'line'} of {words.counted(len(panel.points), 'number')}"


def _subtitle(points: Sequence[Fact]) -> str:
    parts = ["Hollow: promised or expected." if any(p["nature"] in {"target", "forecast"} for p in points) else ""]
    signs = [("min", "> more than"), ("max", "≤ up to"), ("approx", "≈ about")]
    told = [text for bound, text in signs if any(p["bound"] == bound for p in points)]
    parts.append(f"{', '.join(told)}." if told else "")
    return " ".join(part for part in parts if part)


def _sheets(found: Sequence[Panel], columns: int) -> list[list[list[Panel]]]:
    """Panels in columns, a slide as often as they are full; the shortest column takes the next."""
    sheets: list[list[list[Panel]]] = []
    for panel in found:
        places = sheets[-1] if sheets else []
        free = [c for c in places if sum(p.tall for p in c) + panel.tall <= ROWS]
        if not free:
            sheets.append([[] for _ in range(columns)])
            free = sheets[-1]
        min(free, key=lambda c: sum(p.tall for p in c)).append(panel)
    return sheets


def _draw(canvas: Canvas, area: Area, *, sheet: list[list[Panel]], columns: int, evidence: Evidence) -> None:
    wide = (area.width - _GUTTER * (columns - 1)) / columns
    tall = area.height / ROWS
    for i, column in enumerate(sheet):
        y = area.y
        for panel in column:
            _panel(canvas, Area(area.x + i * (wide + _GUTTER), y, wide, panel.tall * tall - 12), panel, evidence)
            y += panel.tall * tall


def _panel(canvas: Canvas, area: Area, panel: Panel, evidence: Evidence) -> None:
    palette = canvas.palette
    canvas.line(area.x, area.y, area.right, area.y, Edge(palette.line, 1), About("Rule"))
    head = [one_line(panel.heading, area.width, 10, palette.ink, bold=True)]
    if panel.under:
        head.append(one_line(panel.under, area.width, 8.5, palette.muted))
    canvas.text(Area(area.x, area.y + 4, area.width, _HEAD - 4), head, About(f"Heading {panel.heading}"))
    body = Area(area.x, area.y + _HEAD, area.width, area.height - _HEAD)
    about = About(f"Chart {panel.heading}", evidence.alt(panel.points))
    if panel.card:
        _card(canvas, body, panel, about)
    elif isinstance(canvas, Sketch):
        canvas.chart(body, panel.points, panel.names)
    elif panel.names:
        native_charts.bar_chart(canvas, body, panel.points, panel.names, about)
    else:
        native_charts.line_chart(canvas, body, panel.points, about)


def _card(canvas: Canvas, area: Area, panel: Panel, about: About) -> None:
    """A number alone: written large, its date and source under it."""
    point = panel.points[0]
    nature = style.FIGURES[point["nature"]]
    palette = canvas.palette
    mark = 9.0
    tone = palette.role(nature.colour)
    canvas.box(
        Area(area.x, area.y + 9, mark, mark), About(f"Mark {nature.word}"), shape=nature.symbol,
        fill=None if nature.hollow else tone, edge=Edge(tone, 1.5),
    )  # fmt: skip
    room = area.width - mark - 8
    number = measure.fit(clean(_kind(panel)), room, 26, sizes=(20, 18, 16, 14, 12, 10), kind="serif")
    told = [nature.word, _when(point).removesuffix(f" {nature.word}")]
    if point["attributed_to"]:
        told.append(f"says {point['attributed_to']}")
    quiet = " · ".join(told)
    texts = [
        Text(" ".join(number.lines), number.size, palette.ink, kind="serif"),
        one_line(quiet, room, 8.5, palette.muted),
    ]
    if point["conflict"]:
        texts.append(one_line(f"Sources disagree: {point['conflict']}", room, 8.5, palette.text("conflict")))
    canvas.text(Area(area.x + mark + 8, area.y, room, area.height), texts, about)
