"""Fit what a number measures, whether it is told or promised, of when, of whom and of where (figures/...).

`python -m training.fit_figures tests/examples tests/corpus tests/fresh tests/press`
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from extract.choice import Choice, Weights, on_trial
from extract.figures import Reading, read_figures
from training.gold import Annotated, Row, asked_articles
from training.logit import Case, calibration, fit, report, unseen, write

PENALTY = {"metric": 4.0, "nature": 3.0, "period": 2.0, "subject": 3.0, "geography": 3.0}
_CORE = ("metric", "nature", "period")  # what the confidence of a row speaks of
_UNTOLD = {"period": None, "nature": "actual"}  # what an example leaves out
_FOUND = 0.94  # of rows whose metric, nature and period are right, those whose number is no mistake
_ROUNDS = 3  # what is told of a number depends on those before it: read again with the fitted weights
_CLOSE = 0.005  # of a value
_DESCENT, _STEP = 2000, 0.3  # of the line that makes shares confidence
_MOST = 0.99  # shares are cut there, that they have a logarithm

Cases = dict[str, list[Case]]  # by field


def figure_cases(articles: Sequence[Annotated], fitted: dict[str, Weights]) -> Cases:
    """The cases of each field, read with these weights; those of the core fields go number by number together."""
    found: Cases = {field: [] for field in PENALTY}
    with on_trial({f"figures/{field}": weights for field, weights in fitted.items()}):
        for item in articles:
            for row, reading in _matched(item.rows, read_figures(item.document)):
                for field in PENALTY:
                    if field in row or field in _UNTOLD:
                        right = frozenset({_spelt(row, reading, field)})
                        found[field].append(Case(item.article, reading.options[field], right))
    return found


def _matched(rows: Sequence[Row], readings: Sequence[Reading]) -> Iterator[tuple[Row, Reading]]:
    """Each gold row with the reading of the same number in the same words."""
    left = list(readings)
    for row in rows:
        reading = next((reading for reading in left if _is_of(row, reading)), None)
        if reading is not None:
            yield row, reading
            left.remove(reading)


def _is_of(row: Row, reading: Reading) -> bool:
    figure = reading.figure
    close = abs(row["value"] - figure.value) <= _CLOSE * max(abs(row["value"]), 1e-9)
    overlap = row["quote"] in figure.quote or figure.quote in row["quote"]
    return close and overlap and row.get("per") == figure.per


def _spelt(row: Row, reading: Reading, field: str) -> str | None:
    """The right value; a subject as the article's own options spell it."""
    if field == "geography":
        return " ".join(row[field])
    told: str | None = row.get(field, _UNTOLD.get(field))
    if field != "subject" or told is None:
        return told
    alike = (option.value for option in reading.options[field] if option.value and _plain(option.value) == _plain(told))
    return next(alike, told)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def fit_figures(articles: Sequence[Annotated]) -> tuple[dict[str, Weights], Cases]:
    """The weights of each field, and the cases they were last fitted on."""
    fitted: dict[str, Weights] = {field: {} for field in PENALTY}
    found: Cases = {}
    for _ in range(_ROUNDS):
        found = figure_cases(articles, fitted)
        fitted = {field: fit(cases, PENALTY[field]) for field, cases in found.items()}
    return fitted, found


def confidence(judged: Sequence[Sequence[tuple[Case, Choice]]]) -> Weights:
    """How log odds of the shares become confidence: a line fitted on choices by weights that had not seen them."""
    rows = list(zip(*judged, strict=True))
    right = [all(case.is_right(choice) for case, choice in row) for row in rows]
    shares = np.clip([math.prod(choice.share for _, choice in row) for row in rows], 1 - _MOST, _MOST)
    odds, good = np.log(shares / (1 - shares)), np.array(right, dtype=float)
    slope, level = 1.0, 0.0
    for _ in range(_DESCENT):
        gap = 1 / (1 + np.exp(-level - slope * odds)) - good
        slope, level = slope - _STEP * float(np.mean(gap * odds)), level - _STEP * float(np.mean(gap))
    print(f"row: {len(rows)} numbers, confidence and how many have metric, nature and period right")
    calibration([float(chance) for chance in 1 / (1 + np.exp(-level - slope * odds))], right)
    return {"slope": round(slope, 3), "level": round(level, 3), "found": _FOUND}


def main() -> None:
    """Fit, report and write the weights."""
    fitted, found = fit_figures(asked_articles(__doc__, "figures"))
    judged = {field: list(unseen(cases, PENALTY[field])) for field, cases in found.items()}
    for field, weights in fitted.items():
        report(field, judged[field])
        write(f"figures/{field}", weights)
    write("figures/confidence", confidence([judged[field] for field in _CORE]))


if __name__ == "__main__":
    main()
