"""Phrases of a lexicon found in running text: the longest match over words.

A lexicon entry is a short phrase in a compact spelling: `{a,b}` stands for either and `<name>` for any of
the forms of that name. Hyphens and blanks are alike and both apostrophes are one. An entry with a capital
letter matches in that case only, any other in any case.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Generic, NamedTuple, TypeVar

from extract.languages import available, load

Label = TypeVar("Label")

_KEPT = "°"  # "n° 2"
_JOINERS = "\ufe0e\ufe0f\u200d" + "".join(map(chr, range(0x1F3FB, 0x1F400)))  # parts of emoji: variants, tints
_CHOICE = re.compile(r"\{([^{}]*)\}|<(\w+)>")


@lru_cache(maxsize=4096)
def _is_picture(sign: str) -> bool:
    """An emoji, a star, a trade mark: it says nothing, and parts no phrase."""
    return len(sign) == 1 and (sign in _JOINERS or (unicodedata.category(sign) == "So" and sign not in _KEPT))


class Word(NamedTuple):
    """A word or sign of the text: text[start:end], and how it is written with a straight apostrophe."""

    start: int
    end: int
    text: str
    lower: str


@cache
def _token() -> re.Pattern[str]:
    """A word or sign of any language: a text of one has the names and words of others.

    An elided word keeps its apostrophe ("d'", "qu'"); a hyphen inside a word only parts two words.
    """
    words = [load(code).words("reading").get("apostrophes", {}) for code in available()]

    def any_of(place: str) -> str:
        return "|".join(sorted({re.escape(word).replace("'", "['’]") for of in words for word in of.get(place, ())}))

    whole, before, after = (any_of(place) or "(?!)" for place in ("inside", "behind", "before"))
    parts = rf"(?:{whole})\b|\b(?:{before})['’](?=\w|$)|(?<=\w)['’](?:{after})\b"
    return re.compile(rf"{parts}|[^\W_]+|(?<![^\W_])-|-(?![^\W_])|[^\w\s-]|\n+", re.IGNORECASE)


def read_words(text: str, start: int, end: int) -> list[Word]:
    """The words and signs of text[start:end], pictures left out; a line break is one word of line feeds."""
    found = []
    for match in _token().finditer(text, start, end):
        written = match.group().replace("’", "'")
        if not written.isascii() and _is_picture(written):
            continue
        found.append(Word(match.start(), match.end(), written, written.lower()))
    return found


def spell(entry: str, forms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """All phrases that an entry stands for. Raises KeyError where a form has no such name."""
    match = _CHOICE.search(entry)
    if match is None:
        yield " ".join(entry.split())
        return
    options = match.group(1).split(",") if match.group(2) is None else forms[match.group(2)]
    for option in options:
        yield from spell(entry[: match.start()] + option + entry[match.end() :], forms)


_NO_WORD = ""  # in the place of the second word of a phrase of one
_Choices = dict[str, list[tuple[tuple[str, ...], Label]]]  # second word -> the words after it, the longest first


class Phrasebook(Generic[Label]):
    """Phrases with a label each, looked up by their first two words."""

    def __init__(self, entries: Iterable[tuple[str, Label]]) -> None:
        """Of two labels for one phrase the first stands."""
        self._any_case: dict[str, _Choices[Label]] = {}
        self._exact: dict[str, _Choices[Label]] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, label in entries:
            exact = phrase != phrase.lower()
            words = tuple(word.text if exact else word.lower for word in read_words(phrase, 0, len(phrase)))
            if words and words not in seen:
                seen.add(words)
                table = self._exact if exact else self._any_case
                second = words[1] if len(words) > 1 else _NO_WORD
                table.setdefault(words[0], {}).setdefault(second, []).append((words[2:], label))
        for table in (self._any_case, self._exact):
            for choices in table.values():
                for rest in choices.values():
                    rest.sort(key=lambda choice: -len(choice[0]))

    def opens(self, word: Word) -> bool:
        """Whether a phrase of several words begins with a word."""
        choices = self._any_case.get(word.lower)
        return choices is not None and len(choices) > (_NO_WORD in choices)

    def match(self, words: Sequence[Word], at: int) -> tuple[int, Label] | None:
        """How many words from `at` on the longest phrase there takes, and its label."""
        best: tuple[int, Label] | None = None
        choices = self._any_case.get(words[at].lower)
        if choices is not None:
            if at + 1 < len(words):
                for rest, label in choices.get(words[at + 1].lower, ()):
                    if all(at + n < len(words) and words[at + n].lower == part for n, part in enumerate(rest, 2)):
                        best = len(rest) + 2, label
                        break
            if best is None and _NO_WORD in choices:
                best = 1, choices[_NO_WORD][0][1]
        choices = self._exact.get(words[at].text)
        if choices is not None:
            if at + 1 < len(words):
                for rest, label in choices.get(words[at + 1].text, ()):
                    if best is not None and len(rest) + 2 < best[0]:
                        break
                    if all(at + n < len(words) and words[at + n].text == part for n, part in enumerate(rest, 2)):
                        return len(rest) + 2, label
            if _NO_WORD in choices and (best is None or best[0] == 1):
                return 1, choices[_NO_WORD][0][1]
        return best
