"""Numbers, dates, countries and lists written as people write them, in English."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_symbol

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_BOUNDS = {"approx": "about ", "min": "more than ", "max": "up to ", "exact": "", "range": ""}
_SIGNS = {"approx": "≈ ", "min": "> ", "max": "≤ ", "exact": "", "range": ""}
_UNITS = {"%": " %", "pp": " points", "x": "×", "m2": " m²"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

FUNCTIONS = {
    "chief_executive": "Chief executive", "managing_director": "Managing director", "president": "President",
    "chair": "Chair", "founder": "Founder", "vice_president": "Vice president", "chief_officer": "Chief officer",
    "director": "Director", "head": "Head", "board_member": "Board member", "other": "Other post",
}  # fmt: skip
METRICS = {
    "gmv": "goods sold (GMV)", "internet_users": "internet users", "content_hours": "hours of content",
    "market_share": "market share", "survey_share": "share of answers", "other": "other measure",
    "jobs": "jobs to come or go",
}  # fmt: skip
KINDS = {"data_centre": "data centre", "logistics": "logistics site", "other": "site"}


def number(value: float) -> str:
    """`2490000000000` -> `2.49 trillion`, `40000` -> `40,000`, `0.5` -> `0.5`."""
    sign, size = ("−" if value < 0 else ""), abs(value)
    for scale, word in _SCALES:
        if size >= scale:
            return f"{sign}{_digits(size / scale)} {word}"
    return sign + _digits(size)


def _digits(size: float) -> str:
    if size >= 1000:
        return f"{size:,.0f}"
    return f"{size:.3g}" if size < 100 else f"{size:.4g}"


@lru_cache(maxsize=256)
def _currency(unit: str) -> str | None:
    if len(unit) != 3 or not unit.isupper():
        return None
    symbol = str(get_currency_symbol(unit, "en_US"))
    return symbol if symbol != unit else f"{unit} "


def amount(value: float, unit: str, *, value_high: float | None = None, per: str | None = None) -> str:
    """A number with its unit: `$2.49 trillion`, `90 %`, `7×`, `40,000 brands`, `500,000 hours a day`."""
    high = value_high if value_high is not None and value_high == value_high else None
    currency = _currency(unit)
    if currency:
        text = _signed(value, currency) + (f" to {_signed(high, currency)}" if high is not None else "")
    else:
        text = number(value) + (f" to {number(high)}" if high is not None else "")
        text += _UNITS.get(unit, f" {unit.replace('_', ' ')}")
    return f"{text} a{'n' if per == 'hour' else ''} {per}" if per else text


def written_with_number(unit: str) -> bool:
    """Whether a label has the unit beside its number (`90 %`, `€5 million`), and not the thing that is counted."""
    return unit in _UNITS or len(unit) == 3


def _signed(value: float, currency: str) -> str:
    return f"{'−' if value < 0 else ''}{currency}{number(abs(value))}"


def bounded(value: float, unit: str, bound: str, *, value_high: float | None = None, per: str | None = None) -> str:
    """`amount` with what the article says of its precision: `more than 1 billion users`."""
    return _BOUNDS.get(bound, "") + amount(value, unit, value_high=value_high, per=per)


def compact(value: float, unit: str, bound: str, *, value_high: float | None = None) -> str:
    """The shortest honest form, for a label on a mark: `> 1 billion`, `≈ 100`, `$2.49 trillion`."""
    named = unit if unit in _UNITS or _currency(unit) else ""
    text = amount(value, named, value_high=value_high).rstrip() if named else number(value)
    if not named and value_high is not None and value_high == value_high:
        text += f" to {number(value_high)}"
    return _SIGNS.get(bound, "") + text


_COUNTED = {
    "internet_users": "internet users", "jobs": "jobs", "content_hours": "hours of content", "orders": "orders",
}  # fmt: skip
_OF = {
    "gmv": "of goods sold", "share": "share", "market_share": "of the market", "survey_share": "of those asked",
    "other": "", "users": "of users",
}  # fmt: skip


def measured(value: float, unit: str, bound: str, metric_name: str, *, value_high: float | None = None) -> str:
    """A number and what it counts in one short phrase: `$2.49 trillion of goods sold`, `> 1 billion internet users`."""
    text = compact(value, unit, bound, value_high=value_high)
    if unit in _UNITS or _currency(unit):
        return f"{text} {_OF.get(metric_name, metric(metric_name))}".rstrip()
    return f"{text} {_COUNTED.get(metric_name, unit.replace('_', ' '))}"


def disagreement(told: str) -> str:
    """What sources tell differently, its long numbers as people write them: `18 or 930,000`."""
    return re.sub(r"\d{5,}(?:\.\d+)?", lambda found: number(float(found.group())), told)


def metric(name: str) -> str:
    """The measure in words."""
    return METRICS.get(name, name.replace("_", " "))


def function(name: str) -> str:
    """The function in words."""
    return FUNCTIONS.get(name, name.replace("_", " ").capitalize())


def kind(name: str) -> str:
    """The kind of place in words."""
    return KINDS.get(name, name.replace("_", " "))


@lru_cache(maxsize=65_536)
def when(iso: str | None) -> str:
    """`2016-05-18` -> `18 May 2016`, `2016-05` -> `May 2016`, `2019/2022` -> `2019 to 2022`, None -> ``."""
    if not iso:
        return ""
    if "/" in iso:
        first, last = iso.split("/", 1)
        return f"{when(first)} to {when(last)}"
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"


@lru_cache(maxsize=65_536)
def briefly(iso: str) -> str:
    """A time beside a mark, where there is little room: `2019–2022`, `Jan–Mar 2015`, `1–11 Nov 2020`, `7 May 2015`."""
    first, last = (
        [*([str(int(parts[2]))] if len(parts) > 2 else []), *([_MONTHS[int(parts[1]) - 1][:3]] if parts[1:] else []),
         parts[0]]
        for parts in (half.split("-") for half in (iso.split("/", 1)[0], iso.rsplit("/", 1)[-1]))
    )  # fmt: skip
    shared = 0
    while shared < min(len(first), len(last)) and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    start, end = " ".join(first[: len(first) - shared]), " ".join(last)
    if not start:
        return end
    return f"{start}–{end}" if " " not in start and len(first) - shared == 1 else f"{start} – {end}"


@lru_cache(maxsize=65_536)
def day(iso: str, *, last: bool = False) -> date:
    """The first (or last) day that a partial date or interval can mean."""
    part = iso.rsplit("/", 1)[-1] if last else iso.split("/", 1)[0]
    fields = [int(f) for f in part.split("-")]
    year, month = fields[0], fields[1] if len(fields) > 1 else (12 if last else 1)
    if len(fields) > 2:
        return date(year, month, fields[2])
    if not last:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 else date(9999, 12, 31)
    return date.fromordinal(following.toordinal() - 1) if year < 9999 else following


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    return dict(Locale("en").territories)


def country(code: str | None) -> str:
    """The English name of a country code; the code itself where it has none."""
    short = {"GB": "United Kingdom", "US": "United States", "CZ": "Czechia", "HK": "Hong Kong", "MM": "Myanmar"}
    return short.get(code or "") or _territories().get(code or "", code or "")


def language(code: str | None) -> str:
    """The English name of a language code."""
    return str(Locale("en").languages.get(code or "", code or "unknown"))


def countries(codes: Sequence[str], *, most: int = 3) -> str:
    """Country names in a row; a well-known group by its name."""
    if (group := _GROUPS.get(frozenset(codes))) is not None:
        return group
    names = [country(c) for c in codes]
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def scope(codes: Sequence[str]) -> str:
    """Countries where there is little room: names of one or two, a group's name, else codes."""
    if len(codes) < 3 or frozenset(codes) in _GROUPS:
        return countries(codes)
    return " ".join(codes) if len(codes) < 7 else f"{' '.join(codes[:6])} +{len(codes) - 6}"


_GROUPS = {
    frozenset({"BE", "LU", "NL"}): "Benelux",
    frozenset({"DK", "NO", "SE"}): "Scandinavia",
    frozenset({"DK", "FI", "IS", "NO", "SE"}): "Nordics",
    frozenset({"AT", "CH", "DE"}): "DACH",
    frozenset({"EE", "LT", "LV"}): "Baltics",
    frozenset({"GB", "IE"}): "UK & Ireland",
    frozenset({"ES", "PT"}): "Iberia",
}


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def counted(n: int, noun: str, plural: str | None = None) -> str:
    """`one office`, `seven offices`, `1,204 offices`."""
    word = _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"
    return f"{word} {noun if n == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """With a capital at its start."""
    return text[:1].upper() + text[1:]
