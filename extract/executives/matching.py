"""What the readers of posts share: matches one by one, and what the words beside a title or a verb say."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extract.executives.constructions import Matcher, compile_pattern, macros, matchers
from extract.executives.scene import PEOPLE, Post, Scene
from extract.executives.symbols import Line, is_future, lexicon
from extract.languages import Language


def search(regex: re.Pattern[str], code: str) -> Iterator[re.Match[str]]:
    """All matches, each beginning after the beginning of the last: a rejected one hides no other."""
    at = 0
    while (match := regex.search(code, at)) is not None:
        yield match
        at = match.start() + 1


def has(match: re.Match[str], group: str) -> bool:
    """Whether the match fills the group."""
    return group in match.re.groupindex and match.start(group) >= 0


_FORMER = frozenset({"former", "until_now"})


BEFORE_TITLE = frozenset(
    {
        "det",
        "poss",
        "ours",
        "place",
        "former",
        "now",
        "new",
        "until_now",
        "modifier",
        "demonym",
        "since",
        "date",
        "number",
        "self",
        "firm",
        "as",
    }
)


def status_beside(line: Line, at: int) -> str | None:
    """What the words beside a title say of it: "ancien", "jusqu'ici", "nouveau", "à l'époque"."""
    before = at - 1
    if before > 0 and line.symbols[before].kind == "organisation":
        before -= 1  # "former Northgate boss"
    while before >= 0 and line.symbols[before].kind in BEFORE_TITLE:
        kind = line.symbols[before].kind
        if kind in _FORMER:
            return "former"
        if kind == "new":
            return "incoming"
        if kind == "now":
            return "current"
        before -= 1
    after = at + 1
    while after < len(line.symbols) and after < at + 9:
        kind = line.symbols[after].kind
        if (
            kind in _FORMER
            and line.symbols[after + 1 : after + 2]
            and line.symbols[after + 1].kind in {"comma", "stop", "close", "and"}
        ):
            return "former"
        if kind in {"comma", "stop", "title", "person", "pronoun", "semicolon"}:
            break
        after += 1
    return None


def of_kin(language: Language, line: Line, at: int) -> bool:
    """Whether the title is that of a relative: "le fils du fondateur", "the founder's son"."""
    kin = lexicon(language).kin
    after = line.symbols[at + 1 : at + 3]
    if len(after) > 1 and after[0].kind == "genitive" and after[1].lower in kin:
        return True
    before = at - 1
    while before > 0 and line.symbols[before].kind in {"det", "former", "now", "modifier", "firm"}:
        before -= 1
    return before > 0 and line.symbols[before].kind == "of" and line.symbols[before - 1].lower in kin


def is_profession(language: Language, line: Line, at: int) -> bool:
    """Whether a title only says what somebody is by training: "Ann Lee, an engineer", "trained as a designer"."""
    title = line.symbols[at].title
    book = lexicon(language)
    if title is None or title.role.lower().replace("-", " ") not in book.professions:
        return False
    before = next((n for n in range(at - 1, -1, -1) if line.symbols[n].kind not in _AROUND_PROFESSION), None)
    indefinite = before is not None and line.symbols[before].lower in book.indefinite
    tied = [symbol.kind for symbol in line.symbols[at + 1 : at + 4]]
    if before is not None and line.symbols[before - 1].kind == "as" and in_work(line, before - 1):
        return False
    beside = before is not None and "organisation" in [symbol.kind for symbol in line.symbols[before:at]]
    return indefinite and not beside and not ({"organisation", "firm"} & set(tied) and tied[0] in _TIED)


def in_work(line: Line, at: int) -> bool:
    """ "joined Y in 2005 as a buyer": a verb of work before "as" makes a post of a profession."""
    return any(symbol.kind in _WORK for symbol in line.symbols[max(0, at - 7) : at])


_WORK = frozenset({"join", "joined", "began_at", "past_at", "worked"})
_AROUND_PROFESSION = frozenset({"number", "years", "modifier", "demonym", "word", "former", "capital", "place"})
_TIED = frozenset({"at", "for", "of", "in"})


def told_as_done(language: Language, line: Line, start: int, end: int) -> bool:
    """ "before becoming chairman", "six months after taking over": what has happened by now."""
    endings = lexicon(language).participles
    told = pairwise(line.symbols[max(0, start - 1) : end])
    return (
        any(
            first.kind == "clause" and second.lower.split()[:1] and second.lower.split()[0].endswith(endings)
            for first, second in told
        )
        if endings
        else False
    )


# what a clause with one of these tells is denied, or only rumoured or wished
UNTRUE = frozenset({"not", "hearsay", "no_more"})
# constructions whose news is the denial itself: "n'est plus directeur"
DENIALS = frozenset({"is_no_longer", "is_no_longer_at_helm", "board_term_ends", "board_term_whose"})


def negated(line: Line, start: int, end: int) -> bool:
    """Whether a word of denial or of hearsay stands between, or before a whole clause: "whether X will become"."""
    if any(symbol.kind in UNTRUE for symbol in line.symbols[start:end]):
        return True
    return _denied_before(line, start) and any(symbol.kind in _CLAUSE_VERBS for symbol in line.symbols[start:end])


def _denied_before(line: Line, start: int) -> bool:
    return start > 0 and line.symbols[start - 1].kind in UNTRUE


_CLAUSE_VERBS = frozenset({"be", "become", "became", "take", "join", "lead", "chair", "appointed", "succeed", "leave"})


def future_between(language: Language, line: Line, start: int, end: int) -> bool:
    """Whether the verb between two symbols speaks of the future: "sera", "will be", "zal"."""
    return any(symbol.kind == "be" and is_future(symbol.lower, language) for symbol in line.symbols[start:end])


@cache
def _joint(language: Language) -> re.Pattern[str]:
    pattern = (
        "<other:person> (?:comma (?:(?!person|pronoun|stop|semicolon|break).){1,14} comma?)? and"
        " (?:poss word{1,2}|PRE title COMP)? $"
    )
    return re.compile(compile_pattern(pattern, macros(language)))


def joint_subjects(language: Language, line: Line, holder: int) -> list[int]:
    """The other subject of the verb: "A, ..., and B took seats on the board"."""
    match = _joint(language).search(line.code[:holder])
    return [] if match is None else [match.start("other")]


def set_firm_before(line: Line, start: int, post: Post) -> None:
    """Gives the post to the firm that is the subject of the verb, until the title names a nearer one."""
    for cursor in range(start - 1, max(-1, start - 8), -1):
        symbol = line.symbols[cursor]
        if symbol.kind in PEOPLE or symbol.kind in {"stop", "semicolon", "comma"}:
            return
        if symbol.kind == "organisation" and symbol.mention is not None:
            # a firm that stands beside the title is told more closely
            post.organisation, post.countries, post.region = (
                symbol.mention.name,
                symbol.mention.countries,
                symbol.mention.region,
            )
            return


def matches(scene: Scene, number: int, group: str) -> list[tuple[Matcher, re.Match[str]]]:
    """What the constructions of a group find in a line, denials left out."""
    line = scene.lines[number]
    found = []
    spans: set[int] = set()
    for matcher in matchers(scene.document.language).get(group, ()):
        for match in search(matcher.regex, line.code):
            if negated(line, match.start(), match.end()):
                continue
            if match.end() in spans:
                continue
            spans.add(match.end())
            found.append((matcher, match))
    return found
