"""Posts whose title or verb no construction ties to anybody: the likeliest person around it, where there is one."""

from collections.abc import Iterator, Sequence

from extract.choice import model
from extract.executives.claimants import claims_told, is_claimed, named_posts, read_people
from extract.executives.matching import UNTRUE, is_profession, of_kin, status_beside, told_as_done
from extract.executives.pointing_back import in_career
from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.subjects import another_subject
from extract.executives.symbols import Line, lexicon
from extract.executives.told import PostsTold

LEAST = 0.45  # how likely a person must be
_REACH = 8  # symbols before a title in which a denial holds
_ARRIVES = frozenset({"appointed", "become", "became", "appoint", "appointment", "take", "taken", "go_to", "give"})
_JOINS = frozenset({"join", "joined"})


def find_orphans(scene: Scene, posts: Sequence[Post]) -> Iterator[Post]:
    """A post for each unclaimed title or verb that somebody near it probably holds."""
    fitted = model("executives/holder")
    people, told_so_far = read_people(scene), PostsTold(posts)
    indefinite = lexicon(scene.document.language).indefinite
    if not people.counts:
        return
    for number, line in enumerate(scene.lines):
        for at, function in named_posts(line):
            if is_claimed(line, number, at, told_so_far) or _denied(line, at):
                continue
            if of_kin(scene.document.language, line, at) or is_profession(scene.document.language, line, at):
                continue
            told = claims_told(scene, people, number, at, function, told_so_far)
            if len(told) == 1:
                continue
            person, share, _ = fitted.choose(told)
            if not person or share < LEAST:  # an empty name is nobody's
                continue
            if another_subject(line, at, indefinite) and all(symbol.person != person for symbol in line.symbols):
                continue
            if line.symbols[at].title is None and (
                _told_of(told_so_far, person, number) or _of_somebody(line, at, indefinite)
            ):
                continue  # "the chief executive of Y will run the programme", "he leads a team of forty"
            post = _post(line, number, at, function, person, share)
            arriving = post.event in {"appointed", "joined"} and post.status is None
            if arriving and told_as_done(scene.document.language, line, at - _REACH, at):
                post.status = "current"
            yield post


def _told_of(posts: PostsTold, person: str, number: int) -> bool:
    return any(post.person == person and post.title is not None for post in posts.near(number))


def _of_somebody(line: Line, at: int, indefinite: frozenset[str]) -> bool:
    """What the verb is of is told by "a", and is no firm: a team, a study."""
    after = line.symbols[at + 1 : at + 5]
    opened = bool(after) and after[0].lower in indefinite
    return opened and not any(symbol.kind in {"organisation", "firm"} for symbol in after)


def _denied(line: Line, at: int) -> bool:
    """Whether the clause before the title denies it, or tells it as hearsay."""
    for symbol in reversed(line.symbols[max(0, at - _REACH) : at]):
        if symbol.kind in {"semicolon", "stop", "colon"}:
            return False
        if symbol.kind in UNTRUE:
            return True
    return False


def _post(line: Line, number: int, at: int, function: str, person: str, chance: float) -> Post:
    title = line.symbols[at].title
    holder = next((n for n, s in enumerate(line.symbols) if s.kind in PEOPLE and s.person == person), None)
    event, status = _told(line, at, holder)
    confidence = round(chance, 3)
    rule = "near_verb" if title is None else "near_title"
    return Post(person, function, number, at, holder, rule, confidence, title, event=event, status=status)


def _told(line: Line, at: int, holder: int | None) -> tuple[str, str | None]:
    """The event and the status that the words between a person and a title, or before the title, tell."""
    start = at - 5 if holder is None or holder > at else holder
    kinds = {symbol.kind for symbol in line.symbols[max(0, start) : at]}
    status = status_beside(line, at)
    if status is None and ("was" in kinds or line.symbols[at].kind == "lead_past"):
        status = "former"
    if status is None and at and line.symbols[at - 1].kind == "as" and in_career(line, at):
        status = "former"
    if status == "former":
        return "post", status
    return "appointed" if kinds & _ARRIVES else "joined" if kinds & _JOINS else "post", status
