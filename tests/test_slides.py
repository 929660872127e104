"""The Slides page as Streamlit runs it: charts picked and ordered in the address, template, check, downloads."""

import io
import re
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from browser.newsroom import tables
from lxml import etree
from pages_read import markup, run
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from dashboard import decks
from dashboard.charts import style
from dashboard.export import preview, slides
from dashboard.export.template import open_stage
from dashboard.state import read, write
from extract.facts import build

Open = Callable[..., AppTest]


@pytest.fixture
def open_slides(open_page: Open) -> Open:
    return partial(open_page, "slides")


def order(app: AppTest) -> list[str]:
    names = [title for title, _ in slides.CHARTS.values()]
    lines = [block.value.split(". ", 1)[-1] for block in app.markdown]
    return [line for line in lines if line in names]


def test_preview_tells_what_each_slide_holds(open_slides: Open) -> None:
    shown = markup(open_slides())
    assert "slide-card" in shown
    assert "Claire Fontaine" in shown
    assert "data:image/svg+xml;base64," in shown
    assert "<script>document" not in shown


def test_preview_draws_every_slide_as_inert_svg() -> None:
    content = slides.select(tables(), build(tables()))
    stage = open_stage()
    for page in slides.plan(content, stage):
        root = etree.fromstring(preview.slide(stage, page, "Source: The Counter"))
        assert not list(root.iter("{*}script"))
        assert page.title.split()[0] in "".join(root.itertext())


def test_charts_and_title_come_from_the_address(open_slides: Open) -> None:
    app = open_slides(slides="figures.org_chart", title="Board meeting")
    assert order(app) == ["Figures", "Org chart"]
    assert "Board meeting" in markup(app)


def test_a_title_longer_than_its_field_is_no_error(open_slides: Open) -> None:
    assert "A long title" in markup(open_slides(slides="map", title="A long title " * 20))


def test_the_look_of_the_deck_is_in_the_address(open_slides: Open) -> None:
    app = open_slides(look="dark")
    assert app.button_group(key="choose_look").value == "dark"
    app.button_group(key="choose_look").set_value("light")
    run(app)
    assert "look" not in app.query_params


def test_moving_a_chart_writes_the_address(open_slides: Open) -> None:
    app = open_slides(slides="figures.org_chart")
    app.button(key="up_org_chart").click()
    run(app)
    assert app.query_params["slides"] in ("org_chart.figures", ["org_chart.figures"])
    assert order(app) == ["Org chart", "Figures"]


def test_leaving_a_chart_out(open_slides: Open) -> None:
    app = open_slides(slides="figures.org_chart")
    app.button(key="out_figures").click()
    run(app)
    assert order(app) == ["Org chart"]


def test_filters_that_leave_nothing_say_what_to_do(open_slides: Open) -> None:
    app = open_slides(country="ZW")
    assert any("No facts pass these filters" in block.value for block in app.markdown)


def test_state_keeps_the_order_of_charts() -> None:
    state = read({"slides": "map.figures.map.<b>", "title": "A & B"})
    assert state.slides == ("map", "figures")
    assert write(state) == {"slides": "map.figures", "title": "A & B"}


def test_a_deck_that_cannot_be_made_says_why() -> None:
    content = slides.select(tables(), build(tables()))
    made = decks.deck(content, ("org_chart",), title="T", template=b"no template")
    deck = Presentation(io.BytesIO(made))
    assert "could not be made" in deck.slides[0].shapes.title.text


def test_data_hold_what_was_known_by_the_day_alone(open_slides: Open) -> None:
    everything = tables()
    known = everything.articles[everything.articles["published"] == min(everything.articles["published"].dropna())]
    view: Any = SimpleNamespace(library=SimpleNamespace(tables=everything), known_articles=known)
    left = decks.tables_of(view)
    assert set(left.executives["article_id"]) == set(left.articles["article_id"]) == set(known["article_id"])
    assert 0 < len(left.executives) < len(everything.executives)
    assert "All facts and claims known by 3 March 2018 as data" in markup(open_slides(known="2018-03-03"))


def test_one_chart_of_a_page_as_slides() -> None:
    found = tables()
    facts = build(found)
    content = slides.select(found, facts)
    made = slides.chart_alone(content, open_stage(look=style.DARK), "map")
    deck = Presentation(io.BytesIO(made))
    assert [slide.shapes.title.text for slide in deck.slides] == ["One of four places is closed"]
    assert any(shape.name == "France" for shape in deck.slides[0].shapes)


def test_one_chart_tells_its_filters_and_an_empty_one_says_why() -> None:
    found = tables()
    content = slides.select(found, build(found), company="Meridian Pay")
    stage = open_stage()
    told = Presentation(io.BytesIO(slides.chart_alone(content, stage, "tenures"))).slides[0]
    assert any(s.name == "Subtitle" and s.text_frame.text.startswith("Meridian Pay") for s in told.shapes)
    with pytest.raises(ValueError, match="the date or the place"):
        slides.chart_alone(content, stage, "map")


def test_a_deck_that_fails_inside_is_told_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise KeyError("no such box")

    monkeypatch.setattr(slides, "deck_of", broken)
    made = decks.deck(slides.select(tables(), build(tables())), ("map",), title="T")
    told = "".join(shape.text_frame.text for shape in Presentation(io.BytesIO(made)).slides[0].shapes)
    assert "could not be made" in told and "no such box" not in told
    assert "no such box" in caplog.text


def test_facts_of_a_view_are_all_that_is_known() -> None:
    facet = SimpleNamespace(frame=pd.DataFrame({"fact_id": ["t1"]}))
    known = SimpleNamespace(tenures=facet, sites=facet, points=facet, parents={})
    view = SimpleNamespace(known=known)
    assert decks.facts_of(view).series is facet.frame  # type: ignore[arg-type]  # as much as it reads


@pytest.mark.parametrize(
    "address",
    [{}, {"on": "2018-04"}, {"years": "2018-2019"}, {"years": "2018-2019", "on": "2021-02"}, {"known": "2018-03-03"}],
)
def test_the_slide_shows_the_day_that_the_page_shows(open_page: Open, address: dict[str, str]) -> None:
    told = re.search(r"On \d+ \w+ \d{4}", markup(open_page("people", **address)))
    slide = open_page("slides", slides="org_chart", **address)
    assert told and told[0] in markup(slide)


def test_years_chosen_end_the_org_chart_with_them(open_slides: Open) -> None:
    assert re.search(r"On 31 December 201[89]", markup(open_slides(slides="org_chart", years="2018-2019")))
