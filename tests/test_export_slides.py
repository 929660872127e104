"""The deck: native shapes and charts, nothing overflows, everything carries its sentence."""

import io
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from browser.newsroom import LONG_NAME, tables
from openpyxl.utils.datetime import from_excel
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from dashboard.export import images, slides
from extract.articles import Article
from extract.claims import Executive, Figure
from extract.facts import Facts, build
from extract.tables import Extraction, Tables, collect

FONT = ImageFont.truetype(str(images.FONTS / "libre-franklin-regular.ttf"), 100)


@pytest.fixture(scope="module")
def newsroom() -> tuple[Tables, Facts]:
    found = tables()
    return found, build(found)


@pytest.fixture(scope="module")
def deck(newsroom: tuple[Tables, Facts]) -> Any:
    return opened(slides.make_deck(*newsroom))


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def slide_of(deck: Any, title: str) -> Any:
    return next(s for s in deck.slides if re.search(title, s.shapes.title.text))


def described(slide: Any) -> list[tuple[str, str]]:
    return [(p.get("name"), p.get("descr") or "") for p in slide._element.iter(qn("p:cNvPr"))]


def crowd(people: int, name: str = "Person") -> Tables:
    """One company with many posts in several countries, and a series through time."""
    text = "Somebody runs something. It sold many things."
    told: dict[str, Any] = {"quote": text[:24], "start_char": 0, "end_char": 24, "rule": "told", "confidence": 0.9}
    posts = [
        Executive(
            **told, person=f"{name} {chr(65 + i // 26)}{chr(97 + i % 26)}son", organisation="Acme", role=None,
            function="director", countries=(("FR", "BE", "DE")[i % 3],), start="2015",
        )
        for i in range(people)
    ]  # fmt: skip
    numbers = [
        Figure(**told, subject="Acme", metric="revenue", value=value, unit="EUR", period=str(year), nature=nature)
        for year, value, nature in (
            (2015, 1.5e6, "actual"), (2016, 2.25e6, "actual"), (2018, 4e6, "actual"), (2020, 9e6, "target"),
        )
    ]  # fmt: skip
    article = Article(id="a", file="a.txt", text=text, language="en", publisher="The Counter", published="2019-01-01")
    return collect([Extraction(article, [], {"executives": posts, "offices": [], "figures": numbers})])


# --- what is on the slides -----------------------------------------------------------------------------------


def test_no_chart_is_a_picture(deck: Any) -> None:
    assert all(shape.shape_type != MSO_SHAPE_TYPE.PICTURE for slide in deck.slides for shape in slide.shapes)


def test_titles_say_what_is_seen(deck: Any) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert any(re.match(r"On 28 February 2021, .* held", title) for title in titles)
    assert all(titles)


def test_org_chart_is_boxes_joined_by_glued_connectors(deck: Any) -> None:
    slide = slide_of(deck, "^On ")
    glued = [c for c in slide._element.iter(qn("p:cNvCxnSpPr")) if c.find(qn("a:stCxn")) is not None]
    ids = {shape.shape_id for shape in slide.shapes}
    assert glued
    for connector in glued:
        assert int(connector.find(qn("a:stCxn")).get("id")) in ids
        assert int(connector.find(qn("a:endCxn")).get("id")) in ids
    assert any("Claire Fontaine" in name for name, _ in described(slide))


def test_shapes_carry_the_fact_and_its_sentence(deck: Any, newsroom: tuple[Tables, Facts]) -> None:
    fontaine = newsroom[1].tenures.set_index("person").loc["Claire Fontaine"]
    alts = [alt for _, alt in described(slide_of(deck, "^On "))]
    assert any(alt.startswith(f"comptoir:{fontaine.fact_id} | ") and "Claire Fontaine" in alt for alt in alts)


