"""Texts that write accents apart ("e" and "◌́"), read as if they were composed; places lead back to the text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.articles import Article
from extract.claims import Claim

_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Composed:
    """A text with its accents composed. `places[i]` is where the character `i` comes from, and the last one its end."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text as it was."""
        return self.places[start], self.places[end]

    def claim(self, claim: Claim, original: str) -> Claim:
        """The claim with its quote as the text has it."""
        start, end = self.span(claim.start_char, claim.end_char)
        return replace(claim, start_char=start, end_char=end, quote=original[start:end])


def compose(text: str) -> Composed | None:
    """The text composed, or None where it is so already."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return None
    parts: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", cluster.group())
        parts.append(part)
        places.append(cluster.start())
        places.extend(range(cluster.end() - len(part) + 1, cluster.end()))  # marks that no letter takes in
    return Composed("".join(parts), [*places, len(text)])


def compose_article(article: Article) -> tuple[Article, Composed | None]:
    """The article to analyse, and the way back to the one given where its text had to be composed."""
    composed = compose(article.text)
    return (article, None) if composed is None else (replace(article, text=composed.text), composed)
