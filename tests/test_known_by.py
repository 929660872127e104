"""What was known by a day: versions of facts tell on each day what building them from that day's articles would."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from test_facts import executive, figure, group, office

from dashboard.knowledge import Ever, Known
from extract.facts import Facts, build, history
from extract.facts.periods import latest
from extract.facts.sites import site_versions

# few of each, so that claims meet: in a post, a place, a number, a succession
PEOPLE = ["Ann Lee", "A. Lee", "Ann B. Lee", "Bo Diaz", "Cy Roth", "Dr"]
FIRMS = ["Acme", "ACME", "Bell SA", None]
CODES = st.lists(st.sampled_from(["FR", "DE"]), unique=True, max_size=2).map(sorted)
PUBLISHED = st.sampled_from(["2015", "2015-12-31", "2016-02", "2016-02-29", "2016-05-02", "2016-05-03", "2017", None])
TOLD = st.sampled_from([None, None, "2014", "2015-06", "2016-05-02", "2018"])
ARTICLES = st.sampled_from(["a", "b", "c", "d"])


def maybe(values: list[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *values])


EXECUTIVES = st.fixed_dictionaries({
    "person": st.sampled_from(PEOPLE), "organisation": st.sampled_from(FIRMS),
    "function": st.sampled_from(["managing_director", "president"]), "role": maybe(["deputy head"]), "countries": CODES,
    "region": maybe(["Europe", "Asia"]), "status": st.sampled_from(["incoming", "current", "outgoing", "former"]),
    "start": TOLD, "end": TOLD, "replaces": maybe(PEOPLE), "reports_to": maybe(PEOPLE),
})  # fmt: skip
OFFICES = st.fixed_dictionaries({
    "organisation": st.sampled_from(FIRMS), "kind": st.sampled_from(["office", "store"]),
    "city": maybe(["Bonn", "BONN", "Lyon"]), "country": st.sampled_from(["DE", "FR"]),
    "status": st.sampled_from(["considered", "planned", "open", "closed"]), "date": TOLD, "serves": CODES,
})  # fmt: skip
FIGURES = st.fixed_dictionaries({
    "subject": st.sampled_from(FIRMS), "value": st.sampled_from([40.0, 40.1, 50.0]),
    "bound": st.sampled_from(["exact", "more"]), "period": maybe(["2015", "2016-02"]),
    "nature": st.sampled_from(["actual", "target"]), "attributed_to": maybe(["Kern"]),
})  # fmt: skip
GROUPS = st.fixed_dictionaries({"organisation": st.sampled_from(["Acme", "Bell SA"]), "parent": st.just("Corp")})


@st.composite
def newsrooms(draw: st.DrawFn) -> Any:
    """Tables of a few articles."""
    published = {article: draw(PUBLISHED) for article in "abcd"}

    def claims(kind: st.SearchStrategy[dict[str, Any]], most: int, like: dict[str, object]) -> pd.DataFrame:
        told = draw(st.lists(st.tuples(ARTICLES, kind), max_size=most))
        rows = [
            {**like, **claim, "claim_id": f"{n}", "article_id": article, "published": published[article],
             "start_char": n}
            for n, (article, claim) in enumerate(told)
        ]  # fmt: skip
        return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in like})

    return SimpleNamespace(
        executives=claims(EXECUTIVES, 8, executive("Ann Lee", "a", None)),
        offices=claims(OFFICES, 6, office("a", "")),
        figures=claims(FIGURES, 6, figure("a", "", 0.0)),
        groups=claims(GROUPS, 2, group("a", "", "Acme", "Corp")),
    )


def same(found: Facts, wanted: Facts) -> None:
    for name in ("tenures", "sites", "series"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(wanted, name))
    assert found.parents == wanted.parents


def days_of(tables: Any) -> list[str]:
    claims = (tables.executives, tables.offices, tables.figures, tables.groups)
    return sorted({latest(day) for frame in claims for day in frame["published"] if day})


@settings(deadline=None, max_examples=50)
@given(newsrooms())
def test_versions_tell_on_any_day_what_its_articles_alone_tell(tables: Any) -> None:
    days = days_of(tables)
    past = history(tables, days)
    for day in ["2014-12-31", *days, "2016-03-15", "9999-12-31"]:
        assert past.tells(day)
        same(past.known_by(day), build(tables, known_by=day))


@settings(deadline=None, max_examples=30)
@given(newsrooms(), st.lists(st.sampled_from(["2015-12-31", "2016-03-15", "2016-05-02"]), unique=True))
def test_versions_of_some_days_alone_tell_every_day_right(tables: Any, days: list[str]) -> None:
    past = history(tables, days)
    for day in [*days, *days_of(tables)[:2], "2018-01-01"]:
        same(past.known_by(day), build(tables, known_by=day))


NOTHING: dict[str, Any] = {"organisations": None, "country": "", "years": None, "statuses": ()}
CHOICES: list[dict[str, Any]] = [
    {}, {"country": "FR"}, {"organisations": ["Acme"]}, {"years": (2015, 2015)}, {"statuses": ("current", "open")},
]  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(newsrooms())
def test_a_page_of_a_day_has_the_facts_events_and_choices_of_that_days_articles(tables: Any) -> None:
    days = days_of(tables)
    ever = Ever.of(history(tables, days))
    for day in ["2014-12-31", *days]:
        known, wanted = ever.known_by(day), Known.of(build(tables, known_by=day))
        assert (known.years, known.countries, known.parents) == (wanted.years, wanted.countries, wanted.parents)
        assert known.months == wanted.months
        assert known.fact_of_claim == wanted.fact_of_claim
        assert known.happened.facts.tolist() == wanted.happened.facts.tolist()
        assert known.happened.years.tolist() == wanted.happened.years.tolist()
        assert known.happened.frame.to_dict("list") == wanted.happened.frame.to_dict("list")
        later = np.arange(sum(map(len, wanted.facets))) % 2 == 1
        assert known.happened.kept(later).to_dict("list") == wanted.happened.kept(later).to_dict("list")
        posts = later[: len(wanted.tenures)]
        assert known.happened.by_month(posts) == wanted.happened.by_month(posts)
        for choice in CHOICES:
            for facet, meant in zip(known.facets, wanted.facets, strict=True):
                pd.testing.assert_frame_equal(facet.select(**NOTHING | choice), meant.select(**NOTHING | choice))


def test_what_is_told_later_leaves_a_predecessor_as_it_was_known() -> None:
    told = [
        executive("Ann Lee", "a", "2015-01-01"),
        executive("Bo Diaz", "b", "2018-05-02", status="incoming", replaces="Ann Lee"),
    ]
    tables = SimpleNamespace(
        executives=pd.DataFrame(told), offices=pd.DataFrame(columns=[*office("a", "")]),
        figures=pd.DataFrame(columns=[*figure("a", "", 0.0)]), groups=pd.DataFrame(columns=[*group("a", "", "", "")]),
    )  # fmt: skip
    past = history(tables, ["2015-01-01", "2018-05-02"])  # type: ignore[arg-type]  # the tables of claims are all that it reads
    before, after = (past.known_by(day).tenures.set_index("person").loc["Ann Lee"] for day in past.days)
    assert (before["end"], before["replaced_by"]) == (None, None)
    assert (after["end"], after["end_basis"], after["replaced_by"]) == ("2018-05-02", "successor", "Bo Diaz")
    assert before["fact_id"] == after["fact_id"]


def test_a_place_told_in_thousands_of_articles_has_no_more_versions_than_days_are_asked_for() -> None:
    day = [f"{2000 + n // 336}-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}" for n in range(3000)]
    told = pd.DataFrame([office(f"a{n:04d}", day[n], city="Bonn") for n in range(3000)])
    versions = site_versions(told, {"Acme": "Acme"}, day[99::100])
    assert len(versions.frame) == 30
    assert list(map(len, versions.frame["claim_ids"])) == list(range(100, 3001, 100))
