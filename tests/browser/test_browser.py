"""The app in a real browser: clicks, links, downloads, themes, and text that would like to be more than text."""

import csv
import io
import re
from urllib.parse import urlsplit

import pytest
from newsroom import BIDI, HOSTILE_NAME, LONG_NAME
from playwright.sync_api import Page, expect
from visiting import choose, click_mark, downloaded, evidence, settle, visit

PAGES = ["", "people", "offices", "figures", "articles", "slides"]


def test_no_request_leaves_this_machine_on_any_page(app: str, page: Page) -> None:
    for name in PAGES:
        visit(page, f"{app}/{name}")
    visit(page, f"{app}/articles?article=e-hostile")
    outside = [url for url in page.asked if urlsplit(url).hostname not in {"127.0.0.1", None}]  # type: ignore[attr-defined]  # set by the fixture
    assert page.asked and outside == []  # type: ignore[attr-defined]  # set by the fixture


def test_fonts_are_those_shipped_with_the_app(app: str, page: Page) -> None:
    visit(page, app)
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("Libre Franklin" in family for family in loaded)
    assert any("Newsreader" in family for family in loaded)


def test_click_on_a_box_shows_the_sentences_that_disagree_beside_each_other(app: str, page: Page) -> None:
    visit(page, f"{app}/people?company=Meridian")
    click_mark(page, "org_chart", title="Claire Fontaine")
    told = evidence(page)
    assert "Sources disagree" in told
    assert "The Counter · 3 March 2018" in told and "Aisle & Shelf · February 2021" in told
    assert page.locator(".st-key-evidence .sentence b").first.inner_text() == "Claire Fontaine"
    assert "evidence=t" in page.url


