"""Lists of news about several organisations: appointments of the week, movers. Where each section starts."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extract.languages import Language
from extract.mentions import Mention
from extract.names.lexicon import Phrases
from extract.names.salience import ends_head
from extract.words import phrase_keys, split_words

_HEADS = 3  # paragraphs headed by different names make a list
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:^|\n)[\s•·▪►*–—-]*\Z")  # before what opens a paragraph
_SHORT, _LONG = 90, 120  # characters of a heading at most, and of the paragraph under it at least
_CENTRAL = 1.5  # the weight of a mention whose organisation is led or acts
_MANY, _SOME = 4, 3  # paragraphs, each about an organisation of its own; where the title announces a list
_SPREAD, _LOOSE = 0.4, 0.6  # of the paragraphs that name organisations: a topic named in more is what all is about
_PART, _MOST = 0.5, 0.6  # of the paragraphs that name people: in a list so many have theirs to themselves
_STOPS = (".", "!", ";", ",", "»", "”", '"', ":")


def find_sections(text: str, mentions: Sequence[Mention]) -> list[tuple[int, str | None]]:
    """Where each section of a list starts, and the organisation that heads it: none where its heading names none.

    A name at the start of a paragraph ("FIRM. ...", "Firm : ...") heads it; so does one in a line of its own above
    it. Nothing for a text that is no list.
    """
    opening: list[tuple[int, str | None]] = [
        (mention.start, mention.name)
        for mention in mentions
        if _BULLET.search(text, max(0, mention.start - 8), mention.start) and ends_head(text, mention.end)
    ]
    lines = _heading_lines(text, mentions)
    if _names(lines) >= _HEADS:
        return sorted(dict([*opening, *lines]).items())
    return opening if _names(opening) >= _HEADS else []


def _names(heads: Sequence[tuple[int, str | None]]) -> int:
    return len({name for _, name in heads if name})


def _heading_lines(text: str, mentions: Sequence[Mention]) -> list[tuple[int, str | None]]:
    """Short lines without a full stop above a paragraph, and the one organisation each names."""
    starts = [mention.start for mention in mentions]
    lines = list(_LINE.finditer(text))
    found: list[tuple[int, str | None]] = []
    for line, under in pairwise(lines[1:]):
        told = line[0].strip()
        if not 2 < len(told) <= _SHORT or told.endswith(_STOPS) or len(under[0]) < _LONG:
            continue
        inside = {m.name for m in mentions[bisect_left(starts, line.start()) : bisect_left(starts, line.end())]}
        found.append((line.start(), inside.pop() if len(inside) == 1 else None))
    return found


@cache
def _announcing(language: Language) -> Phrases:
    return Phrases((phrase, 1.0) for phrase in phrase_keys(language.words("names")["organisation"]["lists"]))


def _is_announced(language: Language, title: str | None) -> bool:
    words = split_words(title or "")
    return any(_announcing(language).match(words, index)[0] for index in range(len(words)))


def is_list(
    text: str,
    language: Language,
    mentions: Sequence[Mention],
    weights: Sequence[float],
    topic: str | None,
    title: str | None,
) -> bool:
    """Every paragraph speaks of another organisation; `weights` are those of `salience.weights`."""
    named: defaultdict[int, set[str]] = defaultdict(set)
    central: dict[str, int] = {}
    breaks = [at for at, sign in enumerate(text) if sign == "\n"]
    for mention, weight in zip(mentions, weights, strict=True):
        block = bisect_right(breaks, mention.start)
        if weight >= 1:
            named[block].add(mention.name)
        if weight >= _CENTRAL and block:
            central.setdefault(mention.name, block)
    told = _is_announced(language, title)
    spread = sum(topic in names for names in named.values()) / max(1, len(named))
    return len(set(central.values())) >= (_SOME if told else _MANY) and spread < (_LOOSE if told else _SPREAD)


def is_scattered(
    text: str, language: Language, organisations: Sequence[Mention], people: Sequence[Mention], title: str | None
) -> bool:
    """Most paragraphs that name people name an organisation too, and neither people nor organisations of another."""
    breaks = [at for at, sign in enumerate(text) if sign == "\n"]
    named: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    for mention in (*organisations, *people):
        block = bisect_right(breaks, mention.start)
        if block:  # the first line is the title
            named[block].add((mention.kind, mention.name))
    blocks = Counter(name for names in named.values() for name in names)
    peopled = [names for names in named.values() if any(kind == "person" for kind, _ in names)]
    apart = [
        names
        for names in peopled
        if any(kind == "organisation" for kind, _ in names) and all(blocks[name] == 1 for name in names)
    ]
    if _is_announced(language, title):
        return len(apart) >= _SOME and len(apart) >= _PART * len(peopled)
    return len(apart) > _MANY and len(apart) >= _MOST * len(peopled)


def section_at(sections: Sequence[tuple[int, str | None]], position: int) -> tuple[int, str | None]:
    """Start and organisation of the section that holds the character `position`; 0 and None outside of any."""
    index = bisect_right(sections, position, key=lambda section: section[0]) - 1
    return sections[index] if index >= 0 else (0, None)


def owner_at(sections: Sequence[tuple[int, str | None]], position: int) -> str | None:
    """The organisation whose section holds the character `position`."""
    return section_at(sections, position)[1]
