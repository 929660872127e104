"""Tables on slides, native and editable: places, dated events, disagreements, sources."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from dashboard import moment, tabular
from dashboard.charts import posts, words
from dashboard.charts.office_map import as_of
from dashboard.export import measure
from dashboard.export.drawing import About, Area, Canvas, Edge, Text, clean, emu, filled, one_line, write
from dashboard.export.evidence import Evidence, Fact, rows, statement
from dashboard.export.pages import Content, Page, numbered
from dashboard.export.preview import Sketch
from dashboard.sources import headline

HEAD = 22.0  # points
MOST_PAGES = 10
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid": what is drawn is told cell by cell


@dataclass(frozen=True)
class Type:
    """How large a table is set: its letters and its rows, in points."""

    size: float
    row: float


ROOMY, USUAL = Type(11.5, 27.0), Type(9.5, 22.0)


@dataclass(frozen=True)
class Column:
    """A heading and the share of the table's width that it takes."""

    name: str
    share: float


def offices(content: Content, area: Area) -> list[Page]:
    """The places as a table."""
    sites = as_of(content.sites, content.until) if content.until else content.sites
    if sites.empty:
        return []
    facts = rows(sites)
    columns = [Column("Company", 0.2), Column("Kind", 0.13), Column("City", 0.16), Column("Country", 0.17),
               Column("Status", 0.11), Column("Date", 0.1), Column("Serves", 0.13)]  # fmt: skip
    told = tabular.sites(sites)
    columns = [column for column in columns if any(told[column.name])]
    shown = list(zip(*(told[column.name] for column in columns), strict=True))
    noun = "office" if (sites["kind"] == "office").all() else "place"
    title = words.sentence(f"{words.counted(len(sites), noun)}, one by one")
    return _pages("places", title, "", columns, shown, facts, area, content.evidence)


def conflicts(content: Content, area: Area) -> list[Page]:
    """What sources tell differently."""
    held = moment.held_on(content.tenures, content.day) if content.day else content.tenures.head(0)
    others = posts.overlapping(held)
    everything = [f for frame in content.frames for f in rows(frame)]
    disputed = [f for f in everything if f["conflict"] or f["fact_id"] in others]
    if not disputed:
        return []
    title = f"On {words.counted(len(disputed), 'fact')} sources disagree"
    columns = [Column("What is told", 0.62), Column("Disagreement", 0.38)]
    shown = [[statement(fact), _disagreement(fact, others.get(fact["fact_id"]))] for fact in disputed]
    return _pages(
        "conflicts", title, "Every sentence stands in the notes.", columns, shown, disputed, area, content.evidence
    )


def _disagreement(fact: Fact, other: str | None) -> str:
    told = words.disagreement(fact["conflict"]) if fact["conflict"] else ""
    return "; ".join(filter(None, (told, f"also told of {other}" if other else "")))


def articles(content: Content, area: Area) -> list[Page]:
    """The articles behind the facts, each with its address where it is known."""
    facts = [f for frame in content.frames for f in rows(frame)]
    sources = content.evidence.articles(facts)
    if not sources:
        return []
    title = (
        f"{words.sentence(words.counted(len(sources), 'article'))} stand{'s' * (len(sources) == 1)} behind this deck"
    )
    columns = [Column("Published", 0.16), Column("Publisher", 0.2), Column("Title", 0.64)]
    shown = [
        [
            words.when(a["published"]) if a["published"] else "no date known",
            a["publisher"] or "",
            headline(a),
        ]
        for a in sources
    ]
    links = [a["url"] for a in sources]
    return _pages("articles", title, "", columns, shown, [], area, content.evidence, links=links, noun="article")


def _pages(
    chart: str,
    title: str,
    subtitle: str,
    columns: Sequence[Column],
    shown: Sequence[Sequence[Any]],
    facts: Sequence[Fact],
    area: Area,
    evidence: Evidence,
    links: Sequence[str | None] = (),
    noun: str = "fact",
) -> list[Page]:
    """A table over as many slides as its rows take; `facts` stand in the order of the rows, one each, or are none."""
    # some programs draw rows a little taller
    roomy = HEAD + len(shown) * (ROOMY.row + 1) <= area.height
    roomy = roomy and sum(_needs(columns, shown, ROOMY.size)) <= area.width
    kind = ROOMY if roomy else USUAL
    columns = _fitted(columns, shown, area.width, kind.size)
    most = max(int((area.height - HEAD) / (kind.row + 1)), 1)
    made = []
    for start in range(0, len(shown), most):
        part = [[clean(cell if cell is not None else "") for cell in row] for row in shown[start : start + most]]
        behind = list(facts[start : start + most])
        made.append(
            Page(
                chart=chart,
                title=clean(title),
                subtitle=subtitle,
                facts=list({fact["fact_id"]: fact for fact in behind}.values()),
                draw=partial(
                    _draw, columns=columns, shown=part, name=title, evidence=evidence, behind=behind,
                    links=list(links[start : start + most]), kind=kind,
                ),
                outline=[" · ".join(filter(None, row)) for row in part],
            )
        )  # fmt: skip
    return numbered(made, MOST_PAGES, noun)


