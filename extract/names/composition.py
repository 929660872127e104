"""What the words of a candidate tell of its kind: first names, legal forms, words of the dictionary."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.names.firstnames import first_names, rare_first_names, surnames
from extract.names.genitives import is_s
from extract.names.lexicon import NameLexicon
from extract.names.tokens import Candidate, Tokens
from extract.words import Word

_PLAIN = 0.5  # for an everyday word that may have its capital from its place
_SOMEBODY = 3.0  # against a name that rather tells where somebody comes from
_SHORT = 3  # letters of a noun that may be a first name elsewhere: "Mei"
_REGIONS = 1.0  # against "Asia and the Pacific"
_PROPER = 1.5  # for an everyday word with a capital of its own
_RARELY = 0.5  # for a first name that hardly anybody bears, before an everyday word
_ACTING = 2.5  # for one that does something as only a name can
_LIKE_A_FIRM = re.compile(r"&|\+|\d|\w\.(?:com|fr|be|nl|net|org|eu|io|ai)$")
_JOINED = re.compile(r"^(?!Mac|Mc|De|Di|Da|Du|La|Le|Van|Von|Fitz|O)\w*[a-z]{2}[A-Z]")  # "DataForge", not "McKinnon"
_SYLLABLES = re.compile(r"\b[A-Z][a-z]{1,5}-[a-z]{2,5}\b")  # "Park Ji-hoon"
_IN_S = re.compile(r"['’]s(?: |$)")  # of its own: "Brody's", "Maddox's Kitchen"
_CAMEL = re.compile(r"[a-z][A-Z]|^[A-Z]{2,5}$")


@lru_cache(maxsize=4096)
def is_first_name(key: str) -> bool:
    """The folded word is a first name somewhere."""
    return key in first_names()


def tell_composition(candidate: Candidate, t: Tokens, lexicon: NameLexicon) -> None:
    """Add what the candidate's own words tell to its scores."""
    words = t.words[candidate.first : candidate.last]
    text = t.text[candidate.start : candidate.end]
    if candidate.plain:
        _plain(candidate, words[0], text, t, lexicon)
        return
    several = len(text.split()) > 1
    _label(candidate, words, lexicon, several)
    if several:
        _several(candidate, words, text, lexicon)
    else:
        _single(candidate, words[0], text, lexicon)
        if _comes_from(candidate, t, lexicon):
            for kind in candidate.scores:
                candidate.scores[kind] -= _SOMEBODY
    if candidate.proper:
        candidate.scores["organisation"] += _PROPER
    if _LIKE_A_FIRM.search(text) or (lexicon.genitive and _IN_S.search(text)):
        candidate.scores["organisation"] += 3.0
    if candidate.label != "organisation" and not (several and is_first_name(words[0].key)):
        candidate.scores["organisation"] += _default(candidate, words, lexicon, several)
    if candidate.heading:
        candidate.scores["organisation"] += 1.2
    elif candidate.opening and text.isupper() and t.text[candidate.end : candidate.end + 1] in {".", ":", "\n"}:
        candidate.scores["organisation"] += 0.8


def _plain(candidate: Candidate, word: Word, text: str, t: Tokens, lexicon: NameLexicon) -> None:
    """What an everyday word tells that has its capital from its place: little, even where the model sees a name,
    unless it is a noun that acts without an article."""
    if candidate.label == "organisation":
        candidate.scores["organisation"] += _ACTING if _acts(candidate, word, t, lexicon) else _PLAIN
    elif candidate.label is None and not lexicon.genitive and _acts(candidate, word, t, lexicon):
        business = t.words[candidate.last].key in lexicon.subject["organisation"]  # "Horizon investit": no article
        candidate.scores["organisation"] += _ACTING if business else 0.0
    if _heads_post(candidate, t, lexicon) or (candidate.label == "organisation" and _has_post(candidate, t, lexicon)):
        candidate.scores["organisation"] += _ACTING
    if text.isupper() and len(text) > 1 and not candidate.shout:
        candidate.scores["organisation"] += _PLAIN


def _heads_post(candidate: Candidate, t: Tokens, lexicon: NameLexicon) -> bool:
    """ "Vellum: Chief financial officer Owen Rees ...", "Vélin : le directeur financier ..."."""
    at = candidate.last
    if at + 1 >= len(t.words) or t.text[candidate.end : t.words[at].start].strip() != ":":
        return False
    return lexicon.posts.match(t.words, at + (t.words[at].key in lexicon.articles))[0] > 0


def _has_post(candidate: Candidate, t: Tokens, lexicon: NameLexicon) -> bool:
    """ "Tidewater's finance chief"."""
    at = candidate.last
    if not is_s(t.text, t.words, at):
        return False
    return any(lexicon.posts.match(t.words, k)[0] for k in range(at + 1, min(at + 4, len(t.words))))


def _acts(candidate: Candidate, word: Word, t: Tokens, lexicon: NameLexicon) -> bool:
    if candidate.shout or word.key not in lexicon.nouns or word.key in t.lower or candidate.last >= len(t.words):
        return False
    after = t.words[candidate.last]
    verb = after.text.islower() and after.key not in lexicon.of | lexicon.firm_nouns
    return verb and t.text[candidate.end : after.start] == " "


def _label(candidate: Candidate, words: Sequence[Word], lexicon: NameLexicon, several: bool) -> None:
    """The model's word, which counts little for a word of the dictionary."""
    scores = candidate.scores
    if candidate.label == "person":
        known = is_first_name(words[0].key) and not _hardly_named(words, lexicon)
        unsure = candidate.opening and not candidate.heading and not known
        scores["person"] += 0.8 if not several else 1.4 if unsure else 2.0
    elif candidate.label:
        scores[candidate.label] += 2.5 if candidate.label == "organisation" else 1.5


