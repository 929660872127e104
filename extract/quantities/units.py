"""What a number counts: currencies, measures and nouns of one language, and how they stand by the number."""

import re
from dataclasses import dataclass
from typing import Any

from babel import Locale

from extract.quantities.numerals import Numeral, NumeralReader
from extract.quantities.tokens import Phrases, Tokens, phrase

# Codes written beside amounts in the business press; those that are also common words in capitals are left out.
_CODES = (
    "AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNH CNY CZK DKK DZD EGP EUR GBP GHS HKD HUF IDR ILS INR ISK JPY KES "
    "KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD "
    "VND XAF XOF ZAR "
    "BEF BYN DEM ETB FRF HRK IQD ITL JOD LBP NLG"
).split()
_NOUN_REACH = 4  # words between a number and its noun ("200 new directly operated stores")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted. `kind`: money, measure, noun, unknown (a noun no lexicon knows) or skip (years, ages)."""

    name: str
    kind: str
    factor: float = 1.0
    singular: bool = False  # a singular form: "a 40-store chain"


@dataclass(slots=True)
class Draft:
    """A quantity in the making: tokens[first:last] so far."""

    first: int
    last: int
    numeral: Numeral
    value: float
    high: float | None = None
    unit: Unit | None = None
    bound: str | None = None


