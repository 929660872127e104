"""Who holds which post on one day: company on top, its units under it, people under each, gaps and overlaps shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from bigtree import Node, reingold_tilford

from dashboard.charts import style, words
from dashboard.charts.frames import frame, records
from dashboard.charts.style import LETTER, Look, plain, shorten

BOX, GAP, HEADER, LEVEL = 66, 8, 40, 26
MARGIN = 0.05
INDENT = 0.06
MOST_BOXES = 80
GROUP = "Group"
CONTINUED = ", continued"
VACANT_FOR = 3  # years for which a post left is shown as such
_TO_BE_FILLED = frozenset(
    {"chief_executive", "managing_director", "president", "chair", "chief_officer", "head", "director"}
)
# such a post is shared by its nature
_DEPUTY = re.compile(r"\b(?:vice|deputy|adjoint|adjunct|co|joint|délégué|délégués|interim|intérim)\b", re.IGNORECASE)
_RANK = {name: i for i, name in enumerate(words.FUNCTIONS)}


@dataclass(slots=True)
class Unit:
    """One column of the chart: a heading and the boxes stacked under it."""

    name: str
    boxes: list[dict[str, Any]] = field(default_factory=list)
    children: list["Unit"] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0

    headed: bool = True

    @property
    def head(self) -> float:
        """Pixels from the top of the unit to its first box."""
        return HEADER if self.headed else 0

    @property
    def height(self) -> float:
        """Pixels from the top of the unit to the end of its last box."""
        return self.head + len(self.boxes) * (BOX + GAP)

    @property
    def leaves(self) -> int:
        """How many columns the unit and all under it take."""
        return sum(c.leaves for c in self.children) or 1


def org_chart(
    held: pd.DataFrame,
    vacant: pd.DataFrame,
    *,
    day: str,
    parents: Mapping[str, str],
    look: Look,
    width: int = style.WIDTH,
) -> go.Figure:
    """Boxes for the tenures held on `day` (YYYY-MM-DD) and for the posts left empty (`vacant`).

    `parents` gives the company of each unit; `width` is how many pixels there are at least.
    """
    columns = max(width // 205, 1)
    drawn = held.head(MOST_BOXES)
    overlaps = overlapping(drawn)
    companies = company_trees(drawn, vacant, parents, overlaps, day, look)
    traces, layout = _draw(
        companies, columns, look, room=int((width / columns * (1 - 2 * MARGIN - INDENT) - 14) / LETTER)
    )
    return style.figure(
        traces,
        look,
        title=_title(held, vacant, day, companies),
        subtitle=_subtitle(held, overlaps, len(held) - len(drawn)),
        **layout,
    )


def vacancies(tenures: pd.DataFrame, held: pd.DataFrame, day: str) -> pd.DataFrame:
    """The leading posts left in the years before `day` of which no later holder is told, at companies that have others.

    One row each; `countries` are those left without.
    """
    rows = []
    staffed = set(held["organisation"])
    since = date.fromisoformat(day) - timedelta(days=365 * VACANT_FOR)
    left_lately = [
        bool(end) and basis != "former" and function in _TO_BE_FILLED and organisation in staffed
        and words.day(end) >= since and words.day(end, last=True).isoformat() < day
        for end, basis, function, organisation in zip(
            tenures["end"], tenures["end_basis"], tenures["function"], tenures["organisation"], strict=True
        )
    ]  # fmt: skip
    posts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    candidates = tenures[pd.Series(left_lately, index=tenures.index, dtype=bool)]
    for row in records(held[held["organisation"].isin(set(candidates["organisation"]))]):
        posts.setdefault((row["organisation"], row["function"]), []).append(row)
    for row in records(candidates):
        others = posts.get((row["organisation"], row["function"]), [])
        covered = {country for c in others for country in c["countries"]}
        if row["countries"]:
            left = [c for c in row["countries"] if c not in covered]
            if left and not any(not c["countries"] and not c["region"] for c in others):
                rows.append({**row, "countries": left})
        elif not others and row["successor_id"] is None:
            rows.append(row)
    return frame(rows, tenures.columns)


def overlapping(held: pd.DataFrame) -> dict[str, str]:
    """Fact id -> the other person told to hold the same post in the same country on the same day."""
    found: dict[str, str] = {}
    rows = records(held)
    by_post: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        by_post.setdefault((row["organisation"], row["function"]), []).append(row)
    for posts in by_post.values():
        for i, a in enumerate(posts):
            for b in posts[i + 1 :]:
                alone = not (_DEPUTY.search(a["role"] or "") or _DEPUTY.search(b["role"] or "")) and a["function"] in {
                    "chief_executive",
                    "managing_director",
                    "chair",
                    "president",
                }
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


def company_trees(
    held: pd.DataFrame,
    vacant: pd.DataFrame,
    parents: Mapping[str, str],
    overlaps: dict[str, str],
    day: str,
    look: Look,
) -> list[Unit]:
    """One tree a company, those with most boxes first."""
    people: dict[str, dict[tuple[str, str], Unit]] = {}
    boxes = [(row, _person(row, overlaps.get(row["fact_id"]), day, look)) for row in records(held)]
    boxes += [(row, _vacancy(row, look)) for row in records(vacant)]
    for row, box in sorted(boxes, key=lambda b: _RANK.get(b[0]["function"], 99)):
        organisation = row["organisation"] or "Company untold"
        company = parents.get(organisation, organisation)
        unit = (organisation, "" if organisation != company else scope(row))
        units = people.setdefault(company, {})
        name = organisation if organisation != company else (scope(row) or GROUP)
        if name == scope(row):
            box["scope"] = ""  # the heading of the column says it
        units.setdefault(unit, Unit(name)).boxes.append(box)
    trees = []
    for company, units in people.items():
        tree = Unit(company)
        if len(units) == 1 and len(people) > 1:
            tree.boxes = next(iter(units.values())).boxes
        else:
            tree.children = _reporting(list(units.values()))
        trees.append(tree)
    return sorted(trees, key=lambda t: -_count(t))


def _count(unit: Unit) -> int:
    return len(unit.boxes) + sum(map(_count, unit.children))


def _reporting(units: list[Unit]) -> list[Unit]:
    """The head office first; a unit all of whose people report to one person there hangs under that person's box."""
    units = sorted(units, key=lambda u: (u.name != GROUP, -len(u.boxes), u.name))
    if not units or units[0].name != GROUP:
        return units
    group, rest = units[0], units[1:]
    leaders: list[Unit] = []
    for box in list(group.boxes):
        under = [u for u in rest if {b["reports_to"] for b in u.boxes if not b["dash"]} == {box["name"]}]
        if under:
            leaders.append(Unit(box["name"], [box], under, headed=False))
            group.boxes.remove(box)
            rest = [u for u in rest if u not in under]
    return [*([group] if group.boxes else []), *leaders, *rest]