def test_map_has_one_named_freeform_a_country(deck: Any) -> None:
    slide = next(s for s in deck.slides if any(name == "France" for name, _ in described(s)))
    names = [shape.name for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    assert {"France", "Belgium", "Netherlands", "Germany"} <= set(names)
    assert any(name.startswith("open: Meridian, Lyon") for name, _ in described(slide))


def test_native_chart_data_equals_the_facts() -> None:
    found = crowd(3)
    facts = build(found)
    deck = opened(slides.make_deck(found, facts, charts=("figures",)))
    chart = next(shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    told = {
        (from_excel(float(category)).date().isoformat(), series.name): value
        for series in chart.plots[0].series
        for category, value in zip(chart.plots[0].categories, series.values, strict=True)
        if value is not None
    }
    wanted = {(row.date, row.nature.capitalize()): row.value for row in facts.series.itertuples()}
    assert told == wanted
    book = pd.read_excel(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert sorted(book[["Actual", "Target"]].stack().dropna()) == sorted(facts.series["value"])


def test_shares_are_bars_to_a_hundred(deck: Any) -> None:
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    share = next(chart for chart in charts if list(chart.plots[0].series[0].values) == [60.0])
    assert (share.value_axis.minimum_scale, share.value_axis.maximum_scale) == (0, 100)


def test_notes_hold_every_sentence_and_the_footer_its_source(deck: Any) -> None:
    slide = slide_of(deck, "^On ")
    notes = slide.notes_slide.notes_text_frame.text
    assert "Claire Fontaine, managing director of Meridian France since 1 June 2018" in notes
    assert "Claire Fontaine was named managing director of Meridian France on 3 March 2018" in notes
    assert "The Counter · 3 March 2018" in notes
    assert any(shape.name == "Source" and "The Counter" in shape.text_frame.text for shape in slide.shapes)


# --- text stays in its box -----------------------------------------------------------------------------------


def overflowing(deck: Any) -> Iterator[str]:
    """Shapes whose text, wrapped as a program would wrap it, is higher or wider than they are."""
    for number, slide in enumerate(deck.slides, start=1):
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.text or shape.is_placeholder:
                continue
            frame = shape.text_frame
            room = shape.width - frame.margin_left - frame.margin_right
            tall = 0.0
            for paragraph in frame.paragraphs:
                size = paragraph.runs[0].font.size if paragraph.runs else Pt(10)
                lines = wrapped(paragraph.text, room / size * 100)
                tall += lines * size * 1.2
            if tall > shape.height - frame.margin_top - frame.margin_bottom + Pt(0.5):
                yield f"slide {number}: {shape.name}: {frame.text[:60]}"


def wrapped(text: str, room: float) -> int:
    lines, at = 1, 0.0
    for word in text.split(" "):
        wide = FONT.getlength(word + " ")
        if at and at + wide - FONT.getlength(" ") > room + 0.5:
            lines, at = lines + 1, 0.0
        lines += int(max(wide - FONT.getlength(" ") - 0.5, 0) // room) if not at else 0
        at += wide
    return lines


def test_no_text_leaves_its_box(deck: Any) -> None:
    assert list(overflowing(deck)) == []


def test_forty_boxes_with_long_names_are_split_over_slides() -> None:
    found = crowd(40, name="Maximiliane-Alexandrina von und zu Hohenlohe-Waldenburg-Schillingsfürst")
    deck = opened(slides.make_deck(found, build(found), charts=("org_chart", "tenures")))
    charts = [s for s in deck.slides if s.shapes.title.text.startswith("On ")]
    assert len(charts) > 1
    assert charts[0].shapes.title.text.endswith(f"(1 of {len(charts)})")
    posts = [name for slide in charts for name, _ in described(slide) if name.startswith("Post ")]
    assert len(posts) == 40
    assert list(overflowing(deck)) == []
    inside(deck)


def test_a_name_of_two_hundred_characters_stays_in_its_box(deck: Any) -> None:
    assert len(LONG_NAME) > 150
    assert any("Maximilian" in alt for slide in deck.slides for _, alt in described(slide))
    inside(deck)


def inside(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= -Emu(12700) and shape.left + shape.width <= deck.slide_width + Emu(12700), shape.name
            assert shape.top + shape.height <= deck.slide_height + Emu(12700), shape.name


def test_hostile_text_is_text(deck: Any) -> None:
    words = "\n".join(s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame)
    assert "\u202e" not in words
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                book = pd.read_excel(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob), dtype=object)
                assert not any(str(cell).startswith("=") for cell in book.iloc[:, 0])


def test_links_lead_to_articles_only() -> None:
    found = crowd(2)
    found.articles["url"] = ["javascript:alert(1)"]
    deck = opened(slides.make_deck(found, build(found), charts=("articles",)))
    assert not any(r.is_external for slide in deck.slides for r in slide.part.rels.values())


def test_a_link_that_no_deck_can_hold_is_cleaned() -> None:
    found = crowd(2)
    found.articles["url"] = ["https://counter.example/\x02a"]
    deck = opened(slides.make_deck(found, build(found), charts=("articles",)))
    links = [r.target_ref for slide in deck.slides for r in slide.part.rels.values() if r.is_external]
    assert links == ["https://counter.example/a"]


def test_articles_that_find_no_room_are_counted() -> None:
    text = "Somebody runs something."
    told: dict[str, Any] = {"quote": text, "start_char": 0, "end_char": len(text), "rule": "told", "confidence": 0.9}
    found = collect(
        [
            Extraction(
                Article(id=f"a{i}", file=f"{i}.txt", text=text, language="en", title=f"Article {i}"), [],
                {"executives": [Executive(**told, person="Ann Lee", organisation="Acme", role=None, function="head")],
                 "offices": [], "figures": []},
            )
            for i in range(300)
        ]
    )  # fmt: skip
    deck = opened(slides.make_deck(found, build(found), charts=("articles",)))
    last = deck.slides[len(deck.slides) - 1]
    rows = sum(len(s.table.rows) - 1 for slide in deck.slides for s in slide.shapes if s.has_table)
    assert any(f"{300 - rows} more articles not shown" in s.text_frame.text for s in last.shapes if s.has_text_frame)


# --- filters and templates -----------------------------------------------------------------------------------


def test_filters_leave_what_they_name(newsroom: tuple[Tables, Facts]) -> None:
    content = slides.select(*newsroom, countries=["be"])
    assert set(content.sites["city"]) == {"Ghent"}
    assert content.tenures.empty


@pytest.mark.parametrize("country", ["FR", "BE", "ES"])
def test_a_deck_of_european_places_alone_has_their_map(newsroom: tuple[Tables, Facts], country: str) -> None:
    deck = opened(slides.make_deck(*newsroom, countries=[country], charts=("map",)))
    assert any(name == "France" for name, _ in described(deck.slides[1]))


def test_a_company_brings_its_units(newsroom: tuple[Tables, Facts]) -> None:
    content = slides.select(*newsroom, company="meridian")
    assert {"Meridian", "Meridian Pay"} == set(content.tenures["organisation"])


@pytest.mark.parametrize("chosen", [{"company": "Nobody Ltd"}, {"countries": ["ZW"]}, {"years": (1801, 1802)}])
def test_filters_that_leave_nothing_say_so(newsroom: tuple[Tables, Facts], chosen: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"Nobody|Zimbabwe|1801"):
        slides.make_deck(*newsroom, **chosen)


@pytest.mark.parametrize("written", ["meridan", "Meridian P", "Meridian Pai"])
def test_a_company_misspelt_is_told_those_that_are_near(newsroom: tuple[Tables, Facts], written: str) -> None:
    with pytest.raises(ValueError, match=r"did you mean .*Meridian"):
        slides.make_deck(*newsroom, company=written)


def corporate(tmp_path: Path, *, layouts: tuple[str, ...] = ()) -> Path:
    """A 16:9 template with violet accents, an old slide in it, and only the layouts named (all where none are)."""
    template = Presentation()
    wide = 12192000 / template.slide_width
    template.slide_width, template.slide_height = Emu(12192000), Emu(6858000)
    for holder in (template.slide_master, *template.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = int(shape.left * wide), int(shape.width * wide)
    for layout in list(template.slide_layouts):
        if layouts and layout.name not in layouts:
            template.slide_layouts.remove(layout)
    template.slides.add_slide(template.slide_layouts[0])
    path = tmp_path / "corp.pptx"
    template.save(path)
    return path


def test_a_template_lends_its_layouts_and_theme(newsroom: tuple[Tables, Facts], tmp_path: Path) -> None:
    deck = opened(slides.make_deck(*newsroom, template=corporate(tmp_path)))
    assert {slide.slide_layout.name for slide in deck.slides} == {"Title Slide", "Title Only"}
    slide = slide_of(deck, "^On ")
    box = next(s for s in slide.shapes if s.name.startswith("Post "))
    assert box._element.spPr.find(f"{qn('a:ln')}/{qn('a:solidFill')}/{qn('a:schemeClr')}").get("val") == "accent1"
    fonts = {font.get("typeface") for s in deck.slides for font in s._element.iter(qn("a:latin"))}
    assert fonts <= {"+mn-lt", "+mj-lt"}
    assert list(overflowing(deck)) == []
    inside(deck)


def test_a_template_without_a_usable_layout_is_refused(newsroom: tuple[Tables, Facts], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"corp\.pptx: no layout has a title across the top"):
        slides.make_deck(*newsroom, template=corporate(tmp_path, layouts=("Blank",)))


def test_whoever_listens_gets_the_own_look_instead(newsroom: tuple[Tables, Facts], tmp_path: Path) -> None:
    told: list[str] = []
    template = corporate(tmp_path, layouts=("Blank",))
    deck = opened(slides.make_deck(*newsroom, template=template, charts=("map",), on_warning=told.append))
    assert deck.slides[1].slide_layout.name == "Chart"
    assert "Comptoir's own look" in told[0]


def test_a_file_that_is_no_template_is_refused(newsroom: tuple[Tables, Facts], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"PK not a deck")
    with pytest.raises(ValueError, match=r"broken\.pptx: not a PowerPoint file"):
        slides.make_deck(*newsroom, template=broken)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("ppt/theme/theme1.xml", rb".*", b"junk"),
        ("ppt/theme/theme1.xml", rb"<a:accent1>.*?</a:accent1>", b"<a:accent1/>"),
        ("ppt/theme/theme1.xml", rb'srgbClr val="\w+"', b'srgbClr val="blue"'),
        ("ppt/slideMasters/slideMaster1.xml", rb"<p:clrMap [^>]*/>", b""),
        ("ppt/presentation.xml", rb"<p:sldSz [^>]*/>", b""),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels", rb"<Relationship [^>]*slideLayout[^>]*/>", b""),
    ],
)
def test_a_damaged_template_is_told_and_the_deck_has_its_own_look(
    newsroom: tuple[Tables, Facts], tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    damaged = io.BytesIO()
    with zipfile.ZipFile(corporate(tmp_path)) as whole, zipfile.ZipFile(damaged, "w") as copy:
        for item in whole.infolist():
            content = whole.read(item)
            copy.writestr(item, re.sub(old, new, content, flags=re.S) if item.filename == part else content)
    told: list[str] = []
    deck = slides.make_deck(*newsroom, template=damaged.getvalue(), charts=("map",), on_warning=told.append)
    assert opened(deck).slides[1].slide_layout.name == "Chart"
    assert "not a PowerPoint file that can be read" in told[0]


# --- speed and other programs --------------------------------------------------------------------------------


def test_progress_is_told_slide_by_slide(newsroom: tuple[Tables, Facts]) -> None:
    told: list[tuple[int, int]] = []
    slides.make_deck(*newsroom, on_progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1]


def test_a_deck_takes_two_seconds_of_work_at_most(newsroom: tuple[Tables, Facts]) -> None:
    slides.make_deck(*newsroom)
    start = time.process_time()
    slides.make_deck(*newsroom)
    assert time.process_time() - start < 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_slide(newsroom: tuple[Tables, Facts], tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    path = tmp_path / "deck.pptx"
    path.write_bytes(slides.make_deck(*newsroom))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    assert len(pypdf.PdfReader(tmp_path / "deck.pdf").pages) == len(Presentation(str(path)).slides)
