"""Calendar arithmetic on dates that may be partial: a year, a month, a day, or an interval of them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class Partial(NamedTuple):
    """A date as far as it is known: 2016, 2016-05 or 2016-05-18."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """In ISO 8601, as precise as it is."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in self[1:] if part is not None)])


@dataclass(frozen=True, slots=True)
class Interval:
    """From the beginning of `start` to the end of `end`."""

    start: Partial
    end: Partial

    @property
    def first(self) -> date:
        """Its first day."""
        return self.start.first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end.last

    def __str__(self) -> str:
        """In ISO 8601: `2019/2022`."""
        return f"{self.start}/{self.end}"


Period = Partial | Interval


def parse_iso(text: str) -> Partial | None:
    """The partial date that `text` ("2016", "2016-05", "2016-05-18T09:00") begins with, or None."""
    match = _ISO.match(text)
    if not match:
        return None
    return make(*(int(part) if part else None for part in match.groups()))


def make(year: int | None, month: int | None = None, day: int | None = None) -> Partial | None:
    """A partial date, or None where the calendar has no such day."""
    if year is None or not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and (month is None or not 1 <= day <= monthrange(year, month)[1]):
        return None
    return Partial(year, month, day)


def of(day: date) -> Partial:
    """A full date as a Partial."""
    return Partial(day.year, day.month, day.day)


def add_months(when: Partial, months: int) -> Partial | None:
    """`when` moved by months; keeps its precision, at least the month; clips the day to the month's end."""
    count = when.year * 12 + (when.month or 1) - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        return None
    day = when.day and min(when.day, monthrange(year, month + 1)[1])
    return Partial(year, month + 1, day)


def add_days(when: Partial, days: int) -> Partial | None:
    """A full date moved by days; None where `when` is no full date or the calendar ends."""
    if when.day is None:
        return None
    try:
        return of(when.first + timedelta(days=days))
    except OverflowError:
        return None


def shift(when: Partial, unit: str, count: int) -> Partial | None:
    """`when` moved by `count` units (day, week, month, quarter, half, year, decade).

    The answer has the precision of the unit (a day for weeks); None where `when` is less precise.
    """
    if unit in ("year", "decade"):
        return make(when.year + count * (10 if unit == "decade" else 1))
    if unit in _DAYS:
        return add_days(when, count * _DAYS[unit])
    if when.month is None:
        return None
    moved = add_months(when, count * {"month": 1, "quarter": 3, "half": 6}[unit])
    return moved and Partial(moved.year, moved.month)


def move(period: Period, unit: str, count: int) -> Period | None:
    """A period moved whole: an interval of months stays one ("a year earlier" than 2019-01/2019-03)."""
    if isinstance(period, Partial):
        return shift(period, unit, count)
    if unit == "year":
        ends = [make(end.year + count, end.month, end.day) for end in (period.start, period.end)]
    else:
        ends = [shift(end, unit, count) for end in (period.start, period.end)]
    return join(*ends)


def join(start: Partial | None, end: Partial | None) -> Period | None:
    """The interval between two dates; the date itself where both are one; None where they run backwards."""
    if start is None or end is None or start.first > end.last:
        return None
    return start if start == end else Interval(start, end)


def months(year: int, first: int, count: int) -> Period | None:
    """`count` months from the month number `first` of a year (which may lie outside 1 to 12)."""
    start = add_months(Partial(year, 1), first - 1)
    return join(start, start and add_months(start, count - 1))


def months_ending(end: Partial, count: int) -> Period | None:
    """The `count` months that end with the month of `end`."""
    last = Partial(end.year, end.month or 12)
    return join(add_months(last, 1 - count), last)


def week_of(day: date) -> Period | None:
    """The week of a day, from Monday to Sunday."""
    try:
        monday = day - timedelta(days=day.weekday())
        return join(of(monday), of(monday + timedelta(days=6)))
    except OverflowError:
        return None


def week_of_month(month: Partial, nth: int) -> Period | None:
    """The first, second ... week that begins in a month, or (-1) the last that ends in it."""
    if nth < 0:
        return week_of(month.last - timedelta(days=(month.last.weekday() + 1) % 7))
    return week_of(month.first + timedelta(days=-month.first.weekday() % 7 + 7 * (nth - 1)))


def halves_of_month(month: Partial, half: int) -> Period | None:
    """The first fifteen days of a month (`half` 1), or the others (2)."""
    if half == 1:
        return join(of(month.first), of(month.first.replace(day=15)))
    return join(of(month.first.replace(day=16)), of(month.last))


def part_of_month(period: Period) -> Partial | None:
    """The month that a week, a week-end or half a month belongs to: that of its middle; of other periods None."""
    if isinstance(period, Partial) or period.start.day is None or period.end.day is None:
        return None
    first, last = period.first, period.last
    week = last.weekday() == 6 and (last - first).days in (1, 6)
    half = first.month == last.month and (first.day, last.day) in (
        (1, 15),
        (16, monthrange(first.year, first.month)[1]),
    )
    middle = first + (last - first) / 2
    return Partial(middle.year, middle.month) if week or half else None