def _person(row: dict[str, Any], overlap: str | None, day: str, look: Look) -> dict[str, Any]:
    started = f"since {words.when(row['start'])}" if row["start"] else ""
    if row["start_basis"] == "published":
        started = f"named {words.when(row['start'])}"
    after = f"after {row['replaces']}" if row["replaces"] else ""
    third = " · ".join(part for part in (started, after) if part) or "start untold"
    if overlap:
        third = f"also told of {overlap}"
    starting = row["start"] is not None and words.day(row["start"]).isoformat() > _half_a_year_before(day)
    return {
        "fact": row["fact_id"],
        "name": row["person"],
        "post": post(row),
        "scope": words.scope(row["countries"]) or row["region"] or "",
        "third": third,
        "reports_to": row["reports_to"],
        "fill": look.panel,
        "line": look.conflict if overlap else look.announced if starting else look.fact,
        "dash": False,
        "third_colour": look.conflict if overlap else look.muted,
    }


def _half_a_year_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=183)).isoformat()


def _vacancy(row: dict[str, Any], look: Look) -> dict[str, Any]:
    return {
        "fact": row["fact_id"],
        "name": "No successor told",
        "post": post(row),
        "scope": words.scope(row["countries"]) or row["region"] or "",
        "third": f"{row['person']} left {words.when(row['end'])}",
        "reports_to": None,
        "fill": look.paper,
        "line": look.over,
        "dash": True,
        "third_colour": look.muted,
    }


