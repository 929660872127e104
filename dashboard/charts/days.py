"""Where a date told only in part stands on an axis."""

from datetime import date
from functools import lru_cache

from dashboard.charts import words


@lru_cache(maxsize=65_536)
def middle(iso: str) -> date:
    """The middle of what a partial date can mean: `2021` stands on 1 July, `2021-05` on the 15th.

    An interval stands where it ends: what is promised for 2019 to 2022 is due in 2022.
    """
    last = iso.rsplit("/", 1)[-1]
    if len(last) == 4:
        return date(int(last), 7, 1)
    if len(last) == 7:
        return date(int(last[:4]), int(last[5:]), 15)
    return words.day(last)
