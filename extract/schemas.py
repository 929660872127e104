"""What the tables must be on the way out: closed vocabularies, dates, codes, and quotes that stand in the text."""

import pandas as pd
import pandera.pandas as pa

from extract.articles import Problem
from extract.tables import CLAIMS, COLUMNS, COUNTS, LISTS, NUMBERS, Tables

FUNCTIONS = (
    "chief_executive", "managing_director", "president", "chair", "founder", "vice_president", "chief_officer",
    "director", "head", "board_member", "other",
)  # fmt: skip
METRICS = (
    "brands", "merchants", "products", "stores", "employees", "jobs", "revenue", "sales", "gmv", "profit", "growth",
    "market_share", "share", "users", "buyers", "internet_users", "content_hours", "investment", "valuation",
    "funding", "price", "orders", "countries", "area", "respondents", "survey_share", "downloads", "fine", "other",
)  # fmt: skip
VOCABULARIES = {
    ("executives", "function"): FUNCTIONS,
    ("executives", "status"): ("incoming", "current", "outgoing", "former"),
    ("offices", "kind"): (
        "office", "headquarters", "logistics", "store", "factory", "data_centre", "lab", "other",
    ),
    ("offices", "status"): ("open", "planned", "considered", "closed"),
    ("figures", "metric"): METRICS,
    ("figures", "bound"): ("exact", "approx", "min", "max", "range"),
    ("figures", "nature"): ("actual", "target", "forecast", "survey"),
    ("figures", "per"): ("hour", "day", "month", "quarter", "year"),
    ("articles", "published_basis"): ("metadata", "page", "text"),
}  # fmt: skip
_REQUIRED = frozenset(
    "claim_id article_id file language text person parent function kind status metric value unit bound nature quote"
    " rule message".split()
)  # fmt: skip
_DATES = frozenset({"published", "start", "end"})
_PERIODS = frozenset({"period", "date"})  # a place may open in a quarter
_DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"


def check(tables: Tables) -> Tables:
    """The tables without the claims that break the contract; each of these is named as a problem instead.

    Such a claim is a fault in a rule: it must be seen, and must not cost the reader the others.
    """
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    files = dict(zip(tables.articles["article_id"], tables.articles["file"], strict=True))
    _SCHEMAS["articles"].validate(tables.articles)
    frames, problems = tables.frames(), []
    for table in CLAIMS:
        frame = frames[table]
        faults = _faults(table, frame)
        for index in frame.index[~_verbatim(frame, texts)]:
            faults.setdefault(index, "quote does not stand at its offsets")
        for index, fault in sorted(faults.items()):
            row = frame.loc[index]
            message = f"left out a row of {table} made by rule {row['rule']!r} ({fault}): please report it"
            problems.append(Problem(files[row["article_id"]], message))
        frames[table] = frame.drop(index=list(faults)).reset_index(drop=True)
    if problems:
        found = pd.DataFrame(
            {"file": [p.file for p in problems], "message": [p.message for p in problems]}, dtype=object
        )
        frames["problems"] = pd.concat([tables.problems, found], ignore_index=True)
        kept = {table: frames[table]["article_id"].value_counts() for table in CLAIMS}
        counts = {t: tables.articles["article_id"].map(n).fillna(0).astype("int64") for t, n in kept.items()}
        frames["articles"] = tables.articles.assign(**counts)
    return Tables(**frames)


def _faults(table: str, frame: pd.DataFrame) -> dict[int, str]:
    """Row number -> what is wrong with it. A fault of the frame itself (a column, a type) raises."""
    try:
        _SCHEMAS[table].validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        if cases["index"].isna().any():
            raise
        return {int(c["index"]): f"{c['column']} = {c['failure_case']!r}" for c in cases.to_dict("records")}
    return {}


def _verbatim(frame: pd.DataFrame, texts: dict[str, str]) -> pd.Series:
    rows = zip(frame["article_id"], frame["start_char"], frame["end_char"], frame["quote"], strict=True)
    return pd.Series([texts[a][start:end] == quote for a, start, end, quote in rows], index=frame.index, dtype=bool)


def _is_country_list(values: pd.Series) -> pd.Series:
    def right(value: object) -> bool:
        return isinstance(value, list) and value == sorted(value) and all(_is_country(code) for code in value)

    return pd.Series([right(value) for value in values], index=values.index, dtype=bool)


def _is_country(code: object) -> bool:
    return isinstance(code, str) and len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()


def _is_text(values: pd.Series) -> pd.Series:
    good = [value is None or (isinstance(value, str) and bool(value)) for value in values]
    return pd.Series(good, index=values.index, dtype=bool)


def _column(table: str, name: str) -> pa.Column:
    if name in COUNTS:
        return pa.Column("int64", pa.Check.ge(0))
    if name == "confidence":
        return pa.Column("float64", pa.Check.in_range(0, 1))
    if name in NUMBERS:
        return pa.Column("float64", nullable=name not in _REQUIRED)
    if name in LISTS:
        return pa.Column(object, pa.Check(_is_country_list))
    if name == "boilerplate":
        return pa.Column(object)
    checks = [pa.Check(_is_text, ignore_na=False)]
    if (table, name) in VOCABULARIES:
        checks.append(pa.Check.isin(VOCABULARIES[table, name]))
    if name in _DATES:
        checks.append(pa.Check.str_matches(f"^{_DATE}$"))
    if name in _PERIODS:
        checks.append(pa.Check.str_matches(f"^{_DATE}(/{_DATE})?$"))
    if name == "country":
        checks.append(pa.Check.str_matches("^[A-Z]{2}$"))
    required = name in _REQUIRED or (table, name) == ("groups", "organisation")  # elsewhere it may be untold
    return pa.Column(object, checks, nullable=not required, unique=name == "claim_id")


_SCHEMAS = {
    table: pa.DataFrameSchema(
        {name: _column(table, name) for name in COLUMNS[table]}, strict=True, ordered=True, unique_column_names=True
    )
    for table in ("articles", *CLAIMS)
}
