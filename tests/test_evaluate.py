"""`comptoir evaluate` gives the numbers of the reference scorer (tests/reference/score.py)."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extract.evaluate import KEY, Report, gold_files

HERE = Path(__file__).parent


def damaged(gold: dict[str, list[dict[str, object]]], luck: random.Random) -> dict[str, list[dict[str, object]]]:
    """The gold rows as a poor extraction would give them: some lost, some told twice, some fields wrong."""
    rows = {}
    for table in KEY:
        kept = [dict(row) for row in gold[table] if luck.random() > 0.2]
        kept += [dict(row) for row in gold[table] if luck.random() < 0.1]
        for row in kept:
            for name in row:
                if name not in {"quote", "value"} and luck.random() < 0.15:
                    row[name] = [] if isinstance(row[name], list) else None
        rows[table] = kept
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_the_reference_scorer(tmp_path: Path, seed: int) -> None:
    luck = random.Random(seed)
    report = Report()
    for path, gold in gold_files(HERE / "corpus"):
        rows = damaged(gold, luck)
        report.add(path.stem, path.with_name(gold["article"]).read_text(encoding="utf-8"), gold, rows)
        (tmp_path / path.name.replace(".gold.json", ".json")).write_text(json.dumps(rows), encoding="utf-8")
    reference = subprocess.run(
        [sys.executable, HERE / "reference" / "score.py", "score", HERE / "corpus", tmp_path],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for table, score in report.tables.items():
        figures = re.search(rf"^{table} .*$", reference, re.MULTILINE)
        assert figures is not None
        told = [score.precision, score.recall, score.key_f1, score.attributes, score.fact_f1]
        assert figures[0].split()[1:] == [str(score.gold), str(score.predicted), *(f"{t:.3f}" for t in told)]
    assert f"mean key F1 {report.mean_key_f1:.3f}, mean fact F1 {report.mean_fact_f1:.3f}" in reference


def test_gold_scores_one_against_itself_and_names_no_miss() -> None:
    report = Report()
    for path, gold in gold_files(HERE.parent / "seeds"):
        report.add(path.stem, path.with_name(gold["article"]).read_text(encoding="utf-8"), gold, gold)
    assert (report.mean_key_f1, report.mean_fact_f1, report.misses) == (1.0, 1.0, [])


def test_misses_name_the_row_and_the_field() -> None:
    gold = {"offices": [{"organisation": "Acme", "country": "FR", "city": "Lyon", "status": "open", "quote": "q"}]}
    report = Report()
    report.add("a", "q", gold, {"offices": [{**gold["offices"][0], "status": "planned"}]})
    report.add("b", "q", gold, {"offices": [{**gold["offices"][0], "city": "Paris"}]})
    assert [(m.article, m.kind) for m in report.misses] == [("a", "status"), ("b", "missed"), ("b", "spurious")]


def test_a_third_of_each_language_is_set_aside() -> None:
    names = {part: {p.name for p, _ in gold_files(HERE / "corpus", part)} for part in ("all", "tuned", "aside")}
    assert names["tuned"] | names["aside"] == names["all"]
    assert not names["tuned"] & names["aside"]
    assert len(names["aside"]) == 44 // 3 + 11 // 3 + 5 // 3
