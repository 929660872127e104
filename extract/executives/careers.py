"""Where people worked before: bare former employers, one row each."""

from collections.abc import Mapping

from extract.executives.constructions import matchers
from extract.executives.gender import person_genders, pronoun_gender
from extract.executives.matching import has, search
from extract.executives.scene import PEOPLE, Post, Scene, person_at
from extract.executives.symbols import Line


def find_careers(scene: Scene, posts: list[Post]) -> list[Post]:
    """Former employers told without a post ("passé par Norvale", "ex-Corvalis"), lists included."""
    found: list[Post] = []
    genders = person_genders(scene)
    for number, line in enumerate(scene.lines):
        taken: set[int] = set()
        for matcher in matchers(scene.document.language)["careers"]:
            for match in search(matcher.regex, line.code):
                at = match.start("org")
                if at in taken:
                    continue
                holder = match.start("person") if has(match, "person") else None
                person = (
                    person_at(line, holder)
                    if holder is not None
                    else _worker(scene, number, match.start(), match.end(), genders)
                )
                if person is None:
                    continue
                for employer in _employers(scene, number, at):
                    taken.add(employer)
                    mention = line.symbols[employer].mention
                    if mention is None or _has_title(posts, number, person, mention.name):
                        continue
                    found.append(
                        Post(
                            person,
                            matcher.construction.function or "other",
                            number,
                            employer,
                            holder,
                            matcher.construction.name,
                            matcher.construction.confidence,
                            None,
                            mention.name,
                            True,
                            "career",
                            matcher.construction.status or "former",
                        )
                    )
    return found


def _worker(scene: Scene, number: int, start: int, end: int, genders: Mapping[str, str]) -> str | None:
    """Whose career it is: the subject before it in the clause, else the one after, else whom the text is about."""
    line = scene.lines[number]
    told = " ".join(symbol.lower for symbol in line.symbols[start:end]).split()
    wanted = pronoun_gender(scene.document.language, told)
    for place in _clause(line, start):
        person = person_at(line, place)
        if person is not None and _fits(genders, person, wanted):
            return person
    for person in reversed(scene.focus[max(0, number - _FOCUS_BACK) : number + 1]):
        if person is not None and _fits(genders, person, wanted):
            return person
    return None


_FOCUS_BACK = 4  # lines back to whom the text is about


def _fits(genders: Mapping[str, str], person: str, wanted: str) -> bool:
    return not wanted or genders.get(person, "") in {"", wanted}


def _clause(line: Line, at: int) -> list[int]:
    """The people of the clause around a symbol: those before it, the nearest first, then those after."""
    found = []
    for places in (range(at - 1, -1, -1), range(at, len(line.symbols))):
        for place in places:
            if line.symbols[place].kind in PEOPLE:
                found.append(place)
            if line.symbols[place].kind in {"stop", "semicolon"}:
                break
    return found


def _employers(scene: Scene, number: int, at: int) -> list[int]:
    """The first employer and those listed with it: "Brivane, Coldrex et Halden Foods"."""
    symbols = scene.lines[number].symbols
    found = [at]
    cursor = at + 1
    while cursor < len(symbols) and symbols[cursor].kind in {
        "comma",
        "and",
        "at",
        "of",
        "by",
        "det",
        "organisation",
        "where",
        "adverb",
        "number",
        "years",
        "former",
    }:
        if symbols[cursor].kind == "organisation":
            found.append(cursor)
        cursor += 1
    return found


def _has_title(posts: list[Post], number: int, person: str, organisation: str) -> bool:
    return any(post.person == person and post.organisation == organisation for post in posts)
