"""Sentences of press text, in any language with a list of abbreviations."""

import re
from collections.abc import Iterator
from functools import cache

from extract.languages import Language

# What may end a sentence: the mark, closing quotes or brackets, blanks, then what may start the next one. A run of
# marks or blanks is tried once, from its start.
_END = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[»”’\"')\]]*(?:\s*+[»”])?)(?P<gap>[^\S\n]++)"
    r"(?=[«“‘\"'(\[–—-]?\s*+[^\W_a-zà-ÿ])"
    r"|(?P<line>(?:(?<![^\S\n])[^\S\n]++)?\n\s*+)"
)
_LONGEST = 2_000  # characters; a longer row of words is no sentence but a table or a list
_BREAKS = ("; ", ", ", " ")  # where such a row is cut, the best first
_LAST_WORD = re.compile(r"[\w.'’-]*$")


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    return frozenset(language.words("names").get("abbreviations", ()))


def split_sentences(text: str, language: Language) -> list[tuple[int, int]]:
    """Start and end of every sentence, trimmed of blanks. A line break ends a sentence unless it only
    wraps a long line."""
    abbreviations = _abbreviations(language)
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match["line"] is not None:
            if _wraps(text, start, match):
                continue
            cut = match.start()
        else:
            if match["mark"] == "." and not match["close"] and _abbreviated(text, match.start(), abbreviations):
                continue
            cut = match.end("close")
        _append(spans, text, start, cut)
        start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        begin = start + len(part) - len(part.lstrip())
        spans.extend(_cut(text, begin, begin + len(stripped)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence itself; parts of it where it is too long to be one."""
    while end - start > _LONGEST:
        least, most = start + _LONGEST // 2, start + _LONGEST
        found = ((text.rfind(sign, least, most), len(sign)) for sign in _BREAKS)
        cut = next((at + length for at, length in found if at >= 0), most)
        yield start, start + len(text[start:cut].rstrip())
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    yield start, end


def _wraps(text: str, start: int, match: re.Match[str]) -> bool:
    """A single line break inside a sentence: the line is long, unfinished, and goes on in lower case."""
    after = text[match.end() : match.end() + 1]
    before = text[match.start() - 1 : match.start()]
    one = text.count("\n", match.start(), match.end()) == 1
    return one and after.islower() and before not in ".!?:;…»”" and match.start() - start > 40


def _abbreviated(text: str, dot: int, abbreviations: frozenset[str]) -> bool:
    """The full stop at `dot` closes an abbreviation or an initial."""
    found = _LAST_WORD.search(text, max(0, dot - 24), dot)
    word = found[0] if found else ""
    tail = re.split(r"['’]", word)[-1]
    if not tail:
        return False
    if tail in abbreviations or tail[0].lower() + tail[1:] in abbreviations:
        return True
    return tail[0].isupper() and re.fullmatch(r"(?:\w-)?\w", tail) is not None  # an initial
