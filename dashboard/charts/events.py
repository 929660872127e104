"""One timeline of everything dated: appointments, departures, places and numbers, a lane each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.charts import style, words
from dashboard.charts.chart import Chart, figure
from dashboard.charts.days import middle
from dashboard.charts.frames import frame, records
from dashboard.charts.posts import post, scope
from dashboard.charts.style import LETTER, Look, Meaning, plain, shorten, wrap

LANE_GAP, STEP, LINE = 46, 25, 16.25
MOST_LANE = 300  # pixels a lane without labels is high at most
MOST_EVENTS, MOST_LABELS = 900, 60
LONGEST = 80  # letters of a label at most
_MARK = 0.009  # half of the width that a mark takes, as a share of the chart's
COLUMNS = ["fact_id", "lane", "date", "text", "status", "claim_ids"]
LANES = ("Appointments", "Departures", "Places", "Numbers")


@dataclass(frozen=True, slots=True)
class _Event:
    """One dated thing: its lane, day, label and looks."""

    fact: str
    lane: str
    day: date
    told: str
    text: str
    meaning: Meaning


def events(tenures: pd.DataFrame, sites: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Everything dated as one frame (COLUMNS), oldest first. `date` is ISO with the precision told."""
    rows: list[dict[str, Any]] = []

    def add(row: dict[str, Any], lane: str, day: str | None, text: str, status: str) -> None:
        if day:
            rows.append({"fact_id": row["fact_id"], "lane": lane, "date": day, "text": text, "status": status,
                         "claim_ids": row["claim_ids"]})  # fmt: skip

    for row in records(tenures):
        what = f"{row['person']}, {post(row).lower() if not row['role'] else row['role']}"
        where = " ".join(filter(None, (row["organisation"], scope(row))))
        add(row, "Appointments", row["start"], f"{what} · {where}", "incoming")
        if row["end_basis"] != "former":
            add(row, "Departures", row["end"], f"{row['person']} leaves {where}", "outgoing")
    for row in records(sites):
        place = row["city"] or words.country(row["country"])
        seen: set[str] = set()
        for state in row["states"]:
            if state["status"] not in seen:
                seen.add(state["status"])
                text = f"{row['organisation'] or 'Company untold'} {place}: {style.OFFICES[state['status']].word}"
                add(row, "Places", state["date"] or state["published"], text, state["status"])
    for row in records(points):
        told = words.measured(row["value"], row["unit"], row["bound"], row["metric"], value_high=row["value_high"])
        add(row, "Numbers", row["when"], f"{row['subject'] or 'Subject untold'}: {told}", row["nature"])
    order = sorted(range(len(rows)), key=lambda i: (middle(rows[i]["date"]), rows[i]["lane"]))
    return frame([rows[i] for i in order], COLUMNS)


def years(iso: str) -> tuple[int, int]:
    """The first and the last year that a date or an interval can mean."""
    return int(iso[:4]), int(iso.rsplit("/", 1)[-1][:4])


def within(happened: pd.DataFrame, chosen: tuple[int, int] | None) -> pd.DataFrame:
    """The events of a range of years; an interval counts where it reaches into it."""
    if chosen is None:
        return happened
    spans = [years(iso) for iso in happened["date"]]
    return happened[[first <= chosen[1] and last >= chosen[0] for first, last in spans]]


def meaning_of(lane: str, status: str) -> Meaning:
    """What the event's mark looks like."""
    kinds = {"Places": style.OFFICES, "Numbers": style.FIGURES}.get(lane, style.PEOPLE)
    if lane == "Appointments":
        return style.PEOPLE["current"]
    return kinds[status]


def timeline(happened: pd.DataFrame, *, look: Look, width: int = style.WIDTH) -> Chart:
    """The events of `events(...)`, labelled where there is room; the rest tell themselves on hover.

    Of very many the last are drawn, and the subtitle says so.
    """
    earlier = max(len(happened) - MOST_EVENTS, 0)
    happened = happened.tail(MOST_EVENTS)
    rows = [
        _Event(
            r["fact_id"],
            r["lane"],
            middle(r["date"]),
            r["date"],
            r["text"],
            meaning_of(r["lane"], r["status"]),
        )
        for r in records(happened)
    ]
    labelled = len(rows) <= MOST_LABELS
    if not labelled:
        rows = _spread(rows)
    first = min((e.day for e in rows), default=date(2020, 1, 1))
    last = max((e.day for e in rows), default=date(2021, 1, 1))
    span = max((last - first).days, 400)
    left, right = first - timedelta(days=int(span * 0.02)), last + timedelta(days=int(span * 0.04))
    traces: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    y = 0.0
    for lane in LANES:
        members = [e for e in rows if e.lane == lane]
        if not members:
            continue
        shapes.append({"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y,
                       "line": {"color": look.line, "width": 1}})  # fmt: skip
        annotations.append(style.label(f"<b>{lane}</b>", 0, y + 16, look, xref="paper"))
        levels = _levels(members, left, right, width) if labelled else _heaped(members, left, right)
        base = y + 38
        step = STEP if labelled else min(9.0, MOST_LANE / max(*levels, 1))
        for meaning in dict.fromkeys(e.meaning for e in members):
            some = [(e, level) for e, level in zip(members, levels, strict=True) if e.meaning is meaning]
            traces.append(
                {"type": "scatter", "mode": "markers", "x": [e.day.isoformat() for e, _ in some],
                 "y": [base + level * step for _, level in some],
                 "marker": style.marker(meaning, look, size=11 if labelled else 8),
                 "customdata": [[e.fact] for e, _ in some],
                 "hovertext": [_hover(e) for e, _ in some]}
            )  # fmt: skip
        if labelled:
            annotations += [
                _text(e, base + n * STEP, _label(e, left, right, width), look)
                for e, n in zip(members, levels, strict=True)
            ]
        deepest = max(
            n + (len(_label(e, left, right, width)[0]) - 1 if labelled else 0)
            for e, n in zip(members, levels, strict=True)
        )
        y = base + deepest * step + LANE_GAP / 2
    meanings = [e.meaning for e in rows]
    key = style.key(list(dict.fromkeys(meanings)), look, x=0.0, y=0.0, width=width)
    more = 18 * sum(line["text"].count("<br>") for line in key)
    annotations += key
    return figure(
        traces, look, height=int(y + 64 + more), title=title(happened, first, last),
        subtitle="" if labelled else _subtitle(earlier),
        xaxis=style.axis(look, type="date", range=[left.isoformat(), right.isoformat()], side="top", nticks=9,
                         tickformat="%Y" if span > 1500 else "%b %Y"),
        yaxis=style.hidden_axis(range=[y + 34 + more, 0]), margin={"l": 2, "r": 6, "t": 28, "b": 2},
        annotations=annotations, shapes=shapes,
    )  # fmt: skip


