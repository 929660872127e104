"""Tenures through time: who held which post when; told ends solid, inferred ends faded, successions as arrows."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from dashboard.charts import style, words
from dashboard.charts.chart import Chart, figure
from dashboard.charts.days import middle
from dashboard.charts.frames import records
from dashboard.charts.posts import post, scope
from dashboard.charts.style import LETTER, Look, plain, shorten

ROW, HEAD, KEY = 38, 34, 30
MOST_ROWS = 90
_STEPS = 10
_BESIDE = 14  # pixels between the line of a succession and the label that it passes
By = Literal["country", "person"]


def timeline(tenures: pd.DataFrame, *, look: Look, by: By = "country", width: int = style.WIDTH) -> Chart:
    """A bar a tenure, in groups by what the post covers or by person. Only tenures with some date are drawn."""
    dated = tenures[placed(tenures)]
    undated = len(tenures) - len(dated)
    rows = records(_most_told(dated, by))
    first, last = bounds(rows)
    groups = grouped(rows, by)
    drawn = sum(len(g) for _, g in groups)
    places, heads, height = _layout(groups)
    days = max((last - first).days, 60)
    left, right = first - timedelta(days=int(days * 0.03)), last + timedelta(days=int(days * 0.10))
    traces = [*_bars(places, left, right, days, look), _texts(places, left, right, by, look, width)]
    lines, arrows = _successions(places, by, left, right, width, look)
    return figure(
        traces,
        look,
        height=int(height + 34 + KEY),
        title=title(dated),
        subtitle=_subtitle(undated, len(dated) - drawn),
        xaxis=style.axis(look, range=[left.isoformat(), right.isoformat()], type="date", side="top",
                         tickformat="%Y" if days > 1500 else "%b %Y" if days > 240 else "%-d %b %Y", nticks=9),
        yaxis=style.hidden_axis(range=[height, -4]),
        margin={"l": 4, "r": 4, "t": 30 + KEY, "b": 2},
        annotations=[
            _key(rows, look, width),
            *(_heading(name, y, look) for name, y in heads),
            *arrows,
        ],
        shapes=[
            *lines,
            *({"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y + 3, "y1": y + 3,
               "line": {"color": look.line, "width": 1}} for _, y in heads),
        ],
    )  # fmt: skip


def placed(tenures: pd.DataFrame) -> "pd.Series[bool]":
    """Which tenures have a place on a time axis; a past post known only to be over by its article has none."""
    told = [
        bool(start or end or seen) and not (status == "former" and not start and basis == "former")
        for start, end, seen, status, basis in zip(
            *(tenures[c].tolist() for c in ("start", "end", "seen_from", "status", "end_basis")), strict=True
        )
    ]
    return pd.Series(told, index=tenures.index, dtype=bool)


def _most_told(dated: pd.DataFrame, by: By) -> pd.DataFrame:
    """Of very many tenures those of the companies (or people) most is told of: more cannot be drawn anyway."""
    if len(dated) <= 10 * MOST_ROWS:
        return dated
    column = dated["person" if by == "person" else "organisation"]
    counts = column.value_counts()
    enough = counts.index[: int((counts.cumsum() < 2 * MOST_ROWS).sum()) + 1]
    return dated[column.isin(enough)]


def _heading(name: str, y: float, look: Look) -> dict[str, Any]:
    return style.label(f"<b>{plain(shorten(name, 60))}</b>", 0, y + HEAD / 2 + 2, look, xref="paper")


def span(row: dict[str, Any]) -> tuple[date | None, date | None]:
    """The days between which a tenure's bar lies: from its start, else the first article that tells of it as held, to
    its end; None where it has none. A year or a month stands in its middle, or at the other end where that is in it.
    """
    told, over = row["start"] or row["seen_from"], row["end"]
    begin, finish = middle(told) if told else None, middle(over) if over else None
    if begin and finish and finish < begin and words.day(told) <= words.day(over, last=True):
        if len(told) < len(over):
            return finish, finish
        return begin, begin
    return begin, finish


def first_day(row: dict[str, Any]) -> date | None:
    """The day a tenure's bar begins, or None where it is unknown."""
    return span(row)[0]


