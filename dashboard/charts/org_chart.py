"""Who holds which post on one day: company on top, its units under it, people under each, gaps and overlaps shown."""

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import pandas as pd
from bigtree import Node, reingold_tilford

from dashboard.charts import style, words
from dashboard.charts.chart import Chart, figure
from dashboard.charts.org_tree import CONTINUED, PALE, Unit, company_trees, family, side_by_side
from dashboard.charts.posts import long_untold, overlapping
from dashboard.charts.style import LETTER, Look, plain, shorten, wrap

COLUMN = 205  # pixels that a column has at least
LINE, PAD = 17.6, 14  # a line of a box, and the air above and below its lines
GAP, HEADER, LEVEL = 8, 40, 26
MARGIN, INDENT = 0.05, 0.06  # shares of a column
MOST_BOXES = 60
LONG = 4  # boxes in a column that may stay one
_BOLD = 1.14  # how much wider than a plain one a letter of a name is


def org_chart(
    held: pd.DataFrame,
    vacant: pd.DataFrame,
    *,
    day: str,
    parents: Mapping[str, str],
    look: Look,
    width: int = style.WIDTH,
) -> Chart:
    """Boxes for the tenures held on `day` (YYYY-MM-DD) and for the posts left empty (`vacant`).

    `parents` gives the company of each unit; `width` is how many pixels there are at least.
    """
    columns = max(width // COLUMN, 1)
    drawn = _most_told(held, parents)
    overlaps = overlapping(drawn)
    shown = set(drawn["organisation"])
    empty = vacant if len(drawn) == len(held) else vacant[[name in shown for name in vacant["organisation"]]]
    companies = company_trees(drawn, empty, parents, overlaps, day, look)
    if len(companies) == 1:
        _spread(companies[0], columns)
    room = int((width / columns * (1 - 2 * MARGIN - INDENT) - 16) / LETTER)
    for tree in companies:
        _write(tree, room)
    traces, layout = _draw(companies, columns, look)
    return figure(
        traces,
        look,
        title=title(held, vacant, day, parents),
        subtitle=_subtitle(companies, look, len(held) - len(drawn)),
        **layout,
    )


def _most_told(held: pd.DataFrame, parents: Mapping[str, str]) -> pd.DataFrame:
    """Of more posts than fit those of the companies with most of them, whole companies as far as they go."""
    if len(held) <= MOST_BOXES:
        return held
    company = [parents.get(name, name) for name in held["organisation"]]
    weight = Counter(company)
    rank = {name: i for i, name in enumerate(sorted(weight, key=lambda name: (-weight[name], str(name))))}
    order = sorted(range(len(held)), key=[rank[name] for name in company].__getitem__)
    return held.iloc[sorted(order[:MOST_BOXES])]


def _spread(tree: Unit, columns: int) -> None:
    """Cuts the longest column of a company that leaves others free, until they are used or no column is long."""
    while tree.leaves < columns:
        longest = max((u for u in tree.children if not u.children), key=lambda u: len(u.boxes), default=None)
        if longest is None or len(longest.boxes) <= LONG:
            return
        half = (len(longest.boxes) + 1) // 2
        rest = Unit(longest.name.removesuffix(CONTINUED) + CONTINUED, longest.boxes[half:])
        longest.boxes = longest.boxes[:half]
        tree.children.insert(tree.children.index(longest) + 1, rest)


# --- what a box says


def _write(unit: Unit, room: int) -> None:
    """Gives each box its lines, cut to `room` characters, and the height that they take."""
    for box in unit.boxes:
        second = box["post"] if not box["scope"] else f"{box['post']}, {box['scope']}"
        third = [*box["third"].split(" · "), f"reports to {box['reports_to']}" if box["reports_to"] else ""]
        box["lines"] = (
            wrap(box["name"], int(room / _BOLD), 2),
            wrap(second, room, 3),
            [line for told in third if told for line in wrap(told, room, 2)],
        )
        box["tall"] = PAD + LINE * sum(map(len, box["lines"]))
    for child in unit.children:
        _write(child, room)


def _markup(box: dict[str, Any]) -> str:
    name, second, third = (list(map(plain, lines)) for lines in box["lines"])
    tag = "i" if box["dash"] else "b"
    return "<br>".join(
        [
            *(f"<{tag}>{line}</{tag}>" for line in name),
            *(f'<span style="font-size:12px">{line}</span>' for line in second),
            *(f'<span style="font-size:11.5px;color:{box["third_colour"]}">{line}</span>' for line in third),
        ]
    )


# --- where it stands


def _head(unit: Unit) -> float:
    return HEADER if unit.headed else 0


def _tops(unit: Unit) -> list[float]:
    """Pixels from the top of the chart to each of the unit's boxes."""
    steps = [box["tall"] + GAP for box in unit.boxes]
    return [unit.y + _head(unit) + top for top in accumulate(steps, initial=0.0)][: len(steps)]


def _height(unit: Unit) -> float:
    return float(_head(unit) + sum(box["tall"] + GAP for box in unit.boxes))


def _draw(companies: list[Unit], columns: int, look: Look) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    placed: list[Unit] = []
    lines: list[tuple[float, float, float, float]] = []
    y = 0.0
    for band in side_by_side(companies, columns):
        y = _place_band(band, y, columns, placed, lines) + LEVEL
    height = max(y - LEVEL, HEADER)
    boxes = [
        (box, unit.x, top) for unit in placed for box, top in zip(unit.boxes, _tops(unit), strict=True)
    ]  # fmt: skip
    traces = [_lines(lines, look), *_heads(placed, companies, look)]
    if boxes:
        traces += [_boxes(boxes, look), _texts(boxes, look)]
    layout = {
        "height": int(height + 12),
        "xaxis": style.hidden_axis(range=[0, columns]),
        "yaxis": style.hidden_axis(range=[height + 4, -8]),
        "margin": {"l": 2, "r": 2, "t": 0, "b": 0},
        "shapes": _dashes(boxes),
    }
    return traces, layout


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
            leaf = Node(f"{leaf.name}.", parent=leaf)  # noqa: PLW2901 (the chain grows downwards)
    reingold_tilford(root)
    shift = 0.5 - min(node.get_attr("x") for node, _, _ in nodes)
    leaves = sum(tree.leaves for tree in band)
    if leaves < columns and len(band) == 1 and band[0].leaves > 1:
        shift += (columns - leaves) / 2
    bottom = top
    for node, unit, parent in nodes:
        unit.x = node.get_attr("x") + shift
        unit.y = top if parent is None else parent.y + _height(parent) + LEVEL
        bottom = max(bottom, unit.y + _height(unit))
        if parent is not None:
            middle, start = unit.y - LEVEL / 2, parent.y + _height(parent) - GAP
            lines += [(parent.x, start, parent.x, middle), (parent.x, middle, unit.x, middle),
                      (unit.x, middle, unit.x, unit.y)]  # fmt: skip
        if unit.boxes and unit.headed:
            spine = unit.x - 0.5 + MARGIN + 0.02
            centres = [top + box["tall"] / 2 for box, top in zip(unit.boxes, _tops(unit), strict=True)]
            lines.append((spine, unit.y + HEADER - GAP, spine, centres[-1]))
            lines += [(spine, y, unit.x - 0.5 + MARGIN + INDENT, y) for y in centres]
        placed.append(unit)
    return bottom


# --- how it is drawn


def _lines(lines: list[tuple[float, float, float, float]], look: Look) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for x0, y0, x1, y1 in dict.fromkeys(lines):
        x += [x0, x1, None]
        y += [y0, y1, None]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": look.over, "width": 1.2}}


def _heads(placed: list[Unit], companies: list[Unit], look: Look) -> list[dict[str, Any]]:
    """The headings of companies (inverse) and units, and their names."""
    tops = {tree.name for tree in companies}
    shown = [unit for unit in placed if unit.headed]
    inverse = [unit.name.removesuffix(CONTINUED) in tops for unit in shown]
    return [
        {
            "type": "bar", "x": [u.x for u in shown], "base": [u.y for u in shown], "y": [HEADER - GAP] * len(shown),
            "width": [1 - 2 * MARGIN] * len(shown), "hovertext": [plain(u.name) for u in shown],
            "marker": {"color": [look.ink if t else look.line for t in inverse], "cornerradius": 4,
                       "line": {"width": 0}},
        },
        {
            "type": "scatter", "mode": "text", "x": [u.x for u in shown],
            "y": [u.y + (HEADER - GAP) / 2 for u in shown],
            "text": [
                f'<b><span style="color:{look.paper if light else look.ink}">{plain(shorten(u.name, 26))}</span></b>'
                for u, light in zip(shown, inverse, strict=True)
            ],
            "textposition": "middle center", "textfont": {"size": 13.5, "color": look.ink},
        },
    ]  # fmt: skip


_Boxes = list[tuple[dict[str, Any], float, float]]


def _boxes(boxes: _Boxes, look: Look) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [x + INDENT / 2 for _, x, _ in boxes],
        "base": [y for _, _, y in boxes],
        "y": [box["tall"] for box, _, _ in boxes],
        "width": [1 - 2 * MARGIN - INDENT] * len(boxes),
        "customdata": [[box["fact"]] for box, _, _ in boxes],
        "marker": {
            "color": [box["fill"] for box, _, _ in boxes],
            "cornerradius": 4,
            "line": {
                "color": [_outline(box, look) for box, _, _ in boxes],
                "width": 1.6,
            },
        },
        "hovertext": [
            "<br>".join(plain(shorten(t, 90)) for t in (box["name"], box["post"], box["scope"], box["third"]) if t)
            for box, _, _ in boxes
        ],
    }


