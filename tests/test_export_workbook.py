"""The workbook, and the same as Parquet and JSON."""

import io
import json
import zipfile
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from browser.newsroom import tables

from dashboard.export import workbook
from extract.cells import inert
from extract.facts import Facts, build
from extract.tables import Tables

SHEETS = ["tenures", "sites", "series", "executives", "offices", "figures", "groups", "articles"]


@pytest.fixture(scope="module")
def newsroom() -> tuple[Tables, Facts]:
    found = tables()
    found.articles["url"] = [f"https://counter.example/{i}" for i in range(len(found.articles))]
    return found, build(found)


@pytest.fixture(scope="module")
def book(newsroom: tuple[Tables, Facts]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.xlsx(*newsroom)))


def column(sheet: object, name: str) -> list[object]:
    rows = list(sheet.iter_rows())  # type: ignore[attr-defined]  # the library has no types
    at = [cell.value for cell in rows[0]].index(name)
    return [row[at] for row in rows[1:]]


def test_a_sheet_a_table_with_filter_and_frozen_header(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


def test_dates_told_to_the_day_are_dates_and_others_what_they_say(book: openpyxl.Workbook) -> None:
    values = {cell.value for cell in column(book["executives"], "start")}
    assert datetime(2018, 3, 3) in values
    assert "2020-05" in values


def test_numbers_are_numbers(book: openpyxl.Workbook) -> None:
    assert all(cell.data_type == "n" for cell in column(book["figures"], "value"))


def test_claims_carry_quote_and_link(book: openpyxl.Workbook) -> None:
    assert "Claire Fontaine was named" in str(column(book["executives"], "quote")[0].value)  # type: ignore[attr-defined]  # the library has no types
    assert column(book["executives"], "url")[0].hyperlink.target == "https://counter.example/0"  # type: ignore[attr-defined]  # the library has no types


def test_no_cell_is_a_formula(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t")) or cell.data_type == "n"


def test_characters_that_no_workbook_can_hold_cost_nothing_else() -> None:
    found = tables()
    found.articles["url"] = "https://counter.example/\x02a"
    found.articles["title"] = "A\x00B\uffff"
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(found, build(found))))
    assert {cell.value for cell in column(book["articles"], "title")} == {"AB"}
    assert column(book["articles"], "url")[0].hyperlink.target == "https://counter.example/a"  # type: ignore[attr-defined]  # the library has no types


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1"])
def test_what_a_spreadsheet_would_run_is_made_inert(text: str) -> None:
    assert inert(text).startswith("'")


def test_parquet_holds_every_table(newsroom: tuple[Tables, Facts]) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook.parquet(*newsroom))) as archive:
        assert [name.removesuffix(".parquet") for name in archive.namelist()] == SHEETS
        tenures = pd.read_parquet(io.BytesIO(archive.read("tenures.parquet")))
    assert tenures["fact_id"].tolist() == newsroom[1].tenures["fact_id"].tolist()


def test_json_holds_lists_and_nulls(newsroom: tuple[Tables, Facts]) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook.records(*newsroom))) as archive:
        sites = json.loads(archive.read("sites.json"))
    ghent = next(site for site in sites if site["city"] == "Ghent")
    assert ghent["serves"] == ["BE", "NL"]
    assert [state["status"] for state in ghent["states"]] == ["planned", "open"]
