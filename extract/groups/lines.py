"""A sentence as a line of symbols: names, people, places, and the few words that tie a unit to its company.

Each kind of symbol is one character, so that a construction of a language is a regular expression over a short string.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.documents import Document
from extract.languages import Language
from extract.mentions import Mention, Sentence
from extract.phrases import Phrasebook, Word, read_words, spell

_SIGNS = {
    ",": "comma", "(": "open", "[": "open", ")": "close", "]": "close", "–": "dash", "—": "dash", "-": "dash",
    ":": "colon", "'s": "genitive", "%": "word", "&": "and",
}  # fmt: skip
_QUOTES = frozenset('"“”«»„‘‹›*')
_FOUND = ("name", "alias", "person", "place", "number", "hyphen", "stop", "capital", "word")
# What the languages' words can be; their `groups.toml` explains each.
KINDS = (
    "unit", "units", "owner", "owned", "owns", "bought", "taken", "takes", "over", "sold", "made", "belongs", "its",
    "article", "it", "that", "whose", "of", "in", "by", "preposition", "and", "like", "is", "has", "group", "people",
    "apart", "not", "source",
)  # fmt: skip
_ALL = dict.fromkeys((*_FOUND, *_SIGNS.values(), *KINDS))
CODES: Mapping[str, str] = {kind: chr(0xE000 + number) for number, kind in enumerate(_ALL)}

_NOUNS = frozenset({"unit", "units", "owner"})
# one of these is in every construction
_TELLING = frozenset(
    CODES[kind] for kind in (*_NOUNS, "owned", "owns", "bought", "taken", "takes", "belongs", "genitive", "group")
)


class Symbol(NamedTuple):
    """Part of a sentence, text[start:end]; `name` is whom or what a mention means."""

    kind: str
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that names an organisation, as symbols and as the string of their codes."""

    sentence: Sentence
    symbols: list[Symbol]
    codes: str


def read_lines(document: Document) -> Iterator[Line]:
    """The sentences in which some organisation is named and some word ties it to another."""
    book = _book(document.language)
    if book is None:
        return
    mentions = document.mentions
    starts = [mention.start for mention in mentions]
    for sentence in document.sentences:
        inside = mentions[bisect_left(starts, sentence.start) : bisect_right(starts, sentence.end - 1)]
        if not any(mention.kind == "organisation" and mention.via != "alias" for mention in inside):
            continue
        symbols = list(_symbols(document.text, sentence, inside, book))
        codes = "".join([CODES[symbol.kind] for symbol in symbols])
        if not _TELLING.isdisjoint(codes):
            yield Line(sentence, symbols, codes)


@cache
def _book(language: Language) -> Phrasebook[str] | None:
    """The words of a language by kind; None where it has none."""
    words = language.words("groups").get("words")
    if words is None:
        return None
    forms = language.words("groups").get("forms", {})
    return Phrasebook((spelt, kind) for kind in KINDS for entry in words.get(kind, ()) for spelt in spell(entry, forms))


def _symbols(text: str, sentence: Sentence, mentions: Sequence[Mention], book: Phrasebook[str]) -> Iterator[Symbol]:
    words = read_words(text, sentence.start, sentence.end)
    at = span_at = 0
    while at < len(words):
        word = words[at]
        while span_at < len(mentions) and mentions[span_at].end <= word.start:
            span_at += 1
        if at and words[at - 1].end + 1 == word.start and text[word.start - 1] in "-‑":
            yield Symbol("hyphen", word.start - 1, word.start)
        mention = mentions[span_at] if span_at < len(mentions) else None
        if mention is not None and mention.start <= word.start and not _tells(words, at, mention, book):
            yield Symbol(_kind(mention), mention.start, mention.end, mention.name)
            while at < len(words) and words[at].start < mention.end:
                at += 1
            continue
        found = book.match(words, at)
        if found is not None:
            length, kind = found
            end = words[at + length - 1].end
            # a phrase never swallows the name of a thing
            if mention is None or mention.start >= end or mention.via == "alias":
                yield Symbol(kind, word.start, end)
                at += length
                continue
        if word.text not in _QUOTES:
            yield Symbol(_plain_kind(word), word.start, word.end)
        at += 1


def _tells(words: Sequence[Word], at: int, mention: Mention, book: Phrasebook[str]) -> bool:
    """Whether a description says itself what ties the firm to another: "la maison mère", "sa marque"."""
    if mention.via != "alias":
        return False
    while at < len(words) and words[at].start < mention.end:
        found = book.match(words, at)
        if found is not None and found[1] in _NOUNS:
            return True
        at += 1
    return False


def _kind(mention: Mention) -> str:
    if mention.kind == "organisation":
        return "alias" if mention.via == "alias" else "name"
    return "person" if mention.kind == "person" else "place"


def _plain_kind(word: Word) -> str:
    if word.text in _SIGNS:
        return _SIGNS[word.text]
    if word.text[0].isdigit():
        return "number"
    if not word.text[0].isalpha():
        return "stop"
    return "capital" if word.text[0].isupper() else "word"
