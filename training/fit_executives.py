"""Fit whose post it is, who holds a title that nobody claims, who follows whom in which post, and how far to trust a
row (executives/...).

    python -m training.fit_executives tests/corpus tests/fresh tests/press tests/news

A few minutes: rows are judged as a new article's would be, by weights fitted on the other articles.
"""

from collections.abc import Mapping, Sequence

from extract.choice import Choice, Weights, on_trial
from training.gold import Annotated, asked_articles
from training.logit import Case, calibration, fit, folds, report, unseen, write
from training.posts import HOLDS, UNCLAIMED, employer_cases, holder_cases, row_cases
from training.successions import follower_cases, passed_cases

Fitted = tuple[Weights, list[Case]]
PENALTY = {"employer": 12.0, "holder": 12.0, "follower": 2.0, "passed_on": 2.0, "trust": 4.0}
_ROUNDS = 3  # one post's employer tells of the next: read again with the fitted weights
_TIES = (
    "construction,subject,after of,after at,after in,after to,after for,after on,after charge,after,after verb,"
    "genitive,before,before apart,whose,where,that,clause at"
)
# The rules were written while reading the articles that weights are fitted on: elsewhere rows hold less often than
# their confidence there says, and this much of its logit is taken off.
_READ_BEFORE = 0.6
_NOBODY = "nobody"
# What is expected before anything is fitted.
EXPECTED: dict[str, Weights] = {
    # what is tied, else what heads the section, else what the text is about
    "employer": {
        **{f"tie {kind}": 4.0 for kind in _TIES.split(",")},
        "heading": 3.0,
        "sibling": 1.5,
        "known": 1.0,
        "known best": 0.5,
        "neighbour": 0.7,
        "topic": 0.7,
        "focus 0": 1.0,
        "focus 1": 0.3,
        "topic rules": 0.7,
        "own last": 0.5,
        "section": 1.0,
        "only later": -1.0,
        "left": -0.5,
        "topic wholly": 0.5,
        "topic partly": -0.5,
        "first of paragraph partly": 0.7,
        "recent 0 partly": 0.5,
        "no word": -1.5,
        "like an event": -3.0,
        # "hired from Y", "débauché chez Y": where an arrival comes from
        "before from arriving": -1.5,
        "after from arriving": -1.5,
        "before past arriving": -1.5,
        "after past arriving": -1.0,
        "before left arriving": -1.5,
        "like a place": -0.7,
    },
    # nobody, unless a name stands beside the title or is the subject
    "holder": {
        _NOBODY: 1.0,
        "nobody around": 2.0,
        "nobody plural": 2.0,
        "nobody indefinite determiner": 0.7,
        "nobody denied": 1.0,
        UNCLAIMED: 1.0,
        "gender agrees": 0.5,
        "gender differs": -2.0,
        "focus": 0.5,
        "subject": 0.7,
        "before beside": 1.0,
        "after beside": 1.5,
        "before by comma": 1.0,
        "after by comma": 1.0,
        "outsider": -1.5,
    },
    "follower": {_NOBODY: 1.0},
    # what both are told to hold, or all that either is
    "passed_on": {"none": -1.0, "both": 1.0, "old has no other": 1.0, "new has no other": 0.5},
    "trust": {"any": 0.5},
}


def fit_employers(articles: Sequence[Annotated]) -> Fitted:
    """The weights of employers, and the cases they were last fitted on."""
    fitted = EXPECTED["employer"]
    cases: list[Case] = []
    for _ in range(_ROUNDS):
        cases = list(employer_cases(articles, fitted))
        fitted = _fit("employer", cases)
    return fitted, cases


def fit_holders(articles: Sequence[Annotated]) -> Fitted:
    """The weights of holders, and the cases they were fitted on."""
    cases = list(holder_cases(articles))
    fitted = dict(_fit("holder", cases))
    # extraction asks only about titles that are unclaimed
    fitted[_NOBODY] = round(fitted.get(_NOBODY, 0.0) + fitted.pop(UNCLAIMED, 0.0), 3)
    return fitted, cases


def fit_successions(articles: Sequence[Annotated], models: Mapping[str, Weights]) -> dict[str, Fitted]:
    """The weights of who follows whom and in which post, and their cases; posts are read by `models`."""
    with on_trial(models):
        followers = list(follower_cases(articles))
        weights = _fit("follower", followers)
        with on_trial({"executives/follower": weights}):
            passed = list(passed_cases(articles))
    return {"follower": (weights, followers), "passed_on": (_fit("passed_on", passed), passed)}


def fit_all(articles: Sequence[Annotated]) -> dict[str, Fitted]:
    """The weights of every choice but trust, with the cases they were fitted on."""
    found = {"employer": fit_employers(articles), "holder": fit_holders(articles)}
    return {**found, **fit_successions(articles, _models(found))}


def _models(fitted: Mapping[str, Fitted]) -> dict[str, Weights]:
    return {f"executives/{name}": weights for name, (weights, _) in fitted.items()}


def unseen_rows(articles: Sequence[Annotated]) -> list[Case]:
    """The rows of each article by weights fitted on the others: how rows of a new article will be."""
    found: list[Case] = []
    for aside in folds([item.article for item in articles]):
        others = [item for item in articles if item.article not in aside]
        found += row_cases([item for item in articles if item.article in aside], _models(fit_all(others)))
    return found


def _fit(name: str, cases: Sequence[Case]) -> Weights:
    return fit(cases, PENALTY[name], EXPECTED[name])


def _report_rows(judged: Sequence[tuple[Case, Choice]]) -> None:
    """Print how often rows hold, by their confidence."""
    chances = [choice.share if choice.value == HOLDS else 1 - choice.share for _, choice in judged]
    print(f"row: {len(judged)} rows, confidence and how many hold")
    calibration(chances, [HOLDS in case.right for case, _ in judged])


def main() -> None:
    """Fit, report and write the weights."""
    articles = asked_articles(__doc__, "executives")
    for name, (fitted, cases) in fit_all(articles).items():
        report(name, list(unseen(cases, PENALTY[name], EXPECTED[name])))
        write(f"executives/{name}", fitted)
    rows = unseen_rows(articles)
    _report_rows(list(unseen(rows, PENALTY["trust"], EXPECTED["trust"])))
    trust = dict(_fit("trust", rows))
    trust["any"] = round(trust.get("any", 0.0) - _READ_BEFORE, 3)  # a feature of every row
    write("executives/trust", trust)


if __name__ == "__main__":
    main()
