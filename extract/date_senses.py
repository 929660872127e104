"""What a date pattern means: its fields and the reference date -> a period of the calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from extract import periods
from extract.date_patterns import Fields
from extract.periods import Interval, Partial, Period

_SOON = 62  # days: a date without year or tense this near ahead, and so long past, is meant ahead
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


def _whole(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    return int(value) if value is not None else None


def _full_year(digits: int) -> int:
    """95 -> 1995, 23 -> 2023."""
    return digits if digits > 99 else digits + (2000 if digits < 50 else 1900)


def _year_of(fields: Fields) -> int | None:
    year = _whole(fields, "year") or _whole(fields, "modern")
    if year is None and (short := _whole(fields, "yy")) is not None:
        year = _full_year(short)
    return year


def is_relative(sense: str, fields: Fields) -> bool:
    """Whether the words need a reference date."""
    return sense not in _TOLD and not (sense in _TOLD_WITH_YEAR and _year_of(fields) is not None)


def resolve(sense: str, fields: Fields, context: Context) -> Period | None:
    """The period that `fields` mean, or None where the calendar or the reference has no such one."""
    return _SENSES[sense](fields, context)


# ---------------------------------------------------------------- days, months, years


def _calendar(fields: Fields, context: Context) -> Period | None:
    """18 May 2016, May 2016, 2016, 18 May, last May, Tuesday 3 March."""
    year, month, day = _year_of(fields), _whole(fields, "month"), _whole(fields, "day")
    if month is None:
        month = _whole(fields, "mm") or _whole(fields, "month_digits")
    turn = _whole(fields, "turn")
    if year is None and month is not None and turn is not None:
        return _turned(month, day, turn, context)
    if year is None and month is not None and "weekday" in fields:
        return _on_weekday(month, day, int(fields["weekday"]), context)
    if year is None and month is not None:
        return _after_story(month, context) if day is None and _in_story(context) else nearest(month, day, context)
    return periods.make(year, month, day)


def _numeric(fields: Fields, context: Context) -> Period | None:
    """03/04/2019: `mm` and `mm2` in the language's own order, the other where that cannot be."""
    del context
    first, second = int(fields["first"]), int(fields["second"])
    day, month = (second, first) if fields.get("order") == "month" else (first, second)
    year = _year_of(fields)
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
    soon = ahead.first - exact.last <= timedelta(days=_NEARER if context.present else _SOON)
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


def _weekday(fields: Fields, context: Context) -> Period | None:
    """Thursday, last Thursday, next Thursday: needs a full reference."""
    reference, turn = context.known, _whole(fields, "turn")
    if reference.day is None:
        return None
    away = (int(fields["weekday"]) - reference.first.weekday()) % 7  # days until that weekday
    if (
        ("near" in fields or (turn is None and context.present)) and context.tense == 0 and away
    ):  # "ce mardi", "starts on Tuesday": the nearest
        return periods.add_days(reference, away if away <= 3 else away - 7)
    weeks = 0 if turn == 0 else _whole(fields, "weeks")
    if weeks is not None:  # "lundi de la semaine prochaine": of the calendar week
        return periods.add_days(reference, int(fields["weekday"]) - reference.first.weekday() + 7 * weeks)
    if turn is None:
        turn = 1 if context.tense > 0 else 0
        if away == 0:
            return reference
    if turn > 0:
        return periods.add_days(reference, away or 7)
    return periods.add_days(reference, away - 7 if turn < 0 or away else 0)


def _nth_weekday(fields: Fields, context: Context) -> Period | None:
    """The first Friday of July: `nth`, or -1 for the last."""
    if "unit" in fields:  # "of next month"
        month: Period | None = periods.shift(context.known, "month", int(fields.get("turn", 0)))
    else:
        month = _calendar({k: v for k, v in fields.items() if k in ("month", "year")}, context)
    if not isinstance(month, Partial) or month.month is None:
        return None
    nth, weekday = int(fields["nth"]), int(fields["weekday"])
    if nth < 0:
        return periods.of(month.last - timedelta(days=(month.last.weekday() - weekday) % 7))
    day = 1 + (weekday - month.first.weekday()) % 7 + 7 * (nth - 1)
    return periods.make(month.year, month.month, day)


def _day_alone(fields: Fields, context: Context) -> Period | None:
    """Le 3: of this month or the last or next."""
    reference, day = context.known, int(fields["day"])
    if reference.day is None:
        return None
    months = (periods.add_months(Partial(*reference[:2]), away) for away in (-2, -1, 0, 1, 2))
    options = [when for m in months if m and (when := periods.make(m.year, m.month, day))]
    if context.tense > 0:
        return next((when for when in options if when >= reference), None)
    return next((when for when in reversed(options) if when <= reference), None)


