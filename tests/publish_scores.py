"""Writes the scores of the extraction into the README, between its two marks, and prints them."""

import re
from pathlib import Path

from extract import extract
from extract.evaluate import KEY, evaluate

ROOT = Path(__file__).parent.parent
SETS = [
    ("Seeds", "seeds", "fr", "all"),
    ("Corpus, French, tuned on", "tests/corpus", "fr", "tuned"),
    ("Corpus, French, set aside", "tests/corpus", "fr", "aside"),
    ("Corpus, English, tuned on", "tests/corpus", "en", "tuned"),
    ("Corpus, English, set aside", "tests/corpus", "en", "aside"),
    ("Corpus, Dutch", "tests/corpus", "nl", "all"),
    ("Fresh, French, tuned on", "tests/fresh", "fr", "tuned"),
    ("Fresh, French, set aside", "tests/fresh", "fr", "aside"),
    ("Fresh, English, tuned on", "tests/fresh", "en", "tuned"),
    ("Fresh, English, set aside", "tests/fresh", "en", "aside"),
    ("Press, French, tuned on", "tests/press", "fr", "tuned"),
    ("Press, French, set aside", "tests/press", "fr", "aside"),
    ("Press, English, tuned on", "tests/press", "en", "tuned"),
    ("Press, English, set aside", "tests/press", "en", "aside"),
    ("News, French, tuned on", "tests/news", "fr", "tuned"),
    ("News, French, set aside", "tests/news", "fr", "aside"),
    ("News, English, tuned on", "tests/news", "en", "tuned"),
    ("News, English, set aside", "tests/news", "en", "aside"),
    ("Dailies, French, tuned on", "tests/dailies", "fr", "tuned"),
    ("Dailies, French, set aside", "tests/dailies", "fr", "aside"),
    ("Dailies, English, tuned on", "tests/dailies", "en", "tuned"),
    ("Dailies, English, set aside", "tests/dailies", "en", "aside"),
    ("Wires, French", "tests/wires", "fr", "all"),
    ("Wires, English", "tests/wires", "en", "all"),
    ("Weeklies, French, tuned on", "tests/weeklies", "fr", "tuned"),
    ("Weeklies, French, set aside", "tests/weeklies", "fr", "aside"),
    ("Weeklies, English, tuned on", "tests/weeklies", "en", "tuned"),
    ("Weeklies, English, set aside", "tests/weeklies", "en", "aside"),
    ("Gazettes, French", "tests/gazettes", "fr", "all"),
    ("Gazettes, English", "tests/gazettes", "en", "all"),
    ("Unseen, French", "tests/unseen", "fr", "all"),
    ("Unseen, English", "tests/unseen", "en", "all"),
]


def table() -> str:
    """The scores as a Markdown table: key F1 / fact F1 a table of rows, and the means."""
    lines = [
        "| articles | rows | executives | offices | figures | mean key F1 | mean fact F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    tables = {folder: extract(ROOT / folder) for folder in dict.fromkeys(folder for _, folder, _, _ in SETS)}
    for folder, found in tables.items():
        if len(found.problems):
            raise SystemExit(f"{folder}: {found.problems.to_string()}")
    for name, folder, language, part in SETS:
        report = evaluate(ROOT / folder, part, language, tables=tables[folder])
        scores = [report.tables[t] for t in KEY]
        cells = [f"{s.key_f1:.2f} / {s.fact_f1:.2f}" for s in scores]
        means = [f"{report.mean_key_f1:.2f}", f"{report.mean_fact_f1:.2f}"]
        rows = sum(s.gold for s in scores)
        lines.append("| " + " | ".join([f"{name} ({report.articles})", str(rows), *cells, *means]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    scores = table()
    print(scores)
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    marked = re.compile(r"(?<=<!-- scores -->\n).*?(?=<!-- /scores -->)", re.DOTALL)
    readme.write_text(marked.sub(lambda _: f"\n{scores}\n\n", text), encoding="utf-8")
