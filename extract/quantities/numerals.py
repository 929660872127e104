"""Numbers as they are written: digits with any separator, words, and the two mixed ("2,5 millions")."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from extract.quantities.parts import Parts
from extract.quantities.tokens import FIGURES, Phrases, Tokens, past_hyphen, phrase

_SPACES = " \u00a0\u202f\u2009"
_GROUPS = "{1,12}"  # more is a table, not a number: tried again from each of them, a row would cost its square
_GROUPED = (
    rf"[0-9]{{1,3}}(?:(?:[{_SPACES}][0-9]{{3}}){_GROUPS}|(?:\.[0-9]{{3}}){_GROUPS}|(?:,[0-9]{{3}}){_GROUPS}"
    rf"|(?:['’][0-9]{{3}}){_GROUPS}|(?:,[0-9]{{2}}){_GROUPS},[0-9]{{3}})(?![0-9])"
)
_DIGITS = re.compile(rf"(?P<whole>{_GROUPED}|[0-9]+)?(?P<fraction>[.,][0-9]+)?(?P<power>[eE][+-]?[0-9]{{1,2}}(?!\w))?")
_NO_CENTS = re.compile(r"[.,][-–—](?!\w)")  # "12'500.–", "35,- euros"
_DASHES = "-–—"
_LONGEST = 40  # characters of a number; longer runs of digits are keys and codes
_HUNDRED, _THOUSAND = 100, 1000


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: tokens[first:last], its value in full, and what it was written with.

    `scale` is the factor its scale word brought (1e9 for "3 milliards"), `approx` whether the word
    itself is round ("une trentaine"), `digits` whether it was written in figures, `plain` the bare
    digits where nothing but an integer without separators was written.
    """

    first: int
    last: int
    value: float
    scale: float = 1.0
    approx: bool = False
    digits: bool = False
    plain: str = ""


