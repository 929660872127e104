"""A slide as a small drawing, before there is any deck: the same pages, drawn as SVG instead of shapes."""

from collections.abc import Sequence
from html import escape
from typing import Any

from dashboard.charts.points import is_share
from dashboard.export import measure
from dashboard.export.deck import Cover, chart_area, under_title
from dashboard.export.drawing import POINT, About, Area, Canvas, Edge, Text, clean
from dashboard.export.evidence import Fact
from dashboard.export.pages import GAP, Page
from dashboard.export.palette import Palette, Tone
from dashboard.export.template import Stage

_FACES = {"sans": "Arial, Helvetica, sans-serif", "serif": "Georgia, serif"}
_ANCHORS = {"l": "start", "ctr": "middle", "r": "end"}


def slide(stage: Stage, page: Page, evidence_line: str) -> str:
    """One slide as an SVG document."""
    sketch = _sheet(stage)
    title = _title_area(stage)
    fitted = measure.fit(
        page.heading, title.width, title.height, sizes=(24, 22, 20, 18, 16, 14), kind="serif", bold=True
    )
    sketch.text(
        title, [Text(line, fitted.size, stage.palette.ink, kind="serif") for line in fitted.lines], About("Title")
    )
    area = chart_area(stage)
    if page.subtitle or page.key:
        under_title(sketch, Area(stage.area.x, stage.area.y, stage.area.width, area.y - stage.area.y - GAP), page)
    else:
        area = Area(area.x, stage.area.y + GAP, area.width, area.height)
    page.draw(sketch, area)
    source = Area(stage.area.x, stage.area.bottom - 12, stage.area.width, 12)
    told = measure.shorten(clean(evidence_line), source.width, 8)
    sketch.text(source, [Text(told, 8, stage.palette.muted)], About("Source"))
    return sketch.svg()


def cover(stage: Stage, told: Cover) -> str:
    """The first slide as an SVG document."""
    sketch = _sheet(stage)
    wide, tall = stage.size
    room = wide * 0.84
    title = measure.fit(clean(told.title), room, 110, sizes=(40, 32, 28, 24), kind="serif")
    lines = [Text(line, title.size, stage.palette.ink, kind="serif") for line in title.lines]
    sketch.text(Area(wide * 0.07, tall * 0.28, room, 120), lines, About("Title"), anchor="b")
    under = measure.fit(clean(told.subtitle), room, 60, sizes=(16, 14, 12))
    lines = [Text(line, under.size, stage.palette.muted) for line in under.lines]
    sketch.text(Area(wide * 0.07, tall * 0.28 + 134, room, 70), lines, About("Subtitle"))
    return sketch.svg()


def _sheet(stage: Stage) -> "Sketch":
    sketch = Sketch(stage.palette, stage.size)
    sketch.box(Area(0, 0, *stage.size), About("Paper"), fill=stage.palette.paper)
    return sketch


def _title_area(stage: Stage) -> Area:
    """Where the layout has its title."""
    title = next(shape for shape in stage.chart.placeholders if shape._element.ph.get("type") == "title")
    return Area(*(side / POINT for side in (title.left, title.top, title.width, title.height)))


