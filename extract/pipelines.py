"""spaCy pipelines, one a language: only the parts of a model that extraction reads."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from extract.languages import load

# Tags, parse and lemmas take two thirds of the time of a model; nothing here reads them, and the entities have
# layers of their own.
_UNREAD = ["tok2vec", "tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]
_LONGEST = 250  # signs in a row without a blank that a tokenizer is asked about: its time grows with their square
_ROW = re.compile(rf"\S{{{_LONGEST + 1},}}")
_PART, _BATCH = 50_000, 100_000  # characters of a text, and of several, that go through a model at once, for memory
_BREAKS = ("\n", " ")  # where a longer text is parted, the best first


@cache
def pipeline(code: str) -> Pipeline:
    """The pipeline of the language `code`: the entities of its model, or a blank one."""
    model = load(code).model
    nlp = spacy.blank(code) if model is None else spacy.load(model, exclude=_UNREAD)
    nlp.max_length = 1 << 62  # the limit guards the parser's memory, and the parser is left out
    nlp.tokenizer = _Tokenizer(nlp.tokenizer)
    return nlp


def read_texts(code: str, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts as the pipeline of the language `code` reads them, in order; a long one is read in parts."""
    counts: list[int] = []

    def parts() -> Iterator[str]:
        for text in texts:
            cut = list(_parts(text))
            counts.append(len(cut))
            yield from cut

    docs: list[Doc] = []
    for batch in _batches(parts()):
        for doc in pipeline(code).pipe(batch, batch_size=len(batch)):
            docs.append(doc)
            if len(docs) == counts[0]:
                yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
                del counts[0]
                docs.clear()


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        if batch and sum(map(len, batch)) + len(text) > _BATCH:
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _parts(text: str) -> Iterator[str]:
    """The text in parts that end where a paragraph does, or a word."""
    start = 0
    while len(text) - start > _PART:
        breaks = (text.rfind(sign, start + _PART // 2, start + _PART) + 1 for sign in _BREAKS)
        end = next((at for at in breaks if at), start + _PART)
        yield text[start:end]
        start = end
    yield text[start:]


class _Tokenizer:
    """A tokenizer that is not asked about long rows of signs without a blank: each is cut into pieces."""

    def __init__(self, words: Callable[[str], Doc]) -> None:
        self._words = words

    def __call__(self, text: str) -> Doc:
        if _ROW.search(text) is None:
            return self._words(text)
        pieces: list[Doc] = []
        at = 0
        for row in _ROW.finditer(text):
            pieces.append(self._words(text[at : row.start()]))
            at = row.end() + (text[row.end() : row.end() + 1] == " ")
            signs = [row[0][start : start + _LONGEST] for start in range(0, len(row[0]), _LONGEST)]
            pieces.append(Doc(pieces[0].vocab, signs, [False] * (len(signs) - 1) + [at > row.end()]))
        pieces.append(self._words(text[at:]))
        return Doc.from_docs([piece for piece in pieces if len(piece)], ensure_whitespace=False)