def _outline(box: dict[str, Any], look: Look) -> str:
    if box["dash"]:
        return look.paper
    return style.tint(box["line"], PALE) if box["pale"] else str(box["line"])


def _dashes(boxes: _Boxes) -> list[dict[str, Any]]:
    """A vacancy's outline is dashed, which bars cannot be."""
    half = (1 - 2 * MARGIN - INDENT) / 2
    return [
        {
            "type": "rect", "x0": x + INDENT / 2 - half, "x1": x + INDENT / 2 + half, "y0": y, "y1": y + box["tall"],
            "line": {"color": box["line"], "width": 1.4, "dash": "dash"}, "fillcolor": "rgba(0,0,0,0)",
        }
        for box, x, y in boxes
        if box["dash"]
    ]  # fmt: skip


def _texts(boxes: _Boxes, look: Look) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x - 0.5 + MARGIN + INDENT + 0.03 for _, x, _ in boxes],
        "y": [y + box["tall"] / 2 for box, _, y in boxes],
        "text": [_markup(box) for box, _, _ in boxes],
        "textposition": "middle right",
        "textfont": {"size": 13.5, "color": look.ink},
    }


# --- what it says


def title(held: pd.DataFrame, vacant: pd.DataFrame, day: str, parents: Mapping[str, str]) -> str:
    """Who the chart shows, as a sentence."""
    people = held["person"].nunique()
    companies = {
        parents.get(name, name) or "companies untold" for name in (*held["organisation"], *vacant["organisation"])
    }
    who = next(iter(companies)) if len(companies) == 1 else words.counted(len(companies), "company", "companies")
    # one will do, and of very many posts it is soon found
    old = any(long_untold(part, day) for part in (held.head(MOST_BOXES), held))
    when = words.when(day) + (", as far as told" if old else "")
    title = f"On {when}, {words.counted(people, 'person', 'people')} held {_posts(len(held), people)} at {who}"
    if len(vacant) and len(companies) < 2:
        title += f"; for {words.counted(len(vacant), 'post')} no successor is told"
    return title


def _posts(n: int, people: int) -> str:
    return "a post" if n == people == 1 else words.counted(n, "post")


def _subtitle(companies: list[Unit], look: Look, left_out: int) -> str:
    """What the outlines mean, as far as they occur."""
    boxes = [box for tree in companies for unit in family(tree) for box in unit.boxes]
    outlines = {box["line"] for box in boxes}
    meanings = {
        "amber outline: named in the half-year before": look.announced in outlines,
        "pale: last told of more than a year before": any(box["pale"] for box in boxes),
        "dashed: left, and no successor told": look.over in outlines,
        "red: two people told to hold one post": look.conflict in outlines,
    }
    told = "; ".join(meaning for meaning, occurs in meanings.items() if occurs)
    more = f"{left_out} more posts at other companies: choose one." if left_out else ""
    return " ".join(filter(None, (words.sentence(f"{told}.") if told else "", more)))
