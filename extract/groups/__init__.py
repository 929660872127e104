"""Mentions -> claims: groups, that is which brand, subsidiary or unit belongs to which company.

Only what a sentence says counts ("Lisette, filiale d'Ormeau", "Ormeau's brand Lisette") or a name that is made from
the company's own ("Ormeau.com", "Ormeau Cloud"). Two names side by side, a rival or a partner say nothing.
"""

from collections.abc import Iterator, Sequence

from extract.claims import Group
from extract.documents import Document
from extract.groups.constructions import find_pairs
from extract.groups.family_names import find_family_names
from extract.groups.lines import read_lines
from extract.groups.pairs import Pair

__all__ = ["find_groups"]


def find_groups(document: Document) -> list[Group]:
    """The rows of the groups table that the article supports, in text order: one a unit and parent."""
    best: dict[tuple[str, str], Pair] = {}
    for pair in _pairs(document):
        known = best.get((pair.unit, pair.parent))
        if known is None or pair.confidence > known.confidence:
            best[pair.unit, pair.parent] = pair
    one_way = [pair for pair in best.values() if not _contradicted(pair, best.get((pair.parent, pair.unit)))]
    return _rows(document, sorted(one_way, key=lambda pair: (pair.sentence.start, pair.unit)))


def _pairs(document: Document) -> Iterator[Pair]:
    for line in read_lines(document):
        yield from find_pairs(document, line)
    yield from find_family_names(document)


def _contradicted(pair: Pair, other: Pair | None) -> bool:
    """Of two that are each said to belong to the other neither does, unless one is told better."""
    return other is not None and other.confidence >= pair.confidence


def _rows(document: Document, pairs: Sequence[Pair]) -> list[Group]:
    return [
        Group(
            organisation=pair.unit,
            parent=pair.parent,
            quote=document.text[pair.sentence.start : pair.sentence.end],
            start_char=pair.sentence.start,
            end_char=pair.sentence.end,
            rule=pair.rule,
            confidence=round(pair.confidence, 2),
        )
        for pair in pairs
    ]
