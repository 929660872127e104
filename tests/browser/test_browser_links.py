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


def test_going_back_and_forward_fast_leaves_the_page_of_its_address(app: str, page: Page) -> None:
    visit(page, f"{app}/offices")
    chosen = page.locator("[data-testid=stSidebar]")
    for _ in range(3):
        for name in ("open", "planned", "closed"):
            chosen.get_by_role("button", name=name, exact=True).click(no_wait_after=True)
    settle(page)
    for _ in range(8):
        page.go_back(wait_until="commit")
    for _ in range(8):
        page.go_forward(wait_until="commit")
    settle(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    told, title = page.locator(".n-of-m").inner_text(), page.locator(".chart-title").first.inner_text()
    visit(page, page.url)
    expect(page.locator(".n-of-m")).to_have_text(told)
    expect(page.locator(".chart-title").first).to_have_text(title)


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
