"""Claims about groups -> which company stands on top of each unit."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from extract.facts.identity import organisation_names
from extract.facts.rows import Row, day_told, in_order


def top_companies(groups: pd.DataFrame, names: Mapping[str, str] | None = None) -> dict[str, str]:
    """Unit -> the company on top of its group, from the groups table (one row a claim).

    Where articles disagree on a unit's parent the one that most of them name counts, of equals the one told last: a
    unit may be sold. A company that is nobody's unit is not a key.
    """
    names = names or organisation_names([*groups["organisation"], *groups["parent"]])
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in in_order(groups):
        unit, parent = names[row["organisation"]], names[row["parent"]]
        if unit != parent:
            told[unit, parent].append(row)
    parents: dict[str, str] = {}
    for unit, parent in sorted(told, key=lambda pair: _weight(told[pair]), reverse=True):
        if unit not in parents and _top(parent, parents) != unit:  # nobody belongs to itself
            parents[unit] = parent
    return {unit: _top(unit, parents) for unit in parents}


def _weight(claims: list[Row]) -> tuple[int, str, str]:
    days = [day_told(claim) for claim in claims if claim["published"]]
    return len({claim["article_id"] for claim in claims}), max(days, default=""), claims[0]["parent"]


def _top(name: str, parents: Mapping[str, str]) -> str:
    while name in parents:
        name = parents[name]
    return name
