"""What the text itself tells of its article: the day it appeared, and its title."""

import re
from dataclasses import dataclass
from functools import cache

from extract.boilerplate import find_boilerplate
from extract.dates import DateSpan, find_dates
from extract.languages import load

_HEAD = 3000  # characters in which a line with nothing but a date is the article's own
_LINE = 160  # characters; a line that tells a date of publication is short
_STRANGERS = 5  # words beside a date in such a line: publisher, place, author
_TITLE = (12, 180)  # characters
_CLOCK = re.compile(r"\b\d{1,2}\s?[h:.]\s?\d{2}\b")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?…]\s*$")
_MARKUP = re.compile(r"^(#+|\*\*|=+)\s*|\s*(#+|\*\*|=+)$")


@dataclass(frozen=True, slots=True)
class _Cues:
    before: re.Pattern[str]
    updated: re.Pattern[str]
    beside: frozenset[str]


@cache
def _cues(code: str) -> _Cues:
    words = load(code).words("reading")["published"]
    compiled = [
        re.compile(rf"(?<!\w)(?:{'|'.join(words[name])})\b[^.!?\n]{{0,30}}$", re.IGNORECASE)
        for name in ("before", "updated")
    ]
    return _Cues(compiled[0], compiled[1], frozenset(words["beside"].split()))


def find_published(text: str, language: str) -> str | None:
    """The ISO date in the line that says when the article appeared, or None.

    Such a line is "Publié le 8 févr. 2022 à 10h30" anywhere, else "Mis à jour le ...", else, near the top, a line that
    holds a date and little else ("La Gazette – Juillet 2014"). A date inside a sentence is not one.
    """
    cues = _cues(language)
    updated = alone = None
    for start, line in _short_lines(text):
        dates = [d for d in find_dates(line, language) if d.basis == "told" and "/" not in d.iso]
        if not dates:
            continue
        first = dates[0]
        if cues.updated.search(line[: first.start]):
            updated = updated or first.iso
        elif len(first.iso) > 4 and cues.before.search(line[: first.start]):
            return first.iso
        elif start < _HEAD and alone is None and len(dates) == 1 and _stands_alone(line, first, cues):
            alone = first.iso
    return updated or alone


def _short_lines(text: str) -> list[tuple[int, str]]:
    """Lines that may tell a date, with their offsets."""
    return [
        (match.start(), match[0])
        for match in re.finditer(r"[^\r\n]+", text)
        if len(match[0]) <= _LINE and re.search(r"\d{2}", match[0])
    ]


def _stands_alone(line: str, found: DateSpan, cues: _Cues) -> bool:
    """The line holds a day or a month, and else only the like of a publisher, a place and an hour."""
    if len(found.iso) <= 4:
        return False
    rest = _CLOCK.sub(" ", line[: found.start] + " | " + line[found.end :])
    strangers = [w for w in _WORD.findall(rest) if w.lower() not in cues.beside]
    if re.search(r"\d{2}", rest) or _SENTENCE_END.search(line.rstrip()[-1:]) or len(strangers) > _STRANGERS:
        return False
    return all(word[0].isupper() for word in strangers) and (len(found.iso) == 10 or len(strangers) <= 3)


def find_title(text: str, language: str) -> str | None:
    """The heading that the text begins with (without Markdown's marks), or None where it begins otherwise."""
    spans = find_boilerplate(text, language)
    lines = [m for m in re.finditer(r"[^\r\n]+", text[:_HEAD]) if m[0].strip()]
    for number, match in enumerate(lines):
        if any(start <= match.start() < end for start, end in spans):
            continue
        line = _MARKUP.sub("", match[0].strip()).strip()
        follows = number + 1 < len(lines)
        fits = _TITLE[0] <= len(line) <= _TITLE[1] and len(_WORD.findall(line)) > 1
        return line if fits and follows and not line.endswith((".", ",", ";", ":")) else None
    return None
