"""Extracted rows against gold rows: precision, recall and F1, field by field.

Three figures a table: *key F1* (the row is found), *attributes* (of the rows found, the share of the other told
fields that are right) and *fact F1* (the row is found and its core fields are right). What counts as the same
name, person or number is written in `_same`, and nowhere else.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

KEY = {
    "executives": ("person", "organisation", "function"),
    "offices": ("organisation", "country", "city"),
    "figures": ("value", "unit", "per"),
}
CORE = {
    "executives": ("countries", "status", "start", "end"),
    "offices": ("status", "date"),
    "figures": ("metric", "bound", "period", "nature"),
}
# Told fields beyond the key; a role's wording is read by people, not scored.
ATTRIBUTES = {
    "executives": ("countries", "region", "status", "start", "end", "replaces", "reports_to"),
    "offices": ("kind", "status", "date", "serves"),
    "figures": (
        "subject", "metric", "value_high", "unit", "bound", "geography", "period", "nature", "attributed_to",
    ),
}  # fmt: skip
_MEASURES = frozenset({"%", "pp", "x", "m2", "hectares", "hours"})
_NOT_THE_NAME = frozenset(
    "group groupe groep holding holdings sa se nv bv inc ltd llc plc gmbh ag sas sprl srl corp corporation company"
    " co com international the le la les l de".split()
)
_ROUNDING = 0.005


@dataclass(slots=True)
class TableScore:
    """Counts of one table over a set of articles, and the figures they give."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    facts: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Of the rows predicted, the share found in the gold."""
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Of the gold rows, the share found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def key_f1(self) -> float:
        """Harmonic mean of precision and recall of the rows found."""
        return self._f1(self.found)

    @property
    def fact_f1(self) -> float:
        """The same, of rows found with all core fields right."""
        return self._f1(self.facts)

    @property
    def attributes(self) -> float:
        """Of the told fields of the rows found, the share that is right."""
        told = self.told.total()
        return self.fields.total() / told if told else 0.0

    def _f1(self, hits: int) -> float:
        return 2 * hits / (self.gold + self.predicted) if hits else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference: `kind` is "missed", "spurious" or the name of a field that is wrong."""

    article: str
    table: str
    kind: str
    gold: str
    predicted: str
    quote: str


@dataclass(slots=True)
class Report:
    """What an evaluation found: a score a table, the misses, and how sure rows were and whether rightly."""

    articles: int = 0
    tables: dict[str, TableScore] = field(default_factory=lambda: {table: TableScore() for table in KEY})
    misses: list[Miss] = field(default_factory=list)
    quotes: int = 0
    verbatim: int = 0
    sure: dict[float, tuple[int, int]] = field(default_factory=dict)  # confidence, one digit -> (rows, found)

    @property
    def mean_key_f1(self) -> float:
        """Mean over the three tables."""
        return sum(t.key_f1 for t in self.tables.values()) / len(self.tables)

    @property
    def mean_fact_f1(self) -> float:
        """Mean over the three tables."""
        return sum(t.fact_f1 for t in self.tables.values()) / len(self.tables)

    def add(
        self, article: str, text: str, gold: Mapping[str, Sequence[Row]], rows: Mapping[str, Sequence[Row]]
    ) -> None:
        """Counts one article: its gold rows and its predicted rows, each by table."""
        self.articles += 1
        for table, score in self.tables.items():
            expected, got = gold.get(table, []), rows.get(table, [])
            pairs = pair(table, expected, got)
            score.gold += len(expected)
            score.predicted += len(got)
            score.found += len(pairs)
            for i, j in pairs:
                self._compare(article, table, expected[i], got[j])
            self._count_evidence(text, got, {j for _, j in pairs})
            self._list_unpaired(article, table, expected, got, pairs)

    def _compare(self, article: str, table: str, gold: Row, row: Row) -> None:
        score = self.tables[table]
        for name in ATTRIBUTES[table]:
            if gold.get(name) or row.get(name):
                score.told[name] += 1
                score.fields[name] += _same(name, gold.get(name), row.get(name))
        wrong = [name for name in CORE[table] if not _same(name, gold.get(name), row.get(name))]
        score.facts += not wrong
        self.misses += [
            Miss(article, table, name, str(gold.get(name)), str(row.get(name)), str(gold.get("quote")))
            for name in wrong
        ]

    def _count_evidence(self, text: str, rows: Sequence[Row], found: set[int]) -> None:
        for j, row in enumerate(rows):
            self.quotes += 1
            self.verbatim += bool(row.get("quote")) and row["quote"] in text
            if row.get("confidence") is not None:
                level = int(row["confidence"] * 10) / 10
                rows_so_far, found_so_far = self.sure.get(level, (0, 0))
                self.sure[level] = (rows_so_far + 1, found_so_far + (j in found))

    def _list_unpaired(
        self, article: str, table: str, gold: Sequence[Row], rows: Sequence[Row], pairs: list[tuple[int, int]]
    ) -> None:
        paired_gold, paired_rows = {i for i, _ in pairs}, {j for _, j in pairs}
        key = lambda row: ", ".join(str(row.get(name)) for name in KEY[table])  # noqa: E731 (a local shorthand)
        for i, row in enumerate(gold):
            if i not in paired_gold:
                self.misses.append(Miss(article, table, "missed", key(row), "", str(row.get("quote"))))
        for j, row in enumerate(rows):
            if j not in paired_rows:
                self.misses.append(Miss(article, table, "spurious", "", key(row), str(row.get("quote"))))


def pair(table: str, gold: Sequence[Row], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Index pairs of gold and predicted rows with the same key, each used once, the most alike first."""
    names = (*KEY[table], *ATTRIBUTES[table], *(("role",) if table == "executives" else ()))
    candidates = [
        (-sum(_same(name, g.get(name), row.get(name)) for name in dict.fromkeys(names)), i, j)
        for i, g in enumerate(gold)
        for j, row in enumerate(rows)
        if all(_same_key(name, g.get(name), row.get(name)) for name in KEY[table])
    ]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_rows: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_rows:
            used_gold.add(i)
            used_rows.add(j)
            pairs.append((i, j))
    return pairs


