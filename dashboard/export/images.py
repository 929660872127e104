"""Any chart as a PNG or SVG, drawn in this process: no browser, no network.

plotly.js runs in an embedded JavaScript engine, resvg rasters its SVG with the typefaces shipped here. The engine
lives in a thread of its own: it is started once, and a chart that takes too long is given up on.
"""

import re
import threading
from base64 import b64decode
from collections.abc import Callable
from concurrent.futures import Future
from html import escape
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import resvg_py
from lxml import etree
from mirage.engine import MirageEngine
from mirage.fonts import FontManager
from PIL import ImageFont

from dashboard.charts.chart import Chart
from dashboard.charts.style import LIGHT
from dashboard.export import clipping

FONTS = Path(__file__).resolve().parent / "fonts"
SECONDS = 20.0
_FILES = {"sans": "libre-franklin", "serif": "newsreader"}
_CLEAR = "rgba(0,0,0,0)"


def png(chart: Chart, *, scale: float = 2, transparent: bool = False, seconds: float = SECONDS) -> bytes:
    """The chart as a PNG of `scale` times its size in pixels. TimeoutError where it takes longer than `seconds`."""
    return _raster(svg(chart, transparent=transparent, seconds=seconds), scale)


def _raster(drawn: str, scale: float) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawn,
            zoom=scale,
            font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
            font_family="Libre Franklin",
            sans_serif_family="Libre Franklin",
            serif_family="Newsreader",
        )
    )


def svg(chart: Chart, *, transparent: bool = False, seconds: float = SECONDS) -> str:
    """The chart as an SVG document. TimeoutError where it takes longer than `seconds`."""
    ground = {"paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR} if transparent else {}
    traces = [{name: _listed(value) for name, value in trace.items()} for trace in chart.data]
    return _lighter(_drawn(lambda engine: engine.render_svg(traces, chart.layout | ground), seconds))


def message(title: str, advice: str) -> str:
    """An SVG document that tells a reader in words why there is no picture; it takes no engine to make."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="160" viewBox="0 0 900 160">'
        f'<rect width="900" height="160" fill="{LIGHT.paper}"/>'
        f'<text x="32" y="66" font-family="Newsreader, serif" font-size="26" fill="{LIGHT.ink}">{escape(title)}</text>'
        f'<text x="32" y="108" font-family="Libre Franklin, sans-serif" font-size="16" fill="{LIGHT.muted}">'
        f"{escape(advice)}</text></svg>"
    )


def message_png(title: str, advice: str) -> bytes:
    """The same as a PNG."""
    return _raster(message(title, advice), 2)


def _listed(value: Any) -> Any:
    """Packed numbers (a map's outlines) as a list with gaps: the drawing engine fails on packed ones."""
    if not (isinstance(value, dict) and "bdata" in value):
        return value
    numbers = np.frombuffer(b64decode(value["bdata"]), dtype=value["dtype"])
    return [None if number != number else number for number in numbers.tolist()]


def _lighter(drawn: str) -> str:
    """The same drawing with equal lines joined, and outlines cut where they leave their frame.

    A clip costs the rasteriser a layer of the whole picture, and a map has hundreds of clipped lines.
    """
    root = etree.fromstring(_EQUAL_LINES.sub(_one_line, drawn).encode(), etree.XMLParser(huge_tree=True))
    frames = {
        clip.get("id"): (float(rect.get("width")), float(rect.get("height")))
        for clip in root.iter(f"{_SVG}clipPath")
        for rect in clip.iter(f"{_SVG}rect")
        if "plotclip" in clip.get("class", "")
    }
    for element in root.iter(etree.Element):
        clip = element.get("clip-path", "").removeprefix("url(#").removesuffix(")")
        if clip in frames and _cut(element, (0.0, 0.0, *frames[clip])):
            del element.attrib["clip-path"]
    return str(etree.tostring(root, encoding="unicode"))


_SVG = "{http://www.w3.org/2000/svg}"
_LINE = re.compile(r'<path class="js-line" d="([^"]*)"')
_EQUAL_LINES = re.compile(
    r'<path class="js-line" d="[^"]*"([^>]*?)(?:/>|></path>)(?:<path class="js-line" d="[^"]*"\1(?:/>|></path>))+'
)
_STRAIGHT = re.compile(r"[MLZ\d.,\s-]*")


def _one_line(run: re.Match[str]) -> str:
    return f'<path class="js-line" d="{"".join(_LINE.findall(run[0]))}"{run[1]}/>'


def _cut(element: etree._Element, frame: clipping.Frame) -> bool:
    """Cuts the paths of an element to a frame; False, and nothing done, where it draws more than straight paths."""
    shapes = [shape for shape in element.iter(etree.Element) if shape.tag != f"{_SVG}g"]
    if not all(
        s.tag == f"{_SVG}path" and not s.get("transform") and _STRAIGHT.fullmatch(s.get("d", "")) for s in shapes
    ):
        return False
    for shape in shapes:
        parts: list[list[clipping.Point]] = []
        for part in shape.get("d", "").replace("Z", "").split("M")[1:]:
            points = [(float(x), float(y)) for x, y in (point.split(",") for point in part.split("L"))]
            if shape.get("class") == "js-fill":
                parts.append(clipping.ring(points, frame))
            else:
                parts += clipping.line(points, frame)
        ends = "Z" if shape.get("class") == "js-fill" else ""
        shape.set("d", "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in part) + ends for part in parts if part))
    return True


class _Fonts(FontManager):  # type: ignore[misc]  # the library has no types
    """Measures text with the typefaces that it will be drawn with."""

    def get_font(self, family: str, size: float, weight: str = "") -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
        key = (family, max(round(size), 1), weight)
        font: ImageFont.FreeTypeFont | None = self._font_cache.get(key)
        if font is None:
            cut = "bold" if weight in {"bold", "600", "700", "800", "900"} else "regular"
            name = _FILES["serif" if "Newsreader" in family or "Georgia" in family else "sans"]
            font = self._font_cache[key] = ImageFont.truetype(str(FONTS / f"{name}-{cut}.ttf"), key[1])
        return font


class _Worker:
    """The thread that owns the engine; an engine works only in the thread that made it."""

    def __init__(self) -> None:
        self.jobs: SimpleQueue[tuple[Callable[[MirageEngine], str], Future[str]]] = SimpleQueue()
        threading.Thread(target=self._run, name="images", daemon=True).start()

    def _run(self) -> None:
        engine: MirageEngine | None = None
        while True:
            job, answer = self.jobs.get()
            if not answer.set_running_or_notify_cancel():
                continue
            try:
                if engine is None:
                    engine = MirageEngine()
                    engine.context.add_callable("_measureTextRaw", _Fonts().measure_raw)
                answer.set_result(job(engine))
            except BaseException as error:  # whatever it is, whoever waits for the picture must hear of it
                answer.set_exception(error)


_lock = threading.Lock()
_workers: list[_Worker] = []


def _drawn(job: Callable[[MirageEngine], str], seconds: float) -> str:
    with _lock:
        worker = _workers[0] if _workers else _Worker()
        if not _workers:
            _workers.append(worker)
    answer: Future[str] = Future()
    worker.jobs.put((job, answer))
    try:
        return answer.result(timeout=seconds)
    except TimeoutError:
        answer.cancel()
        with _lock:  # whoever comes next gets a new engine; the stuck one is left to itself
            if worker in _workers:
                _workers.remove(worker)
        raise TimeoutError(f"the picture took longer than {seconds:g} seconds to draw") from None