class NumeralReader:
    """Reads the numbers of one language from its `quantities.toml`."""

    def __init__(self, words: dict[str, Any]) -> None:
        """Take the number words out of the content of a `quantities.toml`."""
        self.decimal: str = words["decimal"]
        self.values = Phrases({phrase(w): v for w, v in words["numerals"].items()})
        self.scales: dict[str, float] = words["scales"]
        self.abbreviations: dict[str, float] = words["abbreviations"]
        self.letters: dict[str, float] = words["letters"]
        self.collectives: dict[str, int] = words["collectives"]
        self.exact_collectives = set(words["exact_collectives"])
        self.articles = set(words["articles"])
        self.scale_articles = set(words["scale_articles"])
        self.alone = set(words["scales_alone"])
        self.after_article = set(words["scales_after_article"])
        self.of = [phrase(w) for w in words["of"]]
        self.halves = [phrase(w) for w in words["and_half"]]
        self.fixed = Phrases({phrase(w): v for w, v in words["fixed"].items()})
        self.joiners_ten = set(words["joiners_after_ten"])
        self.joiners_hundred = set(words["joiners_after_hundred"])
        self.tens_with_teens = set(words["tens_with_teens"])
        self.points = set(words["decimal_words"])
        self.money = set(words["letter_money"])
        self.parts = Parts(words, self.values, self.scales)
        self.countable: set[str] = set()  # first words of units: "40m users" needs to know them
        self.starts = self.values.heads | self.alone | self.articles | self.scale_articles | self.fixed.heads
        self.compound = _compounds(words["numerals"], words["compound_joiners"]) if words["compound_words"] else None

    def read(self, tokens: Tokens, index: int) -> Numeral | None:
        """The numeral that starts at token `index`, its scale words taken in."""
        if index >= len(tokens):
            return None
        first = tokens.raw[index][0]
        read = self._digits if first in FIGURES or first in ".," else self._words
        numeral = read(tokens, index)
        return numeral and self._with_part(tokens, self._half(tokens, self._scaled(tokens, numeral)))

    # -- digits -------------------------------------------------------------------------------------

    def _digits(self, tokens: Tokens, index: int) -> Numeral | None:
        match = _DIGITS.match(tokens.text, tokens.starts[index])
        if match is None or not (match["whole"] or match["fraction"]) or len(match.group()) > _LONGEST:
            return None
        plain = match.group() if match.group().isdecimal() else ""
        end = match.end()
        if _NO_CENTS.match(tokens.text, end):
            plain, end = "", end + 2
        return Numeral(index, tokens.after(end, index), self._value(match), digits=True, plain=plain)

    def _value(self, match: re.Match[str]) -> float:
        whole, fraction, power = match["whole"] or "0", match["fraction"] or "", match["power"] or ""
        marks = [c for c in whole if not c.isdigit()]
        if len(marks) == 1 and not fraction and marks[0] in ".," and (marks[0] == self.decimal or whole[0] == "0"):
            return float(whole.replace(marks[0], ".") + power)
        return float(re.sub(r"\D", "", whole) + fraction.replace(",", ".") + power)

    # -- words --------------------------------------------------------------------------------------

    def _words(self, tokens: Tokens, index: int) -> Numeral | None:
        fixed = self.fixed.match(tokens.low, index)
        if fixed:
            value = float(fixed[1])
            return Numeral(index, fixed[0], value, 1e9 if value >= 1e8 else 1e6 if value >= 1e5 else 1.0)
        word, following = tokens.low[index], tokens.word(index + 1)
        if word in self.articles and following in self.collectives:
            approx = following not in self.exact_collectives
            return Numeral(index, index + 2, float(self.collectives[following]), approx=approx)
        if word in self.scale_articles and following in self.after_article:
            counted = self._counted(tokens, index + 1)
            return counted and Numeral(index, counted.last, counted.value, counted.scale)
        if word in self.scales and word not in self.alone:
            return None
        return self._counted(tokens, index)

    def _counted(self, tokens: Tokens, index: int) -> Numeral | None:
        """Number words by the rules of counting: groups of three digits, each with its scale word."""
        total, last_scale, scale, end = 0.0, float("inf"), 1.0, index
        while True:
            start = end
            if end > index and tokens.word(end) in self.joiners_hundred:
                if self.parts.joined(tokens, end):
                    break
                start = end + 1
            group = self._group(tokens, past_hyphen(tokens, start) if end > index else start)
            after = group[1] if group else start
            factor, past = self._scale_words(tokens, past_hyphen(tokens, after) if group else after)
            told_alone = end == index or tokens.word(after) in self.alone  # "deux millions mille"
            if group is None and (factor == 1.0 or (factor < last_scale and not told_alone)):
                break
            value = group[0] if group else (1.0 if end == index or factor < last_scale else 0.0)
            if factor > last_scale:
                total, last_scale = (total + value) * factor, factor
            elif value * factor < last_scale:
                total, last_scale = total + value * factor, factor
            else:
                break
            scale, end = max(scale, factor if factor >= _THOUSAND else 1.0), past if factor > 1 else after
            if factor == 1.0:
                if value < _THOUSAND:
                    break
                last_scale = _THOUSAND  # thousands written as one word ("drieduizend vierhonderd")
        if end == index:
            return None
        return self._with_decimals(tokens, Numeral(index, end, total, scale))

    def _scale_words(self, tokens: Tokens, position: int) -> tuple[float, int]:
        """The product of the scale words from `position` on ("mille milliards"), and where they end."""
        factor = 1.0
        while (step := self.scales.get(tokens.word(position), 0.0)) > factor:
            factor, position = factor * step, position + 1
        return factor, position

    def _group(self, tokens: Tokens, index: int) -> tuple[float, int] | None:
        """A number below a thousand (or "twenty-five hundred") and where it ends."""
        small = self._below_hundred(tokens, index)
        if small and small[0] >= _HUNDRED:
            return small
        value, end = small or (1.0, index)
        position = past_hyphen(tokens, end) if small else index
        hundred = self.values.match(tokens.low, position)
        if (
            not hundred
            or hundred[1] != _HUNDRED
            or (small is None and tokens.low[position] not in self.alone | self.after_article)
        ):
            return small
        value, end = value * _HUNDRED, hundred[0]
        position = past_hyphen(tokens, end)
        if tokens.word(end) in self.joiners_hundred and not self.parts.joined(tokens, end):
            position = end + 1
        rest = self._below_hundred(tokens, position)
        if rest and rest[0] < _HUNDRED and not self._is_hundred(tokens, rest[1]):
            return value + rest[0], rest[1]
        return value, end

    def _is_hundred(self, tokens: Tokens, position: int) -> bool:
        found = self.values.match(tokens.low, position)
        return bool(found and found[1] == _HUNDRED)

    def _below_hundred(self, tokens: Tokens, index: int) -> tuple[float, int] | None:
        """A number below a hundred, or any number written as one word."""
        found = self.values.match(tokens.low, index)
        if found is None:
            value = self.compound(tokens.word(index)) if self.compound else None
            return None if value is None else (value, index + 1)
        end, value = found
        if value >= _HUNDRED:
            return None
        if value >= 20 and value % 10 == 0:
            position = past_hyphen(tokens, end)
            joined = tokens.word(position) in self.joiners_ten
            rest = self.values.match(tokens.low, past_hyphen(tokens, position + joined))
            if rest is None or (joined and rest[1] not in (1, 11)):
                return value, end
            if 0 < rest[1] < 10 or (10 <= rest[1] < 20 and value in self.tens_with_teens):
                return value + rest[1], rest[0]
        return value, end

    def _with_decimals(self, tokens: Tokens, numeral: Numeral) -> Numeral:
        """As in "deux virgule cinq", "two point five"."""
        position = numeral.last
        if numeral.scale > 1 or tokens.word(position) not in self.points:
            return numeral
        digits = ""
        position += 1
        while (found := self._below_hundred(tokens, position)) and len(digits) < 6:
            digits, position = digits + f"{found[0]:.0f}", found[1]
        return replace(numeral, last=position, value=numeral.value + float("0." + digits)) if digits else numeral

    # -- scales -------------------------------------------------------------------------------------

    def _scaled(self, tokens: Tokens, numeral: Numeral) -> Numeral:
        """The numeral with the scale words behind it: "2,5 millions", "une dizaine de milliards", "40m"."""
        position, factor = numeral.last, 1.0
        if numeral.digits and (written := self._abbreviation(tokens, position)):
            position, factor = written
        else:
            if not numeral.digits or numeral.value != int(numeral.value):
                position = self._past_of(tokens, position) if numeral.approx else position
            step, end = self._scale_words(tokens, past_hyphen(tokens, position))
            if step > 1 and step > numeral.scale:
                position, factor = end, step
        if factor == 1.0:
            return numeral
        value, scale = numeral.value * factor, max(numeral.scale, factor)
        scaled = replace(numeral, last=position, value=value, scale=scale, plain="")
        further, end = self._scale_words(tokens, self._past_of(tokens, position))
        if further > 1 and end > position + 1:
            return replace(scaled, last=end, value=value * further, scale=scale * further)
        return self._with_remainder(tokens, scaled)

    def _with_remainder(self, tokens: Tokens, numeral: Numeral) -> Numeral:
        """As in "3 milliards 200 millions": a second count, of a smaller scale, that completes the first."""
        position = numeral.last
        if not numeral.digits or position >= len(tokens) or tokens.raw[position][0] not in FIGURES:
            return numeral
        rest = self._digits(tokens, position)
        if rest is None or rest.value >= _THOUSAND:
            return numeral
        factor, end = self._scale_words(tokens, rest.last)
        if 1 < factor < numeral.scale:
            return replace(numeral, last=end, value=numeral.value + rest.value * factor)
        return numeral

    def _past_of(self, tokens: Tokens, position: int) -> int:
        for words in self.of:
            if tuple(tokens.low[position : position + len(words)]) == words:
                return position + len(words)
        return position

    def _abbreviation(self, tokens: Tokens, position: int) -> tuple[int, float] | None:
        """The end and the factor of "Md", "bn", "mln." or, beside money or a counted noun, "M" or "k"."""
        if position >= len(tokens):
            return None
        raw = tokens.raw[position]
        if raw in self.abbreviations:
            end = position + 1
            dotted = tokens.word(end) == "." and tokens.glued(end) and tokens.word(end + 1)[0].islower()
            return end + dotted, self.abbreviations[raw]
        if raw in self.letters and self._letter_is_scale(tokens, position):
            return position + 1, self.letters[raw]
        return None

    def _letter_is_scale(self, tokens: Tokens, position: int) -> bool:
        """Is the letter after the digits a scale (5 M$, 40m users) and not a unit (40 m) or a name (5G)?"""
        following, first = tokens.word(position + 1), position - 1
        while first > 0 and (tokens.raw[first - 1][0] in FIGURES or tokens.raw[first - 1] in ".,"):
            first -= 1
        before = tokens.word(first - 1 - (tokens.word(first - 1) in _DASHES))  # "$3m", "$-3m"
        if following in self.money or before in self.money or self._ends_range(tokens, first):
            return True
        if position + 1 == len(tokens) and (first == 0 or (first == 1 and tokens.raw[0] in "-+")):
            return True  # nothing but a number: the cell of a table
        letter = tokens.raw[position]
        if not tokens.glued(position) or letter not in "mkMK":
            return False
        figures = tokens.ends[position - 1] - tokens.starts[first]
        return following in self.countable or (figures > 1 + (letter != "M") and letter != "m" and following != "-")

    def _ends_range(self, tokens: Tokens, first: int) -> bool:
        """Does the number at `first` end a range whose money stands before it ("€10-12m")?"""
        if first < 3 or tokens.word(first - 1) not in _DASHES:
            return False
        at = first - 2 - (tokens.raw[first - 2] in self.letters)
        if tokens.raw[at][0] not in FIGURES:
            return False
        while at > 0 and (tokens.raw[at - 1][0] in FIGURES or tokens.raw[at - 1] in ".,"):
            at -= 1
        return tokens.word(at - 1) in self.money

    def _half(self, tokens: Tokens, numeral: Numeral) -> Numeral:
        """As in "trois milliards et demi", "two and a half million"."""
        for words in self.halves:
            end = numeral.last + len(words)
            if tuple(tokens.low[numeral.last : end]) == words:
                half = replace(numeral, last=end, value=numeral.value + numeral.scale / 2, plain="")
                return self._scaled(tokens, half)
        return numeral

    def _with_part(self, tokens: Tokens, numeral: Numeral) -> Numeral:
        """As in "cinq milliards et trois quarts", "two and a quarter billion", "trois quarts de milliard"."""
        if numeral.scale == 1:
            scaled = self.parts.of_scale(tokens, numeral.last)
            if scaled:
                value = numeral.value * scaled[1]
                return replace(numeral, last=scaled[0], value=value, scale=self.scales[tokens.low[scaled[0] - 1]])
        joined = None if numeral.digits and numeral.scale == 1 else self.parts.joined(tokens, numeral.last)
        if joined is None or numeral.approx:
            return numeral
        value = numeral.value + joined[1] * numeral.scale
        return self._scaled(tokens, replace(numeral, last=joined[0], value=value, plain=""))


def _compounds(values: dict[str, int], joiners: Sequence[str]) -> Callable[[str], float | None]:
    """A reader of number words written as one ("vijfentwintigduizend"), with a joiner or none between two."""
    alternatives = "|".join(sorted(values, key=len, reverse=True))
    whole = re.compile(rf"(?:(?:{alternatives})(?:{'|'.join(joiners)})?)*(?:{alternatives})")
    part = re.compile(alternatives)

    @lru_cache(maxsize=8192)
    def read(word: str) -> float | None:
        if not whole.fullmatch(word):
            return None
        total = group = 0.0
        for piece in part.findall(word):
            value = values[piece]
            if value == _THOUSAND:
                total, group = total + (group or 1) * value, 0.0
            elif value == _HUNDRED:
                group = (group or 1) * value
            else:
                group += value
        return total + group

    return read
