"""Which brands and units belong to which company, as articles tell it."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from examples_read import examples

from extract import extract
from extract.articles import Article
from extract.claims import Group
from extract.documents import analyse
from extract.facts import build, top_companies
from extract.groups import find_groups
from extract.groups.lines import KINDS
from extract.languages import available, load

ROOT = Path(__file__).parent.parent


def told(text: str, language: str) -> list[Group]:
    article = Article(id="a", file="a.txt", text=text, language=language)
    return find_groups(next(analyse([article])))


def claims(*pairs: tuple[str, str, str, str | None]) -> pd.DataFrame:
    """A groups table of (article, unit, company, published) each."""
    rows = [
        {
            "claim_id": f"{article}-{unit}", "article_id": article, "published": published, "organisation": unit,
            "parent": company, "start_char": 0,
        }
        for article, unit, company, published in pairs
    ]  # fmt: skip
    return pd.DataFrame(rows, dtype=object)


@pytest.mark.parametrize(("language", "example"), examples("groups"))
def test_a_unit_has_the_company_that_its_sentence_tells(language: str, example: dict[str, Any]) -> None:
    rows = told(example["text"], language)
    assert sorted([row.organisation, row.parent] for row in rows) == sorted(example["groups"])
    for row in rows:
        assert example["text"][row.start_char : row.end_char] == row.quote
        assert row.organisation.split()[0] in row.quote


@pytest.mark.parametrize("code", available())
def test_every_language_has_words_that_tie_units_to_companies(code: str) -> None:
    words = load(code).words("groups")["words"]
    assert words.keys() <= set(KINDS)
    assert words["unit"] and words["of"] and words["owner"] and words["owned"]


def test_boilerplate_tells_of_no_unit() -> None:
    text = (
        "Le groupe Kerbrat ouvre un bureau à Lyon. Cinquante ingénieurs y travailleront dès la rentrée.\n\n"
        "À lire aussi\nValdor, filiale du groupe Brimont, recrute\n"
    )
    assert told(text, "fr") == []


@pytest.fixture(scope="module")
def seeds() -> Any:
    return extract(ROOT / "seeds")


def test_the_seeds_have_alibaba_on_top_of_its_platforms(seeds: Any) -> None:
    parents = build(seeds).parents
    units = {unit.casefold() for unit in parents}
    assert {"alipay", "tmall", "tmall global", "taobao", "alibaba.com"} <= units
    assert set(parents.values()) == {"Alibaba"}
    brands = {"Godiva", "DMLights", "Kipling", "Duvel", "WHC", "Amazon", "Google", "Unilever", "Blokker", "Tencent"}
    assert not brands & parents.keys()


def test_each_row_is_its_sentence_in_the_article(seeds: Any) -> None:
    texts = dict(zip(seeds.articles["article_id"], seeds.articles["text"], strict=True))
    assert len(seeds.groups) == seeds.articles["groups"].sum() > 0
    for row in seeds.groups.itertuples():
        assert texts[row.article_id][row.start_char : row.end_char] == row.quote


def test_what_was_published_later_is_not_known_yet(seeds: Any) -> None:
    first = min(day for day in seeds.articles["published"] if day)
    assert build(seeds, known_by=first).parents.keys() < build(seeds).parents.keys()


def test_a_unit_of_a_unit_belongs_to_the_company_on_top() -> None:
    found = top_companies(claims(("a", "Lisette Go", "Lisette", "2019"), ("b", "Lisette", "Ormeau", "2020")))
    assert found == {"Lisette Go": "Ormeau", "Lisette": "Ormeau"}


def test_most_articles_say_whose_a_unit_is_and_of_equals_the_latest() -> None:
    sold = (("a", "Lisette", "Ormeau", "2019-01-01"), ("b", "Lisette", "Kerbrat", "2021-01-01"))
    assert top_companies(claims(*sold)) == {"Lisette": "Kerbrat"}
    assert top_companies(claims(*sold, ("c", "Lisette", "Ormeau", "2018-01-01"))) == {"Lisette": "Ormeau"}


def test_no_company_belongs_to_itself_whatever_articles_say() -> None:
    found = top_companies(claims(("a", "Lisette", "Ormeau", "2019"), ("b", "Ormeau", "Lisette", "2020")))
    assert len(found) == 1


def test_one_company_in_two_spellings_is_no_unit() -> None:
    assert top_companies(claims(("a", "Ormeau SA", "Ormeau", "2019"))) == {}
