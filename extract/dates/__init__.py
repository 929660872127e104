"""Partial and relative dates: `find_dates`.

Patterns of the language find the date words (`date_patterns`), neighbours joined by range words become
intervals, and each is resolved in text order against the reference and the date before it (`date_senses`).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from extract.composed import compose
from extract.dates import periods
from extract.dates.calendar import Context
from extract.dates.patterns import Fields, Grammar, as_language, fold, grammar
from extract.dates.periods import Interval, Partial, Period
from extract.dates.senses import is_relative, resolve
from extract.languages import Language

_BOUNDS = {"until", "by", "since", "before"}  # of what goes on, unless the tense says that it is over
_STORY_REACH = 220  # characters between a dated event and the one that follows it without a year


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in the text and what it means: ISO 8601 with its precision, or an interval `2019/2022`.

    text[start:end] are the date words alone, without the preposition ("2016" of "depuis 2016"), but with
    the words that make it a date ("d'ici deux ans", "il y a trois ans", "by the end of the year").
    `relation` is what the words before it say of the time meant: at, since, until, by, during, before,
    after. `basis` is "told" where the text gives the year itself, "relative" where the reference did.
    """

    start: int
    end: int
    iso: str
    relation: str = "at"
    basis: str = "told"


@dataclass(slots=True)
class _Found:
    """Date words and what they say, not yet resolved."""

    start: int
    end: int
    sense: str
    fields: Fields
    until: "_Found | None" = None  # the later end of a range

    def needs_reference(self) -> bool:
        """Whether no year is told; in a range either end may tell it."""
        return is_relative(self.sense, self.fields) and (self.until is None or self.until.needs_reference())


def find_dates(text: str, language: Language | str, reference: date | str | None = None) -> list[DateSpan]:
    """All dates of `text`, in order, never overlapping. Relative ones need `reference` (a date, or an
    ISO string of any precision such as "2021" or "2014-07"): without it they are left out."""
    composed = compose(text)
    if composed is None:
        return _find(text, language, reference)
    found = _find(composed.text, language, reference)
    places = [composed.span(span.start, span.end) for span in found]
    return [replace(span, start=start, end=end) for span, (start, end) in zip(found, places, strict=True)]


def _find(text: str, language: Language | str, reference: date | str | None) -> list[DateSpan]:
    rules = _rules(as_language(language))
    folded = fold(text)
    found = list(_scan(text, folded, rules))
    _share_years(found, folded, rules)
    found = _ranges(found, folded, rules)
    context = Context(_reference(reference), fiscal_end=_fiscal_end(found))
    spans: list[DateSpan] = []
    for item in found:
        relative = item.needs_reference()
        if relative and context.reference is None:
            continue
        relation = rules.relation(text, folded, item)
        if relative:
            context.tense, context.present = rules.tense(text, folded, item)
            context.present = context.present or (context.tense == 0 and relation in _BOUNDS)
            context.story = _story(spans, folded, item)
        period = _resolve(item, context)
        if period is None:
            continue
        _remember(period, item, relation, context)
        whole = relation == "at" and not (isinstance(period, Interval) and periods.part_of_month(period))
        if isinstance(period, Interval) and (whole or item.until or item.sense == "days"):
            relation = "during"
        basis = "relative" if relative else "told"
        spans.append(DateSpan(item.start, item.end, str(period), relation, basis))
    return spans


def by_month(span: DateSpan) -> DateSpan:
    """The date as tables tell it: the month of a week, a week-end or half a month."""
    first, _, last = span.iso.partition("/")
    ends = periods.parse_iso(first), periods.parse_iso(last) if last else None
    period = periods.join(*ends) if len(span.iso) == 21 else None
    month = periods.part_of_month(period) if period else None
    return replace(span, iso=str(month)) if month else span


def _remember(period: Period, item: _Found, relation: str, context: Context) -> None:
    """What later "a year earlier" and "the same month" may mean."""
    if item.sense == "decade" or (item.sense == "previous" and int(item.fields["sign"]) < 0):
        return  # comparisons with the year before all start from the same year
    context.previous = period
    is_day = isinstance(period, Partial) and period.day is not None
    if not is_day and relation in ("at", "during"):
        context.frame = period


