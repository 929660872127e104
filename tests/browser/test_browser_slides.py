"""From chart to slide in a real browser: decks are taken, templates and older decks are dropped."""

import io
from pathlib import Path

from playwright.sync_api import Page, expect
from pptx import Presentation
from visiting import downloaded, settle, visit


def test_a_chart_gives_its_one_slide(app: str, page: Page) -> None:
    visit(page, f"{app}/offices?company=Meridian")
    chart = page.locator(".st-key-chart_map")
    chart.get_by_role("button", name="Download").click()
    name, content = downloaded(page, "PowerPoint slide")
    assert name == "comptoir-offices-meridian.pptx"
    slides = Presentation(io.BytesIO(content)).slides
    assert [slide.shapes.title.text for slide in slides] == [chart.locator(".chart-title").inner_text()]


def test_a_deck_taken_has_the_slides_of_the_preview_and_is_unchanged_when_dropped(
    app: str, page: Page, tmp_path: Path
) -> None:
    visit(page, f"{app}/slides?slides=org_chart.map")
    cards = page.locator(".slide-card")
    count = cards.count()
    _, content = downloaded(page, "Download")
    deck = Presentation(io.BytesIO(content))
    assert len(deck.slides) == count == 3
    assert all(slide.shapes.title.text for slide in deck.slides)
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    page.locator(".st-key-checked input[type=file]").set_input_files(path)
    told = page.locator(".deck-check")
    expect(told).to_contain_text("unchanged")
    assert not any(word in told.inner_text() for word in ("gone", "contradicted", " changed"))


def test_what_is_no_deck_is_told_calmly(app: str, page: Page) -> None:
    visit(page, f"{app}/slides")
    junk = {"name": "junk.pptx", "mimeType": "application/octet-stream", "buffer": b"PK<img src=x>"}
    page.locator(".st-key-checked input[type=file]").set_input_files(files=[junk])
    expect(page.get_by_text("not a PowerPoint deck that can be read")).to_be_visible()
    settle(page)


def test_a_template_lends_its_layout_and_one_without_is_told(app: str, page: Page, tmp_path: Path) -> None:
    visit(page, f"{app}/slides?slides=map")
    page.get_by_text("Look of the deck").click()
    template = Presentation()
    template.save(str(tmp_path / "corp.pptx"))
    for layout in list(template.slide_layouts):
        if layout.name != "Blank":
            template.slide_layouts.remove(layout)
    template.save(str(tmp_path / "blank.pptx"))
    dropped = page.locator(".st-key-template input[type=file]")
    dropped.set_input_files(tmp_path / "blank.pptx")
    expect(page.get_by_text("no layout has a title across the top")).to_be_visible()
    page.locator(".st-key-template").get_by_role("button").last.click()
    settle(page)
    dropped.set_input_files(tmp_path / "corp.pptx")
    expect(page.get_by_text("Charts stand on the layout “Title Only”")).to_be_visible()
    _, content = downloaded(page, "Download two slides")
    assert {slide.slide_layout.name for slide in Presentation(io.BytesIO(content)).slides} == {
        "Title Slide",
        "Title Only",
    }
