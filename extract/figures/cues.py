"""Cue phrases: the words of a language's `measures.toml` found in a row of words.

A phrase is made of words: "x" is itself, "x*" any word that begins so, "*x" any that ends so, "a|b" either,
"?x" may be missing. A phrase that begins with "~" is a weak sign.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from extract.languages import Language

WORD = re.compile(r"\w+")
_KEY = 3  # letters of a prefix by which phrases are filed
_SIDE_BY_SIDE = {"ellipsis", "frame", "markets", "nature", "source", "staffing"}  # groups whose values may overlap
_MEMO = 50_000  # words remembered with the phrases they may start


class Cue(NamedTuple):
    """Words `first` to `last` (both included) say `value` in `group` ("money", "revenue")."""

    first: int
    last: int
    group: str
    value: str
    weak: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    group: str
    value: str
    weak: bool
    rivals: str  # phrases of one name do not overlap


def _expand(phrase: str) -> Iterator[tuple[str, ...]]:
    """All rows of plain words and wildcards that `phrase` stands for."""
    choices = []
    for word in phrase.split():
        if word.startswith("?"):
            choices.append(["", *word[1:].split("|")])
        else:
            choices.append(word.split("|"))
    for row in product(*choices):
        yield tuple(word for word in row if word)


def _fits(pattern: str, word: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    if pattern.startswith("*"):
        return word.endswith(pattern[1:]) and len(word) > len(pattern)
    return pattern == word


class Lexicon:
    """The cue phrases of one language, filed by their first word."""

    def __init__(self, sections: dict[str, Any]) -> None:
        """File the phrases of `sections`: group -> value -> phrases."""
        self._exact: dict[str, list[_Phrase]] = defaultdict(list)
        self._prefix: dict[str, list[_Phrase]] = defaultdict(list)
        self._suffix: list[_Phrase] = []
        for group, values in sections.items():
            if group == "words":  # plain lists, looked up word by word
                continue
            for value, phrases in values.items():
                rivals = f"{group} {value}" if group in _SIDE_BY_SIDE else group
                for phrase in phrases:
                    weak = phrase.startswith("~")
                    for words in _expand(phrase.removeprefix("~")):
                        self._file(_Phrase(words, group, value, weak, rivals))
        self._memo: dict[str, tuple[_Phrase, ...]] = {}
        self._endings = tuple(phrase.words[0][1:] for phrase in self._suffix)

    def _file(self, phrase: _Phrase) -> None:
        first = phrase.words[0]
        if first.startswith("*"):
            self._suffix.append(phrase)
        elif first.endswith("*") and len(first) > _KEY:
            self._prefix[first[:_KEY]].append(phrase)
        elif first.endswith("*"):
            raise ValueError(f"a prefix shorter than {_KEY} letters: {' '.join(phrase.words)!r}")
        else:
            self._exact[first].append(phrase)

    def _candidates(self, word: str) -> tuple[_Phrase, ...]:
        """The phrases that may start at `word`, the longest first; known words are looked up once."""
        known = self._memo.get(word)
        if known is None:
            likely = (
                *self._exact.get(word, ()),
                *self._prefix.get(word[:_KEY], ()),
                *(self._suffix if word.endswith(self._endings) else ()),
            )
            fitting = [phrase for phrase in likely if _fits(phrase.words[0], word)]
            known = tuple(sorted(fitting, key=lambda phrase: -len(phrase.words)))
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            self._memo[word] = known
        return known

    def find(self, words: Sequence[str]) -> list[Cue]:
        """The cues of `words` (lower case), in order. Where phrases overlap the longest stands: among those
        of its group, or among those of its value alone in the groups whose values do not rule each other out."""
        found: list[Cue] = []
        busy: dict[str, int] = {}
        size = len(words)
        for index, word in enumerate(words):
            taken: dict[str, int] = {}
            for phrase in self._candidates(word):
                key, row = phrase.rivals, phrase.words
                length = len(row)
                if busy.get(key, -1) >= index or taken.get(key, length) > length or index + length > size:
                    continue
                if length > 1 and not all(_fits(row[at], words[index + at]) for at in range(1, length)):
                    continue
                taken[key] = length
                found.append(Cue(index, index + length - 1, phrase.group, phrase.value, phrase.weak))
            for key, length in taken.items():
                busy[key] = index + length - 1
        return found


@cache
def lexicon(language: Language) -> Lexicon:
    """The cue phrases of `language`."""
    return Lexicon(language.words("measures"))


@cache
def plain_words(language: Language) -> dict[str, frozenset[str]]:
    """The plain word lists of `language`, by name."""
    return {name: frozenset(words) for name, words in language.words("measures").get("words", {}).items()}
