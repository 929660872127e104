"""The rows of a table as plain Python values, in the order in which they were published."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd

from extract.facts.periods import latest

Row = dict[str, Any]
LIVE = frozenset({"incoming", "current"})  # what a post is while it is held, or soon will be
_UNREAD = frozenset({"quote", "end_char", "rule", "confidence"})  # facts keep ids of claims, not their evidence


def in_order(claims: pd.DataFrame) -> list[Row]:
    """One dict a claim: missing values are None, list columns lists. Oldest article first, the undated last."""
    columns = {name: _plain(claims[name]) for name in claims.columns if name not in _UNREAD}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return sorted(rows, key=lambda row: (day_told(row), row["article_id"], row["start_char"]))


def day_told(row: Row) -> str:
    """The last day on which the claim's article can have appeared; the undated sort after all."""
    return latest(row["published"]) if row["published"] else "9999"


def dated(rows: list[Row]) -> list[Row]:
    """Those whose article's date is known; of the others nobody can say by which day they were."""
    return [row for row in rows if row["published"]]


def _plain(column: pd.Series) -> list[Any]:
    values = column.tolist()
    if column.dtype != object:
        return [None if value is pd.NA or value != value else value for value in values]
    return [value if value is None or type(value) is str else _plain_value(value) for value in values]


def _plain_value(value: Any) -> Any:
    if hasattr(value, "__len__") and not isinstance(value, str):
        return list(value)
    return None if value is pd.NA or value != value else value


@contextmanager
def uncollected() -> Iterator[None]:
    """While rows are built by the hundred thousand, searching them for garbage again and again costs a third."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def frame(rows: list[Row], columns: list[str]) -> pd.DataFrame:
    """A dataframe whose missing values stay None (not NaN), whatever the column holds."""
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in columns})
