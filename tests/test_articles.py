"""Files of every kind, sound or broken, become articles or problems that say what to do."""

import io
import json
import os
import unicodedata
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from extract.articles import Article, Problem
from extract.reading import find_files, formats, read_articles
from extract.reading.decoding import NotTextError, decode
from extract.reading.headings import find_published, find_title
from extract.reading.identification import NO_LANGUAGE, TOO_SHORT, as_code, identify_language

# ruff: noqa: E501 (sentences as they stand on a page)

SEEDS = Path(__file__).parent.parent / "seeds"
FRENCH = (
    "L’éditeur ouvre un bureau à Liège, où quarante personnes s’installeront à l’été.\r\n"
    "« C’est un retour », dit-elle, “enfin” chez nous… pour 2 M€.\n"
)
GERMAN = (
    "Der Hersteller eröffnet im Frühjahr ein neues Werk in Leipzig, in dem rund zweihundert Menschen arbeiten sollen. "
    "Die Stadt hat lange darauf gewartet, sagt der Bürgermeister."
)


def read(*paths: Path) -> tuple[list[Article], list[Problem]]:
    files, problems = find_files(list(paths))
    items = list(read_articles(files))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, problems + [item for item in items if isinstance(item, Problem)]


def read_one(path: Path) -> Article:
    articles, problems = read(path)
    assert not problems
    return articles[0]


def refused(path: Path) -> str:
    """The message for a file that is not read."""
    articles, problems = read(path)
    assert not articles
    assert [problem.file for problem in problems] == [path.name]
    return problems[0].message


# Encodings


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings_are_told_apart(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "mac_roman", "cp850"])
def test_old_encodings_are_told_apart(encoding: str) -> None:
    text = "L'éditeur ouvre à Liège ; où s'arrêtera-t-il ? Déjà très présent à Genève, il rêve de Zürich, ça se voit.\n"
    assert decode(text.encode(encoding)) == text


def test_euro_and_ligature_of_latin_9() -> None:
    text = "Le chef d'\u0153uvre coûte 300 €, frais compris : c'est une œuvre\n"
    assert decode(text.encode("iso8859-15")) == text


def test_a_few_broken_letters_do_not_change_the_encoding() -> None:
    data = ("été à la mode, déjà présenté à Genève " * 20).encode()
    assert decode(data[:100] + b"\xff" + data[100:]).count("\ufffd") == 1


def test_broken_letters_of_a_short_text_do_not_cost_the_others() -> None:
    text = "Acme ouvre un bureau à Liège. Hélène Durand est nommée gérante.\n"
    assert decode(text.encode() + b"\xed\xa0\x80" + text.encode()).startswith(text)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"\x01\x02\x03\x04" * 50])
