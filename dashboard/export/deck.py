"""Pages -> a presentation: titles, subtitles, sources, notes, and what an audit needs later."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from dashboard.charts.org_tree import PALE
from dashboard.export import measure
from dashboard.export.drawing import POINT, About, Area, Canvas, Edge, Text, clean, emu
from dashboard.export.evidence import Evidence, Fact, snapshot
from dashboard.export.pages import GAP, SOURCE, SUBTITLE, Page, Swatch
from dashboard.export.template import Stage

TAG = "COMPTOIR"
TAGS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
_TAGS_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
_SMALLEST_TITLE, _KEY = 14.0, 9.0
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Cover:
    """What the first slide says."""

    title: str
    subtitle: str


def chart_area(stage: Stage, subtitle_lines: int = 2) -> Area:
    """The room that a chart has on a slide of this stage: under the subtitle, over the source line."""
    above = subtitle_lines * SUBTITLE * measure.LINE + GAP
    below = SOURCE * measure.LINE * 2 + 6
    area = stage.area
    return Area(area.x, area.y + above, area.width, area.height - above - below)


def build(
    stage: Stage, cover: Cover | None, pages: Sequence[Page], evidence: Evidence, on_progress: OnProgress | None = None
) -> bytes:
    """The deck as a file. `on_progress(done, total)` is called after each slide."""
    first = 1
    if cover:
        _cover(stage, cover)
        first = 2
    total = len(pages) + first - 1
    for number, page in enumerate(pages, start=first):
        if on_progress:
            on_progress(number - 1, total)
        _slide(stage, page, evidence, number)
    properties = stage.presentation.core_properties
    properties.title = clean(cover.title if cover else pages[0].title)
    properties.author, properties.keywords = "Comptoir", TAG.lower()
    out = io.BytesIO()
    stage.presentation.save(out)
    if on_progress:
        on_progress(total, total)
    return out.getvalue()


def _cover(stage: Stage, cover: Cover) -> None:
    slide = stage.presentation.slides.add_slide(stage.cover)
    _title(slide, clean(cover.title))
    told = False
    for shape in list(slide.placeholders):
        kind = shape._element.ph.get("type")
        if kind == "subTitle":
            _fill(shape, clean(cover.subtitle), sizes=(16, 14, 12, 10.5))
            told = True
        elif kind not in {"title", "ctrTitle"}:
            shape._element.getparent().remove(shape._element)
    if not told and cover.subtitle:
        area = chart_area(stage)
        fitted = measure.fit(clean(cover.subtitle), area.width, area.height, sizes=(16, 14, 12))
        canvas = Canvas(slide, stage.palette)
        canvas.text(area, [Text(" ".join(fitted.lines), fitted.size, stage.palette.muted)], About("Subtitle"))


def _slide(stage: Stage, page: Page, evidence: Evidence, number: int) -> None:
    slide = stage.presentation.slides.add_slide(stage.chart)
    _title(slide, clean(page.title), page.part)
    for shape in list(slide.placeholders):
        if shape._element.ph.get("type") != "title":
            shape._element.getparent().remove(shape._element)
    _number(slide, stage.chart, number)
    canvas = Canvas(slide, stage.palette)
    area = chart_area(stage)
    if page.subtitle or page.key:
        under_title(canvas, Area(stage.area.x, stage.area.y, stage.area.width, SUBTITLE * measure.LINE * 2), page)
    else:  # the chart moves up, at the height it was planned for
        area = replace(area, y=stage.area.y + GAP)
    page.draw(canvas, area)
    _source(canvas, stage, page.facts, evidence)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(
        filter(None, (clean(page.heading), evidence.notes(page.facts)))
    )
    if page.facts:
        _remember(slide, page.facts, number)


def under_title(canvas: Canvas, area: Area, page: Page) -> None:
    """The key, entry by entry as long as they fit, and the subtitle beside or under it."""
    palette = canvas.palette
    line = SUBTITLE * measure.LINE
    x, y = area.x, area.y
    for swatch in page.key:
        wide = measure.width(swatch.meaning, _KEY) + 2
        if x + 20 + wide > area.right and y == area.y:
            x, y = area.x, area.y + line
        _swatch(canvas, Area(x, y, 15, line), swatch)
        place = Area(x + 20, y, wide, line)
        canvas.text(place, [Text(swatch.meaning, _KEY, palette.muted)], About(f"Key {swatch.meaning}"), anchor="ctr")
        x += 20 + wide + 14
    if not page.subtitle:
        return
    if page.key and measure.width(clean(page.subtitle), _KEY) > area.right - x:
        x, y = area.x, y + line
    room = area.bottom - y if not page.key else line
    fitted = measure.fit(clean(page.subtitle), area.right - x, room, sizes=(SUBTITLE, _KEY, 8.5))
    text = Text(" ".join(fitted.lines), fitted.size, palette.muted)
    canvas.text(Area(x, y, area.right - x, room), [text], About("Subtitle"), anchor="ctr" if page.key else "t")


_MARKS = frozenset({"diamond", "circle", "square", "triangle-up", "triangle-left", "x-thin"})


def _swatch(canvas: Canvas, area: Area, swatch: Swatch) -> None:
    tone = canvas.palette.role(swatch.role)
    about = About(f"Key {swatch.meaning}")
    middle = area.y + area.height / 2
    bar = Area(area.x, middle - 4, area.width, 8)
    if swatch.mark == "tick":
        canvas.line(area.x + area.width / 2, middle - 6, area.x + area.width / 2, middle + 6, Edge(tone, 2), about)
    elif swatch.mark in _MARKS:
        place = Area(area.x + area.width / 2 - 4.5, middle - 4.5, 9, 9)
        canvas.mark(place, about, symbol=swatch.mark, role=swatch.role, hollow=swatch.mark not in {"circle", "square"})
    elif swatch.mark == "fades":
        canvas.fade(bar, about, tone, 0, 75)
    elif swatch.mark in {"box", "faint", "dashed"}:
        tone = tone.faded(round(100 * PALE)) if swatch.mark == "faint" else tone
        edge = Edge(tone, 1.4, "dash" if swatch.mark == "dashed" else "")
        canvas.box(bar, about, shape="round", fill=canvas.palette.panel, edge=edge)
    else:
        canvas.box(bar, about, fill=tone if swatch.mark == "bar" else tone.faded(28))


def _title(slide: Any, title: str, part: str = "") -> None:
    """The title in its placeholder, at the layout's own size where it fits, else smaller; `part` is never cut."""
    shape = slide.shapes.title
    told = _size_of(shape)
    sizes = tuple(s for s in (told, 32, 28, 24, 22, 20, 18, 16, _SMALLEST_TITLE) if s <= told) or (told,)
    _fill(shape, title, sizes=sizes, after=part, kind="serif", bold=True)


