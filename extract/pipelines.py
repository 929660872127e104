"""spaCy pipelines, one a language: only the parts of a model that extraction reads."""

from functools import cache

import spacy
from spacy.language import Language as Pipeline

from extract.languages import load

# Tags, parse and lemmas take two thirds of the time of a model; nothing here reads them, and the entities have
# layers of their own.
_UNREAD = ["tok2vec", "tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"]


@cache
def pipeline(code: str) -> Pipeline:
    """The pipeline of the language `code`: the entities of its model, or a blank one."""
    model = load(code).model
    nlp = spacy.blank(code) if model is None else spacy.load(model, exclude=_UNREAD)
    nlp.max_length = 1 << 62  # the limit guards the parser's memory, and the parser is left out
    return nlp