def test_binary_is_not_text(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


def test_seeds_are_read_byte_for_byte() -> None:
    articles, problems = read(SEEDS)
    assert not problems
    assert [a.text for a in articles] == [p.read_bytes().decode("utf-8") for p in sorted(SEEDS.glob("*.txt"))]
    assert [(a.published, a.published_basis) for a in articles] == [
        ("2019-06-27", "metadata"), ("2016-05-18", "metadata"), ("2015-12-02", "metadata"), ("2015-12-02", "metadata"),
        ("2021", "metadata"),
    ]  # fmt: skip


def test_text_is_kept_as_decoded(tmp_path: Path) -> None:
    text = "Une usine ouvre à Gand.\r\n\r\n\tElle emploie\xa0douze personnes.\rElle est à nous.  \n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert read_one(tmp_path / "a.txt").text == text


# Which files


def test_folders_are_searched_and_what_is_no_article_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "sub/c.htm", "sub/deep/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<html><body><p>{FRENCH}{name}</p></body></html>" if "htm" in name else FRENCH + name)
    for name in (".hidden.txt", "a.gold.json", "articles.csv", "README.md", "picture.png", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("file\n")
    files, problems = find_files(tmp_path)
    assert [file.name for file in files] == ["a.MD", "b.txt", "sub/c.htm", "sub/deep/d.txt"]
    assert not problems


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(FRENCH)
    (tmp_path / "link.txt").symlink_to(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    files, problems = find_files([tmp_path, tmp_path / "sub", tmp_path / "sub" / "a.txt"])
    assert len(files) == 1
    assert not problems


def test_equal_names_of_two_folders_stay_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(FRENCH)
    articles, _ = read(tmp_path / "one", tmp_path / "two")
    assert [a.file for a in articles] == ["a.txt", "two/a.txt"]
    assert len({a.id for a in articles}) == 2


def test_ids_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    ids = []
    for folder in ("here", "elsewhere/on/disk"):
        path = tmp_path / folder
        path.mkdir(parents=True)
        (path / "a.txt").write_text(FRENCH)
        ids += [read(path)[0][0].id, read(path / "a.txt")[0][0].id]
    assert len(set(ids)) == 1


@pytest.mark.parametrize("name", ["nowhere", "picture.png", "empty-folder"])
def test_a_path_that_gives_nothing_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty-folder").mkdir()
    files, problems = find_files(tmp_path / name)
    assert not files
    assert len(problems) == 1
    assert name in problems[0].file


def test_vanished_and_broken_links_are_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(FRENCH)
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    files, problems = find_files(tmp_path)
    assert [p.file for p in problems] == ["c.txt"]
    (tmp_path / "a.txt").unlink()
    items = list(read_articles(files))
    assert isinstance(items[0], Problem) and "vanished" in items[0].message
    assert isinstance(items[1], Article)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root and Windows read everything")
def test_forbidden_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH)
    (tmp_path / "a.txt").chmod(0)
    assert "permissions" in refused(tmp_path / "a.txt")


# Files that are no articles


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "no text"),
        ("blank.txt", b" \r\n\t\xc2\xa0\n", "no text"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        ("empty.html", b"<html><body><script>alert('x')</script></body></html>", "no article"),
        ("bytes.html", bytes(range(256)) * 9, "not a text file"),
        ("broken.pdf", b"%PDF-1.7 nothing more", "damaged"),
        ("text.pdf", FRENCH.encode(), "damaged"),
        ("broken.docx", b"PK\x03\x04 nothing more", "damaged"),
        ("empty.docx", b"", "damaged"),
        ("german.txt", GERMAN.encode(), "German is not supported yet"),
        ("nothing.txt", b"D" * 9_000, "no language"),
        ("name.txt", b"Jean Dupont", "too short to tell its language: name it in articles.csv"),
        ("digits.txt", b"12 %", "no language"),
        ("book.txt", b"Le groupe. " * 60_000, "longer than 500,000 characters"),
        ("signs.txt", ("Le groupe ouvre. " + "«" * 9_000).encode(), "no prose"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert says in refused(tmp_path / name)


def test_huge_files_are_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(1 << 40)  # a hole: no disk is used
    assert "longer than 5 MB" in refused(tmp_path / "huge.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    articles, problems = read(tmp_path)
    assert not articles
    assert [(problem.file, "regular file" in problem.message) for problem in problems] == [("pipe.txt", True)]


def test_a_fault_in_a_reader_costs_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(data: bytes) -> formats.Page:
        raise RecursionError("too deep")

    monkeypatch.setitem(formats._READERS, ".html", faulty)
    (tmp_path / "a.html").write_text("<p>Bonjour</p>")
    (tmp_path / "b.txt").write_text(FRENCH, encoding="utf-8")
    articles, problems = read(tmp_path)
    assert [article.file for article in articles] == ["b.txt"]
    assert [problem.file for problem in problems] == ["a.html"]


def test_readers_keep_their_warnings_to_themselves(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    refused(tmp_path / "broken.pdf")
    assert capfd.readouterr() == ("", "")


def test_a_docx_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (formats.MAX_FILE + 1))
    assert "unpacks to more than 50 MB" in refused(tmp_path / "bomb.docx")


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td"])
def test_deep_html_neither_raises_nor_stalls(tmp_path: Path, tag: str) -> None:
    (tmp_path / "deep.html").write_text(f"<html><body>{f'<{tag}>' * 30_000}<p>{FRENCH * 5}</p></body></html>")
    articles, problems = read(tmp_path / "deep.html")
    assert len(articles) + len(problems) == 1


def test_a_page_of_endless_elements_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "wide.html").write_text("<html><body>" + "<p>Bonjour à tous.</p>" * 50_000)
    assert "elements" in refused(tmp_path / "wide.html")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400) | st.text().map(str.encode) | st.text().map(lambda t: f"<html><p>{t}</p>".encode()),
    suffix=st.sampled_from([*sorted(formats._READERS), ".txt", ".md"]),
)
def test_any_bytes_give_an_article_or_a_problem(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    articles, problems = read(path)
    assert len(articles) + len(problems) == 1
    assert all(problem.message for problem in problems)
    if articles:
        articles[0].text.encode("utf-8")  # no half characters


# HTML, PDF, DOCX

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


# articles.csv


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_articles_csv_is_read_as_spreadsheets_save_it(
    tmp_path: Path, separator: str, encoding: str, newline: str
) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    rows = [
        ["File", "Title", "publisher", "published", "my notes", "url"],
        ["a.txt", '"L’été, enfin"', "Écho", "2021-03", "x", "u"],
    ]
    table = newline.join(separator.join(row) for row in rows) + newline
    (tmp_path / "articles.csv").write_bytes(table.encode(encoding))
    article = read_one(tmp_path)
    assert (article.title, article.publisher, article.published, article.url) == (
        "L’été, enfin",
        "Écho",
        "2021-03",
        "u",
    )
    assert article.published_basis == "metadata"


def test_wrong_rows_are_named_and_the_rest_used(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text(f"Publié le 8 févr. 2022\n{FRENCH}{name}", encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "file,title,published,language\n"
        "a.txt,One,2021-03-04,fr\n"
        ",Two,2021,fr\n"
        "gone.txt,Three,2021,fr\n"
        "b.txt,Four,2021-13-40,French\n"
        "c.txt,Five, with a comma,2021,fr\n"
        "\n"
        "a.txt,Again,2019,fr\n"
        "d.txt,,,klingonese\n"
    )
    articles, problems = read(tmp_path)
    assert [(a.title, a.published, a.published_basis) for a in articles] == [
        ("One", "2021-03-04", "metadata"), ("Four", "2022-02-08", "text"), (articles[2].title, "2022-02-08", "text"),
        (None, "2022-02-08", "text"),
    ]  # fmt: skip
    assert {problem.file for problem in problems} == {"articles.csv"}
    assert [problem.message.split(":")[0] for problem in problems] == [f"line {n}" for n in (3, 4, 5, 6, 8, 9)]


def test_a_catalogue_further_up_tells_of_files_below(tmp_path: Path) -> None:
    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "a.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "articles.csv").write_text("file,publisher\n2021/a.txt,Écho\n", encoding="utf-8")
    assert read_one(tmp_path).publisher == "Écho"


@pytest.mark.parametrize("content", ["", "\n\n", "title,published\nx,2021\n", '"unclosed', "\x00\x01\x02"])
def test_a_broken_catalogue_costs_no_article(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(content)
    articles, _ = read(tmp_path)
    assert len(articles) == 1


def test_metadata_settles_the_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "articles.csv").write_text("file,language\na.txt,de\n")
    _, problems = read(tmp_path)
    assert "German is not supported yet: supported are Dutch, English, French" in problems[0].message


# Language, date, title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        ("The company opens an office in Leeds, where forty people will move in by the summer, it said.", "en"),
        ("Het bedrijf opent een kantoor in Gent, waar veertig mensen aan het werk gaan, zegt de directie.", "nl"),
        (GERMAN, "de"),
        ("La empresa abre una fábrica en Sevilla, donde trabajarán unas doscientas personas desde la primavera.", "es"),
        ("L'azienda apre uno stabilimento a Torino, dove lavoreranno circa duecento persone dalla primavera.", "it"),
        ("A empresa abre uma fábrica no Porto, onde vão trabalhar cerca de duzentas pessoas na primavera.", "pt"),
        ("Die maatskappy open 'n fabriek in Pretoria, waar ongeveer tweehonderd mense sal werk, het hy gesê.", "af"),
        ("阿里巴巴在巴黎开设了新的办事处，任命了新的总经理。", "zh"),
        ("Компания открывает завод в Казани, где будут работать около двухсот человек.", "ru"),
        ("Il nous rejoint demain.", "fr"),
        ("He is not with us.", "en"),
        ("Halden nomme Ann Lee directrice générale.", "fr"),
        ("Nordal ouvre Lille", "fr"),
        ("Le groupe Vantor recrute", "fr"),
        ("Nordal appoints Ann Lee chief executive", "en"),
        ("Profits rise sharply", "en"),
        ("Nordal benoemt Ann Lee tot topman", "nl"),
        ("Omzet stijgt sterk", "nl"),
        ("Завод открывается", "ru"),
        ("Jean Dupont", TOO_SHORT),
        ("Ann Lee (Halden)", TOO_SHORT),
        ("Der Konzern ernennt Anna Müller", TOO_SHORT),
        ("Nordal contrata doscientas personas", TOO_SHORT),
        ("\N{PARTY POPPER}", NO_LANGUAGE),
        ("12 %", NO_LANGUAGE),
    ],
)
def test_language(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-BE", "fr"),
        ("French", "fr"),
        ("français", "fr"),
        ("Nederlands", "nl"),
        ("??", None),
    ],
)
def test_names_of_languages(told: str, code: str | None) -> None:
    assert as_code(told) == code


