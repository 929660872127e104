"""Article -> Document: the text with its sentences, names, quantities and dates.

`doc` holds the entities of the language's model, and plain tokens where it has none: no tags, parse or lemmas.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, tee
from typing import Protocol, TypeVar

from spacy.tokens import Doc

from extract.articles import Article
from extract.boilerplate import find_boilerplate
from extract.dates import DateSpan, by_month, find_dates
from extract.languages import Language, load
from extract.mentions import Mention, Sentence
from extract.names import NamesRead, read_names
from extract.names.coreference import resolve
from extract.names.focus import Focus, InFocus
from extract.names.sections import owner_at
from extract.pipelines import pipeline, read_texts
from extract.quantities import Quantity, find_quantities
from extract.sentences import split_sentences

__all__ = ["Document", "Mention", "Sentence", "analyse", "build", "pipeline"]


@dataclass(slots=True)
class Document:
    """All that the three claim makers read. Every list is in text order and free of boilerplate."""

    article: Article
    language: Language
    doc: Doc
    boilerplate: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    topic: str | None = None  # the organisation the article is mainly about
    sections: list[tuple[int, str | None]] = field(default_factory=list)  # of a list: start, organisation at its head
    _focus: Focus | None = None
    _starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's text, as read."""
        return self.article.text

    @property
    def is_list(self) -> bool:
        """Whether the article is a list of news about several organisations."""
        return self._focus is not None and self._focus.is_list

    def topic_at(self, position: int) -> str | None:
        """The organisation the text around the character `position` is about: in a list of news the one that heads
        the section, else the one most in focus; in any other article its topic."""
        owner = owner_at(self.sections, position)
        if owner is None and self.is_list:
            owner = next((known.name for known in self.focus_at(position)), None)
        return owner or self.topic

    def focus_at(self, position: int) -> list[InFocus]:
        """The organisations a post, an office or a number at the character `position` can belong to where nothing
        beside it says so: `[(name, share), ...]`, the likeliest first, the shares summing to 1.

        It weighs what the sentence, the paragraph and those before it name (subjects more, sources and former
        employers less), what heads the section, and in an article about one organisation that one. Take the first
        that the clause does not rule out: not the employer someone leaves, not the bank that lends.
        """
        return self._focus.at(position) if self._focus is not None else []

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character `position`."""
        if len(self._starts) != len(self.sentences):
            self._starts = [s.start for s in self.sentences]
        index = bisect_right(self._starts, position) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None


def build(article: Article, doc: Doc) -> Document:
    """A Document from an article and its analysed text (`doc.text == article.text`)."""
    language = load(article.language)
    document = Document(article, language, doc)
    outside = Outside(find_boilerplate(article.text, article.language))
    document.boilerplate = outside.spans
    document.sentences = list(_sentences(article.text, language, outside))
    document.quantities = outside.of(find_quantities(article.text, language))
    document.dates = outside.of(map(by_month, find_dates(article.text, language, article.published)))
    read = read_names(article.text, language, doc)
    read = NamesRead(outside.of(read.names), read.words, outside.of(read.hits))
    resolved = resolve(article, language, read, document.sentences)
    document.mentions = outside.of(resolved.mentions)
    document.topic, document.sections, document._focus = resolved.topic, resolved.sections, resolved.focus
    return document


def _sentences(text: str, language: Language, outside: "Outside") -> Iterator[Sentence]:
    """The sentences of the article proper; one that wraps onto a line of boilerplate ends before it."""
    for whole in split_sentences(text, language):
        for start, end in outside.parts(*whole):
            part = text[start:end]
            if part.strip():
                begin = start + len(part) - len(part.lstrip())
                yield Sentence(begin, begin + len(part.strip()))


class _Span(Protocol):
    """What has a place in the text."""

    @property
    def start(self) -> int: ...


_S = TypeVar("_S", bound=_Span)


class Outside:
    """What lies outside of boilerplate."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = spans
        self._starts = [start for start, _ in spans]

    def of(self, items: Iterable[_S]) -> list[_S]:
        """The items that do not start inside boilerplate, in order."""
        if not self.spans:
            return list(items)
        return [item for item in items if not self._covers(item.start)]

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of text[start:end] that lie outside."""
        for inside, past in self.spans[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]:
            if start < inside:
                yield start, inside
            start = max(start, past)
        if start < end:
            yield start, end

    def _covers(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self.spans[index][1]


def analyse(articles: Iterable[Article]) -> Iterator[Document]:
    """Documents of articles, streamed; runs of articles of one language go through its pipeline together."""
    for code, group in groupby(articles, key=lambda article: article.language):
        texts, kept = tee(group)
        for article, doc in zip(kept, read_texts(code, (article.text for article in texts)), strict=True):
            yield build(article, doc)
