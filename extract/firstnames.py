"""First names of many countries and the gender they tell, from the lists of Faker."""

import importlib
import pkgutil
from functools import cache

import faker.providers.person as person_lists

from extract.words import fold


def _latin(name: str) -> bool:
    return name.isalpha() and fold(name).isascii() and len(name) > 1


def _tokens(provider: object, attribute: str) -> set[str]:
    names = getattr(provider, attribute, ())
    if isinstance(names, property):
        return set()
    return {fold(n) for name in names for n in str(name).split("-") if _latin(n)}


@cache
def first_names() -> dict[str, str]:
    """Folded first name -> "male", "female" or "" where it is either."""
    male: set[str] = set()
    female: set[str] = set()
    either: set[str] = set()
    for module in pkgutil.iter_modules(person_lists.__path__):
        provider = importlib.import_module(f"{person_lists.__name__}.{module.name}").Provider
        his, hers = _tokens(provider, "first_names_male"), _tokens(provider, "first_names_female")
        male |= his
        female |= hers
        either |= _tokens(provider, "first_names") - his - hers
    genders = dict.fromkeys(either, "")
    genders.update(dict.fromkeys(male - female, "male"))
    genders.update(dict.fromkeys(female - male, "female"))
    genders.update(dict.fromkeys(male & female, ""))
    return genders
