"""Offices: sentences with the rows expected (examples/*/offices.toml), and what holds for any article."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from extract.articles import Article
from extract.claims import Office
from extract.documents import Document, build, pipeline
from extract.mentions import Mention
from extract.names.focus import Focus
from extract.offices import find_offices
from training.confidence import Judged, chance_of, fit_confidence

EXAMPLES = Path(__file__).parent / "examples"
_MARKED = re.compile(r"\[([^\]|]+)(?:\|([^\]]+))?\]")


def _examples() -> list:
    cases = []
    for path in sorted(EXAMPLES.glob("*/offices*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            marks = [pytest.mark.xfail(reason=example["xfail"], strict=True)] if "xfail" in example else []
            cases.append(
                pytest.param(path.parent.name, example, marks=marks, id=f"{path.parent.name}: {example['text'][:60]}")
            )
    return cases


def _document(language: str, marked: str, published: str = "2021-06-15") -> Document:
    """A document of `marked` text, in which [brackets] stand round the organisations."""
    text, organisations, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        organisations.append(Mention(len(text), len(text) + len(match[1]), "organisation", match[2] or match[1]))
        text, last = text + match[1], match.end()
    text += marked[last:]
    article = Article("example", "example.txt", text, language, published=published, published_basis="metadata")
    document = build(article, pipeline(language)(text))
    others = [
        mention
        for mention in document.mentions
        if not any(o.start < mention.end and mention.start < o.end for o in organisations)
    ]
    document.mentions = sorted([*others, *organisations], key=lambda mention: mention.start)
    document.topic = organisations[0].name
    weights = [1.0] * len(organisations)
    document._focus = Focus(text, document.sentences, organisations, weights, document.topic, [], False)
    return document


def _row(office: Office) -> str:
    return " | ".join(
        [
            office.organisation or "-",
            office.kind,
            f"{office.city or '-'}, {office.country or '-'}",
            office.status,
            office.date or "-",
            " ".join(office.serves) or "-",
        ]
    )


@pytest.mark.parametrize(("language", "example"), _examples())
def test_sentence(language: str, example: dict) -> None:
    document = _document(language, example["text"], example.get("published", "2021-06-15"))
    assert [_row(office) for office in find_offices(document)] == example["rows"]


@cache
def _corpus() -> list[Article]:
    folder = Path(__file__).parent / "corpus"
    return [
        Article(path.stem, path.name, path.read_text(encoding="utf-8"), path.stem.split("-")[0])
        for path in sorted(folder.glob("*.txt"))
    ]


@pytest.mark.parametrize("language", ["fr", "en", "nl"])
def test_quotes_are_verbatim_whatever_the_text(language: str) -> None:
    text = _corpus()[0].text + "\n\n" + _corpus()[-1].text
    article = Article("any", "any.txt", text, language, published="2020")
    for office in find_offices(build(article, pipeline(language)(text))):
        assert text[office.start_char : office.end_char] == office.quote
        assert 0 < office.confidence <= 1


def test_an_article_without_a_date_still_gives_rows() -> None:
    article = Article("any", "any.txt", "Danone ouvrira un bureau à Lyon.", "fr")
    rows = find_offices(build(article, pipeline("fr")(article.text)))
    assert [(row.city, row.status) for row in rows] == [("Lyon", "planned")]


def test_a_town_of_a_named_firm_is_surer_than_a_country_of_nobody() -> None:
    sure = find_offices(
        _document("fr", "[Verdane] a ouvert en mai un entrepôt à Metz. L'entrepôt de Metz emploie 40 personnes.")
    )
    vague = find_offices(_document("fr", "Une filiale serait créée en Pologne, dit-on chez [Verdane]."))
    assert sure and all(row.confidence > 0.8 for row in sure)
    assert all(row.confidence < sure[0].confidence for row in vague)


def test_rows_of_a_trait_that_holds_are_the_surer_ones() -> None:
    rows = [
        Judged(
            f"article {number}",
            {"owner": 1.0 if number % 3 else -1.0},
            ["level", "town" if number % 2 else "country"],
            bool(number % 2),
        )
        for number in range(40)
    ]
    weights = fit_confidence(rows, 1.0)
    chances = {row.traits[1]: chance_of(row, weights) for row in rows}
    assert chances["town"] > 0.8 > 0.2 > chances["country"]
    assert weights["owner"] >= 0
