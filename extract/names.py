"""People, organisations and places in a text: `find_names`.

Candidates are runs of capitalised words and the model's entities. Each collects evidence (the model's
label, titles, first names, verbs, legal forms, the gazetteer ...), and all mentions of one name in a text
decide together what kind of thing it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from extract.firstnames import first_names
from extract.gazetteer import gazetteer
from extract.languages import Language, load
from extract.pipelines import pipeline
from extract.words import Word, fold, name_key, split_words

KINDS = ("person", "organisation", "place")
_LABELS = {"PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place"}
_GAP = re.compile(r"(?: ?[&+] ?| |-|['’]|\. |\.)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: text[start:end] == text; kind is person, organisation or place."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True)
class _Lexicon:
    """A language's words for names, as sets of folded forms."""

    titles: frozenset[str]
    particles: frozenset[str]
    posts: frozenset[str]
    verbs_person: tuple[tuple[str, ...], ...]
    verbs_org: tuple[tuple[str, ...], ...]
    saying: frozenset[str]
    org_before: frozenset[str]
    org_words: frozenset[str]
    legal: frozenset[str]
    stop: frozenset[str]


def _phrases(entries: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word.key for word in split_words(entry)) for entry in entries)


@cache
def _lexicon(language: Language) -> _Lexicon:
    words = language.words("names")

    def folded(*keys: str) -> frozenset[str]:
        return frozenset(name_key(entry) for key in keys for entry in words.get(key, ()))

    stop = frozenset(fold(w) for w in pipeline(language.code).Defaults.stop_words)
    return _Lexicon(
        titles=folded("titles_male", "titles_female", "titles"),
        particles=folded("particles"),
        posts=folded("posts"),
        verbs_person=_phrases(words.get("verbs_person", ())),
        verbs_org=_phrases(words.get("verbs_org", ())),
        saying=folded("verbs_saying"),
        org_before=folded("org_before"),
        org_words=folded("org_words"),
        legal=folded("legal_forms"),
        stop=stop | folded("posts") | folded("titles_male", "titles_female", "titles"),
    )


@dataclass(slots=True)
class _Candidate:
    """Words first..last of the text, with the evidence for each kind."""

    first: int
    last: int  # index after the last word
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    label: str | None = None


def find_names(text: str, language: Language | str, doc: Doc | None = None) -> list[Name]:
    """All names of `text` in order, never overlapping. `doc` saves analysing the text again."""
    lang = load(language) if isinstance(language, str) else language
    if doc is None:
        doc = pipeline(lang.code)(text)
    words = split_words(text)
    lexicon = _lexicon(lang)
    book = gazetteer(lang.code)
    candidates = _candidates(text, words, doc, lexicon)
    for candidate in candidates:
        _weigh(candidate, text, words, lexicon)
        part = words[candidate.first : candidate.last]
        for place in book.lookup(text[part[0].start : part[-1].end]):
            if place.adjective:
                candidate.scores["place"] -= 3
            elif place.exact in (None, part[0].text):
                candidate.scores["place"] += 5 if place.kind != "city" else 2.5 if place.population > 50_000 else 1
            break
    return _decide(candidates, text, words)


