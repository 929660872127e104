"""Cue phrases: the words of a language's `measures.toml` found in a row of words.

A phrase is made of words: "x" is itself, "x*" any word that begins so, "*x" any that ends so, "a|b" either,
"?x" may be missing. A phrase that begins with "~" is a weak sign.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from extract.figures.sectors import sector_heads, sector_phrases
from extract.languages import Language

WORD = re.compile(r"\w+")
_KEY = 3  # letters of a prefix by which phrases are filed
_SIDE_BY_SIDE = {
    "ellipsis",
    "frame",
    "heads",
    "markets",
    "nature",
    "source",
    "staffing",
}  # groups whose values may overlap
_MEMO = 50_000  # words remembered with the phrases they may start


class Cue(NamedTuple):
    """Words `first` to `last` (both included) say `value` in `group` ("money", "revenue")."""

    first: int
    last: int
    group: str
    value: str
    weak: bool


class _Phrase(NamedTuple):
    """A phrase as it is filed: the longest first, then those that begin with a plain word."""

    rank: tuple[int, int, int]  # its length (negative), the kind of its first word, its place in the lexicon
    length: int
    group: str
    value: str
    weak: bool
    rivals: str  # phrases of one name do not overlap


class _Step:
    """A word of phrases: the phrases that end with it, and the words that may follow, by their wildcards."""

    __slots__ = ("ends", "plain", "prefixes", "suffixes")

    def __init__(self) -> None:
        self.ends: list[_Phrase] = []
        self.plain: dict[str, _Step] = {}
        self.prefixes: dict[str, _Step] = {}
        self.suffixes: dict[str, _Step] = {}

    def step_to(self, pattern: str) -> "_Step":
        """The step of the word `pattern`, made where there is none."""
        if pattern.endswith("*"):
            return self.prefixes.setdefault(pattern[:-1], _Step())
        if pattern.startswith("*"):
            return self.suffixes.setdefault(pattern[1:], _Step())
        return self.plain.setdefault(pattern, _Step())

    def fitting(self, word: str) -> Iterator["_Step"]:
        """The steps that `word` fits."""
        plain = self.plain.get(word)
        if plain is not None:
            yield plain
        for beginning, step in self.prefixes.items():
            if word.startswith(beginning):
                yield step
        for ending, step in self.suffixes.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:  # more than a letter before it
                yield step


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


def _kind(pattern: str) -> int:
    """0 for a plain word, 1 for a beginning, 2 for an ending."""
    return 2 if pattern.startswith("*") else int(pattern.endswith("*"))


class Lexicon:
    """The cue phrases of one language, as a tree of words."""

    def __init__(self, sections: dict[str, Any]) -> None:
        """File the phrases of `sections`: group -> value -> phrases."""
        self._root = _Step()
        self._count = 0
        for group, values in sections.items():
            if group == "words":  # plain lists, looked up word by word
                continue
            for value, phrases in values.items():
                rivals = f"{group} {value}" if group in _SIDE_BY_SIDE else group
                for phrase in phrases:
                    weak = phrase.startswith("~")
                    for words in _expand(phrase.removeprefix("~")):
                        self._file(words, group, value, weak, rivals)
        self._memo: dict[str, tuple[_Step, ...]] = {}

    def _file(self, words: tuple[str, ...], group: str, value: str, weak: bool, rivals: str) -> None:
        first = words[0]
        if first.endswith("*") and len(first) <= _KEY:
            raise ValueError(f"a prefix shorter than {_KEY} letters: {' '.join(words)!r}")
        step = self._root
        for word in words:
            step = step.step_to(word)
        self._count += 1
        rank = -len(words), _kind(first), self._count
        step.ends.append(_Phrase(rank, len(words), group, value, weak, rivals))

    def _first(self, word: str) -> tuple[_Step, ...]:
        """Where the phrases that may start at `word` go on; known words are looked up once."""
        known = self._memo.get(word)
        if known is None:
            known = tuple(self._root.fitting(word))
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            self._memo[word] = known
        return known

    def _phrases_at(self, words: Sequence[str], index: int) -> list[_Phrase]:
        """The phrases that stand at words[index], the longest first."""
        found: list[_Phrase] = []
        steps: Sequence[_Step] = self._first(words[index])
        while steps:
            for step in steps:
                found += step.ends
            index += 1
            if index == len(words):
                break
            word = words[index]
            steps = [after for step in steps for after in step.fitting(word)]
        if len(found) > 1:
            found.sort()
        return found

    def find(self, words: Sequence[str]) -> list[Cue]:
        """The cues of `words` (lower case), in order. Where phrases overlap the longest stands: among those
        of its group, or among those of its value alone in the groups whose values do not rule each other out."""
        found: list[Cue] = []
        busy: dict[str, int] = {}
        for index in range(len(words)):
            taken: dict[str, int] = {}
            for _, length, group, value, weak, key in self._phrases_at(words, index):
                if busy.get(key, -1) >= index or taken.get(key, length) > length:
                    continue
                taken[key] = length
                found.append(Cue(index, index + length - 1, group, value, weak))
            for key, length in taken.items():
                busy[key] = index + length - 1
        return found


@cache
def lexicon(language: Language) -> Lexicon:
    """The cue phrases of `language`: "markets" are told by words of their own, "heads" make a market of others."""
    markets = {"markets": sector_phrases(language, "alone"), "heads": sector_heads(language)}
    return Lexicon({**language.words("measures"), **markets})


@cache
def sectors(language: Language) -> Lexicon:
    """The words of the sectors of the economy, a market only beside a head: asked where there is one."""
    return Lexicon({kind: sector_phrases(language, kind) for kind in ("nouns", "adjectives")})


@cache
def frames(language: Language, *values: str) -> Lexicon:
    """The cue phrases of the "frame" group alone, of these values: what is asked of whole documents."""
    told = language.words("measures").get("frame", {})
    return Lexicon({"frame": {value: told.get(value, []) for value in values}})


@cache
def plain_words(language: Language) -> dict[str, frozenset[str]]:
    """The plain word lists of `language`, by name."""
    return {name: frozenset(words) for name, words in language.words("measures").get("words", {}).items()}
