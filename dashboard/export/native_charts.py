"""PowerPoint's own charts with their data sheets: lines through time, bars beside each other, shares to 100 %.

The data sheet holds the numbers in full; what people read on the chart are labels.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.charts import style, words
from dashboard.charts.comparable import joined
from dashboard.charts.points import is_share
from dashboard.export import measure
from dashboard.export.drawing import POINT, About, Area, Canvas, clean, emu
from dashboard.export.evidence import Fact
from dashboard.export.palette import Palette, Tone, contrast
from extract.cells import inert

LABEL = 9.0
_BARS_TAKE = 0.6  # of a chart's width; the names beside the bars take the rest
MOST_BARS = 7
_MARKERS = {
    "actual": XL_MARKER_STYLE.CIRCLE, "target": XL_MARKER_STYLE.DIAMOND, "forecast": XL_MARKER_STYLE.TRIANGLE,
    "survey": XL_MARKER_STYLE.SQUARE,
}  # fmt: skip


def is_line(points: Sequence[Fact]) -> bool:
    """Whether points can be joined through time: of one kind, and for every nature each of its own day."""
    if not joined(points):
        return False
    days = Counter((p["nature"], p["date"]) for p in points)
    return len({p["date"] for p in points}) > 1 and all(p["date"] for p in points) and max(days.values()) == 1


def line_chart(canvas: Canvas, area: Area, points: Sequence[Fact], about: About) -> Any:
    """Values through time on a date axis; what is actual is joined by a line, what is promised stands alone."""
    points = sorted(points, key=lambda p: p["date"])
    days = sorted({words.day(p["date"], last=True) for p in points})
    data: Any = CategoryChartData(number_format=_format(points[0]))  # type: ignore[no-untyped-call]  # no types
    data.categories = days
    told: list[list[Fact | None]] = []
    for nature in _natures(points):
        at = {words.day(p["date"], last=True): p for p in points if p["nature"] == nature}
        told.append([at.get(day) for day in days])
        data.add_series(words.sentence(style.FIGURES[nature].word), [p["value"] if p else None for p in told[-1]])
    chart = _chart(canvas, area, XL_CHART_TYPE.LINE_MARKERS, data, about)
    values = [p["value"] for p in points]
    low, high = min(0.0, *values), max(0.0, *values)
    _axes(chart, canvas.palette, (low * 1.15, high * 1.3 if high else abs(low) * 0.2))
    _years(chart.category_axis, (days[-1] - days[0]).days)
    taken: list[date] = []
    for series, nature, row in zip(chart.plots[0].series, _natures(points), told, strict=True):
        series.smooth = False
        _line_look(series, nature, canvas.palette)
        for i, point in reversed(list(enumerate(row))):
            # labels of neighbours would meet; the newest is told, the others stand in the data sheet and the notes
            if point and all(
                abs((days[i] - d).days) * area.width > 58 * max((days[-1] - days[0]).days, 1) for d in taken
            ):
                taken.append(days[i])
                _label(series, i, _value(point), canvas.palette.ink, XL_LABEL_POSITION.ABOVE)
    return chart


def bar_chart(canvas: Canvas, area: Area, points: Sequence[Fact], names: Sequence[str], about: About) -> Any:
    """A bar a point, its name beside it; shares on a scale to 100 %. A series a nature, so that each has its look."""
    data: Any = CategoryChartData(number_format=_format(points[0]))  # type: ignore[no-untyped-call]  # no types
    data.categories = [inert(clean(name)) for name in names]
    for nature in _natures(points):
        data.add_series(
            words.sentence(style.FIGURES[nature].word), [p["value"] if p["nature"] == nature else None for p in points]
        )
    chart = _chart(canvas, area, XL_CHART_TYPE.BAR_CLUSTERED, data, about)
    shares = all(is_share(p) for p in points)
    _axes(chart, canvas.palette, (0.0, 100.0) if shares else _reach(points, area.width * _BARS_TAKE))
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    if shares:
        _fill(chart._chartSpace.chart.plotArea, canvas.palette.land.faded(60))
    for series, nature in zip(plot.series, _natures(points), strict=True):
        meaning = style.FIGURES[nature]
        tone = canvas.palette.role(meaning.colour)
        _fill(series._element, tone.faded(28) if meaning.hollow else tone, tone)
        series.invert_if_negative = False
        for i, point in enumerate(points):
            if point["nature"] != nature:
                continue
            within = shares and point["value"] >= 55
            dark = canvas.palette.ink
            ink = dark if meaning.hollow or not within else _on(tone, canvas.palette)
            _label(
                series, i, _value(point), ink, XL_LABEL_POSITION.INSIDE_END if within else XL_LABEL_POSITION.OUTSIDE_END
            )
    return chart


def _reach(points: Sequence[Fact], wide: float) -> tuple[float, float]:
    """The ends of the axis of values, with room for the labels beyond the bars on both sides of nought."""
    values = [point["value"] for point in points]
    low, high = min(0.0, *values), max(0.0, *values)
    before, after = (
        min(max((measure.width(_value(p), LABEL, bold=True) + 8 for p in some), default=0.0) / wide, 0.42)
        for some in ([p for p in points if p["value"] < 0], [p for p in points if p["value"] >= 0])
    )
    whole = ((high - low) or 1.0) / (1 - before - after)
    return low - before * whole, high + after * whole


def _natures(points: Sequence[Fact]) -> list[str]:
    return [nature for nature in style.FIGURES if any(p["nature"] == nature for p in points)]


def _value(point: Fact) -> str:
    told = words.compact(point["value"], point["unit"], point["bound"], value_high=point["value_high"])
    return told.replace(" ", "\u00a0")  # a label is one line


def _format(point: Fact) -> str:
    return '0.##"%"' if point["unit"] == "%" else "#,##0.##"


def _on(tone: Tone, palette: Palette) -> Tone:
    """The text that can be read on a filled bar."""
    return max((palette.paper, palette.ink), key=lambda text: contrast(text.rgb, tone.rgb))


def _chart(canvas: Canvas, area: Area, kind: Any, data: Any, about: About) -> Any:
    frame = canvas.slide.shapes.add_chart(kind, emu(area.x), emu(area.y), emu(area.width), emu(area.height), data)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("name", clean(about.name)[:120])
    properties.set("descr", about.alt)
    chart = frame.chart
    chart.has_title = False
    chart.font.size = Pt(LABEL)
    _colour(chart._chartSpace.txPr.find(f".//{qn('a:defRPr')}"), canvas.palette.ink)
    several = len(chart.plots[0].series) > 1
    chart.has_legend = several
    if several:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(LABEL - 0.5)
    return chart


def _axes(chart: Any, palette: Palette, reach: tuple[float, float]) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = reach
    values.has_major_gridlines = False
    values.visible = False
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = Pt(LABEL)
    _stroke(names._element.get_or_add_spPr(), palette.over, 0.75)


def _years(axis: Any, days: int) -> None:
    """A date axis with a few labels: years, or months where the whole is short."""
    months = days < 800
    axis.tick_labels.number_format = "mmm yyyy" if months else "yyyy"
    axis.tick_labels.number_format_is_linked = False
    step = max(round(days / 30 / 4), 1) if months else max(round(days / 365 / 6), 1)
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in axis._element.findall(qn(tag)):
            axis._element.remove(old)
    last = axis._element.find(qn("c:lblOffset"))
    for tag, value in (
        ("majorTimeUnit", "months" if months else "years"),
        ("majorUnit", str(step)),
        ("baseTimeUnit", "days"),
    ):
        last.addnext(etree.Element(qn(f"c:{tag}"), val=value))


def _line_look(series: Any, nature: str, palette: Palette) -> None:
    meaning = style.FIGURES[nature]
    tone = palette.role(meaning.colour)
    properties = series._element.get_or_add_spPr()
    line = _stroke(properties, tone, 2.0)
    if nature != "actual":
        for child in list(line):
            line.remove(child)
        etree.SubElement(line, qn("a:noFill"))
    series.marker.style, series.marker.size = _MARKERS[nature], 9
    inside = series.marker._element.find(qn("c:marker")).get_or_add_spPr()
    # pale, as the bars are: a marker that is all outline cannot be seen in every program
    inside.append(_solid(tone.faded(40) if meaning.hollow else tone))
    _stroke(inside, tone, 1.75)


def _label(series: Any, number: int, text: str, tone: Tone, position: Any) -> None:
    label = series.points[number].data_label
    frame = label.text_frame
    frame.text = text
    frame.word_wrap = False
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(LABEL), True
    _colour(frame.paragraphs[0].runs[0]._r.get_or_add_rPr(), tone)
    label.position = position


def _solid(tone: Tone) -> etree._Element:
    fill = etree.Element(qn("a:solidFill"))
    fill.append(tone.element())
    return fill


def _colour(properties: Any, tone: Tone) -> None:
    for old in properties.findall(qn("a:solidFill")):
        properties.remove(old)
    properties.insert(0, _solid(tone))


def _fill(element: Any, tone: Tone, edge: Tone | None = None) -> None:
    properties = element.get_or_add_spPr() if hasattr(element, "get_or_add_spPr") else _properties(element)
    properties.insert(0, _solid(tone))
    if edge is not None:
        _stroke(properties, edge, 1.25)


def _properties(plot_area: Any) -> Any:
    """The look of the plot area, which the library has no name for; it stands last but for extensions."""
    found = plot_area.find(qn("c:spPr"))
    if found is None:
        found = etree.SubElement(plot_area, qn("c:spPr"))
    return found


def _stroke(properties: Any, tone: Tone, width: float) -> Any:
    for old in properties.findall(qn("a:ln")):
        properties.remove(old)
    line = etree.SubElement(properties, qn("a:ln"), w=str(round(width * POINT)))
    line.append(_solid(tone))
    return line
