"""When a predicted row is a gold row: what counts as the same name, person, number or unit."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

KEY = {
    "executives": ("person", "organisation", "function"),
    "offices": ("organisation", "country", "city"),
    "figures": ("value", "unit", "per"),
}
CORE = {
    "executives": ("countries", "status", "start", "end"),
    "offices": ("status", "date"),
    "figures": ("metric", "bound", "period", "nature"),
}
# Told fields beyond the key; a role's wording is read by people, not scored.
ATTRIBUTES = {
    "executives": ("countries", "region", "status", "start", "end", "replaces", "reports_to"),
    "offices": ("kind", "status", "date", "serves"),
    "figures": (
        "subject", "metric", "value_high", "unit", "bound", "geography", "period", "nature", "attributed_to",
    ),
}  # fmt: skip
_MEASURES = frozenset({"%", "pp", "x", "m2", "hectares", "hours"})
_NOT_THE_NAME = frozenset(
    "group groupe groep holding holdings sa se nv bv inc ltd llc plc gmbh ag sas sprl srl corp corporation company"
    " co com international the le la les l de".split()
)
_ROUNDING = 0.005


def pair(table: str, gold: Sequence[Row], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Index pairs of gold and predicted rows with the same key, each used once, the most alike first."""
    names = (*KEY[table], *ATTRIBUTES[table], *(("role",) if table == "executives" else ()))
    candidates = [
        (-sum(same(name, g.get(name), row.get(name)) for name in dict.fromkeys(names)), i, j)
        for i, g in enumerate(gold)
        for j, row in enumerate(rows)
        if all(_same_key(name, g.get(name), row.get(name)) for name in KEY[table])
    ]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_rows: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_rows:
            used_gold.add(i)
            used_rows.add(j)
            pairs.append((i, j))
    return pairs


def _same_key(name: str, gold: Any, predicted: Any) -> bool:
    if name == "unit":
        return _unit_class(gold) == _unit_class(predicted)
    return same(name, gold, predicted)


def _unit_class(unit: str | None) -> str:
    """Money by its code, a measure by its sign; all counted things are one class."""
    unit = unit or ""
    return unit if unit in _MEASURES or re.fullmatch("[A-Z]{3}", unit) else "count"


def same(name: str, gold: Any, predicted: Any) -> bool:
    """Whether the field `name` of two rows says the same."""
    match name:
        case "countries" | "serves" | "geography":
            return sorted(gold or ()) == sorted(predicted or ())
        case _ if not _told(gold) or not _told(predicted):
            return _told(gold) == _told(predicted)
        case "value" | "value_high":
            return abs(float(gold) - float(predicted)) <= _ROUNDING * max(abs(float(gold)), 1e-9)
        case "person" | "replaces" | "reports_to":
            return _same_person(_fold(gold).split(), _fold(predicted).split())
        case "organisation" | "subject" | "attributed_to" | "city" | "region":
            return _usual_name(gold) == _usual_name(predicted)
        case "role" | "unit":
            return _fold(gold) == _fold(predicted)
        case _:
            return str(gold) == str(predicted)


def _told(value: Any) -> bool:
    return value is not None and value != "" and value == value  # a missing float is NaN, unequal to itself


def _same_person(a: list[str], b: list[str]) -> bool:
    """Equal, or one the surname of the other, or equal but for middle names."""
    if not a or not b:
        return a == b
    short, long = sorted((a, b), key=len)
    return a == b or (short[-1] == long[-1] and (len(short) == 1 or short[0] == long[0]))


def _usual_name(text: str) -> str:
    return " ".join(w for w in _fold(text).split() if w not in _NOT_THE_NAME) or _fold(text)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
