"""Who holds which post on one day: company on top, its units under it, people under each, gaps and overlaps shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from bigtree import Node, reingold_tilford

from dashboard.charts import style, words
from dashboard.charts.style import Look, plain, shorten

BOX, GAP, HEADER, LEVEL = 66, 8, 40, 26
MARGIN = 0.05
INDENT = 0.06
MOST_BOXES = 80
_RANK = {name: i for i, name in enumerate(words.FUNCTIONS)}


@dataclass(slots=True)
class _Unit:
    """One column of the chart: a heading and the boxes stacked under it."""

    name: str
    boxes: list[dict[str, Any]] = field(default_factory=list)
    children: list["_Unit"] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0

    @property
    def height(self) -> float:
        return HEADER + len(self.boxes) * (BOX + GAP)


def org_chart(
    held: pd.DataFrame,
    vacant: pd.DataFrame,
    *,
    day: str,
    parents: Mapping[str, str],
    look: Look,
    columns: int = 4,
) -> go.Figure:
    """Boxes for the tenures held on `day` (YYYY-MM-DD) and for the posts left empty (`vacant`).

    `parents` gives the company of each unit; `columns` is how many boxes stand side by side.
    """
    drawn = held.head(MOST_BOXES)
    overlaps = overlapping(drawn)
    companies = _companies(drawn, vacant, parents, overlaps, look)
    traces, layout = _draw(companies, columns, look)
    return style.figure(
        traces,
        look,
        title=_title(held, vacant, day, companies),
        subtitle=_subtitle(held, overlaps, len(held) - len(drawn)),
        **layout,
    )


def vacancies(tenures: pd.DataFrame, held: pd.DataFrame, day: str) -> pd.DataFrame:
    """The posts left by `day` of which no later holder is told: one row each, `countries` those left without."""
    rows = []
    current = held.to_dict("records")
    for row in tenures.to_dict("records"):
        if not row["end"] or row["end_basis"] == "former" or words.day(row["end"], last=True).isoformat() >= day:
            continue
        if row["end_basis"] == "successor" and not row["countries"]:
            continue
        others = [c for c in current if c["organisation"] == row["organisation"] and c["function"] == row["function"]]
        covered = {country for c in others for country in c["countries"]}
        if row["countries"]:
            left = [c for c in row["countries"] if c not in covered]
            if left and not any(not c["countries"] and not c["region"] for c in others):
                rows.append({**row, "countries": left})
        elif not others and row["successor_id"] is None:
            rows.append(row)
    return pd.DataFrame(rows, columns=tenures.columns)


def overlapping(held: pd.DataFrame) -> dict[str, str]:
    """Fact id -> the other person told to hold the same post in the same country on the same day."""
    found: dict[str, str] = {}
    rows = held.to_dict("records")
    by_post: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        by_post.setdefault((row["organisation"], row["function"]), []).append(row)
    for posts in by_post.values():
        for i, a in enumerate(posts):
            for b in posts[i + 1 :]:
                alone = a["function"] in {"chief_executive", "managing_director", "chair", "president"}
                same_scope = set(a["countries"]) & set(b["countries"]) or not (
                    a["countries"] or b["countries"] or a["region"] or b["region"]
                )
                if alone and same_scope and a["person"] != b["person"]:
                    found[a["fact_id"]], found[b["fact_id"]] = b["person"], a["person"]
    return found


def scope(row: Mapping[str, Any]) -> str:
    """What a post covers, in a few words: its countries, else its region; empty where untold."""
    return words.countries(row["countries"], most=2) if len(row["countries"]) else (row["region"] or "")


def post(row: Mapping[str, Any]) -> str:
    """The title in the article's words, else the function."""
    return words.sentence(str(row["role"])) if row["role"] else words.function(row["function"])


def _companies(
    held: pd.DataFrame, vacant: pd.DataFrame, parents: Mapping[str, str], overlaps: dict[str, str], look: Look
) -> list[_Unit]:
    """One tree a company, those with most boxes first."""
    people: dict[str, dict[tuple[str, str], _Unit]] = {}
    boxes = [(row, _person(row, overlaps.get(row["fact_id"]), look)) for row in held.to_dict("records")]
    boxes += [(row, _vacancy(row, look)) for row in vacant.to_dict("records")]
    for row, box in sorted(boxes, key=lambda b: _RANK.get(b[0]["function"], 99)):
        organisation = row["organisation"] or "Company untold"
        company = parents.get(organisation, organisation)
        unit = (organisation, "" if organisation != company else scope(row))
        units = people.setdefault(company, {})
        name = organisation if organisation != company else (scope(row) or "Whole company")
        units.setdefault(unit, _Unit(name)).boxes.append(box)
    trees = []
    for company, units in people.items():
        tree = _Unit(company)
        if len(units) == 1 and len(people) > 1:
            tree.boxes = next(iter(units.values())).boxes
        else:
            tree.children = _reporting(list(units.values()))
        trees.append(tree)
    return sorted(trees, key=lambda t: -_count(t))


def _count(unit: _Unit) -> int:
    return len(unit.boxes) + sum(map(_count, unit.children))


