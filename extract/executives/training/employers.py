"""Examples for the ranking of employers: posts whose holder and function the gold rows know."""

from collections.abc import Iterable, Iterator, Sequence

from extract.evaluate.matching import same
from extract.executives.employers import choose_employer, employers_told, tie_employers
from extract.executives.firms import read_firms
from extract.executives.holders import find_holders
from extract.executives.scene import Post, Scene, set_scene
from extract.executives.training.articles import Graded, Row
from extract.executives.training.fitting import Choice, fit_choices

_TIES = (
    "construction,subject,after of,after at,after in,after to,after for,after on,after charge,after,after verb,"
    "genitive,before,before apart,whose,where,that,clause at"
)
PENALTY = 12.0
_ROUNDS = 3
# what is expected before anything is fitted: what is tied, else what heads the section, else what the text is about
EXPECTED = {
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
    "like a place": -0.7,
}


def employer_choices(graded: Iterable[Graded], fitted: dict[str, float]) -> Iterator[Choice]:
    """A choice for each post of a gold row; the posts around it have the employers that `fitted` gives them."""
    for item in graded:
        scene = set_scene(item.document)
        posts = find_holders(scene)
        posts += _untold(scene, posts, item.gold)
        tie_employers(scene, posts)
        firms = read_firms(scene)
        for post in sorted(posts, key=lambda post: (post.line, post.anchor)):
            told = employers_told(scene, firms, post, posts)
            right = _right(scene, post, item.gold)
            marks = [any(same("organisation", gold, name) for gold in right) for name in told]
            if any(marks) and not all(marks):
                yield Choice(item.document.article.id, list(told.values()), marks)
            choose_employer(post, told, fitted)


def _untold(scene: Scene, posts: Sequence[Post], gold: Sequence[Row]) -> Iterator[Post]:
    """The posts of gold rows that no construction reads, where a title of theirs stands in the evidence."""
    text = scene.document.text
    names = {mention.name for mention in scene.document.mentions if mention.kind == "person"}
    for row in gold:
        person = next((name for name in names if same("person", row["person"], name)), None)
        start = text.find(row["quote"])
        if person is None or not row["role"]:
            continue
        for number, line in enumerate(scene.lines):
            if not start <= line.sentence.start < start + len(row["quote"]):
                continue
            for at, symbol in enumerate(line.symbols):
                title = symbol.title
                if title is None or title.function != row["function"] or symbol.kind == "presided":
                    continue
                if not any((post.line, post.anchor) == (number, at) for post in posts):
                    status = "former" if row["status"] == "former" else None
                    yield Post(person, title.function, number, at, None, "untold", 0.5, title, status=status)


def _right(scene: Scene, post: Post, gold: Sequence[Row]) -> list[str]:
    """The employers that gold rows give this post: the rows whose evidence holds it, else all that fit it."""
    rows = [
        row
        for row in gold
        if row["organisation"] and row["function"] == post.function and same("person", row["person"], post.person)
    ]
    start = scene.lines[post.line].symbols[post.anchor].start
    text = scene.document.text
    there = [row for row in rows if 0 <= start - text.find(row["quote"]) < len(row["quote"])]
    named = [row for row in there or rows if row["role"] and post.role and same("role", row["role"], post.role)]
    return [row["organisation"] for row in named or there or rows]


def fit_employers(graded: Sequence[Graded]) -> tuple[dict[str, float], list[Choice]]:
    """The weights, and the choices they were last fitted on: twice, as one post's employer tells of the next."""
    fitted = dict(EXPECTED)
    choices: list[Choice] = []
    for _ in range(_ROUNDS):
        choices = list(employer_choices(graded, fitted))
        fitted = fit_choices(choices, PENALTY, EXPECTED)
    return fitted, choices
