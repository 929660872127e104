"""Fits the weights of the executives' rankings and writes them beside the code.

    python -m extract.executives.training FOLDER... [--part all|tuned|aside]

Each folder holds articles with gold rows (NAME.txt, NAME.gold.json); `--part tuned` leaves every third article
aside, to be scored with weights that have not seen it. Takes a few minutes, most of them the reading of names.
"""

import argparse
import json
from pathlib import Path

from extract.executives.ranking import WEIGHTS
from extract.executives.training import employers, holders
from extract.executives.training.articles import read_graded
from extract.executives.training.fitting import cross_validate, right_share


def main() -> None:
    """Reads the folders, fits, says how often the weights are right, and writes them."""
    parser = argparse.ArgumentParser(prog="python -m extract.executives.training", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--part", choices=["all", "tuned", "aside"], default="all")
    asked = parser.parse_args()
    graded = list(read_graded(asked.folders, asked.part))
    weights = {}
    for name, module, (fitted, choices) in (
        ("employer", employers, employers.fit_employers(graded)),
        ("holder", holders, holders.fit_holders(graded)),
    ):
        weights[name] = dict(sorted(fitted.items()))
        seen = right_share(choices, fitted)
        unseen = cross_validate(choices, module.PENALTY, module.EXPECTED)
        print(f"{name}: {len(choices)} choices, right {seen:.3f} of those fitted on, {unseen:.3f} cross-validated")
    WEIGHTS.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