def _season(fields: Fields, context: Context) -> Period | None:
    """A season has the precision of its year; `season` is the month it begins in."""
    year = _year_of(fields)
    if year is not None:
        return periods.join(periods.make(year), periods.make(_second_year(fields) or year))
    begins = int(fields["season"])
    turn = _whole(fields, "turn")
    year, month = context.known.year, context.month
    if turn is None or context.known.month is None:
        return periods.make(year)
    ended = month > begins + 2 or (month == begins + 2 and turn < 0)
    if turn < 0:
        return periods.make(year if month > begins + 1 or ended else year - 1)
    return periods.make(year + 1 if turn > 0 and month >= begins else year)


def _decade(fields: Fields, context: Context) -> Period | None:
    """The 1990s, les années 90."""
    del context
    first = _year_of(fields)
    if first is None or first % 10:
        return None
    return periods.join(periods.make(first), periods.make(first + 9))


# ---------------------------------------------------------------- parts of a year


def _part_of_year(fields: Fields, context: Context) -> Period | None:
    """Quarter `part` (of `size` 3 months) or half (6), or the first months of a year (`part` 1)."""
    size, part = int(fields["size"]), int(fields.get("part", 1))
    if size > 12 or part * size > 12:
        return None
    year, first = _year_of(fields), 1 + (part - 1) * size
    if "fiscal" in fields and year is not None and context.fiscal_end:
        begins = year if _second_year(fields) else year - 1
        return periods.months(begins, first + context.fiscal_end, size)
    if _second_year(fields):  # a part of a fiscal year of which we do not know the beginning
        return _years(fields, context)
    if year is None and "turn" in fields:
        year = context.known.year + int(fields["turn"])
    elif year is None:
        year = context.known.year
        begun = context.month >= first
        ended = context.month > first + size - 1
        if not begun and context.tense <= 0 and context.known.month is not None:
            year -= 1
        elif ended and context.tense > 0:
            year += 1
    return periods.months(year, first, size)


def _part_moved(fields: Fields, context: Context) -> Period | None:
    """The last, this or the next quarter or half."""
    size, turn = int(fields["size"]), int(fields["turn"])
    if context.known.month is None:
        return None
    part = (context.known.month - 1) // size + turn
    return periods.months(context.known.year, 1 + part * size, size)


def _span(fields: Fields, context: Context) -> Period | None:
    """The past five years (`turn` -1), the next three years: an interval that ends or begins now."""
    unit, count, turn = str(fields["unit"]), int(fields["n"]), int(fields["turn"])
    if unit == "decade":
        unit, count = "year", count * 10
    now = context.known
    now = periods.make(now.year) if unit == "year" else now  # type: ignore[assignment]
    if unit in ("month", "quarter", "half"):
        now = Partial(now.year, now.month)
    other = periods.shift(now, unit, turn * count)
    return periods.join(*((other, now) if turn < 0 else (now, other)))


def _fiscal(fields: Fields, context: Context) -> Period | None:
    """Fiscal 2014, FY23, exercice 2022-2023: the article's own fiscal year where it tells one."""
    last = _year_of(fields)
    if "year2" in fields or "yy2" in fields:
        first, last = last, _second_year(fields)
        if first is None or last is None or last != first + 1:
            return periods.join(periods.make(first), periods.make(last))
        if not context.fiscal_end:
            return periods.join(periods.make(first), periods.make(last))
    if last is None or not context.fiscal_end:
        return periods.make(last)
    return periods.months_ending(Partial(last, context.fiscal_end), 12)


def _second_year(fields: Fields) -> int | None:
    if (second := _whole(fields, "year2")) is not None:
        return second
    first, short = _year_of(fields), _whole(fields, "yy2")
    return None if first is None or short is None else first - first % 100 + short + 100 * (short < first % 100)


def _years(fields: Fields, context: Context) -> Period | None:
    """2014-2018; 2019/20, which is a fiscal year where the article has one."""
    if fields.get("slash") and context.fiscal_end:
        return _fiscal(fields, context)
    last = _second_year(fields)
    first = _year_of(fields)
    if first is None or last is None or last - first > 150:
        return None
    return periods.join(periods.make(first), periods.make(last))