def _draw(companies: list[Unit], columns: int, look: Look, *, room: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    bands = side_by_side(companies, columns)
    placed: list[Unit] = []
    lines: list[tuple[float, float, float, float]] = []
    y = 0.0
    for band in bands:
        y = _place_band(band, y, columns, placed, lines) + LEVEL
    height = max(y - LEVEL, HEADER)
    traces = [
        _lines(lines, look),
        _heads(placed, companies, look),
        _names(placed, companies, look),
        _boxes(placed, look),
        _texts(placed, look, room),
    ]
    layout = {
        "height": int(height + 12),
        "xaxis": style.hidden_axis(range=[0, columns]),
        "yaxis": style.hidden_axis(range=[height + 4, -8]),
        "margin": {"l": 2, "r": 2, "t": 0, "b": 0},
        "shapes": _dashes(placed, look),
    }
    return [t for t in traces if t], layout


def side_by_side(companies: list[Unit], columns: int) -> list[list[Unit]]:
    """Trees side by side in bands no wider than the chart; one wide tree is cut into bands of its own units."""
    bands: list[list[Unit]] = []
    room = 0
    for tree in companies:
        if tree.leaves > columns:
            parts = _cut(tree, columns)
            bands += [[part] for part in parts]
            room = 0
        elif tree.leaves <= room:
            bands[-1].append(tree)
            room -= tree.leaves
        else:
            bands.append([tree])
            room = columns - tree.leaves
    return bands


def _cut(tree: Unit, columns: int) -> list[Unit]:
    parts = [Unit(tree.name, tree.boxes)]
    for unit in tree.children:
        # a leader of more units than fit keeps those that do; the others stand beside, named after the leader
        for start in range(0, max(len(unit.children), 1), columns):
            part = Unit(unit.name if start == 0 else unit.name + CONTINUED, unit.boxes if start == 0 else [])
            part.children, part.headed = unit.children[start : start + columns], unit.headed or start > 0
            if sum(c.leaves for c in parts[-1].children) + part.leaves > columns:
                parts.append(Unit(tree.name + CONTINUED))
            parts[-1].children.append(part)
    return parts


def _place_band(
    band: list[Unit],
    top: float,
    columns: int,
    placed: list[Unit],
    lines: list[tuple[float, float, float, float]],
) -> float:
    """Sets x (in columns, from the tree layout) and y (in pixels) of each unit; returns where the band ends."""
    root = Node("band")
    nodes: list[tuple[Node, Unit, Unit | None]] = []

    def grow(unit: Unit, above: Node, name: str, parent: Unit | None) -> None:
        node = Node(name, parent=above)
        nodes.append((node, unit, parent))
        for i, child in enumerate(unit.children):
            grow(child, node, f"{name}.{i}", unit)

    for i, tree in enumerate(band):
        grow(tree, root, str(i), None)
    for leaf in list(root.leaves):
        # every column reaches down as far as the deepest, so that none slips under its neighbour's children
        for _ in range(leaf.depth, root.max_depth):
            leaf = Node(f"{leaf.name}.", parent=leaf)  # noqa: PLW2901
    reingold_tilford(root)
    shift = 0.5 - min(node.get_attr("x") for node, _, _ in nodes)
    leaves = sum(tree.leaves for tree in band)
    if leaves < columns and len(band) == 1 and band[0].leaves > 1:
        shift += (columns - leaves) / 2
    bottom = top
    for node, unit, parent in nodes:
        unit.x = node.get_attr("x") + shift
        unit.y = top if parent is None else parent.y + parent.height + LEVEL
        bottom = max(bottom, unit.y + unit.height)
        if parent is not None:
            middle, start = unit.y - LEVEL / 2, parent.y + parent.height - GAP
            lines += [(parent.x, start, parent.x, middle), (parent.x, middle, unit.x, middle),
                      (unit.x, middle, unit.x, unit.y)]  # fmt: skip
        if unit.boxes and unit.headed:
            spine = unit.x - 0.5 + MARGIN + 0.02
            centres = [unit.y + unit.head + i * (BOX + GAP) + BOX / 2 for i in range(len(unit.boxes))]
            lines.append((spine, unit.y + HEADER - GAP, spine, centres[-1]))
            lines += [(spine, y, unit.x - 0.5 + MARGIN + INDENT, y) for y in centres]
        placed.append(unit)
    return bottom


def _lines(lines: list[tuple[float, float, float, float]], look: Look) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for x0, y0, x1, y1 in dict.fromkeys(lines):
        x += [x0, x1, None]
        y += [y0, y1, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": look.over, "width": 1.2}}


def _heads(placed: list[Unit], companies: list[Unit], look: Look) -> dict[str, Any]:
    placed = [unit for unit in placed if unit.headed]
    tops = {tree.name for tree in companies}
    top = [unit.name.removesuffix(CONTINUED) in tops for unit in placed]
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
        "hovertext": [plain(u.name) for u in placed],
    }


def _names(placed: list[Unit], companies: list[Unit], look: Look) -> dict[str, Any]:
    tops = {tree.name for tree in companies}
    shown = [unit for unit in placed if unit.headed]
    inverse = [unit.name.removesuffix(CONTINUED) in tops for unit in shown]
    return {
        "type": "scatter", "mode": "text", "x": [u.x for u in shown], "y": [u.y + (HEADER - GAP) / 2 for u in shown],
        "text": [
            f'<b><span style="color:{look.paper if light else look.ink}">{plain(shorten(u.name, 28))}</span></b>'
            for u, light in zip(shown, inverse, strict=True)
        ],
        "textposition": "middle center", "textfont": {"size": 13.5, "color": look.ink},
    }  # fmt: skip


def _positions(placed: list[Unit]) -> list[tuple[dict[str, Any], float, float]]:
    return [(box, u.x, u.y + u.head + i * (BOX + GAP)) for u in placed for i, box in enumerate(u.boxes)]


def _boxes(placed: list[Unit], look: Look) -> dict[str, Any] | None:
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


def _dashes(placed: list[Unit], look: Look) -> list[dict[str, Any]]:
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


def _texts(placed: list[Unit], look: Look, room: int) -> dict[str, Any] | None:
    boxes = _positions(placed)
    if not boxes:
        return None
    texts = []
    for box, _, _ in boxes:
        second = box["post"] if not box["scope"] else f"{box['post']}, {box['scope']}"
        name = f"<b>{plain(shorten(box['name'], room - 3))}</b>" if not box["dash"] else f"<i>{box['name']}</i>"
        third = box["third"]
        if box["reports_to"] and len(third) + len(box["reports_to"]) < room:
            third += f" · to {box['reports_to']}"
        texts.append(
            f'{name}<br><span style="font-size:12px">{plain(shorten(second, room))}</span><br>'
            f'<span style="font-size:11.5px;color:{box["third_colour"]}">{plain(shorten(third, room + 2))}</span>'
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


def _title(held: pd.DataFrame, vacant: pd.DataFrame, day: str, companies: list[Unit]) -> str:
    people = held["person"].nunique()
    who = companies[0].name if len(companies) == 1 else words.counted(len(companies), "company", "companies")
    title = (
        f"On {words.when(day)}, {words.counted(people, 'person', 'people')} held {_posts(len(held), people)} at {who}"
    )
    if len(vacant):
        title += f"; for {words.counted(len(vacant), 'post')} no successor is told"
    return title


def _posts(n: int, people: int) -> str:
    return "a post" if n == people == 1 else words.counted(n, "post")


def _subtitle(held: pd.DataFrame, overlaps: dict[str, str], left_out: int) -> str:
    parts = ["Amber outline: named in the half-year before; dashed: left, and no successor told"]
    if overlaps:
        parts.append("red: two people told to hold one post")
    text = "; ".join(parts) + "."
    return f"{text} {left_out} more boxes do not fit: choose a company." if left_out else text
