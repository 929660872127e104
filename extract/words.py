"""The words of a text with their places: what every lexicon look-up walks along."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters and digits; a dot joins the letters of an abbreviation ("U.S.", "J.P.").
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|[^\W_]+")
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "Œ": "OE", "Æ": "AE"})


@dataclass(frozen=True, slots=True)
class Word:
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
    return " ".join(word.key for word in split_words(text))
