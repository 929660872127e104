"""The address and the filters: what is chosen goes into the URL and comes back; what cannot be is ignored."""

import pytest
from browser.newsroom import tables
from hypothesis import given
from hypothesis import strategies as st

from dashboard import selection
from dashboard.state import NARROWING, State, elsewhere, read, write
from extract import facts

FULL = State(
    company="Meridian & Co",
    country="FR",
    years=(2015, 2019),
    known="2021-02-28",
    people=("incoming", "former"),
    offices=("planned",),
    figures=("target",),
    on="2016-05",
    rows="person",
    theme="Tmall",
    article="000.a-b_c",
    claim="0123abcd",
    evidence="t0123abcd",
    slides=("figures", "map"),
    title="Meridian in Europe",
    look="dark",
)


def test_whole_state_survives_the_address() -> None:
    assert read(write(FULL)) == FULL


def test_nothing_chosen_leaves_a_bare_address() -> None:
    assert write(State()) == {}


def test_reset_takes_back_all_that_narrows_a_view_and_nothing_else() -> None:
    left = FULL.without(*NARROWING)
    assert not left.filtered and not left.narrowed
    assert (left.article, left.rows, left.slides, left.title) == (FULL.article, FULL.rows, FULL.slides, FULL.title)


@pytest.mark.parametrize("name", NARROWING)
def test_whatever_narrows_a_view_can_be_taken_back(name: str) -> None:
    assert State(**{name: getattr(FULL, name)}).narrowed


def test_a_link_to_an_article_keeps_what_is_filtered_and_leaves_what_was_open() -> None:
    there = elsewhere(FULL, article="b", claim="")
    assert {name: there[name] for name in NARROWING} == {name: write(FULL)[name] for name in NARROWING}
    assert there["article"] == "b"
    assert not {"claim", "evidence", "rows"} & set(there)


@pytest.mark.parametrize(
    "address",
    [
        {"years": "2019-2015"},
        {"years": "next"},
        {"country": "france"},
        {"country": "<b>"},
        {"people": "ceo"},
        {"years": "0000-2019"},
        {"known": "yesterday"},
        {"known": "2019-13-45"},
        {"known": "2019-02-31"},
        {"known": "2019"},
        {"on": "2016-13"},
        {"on": "2016"},
        {"article": "../../etc/passwd"},
        {"evidence": "<script>"},
        {"look": "sepia"},
        {"unheard": "of"},
    ],
)
def test_what_no_control_writes_is_ignored(address: dict[str, str]) -> None:
    assert read(address) == State()


@given(st.dictionaries(st.sampled_from([*State.__slots__, "other"]), st.text(max_size=400), max_size=6))
def test_any_address_is_read_and_written_the_same_again(address: dict[str, str]) -> None:
    state = read(address)
    assert read(write(state)) == state


@pytest.fixture(scope="module")
def found() -> facts.Facts:
    return facts.build(tables())


def people(found: facts.Facts, **filters: object) -> set[str]:
    everything = {"organisations": None, "country": "", "years": None, "statuses": ()}
    chosen = selection.tenures(found.tenures).select(**{**everything, **filters})  # type: ignore[arg-type]  # the choices of one row
    return {name.split()[0] for name in chosen["person"]}


def test_country_keeps_posts_that_cover_it(found: facts.Facts) -> None:
    assert people(found, country="FR") == {"Claire", "Paul"}
    assert people(found, country="IS") == set()


def test_companies_keep_their_posts(found: facts.Facts) -> None:
    assert people(found, organisations=["Meridian Pay"]) == {"Tom", "Olga"}


def test_years_keep_what_spans_them_and_leave_out_the_undated(found: facts.Facts) -> None:
    assert "Paul" in people(found, years=(2018, 2018))
    assert "Paul" not in people(found, years=(2019, 2022))
    assert "Claire" in people(found, years=(2021, 2022))
    assert "Claire" not in people(found, years=(2010, 2017))
    assert "Olga" not in people(found, years=(1900, 2100))


def test_status_keeps_its_own(found: facts.Facts) -> None:
    assert people(found, statuses=("outgoing",)) == {"Paul"}


def test_places_count_for_the_countries_they_serve(found: facts.Facts) -> None:
    sites = selection.sites(found.sites)
    chosen = sites.select(organisations=None, country="NL", years=None, statuses=())
    assert list(chosen["city"]) == ["Ghent"]


def test_year_range_spans_everything_dated(found: facts.Facts) -> None:
    facets = selection.tenures(found.tenures), selection.sites(found.sites), selection.points(found.series)
    assert selection.year_range(facets) == (2017, 2022)
    assert selection.year_range([]) is None
