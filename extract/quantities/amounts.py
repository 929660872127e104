"""From a number to an amount: sign, unit, range, share, multiple."""

from dataclasses import replace

from extract.quantities.false_numbers import SENTENCE_ENDS, YEAR, FalseNumbers
from extract.quantities.numerals import Numeral
from extract.quantities.scan import Scan
from extract.quantities.units import Draft, Unit

_SIGNS = {"-": -1.0, "−": -1.0, "–": -1.0, "+": 1.0}
_DASHES = {"-", "–", "—", "/"}
_HUNDREDS = set(range(200, 1000, 100))
_RATIO_REACH = 5  # words between the two numbers of "deux garages de quartier sur trois"


class Amounts:
    """Reads the amounts of one text."""

    def __init__(self, scan: Scan, false_numbers: FalseNumbers) -> None:
        """Read from the text of `scan`, past what `false_numbers` rules out."""
        self.scan = scan
        self.false_numbers = false_numbers
        self.words, self.tokens, self.low = scan.words, scan.tokens, scan.low

    def single(self, numeral: Numeral) -> Draft:
        """A number with its sign and its unit."""
        draft = Draft(numeral.first, numeral.last, numeral, numeral.value)
        self._sign(draft)
        before = self.words.before(self.tokens, draft.first, self.scan.free)
        if before:
            draft.first, draft.unit = before
            self._sign(draft)
        times = self._times(numeral)
        if times:
            draft.last, draft.unit = times, Unit("x", "measure")
            return draft
        attached = self.words.bounds_attached.match(self.low, numeral.last)
        if attached and not self.scan.counts_on(attached[0]):  # "500+ members", "20-odd shops"
            numeral = replace(numeral, last=attached[0])
            draft.last, draft.bound = attached
        after = self.words.after(self.tokens, numeral)
        signed = draft.unit is not None and after is not None and not self.tokens.raw[after[0] - 1][0].isalpha()
        if after and not signed and (draft.unit is None or after[1].kind == "money"):  # one sign: "$ 20 $ 37"
            draft.last, draft.unit = after
        if draft.unit:
            draft.value *= draft.unit.factor
            if draft.unit.kind == "money" and draft.unit.factor == 1 and numeral.scale == 1:
                self._add_cents(draft)
            self._loss(draft)
        return draft

    def _loss(self, draft: Draft) -> None:
        """As in "de moins 3 %": before "moins 3 salariés" the same words would tell a difference."""
        index = draft.first - 1
        told = draft.unit is not None and (draft.unit.kind == "money" or draft.unit.name in ("%", "pp"))
        if not told or index < self.scan.free or self.tokens.word(index - 1) not in self.words.losses_after:
            return
        if self.words.signs.get((self.low[index],), 0) < 0:
            draft.first, draft.value = index, -draft.value

    def _add_cents(self, draft: Draft) -> None:
        """As in "20 dollars et 30 centimes", "12 € 50"."""
        words, tokens, index = self.words, self.tokens, draft.last
        joined = tokens.word(index) in words.and_words
        cents = words.numerals.read(tokens, index + joined) if index + joined < len(tokens) else None
        if cents is None or cents.value >= 100 or cents.value != int(cents.value):
            return
        unit = words.units.match(self.low, cents.last)
        if unit and unit[1].kind == "money" and unit[1].factor == 0.01:
            draft.value, draft.last = draft.value + cents.value / 100, unit[0]
        elif not joined and not unit and _two_figures(cents) and not words.after(tokens, cents):
            draft.value, draft.last = draft.value + cents.value / 100, cents.last

    def _sign(self, draft: Draft) -> None:
        """Take in "-7 %", "moins 3 %": not the dash of a range, of a list or of a compound."""
        index = draft.first - 1
        if index < self.scan.free:
            return
        sign = _SIGNS.get(self.low[index])
        if sign is not None:
            glued_left = self.tokens.glued(index) and self.low[index - 1] not in "([\n$€£¥"
            lone_dash = not self.tokens.glued(index + 1) and self.low[index - 1] not in "(["
            if index == 0 and draft.last == len(self.tokens):  # nothing but a number: the cell of a table
                glued_left = lone_dash = False
            if glued_left or (lone_dash and sign < 0 and self.tokens.word(index - 1) not in self.words.losses_after):
                return
            draft.first, draft.value = index, sign * draft.value
            return
        for words, value in self.words.signs.items():
            start = draft.first - len(words)
            if start >= self.scan.free and tuple(self.low[start : draft.first]) == words:
                if tuple(self.low[start - 1 : start]) in self.words.unsigned_before:
                    return
                draft.first, draft.value = start, value * draft.value

    def pair(self, low: Numeral) -> list[Draft] | None:
        """Two numbers that share a unit: a range ("de 5 à 7 milliards") or a change ("passer de 5 à 7")."""
        first = self.single(low)
        between = first.last if first.last < len(self.tokens) else low.last
        if self.low[between : between + 1] in ([], ["\n"]):
            return None
        opener = self._opener(first.first)
        word = self.low[between]
        if word in _DASHES:
            wanted = word != "/" and (self.tokens.glued(between) == self.tokens.glued(between + 1))
        else:
            wanted = word in self.words.range_words or bool(opener and word in opener[1])
        if not wanted and word in self.words.and_words and first.unit is None and not self.scan.named(first.first):
            return self._coordinated(first, between + 1)
        named = self.scan.named(first.first) and self.tokens.word(first.first - 2) not in SENTENCE_ENDS
        if not wanted or (first.unit is None and not opener and named):
            return None
        start = between + 1
        while start < len(self.tokens) and (
            self.low[start] in self.words.range_articles
            or self.words.prefixes.match(self.low, start)
            or self.tokens.raw[start] in self.words.codes
            or (opener and start == between + 1 and self.low[start] in _SIGNS and word not in _DASHES)
        ):
            start += 1
        high = self.words.numerals.read(self.tokens, start) if start < len(self.tokens) else None
        if high is None:
            return None
        self.scan.free, free = between + 1, self.scan.free
        second = None if self.false_numbers.skip(high) else self.single(high)
        self.scan.free = free
        if second is None:
            return None
        if (
            word in _DASHES
            and first.unit
            and first.unit.kind == "money"
            and second.unit
            and second.unit.kind == "unknown"
        ):
            second.unit, second.last = None, second.numeral.last  # "a $5m-7m deal"
        return self._joined(first, second, opener)

    def _coordinated(self, first: Draft, start: int) -> list[Draft] | None:
        """As in "5 et 10 %", "3 and 4 million": two numbers with the unit of the second."""
        high = self.words.numerals.read(self.tokens, start) if start < len(self.tokens) else None
        if high is None or YEAR.fullmatch(first.numeral.plain) or self.false_numbers.skip(high):
            return None
        second = self.single(high)
        if second.unit is None or second.unit.kind not in ("money", "measure") or second.first != high.first:
            return None
        if first.numeral.scale == 1 < second.numeral.scale and first.value < 1000:
            first.value *= second.numeral.scale
        first.value, first.unit = first.value * second.unit.factor, second.unit
        return [first, second]

    def _opener(self, first: int) -> tuple[int, set[str]] | None:
        """The word that opens a range before the token `first` ("entre"): where, and what may follow."""
        for words, links in self.words.range_openers.items():
            start = first - len(words)
            if start >= self.scan.free and tuple(self.low[start:first]) == words:
                return start, links
        return None

    def _joined(self, first: Draft, second: Draft, opener: tuple[int, set[str]] | None) -> list[Draft] | None:
        unit = second.unit or first.unit
        if first.unit and second.unit and first.unit.name != second.unit.name and first.unit.kind != "unknown":
            return None
        prefixed = first.first < first.numeral.first
        if first.unit and second.unit is None and not prefixed and first.unit.name != "x":
            return None  # "bondi de 35 % à 1,3 milliard"
        if not opener and first.unit and first.unit.kind not in ("money", "measure"):
            return None
        if not opener and first.unit and second.unit and self.scan.changes(first.first):
            return None  # "rose 4p to 212p"
        low, high = first.value, second.value
        if not opener and first.numeral.plain and second.numeral.plain and high <= low and unit is None:
            return []  # a score: "3-0"
        if first.numeral.scale == 1 < second.numeral.scale and low < 1000:
            low *= second.numeral.scale
        elif low < 10 and second.numeral.value in _HUNDREDS and not second.numeral.digits:
            low *= 100  # "cinq à six cents"
        if unit and not first.unit:
            low *= unit.factor
        linked = any(word in self.words.change_links for word in self.low[first.last : second.first])
        change = opener and (
            linked or (self.low[opener[0]] in self.words.change_openers and self.scan.changes(opener[0]))
        )
        if high > low and not change:
            start = opener[0] if opener else first.first
            numeral = replace(second.numeral, first=first.numeral.first)
            return [Draft(start, second.last, numeral, low, high, unit, "range")]
        if not opener:
            return None
        first.value, first.unit, second.unit = low, unit, unit
        return [first, second]

    def ratio(self, numeral: Numeral) -> Draft | None:
        """As in "neuf griffes sur dix", "one in five": a share."""
        words, position = self.words, numeral.last
        for step in range(_RATIO_REACH):
            link = next((w for w in words.out_of if tuple(self.low[position : position + len(w)]) == w), None)
            if link:
                whole = words.numerals.read(self.tokens, position + len(link))
                if whole is None or not 0 < numeral.value < whole.value:
                    return None
                if whole.value not in words.wholes and (step or numeral.value != 1):
                    return None
                told = words.after(self.tokens, whole) or words.before(self.tokens, whole.first, self.scan.free)
                if told and (step or whole.value not in words.wholes):
                    return None  # "deux boutiques sur 100 m²"
                value = round(100 * numeral.value / whole.value, 2)
                return Draft(numeral.first, whole.last, numeral, value, unit=Unit("%", "measure"))
            unit = words.units.match(self.low, position)
            if not self.tokens.word(position)[0].isalpha() and self.low[position : position + 1] != ["'"]:
                return None
            if unit and unit[1].kind in ("skip", "money", "measure"):
                return None
            position += 1
        return None

    def fraction(self, index: int) -> Draft | None:
        """As in "la moitié", "deux tiers", "a third of"."""
        found = self.words.fractions.match(self.low, index)
        if not found or self.words.numerals.fixed.match(self.low, index):
            return None
        last, value = found
        counted = self.words.numerals.fixed.match(self.low, last - 1)  # "by half a million"
        if self.tokens.word(index - 1) in self.words.whole_parts or (counted and counted[0] > last):
            return None
        number = self.words.numerals.read(self.tokens, index)
        if number and number.scale > 1 and number.last > last:  # "deux tiers de million"
            return None
        points = self.words.units.match(self.low, self.words.past_of(self.tokens, last))
        if points and points[1].name == "pp":  # "un quart de point"
            value = value * points[1].factor / 100
            return Draft(index, points[0], Numeral(index, last, value), value, unit=points[1])
        return Draft(index, last, Numeral(index, last, value), value, unit=Unit("%", "measure"))

    def bracketed(self, numeral: Numeral) -> Draft | None:
        """As in "$(12.4)m": accountants put a loss in brackets."""
        tokens, reader, last = self.tokens, self.words.numerals, numeral.last + 1
        if tokens.word(numeral.first - 1) != "(" or tokens.word(numeral.last) != ")":
            return None
        money = self.words.before(tokens, numeral.first - 1, self.scan.free)
        if money is None or not all(map(tokens.glued, (numeral.first - 1, numeral.first, numeral.last))):
            return None
        written = tokens.raw[last] if last < len(tokens) else ""
        factor = (
            reader.abbreviations.get(written) or reader.letters.get(written) or reader.scales.get(tokens.word(last))
        )
        scaled = replace(numeral, value=numeral.value * (factor or 1.0), scale=factor or 1.0, plain="")
        return Draft(money[0], last + (factor is not None), scaled, -scaled.value, unit=money[1])

    def part(self, numeral: Numeral) -> Draft | None:
        """As in "cinq huitièmes", "twenty-three fifths": not "un cinquième magasin"."""
        parts = self.words.numerals.parts
        found = None if numeral.digits else parts.alone(self.tokens, numeral.first, numeral.last, numeral.value)
        if found is None:
            return None
        last, size = found
        if numeral.value > size:
            return Draft(numeral.first, last, numeral, numeral.value / size)
        value = round(100 * numeral.value / size, 2)
        return Draft(numeral.first, last, numeral, value, unit=Unit("%", "measure"))

    def multiple(self, index: int) -> Draft | None:
        """As in "doublé", "fivefold"."""
        words, word = self.words, self.low[index]
        value = words.multiples.get(word)
        if value is None and word in words.ambiguous:
            following, before = self.tokens.word(index + 1), self.tokens.word(index - 1)
            value = (
                words.ambiguous[word] if following in words.multiple_next or before in words.multiple_previous else None
            )
        if value is None or words.never_after.match(self.low, index + 1):
            return None
        return Draft(index, index + 1, Numeral(index, index + 1, value), value, unit=Unit("x", "measure"))

    def _times(self, numeral: Numeral) -> int:
        """As in "trois fois plus", "multiplié par sept", "x3": where the multiple ends, else 0."""
        after = self.words.times.match(self.low, numeral.last)
        if after:
            return after[0]
        before = self.words.times_before.match(self.low, self.scan.bound_before(numeral.first)[0] - 1)
        return numeral.last if before and self.tokens.word(before[0] - 1) not in self.words.once_before else 0


def _two_figures(cents: Numeral) -> bool:
    """As cents are told without their name: "12 € 50", "thirteen dollars forty-five"."""
    return len(cents.plain) == 2 if cents.digits else cents.value >= 10
