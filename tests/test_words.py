"""Numbers, dates and countries as people write them; files that say what they are; columns of tables."""

import pytest

from dashboard import tabular
from dashboard.charts import words
from dashboard.downloads import as_csv, file_name

# --- words


@pytest.mark.parametrize(
    ("value", "unit", "bound", "told"),
    [
        (2.49e12, "USD", "exact", "$2.49 trillion"),
        (40_000, "brands", "exact", "40,000 brands"),
        (1e9, "users", "min", "more than 1 billion users"),
        (90, "%", "min", "more than 90 %"),
        (7, "x", "exact", "7×"),
        (-39e6, "EUR", "exact", "−€39 million"),
        (1.5e6, "CHF", "approx", "about CHF 1.5 million"),
        (2, "pp", "exact", "2 points"),
        (999_999, "parcels", "exact", "999,999 parcels"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: float, unit: str, bound: str, told: str) -> None:
    assert words.bounded(value, unit, bound).replace("\xa0", " ") == told


def test_a_disagreement_is_written_as_people_write_numbers() -> None:
    assert words.disagreement("18 or 930000") == "18 or 930,000"
    assert words.disagreement("start 2016-05-18 or 2018") == "start 2016-05-18 or 2018"


def test_ranges_and_rates_are_written_whole() -> None:
    assert words.amount(5e6, "EUR", value_high=7e6) == "€5 million to €7 million"
    assert words.amount(500_000, "hours", per="day") == "500,000 hours a day"


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2016", "2016"),
        ("2016-05", "May 2016"),
        ("2016-05-18", "18 May 2016"),
        ("2019/2022", "2019 to 2022"),
        (None, ""),
    ],
)
def test_dates_are_written_with_the_precision_told(iso: str | None, told: str) -> None:
    assert words.when(iso) == told


def test_groups_of_countries_go_by_their_name() -> None:
    assert words.countries(["BE", "LU", "NL"]) == "Benelux"
    assert words.scope(["DK", "GB", "NO", "SE"]) == "DK GB NO SE"


# --- downloads


def test_csv_cells_are_no_formulas_and_lists_are_joined() -> None:
    table = {"A": ["=1+1", "-x", "plain", None], "B": [["BE", "NL"], [], ["FR"], []], "C": [-1.5, 2.0, 3.0, 4.0]}
    lines = as_csv(table).decode("utf-8-sig").split("\r\n")
    assert lines == ["A,B,C", "'=1+1,BE NL,-1.5", "'-x,,2.0", "plain,FR,3.0", ",,4.0", ""]


def test_file_names_say_what_they_are() -> None:
    assert file_name("people Benelux 2016–2019", "png") == "comptoir-people-benelux-2016-2019.png"
    assert file_name("Société Générale: État", "csv") == "comptoir-societe-generale-etat.csv"
    assert file_name("…", "svg") == "comptoir-chart.svg"


# --- tables


def test_long_columns_give_way_and_short_ones_stay_whole() -> None:
    table: tabular.Rows = {"City": ["Amsterdam"], "Date": ["2016-05-18"], "Post": ["p" * 30], "Covers": ["c" * 60]}
    roomy, tight, none = (tabular.widths(table, room) for room in (1000, 600, 100))
    for widths in (roomy, tight, none):
        assert widths["City"] == roomy["City"] > 9 * 7 and widths["Date"] == roomy["Date"] > 10 * 7
    assert sum(tight.values()) <= 600 and tight["Covers"] >= tight["Post"]
    assert none["Covers"] < tight["Covers"] < roomy["Covers"]
