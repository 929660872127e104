"""Phrases that a time or an adverb parts: "tient depuis mars les rênes", "a mis fin mardi aux fonctions de"."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.executives.symbols import Lexicon
from extract.phrases import Word

_LONGEST = 9  # words of a phrase, once what parts it is taken out
_HEAD = 3  # words of a phrase before it is parted
_LIGHT = frozenset({"adverb", "now", "until_now"})
_BEFORE_DATE = frozenset({"in", "since", "until", "det", "on", "to", "at", "for"})


class Interrupted(NamedTuple):
    """A phrase of the words from `at` to `gap` and from `resumed` to `end`."""

    gap: int
    resumed: int
    end: int
    kind: str
    value: str


def find_interrupted(words: Sequence[Word], at: int, dates: Mapping[int, int], book: Lexicon) -> Interrupted | None:
    """The phrase that begins at a word and is parted by a time or an adverb; `dates`: where each begins and ends."""
    if not book.parted or not book.phrases.opens(words[at]):
        return None
    for gap in range(at + 1, min(at + 1 + _HEAD, len(words))):
        resumed = _skip(words, gap, dates, book)
        if resumed == gap:
            continue
        together = [*words[at:gap], *words[resumed : resumed + _LONGEST]]
        found = book.phrases.match(together, 0)
        if found is None or found[0] <= gap - at or found[1][0] not in book.parted:
            continue
        return Interrupted(gap, resumed, resumed + found[0] - (gap - at), *found[1])
    return None


def date_words(words: Sequence[Word], spans: Iterator[tuple[int, int]]) -> dict[int, int]:
    """The words at which dates begin, with the word after each."""
    found: dict[int, int] = {}
    first = {word.start: number for number, word in enumerate(words)}
    for start, end in spans:
        at = first.get(start)
        if at is not None:
            found[at] = next((n for n in range(at, len(words)) if words[n].start >= end), len(words))
    return found


def _skip(words: Sequence[Word], at: int, dates: Mapping[int, int], book: Lexicon) -> int:
    """The first word after the times and adverbs that begin at a word."""
    while at < len(words):
        if at in dates:
            at = dates[at]
            continue
        found = book.phrases.match(words, at)
        if found is None:
            return at
        length, (kind, _) = found
        if kind in _LIGHT or (kind in _BEFORE_DATE and at + length in dates):
            at += length
        else:
            return at
    return at
