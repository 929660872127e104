"""Article -> Document: the text with its sentences, names, quantities and dates."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from extract.articles import Article
from extract.dates import DateSpan, find_dates
from extract.languages import Language, load
from extract.quantities import Quantity, find_quantities


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article proper (boilerplate has none): text[start:end], trimmed of blanks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that means a person, an organisation or a place.

    `name` is the one name of the thing through the article: the fullest form of a person, the usual
    short name of an organisation ("Alibaba" for "le géant chinois"), the English name of a city or the
    code of a country. `via` tells how we know: "name" (spelt out), "part" (surname alone, short form),
    "pronoun" ("il", "ce dernier"), "alias" ("le groupe", "le géant chinois").
    """

    start: int
    end: int
    kind: str                             # person | organisation | city | country | region
    name: str
    via: str = "name"
    countries: tuple[str, ...] = ()       # of a place; of an affiliate's own name ("Google France" -> FR)
    region: str | None = None             # "Benelux" in the article's own words, where the span is or holds one


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
    topic: str | None = None              # the organisation the article is mainly about

    @property
    def text(self) -> str:
        """The article's text, as read."""
        return self.article.text

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds the character `position`."""
        index = bisect_right([s.start for s in self.sentences], position) - 1
        return self.sentences[index] if index >= 0 and position < self.sentences[index].end else None


@cache
def pipeline(code: str) -> Pipeline:
    """The spaCy pipeline of a language: the parts of its model that we read, or a blank one."""
    model = load(code).model
    if model is None:
        return spacy.blank(code)
    return spacy.load(model, exclude=["lemmatizer", "senter"])


def build(article: Article, doc: Doc) -> Document:
    """A Document from an article and its analysed text (`doc.text == article.text`)."""
    language = load(article.language)
    document = Document(article, language, doc)
    document.sentences = [Sentence(m.start_char, m.end_char) for m in doc.sents] if doc.has_annotation("SENT_START") else []
    document.quantities = find_quantities(article.text, language)
    document.dates = find_dates(article.text, language, article.published)
    kinds = {"PER": "person", "PERSON": "person", "ORG": "organisation"}
    document.mentions = [Mention(e.start_char, e.end_char, kinds[e.label_], e.text) for e in doc.ents if e.label_ in kinds]
    return document


def analyse(articles: Iterable[Article]) -> Iterator[Document]:
    """Documents of articles, streamed, language by language."""
    for article in articles:
        yield build(article, pipeline(article.language)(article.text))
