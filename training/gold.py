"""Articles and example sentences with gold rows, read into documents: what weights are fitted on."""

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.articles import Article
from extract.documents import Document, analyse
from extract.evaluate import gold_files

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document and the rows it should yield in one table."""

    document: Document
    rows: list[Row]
    whole: bool = True  # an article, not an example sentence

    @property
    def article(self) -> str:
        """What tells the article from the others."""
        return self.document.article.id


def asked_articles(description: str | None, table: str) -> list[Annotated]:
    """The articles that the command line names, with their gold rows of `table`."""
    return list(read_annotated(*asked_folders(description), table))


def asked_folders(description: str | None) -> tuple[list[Path], str]:
    """The folders that the command line names, and which part of their articles."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="FOLDER", help="NAME.txt with NAME.gold.json, or LANGUAGE/TABLE.toml"
    )
    parser.add_argument(
        "--part", choices=["tuned", "all"], default="tuned", help="tuned leaves every third article aside"
    )
    asked = parser.parse_args()
    return asked.folders, asked.part


def read_annotated(folders: Sequence[Path], part: str, table: str) -> Iterator[Annotated]:
    """The articles of the folders with their gold rows of `table`; `part` as in `gold_files`."""
    for folder in folders:
        for document, gold in read_articles(folder, part):
            yield Annotated(document, gold[table])
        yield from _examples(folder, table)


def read_articles(folder: Path, part: str) -> Iterator[tuple[Document, dict[str, Any]]]:
    """The articles of a folder with the content of their gold files; `part` as in `gold_files`."""
    found = list(gold_files(folder, part))
    articles = [_article(folder, path, gold) for path, gold in found]
    for document, (_, gold) in zip(analyse(articles), found, strict=True):
        yield document, gold


def _examples(folder: Path, table: str) -> Iterator[Annotated]:
    """The sentences with rows of `LANGUAGE/TABLE*.toml`, known misses among them: what they tell is so."""
    for path in sorted(folder.glob(f"*/{table}*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))["example"]
        language = path.parent.name
        articles = [
            Article(
                f"{folder.name}/{language}/{path.stem}/{number}",
                path.name,
                e["text"],
                language,
                published=e.get("published"),
            )
            for number, e in enumerate(told)
        ]
        for document, example in zip(analyse(articles), told, strict=True):
            yield Annotated(document, [{"quote": document.text, **row} for row in example["rows"]], whole=False)


def _article(folder: Path, path: Path, gold: dict[str, Any]) -> Article:
    name = path.name.removesuffix(".gold.json")
    text = path.with_name(f"{name}.txt")
    return Article(
        id=f"{folder.name}/{name}",
        file=text.name,
        text=text.read_bytes().decode("utf-8"),
        language=gold["language"],
        title=gold["title"],
        publisher=gold["publisher"],
        published=gold["published"],
        published_basis="metadata",
    )
