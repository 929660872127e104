"""How a sentence says that a unit belongs to a company: constructions over lines of symbols.

The common ones are in constructions.toml beside this file; a language adds its own in its groups.toml. A pattern is a
regular expression whose words are kinds of symbols or macros; `<units:...>` and `<parent:...>` name who is who.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from extract.documents import Document
from extract.groups.antecedents import Meant, antecedent
from extract.groups.lines import CODES, Line, Symbol
from extract.groups.pairs import Pair
from extract.languages import Language
from extract.words import fold, name_key

_COMMON = Path(__file__).with_name("constructions.toml")
_PART = re.compile(r"<(\w+):|(>)|([A-Za-z_]\w*)|\s+")
_CONTROL = 50  # per cent; who holds less has a stake


@dataclass(frozen=True, slots=True)
class _Construction:
    name: str
    regex: re.Pattern[str]
    confidence: float


def find_pairs(document: Document, line: Line) -> Iterator[Pair]:
    """The pairs that the constructions of the language see in a line."""
    states = _states(document.language)
    for construction in _constructions(document.language):
        for match in construction.regex.finditer(line.codes):
            if _is_stake(document, line, match):
                continue
            units = _units(line, match)
            parents = _named(line, match, "parent")
            share = 1.0
            if not units or not parents:
                meant = antecedent(document, line, match.start(), match.end(), units or parents)
                if meant is None:
                    continue
                units, parents, share = _filled(units, parents, meant)
            if not states.isdisjoint(name_key(parents[0]).split()):
                continue
            for unit in units:
                if name_key(unit) != name_key(parents[0]):
                    yield Pair(unit, parents[0], line.sentence, construction.name, construction.confidence * share)


def _filled(units: list[str], parents: list[str], meant: Meant) -> tuple[list[str], list[str], float]:
    """Who is not named in the construction is the one that its pronoun means."""
    return units or [meant.name], parents or [meant.name], meant.share


def _units(line: Line, match: re.Match[str]) -> list[str]:
    """The units; of several names after or before one noun that is singular the one beside it."""
    units = _named(line, match, "units")
    noun = next((s for s in line.symbols[match.start() : match.end()] if s.kind in ("unit", "units")), None)
    if len(units) < 2 or noun is None or noun.kind == "units":
        return units
    first = line.symbols[match.start("units")]
    return units[:1] if noun.start < first.start else units[-1:]


def _named(line: Line, match: re.Match[str], group: str) -> list[str]:
    if group not in match.re.groupindex:
        return []
    start, end = match.span(group)
    return [symbol.name for symbol in line.symbols[start:end] if symbol.name]


def _is_stake(document: Document, line: Line, match: re.Match[str]) -> bool:
    """Whether less than the control is told: "détient 20 % de", "owned 30% by"."""
    symbols: list[Symbol] = line.symbols
    last = min(match.end() + 2, len(symbols) - 1)
    numbers = document.quantities
    first = bisect_left(numbers, symbols[match.start()].start, key=lambda number: number.number_start)
    inside = takewhile(lambda number: number.end <= symbols[last].end, islice(numbers, first, None))
    told = next((number for number in inside if number.unit == "%"), None)
    return told is not None and told.value < _CONTROL


@cache
def _states(language: Language) -> frozenset[str]:
    return frozenset(fold(word) for word in language.words("groups").get("states", {}).get("words", ()))


@cache
def _constructions(language: Language) -> list[_Construction]:
    common, own = tomllib.loads(_COMMON.read_text(encoding="utf-8")), language.words("groups")
    macros = {**common["macros"], **own.get("macros", {})}
    entries: list[dict[str, Any]] = [*own.get("construction", []), *common["construction"]]
    return [_Construction(e["name"], re.compile(_translate(e["pattern"], macros)), e["confidence"]) for e in entries]


def _translate(pattern: str, macros: Mapping[str, str]) -> str:
    """The regular expression over codes that a pattern stands for. Raises KeyError on an unknown kind."""

    def part(found: re.Match[str]) -> str:
        if found[1]:
            return f"(?P<{found[1]}>"
        if found[2]:
            return ")"
        name = found[3]
        if not name:
            return ""
        return _translate(macros[name], macros) if name in macros else CODES[name]

    return _PART.sub(part, pattern)
