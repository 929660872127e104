"""Claims of several articles become tenures, sites and series."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.moment import held_on
from extract.facts import build, build_series, build_sites, build_tenures
from extract.facts.identity import cluster_people
from extract.facts.periods import compatible, earliest, latest

SEEDS = Path(__file__).parent.parent / "seeds"


def gold(table: str) -> pd.DataFrame:
    rows = []
    for path in sorted(SEEDS.glob("*.gold.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        told = {"article_id": path.stem, "published": article["published"], "start_char": 0}
        rows += [{**told, "claim_id": f"{path.stem[:3]}-{n}", **row} for n, row in enumerate(article[table])]
    return pd.DataFrame(rows)


def executive(person: str, article: str, published: str | None, **told: object) -> dict[str, object]:
    return {
        "claim_id": f"{article}-{person}", "article_id": article, "published": published, "start_char": 0,
        "person": person, "organisation": "Acme", "function": "managing_director", "role": None, "countries": [],
        "region": None, "status": "current", "start": None, "end": None, "replaces": None, "reports_to": None, **told,
    }  # fmt: skip


def office(article: str, published: str, **told: object) -> dict[str, object]:
    return {
        "claim_id": f"{article}-{told}", "article_id": article, "published": published, "start_char": 0,
        "organisation": "Acme", "kind": "office", "city": None, "country": "DE", "status": "open", "date": None,
        "serves": [], **told,
    }  # fmt: skip


def figure(article: str, published: str, value: float, **told: object) -> dict[str, object]:
    return {
        "claim_id": f"{article}-{value}", "article_id": article, "published": published, "start_char": 0,
        "subject": "Acme", "metric": "stores", "value": value, "value_high": None, "unit": "stores", "per": None,
        "bound": "exact", "geography": [], "period": None, "nature": "actual", "attributed_to": None, **told,
    }  # fmt: skip


def group(article: str, published: str, organisation: str, parent: str) -> dict[str, object]:
    return {
        "claim_id": f"{article}-{organisation}", "article_id": article, "published": published, "start_char": 0,
        "organisation": organisation, "parent": parent,
    }  # fmt: skip


def test_palmer_is_one_benelux_tenure_joined_from_two_articles() -> None:
    tenures = build_tenures(gold("executives"))
    palmer = tenures[(tenures.person == "Roland Palmer") & (tenures.organisation == "Alibaba")]
    assert len(palmer) == 1
    post = palmer.iloc[0]
    assert post.countries == ["BE", "LU", "NL"]
    assert (post.start, post.start_basis, post.end, post.end_basis) == (
        "2016",
        "told",
        "2019-06-27",
        "published",
    )
    assert len(post.claim_ids) == 2
    assert post.replaced_by == "David Lloyd"
    lloyd = tenures[(tenures.person == "David Lloyd") & (tenures.organisation == "Alibaba")].iloc[0]
    assert lloyd.countries == ["NL"]
    assert lloyd.predecessor_id == post.fact_id


def test_brussels_is_planned_and_amsterdam_open() -> None:
    sites = build_sites(gold("offices")).set_index("city")
    assert sites.loc["Brussels", "status"] == "planned"
    assert sites.loc["Amsterdam", "status"] == "open"


def test_org_chart_as_of_a_date() -> None:
    tenures = build_tenures(gold("executives"))

    def heads(day: str) -> set[str]:
        return set(held_on(tenures, day).query("organisation == 'Alibaba'")["person"])

    assert "Roland Palmer" not in heads("2015-06-01")
    assert {"Roland Palmer", "Sébastien Badault"} <= heads("2017-01-01")
    assert "David Lloyd" in heads("2019-07-01") and "Roland Palmer" not in heads("2019-07-01")


def test_former_post_without_dates_is_held_on_no_day() -> None:
    tenures = build_tenures(pd.DataFrame([executive("Ann Lee", "a", "2016", status="former")]))
    assert tenures.iloc[0][["end", "end_basis"]].tolist() == ["2016", "former"]
    assert held_on(tenures, "2015-01-01").empty and held_on(tenures, "2017-01-01").empty


def test_dates_that_cannot_both_be_true_stay_side_by_side() -> None:
    rows = [
        executive("Ann Lee", "a", "2018", start="2015-09"),
        executive("Ann Lee", "b", "2019", start="2016"),
    ]
    tenure = build_tenures(pd.DataFrame(rows)).iloc[0]
    assert tenure.conflict == "start: 2015-09 or 2016"
    assert len(tenure.claim_ids) == 2


def test_a_more_precise_date_is_no_conflict() -> None:
    rows = [
        executive("Ann Lee", "a", "2018", start="2016"),
        executive("Ann Lee", "b", "2019", start="2016-03"),
    ]
    tenure = build_tenures(pd.DataFrame(rows)).iloc[0]
    assert (tenure.start, tenure.conflict) == ("2016-03", None)


def test_successor_ends_an_open_predecessor() -> None:
    rows = [
        executive("Ann Lee", "a", "2015", countries=["FR"]),
        executive("Bo Diaz", "b", "2018-05", countries=["FR"], status="incoming", replaces="Ann Lee"),
    ]
    ann = build_tenures(pd.DataFrame(rows)).set_index("person").loc["Ann Lee"]
    assert (ann.end, ann.end_basis, ann.replaced_by) == ("2018-05", "successor", "Bo Diaz")


def test_interim_then_confirmed_are_two_tenures() -> None:
    rows = [
        executive("Ann Lee", "a", "2018", status="former"),
        executive("Ann Lee", "a", "2018", status="incoming"),
    ]
    assert len(build_tenures(pd.DataFrame(rows))) == 2


def test_posts_that_nothing_tells_apart_have_ids_of_their_own() -> None:
    told = [executive("Anne Roy", "a", "2020", role=role, countries=["FR"]) | {"claim_id": role} for role in ("x", "y")]
    tenures = build_tenures(pd.DataFrame(told))
    assert len(tenures) == 2
    assert tenures.fact_id.is_unique


def test_posts_in_different_countries_are_different_tenures() -> None:
    rows = [
        executive("Ann Lee", "a", "2018", countries=["FR"]),
        executive("Ann Lee", "b", "2019", countries=["DE"]),
    ]
    assert len(build_tenures(pd.DataFrame(rows))) == 2


def test_country_joins_the_city_told_later() -> None:
    rows = [office("a", "2015", status="planned"), office("b", "2016", city="Munich")]
    sites = build_sites(pd.DataFrame(rows))
    assert sites[["city", "status"]].values.tolist() == [["Munich", "open"]]
    assert [s["status"] for s in sites.iloc[0].states] == ["planned", "open"]


def test_country_told_after_the_city_stays_a_site_of_its_own() -> None:
    rows = [office("a", "2015", city="Munich", status="planned"), office("b", "2016")]
    assert len(build_sites(pd.DataFrame(rows))) == 2


def test_open_country_is_not_swallowed_by_a_city_only_planned() -> None:
    rows = [office("a", "2015"), office("b", "2016", city="Munich", status="planned")]
    assert len(build_sites(pd.DataFrame(rows))) == 2


def test_going_back_from_open_to_planned_is_a_conflict() -> None:
    rows = [office("a", "2015", city="Bonn"), office("b", "2016", city="Bonn", status="planned")]
    site = build_sites(pd.DataFrame(rows)).iloc[0]
    assert site.conflict == "open, then planned"


def test_target_and_later_actual_are_one_series() -> None:
    rows = [figure("a", "2015", 40, period="2018", nature="target"), figure("b", "2019", 38, period="2018")]
    points = build_series(pd.DataFrame(rows))
    assert points.series_id.nunique() == 1 and len(points) == 2
    assert points.conflict.isna().all()


def test_same_number_told_twice_is_one_point_and_two_numbers_a_conflict() -> None:
    rows = [figure(a, "2015", v, period="2014") for a, v in (("a", 40.0), ("b", 40.0), ("c", 50.0))]
    points = build_series(pd.DataFrame(rows))
    assert sorted(len(ids) for ids in points.claim_ids) == [1, 2]
    assert set(points.conflict) == {"40 or 50"}


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Jack Ma", "Jack Y. Ma", "J. Ma"], 1),
        (["Jean Martin", "Jacques Martin", "J. Martin"], 3),
        (["Terry von Bibra", "Terry Bibra"], 1),
        (["Sébastien Badault", "Sebastien Badault"], 1),
        (["Palmer", "Roland Palmer"], 2),
    ],
)
def test_people_join_across_articles(names: list[str], people: int) -> None:
    assert len(set(cluster_people(names).values())) == people


dates = st.dates().filter(lambda d: d.year > 999).map(str).flatmap(lambda d: st.sampled_from([d, d[:7], d[:4]]))


@given(dates, dates)
def test_bounds_hold_the_date_and_compatibility_is_symmetric(a: str, b: str) -> None:
    assert earliest(a)[: len(a)] == a == latest(a)[: len(a)]
    assert earliest(a) <= latest(a)
    assert compatible(a, b) == compatible(b, a)
    assert compatible(a, a[:4])


@pytest.mark.parametrize(
    ("role", "shared"),
    [
        ("directrice générale adjointe", True), ("directeur général délégué", True),
        ("directeur général par intérim", True), ("co-directrice générale", True), ("Codirecteur général", True),
        ("directeur général", False),
        ("administrateur délégué", False), ("administratrice déléguée", False), (None, False),
        ("deputy chief executive", True), ("co-CEO", True), ("acting managing director", True),
        ("chief executive", False),
        ("coordinating director", False), ("adjunct-directeur", True), ("waarnemend directeur", True),
        ("gedelegeerd bestuurder", False),
    ],
)  # fmt: skip
def test_a_deputy_shares_a_post_by_its_title(role: str | None, shared: bool) -> None:
    tenures = build_tenures(pd.DataFrame([executive("Ann Lee", "a", "2016", role=role)]))
    assert tenures["shared"].tolist() == [shared]


def test_two_spellings_of_one_company_are_one_name_in_every_table() -> None:
    class Told:
        executives = pd.DataFrame([executive("Ann Lee", "a", "2016", organisation="AcmePay")])
        offices = pd.DataFrame(
            [office("a", "2016", organisation="Acmepay"), office("b", "2017", organisation="Acmepay")]
        )
        figures = pd.DataFrame([figure("a", "2016", 3.0, subject="ACMEPAY")])
        groups = pd.DataFrame([group("a", "2016", "AcmePay", "Apex")])

    facts = build(Told())  # type: ignore[arg-type]  # the tables of claims are all that it reads
    assert facts.parents == {"Acmepay": "Apex"}
    assert {*facts.tenures["organisation"], *facts.sites["organisation"], *facts.series["subject"]} == {"Acmepay"}
