"""Extracted rows against gold rows: precision, recall and F1, field by field.

Three figures a table: *key F1* (the row is found), *attributes* (of the rows found, the share of the other told
fields that are right) and *fact F1* (the row is found and its core fields are right). What counts as the same
name, person or number is written in `_same`, and nowhere else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.evaluate.matching import ATTRIBUTES, CORE, KEY, Row, pair, same


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

    def render(self, *, errors: bool = False) -> str:
        """The report as lines of text: scores a table, accuracy a field, what confidence is worth, and the misses."""
        lines = [
            f"{'table':11} {'gold':>5} {'pred':>5} {'key P':>6} {'key R':>6} {'key F1':>7} {'attrs':>6} {'fact F1':>8}"
        ]
        for name, t in self.tables.items():
            lines.append(
                f"{name:11} {t.gold:5} {t.predicted:5} {t.precision:6.3f} {t.recall:6.3f} {t.key_f1:7.3f}"
                f" {t.attributes:6.3f} {t.fact_f1:8.3f}"
            )
        lines.append(f"files {self.articles}, quotes {self.verbatim}/{self.quotes}")
        lines.append(f"mean key F1 {self.mean_key_f1:.3f}, mean fact F1 {self.mean_fact_f1:.3f}")
        lines += ["", "field accuracy, of the rows found:"]
        for name, t in self.tables.items():
            told = (f"{f} {t.fields[f] / n:.2f} ({t.fields[f]}/{n})" for f, n in sorted(t.told.items()))
            lines.append(f"  {name}: {', '.join(told)}")
        lines += ["", "confidence: rows, and the share of them found in the gold"]
        lines += [f"  {level:.1f}: {n:5} {hit / n:.2f}" for level, (n, hit) in sorted(self.sure.items(), reverse=True)]
        if errors:
            lines += ["", "misses:"]
            for m in self.misses:
                change = (
                    m.gold or m.predicted if m.kind in {"missed", "spurious"} else f"gold {m.gold}, got {m.predicted}"
                )
                lines.append(f"  {m.article} {m.table} {m.kind}: {change} | {m.quote[:90]}")
        return "\n".join(lines)

    def _compare(self, article: str, table: str, gold: Row, row: Row) -> None:
        score = self.tables[table]
        for name in ATTRIBUTES[table]:
            if gold.get(name) or row.get(name):
                score.told[name] += 1
                score.fields[name] += same(name, gold.get(name), row.get(name))
        wrong = [name for name in CORE[table] if not same(name, gold.get(name), row.get(name))]
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
