"""The sectors and markets of the economy, and the words a language has for them."""

import tomllib
from functools import cache
from pathlib import Path

from extract.languages import Language

_SECTORS = Path(__file__).with_name("sectors.toml")

Phrases = dict[str, list[str]]  # by sector


@cache
def _shared() -> dict[str, frozenset[str]]:
    told = tomllib.loads(_SECTORS.read_text(encoding="utf-8"))
    return {key: frozenset(names) for key, names in told.items()}


def sector_names() -> frozenset[str]:
    """The English names of all sectors."""
    return _shared()["names"]


def told_of_the_world() -> frozenset[str]:
    """The sectors that are told of the whole world where no country is beside them."""
    return _shared()["world"]


def sector_heads(language: Language) -> Phrases:
    """The words that make a market of what stands beside them ("the market for"), by what that is."""
    heads: Phrases = language.words("sectors").get("heads", {})
    return heads


def sector_phrases(language: Language, kind: str) -> Phrases:
    """The phrases of each sector: `kind` "nouns" or "adjectives" beside a head, "alone" without one.

    Raises ValueError where the language tells a sector that is not among the shared names."""
    told: dict[str, Phrases] = language.words("sectors").get("sectors", {})
    unknown = set(told) - sector_names()
    if unknown:
        raise ValueError(f"{language.code}: no such sector: {', '.join(sorted(unknown))}")
    return {name: forms[kind] for name, forms in told.items() if kind in forms}
