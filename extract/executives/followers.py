"""Who follows whom, where a word of succession stands and no construction ties two people by it.

For each such word every two people near it are weighed: the newcomer and the one who was there before. A feature is a
name: it holds or it does not. What each is worth is fitted from articles (`training/`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.choice import Option
from extract.executives.claimants import People
from extract.executives.matching import UNTRUE
from extract.executives.scene import PEOPLE, Scene
from extract.executives.symbols import Line
from extract.executives.told import PostsTold

NOBODY = ""
# words that tell a succession, and words that may
STRONG = frozenset(
    "succeed succeeded replace replaced instead_of successor predecessor hand_over handed_over in_place "
    "swap_for".split()
)
CUES = STRONG | frozenset(
    "seat helm give_up give give_him departure left leave dismissed take take_past taken interim no_more".split()
)
_MANY = 4  # symbols between a word and a name that are read as a pattern
_DISTANCES = ((1, "beside"), (3, "near"), (8, "apart"), (16, "far"))
_OBLIQUE = frozenset({"by", "of", "to", "at", "for", "in", "on", "instead_of", "with", "and"})
_ACROSS = CUES | frozenset(
    "comma semicolon stop colon dash and by of who whose that clause title office organisation be was have open "
    "close appointed appoint become became to as".split()
)
_MOST = 6  # people weighed at one word


class Pair(NamedTuple):
    """A newcomer and the person before."""

    new: str
    old: str


class _Spot(NamedTuple):
    """Where a person stands to a word: in its line, or `away` lines from it."""

    person: str
    at: int | None
    away: int
    by_name: bool


def value_of(pair: Pair) -> str:
    """The pair as one value of a choice."""
    return f"{pair.new}\t{pair.old}"


def pair_of(value: str) -> Pair:
    """The pair that a value of a choice means."""
    new, _, old = value.partition("\t")
    return Pair(new, old)


def cues(line: Line) -> Iterator[int]:
    """The words of a line that may tell a succession."""
    return (at for at, symbol in enumerate(line.symbols) if symbol.kind in CUES)


def pairs_told(scene: Scene, people: People, number: int, at: int, posts: PostsTold) -> list[Option]:
    """Nobody, and each two people around the word `at` of a line, with what speaks for them."""
    line = scene.lines[number]
    spots = _spots(scene, people, number, at)
    told = [Option(NOBODY, list(_for_nobody(line, at, spots)))]
    if len(spots) < 2:
        return told
    new = {spot.person: [f"new {name}" for name in _of(scene, people, posts, number, at, spot)] for spot in spots}
    old = {spot.person: [f"old {name}" for name in _of(scene, people, posts, number, at, spot)] for spot in spots}
    for first in spots:
        for second in spots:
            if first.person != second.person and (first.at is not None or second.at is not None):
                features = [*new[first.person], *old[second.person], *_of_two(line, at, first, second)]
                told.append(Option(value_of(Pair(first.person, second.person)), features))
    return told


def _spots(scene: Scene, people: People, number: int, at: int) -> list[_Spot]:
    """The people around a word, each once, those nearest first."""
    found: dict[str, _Spot] = {}
    for spot, person, by_name in sorted(people.named.get(number, ()), key=lambda told: abs(told[0] - at)):
        found.setdefault(person, _Spot(person, spot, 0, by_name))
    focus = scene.focus[number]
    if focus is not None:
        found.setdefault(focus, _Spot(focus, None, -1, True))
    for away in (-1, 1, -2):
        for _, person, by_name in people.named.get(number + away, ()):
            found.setdefault(person, _Spot(person, None, away, by_name))
    return list(found.values())[:_MOST]


def _for_nobody(line: Line, at: int, spots: Sequence[_Spot]) -> Iterator[str]:
    kind = line.symbols[at].kind
    yield "nobody"
    yield f"nobody at {kind}"
    here = sum(spot.at is not None for spot in spots)
    yield f"nobody, {min(here, 3)} in line"
    yield f"nobody at {kind}, {min(here, 3)} in line"
    if any(symbol.kind in UNTRUE for symbol in line.symbols[max(0, at - 6) : at]):
        yield "nobody denied"
    following = line.symbols[at + 1].kind if at + 1 < len(line.symbols) else "end"
    yield f"nobody at {kind} before {following}"
    before = line.symbols[at - 1].kind if at else "start"
    yield f"nobody at {kind} after {before}"


def _of(scene: Scene, people: People, posts: PostsTold, number: int, at: int, spot: _Spot) -> Iterator[str]:
    line = scene.lines[number]
    kind = line.symbols[at].kind
    voice = _voice(line, at)
    yield from _of_person(people, posts, number, spot.person)
    if scene.focus[number] == spot.person:
        yield "focus"
        yield f"focus at {kind}{voice}"
    if spot.at is None:
        yield f"{spot.away} away"
        yield f"{spot.away} away at {kind}{voice}"
        return
    side = "before" if spot.at < at else "after"
    first, last = sorted((spot.at, at))
    kinds = [symbol.kind for symbol in line.symbols[first + 1 : last]]
    distance = next((word for reach, word in _DISTANCES if len(kinds) <= reach), "away")
    yield f"{side} {kind}{voice}"
    yield f"{side} {distance}"
    yield f"{side} {distance} {kind}"
    if len(kinds) <= _MANY:
        yield f"{side} by {' '.join(kinds)}"
        yield f"{side} by {' '.join(kinds)}, {kind}"
    for across in _ACROSS.intersection(kinds):
        yield f"{side} across {across}"
    if any(symbol.kind in PEOPLE and symbol.person != spot.person for symbol in line.symbols[first + 1 : last]):
        yield f"{side} across another"
        yield f"{side} across another, {kind}{voice}"
    opening = line.symbols[spot.at - 1].kind if spot.at else "start"
    yield f"{side} introduced by {opening}"
    yield f"{side} introduced by {opening}, {kind}"
    following = line.symbols[spot.at + 1].kind if spot.at + 1 < len(line.symbols) else "end"
    yield f"{side} followed by {following}"
    yield "by name" if spot.by_name else "by pronoun"
    subject = next((n for n, symbol in enumerate(line.symbols) if symbol.kind in PEOPLE), None)
    if subject == spot.at and opening not in _OBLIQUE:
        yield f"subject at {kind}{voice}"


def _voice(line: Line, at: int) -> str:
    """What a verb governs tells its sides apart: "X is replaced by Y", "whom he succeeds", "to replace Y"."""
    before = {symbol.kind for symbol in line.symbols[max(0, at - 3) : at]}
    after = [symbol.kind for symbol in line.symbols[at + 1 : at + 4]]
    marks = [
        name
        for name, holds in (
            ("passive", "be" in before or "was" in before),
            ("by", "by" in after[:2]),
            ("whom", bool(before & {"that", "who", "whose"})),
            ("poss", at > 0 and line.symbols[at - 1].kind in {"poss", "ours"}),
        )
        if holds
    ]
    return f" {' '.join(marks)}" if marks else ""


def _of_person(people: People, posts: PostsTold, number: int, person: str) -> Iterator[str]:
    theirs = posts.of(person)
    if not theirs:
        yield "without a post"
    for post in theirs:
        yield f"has a post {post.event}{' ' + post.status if post.status else ''}"
        if post.line == number:
            yield f"has a post in line {post.event}{' ' + post.status if post.status else ''}"
    yield "named once" if people.counts.get(person, 0) <= 1 else "named again"
    if person in people.outside:
        yield "outsider"
    if " " not in person:
        yield "one word"
    if not any(person == told for before in range(number) for _, told, _ in people.named.get(before, ())):
        yield "is new"


def _of_two(line: Line, at: int, new: _Spot, old: _Spot) -> Iterator[str]:
    kind = line.symbols[at].kind
    if new.at is None or old.at is None:
        yield "one away"
        yield f"one away at {kind}"
        return
    order = "old first" if old.at < new.at else "new first"
    around = "around" if min(new.at, old.at) < at < max(new.at, old.at) else "one side"
    yield f"{order} {around} {kind}{_voice(line, at)}"
    first, last = sorted((new.at, old.at))
    if last - first <= 1 + _MANY:
        yield f"{order} by {' '.join(symbol.kind for symbol in line.symbols[first + 1 : last])}"
