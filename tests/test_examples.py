"""The examples are sentences of their own: none repeats what an article says."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SETS = ("corpus", "fresh", "press", "news", "dailies", "wires", "weeklies", "gazettes", "unseen")
ARTICLES = [TESTS.parent / "seeds", *(TESTS / name for name in SETS)]
EXAMPLES = sorted((TESTS / "examples").rglob("*.toml"))
_RUN = 9  # words in a row: idioms of the trade are shorter


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


@pytest.fixture(scope="module")
def told() -> set[tuple[str, ...]]:
    texts = [path.read_text(errors="replace") for folder in ARTICLES for path in folder.glob("*.txt")]
    assert len(texts) > 100
    return set().union(*map(_runs, texts))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_example_is_copied_from_an_article(path, told):
    copied = [text for text in _strings(tomllib.loads(path.read_text())) if _runs(text) & told]
    assert not copied
