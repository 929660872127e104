"""People, organisations and places in a text: `find_names`.

Candidates are runs of capitalised words, guided by the model's entities where the language has a model.
Each collects evidence (the model's label, titles, first names, verbs, legal forms, the gazetteer ...), and
all mentions of one name in a text decide together what kind of thing it is.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from extract.composed import compose
from extract.languages import Language, load
from extract.names.candidates import find_candidates
from extract.names.composition import is_first_name
from extract.names.evidence import weigh
from extract.names.firstnames import first_names, surnames
from extract.names.lexicon import NameLexicon, name_lexicon
from extract.names.tokens import Candidate, Tokens, read_tokens
from extract.pipelines import pipeline
from extract.places import PlaceHit, find_hits
from extract.places.gazetteer import gazetteer
from extract.sentences import split_sentences
from extract.words import Word, name_key, split_words

_KINDS = ("person", "organisation", "place")
_LISTED = 5  # characters between two names of a list
_SURE = 1.0  # the least evidence for a name the model does not see
_TOLD = 2.5  # enough to be a name in a headline, or where an everyday word has its capital from its place
_FIRM = 5.0  # enough to be a firm of a person's name, or the person
_LABELLED = 0.9  # and for one it does
_SURNAME, _UNHEARD = 0.15, 0.6  # of what speaks for a person, where the full name is never told
_AGAIN = 1.5  # for a firm, each time that what looks like a full name is told again and the surname never alone


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
    lexicon, book = name_lexicon(language), gazetteer(language.code)
    words = split_words(text)
    hits = find_hits(words, text, book)
    tokens = read_tokens(text, words, doc)
    candidates = find_candidates(tokens, split_sentences(text, language), hits, lexicon, book)
    for candidate in candidates:
        weigh(candidate, tokens, lexicon, book)
    _share_in_lists(candidates, text, lexicon)
    return NamesRead(_decide(candidates, tokens, lexicon), words, hits)


def _share_in_lists(candidates: Sequence[Candidate], text: str, lexicon: NameLexicon) -> None:
    """What stands beside a name in a list is of its kind, where little else is known of it."""
    for one, two in pairwise(candidates):
        gap = text[one.end : two.start]
        if len(gap) > _LISTED or not (gap == ", " or gap.removeprefix(",").strip(" ") in {"&", *lexicon.list_words}):
            continue
        for known, other in ((one, two), (two, one)):
            kind = max(_KINDS, key=lambda k: known.scores[k])
            rest = max(score for k, score in other.scores.items() if k != kind)
            likely = kind == "organisation" or other.shout or (kind == "place" and other.scores[kind] > 0)
            if known.scores[kind] > 2.4 and rest < 2.6 and likely:
                other.scores[kind] += 1.5


def _short(key: str, lexicon: NameLexicon) -> str:
    """The key without generic and legal words: "alibaba" for "alibaba group"."""
    words = key.split()
    while len(words) > 1 and (words[-1] in lexicon.generic or words[-1] in lexicon.legal):
        words.pop()
    while len(words) > 1 and words[0] in lexicon.generic:
        words.pop(0)
    return " ".join(words)


def _decide(candidates: Sequence[Candidate], tokens: Tokens, lexicon: NameLexicon) -> list[Name]:
    """One kind for all mentions of a name."""
    totals: dict[str, dict[str, float]] = defaultdict(lambda: dict.fromkeys(_KINDS, 0.0))
    keys = []
    firm: set[str] = set()
    for candidate in candidates:
        key = _short(name_key(tokens.text[candidate.start : candidate.end]), lexicon)
        keys.append(key)
        told = max(candidate.scores.values())
        if told >= _TOLD if candidate.plain else not candidate.loose or candidate.label or told >= _TOLD:
            firm.add(key)
        for kind, score in candidate.scores.items():
            totals[key][kind] += score
    _surname_alone(totals)
    known = _share_surnames(totals)
    human = {key for key, candidate in zip(keys, candidates, strict=True) if candidate.human}
    times = Counter(keys)
    for key, scores in totals.items():
        if " " not in key and key not in known | human and not is_first_name(key):
            _introduced(key, scores)
        elif times[key] > 1 and key not in human:
            _never_by_surname(key, scores, times)
    found = []
    for candidate, key in zip(candidates, keys, strict=True):
        scores = totals[key]
        kind = max(_KINDS, key=lambda k: scores[k])
        if " " not in key:
            kind = _told_beside(candidate, kind)
        least = _LABELLED if candidate.label else _SURE
        if scores[kind] >= least and key in firm:
            found.append(Name(candidate.start, candidate.end, tokens.text[candidate.start : candidate.end], kind))
    return found


def _told_beside(candidate: Candidate, kind: str) -> str:
    """What stands beside one mention tells the firm from the people of one name: "le groupe Morel", "Mme Morel"."""
    person, firm = candidate.scores["person"], candidate.scores["organisation"]
    if kind == "person" and firm >= _FIRM and firm > person + _TOLD:
        return "organisation"
    if kind == "organisation" and person >= _FIRM and person > firm + _TOLD:
        return "person"
    return kind


def _surname_alone(totals: dict[str, dict[str, float]]) -> None:
    """Of several words, people go by the last one later on, organisations by the first."""
    for key, scores in list(totals.items()):
        words = key.split()
        if not 1 < len(words) < 5 or scores["place"] > 2:
            continue
        first, last = words[0] in totals, words[-1] in totals
        if last and not first:
            scores["person"] += 2.0
        elif first and not last and words[0] not in first_names():
            scores["organisation"] += 1.5
            if scores["organisation"] > scores["person"]:
                totals[words[0]]["organisation"] += 2.0


def _introduced(key: str, scores: dict[str, float]) -> None:
    """The press introduces people by their full name: one word that no full name holds, with no title, is rather a
    firm, the more so where it is no known surname."""
    if scores["person"] > scores["organisation"]:
        given = scores["person"] * (_SURNAME if key in surnames() else _UNHEARD)
        scores["organisation"] += given
        scores["person"] -= given


def _never_by_surname(key: str, scores: dict[str, float], times: Mapping[str, int]) -> None:
    """The press tells people by their surname once they are introduced: what is told in full again and again, and
    opens with no first name, is rather a firm."""
    words = key.split()
    if len(words) != 2 or words[1] in times or is_first_name(words[0]):
        return
    if scores["person"] > scores["organisation"]:
        scores["organisation"] += _AGAIN * (times[key] - 1)


def _share_surnames(totals: dict[str, dict[str, float]]) -> set[str]:
    """A surname alone is the person whose full name the text tells. All such surnames."""
    surnames_told: set[str] = set()
    for key, scores in totals.items():
        words = key.split()
        if len(words) > 1 and scores["person"] > max(scores["organisation"], scores["place"]):
            surnames_told.update(" ".join(words[i:]) for i in range(1, len(words)))
    for key in surnames_told & totals.keys():
        totals[key]["person"] += 3.0
    return surnames_told
