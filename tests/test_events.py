"""The timeline of everything dated: no date is told more exactly than its article, and no year but those chosen."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from browser.newsroom import tables
from pages_read import markup
from streamlit.testing.v1 import AppTest
from test_facts import figure

from dashboard import tabular
from dashboard.charts import events, style
from dashboard.export import slides
from dashboard.export.template import open_stage
from dashboard.knowledge import Known
from extract.facts import Facts, build
from extract.facts.series import build_series

Open = Callable[..., AppTest]
SOME = (2020, 2021)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return build(tables())


def of_number(facts: Facts, published: str, period: str | None) -> pd.DataFrame:
    """The events of one number and nothing else."""
    points = build_series(pd.DataFrame([{**figure("a", published, 40.0), "period": period}]))
    return events.events(facts.tenures.head(0), facts.sites.head(0), points)


@pytest.mark.parametrize(
    ("published", "period", "told", "stands"),
    [("2021", None, "2021", "2021-07-01"), ("2021-05", None, "2021-05", "2021-05-15"),
     ("2021-05-07", None, "2021-05-07", "2021-05-07"), ("2021", "2019/2022", "2019/2022", "2022-07-01")],
)  # fmt: skip
def test_a_date_is_shown_as_told_and_its_mark_stands_in_the_middle_of_what_it_can_mean(
    facts: Facts, published: str, period: str | None, told: str, stands: str
) -> None:
    found = of_number(facts, published, period)
    assert tabular.events(found)["Date"] == [told]
    assert events.timeline(found, look=style.LIGHT).data[0]["x"] == [stands]


def test_an_appointment_of_a_year_stands_in_its_middle_too(facts: Facts) -> None:
    posts = facts.tenures.head(1).assign(start="2016", end=None)
    found = events.events(posts, facts.sites.head(0), facts.series.head(0))
    assert events.timeline(found, look=style.LIGHT).data[0]["x"] == ["2016-07-01"]


def test_statuses_of_the_table_are_the_words_of_the_key(facts: Facts) -> None:
    told = tabular.events(events.events(facts.tenures, facts.sites, facts.series))
    statuses = dict(zip(told["What"], told["Status"], strict=True))
    assert (statuses["Appointments"], statuses["Departures"]) == ("in post", "leaving")


# --- years chosen


def test_what_happened_in_other_years_is_left_out(facts: Facts) -> None:
    known = Known.of(facts)
    everything = np.ones(sum(map(len, known.facets)), dtype=bool)
    found = known.happened.kept(everything, SOME)
    assert {date[:4] for date in found["date"]} == {"2020", "2021"}
    pd.testing.assert_frame_equal(found, events.within(known.happened.frame, SOME))
    assert list(known.happened.by_month(everything[: len(known.tenures)], SOME)) == ["2020-01", "2020-05"]


@pytest.mark.parametrize(("year", "counts"), [(2018, 0), (2019, 1), (2020, 1), (2022, 1), (2023, 0)])
def test_an_interval_counts_in_every_year_that_it_reaches_into(facts: Facts, year: int, counts: int) -> None:
    assert len(events.within(of_number(facts, "2019", "2019/2022"), (year, year))) == counts


def test_the_overview_of_some_years_tells_of_no_others(open_page: Open) -> None:
    app = open_page("overview", years="2020-2021")
    assert "Two appointments, news of two places and four numbers, 2020 to 2021" in markup(app)
    assert {date[:4] for date in app.dataframe[0].value["Date"]} == {"2020", "2021"}


def test_slides_of_some_years_tell_of_no_others() -> None:
    content = slides.select(tables(), build(tables()), years=SOME)
    (page,) = slides.plan(content, open_stage(), ("events",))
    assert page.title == "Two appointments, news of two places and four numbers, 2020 to 2021"
    assert len(page.outline) == 8
