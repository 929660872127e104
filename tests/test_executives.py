"""Executives: sentences with the rows they support, and what holds of every row."""

from typing import Any

import pytest
from examples_read import examples

from extract.articles import Article
from extract.documents import build, pipeline
from extract.executives import find_executives

PUBLISHED = "2020-05-12"


def rows_of(language: str, text: str, published: str | None = PUBLISHED) -> list[Any]:
    article = Article(id="example", file="example.txt", text=text, language=language, published=published)
    return find_executives(build(article, pipeline(language)(text)))


def agrees(row: Any, expected: dict[str, Any]) -> bool:
    for field, value in expected.items():
        told = getattr(row, field)
        told = list(told) if isinstance(told, tuple) else told
        if (told or None) != (value or None):
            return False
    return True


@pytest.mark.parametrize(("language", "example"), examples("executives"))
def test_example(language: str, example: dict[str, Any]) -> None:
    rows = rows_of(language, example["text"], example.get("published", PUBLISHED))
    missing = [expected for expected in example["rows"] if not any(agrees(row, expected) for row in rows)]
    assert not missing, rows
    assert len(rows) == len(example["rows"]), rows
    for row in rows:
        assert example["text"][row.start_char : row.end_char] == row.quote
        assert 0 < row.confidence < 1