class Sketch(Canvas):
    """A canvas that writes SVG; what it draws is known by its area."""

    def __init__(self, palette: Palette, size: tuple[float, float]) -> None:
        """`size` of the slide in points."""
        self.slide = None
        self.palette = palette
        self.size = size
        self.parts: list[str] = []

    def svg(self) -> str:
        """The document."""
        wide, tall = self.size
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {tall:g}">'
        return f"{head}{''.join(self.parts)}</svg>"

    def box(
        self,
        area: Area,
        about: About,
        *,
        shape: str = "rect",
        fill: Tone | None = None,
        edge: Edge | None = None,
        texts: Sequence[Text] = (),
        anchor: str = "ctr",
        inset: tuple[float, float] = (6, 3),
    ) -> Any:
        """A shape with text in it."""
        x, y, w, h = area.x, area.y, max(area.width, 0), max(area.height, 0)
        look = _fill(fill) + _stroke(edge)
        if shape == "circle":
            self.parts.append(
                f'<ellipse cx="{x + w / 2:.1f}" cy="{y + h / 2:.1f}" rx="{w / 2:.1f}" ry="{h / 2:.1f}"{look}/>'
            )
        elif shape in {"diamond", "triangle-up", "triangle-left", "x-thin"}:
            points = {
                "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
                "triangle-up": ((0.5, 0), (1, 1), (0, 1)),
                "triangle-left": ((1, 0), (1, 1), (0, 0.5)),
                "x-thin": ((0, 0), (1, 1), (0.5, 0.5), (1, 0), (0, 1), (0.5, 0.5)),
            }[shape]
            told = " ".join(f"{x + px * w:.1f},{y + py * h:.1f}" for px, py in points)
            self.parts.append(f'<polygon points="{told}"{look}/>')
        else:
            corner = ' rx="4"' if shape == "round" else ""
            self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"{corner}{look}/>')
        self._write(area, texts, anchor, inset)
        return area

    def fade(self, area: Area, about: About, tone: Tone, start: int, end: int) -> None:
        """A bar half seen."""
        self.box(area, about, fill=tone.faded(max(start, end) // 2))

    def text(
        self, area: Area, texts: Sequence[Text], about: About, *, anchor: str = "t", inset: tuple[float, float] = (0, 0)
    ) -> Any:
        """Lines of text."""
        self._write(area, texts, anchor, inset)
        return area

    def line(self, x0: float, y0: float, x1: float, y1: float, edge: Edge, about: About) -> Any:
        """A straight line."""
        self.parts.append(f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"{_stroke(edge)}/>')

    def connect(
        self, start: Any, start_side: str, end: Any, end_side: str, edge: Edge, about: About, **look: Any
    ) -> Any:
        """An elbow between two areas."""
        (x0, y0), (x1, y1) = _site(start, start_side), _site(end, end_side)
        if start_side == "left":
            path = f"M{x0:.1f} {y0:.1f}H{x0 - 5:.1f}V{y1:.1f}H{x1:.1f}"
        elif start_side == "bottom":
            path = f"M{x0:.1f} {y0:.1f}V{(y0 + y1) / 2:.1f}H{x1:.1f}V{y1:.1f}"
        else:
            path = f"M{x0:.1f} {y0:.1f}H{(x0 + x1) / 2:.1f}V{y1:.1f}H{x1:.1f}"
        self.parts.append(f'<path d="{path}" fill="none"{_stroke(edge)}/>')

    def outline(
        self,
        parts: Sequence[Sequence[tuple[float, float]]],
        about: About,
        *,
        fill: Tone | None,
        edge: Edge | None,
        closed: bool = True,
    ) -> Any:
        """Several outlines."""
        path = "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in part) + "Z" * closed for part in parts)
        self.parts.append(f'<path d="{path}"{_fill(fill)}{_stroke(edge)}/>')

    def chart(self, area: Area, points: Sequence[Fact], names: Sequence[str]) -> None:
        """Where a native chart will stand: its bars, or its line, in their proportions."""
        values = [float(point["value"]) for point in points]
        low, high = min(0.0, *values), 100.0 if all(map(is_share, points)) else max(0.0, *values)
        span = (high - low) or 1.0
        tone = self.palette.fact
        if names:
            left, step = area.x + area.width * 0.38, area.height / len(points)
            for i, (name, value) in enumerate(zip(names, values, strict=True)):
                y = area.y + i * step
                told = measure.shorten(name, area.width * 0.36, 9)
                self.text(Area(area.x, y, area.width * 0.36, step), [Text(told, 9, self.palette.ink, align="r")],
                          About("Name"), anchor="ctr")  # fmt: skip
                wide = abs(value) / span * (area.right - left) * 0.8
                self.box(Area(left, y + step * 0.2, wide, step * 0.6), About("Bar"), fill=tone)
            return
        at = [
            (area.x + (i + 0.5) / len(values) * area.width, area.bottom - 8 - (value - low) / span * (area.height - 24))
            for i, value in enumerate(values)
        ]
        self.outline([at], About("Line"), fill=None, edge=Edge(tone, 2), closed=False)
        for x, y in at:
            self.box(Area(x - 4, y - 4, 8, 8), About("Point"), shape="circle", fill=tone)

    def _write(self, area: Area, texts: Sequence[Text], anchor: str, inset: tuple[float, float]) -> None:
        room = area.width - 2 * inset[0]
        lines = [
            (text, line)
            for text in texts
            for line in measure.wrap(clean(text.words), room + 1, text.size, bold=text.bold, kind=text.kind)
        ]
        tall = sum(text.size * measure.LINE for text, _ in lines)
        spare = area.height - 2 * inset[1] - tall
        y = area.y + inset[1] + {"t": 0.0, "ctr": spare / 2, "b": spare}[anchor]
        for text, line in lines:
            x = area.x + inset[0] + {"l": 0.0, "ctr": room / 2, "r": room}[text.align]
            weight = ' font-weight="bold"' * text.bold + ' font-style="italic"' * text.italic
            self.parts.append(
                f'<text x="{x:.1f}" y="{y + text.size * 0.95:.1f}" font-size="{text.size:g}"{weight} '
                f'font-family="{_FACES[text.kind]}" text-anchor="{_ANCHORS[text.align]}"{_fill(text.tone)}>'
                f"{escape(line)}</text>"
            )
            y += text.size * measure.LINE


def _fill(tone: Tone | None) -> str:
    if tone is None:
        return ' fill="none"'
    return f' fill="#{tone.rgb}"' + (f' fill-opacity="{tone.alpha / 100:g}"' if tone.alpha < 100 else "")


def _stroke(edge: Edge | None) -> str:
    if edge is None:
        return ""
    dash = {"": "", "dash": ' stroke-dasharray="4 3"', "sysDot": ' stroke-dasharray="1.5 1.5"'}[edge.dash]
    return f' stroke="#{edge.tone.rgb}" stroke-width="{edge.width:g}"{dash}'


def _site(area: Area, side: str) -> tuple[float, float]:
    middle = (area.x + area.width / 2, area.y + area.height / 2)
    return {
        "top": (middle[0], area.y), "bottom": (middle[0], area.bottom), "left": (area.x, middle[1]),
        "right": (area.right, middle[1]),
    }[side]  # fmt: skip
