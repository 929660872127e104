"""Any chart as a PNG or SVG, drawn in this process: no browser, no network, and no more than charts are made of.

A chart is bars, lines, marks, text, straight shapes and labels on axes of days or numbers; each is one SVG element
here, where it stands in the app. resvg rasters the drawing with the typefaces shipped beside it.
"""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py

from dashboard.charts import style
from dashboard.charts.chart import Chart, Trace
from dashboard.export import clipping, markup
from dashboard.export.plotting import Plot, plots

FONTS = Path(__file__).resolve().parent / "fonts"
# Pixels of a picture: what rasters them takes a second for about as many, and slides shrink more than that anyway.
MOST_PIXELS = 11_000_000
Point = tuple[float, float]
_DASHES = {"dot": "{0:g} {0:g}", "dash": "{1:g} {1:g}"}
# corners of the marks, in halves of their size
_CORNERS: dict[str, tuple[Point, ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((0, -1), (1.15, 0.5), (-1.15, 0.5)),
    "triangle-left": ((-1, 0), (0.5, -1.15), (0.5, 1.15)),
}
_STROKES: dict[str, tuple[tuple[Point, Point], ...]] = {
    "x-thin": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
    "line-ns": (((0, -1.4), (0, 1.4)),),
}


def png(chart: Chart, *, scale: float = 2, transparent: bool = False) -> bytes:
    """The chart as a PNG of `scale` times its size in pixels; one that would have over MOST_PIXELS is made smaller."""
    pixels = chart.layout["width"] * chart.layout["height"]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg(chart, transparent=transparent),
            zoom=min(scale, (MOST_PIXELS / pixels) ** 0.5),
            font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
            font_family="Libre Franklin",
            sans_serif_family="Libre Franklin",
            serif_family="Newsreader",
        )
    )


def svg(chart: Chart, *, transparent: bool = False) -> str:
    """The chart, framed, as an SVG document; the paper of a light one is white, as a slide's is."""
    layout = chart.layout
    wide, tall = layout["width"], layout["height"]
    on = plots(layout)
    bars = [trace for trace in chart.data if trace["type"] == "bar"]
    rest = [trace for trace in chart.data if trace["type"] != "bar"]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall:g}" viewBox="0 0 {wide:g} {tall:g}">',
        "" if transparent else f'<rect width="{wide:g}" height="{tall:g}" fill="{layout["paper_bgcolor"]}"/>',
        *(part for plot in on.values() for part in _axes(plot, layout)),
        *(part for trace in bars for part in _bars(trace, _of(trace, on))),
        *(part for trace in rest for part in _scatter(trace, _of(trace, on), layout["font"])),
        *(_shape(shape, _Place(shape, on, layout)) for shape in layout.get("shapes", ())),
        *(_note(note, _Place(note, on, layout), layout["font"]) for note in layout.get("annotations", ())),
        "</svg>",
    ]
    drawn = "".join(parts)
    return drawn.replace(f'"{style.LIGHT.paper}"', '"#FFFFFF"') if chart.look == style.LIGHT.name else drawn


def _of(trace: Trace, on: dict[str, Plot]) -> Plot:
    return on[trace.get("xaxis", "x")]


def _stroke(line: dict[str, Any], *, default: float = 2) -> str:
    width = float(line.get("width", default))
    dash = _DASHES.get(line.get("dash", ""), "").format(max(width, 1) * 1.5, max(width, 1) * 4)
    return f'stroke="{line["color"]}" stroke-width="{width:g}"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _path(points: Sequence[Point], *, closed: bool = False) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z" * closed


# --- axes


def _axes(plot: Plot, layout: dict[str, Any]) -> Iterator[str]:
    """The grid and what is written along the axis of time: no other axis has either."""
    options = plot.x.options
    left, top, right, bottom = plot.frame
    ticks = [tick for tick in plot.x.ticks() if left - 1 <= tick[0] <= right + 1]
    if options.get("showgrid") and ticks:
        drawn = "".join(f"M{x:.1f},{top:.1f}V{bottom:.1f}" for x, _ in ticks)
        yield f'<path d="{drawn}" fill="none" stroke="{options["gridcolor"]}" stroke-width="{options["gridwidth"]}"/>'
    for x, word in ticks:
        font = {"family": layout["font"]["family"], **options["tickfont"]}
        above = options.get("side") == "top"
        yield markup.text(word, x, top - 4 if above else bottom + 4, font, side="center",
                          anchor="bottom" if above else "top")  # fmt: skip


