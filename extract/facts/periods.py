"""Partial ISO dates and intervals as bounds on the calendar, so that they can be compared.

`2016` is every day from 2016-01-01 to 2016-12-31; `2019/2022` runs from the first day of 2019 to the last of 2022.
"""

from calendar import monthrange
from functools import lru_cache


@lru_cache(maxsize=65_536)
def earliest(iso: str) -> str:
    """The first day `iso` can mean, as YYYY-MM-DD."""
    first = iso.split("/", maxsplit=1)[0]
    return first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first


@lru_cache(maxsize=65_536)
def latest(iso: str) -> str:
    """The last day `iso` can mean, as YYYY-MM-DD."""
    last = iso.rsplit("/", maxsplit=1)[-1]
    if len(last) == 4:
        return f"{last}-12-31"
    if len(last) == 7:
        return f"{last}-{monthrange(int(last[:4]), int(last[5:]))[1]:02d}"
    return last


def compatible(a: str, b: str) -> bool:
    """True where `a` and `b` can both be true of one event: one lies within the other."""
    return (earliest(a) <= earliest(b) and latest(b) <= latest(a)) or (
        earliest(b) <= earliest(a) and latest(a) <= latest(b)
    )


def most_precise(dates: list[str]) -> str:
    """The date that leaves fewest days open; the first told among equals."""
    return max(dates, key=len) if dates else ""
