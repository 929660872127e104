"""Bytes -> text, whatever program saved it.

Cheap exact tests first (byte order mark, zeros of UTF-16, strict UTF-8); what remains is one of the old
one-byte encodings of western Europe, told apart by which of them gives letters that people write.
"""

import codecs
import re

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_ONE_BYTE = ("cp1252", "iso8859-15", "mac_roman", "cp850")
_USUAL = frozenset("éèêëàâäçîïíôöóùûüúñßœæÉÈÊÀÂÇÎÔÖÜŒ’‘“”«»–—…€£°§\u00a0")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DAMAGE_BORNE = 0.5  # broken letters for each whole one in UTF-8; a one-byte encoding has next to no whole one
_SAMPLE = 4096


class NotTextError(ValueError):
    """The bytes are not text in any encoding known here."""


def decode(data: bytes) -> str:
    """The text of `data`, newlines as they are, without the byte order mark. Raises NotTextError."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data[:_SAMPLE]:
        return _strictly(data, _wide_encoding(data[:_SAMPLE]))
    if len(_CONTROL.findall(data)) > len(data) / 100:
        raise NotTextError("control characters")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", "replace")
    broken, whole = mended.count("\ufffd"), sum(letter > "\x7f" for letter in mended)
    if broken <= _DAMAGE_BORNE * (whole - broken):
        return mended
    return max((_attempt(data, encoding) for encoding in _ONE_BYTE), key=_plausibility)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotTextError(f"damaged {encoding}") from error


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark: western text has a zero in every second byte."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * len(sample[1::2]) and even <= odd / 20:
        return "utf-16-le"
    if even > 0.6 * len(sample[::2]) and odd <= even / 20:
        return "utf-16-be"
    raise NotTextError("zero bytes")


def _attempt(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace")


def _plausibility(text: str) -> int:
    """How many of the accented letters and signs are usual, less the others; ties go to the first encoding."""
    foreign = [letter for letter in text if letter > "\x7f"]
    return 2 * sum(letter in _USUAL for letter in foreign) - len(foreign)