def test_evidence_leads_to_its_sentence_in_the_article(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    click_mark(page, "map", title="Lyon")
    page.locator(".st-key-evidence").get_by_role("link", name="Read it in the article").first.click()
    chosen = page.locator(".mark-chosen")
    chosen.first.wait_for()
    settle(page)
    assert chosen.all_inner_texts() == ["opened an office in Lyon"]
    expect(chosen.first).to_be_in_viewport()
    assert page.locator(".mark-boilerplate").count() >= 2


def test_evidence_closes_and_the_same_mark_opens_it_again(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    for _ in range(2):
        click_mark(page, "map", title="Ghent")
        assert "Ghent" in evidence(page)
        page.locator(".st-key-close_evidence button").first.click()
        expect(page.locator(".st-key-evidence")).to_have_count(0)
        settle(page)


def test_going_back_closes_the_evidence_and_the_same_mark_opens_it_again(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    for _ in range(2):
        click_mark(page, "map", title="Ghent")
        assert "Ghent" in evidence(page)
        page.go_back()
        expect(page.locator(".st-key-evidence")).to_have_count(0)
        settle(page)


def test_tables_offer_no_csv_of_their_own(app: str, page: Page) -> None:
    visit(page, f"{app}/offices")
    table = page.locator("[data-testid=stDataFrame]").first
    table.hover()
    expect(page.get_by_label("Fullscreen").first).to_be_visible()
    expect(page.get_by_label("Download as CSV").first).to_be_hidden()


def test_a_copied_link_opens_the_same_view_in_another_browser(app: str, page: Page) -> None:
    visit(page, f"{app}/offices")
    choose(page, "Company", "^Meridian ")
    page.locator("[data-testid=stSidebar]").get_by_role("button", name="closed").click()
    settle(page)
    expect(page.locator(".n-of-m")).to_have_text("1 of 4 places")
    expect(page).to_have_url(re.compile("company=Meridian.*offices=closed"))
    other = page.context.browser.new_context().new_page()  # type: ignore[union-attr]  # a page in a context
    visit(other, page.url)
    expect(other.locator(".n-of-m")).to_have_text("1 of 4 places")
    assert other.locator(".chart-title").first.inner_text() == page.locator(".chart-title").first.inner_text()
    other.context.close()


def test_back_button_undoes_a_choice_and_forward_repeats_it(app: str, page: Page) -> None:
    visit(page, f"{app}/offices")
    everything = page.locator(".n-of-m").inner_text()
    choose(page, "Country", "Belgium")
    expect(page.locator(".n-of-m")).not_to_have_text(everything)
    page.go_back()
    expect(page.locator(".n-of-m")).to_have_text(everything)
    settle(page)
    assert "All countries" in page.locator("[data-testid=stSidebar]").inner_html()
    page.go_forward()
    expect(page.locator(".n-of-m")).not_to_have_text(everything)


def test_filters_follow_from_page_to_page_and_one_click_resets_them(app: str, page: Page) -> None:
    visit(page, f"{app}/people?country=FR")
    page.get_by_role("link", name="Figures", exact=True).click()
    expect(page).to_have_url(re.compile(r"/figures\?country=FR"))
    settle(page)
    page.locator("[data-testid=stSidebar]").get_by_role("button", name="Reset filters").click()
    settle(page)
    expect(page).to_have_url(f"{app}/figures")


def test_hostile_text_shows_as_text_everywhere(app: str, page: Page) -> None:
    for name in PAGES:
        visit(page, f"{app}/{name}")
        assert page.title() == "Comptoir"
    visit(page, f"{app}/articles?article=e-hostile")
    text = page.locator(".reader:not(.reader-key)").inner_text()
    literals = ("<script>", "![pixel]", "onerror=", "&lt;b&gt;", "*stars*", "[link](http", "$x^2$", ":smile:", BIDI)
    for literal in literals:
        assert literal in text, literal
    assert LONG_NAME in text
    main = page.locator("[data-testid=stMain]")
    assert main.locator("script:not([src])", has_text="owned").count() == 0
    assert main.locator("img").count() == 0 and main.locator("a[href*='203.0.113.7']").count() == 0
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert wide <= 0


def test_hostile_names_are_labels_and_evidence_not_markup(app: str, page: Page) -> None:
    visit(page, f"{app}/people?company==2%2B2+Holdings&on=2020-05")
    svg = page.locator(".st-key-chart_org_chart svg").first
    assert "<img src=x" in svg.text_content()
    click_mark(page, "org_chart", title="onerror")
    assert HOSTILE_NAME in evidence(page)
    assert page.locator(".st-key-evidence img").count() == 0 and page.title() == "Comptoir"


@pytest.mark.parametrize(
    ("button", "start", "end"),
    [
        ("PNG picture", b"\x89PNG", "png"),
        ("SVG drawing", b"<svg", "svg"),
        ("CSV of what is drawn", b"\xef\xbb\xbf", "csv"),
    ],
)
def test_downloads_land_and_say_what_they_are(app: str, page: Page, button: str, start: bytes, end: str) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    page.locator(".st-key-chart_map").get_by_role("button", name="Download").click()
    name, content = downloaded(page, button)
    assert name == f"comptoir-offices-meridian.{end}"
    assert content.startswith(start)


def test_csv_holds_what_is_drawn_and_no_formula(app: str, page: Page) -> None:
    visit(page, f"{app}/people")
    page.locator(".st-key-chart_tenures").get_by_role("button", name="Download").click()
    _, content = downloaded(page, "CSV of what is drawn")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == 6  # the seventh post has no date, and no bar
    assert {row["Company"] for row in rows} == {"Meridian", "Meridian Pay", "'=2+2 Holdings"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_theme_is_readable(app: str, page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # "light" or "dark"
    visit(page, f"{app}/people?company=Meridian")
    ink, paper = page.evaluate(
        """[getComputedStyle(document.querySelector('.page-title')).color,
            getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor]"""
    )
    assert contrast(ink, paper) >= 4.5
    muted = page.evaluate("getComputedStyle(document.querySelector('.source')).color")
    assert contrast(muted, paper) >= 4.5
    drawn = page.locator(".st-key-chart_org_chart .js-plotly-plot").evaluate("p => p.layout.paper_bgcolor")
    assert luminance(drawn) == pytest.approx(luminance(paper), abs=0.01)
    visit(page, f"{app}/articles?article=a-appointed")
    greyed = page.locator(".reader:not(.reader-key) .mark-boilerplate").first
    tone, opacity = greyed.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).opacity]")
    assert contrast(tone, paper) >= 4.5 and opacity == "1" and tone != ink


def colour(css: str) -> tuple[float, ...]:
    if css.startswith("#"):
        return tuple(int(css[i : i + 2], 16) for i in (1, 3, 5))
    return tuple(float(n) for n in re.findall(r"[\d.]+", css)[:3])


def luminance(css: str) -> float:
    parts = [c / 255 for c in colour(css)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_narrow_screen_has_no_sideways_scroll(app: str, page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    for name in PAGES:
        visit(page, f"{app}/{name}")
        over = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
        assert over <= 0, name


def test_the_sign_on_the_play_button_is_seen_on_a_narrow_screen(app: str, page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    visit(page, f"{app}/people?company=Meridian")
    sign = page.locator(".st-key-play button p").first
    needed, room = sign.evaluate("p => [p, p.parentElement].map(e => e.getBoundingClientRect().width)")
    assert 0 < needed <= room


def test_play_runs_from_event_to_event_and_stops(app: str, page: Page) -> None:
    visit(page, f"{app}/people?company=Meridian&on=2017-12")
    title = page.locator(".st-key-chart_org_chart .chart-title")
    button = page.locator(".st-key-play button")
    button.first.click()
    expect(title).to_contain_text("31 March 2018")
    expect(button.first).to_contain_text("▶", timeout=60_000)  # after the last event it stops by itself
    expect(title).not_to_contain_text("2017")


def test_keyboard_reaches_the_evidence(app: str, page: Page) -> None:
    visit(page, f"{app}/articles?article=a-appointed")
    row = page.get_by_role("button", name=re.compile("Claire Fontaine, managing director"))
    row.focus()
    page.keyboard.press("Enter")
    settle(page)
    assert "Claire Fontaine" in evidence(page)
