"""What the articles can be read by besides companies: subjects of numbers, brands, units, and families of them.

A theme is a name. Everything that names it is its own: numbers by their subject or by the sentence they were read from,
posts and places by their organisation, sentences of the articles. Indexed once; a filter costs a count.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from dashboard.selection import Facet
from extract.tables import Tables

_Rows = np.ndarray[Any, Any]
_Words = tuple[str, ...]
_WORD = re.compile(r"\w+(?:\.\w+)*")  # "Alibaba.com" is one word, "d'Alibaba" is two
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_MOST_INDEXED = 12  # frames (of today, and of days by which it was known), and themes' sentences
_SHORTEST_FAMILY = 3  # letters: "La", "De" are no families


@dataclass(frozen=True)
class Themes:
    """Every theme, and what names it."""

    tables: Tables
    names: list[str]
    _by_word: dict[str, list[tuple[_Words, int]]]
    _indexed: dict[int, tuple[pd.DataFrame, tuple[_Rows, _Rows]]] = field(default_factory=dict)
    _sentences: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Tables) -> "Themes":
        """The themes of some tables."""
        told: Counter[str] = Counter()
        for frame, column in ((tables.figures, "subject"), (tables.executives, "organisation"),
                              (tables.offices, "organisation"), (tables.groups, "organisation"),
                              (tables.groups, "parent")):  # fmt: skip
            told.update(name for name in frame[column] if isinstance(name, str) and name)
        told.update(dict.fromkeys(_families(told, tables.articles["text"]), 0))
        spelt: dict[_Words, str] = {}
        for name, _ in told.most_common():  # articles do not agree on capitals (Alipay, AliPay): the usual is shown
            spelt.setdefault(_words(name), name)
        spelt.pop((), None)
        by_word: dict[str, list[tuple[_Words, int]]] = defaultdict(list)
        for number, words in enumerate(spelt):
            by_word[words[0]].append((words, number))
        return cls(tables, list(spelt.values()), dict(by_word))

    def number(self, name: str) -> int | None:
        """The number of a theme, whatever its capitals."""
        wanted = _words(name)
        return next((n for words, n in self._by_word.get(wanted[0], ()) if words == wanted), None) if wanted else None

    def counts(self, facet: Facet, keep: _Rows, column: str) -> _Rows:
        """How many of the facts that a mask keeps name each theme."""
        rows, themes = self._pairs(facet.source, column)
        kept = np.zeros(len(facet.source), dtype=bool)
        kept[np.flatnonzero(keep) if facet.rows is None else facet.rows[keep]] = True
        return np.bincount(themes[kept[rows]], minlength=len(self.names))

    def naming(self, facet: Facet, keep: _Rows, column: str, name: str) -> _Rows:
        """A mask of those facts that a mask keeps that name a theme."""
        number = self.number(name)
        if number is None:
            return np.zeros(len(keep), dtype=bool)
        rows, themes = self._pairs(facet.source, column)
        named = np.zeros(len(facet.source), dtype=bool)
        named[rows[themes == number]] = True
        return keep & (named if facet.rows is None else named[facet.rows])

    def _pairs(self, source: pd.DataFrame, column: str) -> tuple[_Rows, _Rows]:
        """Row and theme of every naming in a frame of facts, indexed once a frame."""
        known = self._indexed.get(id(source))
        if known is None or known[0] is not source:
            if len(self._indexed) >= _MOST_INDEXED:
                self._indexed.clear()
            named = lru_cache(maxsize=None)(self._named)
            quotes = self._quotes_of_claims if column == "subject" else {}
            found = [
                sorted({*named(told or ""), *(n for claim in claims for n in named(quotes.get(claim, "")))})
                for told, claims in zip(source[column], source["claim_ids"], strict=True)
            ]
            rows = np.repeat(np.arange(len(found)), [len(f) for f in found])
            themes = np.array([n for f in found for n in f], dtype=int)
            known = self._indexed[id(source)] = (source, (rows, themes))
        return known[1]

    def sentences(self, name: str) -> list[tuple[str, str]]:
        """(id of the article, sentence) for every sentence that names a theme."""
        if name not in self._sentences:
            if len(self._sentences) >= _MOST_INDEXED:
                self._sentences.clear()
            wanted, articles = pattern(name), self.tables.articles
            self._sentences[name] = [
                (article, sentence.strip())
                for article, text in zip(articles["article_id"], articles["text"], strict=True)
                if wanted.search(text)
                for sentence in _SENTENCE_END.split(text)
                if wanted.search(sentence)
            ]
        return self._sentences[name]

    @property
    def _quotes_of_claims(self) -> dict[str, str]:
        return dict(zip(self.tables.figures["claim_id"], self.tables.figures["quote"], strict=True))

    def _named(self, text: str) -> tuple[int, ...]:
        """The numbers of the themes that a text names."""
        told = _WORD.findall(text)
        words = tuple(word.casefold() for word in told)
        return tuple({
            number
            for i, word in enumerate(words)
            for theme, number in self._by_word.get(word, ())
            if words[i : i + len(theme)] == theme and (told[i][0].isupper() or not self.names[number][0].isupper())
        })  # fmt: skip


def pattern(name: str) -> re.Pattern[str]:
    """Finds a theme in a text, as `Themes` does: a name keeps its capital, for a share (action) is not Action."""
    first = re.escape(name[0]) if name[0].isupper() else f"(?i:{re.escape(name[0])})"
    return re.compile(rf"(?<!\w)({first}(?i:{re.escape(name[1:])}))(?!\w|\.\w)")


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(text.casefold()))


def _families(names: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    """What several names begin with, where articles also name it by itself and always as a name: "Tmall" of "Tmall
    Global" and "Tmall Luxury", but not "Banque" of two banks."""
    members: dict[str, set[str]] = defaultdict(set)
    for name in names:
        head, _, rest = name.partition(" ")
        if rest and head[:1].isupper() and len(head) >= _SHORTEST_FAMILY and _WORD.fullmatch(head):
            members[head].add(rest.split()[0])
    families = {head: rests for head, rests in members.items() if len(rests) > 1}
    if not families:
        return
    heads = {head.casefold(): head for head in families}
    found = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, heads))})(?!\w|\.\w)(?:[ \u00a0](\w+))?", re.IGNORECASE)
    alone: Counter[str] = Counter()
    common: set[str] = set()
    for text in texts:
        for head, following in found.findall(text):
            family = heads[head.casefold()]
            if head[:1].islower():
                common.add(family)
            elif following not in families[family] and not following[:1].isupper():
                alone[family] += 1
    yield from (family for family in families if alone[family] and family not in common)
