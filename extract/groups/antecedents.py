"""Whose unit "its subsidiary" is: the company a possessive or a pronoun stands for, where that is clear."""

from collections.abc import Collection
from itertools import dropwhile, islice
from typing import NamedTuple

from extract.documents import Document
from extract.groups.lines import Line

_FIRMS = frozenset({"name", "alias"})
_JOINERS = frozenset({"and", "open"})
_BEFORE_NAME = frozenset({"article", "group", "place"})
_SEVERAL = 0.85  # what a choice among several companies is worth
_BEFORE = 0.75  # and one from the sentences before
_CLEAR = 0.5  # the least share of the focus that makes one company clear


class Meant(NamedTuple):
    """A company and how sure it is that it is meant."""

    name: str
    share: float


def antecedent(document: Document, line: Line, start: int, end: int, others: Collection[str]) -> Meant | None:
    """The company that the construction from symbol `start` to `end` leaves untold; None where it may be several.

    Beside it ("Ormeau et sa filiale"), alone before it in the sentence, or right after ("Avec sa filiale Lisette,
    Ormeau ..."); of several the one in focus. A person last named may be the owner as well.
    """
    symbols = line.symbols
    if start > 1 and symbols[start - 1].kind in _JOINERS and symbols[start - 2].kind in _FIRMS:
        return Meant(symbols[start - 2].name, 1.0)
    before = [
        symbol
        for index, symbol in enumerate(symbols[:start])
        if symbol.kind in {*_FIRMS, "person"} and symbol.name not in others and not _is_source(line, index)
    ]
    focus = [known for known in document.focus_at(symbols[start].start) if known.name not in others]
    if not before:
        following = _subject_after(line, end)
        if following is not None:
            return Meant(following, 1.0) if following not in others else None
        clear = focus and focus[0].share >= _CLEAR * sum(known.share for known in focus)
        return Meant(focus[0].name, _BEFORE) if clear else None
    if before[-1].kind == "person":
        return None
    names = {symbol.name for symbol in before if symbol.kind in _FIRMS}
    if len(names) == 1:
        return Meant(before[-1].name, 1.0)
    return next((Meant(known.name, _SEVERAL) for known in focus[:1] if known.name in names), None)


def _subject_after(line: Line, end: int) -> str | None:
    """The company right after the comma that ends the construction: ", le groupe Ormeau ..."."""
    if end >= len(line.symbols) or line.symbols[end].kind != "comma":
        return None
    following = dropwhile(lambda symbol: symbol.kind in _BEFORE_NAME, line.symbols[end + 1 :])
    return next((symbol.name for symbol in islice(following, 1) if symbol.kind in _FIRMS), None)


def _is_source(line: Line, index: int) -> bool:
    return any(symbol.kind == "source" for symbol in line.symbols[max(0, index - 2) : index])
