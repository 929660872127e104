"""Which numbers of a series a line may join: what is not told as belonging together is not drawn so."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import words

# told of a stretch of time: comparable with what is told of one as long
_OVER_TIME = frozenset({"revenue", "sales", "gmv", "profit", "orders", "downloads", "content_hours"})
# counted at a moment: comparable whenever it was. All else is told of something that the row does not name (growth of
# what, the price of what) or happens once (an investment, jobs to come): no line between two of them means anything.
_AT_A_MOMENT = frozenset({
    "brands", "merchants", "products", "stores", "employees", "users", "buyers", "internet_users", "countries",
    "valuation",
})  # fmt: skip
_UNTOLD = "untold"

Row = dict[str, Any]


def length(row: Row) -> str:
    """How long the time is that a number is of, where that decides what it can be compared with; empty where not."""
    if row["metric"] not in _OVER_TIME or row["per"]:
        return ""
    period = row["period"]
    if not period:
        return _UNTOLD
    if row["nature"] in {"target", "forecast"} and len(period) == len("2019/2022"):
        return "12 months"  # "40 billion within three years" is what the last year is to bring
    first, last = words.day(period), words.day(period, last=True)
    if first.day == 1 and last == words.day(f"{last.year:04d}-{last.month:02d}", last=True):  # whole months
        return f"{(last.year - first.year) * 12 + last.month - first.month + 1} months"
    return f"{(last - first).days + 1} days"


def joined(group: Sequence[Row]) -> bool:
    """Whether a line may lead from each number of a group to the next."""
    metric = group[0]["metric"]
    if metric in _OVER_TIME:
        return bool(group[0]["per"]) or all(length(row) != _UNTOLD for row in group)
    return metric in _AT_A_MOMENT


def beside(row: Row) -> bool:
    """Whether bars may compare a number with others of its measure and length of time: growth is of what its sentence
    tells, and of a time untold nobody knows how long it was."""
    return row["metric"] not in {"growth", "price", "other"} and length(row) != _UNTOLD


def outcome(promise: Row, actual: Sequence[Row]) -> Row | None:
    """The actual that tells what became of a target or a forecast: of a time that ends with the one it was made for.

    What is told in the meantime is how things stood, and what is told later is of another time.
    """
    if not promise["period"] or not joined([promise]):
        return None
    end = words.day(promise["period"], last=True)
    return next((row for row in actual if row["period"] and words.day(row["period"], last=True) == end), None)
