"""Numbers with units: `find_quantities`."""

import re
from dataclasses import dataclass, replace
from functools import cache

from extract.languages import Language, load
from extract.numerals import Numeral, Tokens
from extract.units import Unit, Words

_FIGURES = set("0123456789")
_SIGNS = {"-": -1.0, "−": -1.0, "–": -1.0, "+": 1.0}
_DASHES = {"-", "–", "—", "/"}
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d|2100")
_SENTENCE_ENDS = {".", "!", "?", "\n", ":", "«", "»", '"', "“", "”", "'"}
_RATIO_REACH = 5  # words between the two numbers of "neuf griffes de luxe sur dix"
_REACH = 5  # tokens between a number and the word that tells its bound or its "per" from afar
# Digits that are a date, an hour, a phone number, a version or a span of years.
_FALSE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)"
    r"|(?:1[89]|20)\d\d-[01]\d(?:-[0-3]\d)?(?![\d%])"
    r"|(?:1[89]|20)\d\d ?[-–/] ?(?:(?:1[89]|20)\d\d|\d\d)(?![\d%])"
    r"|\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\s?[hH]\s?\d\d(?!\d)|\d{1,2}h(?!\w)"
    r"|0\d(?:[ .-]?\d\d){4}(?!\d)|\d{2,4}(?:[ .-]\d\d){3,}(?!\d)"
    r"|(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}"
    r"|[0-9]{1,3}/[0-9]{1,3}(?![0-9])|7j/7"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text. `value` is in full (2.49e12); `value_high` only for a range.

    `unit` is an ISO 4217 code, "%", "pp", "x", "m2", "hectares", "hours" or an English plural noun
    ("employees"), None for a bare number; where a counted noun is in no lexicon it keeps its own words.
    `per` is "hour", "day", "month", "quarter", "year" or None; `bound` is exact, approx, min, max or range.
    `start`/`end` span the number with its unit and bound words (text[start:end]);
    `number_start`/`number_end` the number alone, scale words included. `scale` is the factor of its scale
    word (1e9 for "3 milliards"): a bare number that follows may mean the same.
    """

    start: int
    end: int
    value: float
    value_high: float | None
    unit: str | None
    per: str | None
    bound: str
    number_start: int = 0
    number_end: int = 0
    scale: float = 1.0


def find_quantities(text: str, language: Language | str) -> list[Quantity]:
    """All quantities of `text`, in order, never overlapping. None in a language without a quantities file."""
    words = _words(language if isinstance(language, str) else language.code)
    return _Finder(words, Tokens(text)).find() if words else []


@cache
def _words(code: str) -> Words | None:
    content = load(code).words("quantities")
    return Words(code, content) if content else None


@dataclass(slots=True)
class _Draft:
    """A quantity in the making: tokens[first:last] so far."""

    first: int
    last: int
    numeral: Numeral
    value: float
    high: float | None = None
    unit: Unit | None = None
    bound: str | None = None
    per: str | None = None


class _Finder:
    """One pass over the tokens of one text."""

    def __init__(self, words: Words, tokens: Tokens) -> None:
        self.words = words
        self.tokens = tokens
        self.low = tokens.low
        self.free = 0  # the first token that no quantity holds yet

    def find(self) -> list[Quantity]:
        found: list[Quantity] = []
        starts, index, size = self.words.starts, 0, len(self.tokens)
        starter = self.words.numerals.starts_with
        while index < size:
            word = self.low[index]
            if word in starts or word[0] in _FIGURES or starter(word) or (word == "." and self._point_first(index)):
                drafts, following = self._at(index)
                for draft in drafts:
                    found.append(self._finish(draft))
                    self.free = draft.last
                if len(drafts) == 2 and found[-2].per is None:  # "van 25 naar 50 filialen per jaar"
                    found[-2] = replace(found[-2], per=found[-1].per)
                index = max(following, index + 1, self.free)
            else:
                index += 1
        return found

    def _point_first(self, index: int) -> bool:
        """ ".5": a point that starts a number."""
        return (
            self.tokens.word(index + 1)[0] in _FIGURES and self.tokens.glued(index + 1) and not self.tokens.glued(index)
        )

    def _at(self, index: int) -> tuple[list[_Draft], int]:
        """The quantities that start at the token `index`, and where to go on."""
        draft = self._multiple(index) or self._fraction(index)
        if draft:
            return [draft], draft.last
        numeral = self.words.numerals.read(self.tokens, index)
        if numeral is None:
            return [], index + 1
        skip = self._false_number(numeral)
        if skip:
            return [], skip
        draft = self._ratio(numeral)
        if draft:
            return [draft], draft.last
        drafts = self._pair(numeral)
        if drafts is None:
            drafts = [self._single(numeral)]
        return [d for d in drafts if self._counts(d)], max((d.last for d in drafts), default=numeral.last + 2)

    # -- forms --------------------------------------------------------------------------------------

    def _single(self, numeral: Numeral) -> _Draft:
        """A number with its sign and its unit."""
        draft = _Draft(numeral.first, numeral.last, numeral, numeral.value)
        self._sign(draft)
        before = self.words.before(self.tokens, draft.first, self.free)
        if before:
            draft.first, draft.unit = before
            self._sign(draft)
        times = self._times(numeral)
        if times:
            draft.last, draft.unit = times, Unit("x", "measure")
            return draft
        attached = self.words.bounds_attached.match(self.low, numeral.last)
        if attached:  # "500+ members", "20-odd shops"
            numeral = replace(numeral, last=attached[0])
            draft.last, draft.bound = attached
        after = self.words.after(self.tokens, numeral)
        if after and (draft.unit is None or after[1].kind == "money"):
            draft.last, draft.unit = after
        if draft.unit:
            draft.value *= draft.unit.factor
            if draft.unit.kind == "money" and draft.unit.factor == 1 and numeral.scale == 1:
                self._add_cents(draft)
        return draft

    def _add_cents(self, draft: _Draft) -> None:
        """ "20 dollars et 30 centimes", "12 € 50"."""
        words, tokens, index = self.words, self.tokens, draft.last
        joined = tokens.word(index) in words.and_words
        cents = words.numerals.read(tokens, index + joined) if index + joined < len(tokens) else None
        if cents is None or cents.value >= 100 or cents.value != int(cents.value):
            return
        unit = words.units.match(self.low, cents.last)
        if unit and unit[1].kind == "money" and unit[1].factor == 0.01:
            draft.value, draft.last = draft.value + cents.value / 100, unit[0]
        elif not joined and not unit and len(cents.plain) == 2 and not words.after(tokens, cents):
            draft.value, draft.last = draft.value + cents.value / 100, cents.last

    def _sign(self, draft: _Draft) -> None:
        """Take in "-7 %", "moins 3 %": not the dash of a range, of a list or of a compound."""
        index = draft.first - 1
        if index < self.free:
            return
        sign = _SIGNS.get(self.low[index])
        if sign is not None:
            glued_left = self.tokens.glued(index) and self.low[index - 1] not in "([\n"
            lone_dash = not self.tokens.glued(index + 1) and self.low[index - 1] not in "(["
            if glued_left or (lone_dash and sign < 0):
                return
            draft.first, draft.value = index, sign * draft.value
            return
        for words, value in self.words.signs.items():
            start = draft.first - len(words)
            if start >= self.free and tuple(self.low[start : draft.first]) == words:
                if tuple(self.low[start - 1 : start]) in self.words.unsigned_before:
                    return
                draft.first, draft.value = start, value * draft.value

    def _pair(self, low: Numeral) -> list[_Draft] | None:
        """Two numbers that share a unit: a range ("de 5 à 7 milliards") or a change ("passer de 5 à 7")."""
        first = self._single(low)
        between = first.last if first.last < len(self.tokens) else low.last
        if self.low[between : between + 1] in ([], ["\n"]):
            return None
        opener = self._opener(first.first)
        word = self.low[between]
        if word in _DASHES:
            wanted = word != "/" and (self.tokens.glued(between) == self.tokens.glued(between + 1))
        else:
            wanted = word in self.words.range_words or bool(opener and word in opener[1])
        if not wanted and word in self.words.and_words and first.unit is None and not self._named(first.first):
            return self._coordinated(first, between + 1)
        if not wanted or (first.unit is None and not opener and self._named(first.first)):
            return None
        start = between + 1
        while start < len(self.tokens) and (
            self.low[start] in self.words.range_articles
            or self.words.prefixes.match(self.low, start)
            or self.tokens.raw[start] in self.words.codes
        ):
            start += 1
        high = self.words.numerals.read(self.tokens, start) if start < len(self.tokens) else None
        if high is None:
            return None
        self.free, free = between + 1, self.free
        second = None if self._false_number(high) else self._single(high)
        self.free = free
        if second is None:
            return None
        return self._joined(first, second, opener)

    def _coordinated(self, first: _Draft, start: int) -> list[_Draft] | None:
        """ "5 et 10 %", "3 and 4 million": two numbers with the unit of the second."""
        high = self.words.numerals.read(self.tokens, start) if start < len(self.tokens) else None
        if high is None or _YEAR.fullmatch(first.numeral.plain) or self._false_number(high):
            return None
        second = self._single(high)
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
            if start >= self.free and tuple(self.low[start:first]) == words:
                return start, links
        return None

    def _joined(self, first: _Draft, second: _Draft, opener: tuple[int, set[str]] | None) -> list[_Draft] | None:
        unit = second.unit or first.unit
        if first.unit and second.unit and first.unit.name != second.unit.name and first.unit.kind != "unknown":
            return None
        if not opener and first.unit and first.unit.kind not in ("money", "measure"):
            return None
        low, high = first.value, second.value
        if not opener and first.numeral.plain and second.numeral.plain and high <= low and unit is None:
            return []  # a score: "3-0"
        if first.numeral.scale == 1 < second.numeral.scale and low < 1000:
            low *= second.numeral.scale
        if unit and not first.unit:
            low *= unit.factor
        linked = any(word in self.words.change_links for word in self.low[first.last : second.first])
        change = opener and (linked or self.low[opener[0]] in self.words.change_openers and self._changes(opener[0]))
        if high > low and not change:
            start = opener[0] if opener else first.first
            return [_Draft(start, second.last, second.numeral, low, high, unit, "range")]
        if not opener:
            return None
        first.value, first.unit, second.unit = low, unit, unit
        return [first, second]

    def _changes(self, index: int) -> bool:
        """Do the words before `index` tell of a move ("est passé", "rose"), so that two values are told?"""
        for word in reversed(self.low[max(0, index - 4) : index]):
            if not word[0].isalpha() and word not in "'-":
                return False
            if self.words.change.match(word):
                return True
        return False

    def _ratio(self, numeral: Numeral) -> _Draft | None:
        """ "neuf griffes sur dix", "one in five": a share."""
        words, position = self.words, numeral.last
        for step in range(_RATIO_REACH):
            link = next((w for w in words.out_of if tuple(self.low[position : position + len(w)]) == w), None)
            if link:
                whole = words.numerals.read(self.tokens, position + len(link))
                if whole is None or not 0 < numeral.value < whole.value or whole.value not in words.wholes:
                    return None
                if step and (words.after(self.tokens, whole) or words.before(self.tokens, whole.first, self.free)):
                    return None  # "deux boutiques sur 100 m²"
                value = round(100 * numeral.value / whole.value, 2)
                return _Draft(numeral.first, whole.last, numeral, value, unit=Unit("%", "measure"))
            unit = words.units.match(self.low, position)
            if not self.tokens.word(position)[0].isalpha() and self.low[position : position + 1] != ["'"]:
                return None
            if unit and unit[1].kind in ("skip", "money", "measure"):
                return None
            position += 1
        return None

    def _fraction(self, index: int) -> _Draft | None:
        """ "la moitié", "deux tiers", "a third of"."""
        found = self.words.fractions.match(self.low, index)
        if not found or self.words.numerals.fixed.match(self.low, index):
            return None
        last, value = found
        return _Draft(index, last, Numeral(index, last, value), value, unit=Unit("%", "measure"))

    def _multiple(self, index: int) -> _Draft | None:
        """ "doublé", "fivefold"."""
        words, word = self.words, self.low[index]
        value = words.multiples.get(word)
        if value is None and word in words.ambiguous:
            following, before = self.tokens.word(index + 1), self.tokens.word(index - 1)
            value = (
                words.ambiguous[word] if following in words.multiple_next or before in words.multiple_previous else None
            )
        if value is None or words.never_after.match(self.low, index + 1):
            return None
        return _Draft(index, index + 1, Numeral(index, index + 1, value), value, unit=Unit("x", "measure"))

    def _times(self, numeral: Numeral) -> int:
        """ "trois fois plus", "multiplié par sept", "x3": where the multiple ends, else 0."""
        after = self.words.times.match(self.low, numeral.last)
        if after:
            return after[0]
        before = self._before_bound(numeral.first)[0] - 1
        return numeral.last if self.words.times_before.match(self.low, before) else 0

    # -- what is not a quantity ---------------------------------------------------------------------

    def _false_number(self, numeral: Numeral) -> int:
        """Where to go on if this number is a date, an hour, a rank or part of a name; else 0."""
        tokens, first, last = self.tokens, numeral.first, numeral.last
        if numeral.digits:
            match = _FALSE.match(tokens.text, tokens.starts[first])
            if match:
                return tokens.after(match.end(), first)
            if self._in_word(numeral):
                return max(last, first + 1)
        if self.low[last : last + 1] and self.words.never_after.match(self.low, last):
            return last
        return last if self._is_month(last) else 0

    def _is_month(self, index: int) -> bool:
        words = self.words
        if self.tokens.word(index) not in words.months:
            return False
        return not words.months_capitalised or self.tokens.raw[index][0].isupper()

    def _in_word(self, numeral: Numeral) -> bool:
        """Digits that are part of a name or code: A320, Covid-19, 5G, 24H2, n°1."""
        tokens, first, last = self.tokens, numeral.first, numeral.last
        if tokens.glued(first) and first > self.free and not self.words.before(tokens, first, self.free):
            before = tokens.raw[first - 1]
            if before[-1].isalpha() and before not in "xX":
                return True
            if before in "_@#.,/&" or (
                before in "-.'’" and tokens.glued(first - 1) and first > 1 and tokens.raw[first - 2][-1].isalnum()
            ):
                return True
        if tokens.glued(last) and last < len(tokens) and tokens.raw[last][0].isalpha() and numeral.scale == 1:
            if self.words.times.match(self.low, last):
                return False
            found = self.words.after(tokens, numeral)
            return not (found and found[1].kind != "unknown" and found[0] == last + 1)
        return False

    def _counts(self, draft: _Draft) -> bool:
        """Is this a quantity at all? Not a year, an age, a mere article, a rank, a number in a name."""
        words, low, numeral, unit = self.words, self.low, draft.numeral, draft.unit
        kind = unit.kind if unit else "none"
        before = self.tokens.word(draft.first - 1)
        if kind == "skip":
            return False
        if _YEAR.fullmatch(numeral.plain) and (kind in ("none", "unknown") or before in words.year_before):
            return kind in ("money", "measure")
        if len(self.tokens) == numeral.last - numeral.first:
            return True
        if numeral.value == 1 and low[numeral.first] in words.ones and numeral.last == numeral.first + 1:
            if not (unit and (kind == "money" or unit.name in ("%", "pp", "x"))):
                return kind == "noun" and bool(words.bounds_before.match(low, draft.first - 1))
        if unit and unit.name == "hours" and before in words.clock_before and draft.value <= 24:
            return False
        if kind in ("money", "measure"):
            return True
        raw = self.tokens.raw
        if raw[numeral.first].istitle() and before not in _SENTENCE_ENDS and raw[draft.last - 1].istitle():
            return False  # "aux Trois Suisses"
        ranked = draft.value < 1000 and words.never_counted.match(low, draft.first - 1)
        if ranked or self._is_age(draft) or self._is_address(draft.last):
            return False
        if numeral.value == 2 and not numeral.digits and before in words.idle_before:
            return False
        return kind == "noun" or self._counts_alone(draft, before)

    def _counts_alone(self, draft: _Draft, before: str) -> bool:
        """The same for a number without a known unit, where more can be a name, a day or an idiom."""
        tokens, words, numeral, first, last = self.tokens, self.words, draft.numeral, draft.first, draft.last
        if words.bounds_before.match(self.low, first - 1):
            return True
        if words.never_before.match(self.low, first - 1):
            return False
        if self._named(first):
            return False
        following = tokens.raw[last] if last < len(tokens) else "\n"
        if numeral.plain:
            day = draft.value < 32 and (before in words.day_before and draft.unit is None or self._is_month(first - 1))
            listed = before == "\n" and draft.value < 100 and (following[0] in ".)" or following[:1].isupper())
            row = before[0] in _FIGURES or following[0] in _FIGURES
            if day or listed or row:
                return False
        if draft.unit is None and following[0].isupper() and (not numeral.digits or draft.value < 10):
            return False
        if numeral.digits or draft.value > 10 and draft.value != 0:
            return True
        capital = tokens.raw[numeral.first][0].isupper() and before not in _SENTENCE_ENDS
        return not (capital or before in words.idle_before or draft.value == 0)

    def _named(self, index: int) -> bool:
        """Does a capitalised word stand before the token `index` ("Windows 11")?"""
        before = self.tokens.word(index - 1)
        return before.isalpha() and self.tokens.raw[index - 1][0].isupper() and before not in self.words.stop

    def _is_age(self, draft: _Draft) -> bool:
        """ "Jane Doe, 51, is ...", "Jan Jansen (48)"."""
        tokens, first = self.tokens, draft.first
        between = tokens.word(first - 1) + tokens.word(draft.last)
        aside = between in (",,", "()", ",)", "(,", ",.")
        return aside and 14 < draft.value < 100 and first > 1 and tokens.raw[first - 2][0].isupper()

    def _is_address(self, position: int) -> bool:
        """ "12 Main Street": capitals up to a word for a street."""
        for raw in self.tokens.raw[position : position + 4]:
            if not raw[0].isupper():
                return False
            if raw.lower() in self.words.streets:
                return True
        return False

    # -- bound, per, span ---------------------------------------------------------------------------

    def _before_bound(self, index: int) -> tuple[int, str | None]:
        """Where the bound words before the token `index` start, and what they say."""
        found = self.words.bounds_before.match(self.low, index - 1)
        if found is None and self.low[index] in self.words.multiples:
            found = self.words.bounds_verbs.match(self.low, index - 1)
        if found and found[0] >= self.free and found[1]:
            destination = tuple(self.low[found[0] : index]) in self.words.destinations
            if not (destination and self._moves_to(found[0])):
                return found
        return index, None

    def _moves_to(self, index: int) -> bool:
        """Is the word at `index` where a move ends ("steeg tot 40"), not a limit?"""
        for word in reversed(self.low[max(0, index - 2 * _REACH) : index]):
            if word in ".;:!?\n":
                return False
            if self.words.change.match(word):
                return True
        return False

    def _finish(self, draft: _Draft) -> Quantity:
        """Add the bound and `per`, and give the quantity its place in the text."""
        first, bound = self._before_bound(draft.first)
        last = draft.last
        behind = self.words.bounds_after.match(self.low, last)
        if behind:
            last, bound = behind[0], bound or behind[1]
        if bound is None:
            bound = self._far_bound(first) or (draft.bound or ("approx" if draft.numeral.approx else "exact"))
        if draft.high is not None:
            bound = "range"
        last, per = self._per(draft, last, first)
        tokens = self.tokens
        draft.last = last
        return Quantity(
            start=tokens.starts[first],
            end=tokens.ends[last - 1],
            value=_clean(draft.value),
            value_high=None if draft.high is None else _clean(draft.high),
            unit=draft.unit.name if draft.unit else None,
            per=per,
            bound=bound,
            number_start=tokens.starts[draft.numeral.first],
            number_end=tokens.ends[draft.numeral.last - 1],
            scale=draft.numeral.scale,
        )

    def _far_bound(self, first: int) -> str | None:
        """ "a dépassé cet été 1 %": a verb a few words before."""
        for index in range(first - 1, max(self.free, first - _REACH) - 1, -1):
            word = self.low[index]
            if word in self.words.bounds_near:
                return self.words.bounds_near[word]
            if not word[0].isalpha() and word != "'":
                return None
        return None

    def _per(self, draft: _Draft, last: int, first: int) -> tuple[int, str | None]:
        """`per` beside the quantity, or a few words behind it; the span grows only over what is beside."""
        if draft.unit and draft.unit.name in ("x", "pp"):
            return last, None
        for index in range(last, min(last + _REACH + 1, len(self.tokens))):
            found = self.words.per_after.match(self.low, index)
            if found:
                return (found[0] if index == last and found[1] else last), found[1] or None
            if not self.low[index][0].isalpha() and self.low[index] not in "'-":
                break
        before = self.words.per_before.match(self.low, first - 1 - (self.tokens.word(first - 1) == ","))
        return last, before[1] if before and before[0] >= self.free else None


def _clean(value: float) -> float:
    """Without the dust of multiplying decimals: 2.3 * 1e6 is 2300000."""
    return float(f"{value:.12g}")
