"""The choices that executives rest on, as gold rows have them: whose post it is, who holds it, which rows hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from extract.choice import Model, Option, Weights, on_trial
from extract.evaluate.matching import pair, same
from extract.executives import read_posts
from extract.executives.claimants import NOBODY, claims_told, is_claimed, named_posts, read_people
from extract.executives.employers import choose_employer, employers_told, tie_employers
from extract.executives.holders import find_holders
from extract.executives.named_firms import read_firms
from extract.executives.rows import join_posts, make_rows
from extract.executives.scene import Post, Scene, set_scene
from extract.executives.symbols import Symbol
from extract.executives.told import PostsTold
from extract.executives.trust import read_named, signs
from extract.words import fold
from training.gold import Annotated, Row
from training.logit import Case

UNCLAIMED = "nobody unclaimed"  # of a title that no construction ties to anybody
HOLDS, _FAILS = "holds", "fails"


def employer_cases(articles: Iterable[Annotated], fitted: Weights) -> Iterator[Case]:
    """A case for each post of a gold row; the posts around it have the employers that `fitted` gives them."""
    known = Model(fitted)
    for item in articles:
        scene = set_scene(item.document)
        posts = find_holders(scene)
        posts += _untold(scene, posts, item.rows)
        tie_employers(scene, posts)
        firms, known_posts = read_firms(scene), PostsTold(posts)
        for post in sorted(posts, key=lambda post: (post.line, post.anchor)):
            told = employers_told(scene, firms, post, known_posts)
            right = _employers(scene, post, item.rows)
            named = {option.value for option in told if any(same("organisation", gold, option.value) for gold in right)}
            if 0 < len(named) < len(told):
                yield Case(item.article, told, frozenset(named))
            choose_employer(post, told, known)


def _untold(scene: Scene, posts: Sequence[Post], gold: Sequence[Row]) -> Iterator[Post]:
    """The posts of gold rows that no construction reads, where a title of theirs stands in the evidence."""
    text = scene.document.text
    names = {mention.name for mention in scene.document.mentions if mention.kind == "person"}
    for row in gold:
        person = next((name for name in sorted(names) if same("person", row["person"], name)), None)
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


def _employers(scene: Scene, post: Post, gold: Sequence[Row]) -> list[str]:
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


def holder_cases(articles: Iterable[Annotated]) -> Iterator[Case]:
    """A case for each title or verb that people stand near; those that constructions tie to people teach as well."""
    for item in articles:
        scene = set_scene(item.document)
        posts = find_holders(scene)
        people, told_so_far = read_people(scene), PostsTold(posts)
        for number, line in enumerate(scene.lines):
            for at, function in named_posts(line):
                around = PostsTold([post for post in posts if (post.line, post.anchor) != (number, at)])
                told = claims_told(scene, people, number, at, function, around)
                if len(told) == 1:
                    continue
                if not is_claimed(line, number, at, told_so_far):
                    told = [_unclaimed(option) if option.value == NOBODY else option for option in told]
                names = [option.value for option in told if option.value]
                yield Case(item.article, told, _holders(scene, line.symbols[at], function, item.rows, names))


def _unclaimed(option: Option) -> Option:
    return Option(option.value, [*option.features, UNCLAIMED])


def _holders(
    scene: Scene, symbol: Symbol, function: str, gold: Sequence[Row], names: Sequence[str]
) -> frozenset[str | None]:
    """Those who hold the title: by the rows whose evidence it stands in, or else anyone with such a post, or nobody."""
    text, words = scene.document.text, fold(symbol.title.role) if symbol.title is not None else ""
    sure: set[str | None] = set()
    maybe: set[str | None] = set()
    for row in gold:
        role = fold(row["role"] or "")
        if row["function"] != function and not (words and words == role):
            continue
        holders = {name for name in names if same("person", row["person"], name)}
        start = text.find(row["quote"])
        told = words in role or role in words if role and words else not role and not words
        if told and start <= symbol.start < start + len(row["quote"]):
            sure |= holders
        maybe |= holders
    return frozenset(sure or {*maybe, NOBODY})


def row_cases(articles: Sequence[Annotated], models: dict[str, Weights]) -> Iterator[Case]:
    """A case for each row that `models` yield: it holds, with what speaks for it, or it fails."""
    with on_trial(models):
        for item in articles:
            scene, posts = read_posts(item.document)
            joined, named = join_posts(scene, posts), read_named(scene)
            rows = [asdict(row) for row in make_rows(scene, joined)]
            hits = {row for _, row in pair("executives", item.rows, rows)}
            for number, post in enumerate(joined):
                options = [Option(HOLDS, signs(scene, named, post)), Option(_FAILS, ())]
                yield Case(item.article, options, frozenset({HOLDS if number in hits else _FAILS}))
