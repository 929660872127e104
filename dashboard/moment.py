"""The month that an org chart is of: the one chosen, else that of the last article; on the page and on its slide.

And who held a post then, or when somebody did.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from itertools import accumulate, groupby

import numpy as np
import pandas as pd

from dashboard.charts import words

_FURTHEST_BACK = 30  # years
DATES = ["start", "end", "seen_from", "seen_to"]  # of a tenure


def months(tenures: pd.DataFrame) -> list[str]:
    """Every month (YYYY-MM) from the first event of the tenures to the last."""
    told = {iso for name in DATES for iso in tenures[name].tolist()} - {None, ""}
    if not told:
        return []
    return between(min(map(words.day, told)), max(words.day(iso, last=True) for iso in told))


def between(first: date, last: date) -> list[str]:
    """Every month from one day to another; of very many years the last ones."""
    first = max(first, date(last.year - _FURTHEST_BACK, 1, 1))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [f"{first.year + (first.month - 1 + i) // 12}-{(first.month - 1 + i) % 12 + 1:02d}" for i in range(count)]


def of_years(choices: list[str], years: tuple[int, int] | None) -> list[str]:
    """Those of some months that a range of years has; the nearest one where it has none."""
    if years is None or not choices:
        return choices
    chosen = [month for month in choices if years[0] <= int(month[:4]) <= years[1]]
    return chosen or [within(f"{years[0]}-01", choices)]


def usual(
    choices: list[str], published: Iterable[str | None], *, known: str = "", years: tuple[int, int] | None = None
) -> str:
    """The month shown where none is chosen: that of the last article, as far as the clock and the years go.

    What is told of later is still to come.
    """
    last = known or max((words.day(day, last=True).isoformat() for day in published if day), default=choices[-1])
    return within(min(last, f"{years[1]}-12") if years else last, choices)


def within(month: str, choices: list[str]) -> str:
    """The month nearest to one (or to that of a day) of which something is told."""
    return min(max(month[:7], choices[0]), choices[-1])


def end(month: str) -> str:
    """The last day of a month."""
    return words.day(month, last=True).isoformat()


def held_on(tenures: pd.DataFrame, day: str) -> pd.DataFrame:
    """The tenures held on `day` (YYYY-MM-DD): begun by then as far as is known, and not yet ended.

    One whose start is untold counts from the first article that tells of it as held.
    """
    then = date.fromisoformat(day)
    starts, seen, ends = (tenures[c].tolist() for c in ("start", "seen_from", "end"))
    # of very many posts the dates are few: each is read once
    begun = {iso for iso in {*starts, *seen} if iso and words.day(iso) <= then}
    over = {iso for iso in set(ends) if iso and words.day(iso, last=True) < then}
    held = [(start or first) in begun and end not in over for start, first, end in zip(starts, seen, ends, strict=True)]
    return tenures[np.array(held, dtype=bool)]


def staffed(tenures: pd.DataFrame, choices: list[str]) -> list[tuple[str, str]]:
    """The stretches of months (first and last) at the end of each of which somebody held one of the posts."""
    changes = [0] * (len(choices) + 1)
    for start, seen, over in zip(*(tenures[c].tolist() for c in ("start", "seen_from", "end")), strict=True):
        if not (begun := start or seen):
            continue
        first, stop = bisect_left(choices, words.day(begun).isoformat()[:7]), len(choices)
        if over:
            last = words.day(over, last=True).isoformat()
            stop = bisect_left(choices, last[:7])
            stop += stop < len(choices) and end(choices[stop]) == last
        if first < stop:
            changes[first] += 1
            changes[stop] -= 1
    held = zip(choices, accumulate(changes), strict=False)
    stretches = ([month for month, _ in some] for somebody, some in groupby(held, lambda m: m[1] > 0) if somebody)
    return [(some[0], some[-1]) for some in stretches]
