"""Extraction against gold: `evaluate(folder)` scores what is found in articles that have gold rows beside them."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extract import extract
from extract.evaluate.matching import KEY, pair
from extract.evaluate.report import Report
from extract.tables import Tables

__all__ = ["KEY", "Report", "evaluate", "gold_files", "pair"]


def evaluate(
    folder: Path,
    part: str = "all",
    language: str | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    tables: Tables | None = None,
) -> Report:
    """Scores the extraction of the articles in `folder` that have a NAME.gold.json beside their NAME.txt.

    `part` as in `gold_files`; `language` keeps the articles of one; `tables` is what extraction found in the
    folder, where that is known already. An article that cannot be read counts as one in
    which nothing was found. Raises OSError where a file vanishes, ValueError where a gold file is not JSON.
    """
    gold = {
        path.with_name(path.name.replace(".gold.json", ".txt")): rows
        for path, rows in gold_files(folder, part)
        if language in (None, rows["language"])
    }
    report = Report()
    if not gold:
        return report
    tables = tables or extract(folder, on_progress=on_progress)
    files = dict(zip(tables.articles["article_id"], tables.articles["file"], strict=True))
    found: dict[Path, dict[str, list[Any]]] = {path: {name: [] for name in KEY} for path in gold}
    for name in KEY:
        for row in tables.frames()[name].to_dict("records"):
            path = folder / files[row["article_id"]]
            if path in found:
                found[path][name].append(row)
    for path, expected in gold.items():
        report.add(path.stem, path.read_text(encoding="utf-8"), expected, found[path])
    return report


def gold_files(folder: Path, part: str = "all") -> Iterator[tuple[Path, dict[str, Any]]]:
    """Gold files below `folder` with their content, in name order.

    `part` "aside" keeps every third article of each language, "tuned" the others: rules are tuned on the one and
    checked on the other.
    """
    seen: Counter[str] = Counter()
    for path in sorted(folder.glob("**/*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        seen[gold["language"]] += 1
        aside = seen[gold["language"]] % 3 == 0
        if part == "all" or (part == "aside") == aside:
            yield path, gold
