"""Pictures of charts, drawn without a browser."""

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from browser.newsroom import HOSTILE_NAME, tables
from lxml import etree
from PIL import Image

from dashboard.charts import events, metrics, office_map, org_chart, posts, style, timeline
from dashboard.charts.chart import Chart, figure, framed
from dashboard.export import clipping, images, markup
from dashboard.export.plotting import plots
from dashboard.moment import held_on
from extract.facts import build

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def chart() -> Chart:
    drawn = timeline.timeline(build(tables()).tenures, look=style.LIGHT)
    return framed(replace(drawn, title="What is seen", source="Source: The Counter (2018)"))


def every_chart() -> Iterator[Chart]:
    facts = build(tables())
    held = held_on(facts.tenures, "2021-02-28")
    vacant = posts.vacancies(facts.tenures, held, "2021-02-28")
    yield org_chart.org_chart(held, vacant, day="2021-02-28", parents={}, look=style.DARK)
    yield timeline.timeline(facts.tenures, look=style.LIGHT, by="person")
    yield office_map.office_map(facts.sites, look=style.DARK)
    yield metrics.panels(facts.series, look=style.LIGHT, subject="")
    yield events.timeline(events.events(facts.tenures, facts.sites, facts.series), look=style.LIGHT)


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGBA")


def texts(drawn: str) -> list[str]:
    return ["".join(text.itertext()) for text in etree.fromstring(drawn.encode()).iter(f"{SVG}text")]


def test_png_is_twice_the_size(chart: Chart) -> None:
    assert picture(images.png(chart, scale=2)).size == (2 * chart.layout["width"], 2 * chart.height)


def test_a_very_tall_chart_keeps_its_shape_in_fewer_pixels(chart: Chart) -> None:
    tall = replace(chart, layout={**chart.layout, "height": 20 * chart.height})
    wide, high = picture(images.png(tall)).size
    assert wide * high == pytest.approx(images.MOST_PIXELS, rel=0.01)
    assert high / wide == pytest.approx(20 * chart.height / chart.layout["width"], rel=0.01)


def test_ground_is_white_or_clear(chart: Chart) -> None:
    assert picture(images.png(chart)).getpixel((3, 3)) == (255, 255, 255, 255)
    assert picture(images.png(chart, transparent=True)).getpixel((3, 3))[3] == 0


def test_title_and_source_are_in_the_picture(chart: Chart) -> None:
    assert {"What is seen", "Source: The Counter (2018)"} <= set(texts(images.svg(chart)))


def test_every_chart_is_a_drawing_with_all_its_words_and_marks() -> None:
    for plain in every_chart():
        drawn = images.svg(framed(plain))
        root = etree.fromstring(drawn.encode())
        told = " ".join(texts(drawn))
        for trace in plain.data:
            for label in trace.get("text", ()):
                words = " ".join(run.text for line in markup.runs(label, plain.layout["font"]) for run in line).split()
                assert all(word in told for word in words), label
        marks = sum(len(trace["x"]) for trace in plain.data if trace.get("mode") == "markers")
        shapes = sum(1 for _ in root.iter(f"{SVG}path", f"{SVG}circle"))
        assert shapes >= marks
        assert "nan" not in drawn and "None" not in drawn


def test_marks_stand_where_their_values_are() -> None:
    trace = {"type": "scatter", "mode": "markers", "x": ["2020-01-01", "2021-01-01"], "y": [0, 10],
             "marker": {"symbol": "circle", "size": 8, "color": "#000"}}  # fmt: skip
    axes = {"xaxis": style.axis(style.LIGHT, type="date", range=["2020-01-01", "2022-01-01"], tickformat="%Y"),
            "yaxis": style.hidden_axis(range=[0, 20])}  # fmt: skip
    plain = figure([trace], style.LIGHT, height=200, title="t", margin={"l": 0, "r": 0, "t": 0, "b": 0}, **axes)
    sized = replace(plain, layout=plain.layout | {"width": 731})
    circles = [(float(c.get("cx")), float(c.get("cy"))) for c in etree.fromstring(images.svg(sized).encode()).iter()
               if c.tag == f"{SVG}circle"]  # fmt: skip
    assert circles == [(0.0, 200.0), (366.0, 100.0)]
    assert [word for _, word in plots(sized.layout)["x"].x.ticks()] == ["2020", "2021", "2022"]


def test_a_map_keeps_its_shape_and_its_frame() -> None:
    drawn = framed(office_map.office_map(build(tables()).sites, look=style.DARK))
    place = plots(drawn.layout)["x"]
    assert abs(place.x.scale) == pytest.approx(abs(place.y.scale))
    assert picture(images.png(drawn, scale=1)).size == (drawn.layout["width"], drawn.height)


def test_an_articles_text_is_no_markup() -> None:
    drawn = "".join(images.svg(framed(plain)) for plain in every_chart())
    assert "<img" not in drawn and "<script" not in drawn
    assert HOSTILE_NAME[:12] in unescape(drawn)


def test_a_warm_picture_takes_a_second_of_work_at_most(chart: Chart) -> None:
    images.png(chart)
    start = time.process_time()
    images.png(chart)
    assert time.process_time() - start < 1.0


def test_outlines_are_cut_at_the_frame() -> None:
    square = [(-1.0, -1.0), (3.0, -1.0), (3.0, 3.0), (-1.0, 3.0)]
    assert set(clipping.ring(square, (0, 0, 2, 2))) == {(0, 0), (2, 0), (2, 2), (0, 2)}
    assert clipping.ring([(5.0, 5.0), (6.0, 5.0), (6.0, 6.0)], (0, 0, 2, 2)) == []
    assert clipping.line([(-1.0, 1.0), (1.0, 1.0), (5.0, 1.0)], (0, 0, 2, 2)) == [[(0, 1), (1, 1), (2, 1)]]
