"""The words of a text with what the model says of each, and the stretches of them that may be names."""

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extract.words import Word

LABELS = {"PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place"}


@dataclass(slots=True)
class Candidate:
    """The words first..last (last excluded) of a text, with the model's label if it has one."""

    first: int
    last: int
    start: int
    end: int
    label: str | None = None
    opening: bool = False  # stands where any word has a capital: the start of a sentence
    loose: bool = False  # stands in a headline, where capitals tell nothing
    shout: bool = False  # stands in a line of capitals
    heading: bool = False  # opens a paragraph as its heading
    plain: bool = False  # an everyday word that may have its capital from its place alone
    proper: bool = False  # an everyday word that the text uses as a name
    human: bool = False  # a title, an age, a relative beside it: nobody but a person
    scores: dict[str, float] = field(default_factory=lambda: {"person": 0.0, "organisation": 0.0, "place": 0.0})


@dataclass(slots=True)
class Tokens:
    """The words of a text with what the model says of each: the number of its entity and that one's label."""

    text: str
    words: list[Word]
    entity: list[int]  # 0 outside, else the number of the entity
    labels: list[str]  # of entity n at n - 1
    lower: set[str]  # keys of the words that stand in lower case somewhere


def read_tokens(text: str, words: list[Word], doc: Doc) -> Tokens:
    """Line the words up with the tokens of `doc`."""
    count = len(words)
    entity = [0] * count
    starts = [word.start for word in words]
    labels: list[str] = []
    for span in doc.ents:
        labels.append(span.label_)
        index = bisect_right(starts, span.start_char - 1)
        while index < count and starts[index] < span.end_char:
            entity[index] = len(labels)
            index += 1
    lower = {word.key for word in words if word.text.islower()}
    return Tokens(text, words, entity, labels, lower)


def capital(text: str) -> bool:
    """ "Renault", "3M", "eBay", "L'"; not "iii" or "2019"."""
    return text[0].isupper() or (len(text) > 1 and not text.islower() and not text.isdigit())
