"""Which language a text is in."""

import re
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from extract.languages import available, load

_SAMPLE = 20_000  # characters that are enough to tell
_WORD = re.compile(r"[^\W\d_]+")
_CLEAR_SHARE = 0.25  # of the words of running text, this many are stop words of its own language
_CLEAR_LEAD = 1.5  # ... and this many times those of any other
NO_LANGUAGE = "zxx"  # ISO 639-2: no linguistic content
_SHORT = 12  # words; below, statistics of letters mean nothing


def identify_language(text: str, hint: str | None = None) -> str:
    """The ISO 639-1 code of the text's language, supported or not.

    Where stop words of a supported language are plain, they decide; else the statistics of letters do. `hint` is
    what the page says of itself: it settles a text that is too short to tell, and no other, for it is often wrong.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    shares = sorted(((_share(words, code), code) for code in available()), reverse=True)
    (best, code), second = shares[0], shares[1][0] if len(shares) > 1 else 0.0
    plain = best >= _CLEAR_SHARE and best >= _CLEAR_LEAD * second
    if len(words) < _SHORT and (plain or hint):
        return code if plain else str(hint)
    guess = _by_letters(text[:_SAMPLE])
    # Close relatives share stop words (Afrikaans and Dutch): where the letters name another language, they must
    # be unsure of themselves for the stop words to win.
    return code if plain and guess in available() else guess


def _share(words: list[str], code: str) -> float:
    stop_words = _stop_words(code)
    return sum(word in stop_words for word in words) / len(words) if words else 0.0


@cache
def _stop_words(code: str) -> frozenset[str]:
    return frozenset(load(code).words("reading")["stop_words"].split())


def _by_letters(text: str) -> str:
    import py3langid  # half a second to load, and only some runs need it

    return str(py3langid.classify(text)[0])


def as_code(name: str) -> str | None:
    """The code of a language from its code or name (`FR`, `fr-BE`, `French`, `français`), or None."""
    head = re.split(r"[-_]", name.strip().lower())[0]
    if re.fullmatch("[a-z]{2,3}", head) and head in Locale("en").languages:
        return head
    return _codes_by_name().get(name.strip().lower())


@cache
def _codes_by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for locale in ("en", *available()):
        names |= {str(name).lower(): code for code, name in Locale(locale).languages.items()}
    return names


def english_name(code: str) -> str:
    """ "German" for "de"; the code itself where it has no name."""
    try:
        return Locale.parse(code).english_name or code
    except (UnknownLocaleError, ValueError):
        return str(Locale("en").languages.get(code, code))
