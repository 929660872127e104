"""A scene: one sentence that holds numbers, with its words, its cues and how far these stand apart."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from extract.dates import DateSpan
from extract.documents import Document, Mention, Sentence
from extract.figures.cues import WORD, Cue, lexicon, plain_words
from extract.quantities import Quantity

_OF_NUMBERS = {"counted", "few", "idle", "staffing", "ellipsis", "money"}  # groups read inside numbers too
_HARD = set(';:—–«»"“”!?')  # marks that end a clause
_SOFT = set(",()")
_DATES = 12  # dates of one sentence of which a number is asked
_VERSUS = 4  # words between "contre" and the number it leads
_SIGN = re.compile(r"(?<![\w%])([-−–+])\s?\d")
_MARKS = _HARD | _SOFT
_HARD_COST, _SOFT_COST, _JOINT_COST = 6.0, 2.0, 3.0


@dataclass(slots=True)
class Number:
    """A quantity as the sentence means it: what an ellipsis leaves out is filled in."""

    start: int
    end: int
    value: float
    value_high: float | None
    unit: str | None
    per: str | None
    bound: str
    number_start: int
    number_end: int
    scale: float
    rule: str = "told"
    earlier: bool = False  # the former value of a passage ("de 526 à 536"): one period before
    counts: str | None = None  # the metric of the noun that an ellipsis took from afar
    leader: "Number | None" = None  # the number from which an ellipsis takes its noun, unit or period

    @classmethod
    def told(cls, quantity: Quantity, unit: str | None) -> "Number":
        """A number as its own words tell it, of `unit`."""
        q = quantity
        here = q.start, q.end
        return cls(*here, q.value, q.value_high, unit, q.per, q.bound, q.number_start, q.number_end, q.scale)

    @property
    def kind(self) -> str:
        """ "money", "rate" (% and points), "multiple", "measure" (areas, hours), "count" or "bare"."""
        if self.unit is None:
            return "bare"
        if self.unit in {"%", "pp"}:
            return "rate"
        if self.unit == "x":
            return "multiple"
        if self.unit in {"m2", "hectares", "hours"}:
            return "measure"
        return "money" if len(self.unit) == 3 and self.unit.isupper() else "count"


@dataclass
class Scene:
    """One sentence of a document. Word positions index `words`; offsets index the article's text."""

    document: Document
    sentence: Sentence
    paragraph: int
    numbers: list[Number]
    dates: list[DateSpan]
    mentions: list[Mention]
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _cues: dict[tuple[str, ...], list[Cue]] = field(default_factory=dict)  # what was asked of `cues_of`
    _spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # what was asked of `span`

    def __post_init__(self) -> None:
        """Split the sentence into its words."""
        for match in WORD.finditer(self.document.text, self.sentence.start, self.sentence.end):
            self.words.append(match.group().lower())
            self.starts.append(match.start())
            self.ends.append(match.end())

    @cached_property
    def text(self) -> str:
        """The sentence."""
        return self.document.text[self.sentence.start : self.sentence.end]

    @cached_property
    def cues(self) -> dict[str, list[Cue]]:
        """Cues by group."""
        groups: dict[str, list[Cue]] = {}
        text = self.document.text
        held: set[int] = set()  # words of the numbers themselves: the "more" of "more than 5" is no movement
        for number in self.numbers:
            first, last = self.span(number.start, number.end)
            held.update(range(first, last + 1))
        for cue in lexicon(self.document.language).find(self.words):
            if cue.group not in _OF_NUMBERS and (cue.first in held or cue.last in held):
                continue
            if cue.value != "future" or text[self.starts[cue.first]].islower():  # "Zephira" is a name
                groups.setdefault(cue.group, []).append(cue)
        return groups

    def cues_of(self, group: str, *values: str) -> list[Cue]:
        """The cues of a group, in order; of `values` only where some are given. Not to be changed."""
        asked = (group, *values)
        known = self._cues.get(asked)
        if known is None:
            known = [cue for cue in self.cues.get(group, ()) if not values or cue.value in values]
            self._cues[asked] = known
        return known

    @cached_property
    def _steps(self) -> list[float]:
        """For each word what it costs to come so far from the sentence's first word."""
        text, total = self.document.text, 0.0
        joints = {cue.first for cue in self.cues_of("frame", "joint")}
        inside = [False] * len(self.words)
        spans = [(n.start, n.end) for n in self.numbers] + [(d.start, d.end) for d in self.dates]
        for start, end in spans:
            first, last = self.span(start, end)
            inside[first + 1 : last + 1] = [True] * max(0, last - first)
        steps = []
        for index, start in enumerate(self.starts):
            if index and not inside[index]:
                gap = set(text[self.ends[index - 1] : start])
                total += 1.0
                if gap & _HARD:
                    total += _HARD_COST
                elif gap & _SOFT:
                    total += _SOFT_COST
                if index in joints:
                    total += _JOINT_COST
            steps.append(total)
        return steps

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first and last word of text[start:end]."""
        known = self._spans.get((start, end))
        if known is None:
            first = bisect_left(self.ends, start + 1)
            last = max(first, bisect_left(self.starts, end) - 1)
            top = len(self.words) - 1
            known = self._spans[start, end] = min(first, top), min(last, top)
        return known

    def between(self, first: tuple[int, int], second: tuple[int, int]) -> float:
        """How far two rows of words stand apart: words, and more for marks and joints between them."""
        if second[0] <= first[1] and first[0] <= second[1]:
            return 0.0
        if second < first:
            first, second = second, first
        return self._steps[second[0]] - self._steps[first[1]]

    def unbroken(self, first: int, last: int) -> bool:
        """Does no mark stand between the words first and last?"""
        return not set(self.document.text[self.ends[first] : self.starts[last]]) & _MARKS

    def noun_of(self, number: Number) -> range:
        """The words among which the noun of a counted number stands."""
        first = self.span(number.number_start, number.number_end)[1] + 1
        last = self.span(number.start, number.end)[1]
        return range(first, max(first + 2, min(last, first + 3) + 1))

    def same_clause(self, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Does no clause end between the two rows of words?"""
        if second < first:
            first, second = second, first
        if second[0] <= first[1]:
            return True
        return not set(self.document.text[self.ends[first[1]] : self.starts[second[0]]]) & _HARD

    def statements_between(self, first: tuple[int, int], second: tuple[int, int]) -> int:
        """How many other statements begin between the two rows of words: a comma or "and" with a verb behind it."""
        if second < first:
            first, second = second, first
        starts = [i for i in range(first[1] + 1, second[0]) if self._begins(i)]
        return sum(
            any(start <= verb < end for verb in self._verbs) for start, end in pairwise((*starts, second[0] + 8))
        )

    def _begins(self, index: int) -> bool:
        """May a statement begin with the word `index`?"""
        return bool(_MARKS & set(self.document.text[self.ends[index - 1] : self.starts[index]])) or (
            self.words[index] in self.joins
        )

    @cached_property
    def _verbs(self) -> list[int]:
        """Words of verbs that tell, promise, expect or move."""
        groups = ("nature", "source", "direction", "staffing")
        return sorted({cue.first for group in groups for cue in self.cues_of(group)})

    def numbers_between(self, number: Number, first: int, last: int) -> Iterator[Number]:
        """The other numbers that stand between `number` and the words first..last."""
        here = self.span(number.start, number.end)
        low, high = (last, here[0]) if last < here[0] else (here[1], first)
        for other in self.numbers_from(low + 1, high - 1):
            if other is not number:
                yield other

    def previous(self, number: Number, kind: str) -> Number | None:
        """The last number of a kind that starts before `number`."""
        alike = self._alike.get(kind, [])
        before = bisect_left(alike, number.start, key=lambda other: other.start)
        return alike[before - 1] if before else None

    @cached_property
    def _alike(self) -> dict[str, list[Number]]:
        """The numbers of each kind."""
        alike: dict[str, list[Number]] = {}
        for number in self.numbers:
            alike.setdefault(number.kind, []).append(number)
        return alike

    def numbers_from(self, first: int, last: int) -> Sequence[Number]:
        """The numbers whose first word is one of the words first..last."""
        firsts = self._edges[0]
        return self.numbers[bisect_left(firsts, first) : bisect_right(firsts, last)]

    def numbers_up_to(self, first: int, last: int) -> Sequence[Number]:
        """The numbers whose last word is one of the words first..last."""
        lasts = self._edges[1]
        return self.numbers[bisect_left(lasts, first) : bisect_right(lasts, last)]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """The first and the last words of the numbers."""
        spans = [self.span(number.start, number.end) for number in self.numbers]
        return [first for first, _ in spans], [last for _, last in spans]

    def settle(self, numbers: list[Number]) -> None:
        """Take `numbers`, in order, for those of the sentence."""
        self.numbers[:] = numbers
        for known in ("_edges", "_alike", "nearest"):
            self.__dict__.pop(known, None)

    @cached_property
    def nearest(self) -> dict[int, Number]:
        """The start of each date -> the number that stands nearest to it, of two the first."""
        return {date.start: min(self.numbers, key=lambda number: self.gap(number, date)) for date in self.dates}

    def dates_near(self, number: Number) -> list[DateSpan]:
        """The dates that `number` may be told of: all, in a sentence of many dates those that stand nearest."""
        if len(self.dates) <= _DATES:
            return self.dates
        nearest = sorted(self.dates, key=lambda date: self.gap(number, date))[:_DATES]
        return sorted(nearest, key=lambda date: date.start)

    def gap(self, number: Number, date: DateSpan) -> float:
        """How far a number and a date stand apart."""
        return self.between(self.span(number.start, number.end), self.span(date.start, date.end))

    @cached_property
    def start_of_paragraph(self) -> int:
        """Where the paragraph of the sentence begins."""
        return self.document.text.rfind("\n", 0, self.sentence.start) + 1

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        return plain_words(self.document.language)

    @property
    def links(self) -> frozenset[str]:
        """Words that tie a number to the noun beside it: "149 millions de bénéfice"."""
        return self._lists["links"]

    @property
    def toward(self) -> frozenset[str]:
        """Words between the two numbers of a passage: "de 40 à 90"."""
        return self._lists["toward"]

    @property
    def parts(self) -> frozenset[str]:
        """Words that name a part of what was just told: "dont 450"."""
        return self._lists["parts"]

    @property
    def by(self) -> frozenset[str]:
        """Words between a change and its size: "multiplié par quatorze"."""
        return self._lists["by"]

    @property
    def owners(self) -> frozenset[str]:
        """Words before a number of own things: "nos 27 Boeing"."""
        return self._lists["owners"]

    @property
    def to(self) -> frozenset[str]:
        """Words between a movement and the level it comes to: "tombe à 25 %"."""
        return self._lists["to"]

    @property
    def change(self) -> frozenset[str]:
        """Words between a movement and its size: "baisse de 5 %"."""
        return self._lists["change"]

    @property
    def joins(self) -> frozenset[str]:
        """Words that begin another statement about the same thing: "et", "who"."""
        return self._lists["joins"]

    @property
    def base(self) -> frozenset[str]:
        """Words before a date that is held against: "5 % de plus qu'en 2017"."""
        return self._lists["base"]

    @property
    def since(self) -> frozenset[str]:
        """Words before the beginning of a time that lasts: "depuis ses débuts, en 2009"."""
        return self._lists["since"]

    @property
    def fillers(self) -> frozenset[str]:
        """Words that may stand between a verb and its number: "franchir enfin le cap des"."""
        return self._lists["fillers"]

    @property
    def movements(self) -> frozenset[str]:
        """Movements told as nouns, whose level is the change itself: "la hausse atteint 5 %"."""
        return self._lists["movements"]

    @property
    def ratio(self) -> frozenset[str]:
        """Words between the terms of a ratio: "7 consultants par associé"."""
        return self._lists["ratio"]

    @property
    def occasions(self) -> frozenset[str]:
        """First or last words of the names of fairs, congresses and days of sales."""
        return self._lists["occasions"]

    @property
    def definite(self) -> frozenset[str]:
        """Words before things that are known already: "les deux pays"."""
        return self._lists["definite"]

    def sign_before(self, number: Number) -> str:
        """ "+" or "-" where the number is written with a sign, else ""."""
        lead = self.document.text[max(self.sentence.start, number.start - 2) : number.number_start + 1]
        match = _SIGN.search(lead)
        return "" if match is None else "+" if match.group(1) == "+" else "-"

    def is_conversion(self, number: Number, previous: Number) -> bool:
        """Does `number` tell `previous` again in another currency, in brackets or after "soit"?"""
        between = self.document.text[previous.end : number.start]
        told_again = {cue.first for cue in self.cues_of("frame", "again")}
        first = self.span(number.start, number.end)[0]
        bracket = "(" in between and ")" not in between and len(between) < 25
        again = first - 1 in told_again and len(between) < 25
        return previous.unit != number.unit and (bracket or again)

    def is_versus(self, number: Number) -> bool:
        """Is the number held against one before it: "contre 12 millions un an plus tôt"?"""
        first = self.span(number.start, number.end)[0]
        return any(first - _VERSUS <= cue.last <= first for cue in self.cues_of("ellipsis", "versus"))

    def opens(self, there: tuple[int, int]) -> bool:
        """Do these words open the sentence, so that they speak of all of it ("En 2017, ...")?"""
        return there[0] <= 3

    def ahead(self, number: Number, count: int) -> list[str]:
        """Up to `count` words that stand before the number."""
        first = self.span(number.start, number.end)[0]
        return self.words[max(0, first - count) : first]

    def behind(self, number: Number, count: int) -> list[str]:
        """Up to `count` words that follow the number."""
        last = self.span(number.start, number.end)[1]
        return self.words[last + 1 : last + 1 + count]


def scenes(document: Document, money: Mapping[int, str]) -> Iterator[Scene]:
    """The sentences of `document` that hold numbers outside dates, in order; `money` is the currency of the sums
    that start there, where it is not the one their words tell."""
    text = document.text
    starts, ends = [date.start for date in document.dates], [date.end for date in document.dates]
    quantities = [q for q in document.quantities if bisect_right(ends, q.start) == bisect_left(starts, q.end)]
    named = [mention.start for mention in document.mentions]
    position = 0
    paragraph, seen = 0, 0
    for sentence in document.sentences:
        while position < len(quantities) and quantities[position].start < sentence.start:
            position += 1
        held = []
        while position < len(quantities) and quantities[position].end <= sentence.end:
            told = quantities[position]
            held.append(Number.told(told, money.get(told.start, told.unit)))
            position += 1
        paragraph += text.count("\n", seen, sentence.start)
        seen = sentence.start
        if held:
            inside = document.mentions[bisect_left(named, sentence.start) : bisect_left(named, sentence.end)]
            dated = document.dates[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            yield Scene(document, sentence, paragraph, held, dated, inside)
