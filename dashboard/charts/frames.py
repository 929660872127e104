"""Frames made of plain rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import pandas as pd
import plotly.graph_objects as go


def frame(rows: Sequence[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """A dataframe in which what is untold stays None: pandas left to itself makes NaN of it, which is true."""
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in columns})


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts by column name."""
    return cast(list[dict[str, Any]], table.to_dict("records"))


def drawn(figure: go.Figure, facts: pd.DataFrame) -> pd.DataFrame:
    """The facts that stand in a figure, of those it was made from: a chart leaves out what it has no room for."""
    shown = {data[0] for trace in figure.data for data in (trace.customdata if trace.customdata is not None else ())}
    return facts[facts["fact_id"].isin(shown)]
