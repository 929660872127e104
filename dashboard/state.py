"""What the reader has chosen, and the address that says so: the whole state of a view is in the URL.

The address is the one source of truth. A control shows what the address says and, when it is moved, writes it;
so a copied link opens the same view and the browser's back button undoes a choice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ID = re.compile(r"[\w.-]{1,120}\Z")
_STATUSES = {
    "people": ("incoming", "current", "outgoing", "former"),
    "offices": ("open", "planned", "considered", "closed"),
    "figures": ("actual", "target", "forecast", "survey"),
}
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class State:
    """Every choice; an empty value means that nothing is chosen. Field names are the parameters of the URL."""

    company: str = ""
    country: str = ""
    years: tuple[int, int] | None = None
    known: str = ""
    people: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    on: str = ""
    rows: str = ""
    theme: str = ""
    article: str = ""
    claim: str = ""
    evidence: str = ""
    slides: tuple[str, ...] = ()
    title: str = ""
    look: str = ""

    @property
    def filtered(self) -> bool:
        """Whether any filter of the sidebar is set."""
        return any(getattr(self, name) for name in FILTERS)

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen that a reset takes back."""
        return any(getattr(self, name) for name in NARROWING)

    def without(self, *names: str) -> "State":
        """The same view with some choices taken back."""
        empty = State()
        return replace(self, **{name: getattr(empty, name) for name in names})


FILTERS = ("company", "country", "years", "known", "people", "offices", "figures")
NARROWING = (*FILTERS, "theme", "on")  # all that one click takes back, on whatever page it was chosen
# what belongs to the page on which it was chosen, and does not follow to another
_OF_ONE_PAGE = ("article", "claim", "evidence", "rows")


def read(parameters: Mapping[str, str]) -> State:
    """The state an address tells. Anything that no control could have written is ignored, never an error."""
    told: dict[str, Any] = {}
    for field in fields(State):
        text = str(parameters.get(field.name, ""))[:_LONGEST]
        value = _parse(field.name, text) if text else None
        if value:
            told[field.name] = value
    return State(**told)


def write(state: State) -> dict[str, str]:
    """The parameters of the address; what is not chosen is left out."""
    address = {}
    for field in fields(State):
        value = getattr(state, field.name)
        if not value:
            continue
        if field.name == "years":
            value = f"{value[0]}-{value[1]}"
        elif isinstance(value, tuple):
            value = ".".join(value)
        address[field.name] = str(value)
    return address


def elsewhere(state: State, **choices: Any) -> dict[str, str]:
    """The parameters of a link that keeps what is filtered: to another page, or to an article of `choices`."""
    return write(replace(state.without(*_OF_ONE_PAGE), **choices))


def _parse(name: str, text: str) -> Any:
    if name == "years":
        match = re.fullmatch(r"([1-9]\d{3})-([1-9]\d{3})", text, re.ASCII)
        return (int(match[1]), int(match[2])) if match and match[1] <= match[2] else None
    if name in _STATUSES:
        chosen = text.split(".")
        return tuple(s for s in _STATUSES[name] if s in chosen)
    if name == "slides":
        return tuple(dict.fromkeys(part for part in text.split(".") if re.fullmatch(r"[a-z_]{1,20}", part)))
    if name == "look":
        return text if text == "dark" else None
    if name == "known":
        return text if _is_day(text) else None
    if name == "on":
        return text if _is_day(f"{text}-01") else None
    if name in {"article", "claim", "evidence"}:
        return text if _ID.match(text) else None
    if name == "country":
        return text if re.fullmatch(r"[A-Z]{2}", text) else None
    return text


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:  # no such day: the 31st of February
        return False