def _candidates(text: str, words: Sequence[Word], doc: Doc, lexicon: _Lexicon) -> list[_Candidate]:
    """Capitalised runs, widened to the model's entities."""
    labels: dict[int, tuple[str, int]] = {}
    starts = {word.start: i for i, word in enumerate(words)}
    ends = {word.end: i for i, word in enumerate(words)}
    inside: dict[int, int] = {}
    for number, entity in enumerate(doc.ents):
        first, last = starts.get(entity.start_char), ends.get(entity.end_char)
        if first is None or last is None or entity.label_ not in _LABELS:
            continue
        labels[number] = (_LABELS[entity.label_], last)
        for i in range(first, last + 1):
            inside[i] = number
    found: list[_Candidate] = []
    index, count = 0, len(words)
    while index < count:
        word = words[index]
        if not word.text[0].isupper() and index not in inside:
            index += 1
            continue
        if index not in inside and word.key in lexicon.stop:
            index += 1
            continue
        last = index + 1
        while last < count:
            gap = text[words[last - 1].end : words[last].start]
            if not _GAP.fullmatch(gap) or (gap[0] == "." and len(words[last - 1].text) > 1):
                break
            same = inside.get(last) is not None and inside.get(last) == inside.get(last - 1)
            if same:
                last += 1
                continue
            if words[last].text[0].isupper() and words[last].key not in lexicon.stop and "'" not in gap and "’" not in gap:
                if inside.get(last) is not None and inside.get(last - 1) is not None and labels[inside[last]][0] != labels[inside[last - 1]][0]:
                    break
                last += 1
                continue
            reach = _particles(text, words, last, lexicon)
            if reach and words[index].key in first_names() and last - index <= 2 and words[index].key not in lexicon.stop:
                last = reach
                continue
            break
        candidate = _Candidate(index, last)
        for i in range(index, last):
            if i in inside:
                candidate.label = labels[inside[i]][0]
                break
        found.append(candidate)
        index = last
    return found


def _particles(text: str, words: Sequence[Word], index: int, lexicon: _Lexicon) -> int:
    """After up to three particles at `index` and a capitalised word: the index after it, else 0."""
    at = index
    while at < len(words) and at - index < 3 and words[at].key in lexicon.particles and words[at].text[0].islower():
        at += 1
    if at == index or at >= len(words) or not words[at].text[0].isupper():
        return 0
    joined = text[words[index - 1].end : words[at].start]
    return at + 1 if re.fullmatch(r"[ \w'’]+", joined) else 0


def _weigh(candidate: _Candidate, text: str, words: Sequence[Word], lexicon: _Lexicon) -> None:
    scores, first, last = candidate.scores, candidate.first, candidate.last
    own = words[first:last]
    keys = [word.key for word in own]
    if candidate.label:
        scores[candidate.label] += 1.0 if candidate.label == "place" else 2.0
    known = keys[0] in first_names()
    if known and len(own) > 1:
        scores["person"] += 2
    before = [w.key for w in words[max(0, first - 3) : first]]
    if before:
        if before[-1] in lexicon.titles:
            scores["person"] += 5
        if before[-1] in lexicon.posts or " ".join(before[-2:]) in lexicon.posts:
            scores["person"] += 1
        if before[-1] in lexicon.saying:
            scores["person"] += 1.5
        if before[-1] in lexicon.org_before:
            scores["organisation"] += 3
    after = tuple(w.key for w in words[last : last + 4])
    if re.match(r",? ?\(?\d\d (?:ans|jaar)\b|, \d\d,", text[own[-1].end : own[-1].end + 12]):
        scores["person"] += 3
    if after and text[own[-1].end : words[last].start].strip() == "":
        if any(after[: len(p)] == p for p in lexicon.verbs_person):
            scores["person"] += 1
        if any(after[: len(p)] == p for p in lexicon.verbs_org):
            scores["organisation"] += 0.7
        if after[0] in lexicon.legal:
            scores["organisation"] += 2
    if lexicon.org_words.intersection(keys):
        scores["organisation"] += 2.5
    if lexicon.legal.intersection(keys[1:]):
        scores["organisation"] += 3
    if "&" in text[own[0].start : own[-1].end]:
        scores["organisation"] += 2


def _decide(candidates: Sequence[_Candidate], text: str, words: Sequence[Word]) -> list[Name]:
    """One kind for all mentions of a name."""
    totals: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, int] = defaultdict(int)
    surfaces = []
    for candidate in candidates:
        start, end = words[candidate.first].start, words[candidate.last - 1].end
        key = name_key(text[start:end])
        surfaces.append((start, end, key))
        counts[key] += 1
        for kind, score in candidate.scores.items():
            totals[key][kind] += score
    found = []
    for start, end, key in surfaces:
        scores = totals[key]
        kind = max(KINDS, key=lambda k: scores[k])
        if scores[kind] / counts[key] >= 1 or scores[kind] >= 3:
            found.append(Name(start, end, text[start:end], kind))
    return found