@pytest.mark.parametrize(
    ("line", "language", "published"),
    [
        ("Publié le 8 févr. 2022 à 10h30", "fr", "2022-02-08"),
        ("Par Jean Dupont | 27/06/2019 à 10:22", "fr", "2019-06-27"),
        ("La Gazette – Juillet 2014", "fr", "2014-07"),
        ("Mis à jour le 3 mai 2020 à 10h", "fr", "2020-05-03"),
        ("Publié le 2 mai 2020, mis à jour le 3 mai 2020", "fr", "2020-05-02"),
        ("PARIS, le 12 mars 2018 – Le groupe annonce l'ouverture d'une usine où travailleront cent vingt personnes, dit-il.", "fr", "2018-03-12"),
        ("Communiqué de presse - 15 mars 2021", "fr", "2021-03-15"),
        ("Posted on May 3, 2021", "en", "2021-05-03"),
        ("Published: 3 May 2021, 10:15 GMT | Updated: 4 May 2021", "en", "2021-05-03"),
        ("By Jane Doe, March 4, 2019", "en", "2019-03-04"),
        ("LONDON, March 4, 2019 (Reuters) - The group is opening a plant, it said.", "en", "2019-03-04"),
        ("Gepubliceerd op 3 mei 2021 om 10:15", "nl", "2021-05-03"),
        ("Le 3 mai 2021, le groupe a signé avec Acme.", "fr", None),
        ("Le bureau ouvrira en mars 2021", "fr", None),
        ("La date du 26 mai 2026 est maintenue", "fr", None),
        ("Publié le 12 janvier", "fr", None),
        ("Target closed on 4 March 2019", "en", None),
    ],
)  # fmt: skip
def test_published_line(line: str, language: str, published: str | None) -> None:
    assert find_published(f"Un titre\n{line}\nLe groupe ouvre une usine.\n", language) == published