def last_day(row: dict[str, Any]) -> date | None:
    """The last day of a tenure, or None while it is open."""
    return span(row)[1]


def bounds(rows: Sequence[dict[str, Any]]) -> tuple[date, date]:
    """The first and the last day that any of the tenures tells."""
    seen = [words.day(row["seen_to"]) for row in rows if row["seen_to"]]
    days = [day for row in rows for day in (first_day(row), last_day(row)) if day] + seen
    return (min(days), max(days)) if days else (date(2020, 1, 1), date(2021, 1, 1))


def grouped(rows: list[dict[str, Any]], by: By) -> list[tuple[str, list[dict[str, Any]]]]:
    """The tenures in groups by what they cover (company and countries) or by person; MOST_ROWS at most."""
    several = len({r["organisation"] for r in rows}) > 1
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda r: (first_day(r) or last_day(r) or date.min).isoformat()):
        if by == "person":
            name = row["person"]
        else:
            name = scope(row) or "no country told"
            name = f"{row['organisation']} · {name}" if several and row["organisation"] else name
        groups.setdefault(name, []).append(row)
    weight = Counter(r["organisation"] for r in rows)
    order = sorted(
        groups.items(),
        key=lambda g: (
            (-len(g[1]), g[0])
            if by == "person"
            else (-weight[g[1][0]["organisation"]], g[1][0]["organisation"] or "", scope(g[1][0]) != "", -len(g[1]))
        ),
    )
    kept, room = [], MOST_ROWS
    for name, members in order:
        if room <= 0:
            break
        kept.append((name, members[:room]))
        room -= len(members)
    return kept


def _layout(
    groups: list[tuple[str, list[dict[str, Any]]]],
) -> tuple[list[tuple[dict[str, Any], float]], list[tuple[str, float]], float]:
    places, heads, y = [], [], 0.0
    for name, members in groups:
        heads.append((name, y))
        y += HEAD
        for row in members:
            places.append((row, y + ROW - 12))
            y += ROW
        y += 6
    return places, heads, y


def _colour(row: dict[str, Any], look: Look) -> str:
    return look.over if row["end"] or row["status"] == "former" else look.fact