def _reporting(units: list[_Unit]) -> list[_Unit]:
    """Leaders first; a unit all of whose people report to one of the leaders keeps its line to that box."""
    return sorted(units, key=lambda u: (u.name != "Whole company", -len(u.boxes), u.name))


def _person(row: dict[str, Any], overlap: str | None, look: Look) -> dict[str, Any]:
    started = f"since {words.when(row['start'])}" if row["start"] else ""
    if row["start_basis"] == "published":
        started = f"named {words.when(row['start'])}"
    after = f"after {row['replaces']}" if row["replaces"] else ""
    third = " · ".join(part for part in (started, after) if part) or "since when is untold"
    if overlap:
        third = f"also told of {overlap}"
    starting = row["status"] == "incoming"
    return {
        "fact": row["fact_id"],
        "name": row["person"],
        "post": post(row),
        "scope": scope(row),
        "third": third,
        "reports_to": row["reports_to"],
        "fill": look.panel,
        "line": look.conflict if overlap else look.announced if starting else look.fact,
        "dash": False,
        "third_colour": look.conflict if overlap else look.muted,
    }


def _vacancy(row: dict[str, Any], look: Look) -> dict[str, Any]:
    return {
        "fact": row["fact_id"],
        "name": "No one told of",
        "post": post(row),
        "scope": scope(row),
        "third": f"{row['person']} left, {words.when(row['end'])}",
        "reports_to": None,
        "fill": look.paper,
        "line": look.over,
        "dash": True,
        "third_colour": look.muted,
    }


def _draw(companies: list[_Unit], columns: int, look: Look) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    bands = _bands(companies, columns)
    placed: list[_Unit] = []
    lines: list[tuple[float, float, float, float]] = []
    y = 0.0
    for band in bands:
        y = _place_band(band, y, columns, placed, lines) + LEVEL
    height = max(y - LEVEL, HEADER)
    traces = [
        _lines(lines, look),
        _heads(placed, companies, look),
        _boxes(placed, look),
        _reports(placed, look),
        _texts(placed, look, columns),
    ]
    layout = {
        "height": int(height + 12),
        "xaxis": style.hidden_axis(range=[0, columns]),
        "yaxis": style.hidden_axis(range=[height + 4, -8]),
        "margin": {"l": 2, "r": 2, "t": 0, "b": 0},
        "shapes": _dashes(placed, look),
    }
    return [t for t in traces if t], layout


def _bands(companies: list[_Unit], columns: int) -> list[list[_Unit]]:
    """Trees side by side in bands no wider than the chart; one wide tree is cut into bands of its own units."""
    bands: list[list[_Unit]] = []
    room = 0
    for tree in companies:
        width = max(len(tree.children), 1)
        if width > columns:
            for start in range(0, width, columns):
                part = _Unit(tree.name if start == 0 else f"{tree.name}, continued")
                part.boxes, part.children = (tree.boxes if start == 0 else []), tree.children[start : start + columns]
                bands.append([part])
            room = 0
        elif width <= room:
            bands[-1].append(tree)
            room -= width
        else:
            bands.append([tree])
            room = columns - width
    return bands


def _place_band(
    band: list[_Unit], top: float, columns: int, placed: list[_Unit], lines: list[tuple[float, float, float, float]]
) -> float:
    """Sets x (in columns, from the tree layout) and y (in pixels) of each unit; returns where the band ends."""
    root = Node("band")
    nodes = []
    for i, tree in enumerate(band):
        node = Node(f"{i}", parent=root)
        nodes.append((node, tree))
        for j, unit in enumerate(tree.children):
            nodes.append((Node(f"{i}.{j}", parent=node), unit))
    reingold_tilford(root)
    leaves = [node for node, unit in nodes if not node.children]
    shift = 0.5 - min(node.x for node in leaves)
    if len(leaves) < columns and len(band) == 1 and len(band[0].children) > 1:
        shift += (columns - len(leaves)) / 2
    bottom = top
    for node, unit in nodes:
        unit.x = node.x + shift
        unit.y = top if node.parent is root else node.parent.bottom
        node.bottom = unit.y + unit.height + (LEVEL if node.children else 0)
        bottom = max(bottom, unit.y + unit.height)
        placed.append(unit)
    for node, unit in nodes:
        for child, below in nodes:
            if child.parent is node:
                middle = below.y - LEVEL / 2
                start = unit.y + unit.height - GAP if unit.boxes else unit.y + HEADER - GAP
                lines += [(unit.x, start, unit.x, middle), (unit.x, middle, below.x, middle),
                          (below.x, middle, below.x, below.y)]  # fmt: skip
    for unit in placed:
        if unit.boxes:
            spine = unit.x - 0.5 + MARGIN + 0.02
            last = unit.y + HEADER + (len(unit.boxes) - 1) * (BOX + GAP) + BOX / 2
            lines.append((spine, unit.y + HEADER - GAP, spine, last))
            for i in range(len(unit.boxes)):
                y = unit.y + HEADER + i * (BOX + GAP) + BOX / 2
                lines.append((spine, y, unit.x - 0.5 + MARGIN + INDENT, y))
    return bottom