def test_dates_of_other_stories_are_not_the_article_s() -> None:
    others = "".join(f"Une autre histoire\nPublié le {day} mai 2020\n" for day in (1, 2, 3))
    assert find_published(FRENCH * 40 + others, "fr") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Une usine à Gand\n" + FRENCH, "Une usine à Gand"),
        ("# Une usine à Gand #\n\n" + FRENCH, "Une usine à Gand"),
        ("Accueil > Économie\nPublié le 8 février 2022\nUne usine à Gand\n" + FRENCH, "Une usine à Gand"),
        (FRENCH, None),
        ("Une usine à Gand", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert find_title(text, "fr") == title


def test_a_gold_file_beside_an_article_tells_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme ouvre un bureau à Lyon, a annoncé la société mardi.", encoding="utf-8")
    head = {"language": "fr", "published": "2019-06-27", "publisher": "Les Nouvelles", "title": None}
    (tmp_path / "a.gold.json").write_text(json.dumps({**head, "offices": [{"city": "Lyon"}]}), encoding="utf-8")
    (article,) = read_articles(find_files(tmp_path)[0])
    assert isinstance(article, Article)
    assert (article.published, article.published_basis, article.title) == ("2019-06-27", "metadata", None)


@pytest.mark.parametrize("content", ["", "[1]", '{"published": 3, "language": ["fr"]}', "not json"])
def test_a_broken_gold_file_tells_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text("Acme ouvre un bureau à Lyon, a annoncé la société mardi.", encoding="utf-8")
    (tmp_path / "a.gold.json").write_text(content, encoding="utf-8")
    (article,) = read_articles(find_files(tmp_path)[0])
    assert isinstance(article, Article) and article.published is None
