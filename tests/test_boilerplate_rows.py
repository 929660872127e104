"""No row of any table comes from boilerplate: menus, tails, teasers of the corpus and the seeds."""

import json
from pathlib import Path

import pytest

from extract.articles import Article
from extract.boilerplate import find_boilerplate
from extract.claims import Claim
from extract.documents import build, pipeline
from extract.executives import find_executives
from extract.figures import find_figures
from extract.groups import find_groups
from extract.offices import find_offices

_ROOT = Path(__file__).parent
_GOLD = sorted((_ROOT / "corpus").glob("*.gold.json")) + sorted((_ROOT.parent / "seeds").glob("*.gold.json"))


@pytest.mark.parametrize("path", _GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_no_row_lies_in_boilerplate(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(gold["article"]).read_bytes().decode("utf-8")
    article = Article(
        path.stem,
        gold["article"],
        text,
        gold["language"],
        gold["title"],
        gold["publisher"],
        gold["published"],
        "metadata",
    )
    document = build(article, pipeline(gold["language"])(text))
    spans = find_boilerplate(text, gold["language"])
    rows: list[Claim] = [
        *find_executives(document), *find_offices(document), *find_figures(document), *find_groups(document),
    ]  # fmt: skip
    inside = [row.quote for row in rows if any(start < row.end_char and row.start_char < end for start, end in spans)]
    assert inside == []


@pytest.mark.parametrize(
    "language, lines",
    [
        ("fr", ["Le groupe Halden emploie aujourd'hui 1 200 salariés dans ses trois usines et en recrutera",
                "newsletter : 85 000 abonnés lisent déjà nos lettres",
                "cent autres d'ici à la fin de 2020, a promis sa direction à l'automne."]),
        ("en", ["Halden Foods employs 1,200 people in its three factories in the north and is about to hire",
                "share | newsletter | subscribe | 85,000 views",
                "another hundred by the end of 2020, its management promised in the autumn."]),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_boilerplate_begins(language: str, lines: list[str]) -> None:
    text = "\n".join(lines)
    document = build(Article("a", "a.txt", text, language, published="2019-06-27"), pipeline(language)(text))
    assert [text[start:end] for start, end in document.boilerplate] == [lines[1]]
    assert [text[sentence.start : sentence.end] for sentence in document.sentences] == [lines[0], lines[2]]
    assert {row.quote for row in find_figures(document)} <= {lines[0], lines[2]}