def _ended(fields: Fields, context: Context) -> Period | None:
    """The year, half or quarter (`size` months) that ends or ended with the date told."""
    context.tense = context.tense or -1
    if "unit" in fields:  # "the quarter ending this month"
        end: Period | None = periods.shift(context.known, str(fields["unit"]), int(fields["turn"]))
    else:
        end = _calendar(fields, context)
    size = int(fields.get("size") or fields["n"])
    return periods.months_ending(end, size) if isinstance(end, Partial) else None


def _begun(fields: Fields, context: Context) -> Period | None:
    """The year (`size` months) that begins or began with the date told."""
    start = _calendar(fields, context)
    if not isinstance(start, Partial) or start.month is None:
        return None
    return periods.months(start.year, start.month, int(fields["size"]))


def _days(fields: Fields, context: Context) -> Period | None:
    """Du 3 au 7 mars."""
    end = _calendar({**fields, "day": fields["day2"]}, context)
    if not isinstance(end, Partial):
        return None
    return periods.join(periods.make(end.year, end.month, int(fields["day"])), end)


# ---------------------------------------------------------------- relative to the reference


def _shift(fields: Fields, context: Context) -> Period | None:
    """Three years ago, last year, yesterday, in two months: `sign` or `turn` tells the way."""
    count = int(fields.get("n", 1)) * int(fields["turn"] if "turn" in fields else fields.get("sign", 1))
    unit = str(fields["unit"])
    if "ahead" in fields and context.tense < (0 if unit in ("day", "week") else 1):
        return None  # "sales doubled in two years", "the best in a year" tell how long, not when
    when = periods.shift(context.known, unit, count)
    if "month" in fields:  # "en mars de l'année dernière"
        return periods.make(when.year, int(fields["month"]), _whole(fields, "day")) if when else None
    if when is not None and "n2" in fields:  # "d'ici trois ou quatre ans"
        sign = int(fields.get("sign", 1))
        ends = sorted(w for w in (when, periods.shift(context.known, unit, sign * int(fields["n2"]))) if w)
        return periods.join(ends[0], ends[-1])
    if when is not None and fields.get("precision") == "month":
        return Partial(when.year, when.month)
    return when


def _this_week(fields: Fields, context: Context) -> Period | None:
    """Last week, this week: told by its month."""
    when = periods.shift(context.known, "week", int(fields["turn"]))
    return when and Partial(when.year, when.month)


def _month_of_year(fields: Fields, context: Context) -> Period | None:
    """`month` of the reference year: à la rentrée."""
    year = context.known.year + int(fields.get("turn", 0))
    return periods.make(year, int(fields["month"]), _whole(fields, "day"))


# ---------------------------------------------------------------- relative to the date before


def _after_previous(fields: Fields, context: Context) -> Period | None:
    """A year earlier, the following month, the same year: of the date told before it, else of the reference."""
    count = int(fields.get("n", 1)) * int(fields["sign"])
    unit = str(fields["unit"])
    base = (context.frame if unit == "year" and count < 0 else None) or context.previous
    if base is None:
        if context.reference is None:
            return None
        return periods.shift(context.reference, unit, count)
    if "month" in fields:  # "in May of the same year"
        edge = base.end if isinstance(base, Interval) else base
        return periods.make(edge.year + count, int(fields["month"]), _whole(fields, "day"))
    if unit == "year":
        return _years_from(base, count, whole=bool(fields.get("whole")) or count == 0)
    if isinstance(base, Interval):
        base = base.end if count > 0 else base.start
    return periods.shift(base, unit, count)


def _years_from(base: Period, count: int, *, whole: bool) -> Period | None:
    """Years before or after a date: a whole year, or as precise as that date is, up to the month."""
    if isinstance(base, Interval):
        months = base.start.month is not None
        return periods.move(base, "year", count) if months and not whole else periods.make(base.end.year + count)
    return periods.make(base.year + count, None if whole else base.month)


Sense = Callable[[Fields, Context], Period | None]

_SENSES: dict[str, Sense] = {
    "calendar": _calendar,
    "numeric": _numeric,
    "weekday": _weekday,
    "nth_weekday": _nth_weekday,
    "day": _day_alone,
    "season": _season,
    "decade": _decade,
    "part": _part_of_year,
    "part_moved": _part_moved,
    "span": _span,
    "fiscal": _fiscal,
    "years": _years,
    "ended": _ended,
    "begun": _begun,
    "days": _days,
    "shift": _shift,
    "week": _this_week,
    "month_of_year": _month_of_year,
    "previous": _after_previous,
}
_TOLD = {"numeric", "decade", "fiscal", "years"}
_TOLD_WITH_YEAR = {"calendar", "nth_weekday", "season", "part", "ended", "begun", "days"}
