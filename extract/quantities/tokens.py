"""The words and signs of a text, and phrases of a lexicon among them."""

import re
from typing import Any

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|(?<!\s)[^\S\n]*+\n\s*+(?![a-zà-öø-ÿ(])|[^\w\s]|_")
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-"}
FIGURES = set("0123456789")


class Tokens:
    """The words and signs of a text: `starts`, `ends`, `raw` as written, `low` in lower case.

    A line break that ends a paragraph is a token of its own, so that no phrase runs across it.
    """

    def __init__(self, text: str) -> None:
        """Cut `text` into tokens."""
        self.text = text
        matches = list(_TOKEN.finditer(text))
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.raw = [match.group() for match in matches]
        self.low = [
            (word.lower() if not word[0].isspace() else "\n") if len(word) > 1 else _SAME.get(word) or word.lower()
            for word in self.raw
        ]

    def __len__(self) -> int:
        """How many tokens."""
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


def phrase(words: str) -> tuple[str, ...]:
    """A phrase of a lexicon, cut as texts are cut."""
    return tuple(Tokens(words).low)


class Phrases:
    """Phrases of a lexicon with what each means; the longest match wins."""

    def __init__(self, meanings: dict[tuple[str, ...], Any], backwards: bool = False) -> None:
        """Index phrases by their first word, or by their last where they are looked up `backwards`."""
        self._backwards = backwards
        self._meanings = meanings
        sizes: dict[str, set[int]] = {}
        for words in meanings:
            sizes.setdefault(words[-1] if backwards else words[0], set()).add(len(words))
        self._sizes = {head: sorted(lengths, reverse=True) for head, lengths in sizes.items()}
        self.heads = set(sizes)

    def match(self, low: list[str], index: int) -> tuple[int, Any] | None:
        """The longest phrase at `index`: where it ends, what it means. Backwards: the longest phrase
        whose last word is at `index`; then where it starts."""
        if not 0 <= index < len(low):
            return None
        for size in self._sizes.get(low[index], ()):
            first = index - size + 1 if self._backwards else index
            words = tuple(low[first : first + size]) if first >= 0 else ()
            if len(words) == size and words in self._meanings:  # at the end of a text a slice is short
                return (first if self._backwards else first + size), self._meanings[words]
        return None


def past_hyphen(tokens: Tokens, position: int) -> int:
    """Past the hyphen inside a number ("vingt-deux")."""
    hyphen = tokens.word(position) == "-" and tokens.glued(position) and tokens.glued(position + 1)
    return position + 1 if hyphen else position
