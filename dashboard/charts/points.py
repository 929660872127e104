"""What one number is, in words: its heading, its label, what pointing at it tells, and where it stands in time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts import style, words
from dashboard.charts.style import Look, plain, shorten

_SHARES = frozenset({"share", "market_share", "survey_share"})


def is_share(row: dict[str, Any]) -> bool:
    """A part of a whole: drawn as a bar to 100 %."""
    return row["unit"] == "%" and row["metric"] in _SHARES and 0 <= row["value"] <= 100


def _unit(row: dict[str, Any]) -> str:
    """The counted thing, where there is one."""
    return "" if words.written_with_number(row["unit"]) else row["unit"].replace("_", " ")


def details(row: dict[str, Any]) -> str:
    """What the series is about, beside its measure."""
    return " · ".join(filter(None, (scale(row), words.countries(row["geography"], most=3))))


def about(group: Sequence[dict[str, Any]]) -> str:
    """What all numbers of a panel are about, beside their measure; where that is not said, where it is told."""
    row = group[0]
    nameless = row["metric"] in {"growth", "price"} or (row["metric"] == "other" and not _unit(row))
    return " · ".join(filter(None, (details(row), "of what, each sentence tells" if nameless and group[1:] else "")))


def scale(row: dict[str, Any]) -> str:
    """What is counted, where the measure does not say it already, and per what."""
    unit = _unit(row) if row["metric"] not in {"other", row["unit"]} else ""
    return " · ".join(filter(None, (unit, f"per {row['per']}" if row["per"] else "")))


def measure(row: dict[str, Any]) -> str:
    """What is measured; the counted thing where the measure is nothing else."""
    what = _unit(row) if row["metric"] == "other" and _unit(row) else words.metric(row["metric"])
    return words.sentence(what)


def at(row: dict[str, Any]) -> str | None:
    """Where a point stands on a time axis: a whole year in its middle, all else at its last day."""
    period = row["period"] or ""
    return f"{period}-07-01" if len(period) == 4 else row["date"]


def years(rows: list[dict[str, Any]]) -> tuple[date, date]:
    """The first day of the first year and the last of the last of which anything is told."""
    days = [d for r in rows for d in (_from(r), _until(r)) if d]
    if not days:
        return date(2020, 1, 1), date(2021, 1, 1)
    first, last = min(days), max(days)
    return date(first.year, 1, 1), date(last.year, 12, 31)


def _from(row: dict[str, Any]) -> date | None:
    told = row["period"] or row["date"]
    return words.day(told) if told else None


def _until(row: dict[str, Any]) -> date | None:
    return words.day(row["date"], last=True) if row["date"] else None


def time(row: dict[str, Any]) -> str:
    """What a number is of in time, in few letters: its period, else the year in which it was told."""
    return words.briefly(row["period"]) if row["period"] else row["date"][:4] if row["date"] else "no date"


def label(row: dict[str, Any], look: Look) -> str:
    """The number with its time, as markup of ours."""
    text = f"<b>{plain(words.compact(row['value'], row['unit'], row['bound'], value_high=row['value_high']))}</b>"
    nature = "" if row["nature"] == "actual" else f" {style.FIGURES[row['nature']].word}"
    dispute = f' <span style="color:{look.conflict}">≠</span>' if row["conflict"] else ""
    return f'{text}<span style="color:{look.muted}">{nature}, {time(row)}</span>{dispute}'


def label_length(row: dict[str, Any]) -> int:
    """How many letters `label` shows."""
    nature = 0 if row["nature"] == "actual" else len(style.FIGURES[row["nature"]].word) + 1
    told = words.compact(row["value"], row["unit"], row["bound"], value_high=row["value_high"])
    return len(told) + nature + 2 + len(time(row)) + (2 if row["conflict"] else 0)


def hover(row: dict[str, Any]) -> str:
    """What pointing at the number tells."""
    told = words.bounded(row["value"], row["unit"], row["bound"], value_high=row["value_high"], per=row["per"])
    lines = [
        f"<b>{plain(shorten(str(row['subject'] or 'Subject untold'), 60))}</b>",
        plain(f"{words.sentence(words.metric(row['metric']))}: {told}"),
        f"{style.FIGURES[row['nature']].word}{', ' + words.when(row['period']) if row['period'] else ''}",
    ]
    if row["attributed_to"]:
        lines.append(f"says {plain(shorten(row['attributed_to'], 60))}")
    if row["conflict"]:
        lines.append(f"sources disagree: {plain(words.disagreement(row['conflict']))}")
    return "<br>".join(lines)
