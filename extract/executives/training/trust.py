"""Examples for the confidence of rows: every row that articles yield, and whether gold has it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from extract.evaluate.matching import pair
from extract.executives import read_posts
from extract.executives.ranking import Weights, likelihood, on_trial, worth
from extract.executives.rows import join_posts, make_rows
from extract.executives.training.articles import Graded
from extract.executives.training.fitting import Choice, fit_choices, folds
from extract.executives.trust import signs

PENALTY = 4.0
EXPECTED = {"any": 0.5}


def trust_choices(graded: Sequence[Graded], models: dict[str, Weights]) -> Iterator[Choice]:
    """For each row that `models` yield: right, with what speaks for it, or wrong."""
    with on_trial(models):
        for item in graded:
            scene, posts = read_posts(item.document)
            joined = join_posts(scene, posts)
            rows = [asdict(row) for row in make_rows(scene, joined)]
            hits = {row for _, row in pair("executives", item.gold, rows)}
            for number, post in enumerate(joined):
                yield Choice(item.document.article.id, [signs(scene, post), []], [number in hits, number not in hits])


def calibration(choices: Sequence[Choice]) -> list[tuple[float, int, int]]:
    """Lower bound of the confidence, rows and right rows, where the weights were fitted on the other articles."""
    told: dict[int, list[bool]] = {}
    for aside, others in folds(choices):
        fitted = fit_choices(others, PENALTY, EXPECTED)
        for choice in aside:
            chance = likelihood(worth(choice.candidates[0], fitted))
            told.setdefault(min(int(chance * 10), 9), []).append(choice.right[0])
    return [(tenth / 10, len(marks), sum(marks)) for tenth, marks in sorted(told.items())]
