"""A deck tells what has become of its facts."""

import io
import zipfile
from pathlib import Path

import pytest
from browser.newsroom import tables
from pptx import Presentation

from dashboard.export import slides
from dashboard.export.audit import CHANGED, CONTRADICTED, GONE, UNCHANGED, audit
from extract.facts import Facts, build
from extract.tables import Tables


@pytest.fixture(scope="module")
def deck() -> bytes:
    found = tables()
    found.executives = found.executives[found.executives["article_id"] != "b-disputed"]
    return slides.make_deck(found, build(found))


def now(**changes: object) -> tuple[Tables, Facts]:
    found = tables()
    found.executives = found.executives[found.executives["article_id"] != "b-disputed"].reset_index(drop=True)
    for (frame, column, old), new in changes.pop("values", {}).items():  # type: ignore[attr-defined]  # a table of changes
        table = getattr(found, frame)
        table.loc[table[column] == old, column] = new
    return found, build(found)


def verdicts(deck: bytes, found: Tables, facts: Facts, fact: str) -> set[str]:
    return {f.verdict for f in audit(deck, found, facts) if fact in f.told}


def test_nothing_has_changed(deck: bytes) -> None:
    assert {finding.verdict for finding in audit(deck, *now())} == {UNCHANGED}


def test_a_changed_date_is_told_old_and_new(deck: bytes) -> None:
    found, facts = now(values={("executives", "start", "2018-03-03"): "2018-04-01"})
    finding = next(f for f in audit(deck, found, facts) if "Claire Fontaine" in f.told and f.verdict == CHANGED)
    assert "start 3 March 2018 → 1 April 2018" in finding.details


def test_a_changed_number_is_found_though_its_id_is_new(deck: bytes) -> None:
    found, facts = now(values={("figures", "value", 31_000.0): 32_000.0})
    finding = next(f for f in audit(deck, found, facts) if f.verdict == CHANGED)
    assert finding.details == ("value 31,000 → 32,000",)


def test_what_no_article_tells_any_more_is_gone(deck: bytes) -> None:
    found = tables()
    found.executives = found.executives[found.executives["person"] != "Hannah Berg"]
    assert verdicts(deck, found, build(found), "Hannah Berg") == {GONE}


def test_what_another_article_disputes_is_contradicted(deck: bytes) -> None:
    found = tables()
    finding = next(f for f in audit(deck, found, build(found)) if f.verdict == CONTRADICTED)
    assert "Claire Fontaine" in finding.told


def test_slides_may_be_dropped_and_moved(deck: bytes) -> None:
    presentation = Presentation(io.BytesIO(deck))
    listed = presentation.slides._sldIdLst
    listed.remove(listed[0])
    listed.append(listed[0])
    out = io.BytesIO()
    presentation.save(out)
    assert {finding.verdict for finding in audit(out.getvalue(), *now())} == {UNCHANGED}


def test_without_tags_the_sentence_is_compared(deck: bytes) -> None:
    presentation = Presentation(io.BytesIO(deck))
    for slide in presentation.slides:
        for name in [name for name, r in slide.part.rels.items() if r.reltype.endswith("/tags")]:
            slide.part.rels.pop(name)
            for data in slide._element.xpath("./p:cSld/p:custDataLst"):
                data.getparent().remove(data)
    out = io.BytesIO()
    presentation.save(out)
    assert {finding.verdict for finding in audit(out.getvalue(), *now())} == {UNCHANGED}


def test_report_is_told_slide_by_slide(deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    found, facts = now(values={("figures", "value", 31_000.0): 32_000.0})
    told = slides.check_deck(path, found, facts)
    assert "changed: Meridian: sales 32,000 robots, actual, 2020 (value 31,000 → 32,000)" in told
    assert "Slide 2, On " in told


@pytest.mark.parametrize("content", [b"", b"no deck", b"PK\x03\x04"])
def test_a_file_that_is_no_deck_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.pptx"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"no\.pptx: not a PowerPoint deck"):
        slides.check_deck(path, *now())


def test_a_deck_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pptx"
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0])
    presentation.save(str(path))
    with pytest.raises(ValueError, match="no slide of this deck tells of facts"):
        slides.check_deck(path, *now())


def without(deck: bytes, part: str) -> bytes:
    """The deck with one of its parts lost."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as whole, zipfile.ZipFile(out, "w") as damaged:
        for item in whole.infolist():
            if item.filename != part:
                damaged.writestr(item, whole.read(item))
    return out.getvalue()


def test_a_deck_that_has_lost_a_slide_is_refused(deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "damaged.pptx"
    path.write_bytes(without(deck, "ppt/slides/slide2.xml"))
    with pytest.raises(ValueError, match=r"damaged\.pptx: not a PowerPoint deck"):
        slides.check_deck(path, *now())


def test_a_tag_that_another_program_has_filled_with_nonsense_is_no_error(deck: bytes) -> None:
    presentation = Presentation(io.BytesIO(deck))
    for slide in presentation.slides:
        for relation in slide.part.rels.values():
            if relation.reltype.endswith("/tags"):
                part = relation.target_part
                part._blob = part.blob.replace(
                    b"&quot;person&quot;: &quot;", b"&quot;person&quot;: [], &quot;x&quot;: &quot;"
                )
        for shape in slide._element.iter("{*}cNvPr"):
            shape.set("descr", (shape.get("descr") or "").replace("comptoir:", "comptoir:x"))
    out = io.BytesIO()
    presentation.save(out)
    assert {finding.verdict for finding in audit(out.getvalue(), *now())} == {GONE}


def test_a_deck_of_other_articles_is_told_as_such(deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    found = tables()
    found.executives = found.executives[found.executives["person"] == "nobody"]
    found.offices = found.offices[found.offices["city"] == "nowhere"]
    found.figures = found.figures[found.figures["subject"] == "nothing"]
    assert "made of others?" in slides.check_deck(path, found, build(found))
    assert "made of others?" not in slides.check_deck(path, *now())
