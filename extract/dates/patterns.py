"""The patterns of a language's `dates.toml`, compiled and found by their first word.

A pattern is a regular expression over folded text (lower case, no accents, one kind of apostrophe, hyphen
and blank) with slots: `{month}` matches any word of `[slots.month]` and yields its value, `{day}`, `{year}` ...
match digits, `{n}` both; `{day:day2}` stores the value under another name; `{@name}` inserts `[macros] name`.
A blank matches a line break too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.languages import Language, load

Value = int | str
Fields = dict[str, Value]

_BLANK = r"(?: {1,2}| ?\n ?)"
_NUMERIC = {
    "day": r"0?[1-9]|[12]\d|3[01]",
    "mm": r"0?[1-9]|1[0-2]",
    "month_digits": r"0[1-9]|1[0-2]",
    "year": r"(?:1[6-9]|20)\d\d",
    "yy": r"\d\d",
    "late_yy": r"3[2-9]|[4-9]\d",
    "quarter_digit": r"[1-4]",
    "half_digit": r"[12]",
    "size_digit": r"[369]",
    "first": r"\d{1,2}",
    "second": r"\d{1,2}",
}
_TOKEN = re.compile(r"[a-z]+|\d+")
_SLOT = re.compile(r"\{([a-z_]+)(?::(\w+))?\}")
_LEADING_WORD = re.compile(r"[a-z]+")
_LEADING_LOOK = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")
_LOOK_BEHIND = re.compile(r"(\(\?<[=!])([^()]*)\)")


class PatternError(ValueError):
    """A pattern whose first word cannot be told, or that names an unknown slot."""


class _Folding(dict[int, str | int]):
    """Every character to one plain character, so that offsets hold."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if char.isspace() and char != "\n":
            plain = ord(" ")
        elif char in "’‘ʼ`´′":
            plain = ord("'")
        elif unicodedata.category(char) == "Pd" or char == "−":
            plain = ord("-")
        else:
            base = unicodedata.normalize("NFKD", char)[0].lower()
            plain = ord(base) if len(base) == 1 else code
        self[code] = plain
        return plain


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` in lower case without accents, plain apostrophes, hyphens and blanks; same length."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: what it means (`sense`), what it always says (`told`), and its slots' values."""

    sense: str
    told: Fields
    regex: re.Pattern[str]
    values: dict[str, dict[str, Value]]

    def fields(self, match: re.Match[str]) -> Fields:
        """What a match says: `{"day": 18, "month": 5, "year": 2016}`."""
        fields = dict(self.told)
        for group, words in match.groupdict().items():
            if words is not None:
                name = group.partition("__")[0]
                known = self.values.get(name)
                fields[name] = known[_plain(words)] if known and _plain(words) in known else int(words)
        return fields


def _plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".")


class Grammar:
    """All patterns of a language by the first token they can begin with."""

    def __init__(self, words: dict[str, Any]) -> None:
        """`words` is the content of a `dates.toml`. Raises PatternError where it cannot be read."""
        self.words = words
        self._slots: dict[str, dict[str, Value]] = words.get("slots", {})
        self._macros: dict[str, str] = words.get("macros", {})
        self._by_token: dict[str, list[Pattern]] = {}
        for entry in words.get("pattern", []):
            for template in entry["match"]:
                self._add(template, entry["sense"], entry.get("with", {}))

    def expand(self, template: str) -> str:
        """Macros put in."""
        while "{@" in template:
            template = re.sub(r"\{@(\w+)\}", lambda m: self._macros[m[1]], template)
        return template

    def regex(self, template: str) -> re.Pattern[str]:
        """A template as a compiled regular expression; slots become named groups."""
        source = re.sub(r"\((?!\?)", "(?:", self.expand(template))
        source = _LOOK_BEHIND.sub(_whole_words_behind, source)
        source = re.sub(r"(?<!\[) ", lambda _: _BLANK, source)
        seen: Counter[str] = Counter()
        try:
            return re.compile(_SLOT.sub(lambda slot: self._group(slot, seen), source))
        except re.error as error:
            raise PatternError(f"{template!r}: {error}") from error

    def _group(self, slot: re.Match[str], seen: Counter[str]) -> str:
        """A slot as a named group; one named twice (in two alternatives) is numbered: `turn__2`."""
        name, stored = slot[1], slot[2] or slot[1]
        seen[stored] += 1
        if seen[stored] > 1:
            stored = f"{stored}__{seen[stored]}"
        if name in _NUMERIC:
            alternatives = _NUMERIC[name]
        elif name in self._slots:
            words = sorted(self._slots[name], key=len, reverse=True)
            alternatives = "|".join(re.escape(word).replace(r"\ ", _BLANK) for word in words)
            if name == "n":
                alternatives += r"|\d{1,3}"
        else:
            raise PatternError(f"unknown slot {name!r}")
        return f"(?P<{stored}>{alternatives})"

    def _add(self, template: str, sense: str, told: Fields) -> None:
        body = self.expand(template)
        regex = self.regex(f"{body}(?![a-z0-9])")
        slots: dict[str, dict[str, Value]] = {}
        for slot in _SLOT.finditer(body):
            if slot[1] in self._slots:
                slots.setdefault(slot[2] or slot[1], {}).update(self._slots[slot[1]])
        pattern = Pattern(sense, told, regex, slots)
        for token in set(self._first_tokens(body)):
            self._by_token.setdefault(token, []).append(pattern)

    def _first_tokens(self, body: str) -> Iterator[str]:
        """The tokens that `body` can begin with; "#4" stands for a year, "#2" for a shorter number."""
        look = _LEADING_LOOK.match(body)
        if look:
            yield from self._first_tokens(body[look.end() :])
        elif body.startswith("("):
            end = _closing(body)
            for part in _alternatives(body[1:end]):
                yield from self._first_tokens(part)
            if body[end + 1 : end + 2] == "?":
                yield from self._first_tokens(body[end + 2 :])
        elif slot := _SLOT.match(body):
            name = slot[1]
            if name in _NUMERIC:
                yield "#4" if name == "year" else "#2"
            else:
                yield from (_token_class(_TOKEN.findall(word)[0]) for word in self._slots[name])
            if name == "n":
                yield "#2"
        elif body.startswith("'"):
            yield from self._first_tokens(body[2:] if body[1:2] == "?" else body[1:])
        elif word := _LEADING_WORD.match(body):
            if body[word.end() : word.end() + 1] == "?":
                yield word[0][:-1]
            yield word[0]
        else:
            raise PatternError(f"no first word in {body!r}")

    def scan(self, folded: str) -> Iterator[tuple[int, int, Pattern, re.Match[str]]]:
        """Longest matches from left to right: start, end, the pattern and its match."""
        done = 0
        by_token = self._by_token
        for token in _TOKEN.finditer(folded):
            patterns = by_token.get(_token_class(token[0]))
            start = token.start()
            if patterns is None or start < done or (start and folded[start - 1].isalnum()):
                continue
            best: tuple[Pattern, re.Match[str]] | None = None
            for pattern in patterns:
                match = pattern.regex.match(folded, start)
                if match and (best is None or match.end() > best[1].end()):
                    best = pattern, match
            if best:
                done = best[1].end()
                yield start, done, *best


def _whole_words_behind(look: re.Match[str]) -> str:
    """A look-behind whose words are whole: "le " is not the end of "siècle "."""
    words = look[2].replace(" ", r"[ \n]").split("|")
    return look[1] + "|".join((r"\b" if word[0].isalpha() else "") + word for word in words) + ")"


def _token_class(token: str) -> str:
    """A word stands for itself, digits for their number: a year has four, a day or count has less."""
    if token[0] > "9":
        return token
    return "#4" if len(token) == 4 else "#2" if len(token) < 4 else ""


def _closing(body: str) -> int:
    """Where the bracket that opens `body` closes."""
    depth = 0
    for position, char in enumerate(body):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return position
    raise PatternError(f"unclosed bracket in {body!r}")


def _alternatives(body: str) -> list[str]:
    """`body` cut at its outermost bars."""
    parts, depth, begin = [], 0, 0
    for position, char in enumerate(body):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(body[begin:position])
            begin = position + 1
    return [*parts, body[begin:]]


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of a language, compiled once."""
    return Grammar(language.words("dates"))


def as_language(language: Language | str) -> Language:
    """A language given itself or by its code."""
    return load(language) if isinstance(language, str) else language