def _lines(lines: list[tuple[float, float, float, float]], look: Look) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for x0, y0, x1, y1 in dict.fromkeys(lines):
        x += [x0, x1, None]
        y += [y0, y1, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": look.over, "width": 1.2}}


def _heads(placed: list[_Unit], companies: list[_Unit], look: Look) -> dict[str, Any]:
    tops = {tree.name for tree in companies}
    top = [unit.name in tops or unit.name.endswith(", continued") for unit in placed]
    return {
        "type": "bar",
        "x": [u.x for u in placed],
        "base": [u.y for u in placed],
        "y": [HEADER - GAP] * len(placed),
        "width": [1 - 2 * MARGIN] * len(placed),
        "marker": {
            "color": [look.ink if t else look.line for t in top],
            "cornerradius": 4,
            "line": {"width": 0},
        },
        "text": [f"<b>{plain(shorten(u.name, 30))}</b>" for u in placed],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"color": [look.paper if t else look.ink for t in top], "size": 13.5},
        "hovertext": [plain(u.name) for u in placed],
    }


def _positions(placed: list[_Unit]) -> list[tuple[dict[str, Any], float, float]]:
    return [(box, u.x, u.y + HEADER + i * (BOX + GAP)) for u in placed for i, box in enumerate(u.boxes)]


def _boxes(placed: list[_Unit], look: Look) -> dict[str, Any] | None:
    boxes = _positions(placed)
    if not boxes:
        return None
    return {
        "type": "bar",
        "x": [x + INDENT / 2 for _, x, _ in boxes],
        "base": [y for _, _, y in boxes],
        "y": [BOX] * len(boxes),
        "width": [1 - 2 * MARGIN - INDENT] * len(boxes),
        "customdata": [[box["fact"]] for box, _, _ in boxes],
        "marker": {
            "color": [box["fill"] for box, _, _ in boxes],
            "cornerradius": 4,
            "line": {
                "color": [look.paper if box["dash"] else box["line"] for box, _, _ in boxes],
                "width": 1.6,
            },
        },
        "hovertext": [
            "<br>".join(
                plain(style.shorten(t, 90)) for t in (box["name"], box["post"], box["scope"], box["third"]) if t
            )
            for box, _, _ in boxes
        ],
    }


def _dashes(placed: list[_Unit], look: Look) -> list[dict[str, Any]]:
    """A vacancy's outline is dashed, which bars cannot be."""
    half = (1 - 2 * MARGIN - INDENT) / 2
    return [
        {
            "type": "rect", "x0": x + INDENT / 2 - half, "x1": x + INDENT / 2 + half, "y0": y, "y1": y + BOX,
            "line": {"color": box["line"], "width": 1.4, "dash": "dash"}, "fillcolor": "rgba(0,0,0,0)",
        }
        for box, x, y in _positions(placed)
        if box["dash"]
    ]  # fmt: skip


def _reports(placed: list[_Unit], look: Look) -> dict[str, Any] | None:
    """A dot on the box of whoever is reported to, named in the box of whoever reports."""
    return None


def _texts(placed: list[_Unit], look: Look, columns: int) -> dict[str, Any] | None:
    boxes = _positions(placed)
    if not boxes:
        return None
    room = 112 // columns
    texts = []
    for box, _, _ in boxes:
        second = box["post"] if not box["scope"] else f"{box['post']}, {box['scope']}"
        name = f"<b>{plain(shorten(box['name'], room))}</b>" if not box["dash"] else f"<i>{box['name']}</i>"
        third = box["third"]
        if box["reports_to"] and len(third) < room - 12:
            third += f" · to {box['reports_to']}"
        texts.append(
            f'{name}<br><span style="font-size:12px">{plain(shorten(second, room + 3))}</span><br>'
            f'<span style="font-size:11.5px;color:{box["third_colour"]}">{plain(shorten(third, room + 5))}</span>'
        )
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x - 0.5 + MARGIN + INDENT + 0.03 for _, x, _ in boxes],
        "y": [y + BOX / 2 for _, _, y in boxes],
        "text": texts,
        "textposition": "middle right",
        "textfont": {"size": 13.5, "color": look.ink},
    }


def _title(held: pd.DataFrame, vacant: pd.DataFrame, day: str, companies: list[_Unit]) -> str:
    people = held["person"].nunique()
    who = companies[0].name if len(companies) == 1 else words.counted(len(companies), "company", "companies")
    title = f"On {words.when(day)}, {words.counted(people, 'person', 'people')} held {_posts(len(held), people)} at {who}"
    if len(vacant):
        title += f"; {words.counted(len(vacant), 'post')} had no one told of"
    return title


def _posts(n: int, people: int) -> str:
    return "a post" if n == people == 1 else words.counted(n, "post")


def _subtitle(held: pd.DataFrame, overlaps: dict[str, str], left_out: int) -> str:
    parts = ["Blue outline: in post; amber: just named; dashed: left, and no successor told"]
    if overlaps:
        parts.append("red: two people told to hold one post")
    text = "; ".join(parts) + "."
    return f"{text} {left_out} more boxes do not fit: choose a company." if left_out else text
