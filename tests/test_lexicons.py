"""The words of the languages as data: what holds in every file of every language."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

LEXICONS = sorted((Path(__file__).parents[1] / "extract" / "languages").rglob("*.toml"))


def word_lists(table: dict[str, object], above: str = "") -> Iterator[tuple[str, list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from word_lists(value, f"{above}{key}.")
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield above + key, value


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_list_holds_a_word_twice(path: Path) -> None:
    lists = word_lists(tomllib.loads(path.read_text(encoding="utf-8")))
    twice = {key: sorted(word for word, times in Counter(words).items() if times > 1) for key, words in lists}
    assert {key: words for key, words in twice.items() if words} == {}
