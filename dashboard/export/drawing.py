"""What is drawn on a slide: boxes, texts, lines, glued connectors, outlines. All sizes are points.

No shape carries a theme effect (an explicit look replaces the style reference): shadows differ from program to program.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu

from dashboard.export import measure
from dashboard.export.palette import Palette, Tone

POINT = 12_700
Align = Literal["l", "ctr", "r"]
Anchor = Literal["t", "ctr", "b"]
_SHAPES = {
    "rect": MSO_SHAPE.RECTANGLE, "round": MSO_SHAPE.ROUNDED_RECTANGLE, "circle": MSO_SHAPE.OVAL,
    "diamond": MSO_SHAPE.DIAMOND, "triangle-up": MSO_SHAPE.ISOSCELES_TRIANGLE, "square": MSO_SHAPE.RECTANGLE,
    "triangle-left": MSO_SHAPE.ISOSCELES_TRIANGLE, "x-thin": MSO_SHAPE.MATH_MULTIPLY,
}  # fmt: skip
SITES = {"top": 0, "left": 1, "bottom": 2, "right": 3}


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of one look."""

    words: str
    size: float
    tone: Tone
    bold: bool = False
    italic: bool = False
    kind: Literal["sans", "serif"] = "sans"
    align: Align = "l"


@dataclass(frozen=True, slots=True)
class Edge:
    """How a line or an outline looks."""

    tone: Tone
    width: float = 1.0
    dash: Literal["", "dash", "sysDot"] = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a shape is called, and what it stands for: its alternative text."""

    name: str
    alt: str = ""


def clean(text: object) -> str:
    """Text fit for a slide: one line, no control characters, no marks that turn the reading direction."""
    kept = "".join(" " if c.isspace() else c for c in str(text) if c.isspace() or unicodedata.category(c)[0] != "C")
    return re.sub(r" +", " ", kept).strip()


def emu(points: float) -> Emu:
    """Points in the unit of the file."""
    return Emu(round(points * POINT))


class Canvas:
    """Draws on one slide."""

    def __init__(self, slide: Any, palette: Palette) -> None:
        """`slide` is python-pptx's."""
        self.slide = slide
        self.palette = palette
        slide.shapes.turbo_add_enabled = True  # numbers shapes without searching the slide for each

    def box(
        self,
        area: Area,
        about: About,
        *,
        shape: str = "rect",
        fill: Tone | None = None,
        edge: Edge | None = None,
        texts: Sequence[Text] = (),
        anchor: Anchor = "ctr",
        inset: tuple[float, float] = (6, 3),
    ) -> Any:
        """A shape with text in it; the text must have been measured to fit."""
        drawn = self.slide.shapes.add_shape(
            _SHAPES[shape], emu(area.x), emu(area.y), emu(max(area.width, 0)), emu(max(area.height, 0))
        )
        if shape == "round":
            drawn.adjustments[0] = min(4 / max(min(area.width, area.height), 1), 0.5)
        if shape == "triangle-left":
            drawn.rotation = -90
        self._dress(drawn, about, fill, edge)
        write(drawn._element.txBody, texts, anchor=anchor, inset=inset)
        return drawn

    def mark(self, area: Area, about: About, *, symbol: str, role: str, hollow: bool) -> Any:
        """A mark as the charts draw it: hollow ones are outlined, a cross is all line."""
        tone = self.palette.role(role)
        filled = not hollow or symbol == "x-thin"
        edge = Edge(tone, 0.75) if symbol == "x-thin" else Edge(self.palette.paper, 0.75) if filled else Edge(tone, 1.5)
        return self.box(area, about, shape=symbol, fill=tone if filled else self.palette.paper, edge=edge)

    def fade(self, area: Area, about: About, tone: Tone, start: int, end: int) -> None:
        """A bar that comes out of nothing, or goes into it: from one opacity (percent) to another."""
        if area.width <= 0:
            return
        properties = self.box(area, about, fill=tone)._element.spPr
        gradient = etree.Element(qn("a:gradFill"), rotWithShape="1")
        stops = etree.SubElement(gradient, qn("a:gsLst"))
        for position, alpha in ((0, start), (100_000, end)):
            etree.SubElement(stops, qn("a:gs"), pos=str(position)).append(tone.faded(alpha).element())
        etree.SubElement(gradient, qn("a:lin"), ang="0", scaled="0")
        properties.replace(properties.find(qn("a:solidFill")), gradient)

    def text(
        self,
        area: Area,
        texts: Sequence[Text],
        about: About,
        *,
        anchor: Anchor = "t",
        inset: tuple[float, float] = (0, 0),
    ) -> Any:
        """A text box; the text must have been measured to fit."""
        drawn = self.slide.shapes.add_textbox(emu(area.x), emu(area.y), emu(area.width), emu(area.height))
        self._name(drawn, about)
        write(drawn._element.txBody, texts, anchor=anchor, inset=inset)
        return drawn

    def line(self, x0: float, y0: float, x1: float, y1: float, edge: Edge, about: About) -> Any:
        """A straight line."""
        drawn = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, emu(x0), emu(y0), emu(x1), emu(y1))
        self._dress(drawn, about, None, edge)
        return drawn

    def connect(
        self,
        start: Any,
        start_side: str,
        end: Any,
        end_side: str,
        edge: Edge,
        about: About,
        *,
        elbow: bool = True,
        arrow: bool = False,
        bend: int | None = None,
    ) -> Any:
        """A connector glued to two shapes. `bend` says where an elbow turns, in 1/100,000 of its width."""
        kind = MSO_CONNECTOR.ELBOW if elbow else MSO_CONNECTOR.STRAIGHT
        drawn = self.slide.shapes.add_connector(kind, 0, 0, 0, 0)
        drawn.begin_connect(start, SITES[start_side])
        drawn.end_connect(end, SITES[end_side])
        self._dress(drawn, about, None, edge)
        if bend is not None:
            guide = drawn._element.spPr.find(qn("a:prstGeom")).find(qn("a:avLst"))
            etree.SubElement(guide, qn("a:gd"), name="adj1", fmla=f"val {bend}")
        if arrow:
            etree.SubElement(drawn._element.spPr.find(qn("a:ln")), qn("a:tailEnd"), type="triangle")
        return drawn

    def outline(
        self,
        parts: Sequence[Sequence[tuple[float, float]]],
        about: About,
        *,
        fill: Tone | None,
        edge: Edge | None,
        closed: bool = True,
    ) -> Any:
        """One freeform shape of several outlines."""
        xs, ys = [x for part in parts for x, _ in part], [y for part in parts for _, y in part]
        left, top = emu(min(xs)), emu(min(ys))
        commands = []
        for part in parts:
            points = [f'<a:pt x="{emu(x) - left}" y="{emu(y) - top}"/>' for x, y in part]
            commands.append(f"<a:moveTo>{points[0]}</a:moveTo>")
            commands += [f"<a:lnTo>{point}</a:lnTo>" for point in points[1:]]
            commands.append("<a:close/>" * closed)
        element = parse_xml(
            _OUTLINE.format(
                id=self.slide.shapes._next_shape_id, x=left, y=top, wide=emu(max(xs)) - left, tall=emu(max(ys)) - top,
                path="".join(commands),
            )
        )  # fmt: skip
        self.slide.shapes._spTree.append(element)
        drawn = self.slide.shapes[-1]
        self._dress(drawn, about, fill, edge)
        return drawn

    def _dress(self, drawn: Any, about: About, fill: Tone | None, edge: Edge | None) -> None:
        self._name(drawn, about)
        style = drawn._element.find(qn("p:style"))
        if style is not None:
            drawn._element.remove(style)
        properties = drawn._element.spPr
        for tag in ("a:solidFill", "a:noFill", "a:ln"):
            for old in properties.findall(qn(tag)):
                properties.remove(old)
        if drawn._element.tag == qn("p:sp"):
            properties.append(filled(fill))
        line = etree.SubElement(properties, qn("a:ln"))
        if edge is None:
            etree.SubElement(line, qn("a:noFill"))
            return
        line.set("w", str(round(edge.width * POINT)))
        line.append(filled(edge.tone))
        if edge.dash:
            etree.SubElement(line, qn("a:prstDash"), val=edge.dash)

    @staticmethod
    def _name(drawn: Any, about: About) -> None:
        properties = drawn._element.xpath("./*/p:cNvPr")[0]
        properties.set("name", clean(about.name)[:120])
        if about.alt:
            properties.set("descr", about.alt)


