"""What a date pattern means: its sense, fields and context -> a period of the calendar."""

from collections.abc import Callable

from extract.dates import periods
from extract.dates.calendar import (
    Context,
    calendar_date,
    day_of_month,
    nth_weekday,
    numeric_date,
    second_year,
    weekday,
    whole,
    year_of,
)
from extract.dates.patterns import Fields
from extract.dates.periods import Interval, Partial, Period


def is_relative(sense: str, fields: Fields) -> bool:
    """Whether the words need a reference date."""
    told_year = year_of(fields) is not None or "label" in fields
    return sense not in _TOLD and not (sense in _TOLD_WITH_YEAR and told_year)


def resolve(sense: str, fields: Fields, context: Context) -> Period | None:
    """The period that `fields` mean, or None where the calendar or the reference has no such one."""
    return _SENSES[sense](fields, context)


def _season(fields: Fields, context: Context) -> Period | None:
    """A season has the precision of its year; `season` is the month it begins in."""
    year = year_of(fields)
    if year is not None:
        return periods.join(periods.make(year), periods.make(second_year(fields) or year))
    begins = int(fields["season"])
    turn = whole(fields, "turn")
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
    first = year_of(fields)
    if first is None or first % 10:
        return None
    return periods.join(periods.make(first), periods.make(first + 9))


# ---------------------------------------------------------------- parts of a year


def _part_of_year(fields: Fields, context: Context) -> Period | None:
    """Quarter `part` (of `size` 3 months) or half (6), or the first months of a year (`part` 1)."""
    size, part = int(fields["size"]), int(fields.get("part", 1))
    if size > 12 or part * size > 12:
        return None
    year, first = year_of(fields), 13 - size if "last" in fields else 1 + (part - 1) * size
    if "fiscal" in fields and year is not None and context.fiscal_end:
        begins = year if second_year(fields) else year - 1
        return periods.months(begins, first + context.fiscal_end, size)
    if second_year(fields):  # a part of a fiscal year of which we do not know the beginning
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
    now: Partial = context.known
    if unit == "year":
        now = Partial(now.year)
    if unit in ("month", "quarter", "half"):
        now = Partial(now.year, now.month)
    other = periods.shift(now, unit, turn * count)
    return periods.join(*((other, now) if turn < 0 else (now, other)))


def _fiscal(fields: Fields, context: Context) -> Period | None:
    """Fiscal 2014, FY23, exercice 2022-2023: the article's own fiscal year where it tells one."""
    last = year_of(fields)
    if "year2" in fields or "yy2" in fields:
        first, last = last, second_year(fields)
        if first is None or last is None or last != first + 1:
            return periods.join(periods.make(first), periods.make(last))
        if not context.fiscal_end:
            return periods.join(periods.make(first), periods.make(last))
    if last is None or not context.fiscal_end:
        return periods.make(last)
    return periods.months_ending(Partial(last, context.fiscal_end), 12)


def _years(fields: Fields, context: Context) -> Period | None:
    """2014-2018; 2019/20, which is a fiscal year where the article has one."""
    last = second_year(fields)
    first = year_of(fields)
    if fields.get("slash") and last is None:
        return periods.make(first, whole(fields, "yy2"))  # "2016/11" is a month
    if fields.get("slash") and context.fiscal_end:
        return _fiscal(fields, context)
    if first is None or last is None or last - first > 150:
        return None
    return periods.join(periods.make(first), periods.make(last))


def _ended(fields: Fields, context: Context) -> Period | None:
    """The year, half or quarter (`size` months) that ends or ended with the date told."""
    context.tense = context.tense or -1
    if "label" in fields and year_of(fields) is None:  # "l'exercice 2018-2019, clos fin mars"
        years: Fields = {"year": fields["label"]}
        if "label2" in fields:
            years["year2" if int(fields["label2"]) > 99 else "yy2"] = fields["label2"]
        fields = {**fields, "year": second_year(years) or int(fields["label"])}
    if "unit" in fields:  # "the half-year ending next month"
        end: Period | None = periods.shift(context.known, str(fields["unit"]), int(fields["turn"]))
    else:
        end = calendar_date(fields, context)
    size = int(fields.get("size") or fields["n"])
    return periods.months_ending(end, size) if isinstance(end, Partial) else None


def _begun(fields: Fields, context: Context) -> Period | None:
    """The year (`size` months) that begins or began with the date told."""
    start = calendar_date(fields, context)
    if not isinstance(start, Partial) or start.month is None:
        return None
    return periods.months(start.year, start.month, int(fields["size"]))


