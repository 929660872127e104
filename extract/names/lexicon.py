"""A language's words around names (`names.toml`), ready for look-up."""

import pkgutil
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import faker.providers.lorem as lorem

from extract.languages import Language
from extract.names.everyday import everyday
from extract.words import Word, fold, phrase_keys

_STRENGTHS = {"sure": 7.0, "strong": 5.0, "plain": 2.5, "weak": 0.5}


class Phrases:
    """Phrases found backwards from a word, or forwards, each with a value."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], float]], backwards: bool = False) -> None:
        """`entries` are the words of each phrase and its value; `backwards` finds them before a word."""
        self._backwards = backwards
        self._index: dict[str, list[tuple[tuple[str, ...], float]]] = {}
        for phrase, value in entries:
            if phrase:
                self._index.setdefault(phrase[-1 if backwards else 0], []).append((phrase, value))
        for candidates in self._index.values():
            candidates.sort(key=lambda item: -len(item[0]))

    def match(self, words: Sequence[Word], index: int) -> tuple[int, float]:
        """Length and value of the longest phrase that ends before `index` (or starts at it); (0, 0.0) for none."""
        at = index - 1 if self._backwards else index
        if not 0 <= at < len(words):
            return 0, 0.0
        for phrase, value in self._index.get(words[at].key, ()):
            size = len(phrase)
            start = index - size if self._backwards else index
            if (
                start >= 0
                and start + size <= len(words)
                and all(words[start + k].key == phrase[k] for k in range(size))
            ):
                return size, value
        return 0, 0.0


def _weighted(table: Mapping[str, Sequence[str]]) -> list[tuple[tuple[str, ...], float]]:
    return [(phrase, _STRENGTHS[name]) for name, patterns in table.items() for phrase in phrase_keys(patterns)]


def _plain(patterns: Iterable[str]) -> list[tuple[tuple[str, ...], float]]:
    return [(phrase, 1.0) for phrase in phrase_keys(patterns)]


def _single(patterns: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(phrase) for phrase in phrase_keys(patterns))


def _age(words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """How an age is told right behind a name: ", 45 ans", " (45)", ", aged 45,"."""
    before, after = ("|".join(map(re.escape, words.get(place, ()))) for place in ("before", "after"))
    ahead, behind = f"(?:(?:{before}) )?" if before else "", f" (?:{after})|" if after else ""
    return re.compile(rf",? \(?{ahead}[2-9]\d(?:{behind}\)|,)")


def _titles(words: Iterable[str]) -> frozenset[str]:
    """Titles as written, the long ones in lower case and in capitals too."""
    given = {word.rstrip(".") for word in words}
    return frozenset(given | {word.lower() for word in given if len(word) > 3} | {word.upper() for word in given})


@dataclass(frozen=True)
class NameLexicon:
    """What surrounds names in one language."""

    titles: frozenset[str]  # as they are written
    particles: frozenset[str]
    name_particles: frozenset[str]
    second_particles: frozenset[str]  # behind another: "van der"
    elided: frozenset[str]  # before an apostrophe inside a name: "Dell'Acqua"
    saints: frozenset[str]  # before the saint who names a house: "St Brendan's Hospital"
    age: re.Pattern[str]  # how an age is told right behind a name
    adverb_endings: tuple[str, ...]  # of words that may part a subject from its verb
    of: frozenset[str]
    conjunctions: frozenset[str]
    houses: frozenset[str]  # behind them: "Durand et Compagnie"
    singular: frozenset[str]  # verbs of one subject: "Dupont et Fils emploie"
    origin: frozenset[str]  # before whom somebody leaves: "joins from X"
    arriving: frozenset[str]  # what newcomers do, or who takes them on: "joins", "poached"
    definite: frozenset[str]  # articles that may stand between "of" and a name
    possessive: frozenset[str]  # "its", before what a firm has
    pointing: frozenset[str]  # "un", "cette": before a common noun
    locative: frozenset[str]
    home: frozenset[str]  # countries whose towns the language's press names without ado
    kin: frozenset[str]
    posts: Phrases
    posts_before: Phrases
    posts_of: Phrases
    places_of: Phrases
    genitive: bool  # the language says "X's"
    state: frozenset[str]  # before the name of a department: "ministre"
    sites: frozenset[str]  # what firms have in towns and towns have of firms: "magasins de Lyon", "magasins de X"
    saying: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    before: Mapping[str, Phrases]
    after: Mapping[str, Phrases]
    comma_after: Mapping[str, Phrases]
    subject: Mapping[str, frozenset[str]]
    subject_passive: Mapping[str, frozenset[str]]
    org_nouns: frozenset[str]  # "éditeur", "retailer": what an organisation is
    firm_nouns: frozenset[str]  # those of them that can only be nouns: "éditeur", not "rejoint"
    org_words: frozenset[str]
    heads: frozenset[str]
    openers: frozenset[str]  # what a firm makes or runs, before its own name: "Moulins", "Transports"
    legal: frozenset[str]
    generic: frozenset[str]
    divisions: frozenset[str]  # what ends the name of a firm's division or product line: "Cloud"
    articles: frozenset[str]
    kept_articles: frozenset[str]  # those that a firm's short name keeps: "La Poste"
    loose_articles: frozenset[str]  # those that no name begins with: "the"
    list_words: frozenset[str]  # between the last two names of a list
    apposition_ends: frozenset[str]  # no noun behind them says what the name before is
    breaks: frozenset[str]  # words that no name goes over
    clauses: frozenset[str]  # those of them that a subject can follow: "que", "that"
    stop: frozenset[str]
    common: frozenset[str]  # everyday words
    unnamed: frozenset[str]  # capitalised words that never name anybody
    never: frozenset[str]  # months, days of the week, currencies
    words: frozenset[str]  # single words of the lexicon: posts, verbs
    verbs: frozenset[str]  # of what people and firms do
    nouns: frozenset[str]  # of the language's dictionary
    everyday: frozenset[str]  # all words of the language's dictionary
    demonyms: tuple[str, ...]  # endings of words for people of a place
    place_words: frozenset[str]  # what ends or opens the name of a street, a river, a county

    def place_nouns(self, words: Sequence[Word], index: int) -> bool:
        """The word at `index` says what kind of place follows: "usine", "aéroport"."""
        return self.places_of.match(words, index + 1)[0] > 0


def _common_words(code: str) -> frozenset[str]:
    """Everyday words of the language: Faker's longest word list for it, empty where it has none."""
    names = [m.name for m in pkgutil.iter_modules(lorem.__path__) if m.name.startswith(f"{code}_")]
    lists = [import_module(f"{lorem.__name__}.{name}").Provider.word_list for name in names]
    return frozenset(fold(word) for word in max(lists, key=len, default=()))


