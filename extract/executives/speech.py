"""Verbs said of oneself or to somebody, read as of a third person: "je dirigeais", "vous avez quitté"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.languages import Language
from extract.phrases import Word

_REACH = 3  # words from the pronoun to its verb


@dataclass(frozen=True)
class Speech:
    """The pronouns of those who speak and are spoken to, and how verbs end after them."""

    first: frozenset[str]
    second: frozenset[str]
    forms: dict[str, str]
    endings: tuple[tuple[str, str], ...]  # theirs, of the third person; the longest first
    between: frozenset[str]  # what may part the pronoun from its verb


@cache
def speech(language: Language) -> Speech:
    """The words of a language for those who speak and are spoken to."""
    words = language.words("posts").get("speech", {})
    endings = sorted(((old, new) for old, new in words.get("endings", ())), key=lambda pair: -len(pair[0]))
    return Speech(
        frozenset(words.get("first", ())),
        frozenset(words.get("second", ())),
        words.get("forms", {}),
        tuple(endings),
        frozenset(words.get("between", ())),
    )


def in_third_person(words: Sequence[Word], spoken: Speech) -> Sequence[Word]:
    """The words with the verb after "je" or "vous" as it is after "il"."""
    if not spoken.endings or spoken.first.union(spoken.second).isdisjoint(word.lower for word in words):
        return words
    found = list(words)
    for at, word in enumerate(words):
        if word.lower not in spoken.first and word.lower not in spoken.second:
            continue
        for cursor in range(at + 1, min(at + 1 + _REACH, len(words))):
            if words[cursor].lower not in spoken.between:
                found[cursor] = words[cursor]._replace(lower=_third(words[cursor].lower, spoken))
                break
    return found


def _third(verb: str, spoken: Speech) -> str:
    if verb in spoken.forms:
        return spoken.forms[verb]
    return next((verb[: -len(old)] + new for old, new in spoken.endings if verb.endswith(old)), verb)
