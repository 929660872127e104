"""Numbers as they are written: digits with any separator, words, and the two mixed ("2,5 millions")."""

import re
from dataclasses import dataclass
from typing import Any

_SPACES = " \u00a0\u202f\u2009"
_GROUPED = (
    rf"\d{{1,3}}(?:(?:[{_SPACES}]\d{{3}})+|(?:\.\d{{3}})+|(?:,\d{{3}})+|(?:['’]\d{{3}})+|(?:,\d{{2}})+,\d{{3}})(?!\d)"
)
_DIGITS = re.compile(rf"(?P<whole>{_GROUPED}|\d+)(?P<fraction>[.,]\d+)?(?P<power>[eE][+-]?\d{{1,2}}(?!\w))?")
_POINT_FIRST = re.compile(r"[.,]\d+(?![\d.,]*\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\S\n]*\n(?!\s*[a-zà-öø-ÿ(])\s*|[^\w\s]|_")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "–": "–", "−": "−"})
_HUNDRED, _THOUSAND = 100, 1000


class Tokens:
    """The words and signs of a text: `starts`, `ends`, `raw` as written, `low` in lower case.

    A line break that ends a paragraph is a token of its own, so that no phrase runs across it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.raw: list[str] = []
        for match in _TOKEN.finditer(text):
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.raw.append(match.group())
        self.low = [word.lower().translate(_SAME) if word.strip() else "\n" for word in self.raw]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, index: int) -> str:
        """The token in lower case; "\n" before the first and after the last."""
        return self.low[index] if 0 <= index < len(self.low) else "\n"

    def glued(self, index: int) -> bool:
        """No blank between this token and the one before it."""
        return 0 < index < len(self.raw) and self.ends[index - 1] == self.starts[index]

    def after(self, position: int, index: int) -> int:
        """The first token that starts at `position` or later, looked for from `index` on."""
        while index < len(self.starts) and self.starts[index] < position:
            index += 1
        return index


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: tokens[first:last], its value in full, and what it was written with.

    `scale` is the factor its scale word brought (1e9 for "3 milliards"), `approx` whether the word
    itself is round ("une trentaine"), `digits` whether it was written in figures, `plain` the bare
    digits where nothing but an integer without separators was written.
    """

    first: int
    last: int
    value: float
    scale: float = 1.0
    approx: bool = False
    digits: bool = False
    plain: str = ""


def phrase(words: str) -> tuple[str, ...]:
    """A phrase of a lexicon, cut as texts are cut."""
    return tuple(t.lower().translate(_SAME) for t in _TOKEN.findall(words))


class Phrases:
    """Phrases of a lexicon with what each means; the longest match wins."""

    def __init__(self, meanings: dict[tuple[str, ...], Any], backwards: bool = False) -> None:
        self._backwards = backwards
        self._by_head: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for words, meaning in meanings.items():
            key = words[::-1] if backwards else words
            self._by_head.setdefault(key[0], []).append((key, meaning))
        self.heads = set(self._by_head)
        for entries in self._by_head.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def match(self, low: list[str], index: int) -> tuple[int, Any] | None:
        """The longest phrase at `index`: where it ends, what it means. Backwards: the longest phrase
        whose last word is at `index`; then where it starts."""
        entries = self._by_head.get(low[index]) if 0 <= index < len(low) else None
        for words, meaning in entries or ():
            size = len(words)
            if self._backwards:
                if index + 1 >= size and tuple(low[index - size + 1 : index + 1]) == words[::-1]:
                    return index - size + 1, meaning
            elif tuple(low[index : index + size]) == words:
                return index + size, meaning
        return None


