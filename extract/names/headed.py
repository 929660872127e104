"""What heads the paragraphs of a list with the name of a firm: a line over it ("SCIERIES DU VAL", "Togo - Norvie")
or the words that it opens with ("Halvard – Le groupe ...", "• Norvale: the retailer ...").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extract.names.firstnames import first_names
from extract.names.lexicon import NameLexicon
from extract.names.tokens import Tokens, capital
from extract.places.gazetteer import Gazetteer
from extract.words import Word, name_key

_LINE = re.compile(r"[^\n]+")
_RUN_IN = re.compile(r"[\s•·▪►*–—-]*(?P<head>[^\s•·▪►*–—-][^\n:|]{0,59}?)\**(?:\s[–—|-]|\s?:|\.)\**\s")
_APART = re.compile(r"\s[-–—|/•]\s|\s?:\s|,\s")  # parts of a heading: "TOGO – NORVIE"
_HEADS = 3  # headings make a list
_WORDS, _UNDER = 8, 80  # words of a heading at most, characters of the paragraph under it at least
_STOPS = (".", ":", ",", ";", "!", "?", "…", "»", "”")


def headed(t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> dict[int, int]:
    """First word -> the index after the last one, of the firms that head the paragraphs of a list."""
    return {first: last for spans in (_over, _run_in) for first, last in _firms(t, spans(t), lexicon, book)}


def _firms(t: Tokens, spans: Iterable[tuple[int, int]], lexicon: NameLexicon, book: Gazetteer) -> list[tuple[int, int]]:
    """The firms among headings of one shape; none where they are too few, or not names for the most part."""
    heads = [_parts(t, span, lexicon, book) for span in spans if _capital(t, span, lexicon)]
    named = [parts for parts in heads if parts]
    sure = [parts for parts in named if any(_unheard(t.words[a:b], lexicon) for a, b in parts)]
    distinct = {t.words[parts[0][0]].key for parts in named}
    if len(distinct) < _HEADS or 2 * len(sure) < len(named):
        return []
    return [span for parts in named for span in parts]


def _over(t: Tokens) -> Iterator[tuple[int, int]]:
    """The first and the last word of each line that stands alone over a paragraph."""
    starts = [word.start for word in t.words]
    for line, under in pairwise(list(_LINE.finditer(t.text))[1:]):  # the first is the title
        if not line[0].strip().endswith(_STOPS) and len(under[0]) >= _UNDER:
            yield bisect_left(starts, line.start()), bisect_left(starts, line.end())


def _run_in(t: Tokens) -> Iterator[tuple[int, int]]:
    """The first and the last word of what opens a paragraph, apart from the rest by a sign."""
    starts = [word.start for word in t.words]
    for line in list(_LINE.finditer(t.text))[1:]:
        head = _RUN_IN.match(t.text, line.start(), line.end())
        if head and line.end() - head.end() >= _UNDER:
            first, last = (bisect_left(starts, end) for end in head.span("head"))
            if last - first == 1 or t.words[first].key not in first_names():  # else the list is of people
                yield first, last


def _capital(t: Tokens, span: tuple[int, int], lexicon: NameLexicon) -> bool:
    words = t.words[slice(*span)]
    if not 0 < len(words) <= _WORDS:
        return False
    return all(word.text.isupper() for word in words) or all(_big(word, lexicon) for word in words)


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
        if any(lexicon.posts.match(words, at)[0] and not _joined(t, a + at) for at in range(len(words))):
            continue
        found.append((a, b))
    return found


def _joined(t: Tokens, index: int) -> bool:
    """The word goes with the one before: the "Fils" of "Halvard & Fils"."""
    return index > 0 and "&" in t.text[t.words[index - 1].end : t.words[index].start]


def _unheard(words: Sequence[Word], lexicon: NameLexicon) -> bool:
    """A word that no dictionary has is among them."""
    known = (lexicon.everyday, lexicon.stop, lexicon.unnamed)
    return any(not any(word.key in told for told in known) for word in words)
