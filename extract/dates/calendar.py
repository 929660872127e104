"""Days, months and years that words tell, in full or without their year: fields and context -> a period."""

from dataclasses import dataclass
from datetime import timedelta

from extract.dates import periods
from extract.dates.patterns import Fields
from extract.dates.periods import Partial, Period

_SOON = 62  # days: a date without year or tense this near ahead, and so long past, is meant ahead
_AT_HAND = 31  # a day this near ahead is meant whatever the tense: "the strike called for 8 July"
_NEARER = 183  # the same where the verb is in the present ("takes over on 1 September")

_STORY_YEARS = 6  # how many years back a story still goes on: a birth or founding date begins none


@dataclass(slots=True)
class Context:
    """What a date is read against."""

    reference: Partial | None
    previous: Period | None = None  # the last date found before it
    frame: Period | None = None  # the last one that was no day, deadline or start: what "a year earlier" precedes
    story: Partial | None = None  # a month told just before, with its year, which a bare month may follow
    tense: int = 0  # of the sentence around: -1 past, 1 future, 0 untold
    present: bool = False  # whether the sentence tells its tense, and that is the present
    fiscal_end: int | None = None  # month in which the article's fiscal year ends, where told and not December

    @property
    def known(self) -> Partial:
        """The reference; senses that need one are only called with one."""
        assert self.reference is not None
        return self.reference

    @property
    def month(self) -> int:
        """The month of the reference, the middle of the year where only that is known."""
        return self.known.month or 6


def whole(fields: Fields, name: str) -> int | None:
    """The number that a field holds, or None where the words did not tell it."""
    value = fields.get(name)
    return int(value) if value is not None else None


def _full_year(digits: int) -> int:
    """95 -> 1995, 23 -> 2023."""
    return digits if digits > 99 else digits + (2000 if digits < 50 else 1900)


def year_of(fields: Fields) -> int | None:
    """The year told, in four digits or two."""
    year = whole(fields, "year")
    if year is None and (short := whole(fields, "yy")) is not None:
        year = _full_year(short)
    return year


def second_year(fields: Fields) -> int | None:
    """The later year of "2014-2018" or "2019/20"."""
    if (second := whole(fields, "year2")) is not None:
        return second
    first, short = year_of(fields), whole(fields, "yy2")
    if first is None or short is None or (short <= first % 100 and first % 100 < 99):
        return None
    return first - first % 100 + short + 100 * (short < first % 100)


def calendar_date(fields: Fields, context: Context) -> Period | None:
    """18 May 2016, May 2016, 2016, 18 May, last May, Tuesday 3 March."""
    year, month, day = year_of(fields), whole(fields, "month"), whole(fields, "day")
    if month is None:
        month = whole(fields, "mm") or whole(fields, "month_digits")
    turn = whole(fields, "turn")
    if year is None and month is not None and turn is not None:
        return _turned(month, day, turn, context)
    if year is None and month is not None and "weekday" in fields:
        return _on_weekday(month, day, int(fields["weekday"]), context)
    if year is None and month is not None:
        return _after_story(month, context) if day is None and _in_story(context) else nearest(month, day, context)
    return periods.make(year, month, day)


def numeric_date(fields: Fields, context: Context) -> Period | None:
    """03/04/2019: `mm` and `mm2` in the language's own order, the other where that cannot be."""
    del context
    first, second = int(fields["first"]), int(fields["second"])
    day, month = (second, first) if fields.get("order") == "month" else (first, second)
    year = year_of(fields)
    return periods.make(year, month, day) or periods.make(year, day, month)


def _candidates(month: int, day: int | None, context: Context) -> list[Partial]:
    """The date in the years around the reference, those that exist."""
    around = range(context.known.year - 4, context.known.year + 5)
    return [when for year in around if (when := periods.make(year, month, day))]


def nearest(month: int, day: int | None, context: Context) -> Period | None:
    """A month or day without its year: the past one unless the sentence or the nearness says future."""
    reference = context.known
    if reference.month is None:
        return periods.make(reference.year, month, day)
    exact = reference if day is not None and reference.day is not None else Partial(*reference[:2])
    options = _candidates(month, day, context)
    ahead = next((when for when in options if when.last >= exact.first), None)
    behind = next((when for when in reversed(options) if when.first <= exact.last), None)
    if ahead is None or behind is None or ahead == behind:
        return ahead or behind
    wait = ahead.first - exact.last
    if day is not None and wait <= timedelta(days=_AT_HAND):
        return ahead
    soon = wait <= timedelta(days=_NEARER if context.present else _SOON)
    return ahead if context.tense > 0 or (context.tense == 0 and soon) else behind


def _in_story(context: Context) -> bool:
    """Whether the sentence goes on with an event of an earlier year told with its month."""
    story = context.story
    if story is None or story.month is None or context.tense >= 0:
        return False
    return context.known.year - _STORY_YEARS <= story.year < context.known.year


