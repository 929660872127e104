"""Fit the weights of figures (metric, nature, period) from folders of annotated articles.

    python -m training.fit_figures tests/examples tests/corpus tests/fresh

A folder holds `NAME.txt` with `NAME.gold.json`, or the sentences with rows of `LANGUAGE/figures.toml`. It may carry
how much it counts and whether every third article is left aside: `DIR:2`, `DIR:2:aside`.
What is printed is cross-validated by article: each article is read with weights fitted on the others.
"""

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.articles import Article
from extract.documents import Document, analyse
from extract.figures import Reading, read_figures
from extract.figures.choice import Model, model
from training.logit import Case, fit

WEIGHTS = Path(__file__).parent.parent / "extract" / "figures" / "weights"
FIELDS = ("metric", "nature", "period", "subject", "geography")
_PENALTY = {"metric": 4.0, "nature": 3.0, "period": 2.0, "subject": 3.0, "geography": 3.0}
_UNTOLD = {"period": None, "nature": "actual", "per": None}  # what an example leaves out
_FOUND = 0.94  # of rows whose metric, nature and period are right, those whose number is no mistake
_TUNED = frozenset({"tests/examples", "tests/corpus", "seeds"})  # folders that rules and lexicons were written for
_FOLDS = 5
_ROUNDS = 2  # what is told of a number depends on those before it: read again with the fitted weights


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its gold rows, the folder it came from and how much it counts."""

    document: Document
    rows: list[dict[str, Any]]
    folder: str
    weight: float


def read_folder(argument: str) -> Iterator[Annotated]:
    """The annotated articles of `DIR[:weight[:aside]]`."""
    name, _, rest = argument.partition(":")
    weight, _, part = rest.partition(":")
    yield from _read_articles(name, float(weight or 1), part)
    yield from _read_examples(name, float(weight or 1))


def _read_examples(name: str, weight: float) -> Iterator[Annotated]:
    """The sentences with rows of `LANGUAGE/figures.toml`, but for the known misses."""
    for path in sorted(Path(name).glob("*/figures.toml")):
        told = [e for e in tomllib.loads(path.read_text(encoding="utf-8"))["example"] if "miss" not in e]
        articles = [
            Article(id="a", file="a.txt", text=e["text"], language=path.parent.name, published=e.get("published"))
            for e in told
        ]
        for document, example in zip(analyse(articles), told, strict=True):
            rows = [{**_UNTOLD, **row, "quote": document.text} for row in example["rows"]]
            yield Annotated(document, rows, name, weight)


def _read_articles(name: str, weight: float, part: str) -> Iterator[Annotated]:
    paths = sorted(Path(name).glob("*.gold.json"))
    if part == "aside":
        paths = sorted(path for code in ("fr", "en", "nl") for path in _two_thirds(paths, code))
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
        yield Annotated(document, gold["figures"], name, weight)


def _two_thirds(paths: Sequence[Path], code: str) -> list[Path]:
    mine = [path for path in paths if json.loads(path.read_text(encoding="utf-8"))["language"] == code]
    return [path for index, path in enumerate(mine) if index % 3 != 2]


def matched(rows: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each gold row with the reading of the same number in the same words."""
    left = list(readings)
    for row in rows:
        for reading in left:
            figure = reading.figure
            same = abs(row["value"] - figure.value) <= 0.005 * max(abs(row["value"]), 1e-9)
            if not same or row["per"] != figure.per or not _overlap(row["quote"], figure.quote):
                continue
            yield row, reading
            left.remove(reading)
            break


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def cases(annotated: Sequence[Annotated]) -> dict[str, list[tuple[int, Case]]]:
    """The cases of each field with the article they are of, read with the weights at hand."""
    found: dict[str, list[tuple[int, Case]]] = {field: [] for field in FIELDS}
    for index, item in enumerate(annotated):
        for row, reading in matched(item.rows, read_figures(item.document)):
            for field in FIELDS:
                if field in row:
                    found[field].append((index, Case(reading.options[field], _spelt(row, reading, field), item.weight)))
    return found


def _spelt(row: dict[str, Any], reading: Reading, field: str) -> str | None:
    """The right value; a subject as the article's own options spell it."""
    if field == "geography":
        return " ".join(row[field])
    told: str | None = row[field]
    if field != "subject" or told is None:
        return told
    alike = (option.value for option in reading.options[field] if option.value and _plain(option.value) == _plain(told))
    return next(alike, told)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def report(annotated: Sequence[Annotated], found: dict[str, list[tuple[int, Case]]]) -> None:
    """Print how often the right value is chosen, and how often it is among the options, by folder."""
    for field in FIELDS:
        right: dict[str, list[tuple[bool, bool]]] = {}
        for fold in range(_FOLDS):
            known = Model(fit([case for at, case in found[field] if at % _FOLDS != fold], _PENALTY[field]))
            for at, case in found[field]:
                if at % _FOLDS == fold:
                    hit = known.choose(case.options).value == case.right
                    possible = any(option.value == case.right for option in case.options)
                    right.setdefault(annotated[at].folder, []).append((hit, possible))
        for folder, hits in right.items():
            share, reach = sum(hit for hit, _ in hits) / len(hits), sum(can for _, can in hits) / len(hits)
            print(f"{field:8} {folder:24} {len(hits):5} numbers, right {share:.3f}, among the options {reach:.3f}")


def calibrate(annotated: Sequence[Annotated], found: dict[str, list[tuple[int, Case]]]) -> dict[str, float]:
    """How log odds of the shares become confidence: a line fitted on articles left aside by the weights."""
    core = [found[field] for field in ("metric", "nature", "period")]
    shares, right = [], []
    for fold in range(_FOLDS):
        models = [
            Model(fit([case for at, case in told if at % _FOLDS != fold], _PENALTY[field]))
            for field, told in zip(("metric", "nature", "period"), core, strict=True)
        ]
        for triple in zip(*core, strict=True):
            at = triple[0][0]
            if at % _FOLDS != fold or annotated[at].folder in _TUNED:
                continue
            chosen = [known.choose(case.options) for known, (_, case) in zip(models, triple, strict=True)]
            shares.append(np.prod([choice.share for choice in chosen]))
            right.append(all(choice.value == case.right for choice, (_, case) in zip(chosen, triple, strict=True)))
    told = np.clip(np.array(shares), 0.01, 0.99)
    odds, good = np.log(told / (1 - told)), np.array(right, dtype=float)
    slope, level = 1.0, 0.0
    for _ in range(2000):
        gap = 1 / (1 + np.exp(-level - slope * odds)) - good
        slope, level = slope - 0.3 * float(np.mean(gap * odds)), level - 0.3 * float(np.mean(gap))
    return {"slope": round(slope, 3), "level": round(level, 3), "found": _FOUND}


def write(name: str, weights: dict[str, float]) -> None:
    """Store weights where extraction reads them."""
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Fit, report and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="DIR[:weight[:aside]]")
    annotated = [item for folder in parser.parse_args().folders for item in read_folder(folder)]
    for _ in range(_ROUNDS):
        found = cases(annotated)
        for field in FIELDS:
            write(field, fit([case for _, case in found[field]], _PENALTY[field]))
        model.cache_clear()
    found = cases(annotated)
    write("confidence", calibrate(annotated, found))
    report(annotated, found)


if __name__ == "__main__":
    main()