class Words:
    """The lexicon of quantities of one language, ready to match."""

    def __init__(self, code: str, words: dict[str, Any]) -> None:
        """Index the content of the `quantities.toml` of the language `code`."""
        self.numerals = NumeralReader(words)
        self.scaled_money = Phrases({phrase(w): Unit(iso, "money") for w, iso in words["money_in_millions"].items()})
        self.money_nouns = set(words["money_nouns"])
        self.singular_beside_hyphen: bool = words["singular_beside_hyphen"]
        self.of = sorted((phrase(w) for w in words["of"]), key=len, reverse=True)
        self.stop = set(words["function_words"])
        self.adjectives = set(words["adjectives"])
        self.unknown = re.compile(words["unknown_noun"])
        self.head_last: bool = words["head_last"]
        units = _currency_names(code)
        self.plural = re.compile(words["plural_ending"])
        units |= self._nouns(words["nouns"], words["plurals"])
        units |= _meanings(words["currencies"], "money")
        units |= _meanings(words["measures"], "measure")
        units |= _meanings({"": words["durations"]}, "skip")
        for words_, (name, factor) in words["factors"].items():
            units[phrase(words_)] = Unit(name, "money" if name in _CODES else "measure", factor)
        symbols = {phrase(w): Unit(iso, "money") for w, iso in words["symbols"].items()}
        self.units = Phrases(units | symbols)
        self.prefixes = Phrases(symbols, backwards=True)
        self.single_prefixes = Phrases({w: u for w, u in symbols.items() if len(w) == 1}, backwards=True)
        self.american = frozenset(words["american_dollar"])
        self.home_dollars = [
            (iso, *(re.compile(signs[key]) for key in ("cues", "marks", "unless")))
            for iso, signs in words["home_dollar"].items()
        ]
        self.codes = {iso: Unit(iso, "money") for iso in _CODES}
        self.compact = {raw: Unit(iso, "money", factor) for raw, (factor, iso) in words["compact_money"].items()}
        self.numerals.countable = {key[0] for key, unit in units.items() if unit.kind != "skip"} | self.adjectives
        self.bounds_before = Phrases(_inverted(words["bounds"]["before"]), backwards=True)
        self.bounds_verbs = Phrases(_inverted(words["bounds"]["verbs"]), backwards=True)
        self.bounds_after = Phrases(_inverted(words["bounds"]["after"]))
        self.compared = set(words["compared"])
        self.bounds_attached = Phrases(_inverted(words["bounds"]["attached"]))
        self.bounds_near = _inverted_words(words["bounds"]["near"])
        self.per_after = Phrases(_inverted(words["per"]["after"]))
        self.per_before = Phrases(_inverted(words["per"]["before"]), backwards=True)
        ranges = words["ranges"]
        self.range_words = set(ranges["between"])
        self.and_words = set(ranges["and"])
        self.range_articles = set(ranges["articles"])
        self.range_openers = {phrase(o): set(w) for o, w in ranges["openers"].items()}
        self.change = re.compile(ranges["change"])
        self.change_openers = set(ranges["change_openers"])
        self.change_nouns = set(ranges["change_nouns"])
        self.change_links = set(ranges["change_links"])
        self.destinations = {phrase(w) for w in ranges["destinations"]}
        self.fractions = Phrases({phrase(w): v for w, v in words["fractions"].items()})
        self.out_of = [phrase(w) for w in words["out_of"]]
        self.multiples = {form: float(value) for value, forms in words["multiples"].items() for form in forms}
        self.ambiguous = {form: float(value) for value, forms in words["ambiguous_multiples"].items() for form in forms}
        self.multiple_next = set(words["multiple_next"])
        self.multiple_previous = set(words["multiple_previous"])
        self.times = Phrases({phrase(w): None for w in words["times"]})
        self.times_before = Phrases({phrase(w): None for w in words["times_before"]}, backwards=True)
        self.once_before = set(words["once_before"])
        never = words["never"]
        self.never_before = Phrases({phrase(w): None for w in never["before"]}, backwards=True)
        self.never_counted = Phrases({phrase(w): None for w in never["ranks"]}, backwards=True)
        self.never_after = Phrases({phrase(w): None for w in never["after"]})
        self.year_before = set(never["year_before"])
        self.idle_before = set(never["idle_before"])
        self.months_capitalised: bool = never["months_capitalised"]
        self.streets = set(never["streets"])
        self.months = set(never["months"])
        self.clock_before = set(never["clock_before"])
        self.day_before = set(never["day_before"])
        self.signs = {phrase(w): float(v) for w, v in words["signs"].items()}
        self.unsigned_before = {phrase(w) for w in words["unsigned_before"]}
        self.losses_after = set(words["losses_after"])
        self.whole_parts = set(words["whole_parts"])
        self.wholes = set(words["wholes"])
        self.ones = set(words["ones"])
        self.starts = self.numerals.starts | self.fractions.heads | set(self.multiples) | set(self.ambiguous)

    def _nouns(self, table: dict[str, list[str]], plurals: list[list[str]]) -> dict[tuple[str, ...], Unit]:
        """Counted nouns: each form given, and its plural by the language's endings."""
        nouns = {}
        for name, forms in table.items():
            for form in forms:
                plural = _plural(form, plurals)
                singular = plural != form and not self.plural.search(form)
                nouns[phrase(form)] = Unit(name, "noun", singular=singular)
                nouns.setdefault(phrase(plural), Unit(name, "noun"))
        return nouns

    def home_dollar(self, text: str) -> str:
        """The currency that a bare "$" is in this text: Quebec writes "5 M$" of its own dollar."""
        for iso, cues, marks, unless in self.home_dollars:
            if marks.search(text) and not unless.search(text) and len(cues.findall(text)) >= 2:
                return iso
        return "USD"

    def before(self, tokens: Tokens, index: int, free: int) -> tuple[int, Unit] | None:
        """The currency written before the number at `index` ("US$ 3bn"): where it starts, and what."""
        if index <= free:
            return None
        code = self.codes.get(tokens.raw[index - 1])
        if code:
            return index - 1, code
        found = self.prefixes.match(tokens.low, index - 1)
        if found is None or found[0] < free:
            return None
        start = found[0]
        if tokens.glued(start) and start > free and tokens.raw[start - 1] in self.codes:  # "SGD$4.90"
            return start - 1, self.codes[tokens.raw[start - 1]]
        whole = all(tokens.glued(i) for i in range(start + 1, index)) or tokens.low[start] not in self.stop
        if not whole:  # "raised a $4 billion loan" is no A$
            found = self.single_prefixes.match(tokens.low, index - 1)
        return found

    def after(self, tokens: Tokens, numeral: Numeral) -> tuple[int, Unit] | None:
        """What stands behind the number: the token after the unit, and the unit."""
        index = numeral.last
        if index >= len(tokens):
            return None
        raw = tokens.raw[index]
        if raw in self.compact and numeral.digits:
            return index + 1, self.compact[raw]
        if raw in self.codes:
            return index + 1, self.codes[raw]
        if tokens.word(index) == "-" and tokens.glued(index) and tokens.glued(index + 1):
            found = self.units.match(tokens.low, index + 1)
            return found if found and tokens.raw[index + 1].isalpha() else None
        if numeral.scale > 1 or numeral.approx or tokens.low[index - 1] in self.numerals.scales:
            index = self.past_of(tokens, index)
            if numeral.scale >= 1e6 and tokens.word(index) in self.money_nouns:  # "11 milliards de recettes"
                return None
            money = self.scaled_money.match(tokens.low, index)
            longer = self.units.match(tokens.low, index)
            if index < len(tokens) and tokens.raw[index] in self.codes:  # "10 millions de CHF"
                return index + 1, self.codes[tokens.raw[index]]
            if money and numeral.scale >= 1e6 and (longer is None or longer[0] <= money[0]):
                return money
        found = self._unit(tokens, index)
        if found and self._fits(tokens, found, numeral):
            return found
        return self._noun(tokens, index, numeral)

    def _unit(self, tokens: Tokens, index: int) -> tuple[int, Unit] | None:
        """The unit at `index`; its last word is no letter that an apostrophe cuts off ("59 $ c'est peu")."""
        found = self.units.match(tokens.low, index)
        if found and found[0] > index + 1 and len(tokens.raw[found[0] - 1]) == 1 and tokens.word(found[0]) == "'":
            shorter = self.units.match(tokens.low[index : found[0] - 1], 0)
            return (index + shorter[0], shorter[1]) if shorter else None
        return found

    def _fits(self, tokens: Tokens, found: tuple[int, Unit], numeral: Numeral) -> bool:
        """A one-letter unit stands as such ("40 m", not "3M" or "7 millions l'hiver passé"), a singular
        noun behind one thing."""
        end, unit = found
        raw = tokens.raw[end - 1]
        if len(raw) == 1 and raw.isalpha() and (tokens.word(end) == "'" or (raw.isupper() and end == numeral.last + 1)):
            return False
        return not (unit.singular and self.singular_beside_hyphen and abs(numeral.value) >= 2)

    def past_of(self, tokens: Tokens, index: int) -> int:
        """Past "of" at the token `index`, where it stands there."""
        for words in self.of:
            if tuple(tokens.low[index : index + len(words)]) == words:
                return index + len(words)
        return index

    def _noun(self, tokens: Tokens, index: int, numeral: Numeral) -> tuple[int, Unit] | None:
        """The counted noun among the next words: one the lexicon knows, else one that looks like a plural.

        Where the head comes first ("magasins propres") only adjectives of the lexicon may stand before
        it; where it comes last ("directly operated stores") any word may.
        """
        unknown: tuple[int, Unit] | None = None
        for position in range(index, min(index + _NOUN_REACH, len(tokens))):
            word = tokens.low[position]
            if word == "-" and self.head_last:
                continue
            if not word[0].isalpha() or word in self.stop or self.numerals.values.match(tokens.low, position):
                break
            found = self.units.match(tokens.low, position)
            if found and (found[1].kind != "noun" or self._fits(tokens, found, numeral)):
                return found if found[1].kind == "noun" or position > index else None
            adjective = word in self.adjectives
            if not adjective and tokens.raw[position].islower() and self.unknown.search(word):
                unknown = position + 1, Unit(tokens.raw[position], "unknown")
            if not (adjective or self.head_last):
                break
        return unknown


