"""Who may hold a post that a title or a verb names: the people around it, and what speaks for each.

A feature is a name: it holds or it does not. What each is worth is fitted from articles (`training/`). Nobody is a
candidate too: "un directeur par pays", "the CEOs of both firms".
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.choice import Option
from extract.executives.gender import person_genders, title_gender
from extract.executives.matching import BEFORE_TITLE
from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.symbols import Line, lexicon
from extract.executives.ties import find_tie
from extract.executives.told import PostsTold

NOBODY = ""
VERBS = frozenset({"lead", "lead_past", "led", "helm"})
_BACK = 3  # lines back in which a holder may be named
_VERB = 6  # symbols that one verb with its object takes
_MANY = 4  # symbols between a title and a name that are read as a pattern
_DISTANCES = ((1, "beside"), (3, "near"), (8, "apart"), (16, "far"))
_TOLD_BETWEEN = frozenset(
    "title comma semicolon stop colon dash and by of at who whose that where appointed appoint appointment become "
    "became be was have take taken keep join joined leave left replace replaced succeed succeeded instead_of as "
    "in_place organisation outsider not lead led go_to give here hand_over departure open close".split()
)
_OBLIQUE = frozenset({"by", "of", "to", "at", "for", "in", "on", "instead_of", "replace", "appoint", "open", "and"})


@dataclass(slots=True)
class People:
    """What is known of the people of one article before any title is looked at."""

    genders: dict[str, str]
    outside: frozenset[str]  # beside a title of politics, press or research
    counts: dict[str, int]
    named: dict[int, list[tuple[int, str, bool]]] = field(default_factory=dict)  # line -> symbol, person, by name


def read_people(scene: Scene) -> People:
    """Where the lines of an article speak of people, and what sets each apart."""
    named: dict[int, list[tuple[int, str, bool]]] = {}
    outside: set[str] = set()
    counts: dict[str, int] = {}
    for number, line in enumerate(scene.lines):
        for at, symbol in enumerate(line.symbols):
            if symbol.kind in PEOPLE and symbol.person is not None:
                named.setdefault(number, []).append((at, symbol.person, symbol.kind == "person"))
                counts[symbol.person] = counts.get(symbol.person, 0) + 1
                if any(near.kind == "outsider" for near in line.symbols[max(0, at - 2) : at + 4]):
                    outside.add(symbol.person)
    return People(person_genders(scene), frozenset(outside), counts, named)


def claims_told(scene: Scene, people: People, number: int, at: int, function: str, posts: PostsTold) -> list[Option]:
    """Each person who may hold the post named by the symbol `at` of a line, and nobody, with what speaks for them."""
    line = scene.lines[number]
    governor = _governor(line, at)
    near = _near(people, number)
    following = people.named.get(number + 1, ())
    if following and following[0][2] and following[0][1] not in near:
        near[following[0][1]] = [(number + 1, following[0][0], True)]  # "Y a un nouveau PDG. Ann Lee, 44 ans, ..."
    if scene.focus[number] is not None:
        near.setdefault(scene.focus[number] or "", [])
    told = [Option(NOBODY, list(_for_nobody(scene, line, number, at, governor, bool(near), posts)))]
    title = line.symbols[at].title is not None
    wanted = title_gender(scene.document.language, line.symbols[max(0, at - 3) : at], line.symbols[at]) if title else ""
    for person, spots in near.items():
        found = set(_of_person(scene, people, number, person, function, wanted, posts))
        for where, spot, by_name in spots:
            if where == number:
                found.update(_in_line(line, at, spot, by_name, governor))
            elif where > number:
                found.update(_in_line_after(scene, line, at, number, spot))
            else:
                found.update(_in_line_before(scene, people, number, where, spot, by_name, governor))
        told.append(Option(person, sorted(found)))
    return told


def _near(people: People, number: int) -> dict[str, list[tuple[int, int, bool]]]:
    found: dict[str, list[tuple[int, int, bool]]] = {}
    for where in range(number, max(-1, number - _BACK - 1), -1):
        for spot, person, by_name in people.named.get(where, ()):
            found.setdefault(person, []).append((where, spot, by_name))
    return found


def _governor(line: Line, at: int) -> str:
    before = at - 1
    while before >= 0 and line.symbols[before].kind in BEFORE_TITLE - {"as"}:
        before -= 1
    return line.symbols[before].kind if before >= 0 else "start"


def _determiner(scene: Scene, line: Line, at: int) -> str:
    indefinite = lexicon(scene.document.language).indefinite
    for symbol in reversed(line.symbols[max(0, at - 4) : at]):
        if symbol.kind not in BEFORE_TITLE:
            break
        if symbol.kind == "det":
            return "indefinite" if symbol.lower in indefinite else "definite"
        if symbol.kind in {"poss", "ours"}:
            return symbol.kind
    return "none"


def _for_nobody(
    scene: Scene, line: Line, number: int, at: int, governor: str, anyone: bool, posts: PostsTold
) -> Iterator[str]:
    symbol = line.symbols[at]
    yield "nobody"
    yield f"nobody {symbol.kind}"
    if symbol.title is not None:
        yield f"nobody {symbol.title.function}"
        yield f"nobody {_determiner(scene, line, at)} determiner"
    yield f"nobody after {governor}"
    if not anyone:
        yield "nobody around"
    elif not any(other.kind in PEOPLE for other in line.symbols):
        yield "nobody in line"
    if any(near.kind == "not" for near in line.symbols[max(0, at - 6) : at]):
        yield "nobody denied"
    if len(line.symbols) <= 6:
        yield "nobody short line"
    following = line.symbols[at + 1].kind if at + 1 < len(line.symbols) else "end"
    yield f"nobody before {following}"
    if find_tie(line, Post("", "", number, at, None, "", 0.0)) is not None:
        yield "nobody tied"
    if posts.near(number):
        yield "nobody line told"


def _of_person(
    scene: Scene, people: People, number: int, person: str, function: str, wanted: str, posts: PostsTold
) -> Iterator[str]:
    gender = people.genders.get(person, "")
    if wanted and gender:
        yield "gender agrees" if wanted == gender else "gender differs"
    if scene.focus[number] == person:
        yield "focus"
    if person in people.outside:
        yield "outsider"
    if " " not in person:
        yield "one word"
    yield "named once" if people.counts.get(person, 0) <= 1 else "named again"
    theirs = posts.of(person)
    if any(post.function == function for post in theirs):
        yield "holds such a post"
    if any(post.line == number for post in theirs):
        yield "has a post in line"
    elif theirs:
        yield "has a post"
    if posts.holders(function) - {person}:
        yield "another holds such a post"


def _in_line(line: Line, at: int, spot: int, by_name: bool, governor: str) -> Iterator[str]:
    side = "before" if spot < at else "after"
    between = line.symbols[min(spot, at) + 1 : max(spot, at)]
    kinds = [symbol.kind for symbol in between]
    distance = next((word for reach, word in _DISTANCES if len(kinds) <= reach), "away")
    kind = "name" if by_name else "pronoun"
    yield f"{side} {kind}"
    yield f"{side} {distance}"
    yield f"{side} {distance} {line.symbols[at].kind}"
    if len(kinds) <= _MANY:
        yield f"{side} by {' '.join(kinds)}"
        if line.symbols[at].title is None:
            yield f"{side} by {' '.join(kinds)}, {line.symbols[at].kind}"
    for told in _TOLD_BETWEEN.intersection(kinds):
        yield f"{side} across {told}"
    others = sum(symbol.kind == "person" and symbol.person != line.symbols[spot].person for symbol in between)
    if others:
        yield f"{side} across another"
    opening = line.symbols[spot - 1].kind if spot else "start"
    if side == "before":
        yield f"{governor} governs, {'oblique' if opening in _OBLIQUE else 'subject'} before"
        first = next(n for n, symbol in enumerate(line.symbols) if symbol.kind in PEOPLE)
        if first == spot and opening not in _OBLIQUE:
            yield "subject"
            yield f"subject, {line.symbols[at].kind}"
    yield f"{side} introduced by {opening}"
    following = line.symbols[spot + 1].kind if spot + 1 < len(line.symbols) else "end"
    yield f"{side} followed by {following}"


def _in_line_before(
    scene: Scene, people: People, number: int, where: int, spot: int, by_name: bool, governor: str
) -> Iterator[str]:
    back = number - where
    together = "same paragraph" if scene.paragraphs[where] == scene.paragraphs[number] else "another paragraph"
    yield f"{back} back"
    yield f"{back} back {together}"
    named = people.named[where]
    line = scene.lines[where]
    opening = line.symbols[spot - 1].kind if spot else "start"
    if named[0][0] == spot and opening not in _OBLIQUE:
        yield f"{back} back subject"
    if named[-1][0] == spot:
        yield f"{back} back last"
    if len({person for _, person, _ in named}) == 1:
        yield f"{back} back alone"
    if not any(n in people.named for n in range(where + 1, number + 1)):
        yield "last one spoken of"
        yield f"last one spoken of, after {governor}"


def _in_line_after(scene: Scene, line: Line, at: int, number: int, spot: int) -> Iterator[str]:
    """Of the first person whom the next line names."""
    yield "next line"
    told = "subject" if spot <= 1 or scene.lines[number + 1].symbols[spot - 1].kind in {"here", "comma"} else "within"
    yield f"next line {told}"
    if scene.paragraphs[number] != scene.paragraphs[number + 1]:
        yield "next line, another paragraph"
    yield f"next line, {_determiner(scene, line, at)} determiner"
    if any(symbol.kind == "new" for symbol in line.symbols[max(0, at - 3) : at]):
        yield "next line, new"
    if any(symbol.kind in {"finds", "appoint", "appointed", "the_one", "seat"} for symbol in line.symbols):
        yield "next line, sought"
    if not any(symbol.kind in PEOPLE for symbol in line.symbols):
        yield "next line, nobody before"


def is_claimed(line: Line, number: int, at: int, posts: PostsTold) -> bool:
    """Whether a post is already read from the title or the verb `at`: "prend les rênes" is one verb of two symbols."""
    if line.symbols[at].title is not None:
        return any(post.anchor == at for post in posts.near(number))
    return any(post.title is None and abs(post.anchor - at) <= _VERB for post in posts.near(number))


def named_posts(line: Line) -> Iterator[tuple[int, str]]:
    """The symbols of a line that name a post, with its function: titles, offices, verbs of leading."""
    for at, symbol in enumerate(line.symbols):
        if symbol.kind in {"title", "office"} and symbol.title is not None:
            if not symbol.title.plural:
                yield at, symbol.title.function
        elif symbol.kind in VERBS:
            yield at, "head"
