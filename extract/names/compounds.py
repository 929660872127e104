"""Names of several parts that the text tells only together: "1001 Nuits", "Terre et Mer", "les Forges du Bugey"."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.names.genitives import is_s
from extract.names.lexicon import NameLexicon
from extract.names.tokens import Tokens, capital
from extract.places.gazetteer import Gazetteer
from extract.words import Word

_AGAIN = 2  # times that a text tells parts together before they are one name
_YEARS = range(1800, 2100)
_KNOWN = 50_000  # people: a town that means a town
_LINKS = 3  # small words at most between a noun and what it is of
_SPACES = frozenset({" ", "\u00a0", "\u202f"})


def find_compounds(tokens: Tokens, lexicon: NameLexicon, book: Gazetteer, openings: set[int]) -> dict[int, int]:
    """First word -> the index after the last one, of names whose parts the capitals alone would not join."""
    words = tokens.words
    found: dict[int, int] = {}
    for spans in (_paired(tokens, lexicon, book), _of_nouns(tokens, lexicon, book, openings)):
        for first, last in spans:
            if last > found.get(first, 0) and "\n" not in tokens.text[words[first].start : words[last - 1].end]:
                found[first] = last
    return found


def _paired(t: Tokens, lexicon: NameLexicon, book: Gazetteer) -> Iterator[tuple[int, int]]:
    """Two parts around a number, an "and" or an 's that the text tells twice, and neither without the other."""
    pairs: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    alone = Counter(word.text for word in t.words if capital(word.text))
    numbers = Counter(word.text for word in t.words if word.text.isdecimal())
    for first in range(len(t.words)):
        last = _pair(t, first, lexicon)
        if last:
            pairs.setdefault(tuple(word.text for word in t.words[first:last]), []).append((first, last))
    for parts, spans in pairs.items():
        count = len(spans)
        ends = (parts[0], parts[-1])
        apart = any((numbers if part.isdecimal() else alone)[part] > count for part in ends if not _year(part))
        if count >= _AGAIN and not apart and not all(_is_place(part, book) for part in ends if not part.isdecimal()):
            yield from spans


def _pair(t: Tokens, first: int, lexicon: NameLexicon) -> int:
    """The index after two parts that may be one name, 0 where none begins at `first`."""
    words = t.words
    second = first + 1
    number = words[first].text.isdecimal()
    if second >= len(words) or not (number or words[first].text[0].isupper()) or _year(words[first].text):
        return 0
    joined = _gap(t, first)
    if joined in _SPACES and number and _named(words[second], lexicon) and not words[second].text.isupper():
        return second + 1
    if number or not _named(words[first], lexicon):
        return 0
    if joined in _SPACES and words[second].text.isdecimal() and not _year(words[second].text):
        return second + 1
    conjunction = words[second].key in lexicon.conjunctions and words[second].text.islower() and joined in _SPACES
    if not (conjunction or (lexicon.genitive and is_s(t.text, words, second))) or second + 1 >= len(words):
        return 0
    return second + 2 if _gap(t, second) in _SPACES and _named(words[second + 1], lexicon) else 0


def _named(word: Word, lexicon: NameLexicon) -> bool:
    """A word with a capital that may be part of a name."""
    known = word.key in lexicon.unnamed or word.key in lexicon.stop
    return word.text[0].isupper() and not known and len(word.text) > 1


def _gap(t: Tokens, index: int) -> str:
    return t.text[t.words[index].end : t.words[index + 1].start] if index + 1 < len(t.words) else "\n"


def _year(text: str) -> bool:
    return text.isdecimal() and int(text) in _YEARS


def _is_place(text: str, book: Gazetteer) -> bool:
    return any(place.kind != "city" or place.population > _KNOWN for place in book.lookup(text))


def _of_nouns(t: Tokens, lexicon: NameLexicon, book: Gazetteer, openings: set[int]) -> Iterator[tuple[int, int]]:
    """A noun with a capital of its own and what it is of, wherever the text tells them: "les Salins du Ponant"."""
    if lexicon.genitive:
        return
    told: set[tuple[str, ...]] = set()
    spans: list[tuple[int, int]] = []
    for first, word in enumerate(t.words):
        if not capital(word.text) or word.key not in lexicon.nouns:
            continue
        last = _complement(t, first, lexicon)
        if not last:
            continue
        spans.append((first, last))
        if word.text.istitle() and _inside(t, first, lexicon, openings) and _names_firm(t.words, first, lexicon):
            told.add(tuple(part.key for part in t.words[first:last]))
    for first, last in spans:
        if tuple(part.key for part in t.words[first:last]) in told:
            yield first, last


def _complement(t: Tokens, first: int, lexicon: NameLexicon) -> int:
    """The index after "of" and the capitalised words behind it; 0 for none."""
    words, at = t.words, first + 1
    small = lexicon.of | lexicon.definite
    while (
        at < len(words) and at - first <= _LINKS and words[at].key in small and _gap(t, at - 1).strip(" '’\u00a0") == ""
    ):
        if words[at].text[0].isupper() and not words[first].text.isupper():
            break
        at += 1
    if at == first + 1 or words[first + 1].key not in lexicon.of or at >= len(words):
        return 0
    if (
        not capital(words[at].text)
        or words[at].key in lexicon.unnamed
        or _gap(t, at - 1) not in {" ", "'", "’", "\u00a0"}
    ):
        return 0
    at += 1
    while (
        at < len(words) and _gap(t, at - 1) in {" ", "-"} and capital(words[at].text) and not words[at].text.isdecimal()
    ):
        at += 1
    return at


def _inside(t: Tokens, first: int, lexicon: NameLexicon, openings: set[int]) -> bool:
    """The noun stands after an article in lower case inside a sentence: its capital is its own."""
    if not first or t.words[first].start in openings or _gap(t, first - 1) not in {" ", "'", "’", "\u00a0"}:
        return False
    before = t.words[first - 1]
    return before.text.islower() and before.key in lexicon.definite | lexicon.of | lexicon.locative


def _names_firm(words: Sequence[Word], first: int, lexicon: NameLexicon) -> bool:
    """The noun is no post, no kind of place or of state, no generic word."""
    key = words[first].key
    if any(key in known for known in (lexicon.place_words, lexicon.state, lexicon.generic, lexicon.unnamed)):
        return False
    if words[first].text in lexicon.titles:
        return False
    return not (
        lexicon.posts.match(words, first)[0]
        or lexicon.places_of.match(words, first + 1)[0]
        or lexicon.posts_of.match(words, first + 1)[0]
    )
