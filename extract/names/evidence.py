"""What the words around a candidate, and its own, tell of its kind."""

import re

from extract.names.composition import is_first_name, tell_composition
from extract.names.lexicon import NameLexicon
from extract.names.tokens import Candidate, Tokens
from extract.places.gazetteer import Gazetteer, Place
from extract.words import Word, name_key

_CERTAIN = 7.0
_UNNAMED = 8.0  # against a word that only names a department of state
_TOWN = 2.5  # the gazetteer is fairly sure
_APPOSED = 3.0  # what follows a comma says what it is
_ASIDE = 12  # words between the commas
_FROM = 4.0  # a firm goes by where it comes from
_LEFT = 4.0  # whom newcomers come from
_ADJACENT = 4.0  # a town before the noun of what stands there
_MISTAKEN = 1.2  # of the model's word for a firm, where a town of the country has the name
_SOFT = re.compile(r"[\s'’\u00a0-]*")


def weigh(candidate: Candidate, tokens: Tokens, lexicon: NameLexicon, book: Gazetteer) -> None:
    """Add to the candidate's scores all that its own words and its surroundings tell."""
    tell_composition(candidate, tokens, lexicon)
    _gazetteer(candidate, tokens, lexicon, book)
    _before(candidate, tokens, lexicon, book)
    if candidate.scores["organisation"] < _CERTAIN:  # "Chez X, le PDG, Y ...": the PDG is not X
        _after(candidate, tokens, lexicon)


