"""The org chart as of a month: the same months whatever is filtered, and no more said than is told."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from browser.newsroom import tables
from pages_read import markup
from streamlit.testing.v1 import AppTest
from test_facts import executive

from dashboard import decks, moment, tabular
from dashboard.charts import posts
from dashboard.export import slides
from extract.facts import build, build_tenures

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
    assert read["From"] == ["", "announced 2016-05-18", "2015"]
    assert (written["Until"][0], written["Until is"][0]) == ("2016-05-18", "former")
