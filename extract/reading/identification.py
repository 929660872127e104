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
TOO_SHORT = "und"  # ISO 639-2: undetermined
_SHORT, _SHORT_TEXT = 12, 400  # words and characters; below, statistics of letters mean little
_LATIN = re.compile(r"[a-zà-öø-ÿœšžßıłđ]+")
_ALIKE = 1.0  # how much likelier (logarithm) the letters may find a language that is not supported
_LIKELIER = 3.0  # ... and must find the supported language than the next one
_FOREIGN = 12.0  # so much likelier, and it is another language whatever its small words


def identify_language(text: str, hint: str | None = None) -> str:
    """The ISO 639-1 code of the text's language, supported or not.

    Where stop words of a supported language are plain, they decide; else the statistics of letters do. `hint` is
    what the page says of itself: it settles a text that is too short to tell, and no other, for it is often wrong.
    NO_LANGUAGE for a text without words, TOO_SHORT where a line is all there is and tells no supported language.
    """
    written = _WORD.findall(text[:_SAMPLE])
    words = [word.lower() for word in written]
    if not words:
        return NO_LANGUAGE
    shares = sorted(((_share(words, code), code) for code in available()), reverse=True)
    (best, code), second = shares[0], shares[1][0] if len(shares) > 1 else 0.0
    plain = best >= _CLEAR_SHARE and best >= _CLEAR_LEAD * second
    if len(words) < _SHORT:
        if plain or hint:
            return code if plain else str(hint)
        if len(text) < _SHORT_TEXT and 2 * sum(bool(_LATIN.fullmatch(word)) for word in words) >= len(words):
            small = [word for word in written if word[0].islower()]  # names tell no language
            return _of_a_line(small, code if best > second else None)
    guess = _by_letters(text[:_SAMPLE])
    # Close relatives share stop words (Afrikaans and Dutch): where the letters name another language, they must
    # be unsure of themselves for the stop words to win.
    return code if plain and guess in available() else guess


def _of_a_line(words: list[str], told: str | None) -> str:
    """The language of a line, by its words without a capital; `told` is that of most of its stop words."""
    if not words:
        return TOO_SHORT
    from py3langid.langid import rank  # see `_by_letters`

    worths = {code: float(worth) for code, worth in rank(" ".join(words))}
    (known, next_best), best = sorted((worths[code] for code in available()), reverse=True)[:2], max(worths.values())
    if told is not None and best - known < _FOREIGN:
        return told
    if best - known <= _ALIKE and known - next_best >= _LIKELIER:
        return max(available(), key=lambda code: worths[code])
    return TOO_SHORT


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