def _story(spans: list[DateSpan], folded: str, item: _Found) -> Partial | None:
    """The month, told with its year, of the event that the text tells just before `item`."""
    told = next((span for span in reversed(spans) if span.basis == "told" and span.relation == "at"), None)
    if told is None or item.start - told.end > _STORY_REACH or "\n\n" in folded[told.end : item.start]:
        return None
    return periods.parse_iso(told.iso)


def _reference(reference: date | str | None) -> Partial | None:
    if isinstance(reference, date):
        return periods.of(reference)
    return periods.parse_iso(reference) if reference else None


class _Rules:
    """What a language tells beyond its patterns: words before, between and around dates."""

    def __init__(self, grammar: Grammar) -> None:
        words = grammar.words
        self.grammar = grammar
        self._before = [
            (
                relation.partition("_")[0],
                relation.endswith("_written"),
                self._cue(cue),
            )
            for relation, cue in words.get("relations", {}).items()
        ]
        self._ranges = [
            (grammar.regex(f"(?<![a-z0-9])({pair['before']}) $") if pair["before"] else None,
             grammar.regex(pair["between"]))
            for pair in words.get("range", [])
        ]  # fmt: skip
        self.lists = grammar.regex(words.get("one_year_for_two", "(?!)"))
        year = words.get("bare_year", {})
        self.year_after = grammar.regex(year.get("trusted_after", "(?!)") + " $")
        self.not_year_before = grammar.regex(year.get("not_after", "(?!)") + "$")
        self.not_year_after = grammar.regex(year.get("not_before", "(?!)"))
        self.doubtful = {
            word: {case: self._cue(cue) for case, cue in rule.items()}
            for word, rule in words.get("doubtful", {}).items()
        }
        tense = words.get("tense", {})
        self._future = re.compile(tense.get("future", "(?!)"))
        self._past = re.compile(tense.get("past", "(?!)"))
        self._present = re.compile(tense.get("present", "(?!)"))
        self._noun = re.compile(tense.get("noun", "(?!)"))
        self._past_before = grammar.regex(f"(?<![a-z])({tense.get('past_before', '(?!)')})(?:(?<=')| )$")

    def _cue(self, words: str) -> re.Pattern[str]:
        """What must stand right before a doubtful name; ".*" is anything, or nothing."""
        return self.grammar.regex(words if words == ".*" else f"(?<![a-z])({words})(?:(?<=')|(?<=-)| )$")

    def relation(self, text: str, folded: str, item: _Found) -> str:
        """What the words before a date make of it; `_written` cues are read with their accents ("dès", "des")."""
        if "relation" in item.fields:
            return str(item.fields["relation"])
        before = folded[max(0, item.start - 40) : item.start]
        written = text[max(0, item.start - 40) : item.start].lower().replace("’", "'")
        for relation, accented, cue in self._before:
            if cue.search(written if accented else before):
                return relation
        return "at"

    def joins(self, folded: str, start: _Found, end: _Found) -> bool:
        """Whether the words before and between two dates make them one range."""
        before, between = folded[max(0, start.start - 20) : start.start], folded[start.end : end.start]
        return any(words.fullmatch(between) and (cue is None or cue.search(before)) for cue, words in self._ranges)

    def _is_verb(self, cue: re.Match[str]) -> bool:
        """No noun that looks like a participle ("réunira les élus")."""
        return not self._noun.search(cue.string, max(0, cue.start() - 8), cue.start())

    def tense(self, text: str, folded: str, item: _Found) -> tuple[int, bool]:
        """-1 past, 1 future, 0 neither, and whether it is present: by the nearest cue of the clause, else
        of the sentence."""
        if self._past_before.search(folded[max(0, item.start - 40) : item.start]):
            return -1, False
        for ends, reach in ((",;:()\n.!?", 120), ("\n.!?", 250)):
            left = max(0, item.start - reach)
            left = max(left, *(folded.rfind(end, left, item.start) + 1 for end in ends))
            right = min(len(text), item.end + reach)
            right = min((p for c in ends if (p := folded.find(c, item.end, right)) >= 0), default=right)
            before, after = text[left : item.start], text[item.end : right]
            cues = []
            for sign, regex in ((1, self._future), (0, self._present), (-1, self._past)):
                cues += [(len(before) - cue.end(), -sign) for cue in regex.finditer(before) if self._is_verb(cue)]
                cues += [(cue.start(), -sign) for cue in regex.finditer(after) if self._is_verb(cue)]
            if cues:
                sign = -min(cues)[1]
                return sign, sign == 0
        return 0, False


