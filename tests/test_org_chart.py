"""The org chart as of a month: the same months whatever is filtered, and no more said than is told."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from browser.newsroom import tables
from pages_read import markup, run
from pptx import Presentation
from pptx.oxml.ns import qn
from streamlit.testing.v1 import AppTest
from test_facts import executive

from dashboard import decks, moment, tabular
from dashboard.charts import org_chart, posts, style
from dashboard.charts.chart import Chart
from dashboard.charts.org_tree import PALE
from dashboard.export import slides
from dashboard.export.template import open_stage
from extract.articles import Article
from extract.claims import Executive
from extract.facts import build, build_tenures
from extract.tables import Extraction, collect, read, write

Open = Callable[..., AppTest]


def tenures(*told: dict[str, object]) -> pd.DataFrame:
    return build_tenures(pd.DataFrame(list(told)))


def months(app: AppTest) -> list[str]:
    (slider,) = app.main.select_slider
    return [str(option) for option in slider.options]


# --- the months that can be chosen


@pytest.mark.parametrize("chosen", [{"country": "FR"}, {"company": "=2+2 Holdings"}, {"people": "current"}])
def test_the_months_to_choose_from_are_the_same_for_every_country_and_company(
    open_page: Open, chosen: dict[str, str]
) -> None:
    assert months(open_page("people", **chosen)) == months(open_page("people"))


def test_the_month_chosen_stays_when_a_country_is(open_page: Open) -> None:
    app = open_page("people", country="FR", on="2020-06")
    assert "As of the end of June 2020" in markup(app)
    assert "On 30 June 2020" in markup(app)


def test_years_chosen_cut_the_months(open_page: Open) -> None:
    found = months(open_page("people", years="2019-2020"))
    assert (found[0], found[-1]) == ("January 2019", "December 2020")


@pytest.mark.parametrize(
    ("address", "limit"), [({}, "the months of which posts are told"), ({"years": "2019-2020"}, "the years chosen")]
)
def test_a_month_that_cannot_be_shown_is_said_to_be_none(open_page: Open, address: dict[str, str], limit: str) -> None:
    assert f"May 2022 is outside {limit}: the nearest month is shown." in markup(
        open_page("people", on="2022-05", **address)
    )
    assert "is outside" not in markup(open_page("people", on="2020-05", **address))


def test_where_nobody_holds_a_post_the_page_says_when_somebody_does(open_page: Open) -> None:
    shown = markup(open_page("people", country="ES", on="2018-06"))
    assert "Nobody is told to hold a post shown here at the end of June 2018" in shown
    assert "Months with somebody: January 2020 to February 2021." in shown


@pytest.mark.parametrize(
    ("end", "stretches"),
    [(None, [("2018-03", "2018-06")]), ("2018-05-31", [("2018-03", "2018-05")]), ("2018-05", [("2018-03", "2018-05")]),
     ("2018-05-30", [("2018-03", "2018-04")]), ("2018-03-20", [])],
)  # fmt: skip
def test_the_months_with_somebody_are_those_in_which_a_post_is_held(
    end: str | None, stretches: list[tuple[str, str]]
) -> None:
    found = tenures(executive("Ann Lee", "a", "2018-03-03", start="2018-03", end=end))
    some = ["2018-01", "2018-02", "2018-03", "2018-04", "2018-05", "2018-06"]
    assert moment.staffed(found, some) == stretches
    held = [month for month in some if len(moment.held_on(found, moment.end(month)))]
    assert held == [month for first, last in stretches for month in some if first <= month <= last]


def test_slides_are_of_the_day_of_the_page(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(decks, "preview", lambda content, *_: seen.append(content) or [])
    for address in ({"country": "FR", "on": "2020-06"}, {"country": "FR"}, {"years": "2018-2019"}):
        open_page("slides", **address)
    assert [content.day for content in seen] == ["2020-06-30", "2021-02-28", "2019-12-31"]
    assert slides.select(tables(), build(tables()), years=(2018, 2019)).day == "2019-12-31"


# --- posts left empty


def test_a_country_alone_shows_no_vacancy_of_others() -> None:
    benelux = executive("Ann Lee", "a", "2019-06-27", countries=["BE", "LU", "NL"], status="outgoing")
    here = executive("Bo Diaz", "a", "2019-06-27", countries=["NL"], status="incoming")
    told = tenures(benelux, here)
    held = moment.held_on(told, "2019-12-31")
    assert [list(c) for c in posts.vacancies(told, held, "2019-12-31")["countries"]] == [["BE", "LU"]]
    assert posts.vacancies(told, held, "2019-12-31", ["NL"]).empty
    assert len(posts.vacancies(told, held, "2019-12-31", ["BE"])) == 1


# --- dates that are only an article's


def test_a_date_that_is_only_the_articles_says_so_in_the_table_and_not_in_the_csv() -> None:
    told = tenures(
        executive("Ann Lee", "a", "2016-05-18", status="former"),
        executive("Bo Diaz", "a", "2016-05-18", status="incoming"),
        executive("Cy Roth", "a", "2016-05-18", start="2015"),
    )
    read, written = tabular.tenures_read(told), tabular.tenures(told)
    assert read["Until"] == ["by 2016-05-18", "", ""]
    assert read["From"] == ["", "named 2016-05-18", "2015"]
    assert (written["Until"][0], written["Until is"][0]) == ("2016-05-18", "former")


# --- news that is old


def chart(*told: dict[str, object], day: str) -> Chart:
    held = moment.held_on(tenures(*told), day)
    return org_chart.org_chart(held, held.head(0), day=day, parents={}, look=style.LIGHT)


def outlines(drawn: Chart) -> list[str]:
    boxes = next(trace for trace in drawn.data if trace["type"] == "bar" and "customdata" in trace)
    return list(boxes["marker"]["line"]["color"])


def said(drawn: Chart) -> str:
    return " ".join(text for trace in drawn.data for text in (*trace.get("text", ()), *trace.get("hovertext", ())))


def test_a_post_last_told_of_long_before_says_so_and_is_pale() -> None:
    drawn = chart(executive("Ann Lee", "a", "2016-05-18"), executive("Bo Diaz", "b", "2021-03"), day="2021-12-31")
    assert said(drawn).count("last told May 2016") == 2  # on its box, and when it is pointed at
    assert "last told March" not in said(drawn)
    assert drawn.title.startswith("On 31 December 2021, as far as told, two people held two posts")
    assert "ale: last told of more than a year before" in drawn.subtitle
    assert outlines(drawn) == [style.tint(style.LIGHT.conflict, PALE), style.LIGHT.conflict]


@pytest.mark.parametrize(
    "told",
    [
        [executive("Ann Lee", "a", "2021-03")],
        [executive("Ann Lee", "a", "2016-05-18", end="2023")],
        [executive("Ann Lee", "a", "2016-05-18"), executive("Ann Lee", "b", "2022-06-01")],
        [executive("Ann Lee", "a", "2021-01-01", start="2010")],
    ],
    ids=["told lately", "told to stay", "told of later too", "long in post, told lately"],
)
def test_a_post_that_is_told_to_be_held_is_not_pale(told: list[dict[str, object]]) -> None:
    drawn = chart(*told, day="2021-12-31")
    assert drawn.title == "On 31 December 2021, one person held a post at Acme" and not drawn.subtitle
    assert outlines(drawn) == [style.LIGHT.fact]
    assert "last told" not in said(drawn)


def test_of_an_article_of_which_the_year_is_known_alone_no_month_is_said() -> None:
    drawn = chart(executive("Ann Lee", "a", "2016"), day="2021-12-31")
    assert "last told 2016" in said(drawn)


def test_the_csv_of_an_org_chart_says_what_is_old_news() -> None:
    told = tenures(executive("Ann Lee", "a", "2016-05-18"), executive("Bo Diaz", "b", "2021-03"))
    rows = tabular.boxes(told, set(), posts.long_untold(told, "2021-12-31"))
    assert dict(zip(rows["Person"], rows["Box"], strict=True)) == {"Ann Lee": "last told May 2016", "Bo Diaz": "held"}


def test_the_slide_says_what_is_old_news_as_the_page_does() -> None:
    content = slides.select(tables(), build(tables()))
    (page,) = slides.plan(content, open_stage(), ("org_chart",))
    assert page.title.startswith("On 28 February 2021, as far as told, ")
    assert "last told of more than a year before" in [swatch.meaning for swatch in page.key]
    deck = Presentation(io.BytesIO(slides.make_deck(tables(), build(tables()), charts=("org_chart",))))
    boxes = {s.text_frame.text.split("\n")[0]: s for s in deck.slides[1].shapes if s.name.startswith("Post ")}
    assert "last told March 2018" in boxes["Hannah Berg"].text_frame.text
    assert "last told" not in boxes["Tom Adeyemi"].text_frame.text
    alphas = {name: [a.get("val") for a in boxes[name]._element.spPr.ln.iter(qn("a:alpha"))] for name in boxes}
    assert (alphas["Hannah Berg"], alphas["Tom Adeyemi"]) == (["45000"], [])


# --- two people in one post


def test_who_holds_a_post_beside_whom_is_found_country_by_country() -> None:
    told = tenures(
        executive("Ann Lee", "a", "2020-01-01", countries=["BE", "NL"]),
        executive("Bo Diaz", "b", "2020-01-01", countries=["NL"]),
        executive("Cy Roth", "c", "2020-01-01", countries=["BE"]),
        executive("Di Marsh", "d", "2020-01-01", countries=["FR"]),
        executive("Ed Noor", "e", "2020-01-01", organisation=None),
        executive("Flo Penn", "f", "2020-01-01", organisation=None),
    )
    groups = [[holder.person for holder in holders] for holders in posts.contested(told)]
    assert sorted(map(sorted, groups)) == [["Ann Lee", "Bo Diaz"], ["Ann Lee", "Cy Roth"]]
    people = dict(zip(told["fact_id"], told["person"], strict=True))
    beside = {people[fact]: other for fact, other in posts.overlapping(told).items()}
    assert set(beside) == {"Ann Lee", "Bo Diaz", "Cy Roth"}
    assert beside["Bo Diaz"] == beside["Cy Roth"] == "Ann Lee"


@pytest.fixture
def rivals(tmp_path: Path) -> Path:
    """The newsroom and one article more, which tells of another head of France."""
    text = "Rosa Lind, managing director of Meridian France, opened the fair."
    told: dict[str, Any] = {"quote": text[:48], "start_char": 0, "end_char": 48, "rule": "told", "confidence": 0.9}
    post = Executive(
        **told, person="Rosa Lind", organisation="Meridian", role="managing director", function="managing_director",
        countries=("FR",),
    )  # fmt: skip
    article = Article("f-rival", "f.txt", text, "en", "The fair", "The Counter", "2021-01-05", "metadata")
    more = collect([Extraction(article, [], {"executives": [post], "offices": [], "figures": []})])
    newsroom = tables()
    both = {
        name: pd.concat([getattr(newsroom, name), getattr(more, name)], ignore_index=True)
        for name in ("articles", "executives")
    }
    write(replace(newsroom, **both), tmp_path, "parquet")
    return tmp_path


def test_the_overview_lists_two_people_told_to_hold_one_post(open_page: Open, rivals: Path) -> None:
    def rivalry(app: AppTest) -> list[Any]:
        return [b for b in app.button if "Rosa Lind" in b.label.replace("\\", "")]

    app = open_page("overview", folder=rivals)
    (button,) = rivalry(app)
    label = button.label.replace("\\", "")
    assert "Claire Fontaine and Rosa Lind (told at the same time: Managing director · Meridian · France)" in label
    assert "last told January 2021" in button.help.replace("\\", "")
    button.click()
    assert 'drawer-title">Claire Fontaine' in markup(run(app))
    assert not rivalry(open_page("overview", folder=rivals, known="2020-12-31"))
    assert not rivalry(open_page("overview", folder=rivals, country="BE"))


def test_a_slide_of_disagreements_lists_two_people_told_to_hold_one_post(rivals: Path) -> None:
    found = read(rivals)
    (page,) = slides.plan(slides.select(found, build(found)), open_stage(), ("conflicts",))
    assert any("Rosa Lind" in line and "also told of Claire Fontaine" in line for line in page.outline)
