"""Whose money a name means that several countries share: the "$412 million" of a firm of Perth are Australian."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from babel.numbers import get_territory_currencies

from extract.documents import Document
from extract.languages import Language
from extract.quantities import Quantity

_PLACES = frozenset({"country", "city", "region"})
_SOMETIMES = 2  # so often is a country named that has a part in an article
_OFTEN = 3  # so often one that an article is about


@dataclass(frozen=True, slots=True)
class _Shared:
    """A name of money: how it is told without a country, and whose it may be, the first by default."""

    bare: re.Pattern[str]
    codes: tuple[str, ...]
    first: re.Pattern[str] | None  # how the first is told with its country, where it is used far outside of it


def money_meant(document: Document) -> dict[int, str]:
    """The start of each sum in money of a shared name -> the currency that the places of the article tell."""
    meant: dict[int, str] = {}
    for shared in _shared(document.language):
        sums = [quantity for quantity in document.quantities if quantity.unit in shared.codes]
        bare = [quantity for quantity in sums if shared.bare.search(_words(document, quantity))]
        if bare:
            starts = {quantity.start for quantity in bare}
            code = _at_home(document, shared, {quantity.unit for quantity in sums if quantity.start not in starts})
            meant |= {
                quantity.start: code for quantity in bare if code is not None and quantity.unit == shared.codes[0]
            }
    return meant


def _at_home(document: Document, shared: _Shared, named: set[str | None]) -> str | None:
    """The currency, of those that share the name, of the places named most; None where that says nothing."""
    places = [m.countries[0] for m in document.mentions if m.kind in _PLACES and len(m.countries) == 1]
    counts = Counter(places)
    if not counts:
        return None
    totals: Counter[str] = Counter()
    for country, count in counts.items():
        totals.update({code: count for code in _currencies(country) if code in shared.codes})
    first, *others = shared.codes
    if shared.first is None:
        return max(shared.codes, key=lambda code: totals[code])
    home = max(others, key=lambda code: totals[code])
    if shared.first.search(document.text) and totals[home] >= _SOMETIMES:
        return home  # "US$": whoever says so has another one at home
    if home in named:
        return None  # its own name is told, so the bare one is another's
    about = _currencies(counts.most_common(1)[0][0])
    return home if home in about and totals[home] >= _OFTEN and totals[home] > totals[first] else None


def _words(document: Document, quantity: Quantity) -> str:
    """The words of a sum, with the word behind it: "$40", "40 dollars US"."""
    text = document.text
    return text[quantity.start : quantity.end] + text[quantity.end : quantity.end + 4]


@cache
def _currencies(country: str) -> frozenset[str]:
    """What a country pays with today."""
    return frozenset(get_territory_currencies(country))


@cache
def _shared(language: Language) -> tuple[_Shared, ...]:
    return tuple(
        _Shared(
            re.compile(told["bare"]),
            tuple(told["codes"].split()),
            re.compile(told["first"]) if "first" in told else None,
        )
        for told in language.words("quantities").get("shared_money", {}).values()
    )
