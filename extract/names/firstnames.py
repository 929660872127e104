"""First names of many countries and the gender they tell, from the lists of Faker."""

import importlib
import pkgutil
from collections import Counter
from functools import cache
from importlib.metadata import version
from typing import Any

import faker.providers.person as person_lists

from extract.prepared import prepared
from extract.words import fold, name_key

_LAYOUT = "1"  # changes with what is kept


@cache
def first_names() -> dict[str, str]:
    """Folded first name -> "male", "female" or "" where countries differ."""
    return dict(prepared("first-names", f"{version('faker')}-{_LAYOUT}", _make))


def gender_of(name: str) -> str:
    """ "male", "female" or "": what the first names of a person's name tell ("Jean-Pierre" by both parts)."""
    names = first_names()
    for part in name_key(name.split(" ")[0]).split():
        if gender := names.get(part, ""):
            return gender
    return ""


def _make() -> dict[str, str]:
    """Each country's list is one vote: twice as many for one gender than for the other decide."""
    male: Counter[str] = Counter()
    female: Counter[str] = Counter()
    either: set[str] = set()
    for module in pkgutil.iter_modules(person_lists.__path__):
        provider = importlib.import_module(f"{person_lists.__name__}.{module.name}").Provider
        his, hers = _tokens(provider, "first_names_male"), _tokens(provider, "first_names_female")
        male.update(his)
        female.update(hers)
        either |= _tokens(provider, "first_names")
    genders = dict.fromkeys(sorted(either | male.keys() | female.keys()), "")
    for name in genders:
        if male[name] >= 2 * female[name] and male[name]:
            genders[name] = "male"
        elif female[name] >= 2 * male[name] and female[name]:
            genders[name] = "female"
    return genders


def _tokens(provider: Any, attribute: str) -> set[str]:
    names = getattr(provider, attribute, ())
    if isinstance(names, property):
        return set()
    return {fold(part) for name in names for part in str(name).split("-") if _latin(part)}


def _latin(name: str) -> bool:
    return len(name) > 1 and name.isalpha() and fold(name).isascii()
