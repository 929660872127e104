"""Fits the weights of the executives' rankings and writes them beside the code.

    python -m extract.executives.training FOLDER... [--part all|tuned|aside]

Each folder holds articles with gold rows (NAME.txt, NAME.gold.json); `--part tuned` leaves every third article
aside, to be scored with weights that have not seen it. Takes a few minutes, most of them the reading of names.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from extract.executives.ranking import WEIGHTS, Weights
from extract.executives.training import employers, holders, trust
from extract.executives.training.articles import Graded, read_graded
from extract.executives.training.fitting import FOLDS, Choice, cross_validate, fit_choices, right_share


def fit(graded: Sequence[Graded]) -> dict[str, Weights]:
    """The weights of all three models; says how often each is right."""
    models = {}
    for name, module, (fitted, choices) in (
        ("employer", employers, employers.fit_employers(graded)),
        ("holder", holders, holders.fit_holders(graded)),
    ):
        models[name] = fitted
        seen = right_share(choices, fitted)
        unseen = cross_validate(choices, module.PENALTY, module.EXPECTED)
        print(f"{name}: {len(choices)} choices, right {seen:.3f} of those fitted on, {unseen:.3f} cross-validated")
    rows = unseen_rows(graded)
    models["trust"] = fit_choices(rows, trust.PENALTY, trust.EXPECTED)
    print("confidence (cross-validated): rows, right")
    for least, count, right in trust.calibration(rows):
        print(f"  {least:.1f}: {count:4} {right / count:.2f}")
    return models


def unseen_rows(graded: Sequence[Graded]) -> list[Choice]:
    """The rows of each article by weights fitted on the others: how rows of a new article will be."""
    found: list[Choice] = []
    order = sorted(graded, key=lambda item: item.document.article.id)
    for part in range(FOLDS):
        others = [item for n, item in enumerate(order) if n % FOLDS != part]
        models = {"employer": employers.fit_employers(others)[0], "holder": holders.fit_holders(others)[0]}
        found += trust.trust_choices([item for n, item in enumerate(order) if n % FOLDS == part], models)
    return found


def main() -> None:
    """Reads the folders, fits, says how often the weights are right, and writes them."""
    parser = argparse.ArgumentParser(prog="python -m extract.executives.training", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--part", choices=["all", "tuned", "aside"], default="all")
    asked = parser.parse_args()
    models = fit(list(read_graded(asked.folders, asked.part)))
    told = {name: dict(sorted(fitted.items())) for name, fitted in models.items()}
    WEIGHTS.write_text(json.dumps(told, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
