"""The address in a real browser: it follows every link and click, and the way back is safe however fast."""

import re

from playwright.sync_api import Page, expect
from visiting import click_cell, click_mark, evidence, settle, visit


def test_the_address_follows_from_article_to_article(app: str, page: Page) -> None:
    visit(page, f"{app}/articles?country=FR")
    page.get_by_role("link", name="Meridian names a head for France").click()
    expect(page).to_have_url(re.compile(r"/articles\?country=FR&article=a-appointed$"))
    settle(page)
    page.get_by_role("button", name=re.compile("Claire Fontaine, managing director")).click()
    page.locator(".st-key-evidence").get_by_role("link", name="Read it in the article").last.click()
    expect(page).to_have_url(re.compile(r"country=FR&article=b-disputed&claim=\w+$"))
    settle(page)
    headline = page.locator(".page-title").inner_text()
    page.reload()
    expect(page.locator(".page-title")).to_have_text(headline)
    settle(page)
    page.get_by_role("link", name="← All articles").click()
    expect(page).to_have_url(f"{app}/articles?country=FR")


def test_back_from_an_article_is_the_list_with_its_filters(app: str, page: Page) -> None:
    visit(page, f"{app}/articles?country=FR")
    count = page.locator(".n-of-m").inner_text()
    page.get_by_role("link", name="Meridian names a head for France").click()
    expect(page.locator(".mark-people").first).to_be_visible()
    settle(page)
    page.go_back()
    expect(page.locator(".n-of-m")).to_have_text(count)
    expect(page).to_have_url(f"{app}/articles?country=FR")
    page.go_forward()
    expect(page.locator(".mark-people").first).to_be_visible()
    expect(page).to_have_url(re.compile("article=a-appointed"))


def test_the_link_to_the_page_itself_closes_what_was_open(app: str, page: Page) -> None:
    visit(page, f"{app}/articles?country=FR&article=a-appointed")
    page.get_by_role("link", name="Articles", exact=True).click()
    expect(page).to_have_url(f"{app}/articles?country=FR")
    expect(page.locator(".st-key-article_list")).to_be_visible()


def test_evidence_leads_to_the_article_under_the_same_filters(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian&known=2021-02-28")
    click_mark(page, "map", title="Lyon")
    page.locator(".st-key-evidence").get_by_role("link", name="Read it in the article").first.click()
    expect(page).to_have_url(re.compile(r"/articles\?company=Meridian&known=2021-02-28&article=a-appointed&claim=\w+$"))


def test_a_click_on_a_rows_text_opens_its_evidence_and_again_once_closed(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    first = click_cell(page, row=0)
    second = click_cell(page, row=1)
    assert first != second
    assert click_cell(page, row=0, column=2) == first
    page.locator(".st-key-close_evidence button").first.click()
    expect(page.locator(".st-key-evidence")).to_have_count(0)
    settle(page)
    assert click_cell(page, row=0, column=2) == first
    page.keyboard.press("ArrowDown")
    expect(page.locator(".drawer-title")).to_have_text(second)


def test_a_box_ticked_and_a_text_clicked_both_open_their_row(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    first, second = click_cell(page, row=0, column=-1), click_cell(page, row=1, column=1)
    assert first != second
    assert click_cell(page, row=1, column=2) == second  # the box of the first is still ticked


def test_escape_closes_the_evidence(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    click_mark(page, "map", title="Ghent")
    assert "Ghent" in evidence(page)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-evidence")).to_have_count(0)
    settle(page)
    click_cell(page, row=0)
    page.keyboard.press("Escape")  # the table's own
    expect(page.locator(".st-key-evidence")).to_have_count(0)
    assert "evidence" not in page.url


def test_a_chart_seen_before_is_sent_whole(app: str, page: Page) -> None:
    # were it only referred to, a browser that has gone back fast may hold no copy, and the page would stay half drawn
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    visit(page, f"{app}/offices")
    largest = max(sizes)
    page.locator("[data-testid=stSidebar]").get_by_role("button", name="closed", exact=True).click()
    expect(page.locator(".n-of-m")).to_have_text("1 of 4 places")
    settle(page)
    sizes.clear()
    page.go_back()
    expect(page.locator(".n-of-m")).to_have_text("4 of 4 places")
    settle(page)
    assert max(sizes) > 0.9 * largest > 10_000


def test_keyboard_focus_is_seen_on_the_links_between_pages(app: str, page: Page) -> None:
    visit(page, f"{app}/articles")
    page.get_by_role("link", name="People", exact=True).focus()
    page.keyboard.press("Tab")
    style, width = page.evaluate(
        "[getComputedStyle(document.activeElement).outlineStyle, getComputedStyle(document.activeElement).outlineWidth]"
    )
    assert page.evaluate("document.activeElement.innerText") == "Offices"
    assert (style, width) == ("solid", "2px")


def test_a_theme_without_a_break_does_not_widen_the_page(app: str, page: Page) -> None:
    visit(page, f"{app}/figures?theme={'W' * 300}")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth") <= 0
