"""The words of a text with their places: what every lexicon look-up walks along."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

# Letters and digits; dots join the letters of an abbreviation ("U.S.", "J.P.").
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W_]+")
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "Œ": "OE", "Æ": "AE", "ı": "i"}
)


class Word(NamedTuple):
    """One word: text[start:end], and its folded form."""

    start: int
    end: int
    text: str
    key: str


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case without accents: the key by which names are looked up."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def split_words(text: str) -> list[Word]:
    """The words of `text` in order; hyphens and apostrophes part words."""
    return [Word(m.start(), m.end(), m[0], fold(m[0])) for m in _WORD.finditer(text)]


def name_key(text: str) -> str:
    """The folded words of a name, with single spaces: equal for "Asie-Pacifique" and "asie pacifique"."""
    return " ".join([fold(word) for word in _WORD.findall(text)])


def inflections(pattern: str) -> list[str]:
    """The forms of a phrase in which "base|ending|ending" is the base and the base with each ending."""
    choices = []
    for word in pattern.split(" "):
        base, *endings = word.split("|")
        choices.append([base, *(base + ending for ending in endings)])
    return [" ".join(forms) for forms in product(*choices)]


def phrase_keys(patterns: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The folded words of every form of every pattern."""
    for pattern in patterns:
        for form in inflections(pattern):
            yield tuple(fold(word) for word in _WORD.findall(form))
