"""The choices that successions rest on, as gold rows have them: who follows whom, and which post passes on."""

from collections.abc import Iterable, Iterator, Sequence

from extract.choice import Option
from extract.evaluate.matching import same
from extract.executives import read_posts_before_successions
from extract.executives.claimants import read_people
from extract.executives.followers import NOBODY, STRONG, cues, pair_of, pairs_told
from extract.executives.passed_on import NO_POST, passed_of
from extract.executives.scene import Scene
from extract.executives.successions import find_followers, passed_told, read_successions
from extract.executives.told import PostsTold
from training.gold import Annotated, Row
from training.logit import Case


def follower_cases(articles: Iterable[Annotated]) -> Iterator[Case]:
    """A case for each word that may tell a succession; those that constructions read teach as well."""
    for item in articles:
        scene, posts = read_posts_before_successions(item.document)
        people, known = read_people(scene), PostsTold(posts)
        for number, line in enumerate(scene.lines):
            for at in cues(line):
                told = pairs_told(scene, people, number, at, known)
                if len(told) > 1:
                    strong = line.symbols[at].kind in STRONG
                    yield Case(item.article, told, _following(scene, number, told, item.rows, strong=strong))


def _following(
    scene: Scene, number: int, told: Sequence[Option], gold: Sequence[Row], *, strong: bool
) -> frozenset[str | None]:
    """The pairs that gold rows tie: nobody else, where their evidence holds the line and its word speaks of them."""
    start, text = scene.lines[number].sentence.start, scene.document.text
    here: set[str | None] = set()
    elsewhere: set[str | None] = set()
    for new in gold:
        if new["replaces"] is None:
            continue
        old = [
            row for row in gold if row["function"] == new["function"] and same("person", row["person"], new["replaces"])
        ]
        told_here = any(0 <= start - text.find(row["quote"]) < len(row["quote"]) for row in (new, *old))
        for option in told[1:]:
            pair = pair_of(option.value or "")
            if same("person", new["person"], pair.new) and same("person", new["replaces"], pair.old):
                (here if told_here else elsewhere).add(option.value)
    return frozenset(here if here and strong else {*here, *elsewhere, NOBODY})


def passed_cases(articles: Iterable[Annotated]) -> Iterator[Case]:
    """A case for each succession that is read: the posts of the two people, and which gold rows give to both."""
    for item in articles:
        scene, posts = read_posts_before_successions(item.document)
        read = list(read_successions(scene))
        for told in [*read, *find_followers(scene, posts, read)]:
            options = passed_told(scene, posts, told)[1]
            gold = _shared(item.rows, told.new, told.old)
            alike = {
                o.value
                for o in options
                if o.value and passed_of(o.value).function in {function for function, _ in gold}
            }
            right = {
                value
                for value in alike
                if value
                and any(
                    function == passed_of(value).function and same("organisation", firm, passed_of(value).organisation)
                    for function, firm in gold
                )
            }
            yield Case(item.article, options, frozenset(right or alike or {NO_POST}))


def _shared(gold: Sequence[Row], new: str, old: str) -> list[tuple[str, str | None]]:
    """The posts that both people held by gold rows, else those in which one follows the other."""
    theirs = [row for row in gold if same("person", row["person"], new)]
    before = [row for row in gold if same("person", row["person"], old)]
    both = [
        row
        for row in theirs
        if any(
            row["function"] == other["function"] and same("organisation", row["organisation"], other["organisation"])
            for other in before
        )
    ]
    following = [row for row in theirs if row["replaces"] and same("person", row["replaces"], old)]
    return [(row["function"], row["organisation"]) for row in both or following]
