"""HTML, PDF and DOCX: the article's own text, and what the file itself states of it."""

import io
import unicodedata
from pathlib import Path

import docx
import pypdf
import pytest
from files_read import FRENCH, read, read_one, refused
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from extract.reading import formats

# ruff: noqa: E501 (sentences as they stand on a page)

PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Une usine à Gand - Le Journal</title>
<meta property="og:title" content="Une usine à Gand"/><meta property="og:site_name" content="Le Journal"/>
<link rel="canonical" href="https://journal.example/eco/usine-gand.html"/>{head}</head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/eco">Économie</a></li></ul></nav>
<article><h1>Une usine à Gand</h1><p>Le groupe Acme ouvre une usine à Gand, où il emploiera cent vingt personnes.</p>
<p>« Nous y pensions depuis deux ans », raconte sa directrice, Anne Peeters. Le chantier commencera en mars.</p>
<script>document.write("<p>PDG de Pirate SA</p>")</script></article>
<aside><h2>À lire aussi</h2><time datetime="2024-01-01">1er janvier 2024</time></aside>
<footer>© 2024 Le Journal. Tous droits réservés.</footer></body></html>"""


def test_html_gives_the_article_and_its_own_metadata(tmp_path: Path) -> None:
    stated = '<meta property="article:published_time" content="2021-03-04T08:00:00+01:00"/>'
    (tmp_path / "page.html").write_text(PAGE.replace("{head}", stated), encoding="utf-8")
    article = read_one(tmp_path / "page.html")
    assert "cent vingt personnes" in article.text
    assert "Pirate" not in article.text and "Accueil" not in article.text
    assert (article.title, article.publisher) == ("Une usine à Gand", "Le Journal")
    assert (article.published, article.published_basis) == ("2021-03-04", "page")
    assert article.url == "https://journal.example/eco/usine-gand.html"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-05-06"}</script>', "2020-05-06"),
        ('<link rel="canonical" href="https://journal.example/2019/06/27/usine"/>', "2019-06-27"),
    ],
)  # fmt: skip
def test_a_page_is_dated_by_what_it_states(tmp_path: Path, head: str, published: str | None) -> None:
    page = PAGE.replace('<link rel="canonical" href="https://journal.example/eco/usine-gand.html"/>', "")
    (tmp_path / "page.html").write_text(page.replace("{head}", head), encoding="utf-8")
    assert read_one(tmp_path / "page.html").published == published


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "utf-16"])
def test_html_is_read_in_its_encoding(tmp_path: Path, declared: str) -> None:
    head = f'<meta charset="{declared}"/>' if declared != "utf-16" else ""
    page = PAGE.replace("{head}", head).replace("cent vingt", "«\xa0cent\xa0» et vingt")
    (tmp_path / "page.html").write_bytes(page.encode(declared, "xmlcharrefreplace"))
    assert "«\xa0cent\xa0» et vingt personnes" in read_one(tmp_path / "page.html").text.replace(
        "« cent »", "«\xa0cent\xa0»"
    )


@pytest.mark.parametrize("declared", ["undefined", "rot13", "idna", "unicode_escape", "utf-99"])
def test_an_encoding_that_is_none_is_not_believed(tmp_path: Path, declared: str) -> None:
    page = PAGE.replace("{head}", f'<meta charset="{declared}"/>')
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    articles, problems = read(tmp_path / "page.html")
    assert len(articles) + len(problems) == 1
    assert not problems or "report" not in problems[0].message


def pdf(text: str, **metadata: str) -> pypdf.PdfWriter:
    """A PDF of one page that shows the lines of `text`."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    lines = "".join(f"({line}) Tj T* " for line in text.replace("(", "\\(").replace(")", "\\)").splitlines())
    stream.set_data(f"BT /F1 12 Tf 14 TL 50 750 Td {lines}ET".encode("cp1252"))
    page[NameObject("/Contents")] = stream
    writer.add_metadata({f"/{name.title()}": value for name, value in metadata.items()})
    return writer


def test_pdf_gives_text_and_title_but_no_date(tmp_path: Path) -> None:
    text = "Le groupe ouvre une usine à Gand, où il emploie-\nra cent vingt personnes dans les\ndeux ans.\nTout le monde est là."
    pdf(text, title="Une usine à Gand", creationdate="D:20240101000000Z").write(tmp_path / "a.pdf")
    article = read_one(tmp_path / "a.pdf")
    assert article.text.strip() == (
        "Le groupe ouvre une usine à Gand, où il emploiera cent vingt personnes dans les deux ans.\nTout le monde est là."
    )
    assert (article.title, article.published) == ("Une usine à Gand", None)


def test_letters_of_a_pdf_are_composed() -> None:
    assert formats._composed(
        "Re\u0301sultats de l\u2019e\u0301te\u0301: chi\ufb00re d\u2019a\ufb00aires \ufb01nal \ud800"
    ) == ("Résultats de l’été: chiffre d’affaires final \ufffd")


def test_accents_apart_are_composed_in_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(unicodedata.normalize("NFD", FRENCH.strip()))
    document.save(str(tmp_path / "a.docx"))
    assert "à Liège, où quarante" in read_one(tmp_path / "a.docx").text


@pytest.mark.parametrize("title", ["article_final_v3.docx", "Microsoft Word - presse", "Untitled", ""])
def test_a_file_name_is_no_title(tmp_path: Path, title: str) -> None:
    pdf("Le groupe ouvre une usine à Gand, où il est chez lui.", title=title).write(tmp_path / "a.pdf")
    assert read_one(tmp_path / "a.pdf").title is None


def test_locked_and_pictured_pdf_say_what_to_do(tmp_path: Path) -> None:
    locked = pdf(FRENCH)
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    assert "password" in refused(tmp_path / "locked.pdf")
    pictured = pypdf.PdfWriter()
    pictured.add_blank_page(600, 800)
    pictured.write(tmp_path / "pictured.pdf")
    assert "OCR" in refused(tmp_path / "pictured.pdf")


def test_docx_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Une usine à Gand"
    document.add_paragraph("Le groupe ouvre une usine à Gand, où il emploiera cent vingt personnes.")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Effectif", "1 200"
    document.add_paragraph("Le chantier commence en mars, pour le plus grand plaisir des voisins.")
    data = io.BytesIO()
    document.save(data)
    (tmp_path / "a.docx").write_bytes(data.getvalue())
    article = read_one(tmp_path / "a.docx")
    assert article.title == "Une usine à Gand"
    assert article.text.index("usine") < article.text.index("Effectif\t1 200") < article.text.index("chantier")
