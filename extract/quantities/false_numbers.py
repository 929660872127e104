"""Numbers that are no quantities: dates, hours, ages, ranks, addresses, parts of names."""

import re

from extract.quantities.numerals import Numeral
from extract.quantities.scan import Scan
from extract.quantities.tokens import FIGURES
from extract.quantities.units import Draft

YEAR = re.compile(r"1[5-9]\d\d|20\d\d|2100")
SENTENCE_ENDS = {".", "!", "?", "\n", ":", "«", "»", '"', "“", "”", "'"}
# Digits that are a date, an hour, a phone number, a version or a span of years.
_FALSE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)"
    r"|(?:1[89]|20)\d\d-[01]\d(?:-[0-3]\d)?(?![\d%])"
    r"|(?:1[89]|20)\d\d ?[-–/] ?(?:(?:1[89]|20)\d\d|\d\d)(?![\d%])"
    r"|\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\s?[hH]\s?\d\d(?!\d)|\d{1,2}h(?!\w)"
    r"|\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|0\d(?:[ .-]?\d\d){4}(?!\d)|\d{2,4}(?:[ .-]\d\d){3,}(?!\d)"
    r"|(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}"
    r"|\d{1,3}(?:[.,]\d)?/\d{1,3}(?!\d)|\dx\d|7j/7"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


class FalseNumbers:
    """What in one text looks like a quantity and is none."""

    def __init__(self, scan: Scan) -> None:
        """Judge the numbers of the text of `scan`."""
        self.scan = scan
        self.words, self.tokens, self.low = scan.words, scan.tokens, scan.low
        self.addresses = [match.span() for match in _ADDRESS.finditer(scan.tokens.text)]

    def skip(self, numeral: Numeral) -> int:
        """Where to go on if this number is a date, an hour, a rank or part of a name; else 0."""
        tokens, first, last = self.tokens, numeral.first, numeral.last
        if numeral.digits:
            if any(start < tokens.starts[first] < end for start, end in self.addresses):
                return max(last, first + 1)
            match = _FALSE.match(tokens.text, tokens.starts[first])
            if match:
                return tokens.after(match.end(), first)
            if self._in_word(numeral):
                return max(last, first + 1)
        if self.low[last : last + 1] and self.words.never_after.match(self.low, last):
            return last
        return last if self.scan.is_month(last) else 0

    def _in_word(self, numeral: Numeral) -> bool:
        """Digits that are part of a name or code: A320, Covid-19, 5G, 24H2, n°1."""
        tokens, first, last = self.tokens, numeral.first, numeral.last
        if tokens.glued(first) and first > self.scan.free and not self.words.before(tokens, first, self.scan.free):
            before = tokens.raw[first - 1]
            if before[-1].isalpha() and before not in "xX":
                return True
            if before in "_@#.,/&":
                return True
            if before in "-.'’" and tokens.glued(first - 1) and first > 1:
                last_before = tokens.raw[first - 2][-1]
                return last_before in FIGURES or (before in "-." and last_before.isalnum())
        if tokens.glued(last) and last < len(tokens) and tokens.raw[last][0].isalpha() and numeral.scale == 1:
            if self.words.times.match(self.low, last):
                return False
            found = self.words.after(tokens, numeral)
            return not (found and found[1].kind != "unknown" and (found[0] == last + 1 or found[1].kind == "money"))
        return False

    def counts(self, draft: Draft) -> bool:
        """Is this a quantity at all? Not a year, an age, a mere article, a rank, a number in a name."""
        words, low, numeral, unit = self.words, self.low, draft.numeral, draft.unit
        kind = unit.kind if unit else "none"
        before = self.tokens.word(draft.first - 1)
        if kind == "skip":
            return False
        if YEAR.fullmatch(numeral.plain) and (kind in ("none", "unknown") or before in words.year_before):
            return kind in ("money", "measure")
        if len(self.tokens) == numeral.last - numeral.first:
            return True
        if kind in ("none", "noun", "unknown") and 0 < numeral.value < 1 and low[numeral.first].isalpha():
            return len(self.tokens) == numeral.last  # "un demi-tour"
        article = draft.value == 1 and low[numeral.first] in words.ones and numeral.last == numeral.first + 1
        if article and not (unit and (kind == "money" or unit.name in ("%", "pp", "x"))):
            return kind == "noun" and bool(words.bounds_before.match(low, draft.first - 1))
        if unit and unit.name == "hours" and before in words.clock_before and draft.value <= 24:
            return False
        if kind in ("money", "measure"):
            return True
        raw = self.tokens.raw
        if raw[numeral.first].istitle() and before not in SENTENCE_ENDS and raw[draft.last - 1].istitle():
            return False  # "aux Trois Suisses"
        ranked = draft.value < 1000 and words.never_counted.match(low, draft.first - 1)
        if ranked or self._is_age(draft) or self._is_address(draft.last):
            return False
        if numeral.value == 2 and not numeral.digits and before in words.idle_before:
            return False
        return kind == "noun" or self._counts_alone(draft, before)

    def _counts_alone(self, draft: Draft, before: str) -> bool:
        """The same for a number without a known unit, where more can be a name, a day or an idiom."""
        tokens, words, numeral, first, last = self.tokens, self.words, draft.numeral, draft.first, draft.last
        if words.bounds_before.match(self.low, first - 1):
            return True
        if words.never_before.match(self.low, first - 1):
            return False
        if self.scan.named(first):
            return False
        following = tokens.raw[last] if last < len(tokens) else "\n"
        if not numeral.digits and draft.unit is None and following == "-" and tokens.glued(last):
            return not (tokens.glued(last + 1) and tokens.word(last + 1).isalpha())  # "deux-roues", "a two-tier offer"
        if numeral.plain:
            day = draft.value < 32 and (
                (before in words.day_before and draft.unit is None) or self.scan.is_month(first - 1)
            )
            listed = before == "\n" and draft.value < 100 and (following[0] in ".)" or following[:1].isupper())
            row = before[0] in FIGURES or following[0] in FIGURES
            if day or listed or row:
                return False
        postcode = len(numeral.plain) in (4, 5)
        if draft.unit is None and following[0].isupper() and (not numeral.digits or draft.value < 10 or postcode):
            return False
        if numeral.digits or draft.high is not None or draft.value > 10:
            return True
        capital = tokens.raw[numeral.first][0].isupper() and before not in SENTENCE_ENDS
        return not (capital or before in words.idle_before or draft.value == 0)

    def _is_age(self, draft: Draft) -> bool:
        """As in "Jane Doe, 51, is ...", "Jan Jansen (48)"."""
        tokens, first = self.tokens, draft.first
        between = tokens.word(first - 1) + tokens.word(draft.last)
        aside = between in (",,", "()", ",)", "(,", ",.")
        return aside and 14 < draft.value < 100 and first > 1 and tokens.raw[first - 2][0].isupper()

    def _is_address(self, position: int) -> bool:
        """As in "12 Main Street": capitals up to a word for a street."""
        for raw in self.tokens.raw[position : position + 4]:
            if not raw[0].isupper():
                return False
            if raw.lower() in self.words.streets:
                return True
        return False
