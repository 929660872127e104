"""The ordinary words of a language, from the lemma tables of its model.

A capital that only opens a sentence says nothing, so that "Bombardée directrice, ..." holds no name; and what no
dictionary has ("Corvalis") is a name wherever it stands.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from spacy.lookups import Lookups
from spacy.strings import get_string_id
from spacy.util import get_package_path

from extract.languages import Language
from extract.prepared import prepared
from extract.words import fold

_LAYOUT = "1"  # changes with what is kept
_PARTS = ("noun", "adj", "verb", "adv")


class Everyday(NamedTuple):
    """Folded words: the nouns, and words of any kind."""

    nouns: frozenset[str]
    words: frozenset[str]


@cache
def everyday(language: Language) -> Everyday:
    """The ordinary words of `language`; none where it has no model."""
    if language.model is None:
        return Everyday(frozenset(), frozenset())
    key = f"{language.model}-{version(language.model.replace('_', '-'))}-{_LAYOUT}"
    nouns, others = prepared("everyday-words", key, lambda: _make(str(language.model)))
    known = frozenset(nouns.split())
    return Everyday(known, known | frozenset(others.split()))


def _make(model: str) -> tuple[str, str]:
    """The nouns and the other words, each with spaces between."""
    lookups = Lookups().from_disk(next(get_package_path(model).glob("*/lemmatizer/lookups")))
    words = {part: set(lookups.get_table("lemma_index")[get_string_id(part)]) for part in _PARTS}
    for part, known in words.items():
        known.update(_inflected(part, sorted(known), lookups))
    folded = {
        part: {fold(word) for word in known if word.isalpha() and word.islower()} for part, known in words.items()
    }
    others = folded["adj"] | folded["verb"] | folded["adv"]
    return " ".join(sorted(folded["noun"])), " ".join(sorted(others - folded["noun"]))


def _inflected(part: str, lemmas: Sequence[str], lookups: Lookups) -> Iterator[str]:
    """The forms that the tables list, with their lemmas; where they list but few, those that the rules would undo."""
    key = get_string_id(part)
    listed = lookups.get_table("lemma_exc").get(key, {})
    for form, found in listed.items():
        yield from (form, *found)
    if len(listed) > len(lemmas):
        return
    for ending, lemma_ending in lookups.get_table("lemma_rules").get(key, ()):
        size = len(lemma_ending)
        yield from (lemma[: len(lemma) - size] + ending for lemma in lemmas if lemma.endswith(lemma_ending))
