"""Lines that head the paragraphs of a list with the name of a firm: "VERRERIES DE L'ORB", "Mali - Sonavie"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.names.lexicon import NameLexicon
from extract.names.tokens import Tokens, capital
from extract.places.gazetteer import Gazetteer
from extract.words import Word, name_key

_LINE = re.compile(r"[^\n]+")
_APART = re.compile(r"\s[-–—|/•]\s|\s?:\s|,\s")  # parts of a heading: "MALI – SONAVIE"
_HEADS = 3  # headings make a list
_WORDS, _UNDER = 8, 100  # words of a heading at most, characters of the paragraph under it at least
_STOPS = (".", ":", ",", ";", "!", "?", "…", "»", "”")


def headed(t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> dict[int, int]:
    """First word -> the index after the last one, of the firms that head the paragraphs of a list."""
    heads = [_parts(t, span, lexicon, book) for span in _lines(t, lexicon)]
    named = [parts for parts in heads if parts]
    sure = [parts for parts in named if any(_unheard(t.words[a:b], lexicon) for a, b in parts)]
    if len(named) < _HEADS or 2 * len(sure) <= len(named):
        return {}
    return {first: last for parts in named for first, last in parts}


def _lines(t: Tokens, lexicon: NameLexicon) -> Iterator[tuple[int, int]]:
    """The first and the last word of each line that stands alone over a paragraph."""
    lines = list(_LINE.finditer(t.text))[1:]  # the first is the title
    at = 0
    for line, under in pairwise(lines):
        while at < len(t.words) and t.words[at].start < line.start():
            at += 1
        last = at
        while last < len(t.words) and t.words[last].end <= line.end():
            last += 1
        told = line[0].strip()
        if not 0 < last - at <= _WORDS or told.endswith(_STOPS) or len(under[0]) < _UNDER:
            continue
        if told.isupper() or all(_big(word, lexicon) for word in t.words[at:last]):
            yield at, last


def _big(word: Word, lexicon: NameLexicon) -> bool:
    small = word.key in lexicon.of or word.key in lexicon.definite or word.key in lexicon.conjunctions
    return small or capital(word.text)


def _parts(t: Tokens, span: tuple[int, int], lexicon: NameLexicon, book: Gazetteer) -> list[tuple[int, int]]:
    """The parts of a heading that may name a firm: no place, no rubric."""
    first, last = span
    cuts = [first]
    cuts += [at for at in range(first + 1, last) if _APART.fullmatch(t.text[t.words[at - 1].end : t.words[at].start])]
    found = []
    for a, b in zip(cuts, [*cuts[1:], last], strict=True):
        words = t.words[a:b]
        place = book.lookup(t.text[words[0].start : words[-1].end])
        if (
            place
            or all(word.key in lexicon.unnamed or word.key in lexicon.stop for word in words)
            or len(name_key(words[0].text)) < 2
        ):
            continue
        if any(lexicon.posts.match(words, at)[0] for at in range(len(words))):
            continue
        found.append((a, b))
    return found


def _unheard(words: Sequence[Word], lexicon: NameLexicon) -> bool:
    """A word that no dictionary has is among them."""
    known = (lexicon.everyday, lexicon.stop, lexicon.unnamed)
    return any(not any(word.key in told for told in known) for word in words)
