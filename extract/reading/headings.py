"""What the text itself tells of its article: the day it appeared, and its title."""

import re
from dataclasses import dataclass
from functools import cache

from extract.boilerplate import find_boilerplate
from extract.dates import DateSpan, find_dates
from extract.languages import load
from extract.words import fold

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
    language = load(code)
    words = language.words("reading")["published"]
    # A cue stands where an entry of the line begins, and little stands between it and the date.
    before, updated = (
        re.compile(
            rf"(?:^|[-–—|,•·/(])\s*(?:[^\W\d]{{4,}}\s)?(?:{'|'.join(words[name])})\b[^.!?\n]{{0,30}}$", re.IGNORECASE
        )
        for name in ("before", "updated")
    )
    interface = language.words("boilerplate").get("interface", "")
    return _Cues(before, updated, frozenset(fold(f"{words['beside']} {interface}").split()))


def find_published(text: str, language: str) -> str | None:
    """The ISO date in the line that says when the article appeared, or None.

    Such a line is "Publié le 8 févr. 2022 à 10h30", else, near the top, a line that holds a date and little else ("La
    Gazette – Juillet 2014"), else "Mis à jour le ...". Below the top "Publié le" counts only where it stands once: the
    lists of other stories there have dates too. A date inside a sentence is never one.
    """
    cues = _cues(language)
    told: list[str] = []
    alone: list[str] = []
    updated: list[str] = []
    for start, line in _short_lines(text):
        dates = [d for d in find_dates(line, language) if d.basis == "told" and "/" not in d.iso and len(d.iso) > 4]
        if not dates:
            continue
        first = dates[0]
        if cues.updated.search(line[: first.start]):
            updated.append(first.iso)
        elif cues.before.search(line[: first.start]):
            if start < _HEAD:
                return first.iso
            told.append(first.iso)
        elif start < _HEAD and (_opens(line, first, cues) or (len(dates) == 1 and _stands_alone(line, first, cues))):
            alone.append(first.iso)
    told = told if len(told) == 1 else []
    return next(iter([*alone, *told, *updated]), None)


def _short_lines(text: str) -> list[tuple[int, str]]:
    """Lines that may tell a date, with their offsets; of a paragraph near the top its first words."""
    return [
        (match.start(), match[0][:_LINE])
        for match in re.finditer(r"[^\r\n]+", text)
        if (len(match[0]) <= _LINE or match.start() < _HEAD) and re.search(r"\d{2}", match[0][:_LINE])
    ]


def _opens(line: str, found: DateSpan, cues: _Cues) -> bool:
    """A press release begins so: "PARIS, le 12 mars 2018 – The group ..."."""
    before = [word for word in _WORD.findall(line[: found.start]) if fold(word) not in cues.beside]
    place = 0 < len(before) <= 3 and all(word[0].isupper() for word in before)
    return place and bool(re.match(r"\s*(?:\([^)]{2,30}\)\s*)?[–—-]\s", line[found.end :]))


def _stands_alone(line: str, found: DateSpan, cues: _Cues) -> bool:
    """The line holds a day or a month, and else only the like of a publisher, a place and an hour."""
    rest = _CLOCK.sub(" ", line[: found.start] + " | " + line[found.end :])
    strangers = [w for w in _WORD.findall(rest) if fold(w) not in cues.beside]
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
