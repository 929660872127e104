"""Examples for the ranking of holders: every title and verb of leading, and who holds it by the gold rows."""

from collections.abc import Iterable, Iterator, Sequence

from extract.evaluate.matching import same
from extract.executives.claimants import NOBODY, claims_told, is_claimed, named_posts, read_people
from extract.executives.holders import find_holders
from extract.executives.scene import Scene, set_scene
from extract.executives.symbols import Symbol
from extract.executives.training.articles import Graded, Row
from extract.executives.training.fitting import Choice, fit_choices
from extract.words import fold

PENALTY = 12.0
_NOBODY, _UNCLAIMED = "nobody", "nobody unclaimed"
# before anything is fitted: nobody, unless a name stands beside the title or is the subject
EXPECTED = {
    _NOBODY: 1.0,
    "nobody around": 2.0,
    "nobody plural": 2.0,
    "nobody indefinite determiner": 0.7,
    "nobody denied": 1.0,
    _UNCLAIMED: 1.0,
    "gender agrees": 0.5,
    "gender differs": -2.0,
    "focus": 0.5,
    "subject": 0.7,
    "before beside": 1.0,
    "after beside": 1.5,
    "before by comma": 1.0,
    "after by comma": 1.0,
    "outsider": -1.5,
}


def holder_choices(graded: Iterable[Graded]) -> Iterator[Choice]:
    """A choice for each title or verb that people stand near."""
    for item in graded:
        scene = set_scene(item.document)
        posts = find_holders(scene)
        people = read_people(scene)
        for number, line in enumerate(scene.lines):
            for at, function in named_posts(line):
                around = [post for post in posts if (post.line, post.anchor) != (number, at)]
                told = claims_told(scene, people, number, at, function, around)
                if len(told) == 1:
                    continue
                if not is_claimed(line, number, at, posts):
                    told[NOBODY].append(_UNCLAIMED)
                right = _right(scene, line.symbols[at], function, item.gold, list(told))
                yield Choice(item.document.article.id, list(told.values()), [name in right for name in told])


def _right(scene: Scene, symbol: Symbol, function: str, gold: Sequence[Row], names: Sequence[str]) -> set[str]:
    """Those who hold the title: by the rows whose evidence it stands in, or else anyone with such a post, or nobody."""
    text, role = scene.document.text, fold(symbol.title.role) if symbol.title is not None else ""
    sure, maybe = set(), set()
    for row in gold:
        holders = {name for name in names if name and same("person", row["person"], name)}
        alike = row["function"] == function or (role and row["role"] and fold(row["role"]) == role)
        if not alike:
            continue
        start = text.find(row["quote"])
        words = fold(row["role"] or "")
        told = words in role or role in words if role and words else not role and not words
        if told and start <= symbol.start < start + len(row["quote"]):
            sure |= holders
        maybe |= holders
    return sure or {*maybe, NOBODY}


def fit_holders(graded: Sequence[Graded]) -> tuple[dict[str, float], list[Choice]]:
    """The weights, and the choices they were fitted on; titles that constructions tie to people teach as well."""
    choices = list(holder_choices(graded))
    fitted = fit_choices(choices, PENALTY, EXPECTED)
    # at extraction every title asked about is unclaimed
    fitted[_NOBODY] = round(fitted.get(_NOBODY, 0.0) + fitted.pop(_UNCLAIMED, 0.0), 3)
    return fitted, choices
