"""What is told of an article: by articles.csv, by a file beside it, by its own lines."""

import json
from pathlib import Path

import pytest
from files_read import FRENCH, GERMAN, read, read_one

from extract.articles import Article
from extract.reading import find_files, read_articles
from extract.reading.headings import find_published, find_title
from extract.reading.identification import NO_LANGUAGE, TOO_SHORT, as_code, identify_language

# ruff: noqa: E501 (sentences as they stand on a page)

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