# --- traces


def _listed(values: Any) -> list[Any]:
    """Coordinates as a list; packed ones have gaps (NaN) where the line is lifted."""
    if isinstance(values, dict):
        numbers = np.frombuffer(b64decode(values["bdata"]), dtype=values["dtype"])
        return [None if number != number else number for number in numbers.tolist()]
    return list(values)


def _each(value: Any, count: int) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value] * count


def _scatter(trace: Trace, plot: Plot, font: dict[str, Any]) -> Iterator[str]:
    x, y = _listed(trace["x"]), _listed(trace["y"])
    if trace["mode"] == "lines":
        yield _lines(x, y, trace, plot)
    elif trace["mode"] == "markers":
        yield from _marks(x, y, trace["marker"], plot)
    else:
        positions = _each(trace["textposition"], len(x))
        for at, level, told, position in zip(x, y, trace["text"], positions, strict=True):
            side = {"middle right": "left", "middle left": "right", "middle center": "center"}[position]
            yield markup.text(told, plot.x.at(at), plot.y.at(level), font | trace["textfont"], side=side)


def _lines(x: list[Any], y: list[Any], trace: Trace, plot: Plot) -> str:
    filled = trace.get("fill") == "toself"
    pieces = [
        [(plot.x.at(a), plot.y.at(b)) for a, b in run]
        for gap, run in groupby(zip(x, y, strict=True), key=lambda point: point[0] is None)
        if not gap
    ]
    if trace.get("cliponaxis"):
        cut = [[clipping.ring(p, plot.frame)] if filled else clipping.line(p, plot.frame) for p in pieces]
        pieces = [piece for parts in cut for piece in parts if piece]
    drawn = "".join(_path(piece, closed=filled) for piece in pieces)
    return f'<path d="{drawn}" fill="{trace["fillcolor"] if filled else "none"}" {_stroke(trace["line"])}/>'


def _marks(x: list[Any], y: list[Any], marker: dict[str, Any], plot: Plot) -> Iterator[str]:
    line = marker.get("line", {})
    colours = _each(marker.get("color"), len(x))
    edges = _each(line.get("color"), len(x))
    hollow = marker["symbol"].endswith("-open")
    symbol = marker["symbol"].removesuffix("-open")
    half = marker["size"] / 2
    for at, level, colour, edge in zip(x, y, colours, edges, strict=True):
        cx, cy = plot.x.at(at), plot.y.at(level)
        if symbol in _STROKES:
            drawn = "".join(_path([(cx + px * half, cy + py * half) for px, py in ends]) for ends in _STROKES[symbol])
            yield f'<path d="{drawn}" fill="none" stroke="{edge or colour}" stroke-width="{line.get("width", 1):g}"/>'
            continue
        look = f'fill="{"none" if hollow else colour}"'
        if width := line.get("width"):
            look += f' stroke="{colour if hollow else edge}" stroke-width="{width:g}"'
        if symbol == "circle":
            yield f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{half:g}" {look}/>'
        else:
            corners = [(cx + px * half, cy + py * half) for px, py in _CORNERS[symbol]]
            yield f'<path d="{_path(corners, closed=True)}" {look}/>'


def _bars(trace: Trace, plot: Plot) -> Iterator[str]:
    lying = trace.get("orientation") == "h"
    along, across = (plot.x, plot.y) if lying else (plot.y, plot.x)
    lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    count = len(places)
    marker = trace["marker"]
    line = marker.get("line", {})
    widths = _each(line.get("width", 0), count)
    for place, length, base, thick, colour, edge, width in zip(
        places, lengths, _each(trace.get("base", 0), count), _each(trace["width"], count),
        _each(marker["color"], count), _each(line.get("color"), count), widths, strict=True,
    ):  # fmt: skip
        ends = sorted((along.at(base), along.reach(base, length)))
        middle, half = across.at(place), abs(thick * across.scale) / 2
        x, y, wide, tall = (
            (ends[0], middle - half, ends[1] - ends[0], 2 * half)
            if lying
            else (middle - half, ends[0], 2 * half, ends[1] - ends[0])
        )
        look = f'fill="{colour}"' + (f' stroke="{edge}" stroke-width="{width:g}"' if width else "")
        if radius := marker.get("cornerradius"):
            look += f' rx="{radius:g}"'
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}" {look}/>'


