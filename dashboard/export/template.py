"""The stage that slides are built on: the house deck, or a corporate template with its layouts, colours, typefaces."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from dashboard.charts.style import LIGHT, Look
from dashboard.export import house
from dashboard.export.drawing import POINT, Area
from dashboard.export.palette import Palette, of_theme

_LEAST_WIDTH, _LEAST_HEIGHT = 0.6, 0.5  # shares of the slide that a chart needs
_TITLES = {"title", "ctrTitle"}
_FOOTERS = {"dt", "ftr", "sldNum"}
# what the libraries raise where parts of a PowerPoint file are damaged or missing
DAMAGED = (
    AttributeError, EOFError, IndexError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError,
    etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class TemplateError(ValueError):
    """A template that cannot be used; the message says why."""


@dataclass(frozen=True)
class Stage:
    """An empty deck with the layouts to use and the room they leave, in points."""

    presentation: Any
    cover: Any
    chart: Any
    area: Area
    palette: Palette
    own: bool  # whether this is the house look

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a slide."""
        return self.presentation.slide_width / POINT, self.presentation.slide_height / POINT


def open_stage(template: Path | bytes | None = None, look: Look = LIGHT) -> Stage:
    """The stage of a template (a path, or a file's bytes) or of the house look. TemplateError where it cannot serve."""
    if template is None:
        return _stage(house.deck(look), "the house look", own=True)
    content = template.read_bytes() if isinstance(template, Path) else template
    name = template.name if isinstance(template, Path) else "the template"
    try:
        return _stage(Presentation(io.BytesIO(_as_deck(content))), name, own=False)
    except TemplateError:
        raise
    except DAMAGED as error:
        raise TemplateError(
            f"{name}: not a PowerPoint file that can be read. Save it as .pptx and try again."
        ) from error


def _stage(presentation: Any, name: str, *, own: bool) -> Stage:
    _drop_slides(presentation)
    layouts = [(layout, area) for layout in presentation.slide_layouts if (area := _room(presentation, layout))]
    if not layouts:
        raise TemplateError(
            f"{name}: no layout has a title across the top with room for a chart under it. Comptoir needs one such as "
            "PowerPoint's “Title Only”."
        )
    chart, area = min(layouts, key=lambda found: (len(_others(found[0])), -found[1].width * found[1].height))
    cover = next((layout for layout in presentation.slide_layouts if _is_cover(layout)), chart)
    return Stage(presentation, cover, chart, area, _palette(presentation, chart), own=own)


def _as_deck(content: bytes) -> bytes:
    """A .potx or .pptm as a plain deck: only the type told in its list of contents differs."""
    kind = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    others = re.compile(
        rb"application/vnd\.(?:openxmlformats-officedocument\.presentationml\.(?:template|slideshow)"
        rb"|ms-powerpoint\.(?:presentation|template|slideshow)\.macroEnabled)\.main\+xml"
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml")
        if not others.search(types):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for item in archive.infolist():
                whole = archive.read(item)
                copy.writestr(item, others.sub(kind, whole) if item.filename == "[Content_Types].xml" else whole)
    return out.getvalue()


def _drop_slides(presentation: Any) -> None:
    listed = presentation.slides._sldIdLst
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
    for sections in presentation.part._element.iter(
        "{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst"
    ):
        extension = sections.getparent()
        extension.getparent().remove(extension)


def _kind(shape: Any) -> str:
    return str(shape._element.ph.get("type", "obj"))


def _others(layout: Any) -> list[Any]:
    """Placeholders of a layout beside its title and footers: none is best, for a chart is no placeholder."""
    return [shape for shape in layout.placeholders if _kind(shape) not in _TITLES | _FOOTERS]


def _is_cover(layout: Any) -> bool:
    kinds = {_kind(shape) for shape in layout.placeholders}
    return "ctrTitle" in kinds and "subTitle" in kinds


def _area(shape: Any) -> Area | None:
    sides = (shape.left, shape.top, shape.width, shape.height)
    return None if any(side is None for side in sides) else Area(*(side / POINT for side in sides))


def _room(presentation: Any, layout: Any) -> Area | None:
    """The room that a layout leaves for a chart, or None where it is no layout for one."""
    wide, tall = presentation.slide_width / POINT, presentation.slide_height / POINT
    title = next((_area(s) for s in layout.placeholders if _kind(s) == "title"), None)
    if title is None or title.width < _LEAST_WIDTH * wide or title.bottom > 0.4 * tall or title.height < 20:
        return None
    floor = min(
        (a.y for s in layout.placeholders if _kind(s) in _FOOTERS and (a := _area(s)) and a.y > tall / 2),
        default=tall * 0.97,
    )
    bodies = [a for s in _others(layout) if (a := _area(s)) and a.y >= title.y + title.height / 2]
    if not bodies:
        bodies = [a for s in layout.slide_master.placeholders if _kind(s) == "body" and (a := _area(s))]
    bodies = bodies or [Area(title.x, title.bottom, title.width, floor - title.bottom)]
    left, right = min(a.x for a in bodies), max(a.right for a in bodies)
    top, bottom = max(min(a.y for a in bodies), title.bottom), floor
    if right - left < _LEAST_WIDTH * wide or bottom - top < _LEAST_HEIGHT * tall:
        return None
    return Area(max(left, 0), top, min(right, wide) - max(left, 0), bottom - top)


def _palette(presentation: Any, layout: Any) -> Palette:
    master = layout.slide_master
    slots = _theme_colours(master)
    names = dict(master._element.find(qn("p:clrMap")).attrib)
    theme = {slot: slots.get(names.get(slot, slot), "000000") for slot in ("bg1", "tx1", "bg2", "tx2")}
    theme |= {f"accent{n}": slots.get(names.get(f"accent{n}", f"accent{n}"), "808080") for n in range(1, 7)}
    return of_theme(theme, _background(layout, theme) or _background(master, theme) or theme["bg1"])


def _theme_colours(master: Any) -> dict[str, str]:
    theme = etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    colours = {}
    for slot in scheme if scheme is not None else ():
        colour = slot[0]
        rgb = colour.get("val") if colour.tag == qn("a:srgbClr") else colour.get("lastClr", "000000")
        colours[etree.QName(slot).localname] = str(rgb).upper()
    return colours


def _background(holder: Any, theme: dict[str, str]) -> str | None:
    """The plain colour behind a layout or master, or None where it has none of its own."""
    told = holder._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
    if told is None:
        return None
    fixed, slot = told.find(f".//{qn('a:srgbClr')}"), told.find(f".//{qn('a:schemeClr')}")
    if fixed is not None:
        return str(fixed.get("val")).upper()
    return theme.get(str(slot.get("val"))) if slot is not None else None
