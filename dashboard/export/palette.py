"""The colours of a deck: one role a colour, each a colour of the deck's theme, so that a slide follows its theme.

In the default look the theme holds the dashboard's palette. In a corporate template the roles take that theme's
accents; one that could not be seen on the background is replaced.
"""

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree
from pptx.oxml.ns import qn

# the accents of the theme that the roles take; what is over is grey, even where that accent is none
ACCENTS = {"fact": 1, "announced": 2, "possible": 3, "surveyed": 4, "over": 5, "conflict": 6}
_COLOURED = tuple(role for role in ACCENTS if role != "over")
_READABLE = 4.5
_VISIBLE = 1.7


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour: a slot of the theme with its luminance changed, or a fixed one where `slot` is empty.

    `rgb` (RRGGBB) is what it comes to, for measuring contrast.
    """

    rgb: str
    slot: str = ""
    modulate: int = 100  # percent of the luminance kept
    offset: int = 0  # percent added to it
    alpha: int = 100

    def faded(self, alpha: int) -> "Tone":
        """The same, seen through: `alpha` in percent."""
        return replace(self, alpha=alpha)

    def element(self) -> etree._Element:
        """The DrawingML colour."""
        colour = etree.Element(qn("a:schemeClr" if self.slot else "a:srgbClr"), val=self.slot or self.rgb)
        changes = (("a:lumMod", self.modulate, 100), ("a:lumOff", self.offset, 0), ("a:alpha", self.alpha, 100))
        for name, value, usual in changes:
            if value != usual:
                etree.SubElement(colour, qn(name), val=str(value * 1000))
        return colour


@dataclass(frozen=True, slots=True)
class Palette:
    """A role a field; text in `ink` and `muted` can be read on `paper` and `panel`."""

    paper: Tone
    panel: Tone
    ink: Tone
    muted: Tone
    line: Tone
    land: Tone
    fact: Tone
    announced: Tone
    possible: Tone
    surveyed: Tone
    over: Tone
    conflict: Tone

    def role(self, name: str) -> Tone:
        """The tone of a role by its name, as the charts call it."""
        tone: Tone = getattr(self, name)
        return tone

    def text(self, role: str) -> Tone:
        """The tone of a role for text: ink where the role's own could not be read."""
        tone = self.role(role)
        return tone if contrast(tone.rgb, self.paper.rgb) >= _READABLE else self.ink


def of_theme(theme: Mapping[str, str], background: str) -> Palette:
    """The palette of a theme: `theme` maps bg1, tx1, bg2, tx2, accent1 to accent6 to RRGGBB."""
    paper = Tone(background, "bg1") if theme["bg1"] == background else Tone(background)
    texts = [Tone(theme["tx1"], "tx1"), Tone(theme["bg1"], "bg1"), Tone("000000"), Tone("FFFFFF")]
    ink = next(tone for tone in texts if contrast(tone.rgb, background) >= _READABLE)
    dark = luminance(background) < luminance(ink.rgb)
    muted = Tone(theme["tx2"], "tx2")
    if not _READABLE <= contrast(muted.rgb, background) < contrast(ink.rgb, background):
        muted = _changed(ink, 72, 0) if dark else _changed(ink, 65, 32)
    land = Tone(theme["bg2"], "bg2")
    if not 1.04 <= contrast(land.rgb, background) <= 1.6:
        land = _changed(paper, 88, 12) if dark else _changed(paper, 92, 0)
    over = Tone(theme["accent5"], "accent5")
    if _saturation(over.rgb) > 0.2 or contrast(over.rgb, background) < _VISIBLE:
        over = Tone("98A0AC" if dark else "7A828E")
    roles = {}
    for role in _COLOURED:
        tone = Tone(theme[f"accent{ACCENTS[role]}"], f"accent{ACCENTS[role]}")
        roles[role] = tone if contrast(tone.rgb, background) >= _VISIBLE else ink
    return Palette(
        paper=paper,
        panel=paper,
        ink=ink,
        muted=muted,
        line=_changed(paper, 80, 20) if dark else _changed(land, 95, 0),
        land=land,
        over=over,
        **roles,
    )


def _changed(tone: Tone, modulate: int, offset: int) -> Tone:
    hue, light, saturation = colorsys.rgb_to_hls(*(int(tone.rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    light = min(light * modulate / 100 + offset / 100, 1.0)
    rgb = "".join(f"{round(v * 255):02X}" for v in colorsys.hls_to_rgb(hue, light, saturation))
    return replace(tone, rgb=rgb, modulate=modulate, offset=offset) if tone.slot else Tone(rgb)


def _saturation(rgb: str) -> float:
    return colorsys.rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))[2]


def luminance(rgb: str) -> float:
    """Relative luminance of RRGGBB, 0 to 1."""
    parts = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """The contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