def _bars(
    places: list[tuple[dict[str, Any], float]], left: date, right: date, days: int, look: Look
) -> list[dict[str, Any]]:
    """Segments as one bar trace: a solid core, and steps that fade where an end is inferred or open."""
    fade = max(int(days * 0.05), 20)
    base: list[str] = []
    length: list[float] = []
    y: list[float] = []
    colour: list[str] = []
    facts: list[list[str]] = []
    hover: list[str] = []
    caps: dict[str, list[Any]] = {"x": [], "y": [], "colour": []}
    announced: dict[str, list[Any]] = {"x": [], "y": []}

    def add(row: dict[str, Any], at: float, start: date, end: date, alpha: float) -> None:
        base.append(start.isoformat())
        length.append(max((end - start).days, 1) * 86_400_000)
        y.append(at)
        colour.append(style.tint(_colour(row, look), alpha))
        facts.append([row["fact_id"]])
        hover.append(told)

    def cap(day: date, at: float, row: dict[str, Any]) -> None:
        caps["x"].append(day.isoformat())
        caps["y"].append(at)
        caps["colour"].append(_colour(row, look))

    for row, at in places:
        told = _hover(row)
        begin, finish = span(row)
        solid_from = begin or (finish or right) - timedelta(days=1)
        seen = words.day(row["seen_to"], last=True) if row["seen_to"] else solid_from
        least = timedelta(days=0 if row["start_basis"] else max(days // 120, 4))
        solid_to = finish or max(seen, solid_from + least)
        if row["start_basis"] == "told":
            cap(solid_from, at, row)
        elif row["start_basis"] == "published":
            announced["x"].append(solid_from.isoformat())
            announced["y"].append(at)
        else:
            start = max(solid_from - timedelta(days=fade), left)
            step = (solid_from - start) / _STEPS
            for i in range(_STEPS):
                add(row, at, start + step * i, start + step * (i + 1), 0.75 * (i + 0.5) / _STEPS)
        if solid_to > solid_from or finish:
            add(row, at, solid_from, solid_to, 1.0)
        if finish is None:
            add(row, at, solid_to, right, 0.3)
        elif row["end_basis"] == "told":
            cap(solid_to, at, row)
        else:
            end = min(solid_to + timedelta(days=fade), right)
            step = (end - solid_to) / _STEPS
            for i in range(_STEPS):
                add(row, at, solid_to + step * i, solid_to + step * (i + 1), 0.7 * (1 - (i + 0.5) / _STEPS))
    bars = {
        "type": "bar", "orientation": "h", "base": base, "x": length, "y": y, "width": 9,
        "marker": {"color": colour, "line": {"width": 0}}, "customdata": facts, "hovertext": hover,
    }  # fmt: skip
    ends = {
        "type": "scatter", "mode": "markers", "x": caps["x"], "y": caps["y"],
        "marker": {"symbol": "line-ns", "size": 15,
                   "line": {"width": 2.5, "color": caps["colour"]}},
    }  # fmt: skip
    news = {
        "type": "scatter", "mode": "markers", **announced, "marker": style.marker(style.PEOPLE["incoming"], look, 10),
    }  # fmt: skip
    return [bars, ends, news]


def _texts(
    places: list[tuple[dict[str, Any], float]], left: date, right: date, by: By, look: Look, width: int
) -> dict[str, Any]:
    """Each bar's own label, above it; it hangs to the left where it would leave the chart."""
    x, y, text, position = [], [], [], []
    for row, at in places:
        who, what, dates = _label(row, by, width)
        late = _starts(row, by, left, right, width) != _begins(row, left)
        x.append((right if late else _begins(row, left)).isoformat())
        y.append(at - 15)
        position.append("middle left" if late else "middle right")
        text.append(
            f"&nbsp;&nbsp;<b>{plain(who)}</b> {plain(what)}"
            f'&nbsp;&nbsp;<span style="color:{look.muted}">{plain(dates)}</span>'
            + (f'&nbsp;&nbsp;<span style="color:{look.conflict}">≠ sources disagree</span>' if row["conflict"] else "")
        )
    return {
        "type": "scatter", "mode": "text", "x": x, "y": y, "text": text, "textposition": position,
        "textfont": {"size": 12.5, "color": look.ink}, "customdata": [[r["fact_id"]] for r, _ in places],
    }  # fmt: skip


def _label(row: dict[str, Any], by: By, width: int) -> tuple[str, str, str]:
    """Who, what and when, as far as there is room."""
    who = row["person"] if by == "country" else (row["organisation"] or "")
    what = post(row) if by == "country" else f"{post(row)}{', ' + scope(row) if scope(row) else ''}"
    room = max(int(width / LETTER) - 60, 18) if width < 700 else 44
    return shorten(who, 34), shorten(what, room), dates_told(row)


def _begins(row: dict[str, Any], left: date) -> date:
    begin, finish = span(row)
    return max(begin or finish or left, left)


def _starts(row: dict[str, Any], by: By, left: date, right: date, width: int) -> date:
    """Where a bar's label starts: with the bar, or before it where it would leave the chart."""
    long = (sum(map(len, _label(row, by, width))) + 8) * LETTER + (130 if row["conflict"] else 0)
    begin = _begins(row, left)
    if (begin - left) / (right - left) * width + long <= width:
        return begin
    return right - (right - left) * (long / width)


def dates_told(row: dict[str, Any]) -> str:
    """The dates of a tenure as people write them, as far as they are told."""
    start = words.when(row["start"]) if row["start"] else ""
    end = words.when(row["end"]) if row["end"] else ""
    if start and end:
        return f"{start} – {end}"
    if start:
        word = "named" if row["start_basis"] == "published" else "since" if row["status"] != "former" else "from"
        return f"{word} {start}"
    if end:
        return f"until {end}" if row["end_basis"] != "former" else f"before {end}"
    seen = row["seen_from"]
    return f"in post {words.when(seen[:4] if seen.endswith('-01-01') else seen[:7])}" if seen else ""


_BASIS = {
    "told": "told by the article",
    "published": "the day of the article that announces it",
    "successor": "when the successor starts",
    "former": "at the latest: an article calls it past",
}


def _hover(row: dict[str, Any]) -> str:
    lines = [f"<b>{plain(shorten(row['person'], 60))}</b>", plain(shorten(post(row), 60)),
             plain(" · ".join(filter(None, (row["organisation"], scope(row)))))]  # fmt: skip
    for word, value, basis in (("from", row["start"], row["start_basis"]), ("until", row["end"], row["end_basis"])):
        if value:
            lines.append(f"{word} {words.when(value)} ({_BASIS.get(basis, 'inferred')})")
    if row["conflict"]:
        lines.append(f"sources disagree: {plain(words.disagreement(row['conflict']))}")
    return "<br>".join(lines)


def _successions(
    places: list[tuple[dict[str, Any], float]], by: By, left: date, right: date, width: int, look: Look
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """From each predecessor's bar to the start of the successor's: a line beside the successor's label, an arrow."""
    at = {row["fact_id"]: (row, y) for row, y in places}
    beside = (right - left) * (_BESIDE / width)
    lines: list[dict[str, Any]] = []
    arrows: list[dict[str, Any]] = []
    for row, y in places:
        before = at.get(row["predecessor_id"] or "")
        begin, _ = span(row)
        if before is None or begin is None:
            continue
        x = max(min(last_day(before[0]) or begin, _starts(row, by, left, right, width)) - beside, left)
        lines.append(
            {"type": "line", "x0": x.isoformat(), "x1": x.isoformat(), "y0": before[1], "y1": y, "layer": "below",
             "line": {"color": look.ink, "width": 1.3}, "opacity": 0.6}
        )  # fmt: skip
        arrows.append(
            {
                "x": begin.isoformat(), "y": y, "ax": x.isoformat(), "ay": y, "axref": "x", "ayref": "y",
                "xref": "x", "yref": "y", "text": "", "showarrow": True, "arrowhead": 2, "arrowsize": 1.1,
                "arrowwidth": 1.3, "arrowcolor": look.ink, "standoff": 7, "opacity": 0.6,
            }
        )  # fmt: skip
    return lines, arrows


def title(dated: pd.DataFrame) -> str:
    """What the tenures with dates tell, as a sentence."""
    if dated.empty:
        return "No post has a date"
    people = dated["person"].nunique()
    changes = int(dated["predecessor_id"].notna().sum())
    disputed = int(dated["conflict"].notna().sum())
    title = f"{words.sentence(words.counted(people, 'person', 'people'))} in {words.counted(len(dated), 'dated post')}"
    if changes:
        title += f", {words.counted(changes, 'succession')} told"
    return title + (f"; on {words.counted(disputed, 'date')} sources disagree" if disputed else "")


def _subtitle(undated: int, left_out: int) -> str:
    parts = []
    if undated:
        parts.append(f"{words.sentence(words.counted(undated, 'past post'))} without dates: see the table.")
    if left_out:
        parts.append(f"{left_out} more: choose a company.")
    return " ".join(parts)


def _key(rows: Sequence[dict[str, Any]], look: Look, width: int) -> dict[str, Any]:
    """What bars and their ends mean, as far as they occur."""
    open_ = [r for r in rows if not r["end"]]
    starts = {r["start_basis"] for r in rows}
    parts = [
        ("■", look.fact, "held", True),
        ("■", style.tint(look.fact, 0.35), "held when last told of", bool(open_)),
        ("■", look.over, "ended", len(open_) < len(rows)),
        ("|", look.fact, "told start", "told" in starts),
        ("◇", look.announced, "announced start", "published" in starts),
    ]
    text = "&nbsp;&nbsp;&nbsp; ".join(
        f'<span style="color:{colour};font-size:15px"><b>{glyph}</b></span>&nbsp;{word.replace(" ", "&nbsp;")}'
        for glyph, colour, word, occurs in parts
        if occurs
    )
    if width > 500:
        text += "&nbsp;&nbsp;&nbsp; faded ends are inferred"
    return style.label(text, 0, 1, look, xref="paper", yref="paper", yanchor="bottom", yshift=32,
                       font={"size": 12.5, "color": look.muted, "family": style.SANS})  # fmt: skip
