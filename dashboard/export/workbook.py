"""All tables and facts as one Excel workbook, as Parquet files or as JSON: for whoever works on with the data."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import pandas as pd
import xlsxwriter

from dashboard.charts.style import NOT_XML
from extract.cells import inert

_LONGEST_CELL = 32_767  # characters that a cell of Excel holds
_MOST_ROWS = 1_048_575
_NOT_XML = str.maketrans(dict.fromkeys(NOT_XML))
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_DATES = frozenset({"published", "start", "end", "date", "period", "seen_from", "seen_to"})
_WIDTHS = {"quote": 70, "text": 40, "title": 44, "url": 30, "conflict": 26, "states": 40, "person": 24, "role": 30}


class TablesLike(Protocol):
    """The claims and articles."""

    articles: pd.DataFrame
    executives: pd.DataFrame
    offices: pd.DataFrame
    figures: pd.DataFrame
    groups: pd.DataFrame


class FactsLike(Protocol):
    """The facts built from them; read-only here, so that frozen classes fit."""

    @property
    def tenures(self) -> pd.DataFrame:
        """Posts held over time."""

    @property
    def sites(self) -> pd.DataFrame:
        """Places and what became of them."""

    @property
    def series(self) -> pd.DataFrame:
        """Figures over periods."""

    @property
    def parents(self) -> dict[str, str]:
        """The owner of each company that has one."""


def sheets(tables: TablesLike, facts: FactsLike) -> dict[str, pd.DataFrame]:
    """Facts first, then the claims with their article's title and link, then the articles without their text."""
    articles = tables.articles.set_index("article_id")
    named: dict[str, pd.DataFrame] = {"tenures": facts.tenures, "sites": facts.sites, "series": facts.series}
    for name in ("executives", "offices", "figures", "groups"):
        claims = getattr(tables, name)
        named[name] = claims.assign(
            article=claims["article_id"].map(articles["title"].fillna(articles["file"])),
            publisher=claims["article_id"].map(articles["publisher"]),
            url=claims["article_id"].map(articles["url"]),
        )
    return named | {"articles": tables.articles.drop(columns=["text", "boilerplate"])}


def xlsx(tables: TablesLike, facts: FactsLike) -> bytes:
    """The workbook: a sheet a table, header frozen, filters on, dates and numbers as such, no cell a formula."""
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "nan_inf_to_errors": False, "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "number": book.add_format({"num_format": "#,##0.##########"}),
            "link": book.add_format({"font_color": "#0B6BA8", "underline": 1}),
        }
        for name, frame in sheets(tables, facts).items():
            _sheet(book.add_worksheet(name), frame.head(_MOST_ROWS), styles)
    return out.getvalue()


def _sheet(sheet: Any, frame: pd.DataFrame, styles: Mapping[str, Any]) -> None:
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, name, styles["head"])
        sheet.set_column(column, column, _WIDTHS.get(name, min(max(len(name) + 4, 12), 22)))
        for row, value in enumerate(frame[name].tolist(), start=1):
            _cell(sheet, row, column, name, _plain(value), styles)
    sheet.freeze_panes(1, 0)
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _cell(sheet: Any, row: int, column: int, name: str, value: Any, styles: Mapping[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, str):
        value = value.translate(_NOT_XML)
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, styles["number"])
    elif name in _DATES and _DATE.match(value) and value >= "1900-03-01":
        # only a date told to the day is a date; "2016" and "2016-05" stay what the article says
        sheet.write_datetime(row, column, date.fromisoformat(value), styles["date"])
    elif name == "url" and re.match(r"https?://", value) and len(value) < 2000:
        # a sheet holds 65,530 links; what comes after them is text
        if sheet.write_url(row, column, value, styles["link"], string=value[:255]) != 0:
            sheet.write_string(row, column, value)
    else:
        # not even when the sheet is saved as CSV, and opened again, shall the text be run
        sheet.write_string(row, column, inert(value)[:_LONGEST_CELL])


def _plain(value: Any) -> Any:
    """A cell's value as text or number; lists joined, states as JSON; None where untold."""
    if value is None or isinstance(value, str | bool):
        return value
    if hasattr(value, "__len__"):
        items = list(value)
        if items and isinstance(items[0], dict):
            return json.dumps(items, ensure_ascii=False)
        return " ".join(map(str, items)) or None
    if value is pd.NA or value != value:
        return None
    return value.item() if hasattr(value, "item") else value


def parquet(tables: TablesLike, facts: FactsLike) -> bytes:
    """A zip with one Parquet file a table."""
    return _zip({f"{name}.parquet": _parquet(frame) for name, frame in sheets(tables, facts).items()})


def _parquet(frame: pd.DataFrame) -> bytes:
    # columns in which nothing is told have no type of their own
    typed = frame.assign(**{n: frame[n].astype("string") for n in frame.columns if frame[n].isna().all()})
    return bytes(typed.to_parquet(index=False))


def records(tables: TablesLike, facts: FactsLike) -> bytes:
    """A zip with one JSON file a table: a list of rows, what is untold null."""
    return _zip({f"{name}.json": _json(frame) for name, frame in sheets(tables, facts).items()})


def _json(frame: pd.DataFrame) -> bytes:
    rows = [
        {key: list(v) if hasattr(v, "__len__") and not isinstance(v, str) else _plain(v) for key, v in row.items()}
        for row in frame.to_dict("records")
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
