"""Subjects that a sentence leaves out: "X joined A in 2010 and has led B since", "X, who ..., now runs B".

A symbol of no width that means the subject is put before such a verb, so that every construction of "X runs B"
reads these too. Which verbs may lose their subject, and after what, is told by the language.
"""

from collections.abc import Mapping, Sequence

from extract.executives.symbols import Line, Symbol

_PEOPLE = frozenset({"person", "pronoun"})
_NAMES = _PEOPLE | {"organisation"}
_PREPOSITIONS = frozenset({"of", "by", "to", "at", "for", "in", "on", "since", "instead_of", "past_at"})
_DESCRIBES = frozenset({"poss", "det", "word", "modifier", "former", "number", "demonym"})
_DESCRIBED = 5  # symbols that may describe a name
_BREAKS = frozenset({"stop", "semicolon", "colon", "break"})
# what may stand between the joint and the verb
_BETWEEN = frozenset({"now", "former", "until_now", "have", "was", "be", "date", "since", "in"})
# verbs that are as often a passive participle: active only where nobody follows who did it
_AMBIGUOUS = frozenset({"led", "founded", "chaired", "appointed", "replaced", "succeeded", "dismissed"})


def restore_subjects(symbols: Sequence[Symbol], words: Mapping[str, Sequence[str]]) -> list[Symbol]:
    """The symbols with the subjects that coordinate clauses share."""
    verbs, joints = frozenset(words.get("verbs", ())), frozenset(words.get("after", ()))
    if not verbs:
        return list(symbols)
    found: list[Symbol] = []
    subject: Symbol | None = None
    opening = True  # the next name is the subject of a clause
    for at, symbol in enumerate(symbols):
        if symbol.kind in _BREAKS:
            subject, opening = None, True
        elif symbol.kind in _NAMES:
            following = symbols[at + 1].kind if at + 1 < len(symbols) else "stop"
            governed = _is_governed(symbols, at)
            owns = following in {"genitive", "title"}
            if not owns and not governed and (opening or following in verbs or following in _BETWEEN):
                subject, opening = (symbol if symbol.kind in _PEOPLE else None), False
        elif symbol.kind == "clause":
            opening = True
        found.append(symbol)
        if symbol.kind in joints and subject is not None and subject.person is not None:
            verb = _verb_after(symbols, at + 1, verbs)
            if verb is not None:
                start = symbols[at + 1].start
                found.append(Symbol("pronoun", start, start, person=subject.person))
    return found


def _is_governed(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether a preposition stands before a name or what describes it: "with her brother Ann Lee"."""
    before = at - 1
    while before > 0 and symbols[before].kind in _DESCRIBES and at - before < _DESCRIBED:
        before -= 1
    return before >= 0 and symbols[before].kind in _PREPOSITIONS


def _verb_after(symbols: Sequence[Symbol], at: int, verbs: frozenset[str]) -> int | None:
    """Where the clause that begins at `at` has its verb, if nothing but small words stand before it."""
    cursor = at
    while cursor < len(symbols) and cursor < at + 4:
        kind = symbols[cursor].kind
        if kind in verbs and not (kind in _AMBIGUOUS and _passive(symbols, cursor)):
            return cursor
        if kind not in _BETWEEN:
            return None
        cursor += 1
    return None


def _passive(symbols: Sequence[Symbol], at: int) -> bool:
    """ "led by", "founded in 1987 by", "appointed chairman"."""
    return any(symbol.kind == "by" for symbol in symbols[at + 1 : at + 5]) or symbols[at - 1].kind in {"be", "comma"}


_NOBODY = frozenset({"word", "outsider"})
_SOMEBODY = frozenset({"anaphor", "veteran", "title", "office"})  # who is meant, unless the article is "a"
_SMALL = frozenset({"former", "modifier", "new", "number"})
_CLAUSES = _BREAKS | {"clause"}


def another_subject(line: Line, at: int, indefinite: frozenset[str]) -> bool:
    """Whether the clause that holds symbol `at` opens with a noun that is nobody named: "an outsider will be appointed
    chairman", "le fils du fondateur a été nommé directeur". What follows is then not said of those before."""
    start = at
    while start and line.symbols[start - 1].kind not in _CLAUSES:
        start -= 1
    clause = line.symbols[start:at]
    if any(symbol.kind in _PEOPLE and symbol.person is not None for symbol in clause):
        return False
    if not clause or clause[0].kind != "det":
        return False
    first = next((place for place in range(1, len(clause)) if clause[place].kind not in _SMALL), None)
    if first is None:
        return False
    owned = first + 1 < len(clause) and clause[first + 1].kind == "genitive"
    unknown = owned or clause[0].lower in indefinite
    return clause[first].kind in (_NOBODY | _SOMEBODY if unknown else _NOBODY)
