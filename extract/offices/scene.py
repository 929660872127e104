"""A sentence laid out for the search of places: its words, the lexicon's phrases and the locations."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.dates import DateSpan
from extract.documents import Document, Mention, Sentence
from extract.offices.lexicon import WORD, Cue, Lexicon, Word

# Marks between two words that end a segment: what stands beyond belongs to another statement.
_BREAKS = frozenset(";:()–—!?")


@dataclass(frozen=True, slots=True)
class Location:
    """One place named in a sentence: a city with its country, or a country alone.

    `country` is None for a town that no gazetteer knows and nothing beside it tells.
    """

    city: str | None
    country: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Locations told together ("à Munich et Berlin"), words `first` to `last` (exclusive).

    `link` tells how the sentence leads to them: locative ("à"), genitive ("de"), from ("depuis"),
    toward ("pour") or "" (nothing); `adjective` is true for "parisien".
    """

    locations: tuple[Location, ...]
    first: int
    last: int
    link: str
    adjective: bool


@dataclass(slots=True)
class Scene:
    """One sentence and all that the rules read of it. Cues are in order and never overlap by kind."""

    document: Document
    lexicon: Lexicon
    sentence: Sentence
    words: list[Word]
    segments: list[int]
    mentions: list[Mention]
    nouns: list[Cue] = field(default_factory=list)
    events: list[Cue] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    serves: list[Cue] = field(default_factory=list)
    sequels: list[Cue] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)

    def word_at(self, position: int) -> int:
        """Index of the word at or after the character `position`."""
        return bisect_left(self.words, position, key=lambda word: word.end - 1)

    def between(self, first: int, last: int) -> str:
        """The text from the end of the word before `first` to the start of the word `last`."""
        start = self.words[first - 1].end if first else self.sentence.start
        end = self.words[last].start if last < len(self.words) else self.sentence.end
        return self.document.text[start:end]

    def lowers(self, first: int, last: int) -> list[str]:
        """The lower-case words from `first` to `last` (exclusive)."""
        return [word.lower for word in self.words[max(first, 0) : last]]

    def lead(self, group: Group) -> int:
        """How many words lead to a group: the preposition and the article before it."""
        return max(
            (self.lexicon.link(name, self.words, group.first) for name in ("locative", "genitive", "articles")),
            default=0,
        )

    def events_named(self, name: str) -> list[Cue]:
        """The events of a class, whether or not the sentence's cues have been read."""
        events = self.events or self.lexicon.events.find([word.lower for word in self.words])
        return [event for event in events if event.sense.name == name]

    def dated(self, position: int) -> bool:
        """Whether the character `position` is part of a date."""
        return any(date.start <= position < date.end for date in self.dates)

    def same_segment(self, first: int, last: int) -> bool:
        """Whether no mark that ends a statement stands between the two words."""
        return self.segments[min(first, len(self.segments) - 1)] == self.segments[min(last, len(self.segments) - 1)]

    def cued(self, name: str, first: int, last: int) -> bool:
        """Whether a cue called `name` lies within the words `first` to `last` (exclusive)."""
        return any(cue.sense.name == name and cue.first >= first and cue.last <= last for cue in self.cues)


def scenes(document: Document, lexicon: Lexicon) -> Iterator[Scene]:
    """The sentences of a document, laid out, in order: place nouns and dates read, the rest by `read_cues`."""
    text, mentions, dates = document.text, document.mentions, document.dates
    starts, date_starts = [mention.start for mention in mentions], [date.start for date in dates]
    for sentence in document.sentences:
        words = [
            Word(match.start(), match.end(), match[0].lower())
            for match in WORD.finditer(text, sentence.start, sentence.end)
        ]
        if not words:
            continue
        own = mentions[bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end)]
        scene = Scene(document, lexicon, sentence, words, _segments(text, words), own)
        scene.dates = dates[bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)]
        scene.nouns = list(lexicon.nouns.find([word.lower for word in words]))
        yield scene


def read_cues(scene: Scene) -> None:
    """Fill in the events and cues of a sentence: only those that tell of places need them."""
    lexicon, lowers = scene.lexicon, [word.lower for word in scene.words]
    scene.events = list(lexicon.events.find(lowers))
    scene.sequels = list(lexicon.sequels.find(lowers))
    scene.cues = [cue for cue in lexicon.cues.find(lowers) if not scene.dated(scene.words[cue.first].start)]
    scene.serves = list(lexicon.serves.find(lowers))


def link_of(scene: Scene, first: int) -> str:
    """How the words right before `first` lead to a location."""
    lexicon, words = scene.lexicon, scene.words
    for name in ("locative", "toward", "from", "genitive"):
        length = lexicon.link(name, words, first)
        if length and not any(mark in scene.between(first, first) for mark in ",;:("):
            genitive = name == "genitive" or (name == "from" and lexicon.link("genitive", words, first) >= length)
            if genitive and tuple(scene.lowers(first - length - 1, first - length)) in lexicon.links.get("nearby", ()):
                return "locative"  # "les quais du port de Gand"
            return "genitive" if genitive else name
    if first and lexicon.has("initial", words[first - 1].lower):
        return "locative" if scene.document.text[words[first - 1].start].isupper() else ""
    return "locative" if lexicon.has("beyond_border", words[first].lower) else ""


def contracted(scene: Scene, first: int) -> str | None:
    """The article that a preposition before a town has swallowed: "au Havre" is Le Havre."""
    before = scene.lowers(first - 1, first)
    return scene.document.language.words("places").get("contractions", {}).get(before[0]) if before else None


def _segments(text: str, words: list[Word]) -> list[int]:
    """The number of each word's segment; what stands in brackets is one of its own, and the rest goes on."""
    numbers, number, last, outer = [0], 0, 0, []
    for left, right in pairwise(words):
        gap = text[left.end : right.start]
        if "(" in gap:
            outer.append(number)
        if ")" in gap and outer and "(" not in gap:
            number = outer.pop()
        elif len(gap) > 1 and (not _BREAKS.isdisjoint(gap) or "\n" in gap):
            last += 1
            number = last
        numbers.append(number)
    return numbers
