"""People, organisations and places in a text: `find_names`.

Candidates are runs of capitalised words, guided by the model's entities where the language has a model.
Each collects evidence (the model's label, titles, first names, verbs, legal forms, the gazetteer ...), and
all mentions of one name in a text decide together, by fitted weights, what kind of thing it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from extract.composed import compose
from extract.languages import Language, load
from extract.names.candidates import find_candidates
from extract.names.evidence import weigh
from extract.names.kinds import kind_of
from extract.names.lexicon import NameLexicon, name_lexicon
from extract.names.named import KINDS, Named, gather
from extract.names.tokens import Candidate, Tokens, read_tokens
from extract.pipelines import pipeline
from extract.places import PlaceHit, find_hits
from extract.places.gazetteer import gazetteer
from extract.sentences import split_sentences
from extract.words import Word, split_words

_LISTED = 5  # characters between two names of a list
_TOLD = 2.5  # enough to be a name in a headline, or where an everyday word has its capital from its place
_FIRM = 5.0  # enough to be a firm of a person's name, or the person


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: text[start:end] == text; kind is person, organisation or place."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class NamesRead:
    """The names of a text, with the words and gazetteer hits they were read from."""

    names: list[Name]
    words: list[Word]
    hits: list[PlaceHit]


def find_names(text: str, language: Language | str, doc: Doc | None = None) -> list[Name]:
    """All names of `text` in order, never overlapping. `doc` saves analysing the text again."""
    lang = load(language) if isinstance(language, str) else language
    composed = compose(text)
    if composed is None:
        return read_names(text, lang, pipeline(lang.code)(text) if doc is None else doc).names
    found = read_names(composed.text, lang, pipeline(lang.code)(composed.text)).names
    spans = [composed.span(name.start, name.end) for name in found]
    return [Name(start, end, text[start:end], name.kind) for name, (start, end) in zip(found, spans, strict=True)]


def read_names(text: str, language: Language, doc: Doc) -> NamesRead:
    """The names of an analysed text."""
    tokens, hits, names = gather_names(text, language, doc)
    lexicon, book = name_lexicon(language), gazetteer(language.code)
    kinds = {named.key: kind_of(named, tokens, lexicon, book) for named in names}
    found = [name for named in names if is_told(named) for name in _of_kind(named, kinds[named.key], text)]
    return NamesRead(sorted(found, key=lambda name: name.start), tokens.words, hits)


def gather_names(text: str, language: Language, doc: Doc) -> tuple[Tokens, list[PlaceHit], list[Named]]:
    """What may be names in an analysed text, with all that speaks for each kind, before their kinds are chosen."""
    lexicon, book = name_lexicon(language), gazetteer(language.code)
    words = split_words(text)
    hits = find_hits(words, text, book)
    tokens = read_tokens(text, words, doc)
    candidates = find_candidates(tokens, split_sentences(text, language), hits, lexicon, book)
    for candidate in candidates:
        weigh(candidate, tokens, lexicon, book)
    _share_in_lists(candidates, text, lexicon)
    return tokens, hits, list(gather(candidates, tokens, lexicon).values())


def _share_in_lists(candidates: Sequence[Candidate], text: str, lexicon: NameLexicon) -> None:
    """What stands beside a name in a list is of its kind, where little else is known of it."""
    for one, two in pairwise(candidates):
        gap = text[one.end : two.start]
        if len(gap) > _LISTED or not (gap == ", " or gap.removeprefix(",").strip(" ") in {"&", *lexicon.list_words}):
            continue
        for known, other in ((one, two), (two, one)):
            kind = max(KINDS, key=lambda k: known.scores[k])
            rest = max(score for k, score in other.scores.items() if k != kind)
            likely = kind == "organisation" or other.shout or (kind == "place" and other.scores[kind] > 0)
            if known.scores[kind] > 2.4 and rest < 2.6 and likely:
                other.scores[kind] += 1.5


def is_told(named: Named) -> bool:
    """A mention is surely a name: more than a capital from its place, in a headline or at the start of a sentence."""
    return any(
        max(mention.scores.values()) >= _TOLD or not (mention.plain or (mention.loose and not mention.label))
        for mention in named.mentions
    )


def _of_kind(named: Named, kind: str | None, text: str) -> Iterator[Name]:
    """The mentions of a name; of one word, each by what stands beside it too."""
    if kind is None:
        return
    for mention in named.mentions:
        told = kind if " " in named.key else _told_beside(mention, kind)
        yield Name(mention.start, mention.end, text[mention.start : mention.end], told)


def _told_beside(candidate: Candidate, kind: str) -> str:
    """What stands beside one mention tells the firm from the people of one name: "le groupe Morel", "Mme Morel"."""
    person, firm = candidate.scores["person"], candidate.scores["organisation"]
    if kind == "person" and firm >= _FIRM and firm > person + _TOLD:
        return "organisation"
    if kind == "organisation" and person >= _FIRM and person > firm + _TOLD:
        return "person"
    return kind