def _needs(columns: Sequence[Column], shown: Sequence[Sequence[Any]], size: float) -> list[float]:
    """The width that each column would take with nothing cut."""
    return [
        max(measure.width(clean(cell), size, bold=True) for cell in (column.name, *(row[i] for row in shown))) + 14
        for i, column in enumerate(columns)
    ]


def _fitted(columns: Sequence[Column], shown: Sequence[Sequence[Any]], room: float, size: float) -> list[Column]:
    """The columns with room taken from those that need less than their share and given to those that need more."""
    needs = _needs(columns, shown, size)
    given = [min(need, column.share * room) for need, column in zip(needs, columns, strict=True)]
    spare = room - sum(given)
    wanting = [max(need - has, 0.0) for need, has in zip(needs, given, strict=True)]
    widths = list(given)
    for i in sorted(range(len(columns)), key=wanting.__getitem__):  # those that want least are made whole first
        more = min(wanting[i], spare)
        widths[i] += more
        spare -= more
    left = (room - sum(widths)) / len(columns)
    return [replace(column, share=(wide + left) / room) for column, wide in zip(columns, widths, strict=True)]


def _draw(
    canvas: Canvas,
    area: Area,
    *,
    columns: Sequence[Column],
    shown: Sequence[Sequence[str]],
    name: str,
    evidence: Evidence,
    behind: Sequence[Fact],
    links: Sequence[str | None],
    kind: Type,
) -> None:
    palette = canvas.palette
    if isinstance(canvas, Sketch):
        _sketch(canvas, area, columns, shown, kind)
        return
    height = HEAD + kind.row * len(shown)
    frame = canvas.slide.shapes.add_table(
        len(shown) + 1, len(columns), emu(area.x), emu(area.y), emu(area.width), emu(height)
    )
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("name", clean(f"Table {name}")[:120])
    properties.set("descr", evidence.alt({f["fact_id"]: f for f in behind}.values()) or clean(name))
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_STYLE
    table._tbl.tblPr.set("bandRow", "0")
    for column, drawn in zip(columns, table.columns, strict=True):
        drawn.width = emu(area.width * column.share)
    for i, row in enumerate([[column.name for column in columns], *shown]):
        table.rows[i].height = emu(HEAD if i == 0 else kind.row)
        for j, cell in enumerate(row):
            room = area.width * columns[j].share - 8
            tone = palette.muted if i == 0 else palette.ink
            text = one_line(cell, room, kind.size, tone, bold=i == 0 or (j == 0 and not links))
            link = links[i - 1] if links and i and j == len(columns) - 1 else None
            _cell(canvas, table.cell(i, j), text, palette_edge=Edge(palette.line, 0.75), link=link)


def _sketch(canvas: Sketch, area: Area, columns: Sequence[Column], shown: Sequence[Sequence[str]], kind: Type) -> None:
    for i, row in enumerate([[column.name for column in columns], *shown]):
        x, y = area.x, area.y + i * kind.row
        for column, cell in zip(columns, row, strict=True):
            wide = area.width * column.share
            text = one_line(cell, wide - 8, kind.size, canvas.palette.ink if i else canvas.palette.muted)
            canvas.text(Area(x, y, wide - 4, kind.row), [text], About("Cell"), anchor="ctr")
            x += wide
        canvas.line(area.x, y + kind.row, area.right, y + kind.row, Edge(canvas.palette.line, 0.75), About("Rule"))


def _cell(canvas: Canvas, cell: Any, text: Text, *, palette_edge: Edge, link: str | None) -> None:
    body = cell._tc.get_or_add_txBody()
    write(body, [text], anchor="ctr", inset=(0, 0))
    properties = cell._tc.get_or_add_tcPr()
    for side in ("marL", "marR", "marT", "marB"):
        properties.set(side, str(emu(4 if side == "marR" else 0 if side == "marL" else 2)))
    properties.set("anchor", "ctr")
    line = etree.SubElement(properties, qn("a:lnB"), w=str(emu(palette_edge.width)))
    line.append(filled(palette_edge.tone))
    etree.SubElement(properties, qn("a:noFill"))
    if link and link.startswith(("https://", "http://")):
        cell.text_frame.paragraphs[0].runs[0].hyperlink.address = clean(link)