class NumeralReader:
    """Reads the numbers of one language from its `quantities.toml`."""

    def __init__(self, words: dict[str, Any]) -> None:
        self.decimal: str = words["decimal"]
        self.values: dict[str, int] = words["numerals"]
        self.scales: dict[str, float] = {w: float(v) for w, v in words["scales"].items()}
        self.abbreviations: dict[str, float] = {w: float(v) for w, v in words["abbreviations"].items()}
        self.letters: dict[str, float] = {w: float(v) for w, v in words["letters"].items()}
        self.collectives: dict[str, int] = words["collectives"]
        self.exact_collectives = set(words.get("exact_collectives", ()))
        self.articles = set(words["articles"])
        self.scale_articles = set(words["scale_articles"])
        self.of = {phrase(w) for w in words["of"]}
        self.and_half = [phrase(w) for w in words["and_half"]]
        self.fixed = Phrases({phrase(w): v for w, v in words["fixed"].items()})
        self.joiners_ten = set(words["joiners_after_ten"])
        self.joiners_hundred = set(words["joiners_after_hundred"])
        self.bare_scales = set(words["scales_alone"])
        self.countable: set[str] = set()  # first words of units: "40m users" needs to know them
        self.starts = (
            set(self.values)
            | self.bare_scales
            | self.articles
            | self.scale_articles
            | {phrase(w)[0] for w in words["fixed"]}
        )
        self._compound = _compounds(words.get("compound", False), self.values)

    def value(self, word: str) -> float | None:
        """The value of one number word, compounds ("vijfentwintig") included."""
        known = self.values.get(word)
        if known is None and self._compound is not None and len(word) > 5:
            return self._compound(word)
        return known

    def starts_with(self, word: str) -> bool:
        """Is `word` a number written as one ("vijfentwintig")?"""
        return self._compound is not None and len(word) > 5 and self._compound(word) is not None

    def read(self, tokens: Tokens, index: int) -> Numeral | None:
        """The numeral that starts at token `index`, its scale words taken in."""
        if index >= len(tokens):
            return None
        first = tokens.raw[index][0]
        if first.isdigit() or (first in ".," and not tokens.glued(index)):
            numeral = self._digits(tokens, index)
        else:
            numeral = self._words(tokens, index)
        return numeral and self._half(tokens, self._scaled(tokens, numeral))

    def _digits(self, tokens: Tokens, index: int) -> Numeral | None:
        text, start = tokens.text, tokens.starts[index]
        match = _DIGITS.match(text, start) or _POINT_FIRST.match(text, start)
        if match is None or not match.group().isascii() and not match.group()[0].isascii():
            return None
        if match.re is _POINT_FIRST:
            value, plain = float("0" + match.group().replace(",", ".")), ""
        else:
            value = self._value(match)
            plain = match.group() if match.group().isdecimal() else ""
        last = tokens.after(match.end(), index)
        return Numeral(index, last, value, digits=True, plain=plain)

    def _value(self, match: re.Match[str]) -> float:
        whole, fraction, power = match["whole"], match["fraction"] or "", match["power"] or ""
        marks = {c for c in whole if not c.isdigit()}
        if len(marks) == 1 and not fraction:
            mark = next(iter(marks))
            alone = whole.count(mark) == 1
            if mark in ".," and alone and (mark == self.decimal or whole[0] == "0"):
                return float(whole.replace(mark, ".") + power)
        return float(re.sub(r"\D", "", whole) + fraction.replace(",", ".") + power)

    def _words(self, tokens: Tokens, index: int) -> Numeral | None:
        low = tokens.low
        fixed = self.fixed.match(low, index)
        if fixed:
            end, value = fixed
            return Numeral(index, end, float(value))
        word = low[index]
        following = tokens.word(index + 1)
        if word in self.articles and following in self.collectives:
            approx = following not in self.exact_collectives
            return Numeral(index, index + 2, float(self.collectives[following]), approx=approx)
        if word in self.scale_articles and following in self.bare_scales:
            return self._sequence(tokens, index + 1, index)
        return self._sequence(tokens, index, index)

    def _sequence(self, tokens: Tokens, index: int, first: int) -> Numeral | None:
        """Number words by the rules of counting: tens before units, bigger scales first."""
        low, total, group, used, last_scale, scale = tokens.low, 0.0, 0.0, False, 1e18, 1.0
        unit_open = ten_open = True  # may a unit, may a ten still come in this group of three digits
        position, end = index, index
        while position < len(low):
            word = low[position]
            if used and position == end and self._joins(tokens, position, group, total):
                position += 1
                continue
            value = self.value(word)
            if value is None:
                value = self.scales.get(word)
                if value is None or (not used and word not in self.bare_scales and first == index):
                    break
            if value >= _THOUSAND:
                if value > last_scale and used:
                    total, group = (total + group) * value, 0.0
                elif value < last_scale:
                    total, group = total + (group or 1.0) * value, 0.0
                    if used and group == 0.0 and total == 0.0:
                        break
                else:
                    break
                last_scale, unit_open, ten_open, scale = value, True, True, max(scale, value)
            elif value == _HUNDRED:
                if group >= _HUNDRED or (used and group == 0 and position != end and total):
                    break
                group, unit_open, ten_open = (group or 1.0) * _HUNDRED, True, True
            elif value > _HUNDRED:  # a compound such as "tweehonderdvijftig"
                if group:
                    break
                group, unit_open, ten_open = value, False, False
            elif value == 20 and group % _HUNDRED == 4 and tokens.word(position - 1) in ("-", "quatre"):
                group, unit_open, ten_open = group - 4 + 80, True, False
            elif value >= 20:
                if not ten_open:
                    break
                group, ten_open, unit_open = group + value, False, value % 10 == 0
            elif value >= 10:
                if not ten_open and group % _HUNDRED not in (60, 80):
                    break
                group, ten_open, unit_open = group + value, False, value == 10 and word == "dix"
            else:
                if not unit_open:
                    break
                if group % _HUNDRED in (10, 70, 90) and value < 7:
                    break
                group, ten_open, unit_open = group + value, False, False
            used = True
            position += 1
            end = position
        return Numeral(first, end, total + group, scale) if used else None

    def _joins(self, tokens: Tokens, position: int, group: float, total: float) -> bool:
        """Does the joiner at `position` ("et", "and", "-") lead to the rest of the same number?"""
        word, following = tokens.low[position], tokens.word(position + 1)
        value = self.value(following)
        if word == "-":
            hyphened = tokens.glued(position) and tokens.glued(position + 1)
            return hyphened and (value is not None or following in self.scales or following in self.joiners_ten)
        if value is None:
            return False
        if word in self.joiners_ten and value in (1, 11):
            return group % _HUNDRED >= 20
        return word in self.joiners_hundred and value < _HUNDRED and (group or total) and group % _HUNDRED == 0

    def _scaled(self, tokens: Tokens, numeral: Numeral) -> Numeral:
        """The numeral with the scale words behind it: "2,5 millions", "une dizaine de milliards", "40m"."""
        position, factor = numeral.last, 1.0
        while True:
            found = self._scale(tokens, position, numeral, factor)
            if found is None:
                break
            position, step = found
            factor *= step
        if factor == 1.0 and position == numeral.last:
            return numeral
        return Numeral(
            numeral.first, position, numeral.value * factor, max(numeral.scale, factor), numeral.approx, numeral.digits
        )

    def _scale(self, tokens: Tokens, position: int, numeral: Numeral, factor: float) -> tuple[int, float] | None:
        raw, low = tokens.raw, tokens.low
        skipped = position
        if position < len(raw) and not numeral.digits or factor > 1:
            for of in self.of:
                if tuple(low[position : position + len(of)]) == of:
                    skipped = position + len(of)
        elif tokens.word(position) == "-":
            skipped = position + 1
        if skipped >= len(raw):
            return None
        word = low[skipped]
        if word in self.scales and (numeral.digits or skipped > position or numeral.approx or factor == 1):
            return skipped + 1, self.scales[word]
        if skipped != position or not numeral.digits or factor > 1:
            return None
        if raw[position] in self.abbreviations:
            end = position + 1
            dotted = tokens.word(end) == "." and tokens.glued(end) and tokens.word(end + 1).islower()
            return end + dotted, self.abbreviations[raw[position]]
        if raw[position] in self.letters and self._letter_is_scale(tokens, position):
            return position + 1, self.letters[raw[position]]
        return None

    def _letter_is_scale(self, tokens: Tokens, position: int) -> bool:
        """Is the single letter after the digits a scale (5 M$, 40m users) and not a unit (40 m, 5G)?"""
        money_next = tokens.word(position + 1) in {"$", "€", "£", "¥", "eur", "usd", "chf", "cad", "f", "us", "e"}
        numeral_first = position - 1
        while numeral_first > 0 and (tokens.raw[numeral_first - 1][0].isdigit() or tokens.raw[numeral_first - 1] in ".,"):
            numeral_first -= 1
        before = tokens.word(numeral_first - 1)
        money_before = before in {"$", "€", "£", "¥", "eur", "usd", "chf", "gbp", "cad", "aud"}
        counted = tokens.glued(position) and tokens.raw[position] in "mkMK"
        return money_before or money_next or (counted and tokens.word(position + 1) in self.countable)

    def _half(self, tokens: Tokens, numeral: Numeral) -> Numeral:
        """"trois milliards et demi", "two and a half million"."""
        for words in self.and_half:
            end = numeral.last + len(words)
            if tuple(tokens.low[numeral.last : end]) == words:
                half = Numeral(
                    numeral.first, end, numeral.value + numeral.scale / 2, numeral.scale, numeral.approx, numeral.digits
                )
                return self._scaled(tokens, half)
        return numeral


def _compounds(wanted: bool, values: dict[str, int]) -> Any:
    """A reader of number words written as one ("vijfentwintigduizend"), or None."""
    if not wanted:
        return None
    alternatives = "|".join(sorted(values, key=len, reverse=True))
    whole = re.compile(rf"(?:{alternatives}|en|ën)+")
    part = re.compile(alternatives)

    def read(word: str) -> float | None:
        if not whole.fullmatch(word):
            return None
        total = group = 0.0
        for piece in part.findall(word):
            value = values[piece]
            if value == _THOUSAND:
                total, group = total + (group or 1) * value, 0.0
            elif value == _HUNDRED:
                group = (group or 1) * value
            else:
                group += value
        return total + group

    return read
