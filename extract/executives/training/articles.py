"""Articles with gold rows, read into documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.articles import Article
from extract.documents import Document, analyse
from extract.evaluate import gold_files

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Graded:
    """A document and the rows it should yield."""

    document: Document
    gold: list[Row]


def read_graded(folders: Sequence[Path], part: str) -> Iterator[Graded]:
    """The articles of the folders with their gold rows; `part` as in `gold_files`."""
    for folder in folders:
        found = list(gold_files(folder, part))
        articles = [_article(path, gold) for path, gold in found]
        for document, (_, gold) in zip(analyse(articles), found, strict=True):
            yield Graded(document, gold["executives"])


def _article(path: Path, gold: dict[str, Any]) -> Article:
    text = path.with_name(path.name.replace(".gold.json", ".txt"))
    return Article(
        id=path.name.removesuffix(".gold.json"),
        file=text.name,
        text=text.read_bytes().decode("utf-8"),
        language=gold["language"],
        title=gold["title"],
        publisher=gold["publisher"],
        published=gold["published"],
        published_basis="metadata",
    )