def _size_of(shape: Any) -> float:
    """The size in points that a placeholder's text has by its layout or master."""
    layout = shape.part.slide_layout
    kind = shape._element.ph.get("type")
    holders = [
        s for h in (layout, layout.slide_master) for s in h.placeholders if s._element.ph.get("type") in {kind, "title"}
    ]
    for holder in holders:
        found = holder._element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        if found is not None and found.get("sz"):
            return int(found.get("sz")) / 100
    style = layout.slide_master._element.find(
        f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    )
    return int(style.get("sz")) / 100 if style is not None and style.get("sz") else 28.0


def _fill(shape: Any, text: str, *, sizes: tuple[float, ...], after: str = "", **look: Any) -> None:
    """Text in a placeholder, at the greatest of `sizes` at which it fits; the first is the layout's own."""
    frame = shape.text_frame
    across = (frame.margin_left + frame.margin_right) / POINT
    down = (frame.margin_top + frame.margin_bottom) / POINT
    room = (shape.width / POINT - across, shape.height / POINT - down)
    fitted = measure.fit(f"{text} {after}".strip(), *room, sizes=sizes, **look)
    while fitted.cut and after and " " in text:
        text = text.rsplit(" ", 1)[0]
        fitted = measure.fit(f"{text}… {after}", *room, sizes=sizes, **look)
    frame.text = " ".join(fitted.lines)
    if fitted.size != sizes[0]:
        for run in frame.paragraphs[0].runs:
            run.font.size = emu(fitted.size)


def _number(slide: Any, layout: Any, number: int) -> None:
    """The slide number where the layout has a place for it."""
    for holder in layout.placeholders:
        if holder._element.ph.get("type") != "sldNum":
            continue
        copy = etree.fromstring(etree.tostring(holder._element))
        properties = copy.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}")
        properties.set("id", str(max(int(s.shape_id) for s in slide.shapes) + 1))
        body = copy.find(qn("p:txBody"))
        for paragraph in body.findall(qn("a:p")):
            body.remove(paragraph)
        body.append(etree.fromstring(_NUMBER.format(number=number)))
        slide.shapes._spTree.append(parse_xml(etree.tostring(copy)))


_NUMBER = (
    '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr/><a:t>{number}</a:t></a:fld></a:p>'
)


def _source(canvas: Canvas, stage: Stage, facts: Sequence[Fact], evidence: Evidence) -> None:
    line = evidence.line(facts)
    if not line:
        return
    height = SOURCE * measure.LINE * 2
    width = stage.area.width - 70
    fitted = measure.fit(line, width, height, sizes=(SOURCE, 7.5))
    place = Area(stage.area.x, stage.area.bottom - height, width, height)
    canvas.text(
        place, [Text(" ".join(fitted.lines), fitted.size, stage.palette.muted)], About("Source", line), anchor="b"
    )


def _remember(slide: Any, facts: Sequence[Fact], number: int) -> None:
    """What an audit compares later: the facts' values as a tag of the slide, which goes with it into other decks."""
    told = json.dumps({fact["fact_id"]: snapshot(fact) for fact in facts}, ensure_ascii=True)
    root = etree.Element(qn("p:tagLst"), nsmap={"p": qn("p:tagLst")[1:].split("}")[0]})
    etree.SubElement(root, qn("p:tag"), name=TAG, val=told)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/ppt/tags/comptoir{number}.xml"), _TAGS_TYPE, slide.part.package, blob)
    relation = slide.part.relate_to(part, TAGS)
    data = slide._element.cSld
    listed = etree.SubElement(data, qn("p:custDataLst"))
    etree.SubElement(listed, qn("p:tags")).set(qn("r:id"), relation)
    tree = data.find(qn("p:spTree"))
    data.remove(listed)
    tree.addnext(listed)
