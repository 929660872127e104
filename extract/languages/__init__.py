"""Languages: one folder each, one TOML file a station of the flow (names, quantities, dates ...).

A language exists because its folder does: adding one adds files and changes none.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent


class UnknownLanguageError(ValueError):
    """Asked for a language that has no folder here."""


@dataclass(frozen=True)
class Language:
    """One language: its code and the words its files hold."""

    code: str
    name: str
    model: str | None
    _folder: Path

    def words(self, station: str) -> dict[str, Any]:
        """The content of `STATION.toml` (empty where the language has no such file)."""
        return _read(self._folder / f"{station}.toml")

    def __hash__(self) -> int:
        """Of the code, which alone tells languages apart: a cache may be keyed by one."""
        return hash(self.code)


@cache
def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def available() -> list[str]:
    """Codes of the languages that have a folder, sorted."""
    return sorted(path.parent.name for path in _ROOT.glob("*/language.toml"))


@cache
def load(code: str) -> Language:
    """The language `code` ("fr"). Raises UnknownLanguageError where there is no such folder."""
    if code not in available():
        raise UnknownLanguageError(f"no language {code!r}: known are {', '.join(available())}")
    head = _read(_ROOT / code / "language.toml")
    return Language(code, head["name"], head["model"] or None, _ROOT / code)