def _days(fields: Fields, context: Context) -> Period | None:
    """Du 3 au 7 mars, du 3 au 7 du mois prochain, du 3 au 7."""
    last: Fields = {**fields, "day": fields["day2"]}
    if "month" in fields:
        end = calendar_date(last, context)
    else:
        end = day_of_month(last, context) if "weekday" not in fields or "unit" in fields else weekday(last, context)
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
        return periods.make(when.year, int(fields["month"]), whole(fields, "day")) if when else None
    if when is not None and "n2" in fields:  # "d'ici deux ou trois mois"
        sign = int(fields.get("sign", 1))
        ends = sorted(w for w in (when, periods.shift(context.known, unit, sign * int(fields["n2"]))) if w)
        return periods.join(ends[0], ends[-1])
    if when is not None and fields.get("precision") == "month":
        return Partial(when.year, when.month)
    return when


def _week(fields: Fields, context: Context) -> Period | None:
    """Last week, the week of 6 October, the first week of October, the last week of next month."""
    if "nth" not in fields:
        told = calendar_date(fields, context) if "month" in fields else None
        day = told or periods.shift(context.known, "week", int(fields.get("turn", 0)))
        return periods.week_of(day.first) if day else None
    month = _month(fields, context)
    return periods.week_of_month(month, int(fields["nth"])) if month else None


def _weekend(fields: Fields, context: Context) -> Period | None:
    """This weekend, last weekend."""
    day = periods.shift(context.known, "week", int(fields["turn"]))
    week = periods.week_of(day.first) if day else None
    return periods.join(periods.add_days(week.end, -1), week.end) if isinstance(week, Interval) else None


def _half_month(fields: Fields, context: Context) -> Period | None:
    """La première quinzaine d'avril."""
    month = _month(fields, context)
    return periods.halves_of_month(month, int(fields["half"])) if month else None


def _month(fields: Fields, context: Context) -> Partial | None:
    """The month told, with or without its year, or the one that `turn` tells."""
    if "unit" in fields:
        return periods.shift(context.known, "month", int(fields.get("turn", 0)))
    month = calendar_date({k: v for k, v in fields.items() if k in ("month", "year")}, context)
    return month if isinstance(month, Partial) and month.month else None


def _month_of_year(fields: Fields, context: Context) -> Period | None:
    """`month` of the reference year: à la rentrée."""
    year = context.known.year + int(fields.get("turn", 0))
    return periods.make(year, int(fields["month"]), whole(fields, "day"))


# ---------------------------------------------------------------- relative to the date before


def _after_previous(fields: Fields, context: Context) -> Period | None:
    """A year earlier, the following month, the same year: of the date told before it, else of the reference."""
    count = int(fields.get("n", 1)) * int(fields["sign"])
    unit = str(fields["unit"])
    base = (context.frame if unit == "year" and count < 0 else None) or context.previous
    if base is None:
        if context.reference is None:
            return None
        base = context.reference if unit == "week" else None
    if base is None:
        return periods.shift(context.known, unit, count)
    if "month" in fields:  # "in May of the same year"
        edge = base.end if isinstance(base, Interval) else base
        return periods.make(edge.year + count, int(fields["month"]), whole(fields, "day"))
    if unit == "year":
        return _years_from(base, count, whole=bool(fields.get("whole")) or count == 0)
    if isinstance(base, Interval):
        base = base.end if count > 0 else base.start
    when = periods.shift(base, unit, count)
    return periods.week_of(when.first) if when and unit == "week" and "whole" in fields else when


def _years_from(base: Period, count: int, *, whole: bool) -> Period | None:
    """Years before or after a date: a whole year, or as precise as that date is, up to the month."""
    if isinstance(base, Interval):
        months = base.start.month is not None
        return periods.move(base, "year", count) if months and not whole else periods.make(base.end.year + count)
    return periods.make(base.year + count, None if whole else base.month)


Sense = Callable[[Fields, Context], Period | None]

_SENSES: dict[str, Sense] = {
    "calendar": calendar_date,
    "numeric": numeric_date,
    "weekday": weekday,
    "nth_weekday": nth_weekday,
    "day": day_of_month,
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
    "week": _week,
    "weekend": _weekend,
    "half_month": _half_month,
    "month_of_year": _month_of_year,
    "previous": _after_previous,
}
_TOLD = {"numeric", "decade", "fiscal", "years"}
_TOLD_WITH_YEAR = {"calendar", "nth_weekday", "season", "part", "ended", "begun", "days", "week", "half_month"}