def _gazetteer(candidate: Candidate, t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> None:
    scores = candidate.scores
    first = candidate.first
    if candidate.last - first > 1 and t.words[first].key in lexicon.articles | lexicon.stop:
        first += 1
    places = book.by_key(" ".join(word.key for word in t.words[first : candidate.last]))
    if places and all(place.adjective for place in places):
        for kind in scores:
            scores[kind] -= 4.0
        return
    places = book.lookup(t.text[candidate.start : candidate.end])
    surface = t.words[candidate.first].text
    for place in places:
        if place.exact not in (None, surface):
            continue
        if candidate.shout and place.kind == "city" and name_key(place.name) not in book.places:
            return
        scores["place"] += 6.0 if place.kind != "city" else _city_score(place, lexicon, book)
        if place.kind == "city" and candidate.last - candidate.first > 1:
            scores["place"] += 1.5  # several words are seldom a town by chance
        elif place.kind == "city" and candidate.label == "organisation" and place.countries[0] in lexicon.home:
            scores["organisation"] -= _MISTAKEN
        return
    if candidate.label == "place":
        scores["place"] -= 0.7
    if candidate.last - candidate.first > 1:
        tail = t.text[t.words[candidate.last - 1].start : candidate.end]
        several = any(word.key in lexicon.conjunctions for word in t.words[first + 1 : candidate.last])
        if (
            not several
            and not is_first_name(t.words[candidate.first].key)
            and any(p.kind == "country" and not p.adjective and p.exact in (None, tail) for p in book.lookup(tail))
        ):
            scores["organisation"] += 2.5


def _city_score(place: Place, lexicon: NameLexicon, book: Gazetteer) -> float:
    """How much a city's size tells: less where the language has no name of its own for it, and far from home."""
    if name_key(place.name) in book.places:
        return 4.0 if place.population > 200_000 else 3.0
    if place.population < 1_500_000 and place.countries[0] not in lexicon.home:
        return 1.0
    return 3.5 if place.population > 1_500_000 else 2.5 if place.population > 90_000 else 1.0


def _before(candidate: Candidate, t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> None:
    scores, words, index = candidate.scores, t.words, candidate.first
    if not index:
        return
    gap = t.text[words[index - 1].end : candidate.start]
    if not _SOFT.fullmatch(gap.replace(".", "")) or "\n" in gap:
        _after_comma_post(candidate, t, lexicon, gap)
        return
    if words[index - 1].text in lexicon.titles:
        scores["person"] += 6.0
        candidate.human = True
        return
    if words[index - 1].key in lexicon.place_words and words[index - 1].text.islower():  # "avenue Louise"
        scores["place"] += 4.0
        return
    if words[index - 1].key in lexicon.saying and words[index - 1].text.islower():
        scores["person"] += 3.5
    of = index - 1
    if of and words[of].key in lexicon.definite:  # "le directeur de la X"
        of -= 1
    if of and words[of].key in lexicon.of and words[of - 1].key in lexicon.state:  # "le ministre des Transports"
        scores["organisation"] -= _UNNAMED
        scores["person"] -= _UNNAMED
        return
    located = words[index - 1].key in lexicon.locative and scores["place"] >= 1  # "at Oban", not "at Google"
    if not located and _phrase_before(candidate, t, lexicon, book):
        return
    if words[of].key in lexicon.of and _of(candidate, t, lexicon, of):
        return
    if words[index - 1].key in lexicon.origin and _arrives(t, lexicon, index - 1):
        scores["organisation"] += _LEFT
        return
    if words[index - 1].key in lexicon.locative:
        scores["place"] += 3.0 if scores["place"] >= 1 else 1.5
    for at in range(index, max(0, index - 4), -1):
        size, _ = lexicon.posts_before.match(words, at)
        if size:
            scores["person"] += 2.5
            break
        if (
            not words[at - 1].text.islower()
            or words[at - 1].key in lexicon.of
            or _stops(t, lexicon, at - 1, candidate.first)
        ):
            break


def _phrase_before(candidate: Candidate, t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> bool:
    """A phrase of the lexicon right before the name, or before adjectives ("le géant chinois X") or a complement
    ("l'éditeur de logiciels X") of it; False where none tells much."""
    words, index = t.words, candidate.first
    told = False
    reach = index
    for _ in range(3):
        for kind, phrases in lexicon.before.items():
            _, value = phrases.match(words, reach)
            candidate.scores[kind] += value
            told = told or value > 1
        if told or reach <= 1 or not _adjective(t, reach - 1, book):
            break
        reach -= 1
    if told:
        return told
    adjective = words[index - 1].text.islower() and _adjective(t, index - 1, book)
    if adjective and index > 1 and words[index - 2].key in lexicon.definite:  # "le suédois X"
        candidate.scores["organisation"] += _FROM
        return True
    if words[index - 1].key in lexicon.of:
        return False
    for at in range(index - 1, max(0, index - 6), -1):
        word = words[at]
        if not word.text.islower() or _closed(word, lexicon):
            return False
        if t.text[word.end : words[at + 1].start].strip(" '’\u00a0-"):
            return False
        if word.key in lexicon.org_nouns:
            candidate.scores["organisation"] += 3.0
            return True
    return False


def _arrives(t: Tokens, lexicon: NameLexicon, index: int) -> bool:
    """Somebody joins or is hired in the words before `index`: "joins from X", "poached Ann Hill from X"."""
    for at in range(index - 1, max(-1, index - 6), -1):
        if t.words[at].key in lexicon.arriving:
            return True
        if t.text[t.words[at].end : t.words[at + 1].start].strip(" '’\u00a0-"):
            return False
    return False


def _closed(word: Word, lexicon: NameLexicon) -> bool:
    """Prepositions other than "of", pronouns, auxiliaries: no noun phrase goes over them."""
    return word.key in lexicon.stop and word.key not in lexicon.of and word.key not in lexicon.articles


def _stops(t: Tokens, lexicon: NameLexicon, index: int, first: int) -> bool:
    """Punctuation, or a word that no post goes over, stands after the word at `index`."""
    if _closed(t.words[index], lexicon):
        return True
    return index + 1 <= first and not _SOFT.fullmatch(t.text[t.words[index].end : t.words[index + 1].start])


def _adjective(t: Tokens, index: int, book: Gazetteer) -> bool:
    word = t.words[index]
    return any(place.adjective for place in book.places.get(word.key, ()))


def _after_comma_post(candidate: Candidate, t: Tokens, lexicon: NameLexicon, gap: str) -> None:
    """ "Le nouveau patron, Olaf Koch, arrive"."""
    if gap != ", " or t.text[candidate.end : candidate.end + 1] not in {",", ".", " ", ")"}:
        return
    for at in range(candidate.first, max(0, candidate.first - 4), -1):
        if lexicon.posts_before.match(t.words, at)[0]:
            known = t.words[candidate.first].key not in lexicon.everyday
            candidate.scores["person"] += 1.5 if known or candidate.last - candidate.first > 1 else 0.0
            return
        if not t.words[at - 1].text.islower():
            return


def _of(candidate: Candidate, t: Tokens, lexicon: NameLexicon, of: int) -> bool:
    """ "le directeur financier de X" is an organisation, "la ville de X" a place."""
    words = t.words
    at = of
    near = True  # no other preposition between
    for back in range(at, max(0, at - 7), -1):
        site = words[back - 1].key in lexicon.sites
        known = candidate.scores["place"] >= _TOWN
        if near and site and not known and back == at and lexicon.places_of.match(words, back)[0]:
            candidate.scores["place"] += 1.5  # "l'usine de X": a town or a firm
            candidate.scores["organisation"] += 1.0
            return True
        spelt = words[back - 1].text.islower() or candidate.shout  # not the "Est" of "la région Grand Est de X"
        if near and spelt and (lexicon.places_of.match(words, back)[0] or (known and site)):  # "magasins de Lyon"
            candidate.scores["place"] += 2.5
            return True
        near = near and words[back - 1].key not in lexicon.of and not _closed(words[back - 1], lexicon)
        if lexicon.posts_of.match(words, back)[0]:
            candidate.scores["organisation"] += 6.0 if back == at else 4.0
            return True
        before = words[back - 1]
        if not (before.text.islower() or (candidate.shout and before.text.isupper())) or (
            back > 1 and not _SOFT.fullmatch(t.text[before.end : words[back].start])
        ):
            return False
    return False


def _after(candidate: Candidate, t: Tokens, lexicon: NameLexicon) -> None:
    scores, words, index = candidate.scores, t.words, candidate.last
    tail = t.text[candidate.end : candidate.end + 16]
    if lexicon.age.match(tail):
        scores["person"] += 5.0
        candidate.human = True
        return
    if index >= len(words):
        return
    gap = t.text[candidate.end : words[index].start]
    if "\n" in gap:
        return
    if gap in {", ", " ("}:
        _apposition(candidate, t, lexicon, index)
        if gap == ", ":
            _past_apposition(candidate, t, lexicon, index)
        return
    if gap == "-" and lexicon.after["place"].match(words, index)[1] and scores["place"] >= 1:  # "London-based"
        scores["place"] += 4.0
        return
    if gap in {"'", "’"} and words[index].key == "s":
        if index + 1 < len(words) and words[index + 1].key in lexicon.kin:  # "Brody's brother-in-law"
            scores["person"] += 3.0
            candidate.human = True
        elif index + 1 < len(words) and lexicon.posts.match(words, index + 1)[0]:
            scores["organisation"] += 3.0
        return
    if gap.strip(" \u00a0"):
        return
    if scores["place"] >= 1 and _beside_noun(candidate, t, lexicon, index):
        scores["place"] += _ADJACENT
        return
    told = False
    for kind, phrases in lexicon.after.items():
        if candidate.plain and kind == "organisation":  # "Software group X"
            continue
        size, value = phrases.match(words, index)
        known = scores["place"] >= 3 or (scores["place"] >= 1 and lexicon.after["place"].match(words, index)[0] > 0)
        if kind == "place":
            value = value if scores["place"] >= 1 else 0.0
        elif known:  # "the New York headquarters"
            value /= 4
        scores[kind] += value
        told = told or size > 0
    if not told and lexicon.posts.match(words, index)[0] and words[index].text.islower():
        scores["person"] += 1.5
    before = words[candidate.first - 1].key if candidate.first else ""
    if before in lexicon.clauses or before not in lexicon.of | lexicon.locative | lexicon.breaks:  # else no subject
        _predicate(candidate, t, lexicon, index)


def _past_apposition(candidate: Candidate, t: Tokens, lexicon: NameLexicon, index: int) -> None:
    """The verb after what stands between commas: "X, the structural engineers, has promoted ..."."""
    words = t.words
    if not words[index].text.islower():
        return
    for at in range(index + 1, min(index + _ASIDE, len(words))):
        gap = t.text[words[at - 1].end : words[at].start]
        if gap == ", " and words[at].text.islower():
            _predicate(candidate, t, lexicon, at)
        if gap.strip(" '’\u00a0-"):
            return


def _beside_noun(candidate: Candidate, t: Tokens, lexicon: NameLexicon, index: int) -> bool:
    """A known town before what stands there: "the Hartlepool plant", "a Bristol law firm"; not "the Ford chief"."""
    if not lexicon.genitive or not candidate.first or not t.words[index].text.islower():
        return False
    before = t.words[candidate.first - 1].key
    if before not in lexicon.definite | lexicon.pointing | lexicon.possessive:
        return False
    for at in range(index, min(index + 3, len(t.words))):
        if t.text[t.words[at - 1].end : t.words[at].start] not in {" ", "-"}:
            return False
        if t.words[at].key in lexicon.sites | lexicon.firm_nouns or lexicon.after["place"].match(t.words, at)[0]:
            return True
    return False


def _predicate(candidate: Candidate, t: Tokens, lexicon: NameLexicon, index: int) -> None:
    """The verb that follows: who founds and who opens, who is born and who is bought."""
    passive = False
    for at in range(index, min(index + 5, len(t.words))):
        key = t.words[at].key
        if t.text[t.words[at - 1].end : t.words[at].start].strip(" '’\u00a0-"):
            return
        table = lexicon.subject_passive if passive else lexicon.subject
        for kind in ("person", "organisation"):
            if key in table[kind]:
                candidate.scores[kind] += 2.5 if kind == "organisation" else 2.0
        if any(key in table[kind] for kind in table) and key not in lexicon.passive and key not in lexicon.auxiliaries:
            return
        if key in lexicon.passive:
            passive = True
        elif key not in lexicon.auxiliaries and not key.endswith(lexicon.adverb_endings):
            return


def _apposition(candidate: Candidate, t: Tokens, lexicon: NameLexicon, index: int) -> None:
    """ "X, directeur financier de Y" is a person; "X, filiale de Y" or "X, un petit brasseur" an organisation."""
    words = t.words
    for kind, phrases in lexicon.comma_after.items():
        size, value = phrases.match(words, index)
        candidate.scores[kind] += value
        if size:
            return
    passives = lexicon.subject_passive
    if words[index].key in passives["organisation"] - passives["person"]:  # "X, fondée à Bordeaux"
        candidate.scores["organisation"] += _APPOSED
        return
    firm = False
    for at in range(index, min(index + 6, len(words))):
        if at > index and t.text[words[at - 1].end : words[at].start].strip(" '’\u00a0-"):
            break
        if lexicon.posts.match(words, at)[0]:
            candidate.scores["person"] += 3.5
            return
        firm = firm or (words[at].key in lexicon.firm_nouns and words[index].key in lexicon.pointing)
        if (
            words[at].key in lexicon.passive
            or words[at].key in lexicon.breaks
            or words[at].key in lexicon.apposition_ends
        ):
            break
    if firm:
        candidate.scores["organisation"] += _APPOSED
