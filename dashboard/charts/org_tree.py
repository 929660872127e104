"""The tree behind the org chart: company on top, its units under it, under each the boxes of its people.

The chart of the app and the slides draw the same tree; only where its boxes stand differs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.charts import words
from dashboard.charts.frames import records
from dashboard.charts.posts import last_told, long_untold, post, scope
from dashboard.charts.style import Look

GROUP = "Group"
CONTINUED = ", continued"
PALE = 0.45  # share of its colour that the outline of a post keeps which nobody has told of for long
_RANK = {name: i for i, name in enumerate(words.FUNCTIONS)}


@dataclass(slots=True)
class Unit:
    """One column of the chart: a heading and the boxes stacked under it."""

    name: str
    boxes: list[dict[str, Any]] = field(default_factory=list)
    children: list["Unit"] = field(default_factory=list)
    headed: bool = True
    x: float = 0.0
    y: float = 0.0

    @property
    def leaves(self) -> int:
        """How many columns the unit and all under it take."""
        return sum(c.leaves for c in self.children) or 1


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
    old = long_untold(held, day)
    boxes = [
        (row, _person(row, overlaps.get(row["fact_id"]), day, look, old=row["fact_id"] in old)) for row in records(held)
    ]
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
    return sorted(trees, key=lambda tree: -sum(len(unit.boxes) for unit in family(tree)))


def family(unit: Unit) -> Iterator[Unit]:
    """The unit and all under it."""
    yield unit
    for child in unit.children:
        yield from family(child)


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


def _person(row: dict[str, Any], overlap: str | None, day: str, look: Look, *, old: bool) -> dict[str, Any]:
    started = f"since {words.when(row['start'])}" if row["start"] else ""
    if row["start_basis"] == "published":
        started = f"named {words.when(row['start'])}"
    after = f"after {row['replaces']}" if row["replaces"] else ""
    news = last_told(row) if old else ""
    told = [f"also told of {overlap}", news] if overlap else [started, after, news]
    third = " · ".join(part for part in told if part) or "start untold"
    starting = row["start"] is not None and words.day(row["start"]).isoformat() > _half_a_year_before(day)
    return {
        "fact": row["fact_id"],
        "name": row["person"],
        "post": post(row),
        "scope": words.scope(row["countries"]) or row["region"] or "",
        "third": third,
        "reports_to": row["reports_to"],
        "fill": look.paper if old else look.panel,
        "line": look.conflict if overlap else look.announced if starting else look.fact,
        "dash": False,
        "pale": old,
        "third_colour": look.conflict if overlap else look.muted,
    }


def _half_a_year_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=183)).isoformat()


def _vacancy(row: dict[str, Any], look: Look) -> dict[str, Any]:
    left = "left about" if row["end_basis"] == "published" else "left"
    return {
        "fact": row["fact_id"],
        "name": "No successor told",
        "post": post(row),
        "scope": words.scope(row["countries"]) or row["region"] or "",
        "third": f"{row['person']} {left} {words.when(row['end'])}",
        "reports_to": None,
        "fill": look.paper,
        "line": look.over,
        "dash": True,
        "pale": False,
        "third_colour": look.muted,
    }


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
