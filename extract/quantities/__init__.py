"""Numbers with units: `find_quantities`."""

from dataclasses import dataclass, replace
from functools import cache

from extract.composed import Composed, compose
from extract.languages import Language, load
from extract.quantities.amounts import Amounts
from extract.quantities.false_numbers import FalseNumbers
from extract.quantities.scan import REACH, Scan
from extract.quantities.tokens import FIGURES, Tokens
from extract.quantities.units import Draft, Words

_POINTS = ".,"
_STILL = frozenset({"%", "m2", "hectares"})  # told per time only by the words right behind them


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
    """All quantities of `text`, in order, never overlapping. An empty list in a language without a quantities file."""
    words = _words(language if isinstance(language, str) else language.code)
    if words is None:
        return []
    composed = compose(text)
    found = _Finder(Scan(words, Tokens(composed.text if composed else text))).find()
    return [_placed(quantity, composed) for quantity in found] if composed else found


def _placed(quantity: Quantity, composed: Composed) -> Quantity:
    """The quantity where it stands in the text as given."""
    start, end = composed.span(quantity.start, quantity.end)
    number_start, number_end = composed.span(quantity.number_start, quantity.number_end)
    return replace(quantity, start=start, end=end, number_start=number_start, number_end=number_end)


@cache
def _words(code: str) -> Words | None:
    content = load(code).words("quantities")
    return Words(code, content) if content else None


class _Finder:
    """One pass over one text."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.words, self.tokens, self.low = scan.words, scan.tokens, scan.low
        self.false_numbers = FalseNumbers(scan)
        self.amounts = Amounts(scan, self.false_numbers)
        self.dollar: str | None = None  # what a bare "$" is, once asked

    def find(self) -> list[Quantity]:
        found: list[Quantity] = []
        index = self._next_start(0)
        while index < len(self.tokens):
            drafts, following = self._at(index)
            for draft in drafts:
                found.append(self._finish(draft))
                self.scan.free = draft.last
            if len(drafts) == 2 and found[-2].per is None:  # "van 10 naar 15 depots per maand"
                found[-2] = replace(found[-2], per=found[-1].per)
            index = self._next_start(max(following, index + 1, self.scan.free))
        return found

    def _next_start(self, index: int) -> int:
        """The next token, from `index` on, that a quantity may start with."""
        starts, compound, low = self.words.starts, self.words.numerals.compound, self.low
        for position in range(index, len(low)):
            word = low[position]
            if word in starts or word[0] in FIGURES or (word in _POINTS and self._point_first(position)):
                return position
            if compound and len(word) > 5 and compound(word) is not None:
                return position
        return len(low)

    def _point_first(self, index: int) -> bool:
        """As in ".5": a point that starts a number; a comma starts one only where nothing else is told (",5")."""
        if not self.tokens.glued(index + 1) or self.tokens.word(index + 1)[0] not in FIGURES:
            return False
        return not self.tokens.glued(index) and (self.low[index] == "." or index == 0)

    def _at(self, index: int) -> tuple[list[Draft], int]:
        """The quantities that start at the token `index`, and where to go on."""
        draft = self.amounts.multiple(index) or self.amounts.fraction(index)
        if draft:
            return [draft], draft.last
        numeral = self.words.numerals.read(self.tokens, index)
        if numeral is None:
            return [], index + 1
        skip = self.false_numbers.skip(numeral)
        if skip:
            return [], skip
        draft = self.amounts.bracketed(numeral) or self.amounts.part(numeral) or self.amounts.ratio(numeral)
        if draft:
            return [draft], draft.last
        drafts = self.amounts.pair(numeral)
        if drafts is None:
            drafts = [self.amounts.single(numeral)]
        return [d for d in drafts if self.false_numbers.counts(d)], max(
            (d.last for d in drafts), default=numeral.last + 2
        )

    def _finish(self, draft: Draft) -> Quantity:
        """Add the bound and `per`, and give the quantity its place in the text."""
        first, bound = self.scan.bound_before(draft.first)
        last = draft.last
        behind = self.words.bounds_after.match(self.low, last)
        if behind and not self.scan.counts_on(behind[0]):
            last, bound = behind[0], behind[1] if bound in (None, "approx") else bound
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
            unit=self._unit_name(draft),
            per=per,
            bound=bound,
            number_start=tokens.starts[draft.numeral.first],
            number_end=tokens.ends[draft.numeral.last - 1],
            scale=draft.numeral.scale,
        )

    def _unit_name(self, draft: Draft) -> str | None:
        """The unit's name; of a bare dollar, the one the text means."""
        if draft.unit is None or draft.unit.name != "USD":
            return draft.unit.name if draft.unit else None
        if not self.words.american.isdisjoint(self.low[draft.first : draft.last]):
            return "USD"
        if self.dollar is None:
            self.dollar = self.words.home_dollar(self.tokens.text)
        return self.dollar

    def _far_bound(self, first: int) -> str | None:
        """As in "a dépassé cet été 1 %": a verb a few words before."""
        for index in range(first - 1, max(self.scan.free, first - REACH) - 1, -1):
            word = self.low[index]
            if word in self.words.bounds_near:
                return self.words.bounds_near[word]
            if not word[0].isalpha() and word != "'":
                return None
        return None

    def _per(self, draft: Draft, last: int, first: int) -> tuple[int, str | None]:
        """`per` beside the quantity, or a few words behind it; the span grows only over what is beside."""
        if draft.unit and draft.unit.name in ("x", "pp"):
            return last, None
        reach = 0 if draft.unit and draft.unit.name in _STILL else REACH
        for index in range(last, min(last + reach + 1, len(self.tokens))):
            found = self.words.per_after.match(self.low, index)
            if found:
                return (found[0] if index == last and found[1] else last), found[1] or None
            if not self.low[index][0].isalpha() and self.low[index] not in "'-":
                break
        if not reach:
            return last, None
        before = self.words.per_before.match(self.low, first - 1 - (self.tokens.word(first - 1) == ","))
        return last, before[1] if before and before[0] >= self.scan.free else None


def _clean(value: float) -> float:
    """Without the dust of multiplying decimals: 2.3 * 1e6 is 2300000."""
    return float(f"{value:.12g}")
