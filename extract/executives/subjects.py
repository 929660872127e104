"""Subjects that a sentence leaves out: "X joined A in 2010 and has led B since", "X, who ..., now runs B".

A symbol of no width that means the subject is put before such a verb, so that every construction of "X runs B"
reads these too. Which verbs may lose their subject, and after what, is told by the language.
"""

from collections.abc import Mapping, Sequence

from extract.executives.symbols import Symbol

_PEOPLE = frozenset({"person", "pronoun"})
_NAMES = _PEOPLE | {"organisation"}
_PREPOSITIONS = frozenset({"of", "by", "to", "at", "for", "in", "on", "since", "instead_of", "past_at"})
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
            governed = at > 0 and symbols[at - 1].kind in _PREPOSITIONS
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
