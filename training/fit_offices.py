"""Fit the weights of the owners of places from folders of annotated articles.

    python -m training.fit_offices tests/corpus tests/fresh

What is printed is cross-validated by article: each article is read with weights fitted on the others.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.articles import Article
from extract.documents import Document, analyse
from extract.evaluate.matching import same
from extract.offices import Reading, read_offices
from extract.offices.ranking import WEIGHTS, choose
from training.logit import Case, fit

_PENALTY = 0.5
_FOLDS = 5


def annotated(folder: Path) -> Iterator[tuple[Document, list[dict[str, Any]]]]:
    """The articles of a folder with the gold rows of their places."""
    paths = sorted(folder.glob("*.gold.json"))
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    articles = [
        Article(
            id=path.stem,
            file=gold["article"],
            text=path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8"),
            language=gold["language"],
            title=gold["title"],
            publisher=gold["publisher"],
            published=gold["published"],
        )
        for path, gold in zip(paths, golds, strict=True)
    ]
    for document, gold in zip(analyse(articles), golds, strict=True):
        yield document, gold["offices"]


def right_owner(reading: Reading, rows: Sequence[dict[str, Any]]) -> str | None:
    """The option that the gold names as the owner of the reading's place, if it has one."""
    places = {(row.city, row.country) for row in reading.rows}
    owners = [row["organisation"] for row in rows if (row["city"], row["country"]) in places]
    return next(
        (option.value for option in reading.options for owner in owners if same("organisation", owner, option.value)),
        None,
    )


def cases(articles: Sequence[tuple[Document, list[dict[str, Any]]]]) -> list[tuple[int, Case]]:
    """For each place found that the gold tells too: its possible owners and the right one; the article's number."""
    return [
        (index, Case(reading.options, right))
        for index, (document, rows) in enumerate(articles)
        for reading in read_offices(document)
        if (right := right_owner(reading, rows)) is not None
    ]


def report(found: Sequence[tuple[int, Case]]) -> None:
    """Print how often the right owner is chosen, by how sure the choice is."""
    by_share: dict[float, list[bool]] = defaultdict(list)
    for fold in range(_FOLDS):
        weights = fit([case for at, case in found if at % _FOLDS != fold], _PENALTY)
        for at, case in found:
            if at % _FOLDS == fold:
                name, share = choose(case.options, weights)
                by_share[round(share - 0.05, 1)].append(name == case.right)
    hits = [hit for told in by_share.values() for hit in told]
    print(f"{len(hits)} places, right {sum(hits) / len(hits):.3f}")
    for share, told in sorted(by_share.items()):
        print(f"share {share:.1f}: {len(told):4} places, right {sum(told) / len(told):.3f}")


def main() -> None:
    """Fit, report and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    articles = [article for folder in parser.parse_args().folders for article in annotated(folder)]
    found = cases(articles)
    report(found)
    weights = fit([case for _, case in found], _PENALTY)
    WEIGHTS.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
