"""Article -> Document: the text with its sentences, names, quantities and dates.

`doc` holds part-of-speech tags (`token.pos_`) and entities for languages with a model, and plain tokens
for the others: it has no parse and no lemmas.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from spacy.tokens import Doc

from extract.articles import Article
from extract.coreference import resolve
from extract.dates import DateSpan, find_dates
from extract.languages import Language, load
from extract.mentions import Mention, Sentence
from extract.names import read_names
from extract.pipelines import pipeline
from extract.quantities import Quantity, find_quantities
from extract.sentences import split_sentences

__all__ = ["Document", "Mention", "Sentence", "analyse", "build", "pipeline"]

PIPELINE_KEY = "tags-entities-1"  # changes with the parts of the models that are run


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
    _starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's text, as read."""
        return self.article.text

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
    document.sentences = [Sentence(*span) for span in split_sentences(article.text, language)]
    document.quantities = find_quantities(article.text, language)
    document.dates = find_dates(article.text, language, article.published)
    names = read_names(article.text, language, doc)
    document.mentions, document.topic = resolve(article.text, language, names, article.title, article.publisher)
    return document


def analyse(articles: Iterable[Article]) -> Iterator[Document]:
    """Documents of articles, streamed; runs of articles of one language go through its pipeline together."""
    for code, group in groupby(articles, key=lambda article: article.language):
        pairs = ((article.text, article) for article in group)
        for doc, article in pipeline(code).pipe(pairs, as_tuples=True, batch_size=32):
            yield build(article, doc)