@cache
def _rules(language: Language) -> _Rules:
    return _Rules(grammar(language))


# ---------------------------------------------------------------- finding


def _scan(text: str, folded: str, rules: _Rules) -> list[_Found]:
    """The date words that are no false friends."""
    found = []
    for start, end, pattern, match in rules.grammar.scan(folded):
        fields = pattern.fields(match)
        if pattern.sense == "calendar" and "month" not in fields and not _is_year(folded, start, end, rules):
            continue
        if not _is_no_name(text, folded, start, end, rules):
            continue
        found.append(_Found(start, end, pattern.sense, fields))
    return found


def _is_year(folded: str, start: int, end: int, rules: _Rules) -> bool:
    """Whether four digits alone are a year and no count, price, number or version."""
    if end - start != 4:
        return True
    before, after = folded[max(0, start - 30) : start], folded[end : end + 30]
    if rules.not_year_before.search(before) or rules.not_year_after.match(after):
        return False
    modern = "1900" <= folded[start:end] <= "2099"
    return bool(rules.year_after.search(before)) or modern


def _is_no_name(text: str, folded: str, start: int, end: int, rules: _Rules) -> bool:
    """Whether a month's or season's name alone is that, and not a word or a name that looks like it."""
    cues = rules.doubtful.get(folded[start:end])
    if cues is None or (start == 0 and end == len(text)):  # the cell of a table
        return True
    written = text[start:end]
    case = "upper" if written.isupper() else "capital" if written[0].isupper() else "lower"
    return case in cues and bool(cues[case].search(folded[max(0, start - 25) : start]))


def _fiscal_end(found: list[_Found]) -> int | None:
    """The month in which the article's fiscal year ends, where it tells one other than December."""
    for item in found:
        month = item.fields.get("month")
        if item.sense == "ended" and item.fields.get("size") == 12 and month not in (None, 12):
            return int(str(month))
    return None


def _share_years(found: list[_Found], folded: str, rules: _Rules) -> None:
    """A year told once for two dates: "en juin et juillet 2018", "on 30 June and 31 December 2018"."""
    for item, following in pairwise(found):
        months = "month" in item.fields and "month" in following.fields
        if not months or item.sense != "calendar" or following.sense != "calendar" or _has_year(item.fields):
            continue
        between = folded[item.end : following.start]
        if "turn" not in item.fields and "year" in following.fields and rules.lists.fullmatch(between):
            later = int(item.fields["month"]) > int(following.fields["month"])
            item.fields = {**item.fields, "year": int(following.fields["year"]) - later}


# ---------------------------------------------------------------- ranges

_ENDS = {"calendar", "numeric", "part", "season", "years", "fiscal"}


def _ranges(found: list[_Found], folded: str, rules: _Rules) -> list[_Found]:
    """Neighbours joined by range words ("de 2012 à 2016") made one."""
    joined: list[_Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and last.until is None and _can_join(last, item) and rules.joins(folded, last, item):
            last.end, last.until = item.end, item
        else:
            joined.append(item)
    return joined


def _can_join(start: _Found, end: _Found) -> bool:
    """Whether two date words can be the ends of one range: no decades, days of the week or spans."""
    return start.sense in _ENDS and end.sense in _ENDS and end.start - start.end < 24


def _resolve(item: _Found, context: Context) -> Period | None:
    """The period of a date or, for a range, of both its ends; an end without year takes the other's."""
    if item.until is None:
        return resolve(item.sense, item.fields, context)
    start, end = dict(item.fields), dict(item.until.fields)
    if "year" in start and not _has_year(end) and "month" in start and "month" in end:
        end["year"] = int(start["year"]) + (int(end["month"]) < int(start["month"]))
    if context.reference is None and is_relative(item.until.sense, end):
        return None
    last = resolve(item.until.sense, end, context)
    if last is None:
        return None
    final = last.end if isinstance(last, Interval) else last
    if not _has_year(start) and ("month" in start or item.sense == "part"):
        start["year"] = final.year - (int(start.get("month", 1)) > (final.month or 12))
    first = resolve(item.sense, start, context)
    if first is None:
        return None
    return periods.join(first.start if isinstance(first, Interval) else first, final)


def _has_year(fields: Fields) -> bool:
    return bool(fields.keys() & {"year", "yy"})