def _currency_names(code: str) -> dict[tuple[str, ...], Unit]:
    """The full names CLDR has for currencies in this language ("dollars canadiens")."""
    names: dict[tuple[str, ...], Unit] = {}
    locale = Locale.parse(code)
    for iso in map(str, locale.currencies):
        forms = locale._data.get("currency_names_plural", {}).get(iso, {})
        for form in (locale.currencies.get(iso, iso), *forms.values()):
            words = phrase(form)
            if len(words) > 1:
                names[words] = Unit(iso, "money")
    return names


def _meanings(table: dict[str, list[str]], kind: str) -> dict[tuple[str, ...], Unit]:
    return {phrase(form): Unit(name, kind) for name, forms in table.items() for form in forms}


def _plural(form: str, rules: list[list[str]]) -> str:
    """The plural of a noun, or of the first word of a longer term, by the language's endings."""
    head, blank, rest = form.partition(" ")
    for ending, plural in rules:
        if head.endswith(ending):
            return head[: len(head) - len(ending)] + plural + blank + rest
    return form


def _inverted(table: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {phrase(form): meaning for meaning, forms in table.items() for form in forms}


def _inverted_words(table: dict[str, list[str]]) -> dict[str, str]:
    return {form: meaning for meaning, forms in table.items() for form in forms}
