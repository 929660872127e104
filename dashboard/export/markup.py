"""The little markup that charts write in their labels (`<b>`, `<i>`, `<span style>`, `<br>`) as SVG text."""

import re
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any

from dashboard.export import measure

LINE = 1.3  # height of a line, in sizes, as in the app
_TAG = re.compile(r"<(/?)(b|i|span|br)\b([^>]*)>")
_STYLE = re.compile(r"(color|font-size):\s*([^;\"]+)")
_BASELINE = 0.35  # from the middle of a line down to where its letters stand, in sizes
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False


def runs(markup: str, font: dict[str, Any]) -> list[list[Run]]:
    """Lines of runs."""
    open_: list[Run] = [Run("", float(font["size"]), str(font["color"]))]
    lines: list[list[Run]] = [[]]
    at = 0
    for tag in (*_TAG.finditer(markup), None):
        text = unescape(markup[at : tag.start() if tag else None])
        if text:
            lines[-1].append(replace(open_[-1], text=text))
        if tag is None:
            break
        at = tag.end()
        closes, name, style = tag.groups()
        if name == "br":
            lines.append([])
        elif closes:
            open_[1:] = open_[1:-1]
        else:
            told = dict(_STYLE.findall(style))
            open_.append(
                replace(
                    open_[-1], bold=open_[-1].bold or name == "b", italic=open_[-1].italic or name == "i",
                    colour=told.get("color", open_[-1].colour),
                    size=float(told.get("font-size", f"{open_[-1].size}").removesuffix("px")),
                )
            )  # fmt: skip
    return lines


def width(line: list[Run], kind: str) -> float:
    """Pixels that a line takes, at least."""
    return sum(measure.width(run.text, run.size, bold=run.bold, kind=kind) for run in line)


def text(markup: str, x: float, y: float, font: dict[str, Any], *, side: str = "left", anchor: str = "middle") -> str:
    """Lines of text as SVG; `side` and `anchor` say which point of their block stands at (x, y)."""
    lines = runs(markup, font)
    step = LINE * float(font["size"])
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchor] * step * len(lines)
    family = escape(str(font["family"]), quote=True)
    parts = []
    for i, line in enumerate(lines):
        base = top + (i + 0.5) * step + _BASELINE * float(font["size"])
        parts.append(
            f'<text x="{x:.1f}" y="{base:.1f}" font-family="{family}" text-anchor="{_ANCHORS[side]}" '
            f'xml:space="preserve">{"".join(map(_span, line))}</text>'
        )
    return "".join(parts)


def _span(run: Run) -> str:
    look = ' font-weight="bold"' * run.bold + ' font-style="italic"' * run.italic
    return f'<tspan font-size="{run.size:g}" fill="{run.colour}"{look}>{escape(run.text, quote=False)}</tspan>'