@cache
def name_lexicon(language: Language) -> NameLexicon:
    """The lexicon of `language`."""
    words: Mapping[str, Any] = language.words("names")
    context = language.words("gazetteer").get("context", {})
    person, organisation, verbs = words["person"], words["organisation"], words["verbs"]
    stop_words = import_module(f"spacy.lang.{language.code}.stop_words").STOP_WORDS
    posts = _plain(words["posts"])
    return NameLexicon(
        titles=_titles([*words["titles_male"], *words["titles_female"], *words["titles"]]),
        particles=_single(words["particles"]),
        name_particles=_single(words["name_particles"]),
        second_particles=_single(words.get("second_particles", ())),
        elided=_single(words.get("elided", ())),
        saints=_single(words.get("saints", ())),
        age=_age(words.get("age", {})),
        adverb_endings=tuple(words.get("adverb_endings", ())),
        of=_single(words["of"]),
        conjunctions=_single(words["conjunctions"]),
        houses=_single(words.get("houses", ())),
        singular=_single(verbs["singular"]),
        origin=_single(words.get("origin", ())),
        arriving=_single(verbs.get("arriving", ())),
        definite=_single(words["definite"]),
        possessive=_single(words.get("possessive", ())),
        pointing=_single(words.get("pointing", ())),
        locative=_single(context["city_before"]),
        home=frozenset(context["home"]),
        kin=_single(words["kin"]),
        posts=Phrases(posts),
        posts_before=Phrases(posts, backwards=True),
        posts_of=Phrases(_plain(words["posts_of"]), backwards=True),
        places_of=Phrases(_plain(words["places_of"]), backwards=True),
        genitive=words["genitive"],
        state=_single(words["state"]),
        sites=_single(words["sites"]),
        saying=_single(verbs["saying"]),
        auxiliaries=_single(verbs["auxiliaries"]),
        passive=_single(verbs["passive"]),
        before={
            "person": Phrases(_weighted(person["before"]), backwards=True),
            "organisation": Phrases(_weighted(organisation["before"]), backwards=True),
        },
        after={
            "person": Phrases(_weighted(person["after"])),
            "organisation": Phrases(_weighted(organisation["after"])),
            "place": Phrases(_weighted(words["place"]["after"])),
        },
        comma_after={
            "person": Phrases(_weighted(person.get("comma_after", {}))),
            "organisation": Phrases(_weighted(organisation["comma_after"])),
        },
        subject={"person": _single(person["subject"]), "organisation": _single(organisation["subject"])},
        subject_passive={"person": _single(person["passive"]), "organisation": _single(organisation["passive"])},
        org_nouns=frozenset(phrase[0] for phrase, _ in _weighted(organisation["before"]) if len(phrase) == 1),
        firm_nouns=_single(words["aliases"]["nouns"]) | _single(organisation["before"]["strong"]),
        org_words=_single(organisation["words"]),
        heads=frozenset(organisation["heads"]),
        openers=_single(organisation.get("openers", ())),
        legal=_single(organisation["legal_forms"]),
        generic=_single(organisation["generic"]),
        divisions=_single(organisation["divisions"]),
        articles=_single(words["articles"]),
        kept_articles=_single(words.get("kept_articles", ())),
        loose_articles=_single(words.get("loose_articles", ())),
        list_words=_single(words["list_words"]),
        apposition_ends=_single(words["apposition_ends"]),
        breaks=_single(words["breaks"]),
        clauses=_single(words.get("clauses", ())),
        stop=frozenset(fold(word) for word in stop_words),
        common=_common_words(language.code) | _single([*words["common"], *words["never"]]),
        unnamed=_single([*words["common"], *words["never"]]),
        never=_single(words["never"]),
        verbs=_single([*person["subject"], *organisation["subject"]]),
        nouns=everyday(language).nouns,
        everyday=everyday(language).words,
        demonyms=tuple(words.get("demonym_endings", ())),
        place_words=_single(words["place"]["words"]),
        words=_single([*words["posts"], *person["passive"], *person["subject"], *organisation["subject"]]),
    )
