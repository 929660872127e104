"""What a sentence says is not so, not yet so, only told, or no longer so, with the cue that says it.

Each language's qualifiers.toml lists for every kind its cues (whose scope runs on to the right, or back to
the left), pseudo-cues (longer phrases that hold a cue and say nothing) and the words that end a scope.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.languages import Language, load
from extract.mentions import Sentence
from extract.phrases import Phrasebook, Word, read_words, spell

KINDS = ("negated", "planned", "reported", "former")


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A cue, text[start:end], and the stretch of its sentence that it qualifies."""

    kind: str  # negated | planned | reported | former
    start: int
    end: int
    scope_start: int
    scope_end: int

    def covers(self, position: int) -> bool:
        """Whether the cue qualifies what stands at the character `position`."""
        return self.scope_start <= position < self.scope_end


_Label = tuple[str, str]  # a kind and a direction, or ("end", "") and ("pseudo", "")


def find_qualifiers(text: str, language: Language | str, sentences: Iterable[Sentence]) -> list[Qualifier]:
    """The qualifiers of all sentences, in text order. Raises UnknownLanguageError where there is none such."""
    book = _cues(load(language) if isinstance(language, str) else language)
    return [found for sentence in sentences for found in _of_sentence(text, sentence, book)]


@cache
def _cues(language: Language) -> Phrasebook[_Label]:
    words = language.words("qualifiers")
    forms = words.get("forms", {})
    entries: list[tuple[str, _Label]] = []
    for kind in KINDS:
        section = words.get(kind, {})
        before, after = (
            {spelt for cue in section.get(direction, []) for spelt in spell(cue, forms)}
            for direction in ("before", "after")
        )
        entries.extend((cue, (kind, "around")) for cue in sorted(before & after))
        entries.extend((cue, (kind, "before")) for cue in sorted(before - after))
        entries.extend((cue, (kind, "after")) for cue in sorted(after - before))
        entries.extend((spelt, ("pseudo", "")) for cue in section.get("pseudo", []) for spelt in spell(cue, forms))
    ends = words.get("terminations", {}).get("words", [])
    entries.extend((spelt, ("end", "")) for end in ends for spelt in spell(end, forms))
    return Phrasebook(entries)


def _of_sentence(text: str, sentence: Sentence, book: Phrasebook[_Label]) -> Iterator[Qualifier]:
    words = read_words(text, sentence.start, sentence.end)
    cues: list[tuple[str, str, int, int]] = []
    ends: list[int] = []
    at = 0
    while at < len(words):
        found = book.match(words, at)
        if found is None:
            if words[at].text in {";", ":"}:
                ends.append(words[at].start)
            at += 1
            continue
        length, (kind, direction) = found
        if kind == "end":
            ends.append(words[at].start)
        elif kind != "pseudo":
            cues.append((kind, direction, at, at + length - 1))
        at += length
    for kind, direction, first, last in cues:
        yield _scoped(words, sentence, ends, kind, direction, first, last)


def _scoped(
    words: list[Word], sentence: Sentence, ends: list[int], kind: str, direction: str, first: int, last: int
) -> Qualifier:
    """A cue said before what it qualifies reaches to the next end, one said after reaches back to the last."""
    start, end = words[first].start, words[last].end
    scope_start, scope_end = start, end
    if direction != "after":
        scope_end = min((e for e in ends if e >= end), default=sentence.end)
    if direction != "before":
        scope_start = max((e for e in ends if e < start), default=sentence.start)
    return Qualifier(kind, start, end, scope_start, scope_end)
