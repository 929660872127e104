"""Where people worked before: bare former employers, one row each."""

from extract.executives.constructions import matchers
from extract.executives.matching import has, search
from extract.executives.scene import PEOPLE, Post, Scene, person_at


def find_careers(scene: Scene, posts: list[Post]) -> list[Post]:
    """Former employers told without a post ("passé par Norvale", "ex-Corvalis"), lists included."""
    found: list[Post] = []
    for number, line in enumerate(scene.lines):
        taken: set[int] = set()
        for matcher in matchers(scene.document.language)["careers"]:
            for match in search(matcher.regex, line.code):
                at = match.start("org")
                if at in taken:
                    continue
                holder = match.start("person") if has(match, "person") else None
                person = person_at(line, holder) if holder is not None else _worker(scene, number, match.start())
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
                            "other",
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


def _worker(scene: Scene, number: int, at: int) -> str | None:
    """Whose career it is: the subject before it in the clause, else the one after, else whom the text is about."""
    line = scene.lines[number]
    for cursor in range(at - 1, -1, -1):
        if line.symbols[cursor].kind in PEOPLE:
            return person_at(line, cursor)
        if line.symbols[cursor].kind in {"stop", "semicolon"}:
            break
    for cursor in range(at, len(line.symbols)):
        if line.symbols[cursor].kind in PEOPLE:
            return person_at(line, cursor)
        if line.symbols[cursor].kind in {"stop", "semicolon"}:
            break
    return scene.focus[number]


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
    }:
        if symbols[cursor].kind == "organisation":
            found.append(cursor)
        cursor += 1
    return found


def _has_title(posts: list[Post], number: int, person: str, organisation: str) -> bool:
    return any(post.person == person and post.organisation == organisation for post in posts)
