"""Units whose name is made from their company's: "Ormeau.com", "Ormeau Cloud" beside "Ormeau"."""

from collections import defaultdict
from collections.abc import Iterator

from extract.documents import Document
from extract.groups.pairs import Pair
from extract.mentions import Sentence
from extract.names.lexicon import name_lexicon
from extract.names.organisations import DOMAINS
from extract.words import fold, name_key

_CONFIDENCE = 0.8


def find_family_names(document: Document) -> Iterator[Pair]:
    """Names of the article that are another name of it and the word for a division or a site of the web."""
    words = document.language.words("groups").get("family_names", {})
    endings = (name_lexicon(document.language).divisions | DOMAINS) - {fold(word) for word in words.get("not", ())}
    names = {m.name: name_key(m.name) for m in document.mentions if m.kind == "organisation"}
    by_key = {key: name for name, key in names.items()}
    for name, key in names.items():
        company, _, ending = key.rpartition(" ")
        if ending in endings and company in by_key:
            sentence = _told_apart(document, name, by_key[company])
            if sentence is not None:
                yield Pair(name, by_key[company], sentence, "family_name", _CONFIDENCE)


def _told_apart(document: Document, unit: str, company: str) -> Sentence | None:
    """A sentence with the unit where the company's name is no short form of it: both stand in one sentence, or the
    company comes first (in the headline the short form does too)."""
    headline = document.text.find("\n")
    told: dict[str, list[Sentence]] = defaultdict(list)
    for mention in document.mentions:
        if mention.name in (unit, company) and mention.via != "alias" and mention.start > headline:
            sentence = document.sentence_at(mention.start)
            if sentence is not None:
                told[mention.name].append(sentence)
    units, companies = told[unit], told[company]
    beside = next((sentence for sentence in units if sentence in companies), None)
    if beside is not None:
        return beside
    return units[0] if units and companies and companies[0].start < units[0].start else None
