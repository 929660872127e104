"""First names of many countries, the gender they tell, and surnames: from the lists of Faker and of our languages."""

import importlib
import pkgutil
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

import faker.providers.person as person_lists

from extract.languages import available, load
from extract.names.everyday import everyday
from extract.prepared import prepared
from extract.words import fold, name_key

_LAYOUT = "4"  # changes with what is kept
_FEW = 3  # lists that have a rare first name


@cache
def first_names() -> dict[str, str]:
    """Folded first name -> "male", "female" or "" where countries differ."""
    return dict(_prepared()["genders"])


@cache
def rare_first_names() -> frozenset[str]:
    """Those of them that the lists of few countries have."""
    return frozenset(_prepared()["rare"])


@cache
def surnames() -> frozenset[str]:
    """Folded surnames, each word of them."""
    return frozenset(_prepared()["surnames"])


def gender_of(name: str) -> str:
    """ "male", "female" or "": what the first names of a person's name tell ("Jean-Pierre" by both parts)."""
    names = first_names()
    for part in name_key(name.split(" ")[0]).split():
        if gender := names.get(part, ""):
            return gender
    return ""


def _prepared() -> dict[str, Any]:
    ours = [load(code).words("firstnames") for code in available()]
    stamp = zlib.crc32(repr(ours).encode())
    return dict(prepared("first-names", f"{version('faker')}-{_LAYOUT}-{stamp:08x}", lambda: _make(ours)))


def _make(ours: list[dict[str, str]]) -> dict[str, Any]:
    """Each list is one vote: twice as many for one gender than for the other decide. An everyday word that only the
    longest list or ours have ("Red", "Case") is none, unless ours are sure of it."""
    male: Counter[str] = Counter()
    female: Counter[str] = Counter()
    lists: Counter[str] = Counter()
    families: set[str] = set()
    sources = [*_of_faker(), *map(_of_language, ours)]
    longest = max(sources, key=lambda lists: len(lists[0]))
    sound: set[str] = set()
    for his, hers, either, last in sources:
        male.update(his)
        female.update(hers)
        lists.update(his | hers | either)
        families |= last
    for his, hers, either, _ in sources[: -len(ours)]:
        if his is not longest[0]:
            sound |= his | hers | either
    for words_of in ours:
        sound |= _tokens(words_of.get("sure", "").split())
    words = frozenset[str]().union(*(everyday(load(code)).words for code in available()))
    genders = dict.fromkeys((name for name in sorted(lists) if name in sound or name not in words), "")
    for name in genders:
        if male[name] >= 2 * female[name] and male[name]:
            genders[name] = "male"
        elif female[name] >= 2 * male[name] and female[name]:
            genders[name] = "female"
    rare = [name for name in genders if lists[name] <= _FEW]
    return {"genders": genders, "rare": rare, "surnames": sorted(families)}


_Lists = tuple[set[str], set[str], set[str], set[str]]  # men's names, women's, names of either, surnames


def _of_faker() -> Iterator[_Lists]:
    for module in pkgutil.iter_modules(person_lists.__path__):
        provider = importlib.import_module(f"{person_lists.__name__}.{module.name}").Provider
        attributes = ("first_names_male", "first_names_female", "first_names", "last_names")
        his, hers, either, last = (_tokens(getattr(provider, attribute, ())) for attribute in attributes)
        yield his, hers, either, last


def _of_language(words: dict[str, str]) -> _Lists:
    his, hers, either = (_tokens(words.get(part, "").split()) for part in ("male", "female", "either"))
    return his, hers, either, set()


def _tokens(names: Any) -> set[str]:
    if isinstance(names, property):
        return set()
    return {fold(part) for name in names for part in str(name).replace("-", " ").split() if _latin(part)}


def _latin(name: str) -> bool:
    return len(name) > 1 and name.isalpha() and fold(name).isascii()