# python-pptx has a builder for outlines, but its time grows with the square of their points
_OUTLINE = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="{id}" name=""/><p:cNvSpPr/>
<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm><a:custGeom>
<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{tall}">
{path}</a:path></a:pathLst></a:custGeom></p:spPr></p:sp>"""


def filled(tone: Tone | None) -> etree._Element:
    """The DrawingML fill of a tone; none for None."""
    if tone is None:
        return etree.Element(qn("a:noFill"))
    fill = etree.Element(qn("a:solidFill"))
    fill.append(tone.element())
    return fill


def write(body: Any, texts: Sequence[Text], *, anchor: Anchor, inset: tuple[float, float]) -> None:
    """Replaces the text of a shape. Sizes are explicit, so that a template's default for shapes cannot burst a box."""
    for child in list(body):
        body.remove(child)
    across, down = (str(round(i * POINT)) for i in inset)
    frame = etree.SubElement(
        body, qn("a:bodyPr"), wrap="square", lIns=across, rIns=across, tIns=down, bIns=down, anchor=anchor, rtlCol="0",
    )  # fmt: skip
    etree.SubElement(frame, qn("a:normAutofit"))
    etree.SubElement(body, qn("a:lstStyle"))
    for text in texts or (None,):
        paragraph = etree.SubElement(body, qn("a:p"))
        if text is None:
            continue
        layout = etree.SubElement(paragraph, qn("a:pPr"), algn=text.align, marL="0", indent="0")
        for spacing in ("a:spcBef", "a:spcAft"):
            etree.SubElement(etree.SubElement(layout, qn(spacing)), qn("a:spcPts"), val="0")
        etree.SubElement(layout, qn("a:buNone"))
        run = etree.SubElement(paragraph, qn("a:r"))
        run.append(_font(text))
        etree.SubElement(run, qn("a:t")).text = clean(text.words)


def _font(text: Text) -> etree._Element:
    font = etree.Element(qn("a:rPr"), sz=str(round(text.size * 100)), b=str(int(text.bold)), i=str(int(text.italic)))
    font.append(filled(text.tone))
    letters = "mj" if text.kind == "serif" else "mn"
    for script, name in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
        etree.SubElement(font, qn(f"a:{script}"), typeface=f"+{letters}-{name}")
    return font


def one_line(words: str, room: float, size: float, tone: Tone, **look: Any) -> Text:
    """A paragraph cut to one line of `room` points."""
    kept = measure.shorten(clean(words), room, size, bold=look.get("bold", False), kind=look.get("kind", "sans"))
    return Text(kept, size, tone, **look)
