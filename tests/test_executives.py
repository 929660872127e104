"""Executives: sentences with the rows they support, and what holds of every row."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.articles import Article
from extract.documents import build, pipeline
from extract.executives import find_executives

EXAMPLES = Path(__file__).parent / "examples"
PUBLISHED = "2020-05-12"


def examples() -> list[Any]:
    # what an example misses hangs on the finding of names, not on what is tested here: so not strict
    found = []
    for path in sorted(EXAMPLES.glob("*/executives*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            marks = [pytest.mark.xfail(reason=entry["miss"])] if "miss" in entry else []
            found.append(
                pytest.param(path.parent.name, entry, id=f"{path.parent.name}: {entry['text'][:60]}", marks=marks)
            )
    return found


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


@pytest.mark.parametrize(("language", "example"), examples())
def test_example(language: str, example: dict[str, Any]) -> None:
    rows = rows_of(language, example["text"], example.get("published", PUBLISHED))
    missing = [expected for expected in example["rows"] if not any(agrees(row, expected) for row in rows)]
    assert not missing, rows
    assert len(rows) == len(example["rows"]), rows
    for row in rows:
        assert example["text"][row.start_char : row.end_char] == row.quote
        assert 0 < row.confidence < 1
