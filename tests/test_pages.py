"""Every page run as Streamlit runs it, without a browser: filters, empty states, evidence, errors."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from browser.newsroom import LONG_NAME
from pages_read import markup, run
from streamlit.testing.v1 import AppTest

from dashboard import page
from dashboard.charts import org_chart
from extract import facts
from extract.tables import collect, read, write

APP = str(Path(__file__).resolve().parents[1] / "dashboard" / "app.py")
PAGES = ["overview", "people", "offices", "figures", "articles", "slides"]
Open = Callable[..., AppTest]


def plain(markdown: str) -> str:
    return markdown.replace("\\", "")


def n_of_m(app: AppTest) -> str:
    found = re.search(r'n-of-m"><b>([\d,]+)</b> of ([\d,]+)', markup(app))
    assert found
    return f"{found[1]} of {found[2]}"


def titles(app: AppTest) -> list[str]:
    return re.findall(r'chart-title">(.*?)</h3>', markup(app))


@pytest.mark.parametrize("name", PAGES)
def test_page_renders_with_chart_titles_made_from_the_data(open_page: Open, name: str) -> None:
    app = open_page(name)
    assert "page-title" in markup(app)
    assert all(len(title) > 10 for title in titles(app))


@pytest.mark.parametrize("name", PAGES)
def test_without_tables_the_app_says_how_to_start_it(open_page: Open, name: str) -> None:
    app = open_page(name, folder=None)
    assert "comptoir dashboard" in app.markdown[-1].value


@pytest.mark.parametrize("name", PAGES)
def test_without_rows_a_page_says_why_and_what_to_do(open_page: Open, name: str, tmp_path: Path) -> None:
    write(collect([]), tmp_path, "parquet")
    app = open_page(name, folder=tmp_path)
    assert any("Add articles" in block.value for block in app.markdown)


def test_tables_that_have_been_removed_are_said_to_be_gone(open_page: Open, tmp_path: Path) -> None:
    app = open_page(folder=tmp_path / "removed")
    assert app.title[0].value == "These tables are gone"
    assert "comptoir dashboard PATH" in app.markdown[0].value


def test_tables_that_cannot_be_read_make_a_message_not_a_traceback(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text("nothing")
    app = open_page(folder=tmp_path)
    assert "cannot be read" in app.title[0].value


@pytest.mark.parametrize(
    ("name", "address", "count"),
    [
        ("people", {}, "7 of 7"),
        ("people", {"company": "Meridian"}, "5 of 7"),
        ("people", {"country": "FR"}, "2 of 7"),
        ("people", {"people": "former"}, "1 of 7"),
        ("people", {"years": "2018-2018"}, "3 of 7"),
        ("people", {"known": "2018-03-03"}, "3 of 3"),
        ("offices", {"country": "NL"}, "1 of 4"),
        ("offices", {"offices": "closed.considered"}, "2 of 4"),
        ("figures", {"figures": "target"}, "1 of 6"),
        ("figures", {"theme": "Meridian"}, "5 of 6"),
        ("figures", {"theme": "Meridian Pay"}, "0 of 6"),
        ("figures", {"company": "Meridian", "years": "2020-2020"}, "3 of 6"),
        ("articles", {"company": "Meridian"}, "4 of 5"),
        ("articles", {"known": "2020-05-05"}, "2 of 2"),
    ],
)
def test_filters_in_the_address_say_n_of_m(open_page: Open, name: str, address: dict[str, str], count: str) -> None:
    assert n_of_m(open_page(name, **address)) == count


@pytest.mark.parametrize("name", PAGES)
def test_filters_that_leave_nothing_say_so_and_offer_a_reset(open_page: Open, name: str) -> None:
    app = open_page(name, country="IS")
    assert any("pass these filters" in block.value for block in app.markdown)
    app.button(key="empty_reset").click()
    run(app)
    assert app.query_params == {}
    assert not app.exception


@pytest.mark.parametrize(
    ("name", "address"), [("figures", {"theme": "Meridian", "country": "FR"}), ("people", {"on": "2018-03"})]
)
def test_one_click_takes_back_all_that_narrows_a_page(open_page: Open, name: str, address: dict[str, str]) -> None:
    app = open_page(name, **address)
    reset = next(button for button in app.sidebar.button if button.label == "Reset filters")
    assert not reset.disabled
    reset.click()
    run(app)
    assert app.query_params == {}
    assert next(button for button in app.sidebar.button if button.label == "Reset filters").disabled


@pytest.mark.parametrize("name", PAGES[:-1])
def test_before_the_first_article_a_page_says_that_none_had_appeared(open_page: Open, name: str) -> None:
    app = open_page(name, known="1900-01-01")
    told = " ".join(block.value for block in app.markdown)
    assert "By 1 January 1900 no article is known to have appeared" in told
    assert "Add articles" not in told
    app.button(key="empty_reset").click()
    run(app)
    assert app.query_params == {}


def test_links_to_articles_keep_the_filters(open_page: Open) -> None:
    app = open_page("people", company="Meridian", known="2021-02-28")
    fact = next(f for f in facts.build(read(newsroom_of(app))).tenures.to_dict("records") if f["conflict"])
    open_now = open_page("people", company="Meridian", known="2021-02-28", evidence=fact["fact_id"])
    links = [link.proto for link in open_now.get("page_link") if link.proto.label == "Read it in the article"]
    assert links
    for link in links:
        told = parse_qs(link.query_string)
        assert (told["company"], told["known"]) == (["Meridian"], ["2021-02-28"])
        assert set(told) == {"company", "known", "article", "claim"}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("overview", {"company": "Meridian"}),
        ("figures", {"company": "Meridian", "theme": "Meridian Pay"}),
        ("articles", {"company": "Meridian", "years": "2015-2022"}),
    ],
)
def test_every_link_to_an_article_keeps_the_filters(open_page: Open, name: str, address: dict[str, str]) -> None:
    told = [parse_qs(link.proto.query_string) for link in open_page(name, **address).get("page_link")]
    articles = [link for link in told if "article" in link]
    assert articles
    for link in articles:
        assert {key: link[key] for key in address} == {key: [value] for key, value in address.items()}


def test_an_article_that_the_filters_leave_out_is_shown_to_who_asks_for_it(open_page: Open) -> None:
    assert "Tokyo laboratory" not in markup(open_page("articles", country="FR"))
    assert "Tokyo laboratory" in markup(open_page("articles", country="FR", article="c-closed"))


def test_marks_that_turn_the_writing_are_left_out_of_tables(open_page: Open, newsroom: Path, tmp_path: Path) -> None:
    tables = read(newsroom)
    tables.executives["person"] = tables.executives["person"].str.replace("Tom Adeyemi", "Tom \u202eimeyedA")
    write(tables, tmp_path, "parquet")
    app = open_page("people", folder=tmp_path)
    people = app.dataframe[-1].value["Person"].tolist()
    assert "Tom imeyedA" in people and not any("\u202e" in person for person in people)


def test_moving_a_filter_writes_the_address(open_page: Open) -> None:
    app = open_page("people")
    app.sidebar.selectbox(key="choose_company").set_value("Meridian").run()
    app.sidebar.slider(key="choose_years").set_value((2018, 2019)).run()
    app.sidebar.get("button_group")[0].set_value(["incoming"]).run()
    assert app.query_params == {"company": "Meridian", "years": "2018-2019", "people": "incoming"}
    assert n_of_m(app) == "0 of 7"


def test_controls_show_what_a_link_chose_even_where_no_control_offers_it(open_page: Open) -> None:
    app = open_page("people", company="Meridian Pay", years="1990-2030", known="2018-07-01")
    assert app.sidebar.selectbox(key="choose_company").value == "Meridian Pay"
    assert app.sidebar.slider(key="choose_years").value == (1990, 2030)
    assert app.sidebar.select_slider(key="choose_known").value == "2018-07-01"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "address",
    [{"known": "2019-13-45"}, {"known": "2019-02-31"}, {"on": "2018-13"}, {"on": "2018"}, {"years": "0000-0001"}],
)
def test_days_that_are_none_are_ignored_in_an_address(open_page: Open, name: str, address: dict[str, str]) -> None:
    assert markup(open_page(name, **address)) == markup(open_page(name))


def test_known_by_turns_the_clock_back(open_page: Open) -> None:
    assert "planned" in " ".join(titles(open_page("offices", known="2018-03-03"))).lower()
    assert "planned" not in " ".join(titles(open_page("offices"))).lower()


def test_articles_count_what_had_appeared_as_the_other_pages_do(open_page: Open) -> None:
    assert n_of_m(open_page("articles")) == "5 of 5"
    assert n_of_m(open_page("articles", known="2019-01-01")) == "1 of 1"
    assert n_of_m(open_page("articles", known="2021-12-31", country="BE")) == "2 of 3"
    assert "<b>1</b> of 1 article<" in markup(open_page(known="2019-01-01"))


def test_years_show_places_as_they_stood_then(open_page: Open) -> None:
    assert "still only planned" in " ".join(titles(open_page("offices", years="2017-2019")))


def test_org_chart_as_of_a_day_before_and_after_the_change(open_page: Open) -> None:
    before, after = open_page("people", on="2018-03"), open_page("people", on="2021-02")
    assert "Tom Adeyemi" not in drawn(before)
    assert "Tom Adeyemi" in drawn(after)


def drawn(app: AppTest) -> str:
    """The text of the org chart: the second chart of the page, after the strip of events."""
    plots = app.get("plotly_chart")
    return str(plots[1].proto)


def test_an_org_chart_that_fails_says_so_calmly_and_leaves_the_rest(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("no such box")

    app = open_page("people", company="Meridian")
    with monkeypatch.context() as patch:
        patch.setattr(org_chart, "org_chart", broken)
        app.run()
    assert not app.exception
    assert any("Something went wrong" in block.value for block in app.markdown)
    assert "dated posts" in markup(app)
    next(button for button in app.button if button.label.startswith("Reset filters and")).click()
    run(app)
    assert "company" not in app.query_params


def test_an_org_chart_that_fails_stops_playing(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = open_page("people", company="Meridian")
    monkeypatch.setattr(org_chart, "org_chart", lambda *_, **__: {}["no such box"])
    app.button(key="play").click().run()
    assert not app.session_state["playing"]
    assert sum("could not be drawn" in record.message for record in caplog.records) == 2  # the step, the page after it


def test_evidence_of_a_link_shows_every_source(open_page: Open) -> None:
    app = open_page("people")
    fact = next(f for f in facts.build(read(newsroom_of(app))).tenures.to_dict("records") if f["conflict"])
    shown = markup(open_page("offices", evidence=fact["fact_id"]))
    assert "Sources disagree" in shown
    assert "The Counter" in shown and "Aisle &amp; Shelf" in shown
    assert "Confidence 80%" in shown


def newsroom_of(app: AppTest) -> Path:
    return Path(os.environ["COMPTOIR_TABLES"])


def test_evidence_of_an_unknown_fact_is_no_error(open_page: Open) -> None:
    app = open_page("people", evidence="t000000000000")
    assert any("not known here" in block.value for block in app.markdown)


def test_overview_links_to_conflicts_and_undated_articles(open_page: Open) -> None:
    app = open_page("overview")
    assert any("2018-03-03 or 2018-06-01" in plain(button.label) for button in app.button)
    shown = plain("".join(link.proto.label for link in app.get("page_link")))
    assert "no date at all" in shown and "only February 2021 is known" in shown


def test_overview_conflict_opens_its_evidence(open_page: Open) -> None:
    app = open_page("overview")
    conflict = next(button for button in app.button if "2018-06-01" in plain(button.label))
    conflict.click()
    run(app)
    assert "Sources disagree" in markup(app)


def test_theme_without_a_number_shows_posts_and_sentences(open_page: Open) -> None:
    app = open_page("figures", theme="Meridian Pay")
    shown = markup(app)
    assert "No number is told of Meridian Pay" in shown
    assert "<b>Meridian Pay</b>, the payment brand of Meridian" in shown
    assert "Tom Adeyemi" in str(app.get("plotly_chart")[0].proto)


def test_a_theme_shows_its_numbers_and_the_sentences_that_name_it(open_page: Open) -> None:
    app = open_page("figures", theme="meridian")
    assert titles(app)[0].startswith("Meridian: five numbers told")
    assert "Sentences that name Meridian" in markup(app)
    options = app.selectbox(key="choose_theme").options
    assert options[0].startswith("All themes") and options[1].startswith("Meridian  (five numbers")  # most told first
    assert any(option.startswith("Meridian Pay  (") for option in options)


def test_posts_of_a_theme_can_be_taken_as_a_slide(open_page: Open) -> None:
    app = open_page("figures", theme="Meridian Pay")
    assert any(button.proto.label == "PowerPoint slide" for button in app.get("download_button"))


def test_articles_show_the_statuses_that_a_link_has_chosen(open_page: Open) -> None:
    assert len(open_page("articles", people="former").sidebar.get("button_group")) == 1
    assert len(open_page("articles").sidebar.get("button_group")) == 0


def test_theme_narrows_the_numbers(open_page: Open) -> None:
    app = open_page("figures", theme="Meridian")
    assert titles(app)[0].startswith("Meridian: five numbers told")


def test_reader_marks_sentences_and_greys_what_is_not_the_article(open_page: Open) -> None:
    shown = markup(open_page("articles", article="a-appointed"))
    assert '<mark class="mark-places">opened an office in Lyon</mark>' in shown
    assert "mark-boilerplate" in shown


def test_marks_that_turn_the_writing_are_left_out_of_links() -> None:
    assert page.escape("\u202eL\u2066 = 1") == "L = 1"


def test_reader_of_an_unknown_article_shows_the_list(open_page: Open) -> None:
    assert "not among those open here" in markup(open_page("articles", article="gone"))


@pytest.mark.parametrize("name", PAGES)
def test_hostile_article_is_escaped_on_every_page(open_page: Open, name: str) -> None:
    app = open_page(name, article="e-hostile" if name == "articles" else "")
    shown = markup(app)
    assert "<img src" not in shown and 'onerror="' not in shown
    assert "<script>document.title" not in shown
    if name == "articles":
        assert "&lt;script&gt;document.title" in shown and LONG_NAME in shown


def test_the_web_process_never_loads_a_language_model(newsroom: Path) -> None:
    probe = (
        "import sys; from streamlit.testing.v1 import AppTest; "
        f"app = AppTest.from_file({APP!r}, default_timeout=60).run(); assert not app.exception; "
        "print([m for m in ('spacy', 'sklearn', 'pandera', 'plotly.express', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        env={**os.environ, "COMPTOIR_TABLES": str(newsroom)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip().endswith("[]")
