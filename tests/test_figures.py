"""The figures of an article: sentences with the rows they tell, and what holds for any text."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.articles import Article
from extract.claims import Figure
from extract.documents import build
from extract.figures import find_figures
from extract.pipelines import pipeline

EXAMPLES = Path(__file__).parent / "examples"
DEFAULTS: dict[str, Any] = {
    "metric": None,
    "value": None,
    "value_high": None,
    "unit": None,
    "per": None,
    "bound": "exact",
    "nature": "actual",
    "period": None,
}


def load_examples() -> list[Any]:
    params = []
    for path in sorted(EXAMPLES.glob("*/figures.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            marks = [pytest.mark.xfail(reason=example["miss"])] if "miss" in example else []
            code = path.parent.name
            params.append(pytest.param(code, example, marks=marks, id=f"{code}: {example['text'][:60]}"))
    return params


@cache
def figures_of(code: str, text: str, published: str | None) -> tuple[Figure, ...]:
    article = Article(id="a", file="a.txt", text=text, language=code, published=published)
    return tuple(find_figures(build(article, pipeline(code)(text))))


def as_row(figure: Figure) -> dict[str, Any]:
    row = {name: getattr(figure, name) for name in DEFAULTS}
    return {**row, "value": approximate(figure.value), "value_high": approximate(figure.value_high)}


def approximate(value: float | None) -> str | None:
    return None if value is None else f"{value:.4g}"


def told_row(row: dict[str, Any]) -> dict[str, Any]:
    full = {**DEFAULTS, **row}
    return {**full, "value": approximate(full["value"]), "value_high": approximate(full["value_high"])}


def kind(unit: str) -> str:
    """Counted nouns are one class here: which noun is the quantities' matter."""
    return unit if unit in {"%", "pp", "x", "m2", "hectares", "hours"} or unit.isupper() else "count"


@pytest.mark.parametrize(("code", "example"), load_examples())
def test_sentence_tells_its_rows(code: str, example: dict[str, Any]) -> None:
    found = [as_row(figure) for figure in figures_of(code, example["text"], example.get("published"))]
    told = [told_row(row) for row in example["rows"]]
    for row in (*found, *told):
        row["unit"] = kind(row["unit"])
    assert found == told
