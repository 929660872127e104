"""The words of places in one language, compiled from `places.toml` to a matcher of whole words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.languages import Language

WORD = re.compile(r"\w+")
_BRACES = re.compile(r"\{([^{}]*)\}")

# The tenses an event is told in; "noun" is an event told as a noun ("l'ouverture").
_TENSES = ("present", "past", "future", "conditional", "infinitive", "noun")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase of the lexicon means.

    `name` is its class: a kind of place, of event (open, close ...) or of cue (planned ...); "" for a
    phrase that only looks like a place. `tense` is told of events (infinitive, present, past, future,
    conditional, noun). `strength` is told of nouns: a strong one makes a place with a location beside
    it, a near one wants the location next to it or an event, a weak one wants an event.
    """

    name: str
    tense: str = ""
    strength: str = ""
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the lexicon found in the text: words `first` to `last` (exclusive) of a sentence."""

    first: int
    last: int
    sense: Sense


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its span in the text and its lower-case form."""

    start: int
    end: int
    lower: str


class Matcher:
    """Finds the longest phrases first, word by word."""

    def __init__(self) -> None:
        """An empty matcher: `add` phrases, then `sort`."""
        self._phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}

    def add(self, phrase: str, sense: Sense, only: bool = True) -> None:
        """Let `phrase` (plain words) mean `sense`; with `only`, unless it has a meaning already."""
        words = tuple(WORD.findall(phrase.lower()))
        if not words:
            return
        entries = self._phrases.setdefault(words[0], [])
        if not only or all(known != words for known, _ in entries):
            entries.append((words, sense))

    def sort(self) -> "Matcher":
        """Longest phrases first; call once when all are added."""
        for entries in self._phrases.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return self

    def find(self, lowers: list[str]) -> Iterator[Cue]:
        """All phrases in lower-case words: the longest at each place, in each of its senses, never overlapping."""
        position, count = 0, len(lowers)
        phrases = self._phrases
        while position < count:
            found = 0
            for phrase, sense in phrases.get(lowers[position], ()):
                length = len(phrase)
                if length < found:
                    break
                if length == 1 or tuple(lowers[position : position + length]) == phrase:
                    found = length
                    yield Cue(position, position + length, sense)
            position += max(found, 1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words of places: matchers by role, and plain word sets for links."""

    nouns: Matcher
    events: Matcher
    cues: Matcher
    serves: Matcher
    sequels: Matcher
    links: dict[str, frozenset[tuple[str, ...]]]
    sizes: dict[str, tuple[int, ...]]  # of the phrases of a link, longest first
    seasons: dict[str, tuple[int, int]]  # first and last month

    def link(self, name: str, words: list[Word], end: int) -> int:
        """How many words right before index `end` form a link called `name` (0: none)."""
        phrases = self.links.get(name, frozenset())
        for size in self.sizes.get(name, ()):
            if size <= end <= len(words) and tuple([word.lower for word in words[end - size : end]]) in phrases:
                return size
        return 0

    def opening(self, name: str, lowers: list[str]) -> int:
        """How many words at the start of `lowers` form a link called `name` (0: none)."""
        phrases = self.links.get(name, frozenset())
        return next((size for size in self.sizes.get(name, ()) if tuple(lowers[:size]) in phrases), 0)

    def has(self, name: str, word: str) -> bool:
        """Whether one word is a link called `name`."""
        return (word,) in self.links.get(name, frozenset())

    def ends(self, word: str, name: str) -> bool:
        """Whether a word ends as the links called `name` tell."""
        return any(word.endswith(ending) for ending, *_ in self.links.get(name, ()))


def _expand(entry: str) -> list[str]:
    """Every reading of the braces: "bureau{,x}" -> bureau, bureaux."""
    found = _BRACES.search(entry)
    if not found:
        return [entry]
    head, tail = entry[: found.start()], entry[found.end() :]
    return [whole for part in found[1].split(",") for whole in _expand(head + part + tail)]


def _conjugate(entry: str, table: dict[str, Any], reflexive: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """All (phrase, tense) of a verb entry: "~install+er", "pos+er ses valises", "sor{t,tent} de terre"."""
    itself, entry = entry.startswith("~"), entry.lstrip("~")
    stem = re.search(r"(\w*)\+(\w+)", entry)
    if not stem:
        yield from ((phrase, "present") for phrase in _expand(entry))
        return
    head, tail = entry[: stem.start()], entry[stem.end() :]
    for tense, endings in table[stem[2]].items():
        for ending in endings:
            for phrase in _expand(f"{head}{stem[1]}{ending}{tail}"):
                if not itself:
                    yield phrase, tense
                    continue
                yield from ((f"{pronoun} {phrase}", tense) for pronoun in reflexive.get("pronouns", ()))
                if tense == "past":
                    for pronoun in reflexive.get("pronouns", ()):
                        yield from (
                            (f"{pronoun} {auxiliary} {phrase}", tense) for auxiliary in reflexive.get("auxiliaries", ())
                        )


def _told(
    classes: dict[str, Any], conjugations: dict[str, Any], reflexive: dict[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """All (class, phrase, tense) of classes of events: `verbs` conjugated, the rest as it stands by tense."""
    for name, entries in classes.items():
        for entry in entries.get("verbs", ()):
            yield from ((name, phrase, tense) for phrase, tense in _conjugate(entry, conjugations, reflexive))
        for tense in _TENSES:
            for entry in entries.get(tense, ()):
                yield from ((name, phrase, tense) for phrase in _expand(entry))


@cache
def lexicon(language: Language) -> Lexicon:
    """The compiled lexicon of a language; every part is empty where it has no `places.toml`."""
    table = language.words("places")
    conjugations, reflexive = table.get("conjugations", {}), table.get("reflexive", {})
    nouns, events, cues, serves, sequels = Matcher(), Matcher(), Matcher(), Matcher(), Matcher()
    for entry in table.get("not_places", {}).get("phrases", ()):
        for phrase in _expand(entry):
            nouns.add(phrase, Sense(""))
    for kind, entries in table.get("nouns", {}).items():
        for strength in ("strong", "near", "weak"):
            for entry in entries.get(strength, ()):
                for phrase in _expand(entry):
                    nouns.add(phrase, Sense(kind, strength=strength))
    for name, phrase, tense in _told(table.get("events", {}), conjugations, reflexive):
        events.add(phrase, Sense(name, tense, kind=table["events"][name].get("kind")))
    for name, entries in table.get("cues", {}).items():
        for phrase in (phrase for entry in entries for phrase in _expand(entry)):
            cues.add(phrase, Sense(name), only=False)
            if name == "candidate":  # what is said of a town is said of any place
                cues.add(phrase, Sense("considered"), only=False)
    for entry in table.get("serves", {}).get("cues", ()):
        for phrase in _expand(entry):
            serves.add(phrase, Sense("serves"))
    for name, phrase, tense in _told({"sequel": table.get("sequels", {})}, conjugations, reflexive):
        sequels.add(phrase, Sense(name, tense))
    links = {
        name: frozenset(tuple(WORD.findall(phrase)) for entry in entries for phrase in _expand(entry))
        for name, entries in table.get("links", {}).items()
    }
    sizes = {name: tuple(sorted({len(phrase) for phrase in phrases}, reverse=True)) for name, phrases in links.items()}
    for matcher in (nouns, events, cues, serves, sequels):
        matcher.sort()
    seasons = {word: (months[0], months[1]) for word, months in table.get("seasons", {}).items()}
    return Lexicon(nouns, events, cues, serves, sequels, links, sizes, seasons)
