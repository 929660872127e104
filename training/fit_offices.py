"""Fit whose place it is (offices/owner).

`python -m training.fit_offices tests/corpus tests/fresh tests/press tests/news`
"""

from collections.abc import Iterator, Sequence

from extract.choice import Option, Weights, on_trial
from extract.evaluate.matching import same
from extract.offices import Reading, read_offices
from training.gold import Annotated, Row, asked_articles
from training.logit import Case, fit, report, unseen, write

PENALTY = 2.0
_ROUNDS = 3  # one place's owner tells of the next: read again with the fitted weights


def owner_cases(articles: Sequence[Annotated], fitted: Weights) -> Iterator[Case]:
    """For each place found that the gold tells too: its possible owners, read with these weights, and the right one."""
    with on_trial({"offices/owner": fitted}):
        for item in articles:
            for reading in read_offices(item.document):
                right = _right(reading, item.rows)
                if right is not None:
                    yield Case(item.article, reading.options, frozenset({right}))


def _right(reading: Reading, rows: Sequence[Row]) -> str | None:
    """The option that the gold names as the owner of the reading's place, if it has one."""
    places = {(row.city, row.country) for row in reading.rows}
    owners = [row["organisation"] for row in rows if (row["city"], row["country"]) in places]
    return next((option.value for option in reading.options for owner in owners if _is(owner, option)), None)


def _is(owner: str | None, option: Option) -> bool:
    return same("organisation", owner, option.value)


def fit_owners(articles: Sequence[Annotated]) -> tuple[Weights, list[Case]]:
    """The weights of owners, and the cases they were last fitted on."""
    fitted: Weights = {}
    cases: list[Case] = []
    for _ in range(_ROUNDS):
        cases = list(owner_cases(articles, fitted))
        fitted = fit(cases, PENALTY)
    return fitted, cases


def main() -> None:
    """Fit, report and write the weights."""
    fitted, cases = fit_owners(asked_articles(__doc__, "offices"))
    report("owner", list(unseen(cases, PENALTY)))
    write("offices/owner", fitted)


if __name__ == "__main__":
    main()
