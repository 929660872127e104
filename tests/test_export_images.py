"""Pictures of charts, drawn without a browser."""

import io
import threading
import time
from dataclasses import replace

import pytest
from browser.newsroom import tables
from PIL import Image

from dashboard import downloads
from dashboard.charts import office_map, style, timeline
from dashboard.charts.chart import Chart, framed
from dashboard.export import clipping, images
from extract.facts import build


@pytest.fixture(scope="module")
def chart() -> Chart:
    drawn = timeline.timeline(build(tables()).tenures, look=style.LIGHT)
    return framed(replace(drawn, title="What is seen", source="Source: The Counter (2018)"))


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGBA")


def test_png_is_twice_the_size(chart: Chart) -> None:
    assert picture(images.png(chart, scale=2)).size == (2 * chart.layout["width"], 2 * chart.height)


def test_ground_is_told_or_clear(chart: Chart) -> None:
    assert picture(images.png(chart)).getpixel((3, 3)) == (251, 250, 247, 255)
    assert picture(images.png(chart, transparent=True)).getpixel((3, 3))[3] == 0


def test_title_and_source_are_in_the_picture(chart: Chart) -> None:
    drawn = images.svg(chart)
    assert "What is seen" in drawn
    assert "Source: The Counter (2018)" in drawn


def test_a_map_is_drawn_within_its_frame() -> None:
    figure = framed(office_map.office_map(build(tables()).sites, look=style.DARK))
    assert "clip-path" not in images.svg(figure).replace("<clipPath", "")
    assert picture(images.png(figure, scale=1)).size == (figure.layout["width"], figure.height)


def test_a_warm_picture_takes_a_second_of_work_at_most(chart: Chart) -> None:
    images.png(chart)
    start = time.process_time()
    images.png(chart)
    assert time.process_time() - start < 1.5  # two threads may share it


def test_a_download_that_takes_too_long_is_a_picture_that_says_what_to_do(
    chart: Chart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(*_: object) -> str:
        raise TimeoutError("too long")

    monkeypatch.setattr(images, "_drawn", stuck)
    assert "choose a company or fewer years" in downloads._svg(chart)
    words = picture(downloads._png(chart))
    assert words.size == (1800, 320)
    assert len(words.getcolors(100_000) or ()) > 10  # letters on the ground


def test_a_chart_that_takes_too_long_is_given_up(chart: Chart) -> None:
    with pytest.raises(TimeoutError):
        images.svg(chart, seconds=0.0)
    assert images.svg(chart).startswith("<svg")


def test_several_threads_draw_at_once(chart: Chart) -> None:
    drawn: list[str] = []
    threads = [threading.Thread(target=lambda: drawn.append(images.svg(chart))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(drawn) == 4


def test_outlines_are_cut_at_the_frame() -> None:
    square = [(-1.0, -1.0), (3.0, -1.0), (3.0, 3.0), (-1.0, 3.0)]
    assert set(clipping.ring(square, (0, 0, 2, 2))) == {(0, 0), (2, 0), (2, 2), (0, 2)}
    assert clipping.ring([(5.0, 5.0), (6.0, 5.0), (6.0, 6.0)], (0, 0, 2, 2)) == []
    assert clipping.line([(-1.0, 1.0), (1.0, 1.0), (5.0, 1.0)], (0, 0, 2, 2)) == [[(0, 1), (1, 1), (2, 1)]]