def _after_story(month: int, context: Context) -> Period | None:
    """A bare month right after a dated past event follows it: "in August 2019 ... in November"."""
    assert context.story is not None and context.story.month is not None
    return periods.make(context.story.year + (month < context.story.month), month)


def _turned(month: int, day: int | None, turn: int, context: Context) -> Period | None:
    """Last May, 31 December last, next March, this June."""
    reference = context.known
    if turn == 0:
        return periods.make(reference.year, month, day)
    now = Partial(reference.year, context.month, reference.day if day else None)
    options = _candidates(month, day, context)
    if turn < 0:
        return next((when for when in reversed(options) if when.last < now.first), None)
    return next((when for when in options if when.first > now.last), None)


def _on_weekday(month: int, day: int | None, weekday: int, context: Context) -> Period | None:
    """Tuesday 3 March: the year next to the reference in which it is a Tuesday."""
    year = context.known.year
    around = (periods.make(y, month, day) for y in (year, year - 1, year + 1))
    told = next((when for when in around if when and when.first.weekday() == weekday), None)
    return told or nearest(month, day, context)


def weekday(fields: Fields, context: Context) -> Period | None:
    """Thursday, last Thursday, next Thursday: needs a full reference."""
    reference, turn = context.known, whole(fields, "turn")
    if "after" in fields and isinstance(context.previous, Partial) and context.previous.day is not None:
        reference = context.previous  # "le mardi suivant"
    if reference.day is None:
        return None
    if "day" in fields:
        return _weekday_and_day(int(fields["weekday"]), int(fields["day"]), context)
    away = (int(fields["weekday"]) - reference.first.weekday()) % 7  # days until that weekday
    if (
        ("near" in fields or (turn is None and context.present)) and context.tense == 0 and away
    ):  # "ce mardi", "starts on Tuesday": the nearest
        return periods.add_days(reference, away if away <= 3 else away - 7)
    weeks = 0 if turn == 0 else whole(fields, "weeks")
    if weeks is not None:  # "lundi de la semaine prochaine": of the calendar week
        return periods.add_days(reference, int(fields["weekday"]) - reference.first.weekday() + 7 * weeks)
    if "later" in fields:  # "mardi en quinze"
        return periods.add_days(reference, away + 7 * int(fields["later"]))
    if turn is None:
        turn = 1 if context.tense > 0 else 0
        if away == 0:
            return reference
    if turn > 0:
        return periods.add_days(reference, away or 7)
    return periods.add_days(reference, away - 7 if turn < 0 or away else 0)


def _weekday_and_day(weekday: int, day: int, context: Context) -> Period | None:
    """Mardi 13: the nearest such day, ahead where the sentence says so."""
    options = [when for when in _days_around(day, context, 14) if when.first.weekday() == weekday]
    if context.tense:
        ahead = context.tense > 0
        options = [when for when in options if (when >= context.known) == ahead or when == context.known]
    return _closest(options, context)


def _days_around(day: int, context: Context, months: int) -> list[Partial]:
    """The day in the months around the reference, those that have it."""
    around = (periods.add_months(Partial(*context.known[:2]), away) for away in range(-months, months + 1))
    return [when for month in around if month and (when := periods.make(month.year, month.month, day))]


def _closest(options: list[Partial], context: Context) -> Partial | None:
    return min(options, key=lambda when: abs(when.first - context.known.first), default=None)


def nth_weekday(fields: Fields, context: Context) -> Period | None:
    """The first Friday of July: `nth`, or -1 for the last."""
    if "unit" in fields:  # "of next month"
        month: Period | None = periods.shift(context.known, "month", int(fields.get("turn", 0)))
    else:
        month = calendar_date({k: v for k, v in fields.items() if k in ("month", "year")}, context)
    if not isinstance(month, Partial) or month.month is None:
        return None
    nth, weekday = int(fields["nth"]), int(fields["weekday"])
    if nth < 0:
        return periods.of(month.last - timedelta(days=(month.last.weekday() - weekday) % 7))
    day = 1 + (weekday - month.first.weekday()) % 7 + 7 * (nth - 1)
    return periods.make(month.year, month.month, day)


def day_of_month(fields: Fields, context: Context) -> Period | None:
    """Le 3: of this month or the last or next; "le 3 du mois prochain": of the month told."""
    reference, day = context.known, int(fields["day"])
    if reference.day is None:
        return None
    if "unit" in fields:
        month = periods.shift(reference, "month", int(fields["turn"]))
        return month and periods.make(month.year, month.month, day)
    options = _days_around(day, context, 2)
    if context.tense > 0:
        return next((when for when in options if when >= reference), None)
    if context.tense < 0:
        return next((when for when in reversed(options) if when <= reference), None)
    return _closest(options, context)
