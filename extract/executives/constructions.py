"""How languages tie people to posts: constructions over lines of symbols, in order of trust.

The common constructions are in constructions.toml beside this file; a language adds its own, and its own
macros, in its posts.toml. A pattern is a regular expression whose words are kinds of symbols.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.executives.symbols import CODES
from extract.languages import Language

_COMMON = Path(__file__).with_name("constructions.toml")
_PART = re.compile(r"<(\w+):|(>)|([A-Za-z_]\w*)|\s+")
# Alternatives of one character each match much faster as a set.
_ALTERNATIVES = re.compile(r"\(\?:([\ue000-\ue0ff](?:\|[\ue000-\ue0ff])+)\)")


@dataclass(frozen=True, slots=True)
class Construction:
    """One construction: what it looks like and what it says of those it ties."""

    name: str
    pattern: str
    confidence: float
    event: str = "post"
    status: str | None = None
    function: str | None = None


@dataclass(frozen=True)
class Matcher:
    """A construction ready to be looked for in the lines of one language."""

    construction: Construction
    regex: re.Pattern[str]


def compile_pattern(pattern: str, named: Mapping[str, str]) -> str:
    """The regular expression over codes that a pattern stands for. Raises KeyError on an unknown kind."""

    def translate(part: re.Match[str]) -> str:
        if part.group(1):
            return f"(?P<{part.group(1)}>"
        if part.group(2):
            return ")"
        name = part.group(3)
        if not name:
            return ""
        return compile_pattern(named[name], named) if name in named else CODES[name]

    pattern = _PART.sub(translate, pattern)
    return _ALTERNATIVES.sub(lambda found: "[" + found.group(1).replace("|", "") + "]", pattern)


@cache
def _common() -> dict[str, Any]:
    return tomllib.loads(_COMMON.read_text(encoding="utf-8"))


@cache
def macros(language: Language) -> dict[str, str]:
    """The macros of a language: the common ones, with its own over them."""
    return {**_common()["macros"], **language.words("posts").get("macros", {})}


@cache
def matchers(language: Language) -> dict[str, list[Matcher]]:
    """The constructions of a language by group, its own before the common ones."""
    found: dict[str, list[Matcher]] = {}
    for entry in [*language.words("posts").get("construction", []), *_common()["construction"]]:
        fields = dict(entry)
        group = found.setdefault(fields.pop("group"), [])
        construction = Construction(**fields)
        group.append(Matcher(construction, re.compile(compile_pattern(construction.pattern, macros(language)))))
    return found