def _default(candidate: Candidate, words: Sequence[Word], lexicon: NameLexicon, several: bool) -> float:
    """What a capital alone says for an organisation: nothing for a word of the dictionary or a first name."""
    if not several and (is_first_name(words[0].key) or words[0].key in lexicon.everyday):
        return 0.3
    return 0.4 if candidate.opening and not several and candidate.label != "person" else 1.0


def _single(candidate: Candidate, word: Word, text: str, lexicon: NameLexicon) -> None:
    scores = candidate.scores
    if is_first_name(word.key):
        scores["person"] += 0.5
    elif word.key in lexicon.everyday:
        scores["person"] -= 0.5
    if text in lexicon.heads or word.key in lexicon.org_words or word.key in lexicon.generic:
        scores["organisation"] -= 4.0
    if _CAMEL.search(text):
        scores["organisation"] += 3.5 if _JOINED.match(text) else 1.0


def _comes_from(candidate: Candidate, t: Tokens, lexicon: NameLexicon) -> bool:
    """ "La Finistérienne", "cette Franco-Canadienne": somebody, by the place they come from."""
    if not candidate.first or not lexicon.demonyms:
        return False
    before, last = t.words[candidate.first - 1], t.words[candidate.last - 1]
    article = before.key in lexicon.definite or before.key in lexicon.pointing
    return article and len(last.key) > 5 and last.text.endswith(lexicon.demonyms) and not last.text.isupper()


def _several(candidate: Candidate, words: Sequence[Word], text: str, lexicon: NameLexicon) -> None:
    scores = candidate.scores
    keys = [word.key for word in words]
    organisational = not lexicon.org_words.isdisjoint(keys) or any(_is_legal(word, lexicon) for word in words[1:])
    joined = any(word.key in lexicon.conjunctions and word.text.islower() for word in words)
    named = is_first_name(keys[0]) and keys[0] not in lexicon.particles and not joined
    nouns = len(text.split()) > 2 and all(len(key) > 2 and key in lexicon.nouns for key in keys[1:])
    named = named and (not nouns or keys[1] in lexicon.particles)  # "Bruno Le Maire", not "Clara Mode Paris"
    if organisational or keys[0] in lexicon.openers or (joined and candidate.label != "place"):
        scores["organisation"] += 3.0
    elif joined:
        scores["organisation"] -= _REGIONS
    elif named:
        scores["person"] += _first_and_last(words, lexicon)
        if len(words) == 2 and words[1].text.isupper() and not words[0].text.isupper():
            scores["person"] += 1
    elif candidate.heading or not candidate.shout:
        scores["organisation"] += _common_nouns(words, lexicon, candidate.label)
    if not named and words[0].text.isupper() and 1 < len(words[0].text) < 5 and not text.isupper():
        scores["organisation"] += 1.5  # "MR Foods"
    elif not named and len(text.split()) > 2 and candidate.label != "organisation" and text.replace(" ", "").isalpha():
        scores["organisation"] += 1.5 if all(key in surnames() for key in keys) else 1.0  # "Thorne Aldous Reeve"
    if len(words[0].text) == 1 and text[1:2] == ".":
        scores["person"] += 1.5
    if _SYLLABLES.search(text):
        scores["person"] += 2.5
    if any(word.key in lexicon.name_particles and word.text.islower() for word in words):
        scores["person"] += 1.5
    if keys[0] in lexicon.articles and candidate.label != "place":  # "Le Soir", "La Poste"
        scores["organisation"] += 1.5
    surname = named and candidate.label == "person"  # "David Hill"
    street = keys[0] in lexicon.place_words or (keys[-1] in lexicon.place_words and not surname)
    if street and not candidate.heading:
        scores["place"] += 2.5


def _is_legal(word: Word, lexicon: NameLexicon) -> bool:
    """A legal form, which has no accents: not the "Sá" of "Rui Sá"."""
    return word.key in lexicon.legal and word.text.isascii()


def _first_and_last(words: Sequence[Word], lexicon: NameLexicon) -> float:
    """What a first name tells: less where it is a rare one and an everyday word follows ("Clyde Motion")."""
    return _RARELY if _hardly_named(words, lexicon) else 3.0


def _hardly_named(words: Sequence[Word], lexicon: NameLexicon) -> bool:
    first, last = words[0].key, words[-1].key
    told = last in surnames() or (is_first_name(last) and last not in rare_first_names())
    ordinary = last in lexicon.everyday and not told
    return ordinary and first in rare_first_names()


def _common_nouns(words: Sequence[Word], lexicon: NameLexicon, label: str | None) -> float:
    """ "Papiers Morin", "Crane Kitchens", "Onde Claire": nouns with a capital make a firm of a name."""
    big = [word for word in words if not word.text.islower()]
    if len(big) < 2:
        return 0.0
    first, last = big[0].key in lexicon.nouns, big[-1].key in lexicon.nouns
    if first and len(big[0].key) > _SHORT and not is_first_name(big[0].key):
        return 1.0 if label == "place" else 2.5  # not "Asia and the Pacific"
    if last and (big[-1].key.endswith("s") or len(big) > 2):
        return 2.0
    if last and label != "place" and big[-1].key not in surnames() and len(big[-1].key) > _SHORT:
        return 2.0 if label != "person" else 1.5
    return 1.0 if last and label != "person" else 0.0
