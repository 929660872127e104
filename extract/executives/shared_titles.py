"""Double titles and titles shared: "président et fondateur", "tous les PDG : A chez X, B chez Y"."""

import re
from collections.abc import Iterator
from functools import cache

from extract.executives.constructions import compile_pattern, macros
from extract.executives.matching import of_kin, status_beside
from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.symbols import Line, Title, lexicon
from extract.languages import Language


@cache
def _sharing(language: Language) -> re.Pattern[str]:
    """From one title to the next of the same person."""
    return re.compile(compile_pattern("NEXT_TITLE", macros(language)))


@cache
def _shared_before(language: Language) -> re.Pattern[str]:
    return re.compile(compile_pattern("PREVIOUS_TITLE", macros(language)))


def coordinated(scene: Scene, number: int, line: Line, post: Post, taken: dict[int, str]) -> Iterator[Post]:
    """The other titles of a double title: "président et fondateur", "PDG de X et président de Y"."""
    language = scene.document.language
    at = post.anchor
    while (match := _sharing(language).match(line.code, at + 1)) is not None:
        following = match.start("next")
        joined_by_comma = all(line.symbols[n].kind != "and" for n in range(at + 1, following))
        named_before = post.holder is not None and post.holder < post.anchor
        if following in taken or ((joined_by_comma or named_before) and _starts_apposition(line, following)):
            break
        shared = _share(post, line, following)
        if shared is None:
            break
        taken[following] = post.person
        yield shared
        at = following
    at = post.anchor
    for _ in range(2):
        before = [n for n in range(max(0, at - 8), at) if line.symbols[n].kind == "title" and n not in taken]
        if not before or _shared_before(language).match(line.code[:at], before[-1]) is None:
            break
        if of_kin(language, line, before[-1]):
            break
        shared = _share(post, line, before[-1])
        if shared is None or (shared.title and shared.title.plural):
            break
        taken[before[-1]] = post.person
        yield shared
        at = before[-1]


def _starts_apposition(line: Line, at: int) -> bool:
    """The title belongs to a name that follows it: ", directeur financier Jean Roux"."""
    after = line.symbols[at + 1 : at + 3]
    return any(symbol.kind in PEOPLE for symbol in after)


def _share(post: Post, line: Line, at: int) -> Post | None:
    title: Title | None = line.symbols[at].title
    if title is None:
        return None
    status = status_beside(line, at)
    # "ancien directeur et PDG" says former of both only where nothing else is said in between
    kept = post.status if post.event == "post" and post.status == "former" and at > post.anchor else None
    shared = Post(
        post.person,
        title.function,
        post.line,
        at,
        post.holder,
        post.rule,
        post.confidence - 0.03,
        title,
        event=post.event if post.event != "post" else "post",
        status=status or kept,
    )
    if status == "former":
        shared.event = "post"
    return shared


@cache
def _listed(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Several names before a title in the plural, and several after it."""
    before = "(?:person comma)* person and person comma PRE $"
    after = "COMP (?:comma|colon|dash)? (?:person comma)* person and person"
    named = macros(language)
    return re.compile(compile_pattern(before, named)), re.compile(compile_pattern(after, named))


def held_together(number: int, line: Line, language: Language, taken: dict[int, str]) -> Iterator[Post]:
    """ "A, B and C, the founders of Y", "founders A and B": a plural title is that of all the names beside it."""
    for at, symbol in enumerate(line.symbols):
        if symbol.kind != "title" or symbol.title is None or not symbol.title.plural:
            continue
        before, after = _listed(language)
        match = before.search(line.code[:at]) or after.match(line.code, at + 1)
        if match is None:
            continue
        for holder in range(match.start(), match.end()):
            person = line.symbols[holder].person
            if line.symbols[holder].kind != "person" or person is None or taken.get(at) == person:
                continue
            yield Post(
                person,
                symbol.title.function,
                number,
                at,
                holder,
                "held_together",
                0.8,
                symbol.title,
                event="appointed" if _is_news(line, at) else "post",
                status=status_beside(line, at),
            )
        taken.setdefault(at, line.symbols[match.end() - 1].person or "")


def _is_news(line: Line, at: int) -> bool:
    """ "has appointed two directors, A and B": the verb of the clause names them."""
    before = line.symbols[max(0, at - _CLAUSE) : at]
    return any(symbol.kind in {"appoint", "appointed"} for symbol in before)


_CLAUSE = 5  # symbols between the verb and the title


def distributed(number: int, line: Line, language: Language, taken: dict[int, str]) -> Iterator[Post]:
    """ "tous les PDG : A chez X, B chez Y": one title for several people, each at a firm of their own."""
    yield from held_together(number, line, language, taken)
    indefinite = lexicon(language).indefinite
    shared = next((at for at, s in enumerate(line.symbols) if s.kind == "title" and at not in taken), None)
    if shared is None or line.symbols[shared - 1].kind != "det" or line.symbols[shared - 1].lower in indefinite:
        return
    title = line.symbols[shared].title
    pairs = [
        at
        for at in range(shared + 1, len(line.symbols) - 2)
        if [s.kind for s in line.symbols[at : at + 3]] == ["person", "at", "organisation"]
    ]
    if len(pairs) < 2 or title is None:
        return
    for at in pairs:
        mention = line.symbols[at + 2].mention
        person = line.symbols[at].person
        if mention is None or person is None:
            continue
        taken[shared] = person
        yield Post(
            person,
            title.function,
            number,
            at,
            at,
            "shared_title",
            0.75,
            title,
            mention.name,
            True,
            countries=mention.countries,
        )
