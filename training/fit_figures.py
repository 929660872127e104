"""Fit what a number measures, whether it is told or promised, of when, of whom and of where (figures/...).

`python -m training.fit_figures tests/examples \\
    tests/corpus tests/fresh tests/press tests/news tests/dailies tests/weeklies`
"""

from collections.abc import Iterator, Sequence

import numpy as np

from extract.choice import Model, Weights, on_trial
from extract.figures import Reading, read_figures, rows_of
from extract.figures.confidence import JUDGED, log_odds
from training.gold import Annotated, Row, asked_articles
from training.logit import Case, calibration, fit, folds, report, write

PENALTY = {"metric": 1.0, "nature": 1.0, "period": 1.0, "subject": 2.0, "geography": 2.0}
_CORE = ("metric", "nature", "period", "bound")  # what the confidence of a row speaks of, beside its number
_UNTOLD = {"period": None, "nature": "actual"}  # what an example leaves out
_ROUNDS = 2  # what is told of a number depends on those before it: read again with the fitted weights
_CLOSE = 0.005  # of a value
_NEWTON = 30  # steps to the weights that make shares confidence
_DOUBT = 4.0  # the quadratic penalty on them
_BESIDE = 0.25  # log odds by which rows are right less often in articles that no rule was written beside

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


def crossed_fits(articles: Sequence[Annotated], found: Cases) -> list[tuple[frozenset[str], dict[str, Weights]]]:
    """Every fifth of the whole articles, with the weights of each field fitted on the cases of all others."""
    return [
        (
            aside,
            {
                field: fit([case for case in cases if case.article not in aside], PENALTY[field])
                for field, cases in found.items()
            },
        )
        for aside in folds([item.article for item in articles if item.whole])
    ]


def read_unseen(
    articles: Sequence[Annotated], fits: Sequence[tuple[frozenset[str], dict[str, Weights]]]
) -> Iterator[tuple[Annotated, list[Reading]]]:
    """The whole articles, each read with weights that were not fitted on it."""
    for aside, fitted in fits:
        with on_trial({f"figures/{field}": weights for field, weights in fitted.items()}):
            yield from ((item, read_figures(item.document)) for item in articles if item.article in aside)


def confidence(judged: Sequence[tuple[Annotated, Sequence[Reading]]]) -> Weights:
    """What shares and traits say of a row, fitted on rows read by weights that had not seen their article."""
    rows = [(reading, right) for item, readings in judged for reading, right in _rows(item, readings)]
    names = sorted({trait for reading, _ in rows for trait in reading.traits})
    table = np.array([_evidence(reading, names) for reading, _ in rows])
    good = np.array([right for _, right in rows], dtype=float)
    weights = np.zeros(len(JUDGED) + len(names))
    for _ in range(_NEWTON):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - good) + _DOUBT * weights
        bend = (table.T * (chance * (1 - chance))) @ table + _DOUBT * np.eye(len(weights))
        weights = weights - np.linalg.solve(bend, slope)
        weights[: len(JUDGED)] = np.maximum(weights[: len(JUDGED)], 0.0)  # a surer choice never makes a row less sure
    print(f"row: {len(rows)} rows, their confidence and how many are right")
    calibration([float(chance) for chance in 1 / (1 + np.exp(-table @ weights))], [right for _, right in rows])
    told = dict(zip((*JUDGED, *names), weights, strict=True)) | {
        "level": weights[len(JUDGED) + names.index("level")] - _BESIDE
    }
    return {name: round(float(weight), 3) for name, weight in told.items()}


def _rows(item: Annotated, readings: Sequence[Reading]) -> Iterator[tuple[Reading, bool]]:
    """The rows of an article, and whether each is right: its number, what it measures, its time and its nature."""
    kept = {id(figure) for figure in rows_of(item.document, [reading.figure for reading in readings])}
    told = {id(reading): row for row, reading in _matched(item.rows, readings)}
    for reading in readings:
        if id(reading.figure) in kept:
            row = told.get(id(reading))
            yield reading, row is not None and all(getattr(reading.figure, field) == row[field] for field in _CORE)


def _evidence(reading: Reading, names: Sequence[str]) -> list[float]:
    return [
        *(log_odds(reading.shares[name]) for name in JUDGED),
        *(float(name in reading.traits) for name in names),
    ]


def main() -> None:
    """Fit, report and write the weights."""
    articles = asked_articles(__doc__, "figures")
    fitted, found = fit_figures(articles)
    fits = crossed_fits(articles, found)
    for field, weights in fitted.items():
        known = [(aside, Model(fold[field])) for aside, fold in fits]
        report(field, [(c, m.choose(c.options)) for aside, m in known for c in found[field] if c.article in aside])
        write(f"figures/{field}", weights)
    write("figures/confidence", confidence(list(read_unseen(articles, fits))))


if __name__ == "__main__":
    main()