def _spread(rows: list[_Event]) -> list[_Event]:
    """Events of which only the year is told, set side by side within it: where many stand, one heap would hide them."""
    together: dict[tuple[str, str], list[_Event]] = {}
    for event in rows:
        if len(event.told) == 4:
            together.setdefault((event.lane, event.told), []).append(event)
    moved = {
        id(event): replace(event, day=date(int(year), 1, 1) + timedelta(days=int(365 * (i + 0.5) / len(group))))
        for (_, year), group in together.items()
        for i, event in enumerate(group)
    }
    return [moved.get(id(event), event) for event in rows]


def _share(day: date, left: date, right: date) -> float:
    return (day - left).days / max((right - left).days, 1)


def _heaped(members: Sequence[_Event], left: date, right: date) -> list[int]:
    """The row of each unlabelled event in its lane: the first where its mark meets no other."""
    levels = [0] * len(members)
    ends: list[float] = []
    for i in sorted(range(len(members)), key=lambda i: members[i].day):
        at = _share(members[i].day, left, right)
        levels[i] = next((level for level, end in enumerate(ends) if end < at - _MARK), len(ends))
        ends[levels[i] : levels[i] + 1] = [at + _MARK]
    return levels


def _levels(members: Sequence[_Event], left: date, right: date, width: int) -> list[int]:
    """The row of each event in its lane: the first where its mark and label meet no other; two lines take two rows."""
    ends: list[list[tuple[float, float]]] = []
    levels = []
    for event in members:
        at = _share(event.day, left, right)
        lines, late = _label(event, left, right, width)
        wide = (max(map(len, lines)) * LETTER + 26) / width
        span = (at - wide, at + 0.014) if late else (at - 0.014, at + wide)
        free = [all(span[1] < a or b < span[0] for a, b in row) for row in ends]
        level = next((i for i in range(len(ends)) if all(free[i : i + len(lines)])), len(ends))
        ends += [[] for _ in range(level + len(lines) - len(ends))]
        for row in ends[level : level + len(lines)]:
            row.append(span)
        levels.append(level)
    return levels


def _label(event: _Event, left: date, right: date, width: int) -> tuple[list[str], bool]:
    """The lines of the event's label, as long as there is room, and whether it hangs to the left of its mark."""
    at = _share(event.day, left, right) * width
    text = shorten(event.text, LONGEST)
    room = width - at - 14
    late = len(text) * LETTER > room and at - 14 > room
    return wrap(text, int((at - 14 if late else room) / LETTER), 2), late


def _text(event: _Event, y: float, label: tuple[list[str], bool], look: Look) -> dict[str, Any]:
    lines, late = label
    return style.label(
        "<br>".join(map(plain, lines)), event.day.isoformat(), y - LINE / 2, look, yanchor="top",
        xanchor="right" if late else "left", align="right" if late else "left", xshift=-11 if late else 11,
        font={"size": 12.5, "color": look.ink, "family": style.SANS},
    )  # fmt: skip


def _hover(event: _Event) -> str:
    return "<br>".join([*map(plain, wrap(event.text, 70, 5)), words.when(event.told)])


def _subtitle(earlier: int) -> str:
    told = "Point at a mark to read it, click it for its sentence; one company has labels."
    return f"{told} {earlier:,} earlier events are not drawn." if earlier else told


def title(happened: pd.DataFrame, first: date, last: date) -> str:
    """How much happened, as a sentence: `Two appointments and news of three places, 2016 to 2019`."""
    if happened.empty:
        return "Nothing here has a date"
    # a place has an event for each of its states, and is one place all the same
    counts = happened.drop_duplicates(["lane", "fact_id"])["lane"].value_counts()
    named = [("Appointments", "", "appointment"), ("Departures", "", "departure"), ("Places", "news of ", "place"),
             ("Numbers", "", "number")]  # fmt: skip
    parts = [start + words.counted(int(counts[lane]), noun) for lane, start, noun in named if lane in counts]
    years = str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return words.sentence(f"{words.listed(parts)}, {years}")