# --- shapes and labels


class _Place:
    """Where a shape or a label stands: on axes, on a share of an axis, or on a share of the whole plot."""

    def __init__(self, told: dict[str, Any], on: dict[str, Plot], layout: dict[str, Any]) -> None:
        margin = layout["margin"]
        self._across, self._up = told.get("xref", "x"), told.get("yref", "y")
        self._on = on
        self._left, self._wide = margin["l"], layout["width"] - margin["l"] - margin["r"]
        self._bottom = layout["height"] - margin["b"]
        self._tall = self._bottom - margin["t"]

    def x(self, value: Any) -> float:
        """The pixel across."""
        if self._across == "paper":
            return float(self._left + value * self._wide)
        if self._across.endswith(" domain"):
            return self._on[self._across.removesuffix(" domain")].x.share(value)
        return self._on[self._across].x.at(value)

    def y(self, value: Any) -> float:
        """The pixel down."""
        if self._up == "paper":
            return float(self._bottom - value * self._tall)
        return self._on[self._up.replace("y", "x")].y.at(value)


def _shape(shape: dict[str, Any], place: _Place) -> str:
    x0, x1, y0, y1 = place.x(shape["x0"]), place.x(shape["x1"]), place.y(shape["y0"]), place.y(shape["y1"])
    if shape["type"] == "line":
        return f'<path d="{_path([(x0, y0), (x1, y1)])}" fill="none" {_stroke(shape["line"])}/>'
    return (
        f'<rect x="{min(x0, x1):.1f}" y="{min(y0, y1):.1f}" width="{abs(x1 - x0):.1f}" height="{abs(y1 - y0):.1f}" '
        f'fill="none" {_stroke(shape["line"])}/>'
    )


def _note(note: dict[str, Any], place: _Place, font: dict[str, Any]) -> str:
    if note.get("showarrow"):
        return _arrow((place.x(note["ax"]), place.y(note["ay"])), (place.x(note["x"]), place.y(note["y"])), note)
    x = place.x(note["x"]) + note.get("xshift", 0)
    y = place.y(note["y"]) - note.get("yshift", 0)
    look, side, anchor = font | note["font"], note["xanchor"], note["yanchor"]
    return _ground(note, x, y, look) + markup.text(note["text"], x, y, look, side=side, anchor=anchor)


def _ground(note: dict[str, Any], x: float, y: float, font: dict[str, Any]) -> str:
    """What lies under a label, so that it can be read over a line."""
    if "bgcolor" not in note:
        return ""
    lines = markup.runs(note["text"], font)
    wide = max(markup.width(line, "sans") for line in lines)
    tall = markup.LINE * font["size"] * len(lines)
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[note["xanchor"]] * wide
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[note["yanchor"]] * tall
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{note["bgcolor"]}"/>'


def _arrow(start: Point, tip: Point, note: dict[str, Any]) -> str:
    (x0, y0), (x1, y1) = start, tip
    long = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-6)
    ux, uy = (x1 - x0) / long, (y1 - y0) / long
    head = 4.0 + note["arrowwidth"]
    neck = (x1 - ux * head, y1 - uy * head)
    sides = [(neck[0] - uy * head * 0.55, neck[1] + ux * head * 0.55),
             (neck[0] + uy * head * 0.55, neck[1] - ux * head * 0.55)]  # fmt: skip
    colour = note["arrowcolor"]
    return (
        f'<g opacity="{note.get("opacity", 1):g}"><path d="{_path([start, neck])}" fill="none" stroke="{colour}" '
        f'stroke-width="{note["arrowwidth"]:g}"/><path d="{_path([tip, *sides], closed=True)}" fill="{colour}"/></g>'
    )
