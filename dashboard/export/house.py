"""The deck's own look: a 16:9 master with two layouts, made from python-pptx's empty deck and the charts' style.

PowerPoint knows no list of typefaces to fall back on, so that the house deck names what every Office has: Georgia and
Arial, the second choices of the dashboard's own stacks.
"""

import re
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from dashboard.charts.style import Look
from dashboard.export.drawing import Area, emu
from dashboard.export.palette import ACCENTS

HEADINGS, BODY = "Georgia", "Arial"
WIDTH, HEIGHT = 960.0, 540.0  # points: 13.33 by 7.5 inches
MARGIN = 44.0
TITLE = Area(MARGIN, 26, WIDTH - 2 * MARGIN, 40)
CONTENT = Area(MARGIN, 68, WIDTH - 2 * MARGIN, 446)
_COVER_TITLE = Area(MARGIN + 16, 150, WIDTH - 2 * MARGIN - 120, 130)
_COVER_SUBTITLE = Area(MARGIN + 16, 296, WIDTH - 2 * MARGIN - 120, 90)
_NUMBER = Area(WIDTH - MARGIN - 60, 514, 60, 16)
_LAYOUTS = {"Title Slide": "Cover", "Title Only": "Chart"}


def deck(look: Look) -> Any:
    """An empty presentation in this look."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = emu(WIDTH), emu(HEIGHT)
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name in _LAYOUTS:
            layout.name = _LAYOUTS[layout.name]
        else:
            presentation.slide_layouts.remove(layout)
    _theme(master, look)
    _place(master, {"title": TITLE, "body": CONTENT, "sldNum": _NUMBER})
    _titles(master)
    for layout in presentation.slide_layouts:
        cover = layout.name == "Cover"
        places = {"ctrTitle": _COVER_TITLE, "subTitle": _COVER_SUBTITLE} if cover else {"title": TITLE}
        _place(layout, places | {"sldNum": _NUMBER})
        if cover:
            _cover(layout)
    return presentation


def _theme(master: Any, look: Look) -> None:
    """Writes the palette and the typefaces into the theme; a dark look swaps what is text and what is ground."""
    dark = look.name == "dark"
    slots = {
        "dk1": look.paper if dark else look.ink, "lt1": look.ink if dark else look.paper,
        "dk2": look.land if dark else look.muted, "lt2": look.muted if dark else look.land,
        **{f"accent{number}": getattr(look, role) for role, number in ACCENTS.items()},
        "hlink": look.fact, "folHlink": look.over,
    }  # fmt: skip
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = part.blob.decode()
    colours = "".join(f'<a:{slot}><a:srgbClr val="{rgb[1:]}"/></a:{slot}>' for slot, rgb in slots.items())
    theme = re.sub(
        r"<a:clrScheme .*?</a:clrScheme>", f'<a:clrScheme name="Comptoir">{colours}</a:clrScheme>', theme, flags=re.S
    )
    for tag, face in (("majorFont", HEADINGS), ("minorFont", BODY)):
        empty = '<a:ea typeface=""/><a:cs typeface=""/>'
        fonts = f'<a:{tag}><a:latin typeface="{face}"/>{empty}</a:{tag}>'
        theme = re.sub(rf"<a:{tag}>.*?</a:{tag}>", fonts, theme, flags=re.S)
    part._blob = theme.replace('name="Office Theme"', 'name="Comptoir"').encode()
    if dark:
        colour_map = master._element.find(qn("p:clrMap"))
        for slot, colour in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            colour_map.set(slot, colour)


def _place(holder: Any, places: dict[str, Area]) -> None:
    """Puts placeholders where they belong; date and footer go, the source line stands for both."""
    for shape in list(holder.placeholders):
        kind = shape._element.ph.get("type", "obj")
        if kind in {"dt", "ftr"}:
            shape._element.getparent().remove(shape._element)
        elif kind in places:
            area = places[kind]
            shape.left, shape.top = emu(area.x), emu(area.y)
            shape.width, shape.height = emu(area.width), emu(area.height)
            frame = shape._element.txBody.bodyPr
            for side in ("lIns", "rIns", "tIns", "bIns"):
                frame.set(side, "0")
            frame.set("anchor", {"sldNum": "ctr", "ctrTitle": "b", "subTitle": "t"}.get(kind, "t"))


def _titles(master: Any) -> None:
    level = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", "2400")
    for shape in master.placeholders:
        if shape._element.ph.get("type") == "sldNum":
            for font in shape._element.iter(qn("a:defRPr")):
                font.set("sz", "900")


def _cover(layout: Any) -> None:
    """Title and subtitle at the left, and a band in the first accent."""
    for shape in layout.placeholders:
        kind = shape._element.ph.get("type")
        if kind not in {"ctrTitle", "subTitle"}:
            continue
        styles = shape._element.txBody.find(qn("a:lstStyle"))
        for child in list(styles):
            styles.remove(child)
        level = styles.makeelement(qn("a:lvl1pPr"), {"marL": "0", "indent": "0", "algn": "l"})
        level.append(level.makeelement(qn("a:buNone"), {}))
        font = level.makeelement(qn("a:defRPr"), {"sz": "4000" if kind == "ctrTitle" else "1600"})
        level.append(font)
        styles.append(level)
    layout.shapes._spTree.insert(2, parse_xml(_BAND.format(x=emu(MARGIN), y=emu(150), cx=emu(4), cy=emu(236))))


_BAND = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>
<a:ln><a:noFill/></a:ln></p:spPr>
<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"""
