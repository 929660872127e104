"""Tables: what goes out obeys the contract, and comes back equal from every format."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import tables as module
from extract.articles import Article, Problem
from extract.claims import Claim, Executive, Figure, Group, Office
from extract.schemas import VOCABULARIES, check
from extract.tables import (
    ANNOTATION,
    COLUMNS,
    FORMATS,
    Extraction,
    NoTablesError,
    Tables,
    collect,
    read,
    write,
    write_per_article,
)

# ruff: noqa: E501 (examples on one line)

ROOT = Path(__file__).parent.parent
TEXT = "Alice Martin dirige Acme.\r\nAcme ouvre à Lyon. Les ventes reculent de 3 %."


def evidence(quote: str, text: str = TEXT) -> dict[str, object]:
    start = text.index(quote)
    return {
        "quote": quote, "start_char": start, "end_char": start + len(quote), "rule": "test", "confidence": 0.75,
    }  # fmt: skip


def article(name: str = "a.txt", text: str = TEXT, **told: str) -> Article:
    return Article(id=f"id-{name}", file=name, text=text, language="fr", **told)


def executive(**told: object) -> Executive:
    return Executive(**{
        **evidence("Alice Martin dirige Acme."), "person": "Alice Martin", "organisation": "Acme", "role": None,
        "function": "head", "countries": ("BE", "FR"), **told,
    })  # fmt: skip


def office(**told: object) -> Office:
    return Office(**{
        **evidence("Acme ouvre à Lyon."), "organisation": "Acme", "kind": "office", "city": "Lyon", "country": "FR",
        "status": "open", **told,
    })  # fmt: skip


def figure(**told: object) -> Figure:
    return Figure(**{
        **evidence("Les ventes reculent de 3 %."), "subject": "Acme", "metric": "growth", "value": -3.0, "unit": "%", **told,
    })  # fmt: skip


def group(**told: object) -> Group:
    return Group(**{**evidence("Acme ouvre à Lyon."), "organisation": "Acme", "parent": "Apex", **told})  # fmt: skip


def extraction(of: Article, **claims: list[Claim]) -> Extraction:
    return Extraction(of, [(25, 27)], {"executives": [], "offices": [], "figures": [], **claims})


@pytest.fixture
def tables() -> Tables:
    told = {"published": "2021-03", "published_basis": "text", "title": "=Acme, à Lyon", "publisher": "L’Écho"}
    full = extraction(
        article(**told),
        executives=[executive()],
        offices=[office(serves=("BE",))],
        figures=[figure()],
        groups=[group()],
    )
    ranged = figure(value=2e9, value_high=3e9, unit="EUR", bound="range", period="2020/2022")
    bare = extraction(article("sub/b.txt"), figures=[ranged])
    return check(collect([full, bare], [Problem("c.txt", "- no text")]))


def equal(left: Tables, right: Tables) -> None:
    for name, frame in left.frames().items():
        pd.testing.assert_frame_equal(frame, getattr(right, name), check_exact=True)


def test_columns_and_types(tables: Tables) -> None:
    for name, frame in tables.frames().items():
        assert list(frame.columns) == COLUMNS[name]
    assert tables.articles[["words", "executives", "offices", "figures", "groups"]].values.tolist() == [
        [14, 1, 1, 1, 1],
        [14, 0, 0, 1, 0],
    ]
    assert tables.articles["boilerplate"].tolist() == [[[25, 27]], [[25, 27]]]
    assert tables.executives.loc[0, "countries"] == ["BE", "FR"]
    assert tables.executives.loc[0, "published"] == "2021-03"
    assert tables.figures["published"].tolist() == ["2021-03", None]
    assert (
        tables.figures["value"].dtype
        == tables.figures["value_high"].dtype
        == tables.figures["confidence"].dtype
        == float
    )
    assert tables.offices["start_char"].dtype == "int64"


def test_the_columns_are_those_of_the_contract() -> None:
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "seeds").glob("*.gold.json")]
    for table, names in ANNOTATION.items():
        rows = [row for gold in golds for row in gold[table]]
        assert rows and all(set(row) == {*names, "quote"} for row in rows)


def test_no_article_gives_empty_tables_of_the_right_types(tmp_path: Path) -> None:
    empty = check(collect([]))
    for format in FORMATS:
        write(empty, tmp_path / format, format)
        equal(empty, read(tmp_path / format))


def test_a_claim_made_twice_is_one_row() -> None:
    twice = [executive(), executive(rule="other", confidence=0.2)]
    tables = collect([extraction(article(), executives=twice)])
    assert tables.executives["rule"].tolist() == ["test"]
    assert tables.articles["executives"].tolist() == [1]


@pytest.mark.parametrize(
    "claim",
    [
        executive(function="boss"), executive(status="gone"), executive(start="2016-13"), executive(end="16"),
        executive(countries=("FR", "BE")), executive(countries=("fra",)), executive(confidence=1.5, person="B"),
        executive(quote="Alice Martin"), executive(person=""), office(kind="shop"), office(country="fr"),
        office(date="2020/21"), figure(metric="speed"), figure(bound="about"), figure(nature="hope"), figure(per="week"),
        figure(period="2020/21"), figure(unit=""), group(parent=None), group(organisation=""), group(quote="Acme"),
    ],
)  # fmt: skip
def test_a_row_that_breaks_the_contract_is_left_out_and_named(claim: Claim) -> None:
    table = {Executive: "executives", Office: "offices", Figure: "figures", Group: "groups"}[type(claim)]
    good = {"executives": executive(), "offices": office(), "figures": figure(), "groups": group()}[table]
    tables = check(collect([extraction(article(), **{table: [claim, good]})]))
    assert len(getattr(tables, table)) == tables.articles[table].sum() == 1
    assert tables.problems["file"].tolist() == ["a.txt"]
    assert "report" in tables.problems["message"][0]


def test_vocabularies_are_those_of_the_contract() -> None:
    contract = (ROOT / "docs" / "ANNOTATION.md").read_text(encoding="utf-8")
    for (table, name), words in VOCABULARIES.items():
        if table != "articles":
            assert all(word in contract for word in words), name


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_is_read_back_equal(tables: Tables, tmp_path: Path, format: str) -> None:
    paths = write(tables, tmp_path, format)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in paths)
    equal(tables, read(tmp_path))


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.from_regex(
    r"'{0,2}[=+@\t\r-]\w{0,3}", fullmatch=True
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=words, person=words, format=st.sampled_from(FORMATS), value=st.floats(allow_nan=False, allow_infinity=False)
)
def test_any_text_is_read_back_equal(tmp_path: Path, text: str, person: str, format: str, value: float) -> None:
    all_of_it = evidence(text, text)
    found = extraction(
        article(text=text),
        executives=[executive(person=person, **all_of_it)],
        figures=[figure(value=value, **all_of_it)],
    )
    tables = check(collect([found]))
    assert tables.problems.empty
    for old in tmp_path.iterdir():
        old.unlink()
    write(tables, tmp_path, format)
    equal(tables, read(tmp_path))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''+"])
def test_no_cell_runs_in_a_spreadsheet(tmp_path: Path, start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    found = extraction(article(text=text), executives=[executive(person=text, **evidence(text, text))])
    write(collect([found], [Problem(text, text)]), tmp_path, "csv")
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_csv_opens_in_a_spreadsheet(tables: Tables, tmp_path: Path) -> None:
    write(tables, tmp_path, "csv")
    assert (tmp_path / "executives.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    figures = pd.read_csv(tmp_path / "figures.csv")
    assert figures["value"].tolist() == [-3.0, 2e9]
    assert pd.read_csv(tmp_path / "executives.csv")["countries"].tolist() == ["BE FR"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_write_that_fails_leaves_the_old_file(
    tables: Tables, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tables, tmp_path, format)

    def fail(frame: pd.DataFrame, path: Path) -> None:
        path.write_text("half")
        raise OSError("disk full")

    monkeypatch.setitem(module._WRITERS, format, fail)
    with pytest.raises(OSError, match="disk full"):
        write(tables, tmp_path, format)
    equal(tables, read(tmp_path))
    assert len(list(tmp_path.iterdir())) == len(COLUMNS)


@pytest.mark.parametrize("damage", ["", "file,message\nx\n", "[1, 2]", '{"a": 1}', "PAR1", "\x00\xff"])
@pytest.mark.parametrize("format", FORMATS)
def test_what_is_no_table_is_told(tables: Tables, tmp_path: Path, format: str, damage: str) -> None:
    write(tables, tmp_path, format)
    (tmp_path / f"articles.{format}").write_text(damage, encoding="latin-1")
    with pytest.raises(NoTablesError, match="articles"):
        read(tmp_path)


@pytest.mark.parametrize("format", FORMATS)
def test_tables_of_an_older_version_are_told(tables: Tables, tmp_path: Path, format: str) -> None:
    write(tables, tmp_path, format)
    (tmp_path / f"groups.{format}").unlink()
    with pytest.raises(NoTablesError, match="without groups: extract the articles anew"):
        read(tmp_path)


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoTablesError, match="comptoir extract"):
        read(tmp_path)


def test_an_unknown_format_is_told(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="csv, parquet, json"):
        write(tables, tmp_path, "xlsx")


def test_per_article_files_are_shaped_as_gold(tables: Tables, tmp_path: Path) -> None:
    paths = write_per_article(tables, tmp_path)
    assert [p.relative_to(tmp_path).as_posix() for p in paths] == ["a.json", "sub/b.json"]
    first = json.loads(paths[0].read_text(encoding="utf-8"))
    gold = json.loads(next((ROOT / "seeds").glob("000*.gold.json")).read_text(encoding="utf-8"))
    assert set(first) == set(gold)
    assert set(gold["executives"][0]) <= set(first["executives"][0])
    assert first["figures"][0]["value_high"] is None
    assert first["offices"][0]["serves"] == ["BE"]
    assert json.loads(paths[1].read_text(encoding="utf-8"))["executives"] == []


def test_articles_of_one_name_get_files_of_their_own(tmp_path: Path) -> None:
    tables = collect([extraction(article("a.txt")), extraction(article("a.html"))])
    assert [p.name for p in write_per_article(tables, tmp_path)] == ["a.json", "a.html.json"]


@pytest.mark.parametrize("import_", ["extract", "extract.tables", "extract.facts", "comptoir"])
def test_no_language_model_is_needed_to_read_tables(import_: str) -> None:
    code = f"import sys, {import_}; sys.exit('spacy' in sys.modules or 'trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
