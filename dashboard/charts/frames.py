"""Frames made of plain rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.chart import Chart


def frame(rows: Sequence[Mapping[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """A dataframe in which what is untold stays None: pandas left to itself makes NaN of it, which is true."""
    names = list(columns)
    cells = np.empty((len(names), len(rows)), dtype=object)
    for i, name in enumerate(names):
        cells[i] = np.fromiter((row[name] for row in rows), dtype=object, count=len(rows))
    return pd.DataFrame(cells.T, columns=names, dtype=object)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts by column name. A tenth of the time that pandas takes for it, and pages do it often."""
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in table.to_numpy(dtype=object).tolist()]


def drawn(chart: Chart, facts: pd.DataFrame) -> pd.DataFrame:
    """The facts that stand in a chart, of those it was made from: a chart leaves out what it has no room for."""
    return facts[facts["fact_id"].isin(chart.facts)]
