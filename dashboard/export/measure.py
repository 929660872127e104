"""How much room text takes, so that it never leaves its box: widths from the typefaces shipped here.

A deck opens with whatever typeface its reader has, so that widths are taken generously: Arial, Calibri, Verdana and
DejaVu Sans are all at most as wide.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

LINE = 1.2  # height of a line, in sizes
_FONTS = Path(__file__).resolve().parent / "fonts"
_UNITS = 200
# how much wider than ours the widest usual typeface of the kind is
_GENEROUS = {("sans", False): 1.12, ("sans", True): 1.19, ("serif", False): 1.2, ("serif", True): 1.2}
_FILES = {"sans": "libre-franklin", "serif": "newsreader"}


@dataclass(frozen=True, slots=True)
class Fitted:
    """Text broken into lines at a size (points) at which it fits; `cut` where an ellipsis stands for the rest."""

    lines: tuple[str, ...]
    size: float
    cut: bool

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return len(self.lines) * self.size * LINE


@lru_cache(maxsize=4)
def _font(kind: str, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"{_FILES[kind]}-{'bold' if bold else 'regular'}.ttf"), _UNITS)


@lru_cache(maxsize=8192)
def _advance(character: str, kind: str, bold: bool) -> float:
    """Width of a character in sizes."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    told = _font(kind, bold).getlength(character) / _UNITS * _GENEROUS[kind, bold]
    return told if ord(character) < 0x250 else max(told, 0.75)


def width(text: str, size: float, *, bold: bool = False, kind: str = "sans") -> float:
    """Points that a line of text takes at a size in points."""
    return sum(_advance(c, kind, bold) for c in text) * size


def wrap(text: str, room: float, size: float, *, bold: bool = False, kind: str = "sans") -> list[str]:
    """Lines no wider than `room` points, broken at spaces; a word wider than that is broken within."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width(longer, size, bold=bold, kind=kind) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if lines[-1] and width(lines[-1] + character, size, bold=bold, kind=kind) > room:
                lines.append("")
            lines[-1] += character
    return lines


def shorten(text: str, room: float, size: float, *, bold: bool = False, kind: str = "sans") -> str:
    """The text on one line, cut with an ellipsis where it is wider than `room` points."""
    if width(text, size, bold=bold, kind=kind) <= room:
        return text
    left = room - _advance("…", kind, bold) * size
    kept = 0
    for character in text:
        left -= _advance(character, kind, bold) * size
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip(" ,;.-–(") + "…"


def fit(
    text: str,
    room: float,
    height: float,
    *,
    sizes: tuple[float, ...],
    bold: bool = False,
    kind: str = "sans",
) -> Fitted:
    """The text at the largest of `sizes` (greatest first) at which it fits; cut at the smallest where none does."""
    for size in sizes:
        lines = wrap(text, room, size, bold=bold, kind=kind)
        if len(lines) * size * LINE <= height + 0.01:
            return Fitted(tuple(lines), size, cut=False)
    size = sizes[-1]
    lines = wrap(text, room, size, bold=bold, kind=kind)
    most = max(int(height / (size * LINE) + 0.001), 1)
    rest = " ".join(lines[most - 1 :])
    return Fitted((*lines[: most - 1], shorten(rest, room, size, bold=bold, kind=kind)), size, cut=True)
