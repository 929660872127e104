"""Fit what is a company's place, its status, whose it is and how sure a row is (offices/*).

`python -m training.fit_offices tests/corpus tests/fresh tests/press tests/news tests/dailies tests/weeklies`
"""

from collections.abc import Iterator, Sequence

from extract.choice import Option, Weights, on_trial
from extract.evaluate.matching import same
from extract.offices import Reading, lay_out, place_of, read_offices, survey_places, times_told
from extract.offices.confidence import odds_of, of_row
from extract.offices.weighing import status_options
from training.confidence import Judged, fit_confidence, report_confidence
from training.gold import Annotated, Row, asked_articles
from training.logit import Case, fit, folds, report, unseen, write

PENALTY = 2.0
_STATUS = 3.0  # the penalty on the weights of statuses
_SETTING = 3.0  # the penalty on the weights of settings
# The penalty on the weights of confidence: a heavy one, for rows of one article hold or fail together.
_DOUBT = 30.0
_ROUNDS = 3  # one place's owner tells of the next: read again with the fitted weights


def settings(articles: Sequence[Annotated]) -> Iterator[Judged]:
    """Every place that an article names, with its setting: a company's where the gold tells it in that sentence, none
    where the gold never tells it. Other mentions of a company's place are left out: they tell neither."""
    for item in articles:
        text, laid_out = item.document.text, lay_out(item.document)
        known = survey_places(laid_out)
        for index, scene in enumerate(laid_out):
            for group in scene.groups:
                for location in group.locations:
                    told = [row for row in item.rows if _at(row, location.city, location.country)]
                    here = any(_within(text, row, scene.sentence.start, scene.sentence.end) for row in told)
                    if here or not told:
                        yield Judged(item.article, {}, known.traits(index, group, location), here)


def _at(row: Row, city: str | None, country: str | None) -> bool:
    return same("city", row["city"], city) and row["country"] == country


def _within(text: str, row: Row, start: int, end: int) -> bool:
    """Whether the row's quote touches a stretch of the text."""
    at = text.find(row["quote"])
    return at < end and start < at + len(row["quote"])


def status_cases(articles: Sequence[Annotated]) -> Iterator[Case]:
    """For each place found in a sentence that the gold quotes: what it tells of its status, and the right one."""
    for item in articles:
        for reading in read_offices(item.document):
            sentence = reading.anchor.scene.sentence
            right = {
                gold["status"]
                for gold in item.rows
                for row in reading.rows
                if _at(gold, row.city, row.country) and _within(item.document.text, gold, sentence.start, sentence.end)
            }
            if len(right) == 1:
                yield Case(item.article, status_options(reading.anchor), frozenset(right))


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


def unseen_rows(articles: Sequence[Annotated]) -> list[Judged]:
    """The rows of each article read with owners fitted on the others: how rows of a new article will be."""
    found: list[Judged] = []
    for aside in folds([item.article for item in articles]):
        others = [item for item in articles if item.article not in aside]
        places = fit_confidence(list(settings(others)), _SETTING)
        with on_trial({"offices/setting": places}):
            fitted, _ = fit_owners(others)
        with on_trial({"offices/setting": places, "offices/owner": fitted}):
            for item in articles:
                if item.article in aside:
                    found += judged_rows(item)
    return found


def judged_rows(item: Annotated) -> Iterator[Judged]:
    """The rows of an article, each right where the gold has its organisation and place."""
    readings = list(read_offices(item.document))
    times = times_told(readings)
    for reading in readings:
        for row in reading.rows:
            right = any(
                same("organisation", gold["organisation"], row.organisation) and _at(gold, row.city, row.country)
                for gold in item.rows
            )
            traits = [*reading.evidence.traits, *of_row(row, times[place_of(row)])]
            yield Judged(item.article, dict(odds_of(reading.evidence)), traits, right)


def main() -> None:
    """Fit, report and write the weights."""
    articles = asked_articles(__doc__, "offices")
    places = list(settings(articles))
    report_confidence(places, _SETTING)
    write("offices/setting", fit_confidence(places, _SETTING))
    statuses = list(status_cases(articles))
    report("status", list(unseen(statuses, _STATUS)))
    write("offices/status", fit(statuses, _STATUS))
    fitted, cases = fit_owners(articles)
    report("owner", list(unseen(cases, PENALTY)))
    write("offices/owner", fitted)
    rows = unseen_rows(articles)
    report_confidence(rows, _DOUBT)
    write("offices/confidence", fit_confidence(rows, _DOUBT))


if __name__ == "__main__":
    main()