def gold_files(folder: Path, part: str = "all") -> Iterator[tuple[Path, dict[str, Any]]]:
    """Gold files below `folder` with their content, in name order.

    `part` "aside" keeps every third article of each language, "tuned" the others: rules are tuned on the one and
    checked on the other.
    """
    seen: Counter[str] = Counter()
    for path in sorted(folder.glob("**/*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        seen[gold["language"]] += 1
        aside = seen[gold["language"]] % 3 == 0
        if part == "all" or (part == "aside") == aside:
            yield path, gold


def _same_key(name: str, gold: Any, predicted: Any) -> bool:
    if name == "unit":
        return _unit_class(gold) == _unit_class(predicted)
    return _same(name, gold, predicted)


def _unit_class(unit: str | None) -> str:
    """Money by its code, a measure by its sign; all counted things are one class."""
    unit = unit or ""
    return unit if unit in _MEASURES or re.fullmatch("[A-Z]{3}", unit) else "count"


def _same(name: str, gold: Any, predicted: Any) -> bool:
    match name:
        case "countries" | "serves" | "geography":
            return sorted(gold or ()) == sorted(predicted or ())
        case _ if not _told(gold) or not _told(predicted):
            return _told(gold) == _told(predicted)
        case "value" | "value_high":
            return abs(float(gold) - float(predicted)) <= _ROUNDING * max(abs(float(gold)), 1e-9)
        case "person" | "replaces" | "reports_to":
            return _same_person(_fold(gold).split(), _fold(predicted).split())
        case "organisation" | "subject" | "attributed_to" | "city" | "region":
            return _usual_name(gold) == _usual_name(predicted)
        case "role" | "unit":
            return _fold(gold) == _fold(predicted)
        case _:
            return str(gold) == str(predicted)


def _told(value: Any) -> bool:
    return value is not None and value != "" and value == value  # a missing float is NaN, unequal to itself


def _same_person(a: list[str], b: list[str]) -> bool:
    """Equal, or one the surname of the other, or equal but for middle names."""
    if not a or not b:
        return a == b
    short, long = sorted((a, b), key=len)
    return a == b or (short[-1] == long[-1] and (len(short) == 1 or short[0] == long[0]))


def _usual_name(text: str) -> str:
    return " ".join(w for w in _fold(text).split() if w not in _NOT_THE_NAME) or _fold(text)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
