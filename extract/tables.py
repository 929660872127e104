"""Claims -> dataframes, and dataframes <-> files.

Pandas and pyarrow only: the dashboard reads tables without loading a language model.

Types of the columns (checked by `extract.schemas`):
- text (also ids, ISO dates, codes): dtype object, each value `str` or None (untold), never "" and never NaN;
- `value`, `value_high`, `confidence`: float64, an untold `value_high` is NaN;
- `start_char`, `end_char`, `words` and the counts `executives`, `offices`, `figures`, `groups`: int64;
- `countries`, `serves`, `geography`: dtype object, each value a sorted list of country codes, maybe empty;
- `boilerplate`: dtype object, each value a list of [start, end] pairs of characters.
"""

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from extract.articles import Article, Problem
from extract.cells import inert, unmarked
from extract.claims import Claim, Executive, Figure, Group, Office

Span = tuple[int, int]

CLAIMS: dict[str, type[Claim]] = {"executives": Executive, "offices": Office, "figures": Figure, "groups": Group}
EVIDENCE = ["quote", "start_char", "end_char", "rule", "confidence"]
_TOLD = {table: [f.name for f in fields(claim) if f.name not in EVIDENCE] for table, claim in CLAIMS.items()}
ANNOTATION = {
    table: _TOLD[table] for table in ("executives", "offices", "figures")
}  # what gold files have, but `quote`
COLUMNS = {
    "articles": [
        "article_id", "file", "title", "publisher", "published", "published_basis", "language", "url", "text",
        "boilerplate", "words", *CLAIMS,
    ],
    **{table: ["claim_id", "article_id", "published", *names, *EVIDENCE] for table, names in _TOLD.items()},
    "problems": ["file", "message"],
}  # fmt: skip
NUMBERS = frozenset({"value", "value_high", "confidence"})
COUNTS = frozenset({"start_char", "end_char", "words", *CLAIMS})
LISTS = frozenset({"countries", "serves", "geography"})
FORMATS = ("csv", "parquet", "json")


class NoTablesError(ValueError):
    """A folder does not hold tables that can be read; the message says what to do."""


