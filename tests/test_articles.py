"""Files of every kind, sound or broken, become articles or problems that say what to do."""

import os
import zipfile
from pathlib import Path

import pytest
from files_read import FRENCH, GERMAN, read, read_one, refused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.articles import Article, Problem
from extract.reading import find_files, formats, read_articles
from extract.reading.decoding import NotTextError, decode

SEEDS = Path(__file__).parent.parent / "seeds"


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