@dataclass(slots=True)
class Tables:
    """What an extraction found: one row an article, one row a claim, one row a problem (COLUMNS)."""

    articles: pd.DataFrame
    executives: pd.DataFrame
    offices: pd.DataFrame
    figures: pd.DataFrame
    groups: pd.DataFrame
    problems: pd.DataFrame

    def frames(self) -> dict[str, pd.DataFrame]:
        """The six dataframes by name."""
        return {name: getattr(self, name) for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class Extraction:
    """One article with the claims found in it, by table."""

    article: Article
    boilerplate: Sequence[Span]
    claims: Mapping[str, Sequence[Claim]]


def collect(extractions: Iterable[Extraction], problems: Sequence[Problem] = ()) -> Tables:
    """Tables from articles with their claims, in the order given. The same claim found twice is one row.

    `problems` is read after the last extraction, so that it may grow meanwhile.
    """
    columns: dict[str, dict[str, list[Any]]] = {table: {name: [] for name in names} for table, names in COLUMNS.items()}
    for extraction in extractions:
        article, counts = extraction.article, {}
        for table in CLAIMS:
            claims = {claim.identify(article.id): claim for claim in reversed(extraction.claims.get(table, ()))}
            counts[table] = len(claims)
            for claim_id, claim in reversed(claims.items()):
                head = {"claim_id": claim_id, "article_id": article.id, "published": article.published}
                for name, values in columns[table].items():
                    values.append(head[name] if name in head else getattr(claim, name))
        row = {
            **{f.name: getattr(article, f.name) for f in fields(article)}, **counts, "article_id": article.id,
            "boilerplate": [list(span) for span in extraction.boilerplate], "words": len(article.text.split()),
        }  # fmt: skip
        for name, values in columns["articles"].items():
            values.append(row[name])
    columns["problems"] = {"file": [p.file for p in problems], "message": [p.message for p in problems]}
    return Tables(**{table: _frame(values) for table, values in columns.items()})


def _frame(columns: dict[str, list[Any]]) -> pd.DataFrame:
    return pd.DataFrame({name: _series(name, values) for name, values in columns.items()})


def _series(name: str, values: Iterable[Any]) -> pd.Series:
    """A column with the type that its name has."""
    if name in COUNTS:
        return pd.Series(list(values), dtype="int64")
    if name in NUMBERS:
        return pd.Series([np.nan if value is None else value for value in values], dtype="float64")
    if name in LISTS or name == "boilerplate":
        return pd.Series([list(value) for value in values], dtype=object)
    return pd.Series([value or None for value in values], dtype=object)


def write(tables: Tables, folder: Path, format: str = "csv") -> list[Path]:
    """Writes one file a table into `folder` (made where missing) and returns their paths.

    Each file appears whole or not at all. CSV is UTF-8 with a byte order mark, because Excel reads accents
    right only with it; its lists are joined by spaces, and a text that a spreadsheet would take for a formula
    gets a leading apostrophe. `read` undoes all three.
    """
    if format not in _WRITERS:
        raise ValueError(f"no format {format!r}: known are {', '.join(FORMATS)}")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, frame in tables.frames().items():
        path = folder / f"{name}.{format}"
        with whole_file(path) as temporary:
            _WRITERS[format](frame, temporary)
        paths.append(path)
    return paths


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` to fill; it takes the place of `path` in one step, or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read(folder: Path) -> Tables:
    """The tables that `write` left in `folder`, equal to those written. Raises NoTablesError."""
    for format in FORMATS:
        paths = {name: folder / f"{name}.{format}" for name in COLUMNS}
        if all(path.is_file() for path in paths.values()):
            frames = {}
            for name, path in paths.items():
                try:
                    frames[name] = _READERS[format](path)[COLUMNS[name]]
                except (ValueError, KeyError, TypeError, AttributeError, OSError, csv.Error) as error:
                    raise NoTablesError(
                        f"{path}: not a table of Comptoir ({error}): extract the articles anew"
                    ) from error
            return Tables(**frames)
        missing = [name for name, path in paths.items() if not path.is_file()]
        if paths["articles"].is_file():
            raise NoTablesError(f"{folder}: tables without {', '.join(missing)}: extract the articles anew")
    raise NoTablesError(f"{folder}: no tables here: run `comptoir extract PATH --out {folder}` first")


def write_per_article(tables: Tables, folder: Path) -> list[Path]:
    """Writes for each article one JSON file with its rows, named after it (`news/a.txt` -> `news/a.json`).

    The shape is that of a gold file: every field of every row, null or [] where untold.
    """
    by_article = {table: dict(list(getattr(tables, table).groupby("article_id", sort=False))) for table in ANNOTATION}
    paths = []
    for article in tables.articles.to_dict("records"):
        content: dict[str, Any] = {"article": Path(article["file"]).name}
        content |= {name: article[name] for name in ("language", "published", "publisher", "title")}
        for table, names in ANNOTATION.items():
            frame = by_article[table].get(article["article_id"])
            content[table] = [] if frame is None else _records(frame[[*names, *EVIDENCE]])
        path = (folder / article["file"]).with_suffix(".json")
        if path in paths:  # a.txt and a.html side by side
            path = folder / f"{article['file']}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as temporary:
            _write_text(temporary, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        paths.append(path)
    return paths


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON takes them: an untold number is None."""
    columns = {name: frame[name].tolist() for name in frame.columns}
    for name in NUMBERS & columns.keys():
        columns[name] = [None if value != value else value for value in columns[name]]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _write_json(frame: pd.DataFrame, path: Path) -> None:
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in _records(frame))
    _write_text(path, f"[\n{rows}\n]\n" if rows else "[]\n")


def _read_json(path: Path) -> pd.DataFrame:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return _frame({name: [row[name] for row in rows] for name in COLUMNS[path.stem]})


def _arrow_type(name: str) -> pa.DataType:
    if name in COUNTS:
        return pa.int64()
    if name in NUMBERS:
        return pa.float64()
    if name in LISTS:
        return pa.list_(pa.string())
    if name == "boilerplate":
        return pa.list_(pa.list_(pa.int64()))
    return pa.string()


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    schema = pa.schema([(name, _arrow_type(name)) for name in frame.columns])
    pq.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False), path, compression="zstd")


def _read_parquet(path: Path) -> pd.DataFrame:
    table = pq.ParquetFile(path).read()
    columns = {}
    for name in table.column_names:
        column = table.column(name)
        if name in LISTS or name == "boilerplate":
            columns[name] = pd.Series(column.to_pylist(), dtype=object)
        else:
            dtype = "int64" if name in COUNTS else "float64" if name in NUMBERS else object
            columns[name] = pd.Series(column.to_numpy(), dtype=dtype)
    return pd.DataFrame(columns)


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(frame.columns)
        columns = [[_to_cell(name, value) for value in frame[name].tolist()] for name in frame.columns]
        writer.writerows(zip(*columns, strict=True))


def _to_cell(name: str, value: Any) -> str:
    if value is None or value != value:
        return ""
    if name == "boilerplate":
        return " ".join(f"{start}:{end}" for start, end in value)
    if name in LISTS:
        return " ".join(value)
    return repr(value) if name in NUMBERS or name in COUNTS else inert(value)


def _read_csv(path: Path) -> pd.DataFrame:
    limit = csv.field_size_limit(1 << 30)  # a cell holds a whole article
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            header = next(rows, [])
            columns = list(zip(*rows, strict=True)) or [() for _ in header]
    finally:
        csv.field_size_limit(limit)
    return _frame(
        {name: [_from_cell(name, cell) for cell in cells] for name, cells in zip(header, columns, strict=True)}
    )


def _from_cell(name: str, cell: str) -> Any:
    if name == "boilerplate":
        return [[int(n) for n in span.split(":")] for span in cell.split()]
    if name in LISTS:
        return cell.split()
    if name in COUNTS:
        return int(cell)
    if name in NUMBERS:
        return float(cell) if cell else None
    return unmarked(cell)


_WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "csv": _write_csv, "parquet": _write_parquet, "json": _write_json,
}  # fmt: skip
_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "csv": _read_csv, "parquet": _read_parquet, "json": _read_json,
}  # fmt: skip
