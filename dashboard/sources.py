"""From a fact back to the page it was read on: claims, articles, the sentence and what surrounds it.

Article text is somebody else's: everything here that becomes HTML goes through `html` first.
"""

import html as _std_html
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Protocol

import pandas as pd

from dashboard.charts import words
from dashboard.charts.style import shorten

_CONTEXT = 160


class TablesLike(Protocol):
    """The frames this module reads."""

    articles: pd.DataFrame
    executives: pd.DataFrame
    offices: pd.DataFrame
    figures: pd.DataFrame


def html(text: object) -> str:
    """Text as inert HTML."""
    return _std_html.escape(str(text), quote=True)


@dataclass(frozen=True)
class Sources:
    """Claims and articles, found by id."""

    tables: TablesLike

    @cached_property
    def _articles(self) -> dict[str, int]:
        return {article: i for i, article in enumerate(self.tables.articles["article_id"])}

    @cached_property
    def _claims(self) -> dict[str, tuple[str, int]]:
        return {
            claim: (name, i)
            for name in ("executives", "offices", "figures")
            for i, claim in enumerate(getattr(self.tables, name)["claim_id"])
        }

    @cached_property
    def _article_of(self) -> dict[str, str]:
        return {
            claim: article
            for name in ("executives", "offices", "figures")
            for claim, article in zip(
                getattr(self.tables, name)["claim_id"], getattr(self.tables, name)["article_id"], strict=True
            )
        }

    @cached_property
    def _heads(self) -> list[tuple[str | None, str | None, str]]:
        """(publisher, published, file) of each article."""
        articles = self.tables.articles
        return list(zip(articles["publisher"], articles["published"], articles["file"], strict=True))

    def article(self, article_id: str) -> dict[str, Any] | None:
        """An article's row as a dict (missing values None), or None where there is none of that id."""
        row = self._articles.get(article_id)
        return None if row is None else _row(self.tables.articles, row)

    def claim(self, claim_id: str) -> dict[str, Any] | None:
        """A claim's row as a dict with its `table`, or None."""
        found = self._claims.get(claim_id)
        if found is None:
            return None
        return {"table": found[0], **_row(getattr(self.tables, found[0]), found[1])}

    def claims_of(self, article_id: str) -> list[dict[str, Any]]:
        """Every claim of one article, in the order of the text."""
        found = [
            {"table": name, **_row(getattr(self.tables, name), int(i))}
            for name in ("executives", "offices", "figures")
            for i in (getattr(self.tables, name)["article_id"] == article_id).to_numpy().nonzero()[0]
        ]
        return sorted(found, key=lambda c: (c["start_char"], c["end_char"]))

    def articles_of(self, evidence: pd.DataFrame) -> list[str]:
        """The ids of the articles behind some facts, in the order in which they are first cited."""
        ids = map(self._article_of.get, chain.from_iterable(evidence["claim_ids"].tolist()))
        return list(dict.fromkeys(filter(None, ids)))

    def line(self, evidence: pd.DataFrame) -> str:
        """The source line under a chart: publishers and dates; counts where they are many."""
        articles = [self._heads[self._articles[a]] for a in self.articles_of(evidence)]
        if not articles:
            return ""
        if len(articles) <= 4:
            told = sorted((published or "", publisher or file) for publisher, published, file in articles)
            parts = [f"{publisher} ({words.when(day)})" if day else f"{publisher} (no date)" for day, publisher in told]
            return f"Source{'s' if len(parts) > 1 else ''}: {', '.join(dict.fromkeys(parts))}"
        publishers = [p for p in dict.fromkeys(publisher for publisher, _, _ in articles) if p]
        years = sorted({published[:4] for _, published, _ in articles if published})
        span = f", {years[0]} to {years[-1]}" if len(years) > 1 else f", {years[0]}" if years else ""
        named = ", ".join(publishers[:4]) + (f" and {len(publishers) - 4} more" if len(publishers) > 4 else "")
        return f"Sources: {len(articles)} articles{f' by {named}' if named else ''}{span}"


def _row(frame: pd.DataFrame, number: int) -> dict[str, Any]:
    values = frame.iloc[number].tolist()
    return {
        name: list(v) if hasattr(v, "__len__") and not isinstance(v, str) else None if v is None or v != v else v
        for name, v in zip(frame.columns, values, strict=True)
    }


def headline(article: dict[str, Any]) -> str:
    """The article's title; where none is known its first words, as such, or the name of its file."""
    if article["title"]:
        return str(article["title"])
    first = next((line.strip() for line in str(article["text"] or "")[:4000].splitlines() if line.strip()), "")
    return f"“{shorten(first, 70)}”" if first else str(article["file"])


def dated(article: dict[str, Any]) -> str:
    """Publisher and date as one line, saying so where the date is unknown."""
    day = words.when(article["published"]) if article["published"] else "no date known"
    return " · ".join(part for part in (article["publisher"], day) if part)


def sentence(article: dict[str, Any], claim: dict[str, Any]) -> str:
    """The claim's sentence as HTML with the match in bold, and a little of what stands around it."""
    text, start, end = article["text"], int(claim["start_char"]), int(claim["end_char"])
    before = _from_word(text[max(0, start - _CONTEXT) : start].rsplit("\n", 1)[-1], cut=start > _CONTEXT)
    after = _to_word(text[end : end + _CONTEXT].split("\n", 1)[0], cut=end + _CONTEXT < len(text))
    quote = " ".join(text[start:end].split("\n"))
    return (
        f'<p class="sentence" dir="auto"><bdi><span class="around">{html(before)}</span>'
        f'{_bold(quote, claim)}<span class="around">{html(after)}</span></bdi></p>'
    )


def _from_word(text: str, *, cut: bool) -> str:
    return "… " + text.split(" ", 1)[-1] if cut and len(text) >= _CONTEXT and " " in text else text


def _to_word(text: str, *, cut: bool) -> str:
    return text.rsplit(" ", 1)[0] + " …" if cut and len(text) >= _CONTEXT and " " in text else text


def _bold(quote: str, claim: dict[str, Any]) -> str:
    """The quote as HTML, the words that the claim was read from in bold; all of it where none is found."""
    spans = sorted(_matches(quote, claim))
    out, at = [], 0
    for start, end in spans:
        if start < at:
            continue
        out.append(f"{html(quote[at:start])}<b>{html(quote[start:end])}</b>")
        at = end
    return "".join(out) + html(quote[at:]) if out else f"<b>{html(quote)}</b>"


def _matches(quote: str, claim: dict[str, Any]) -> list[tuple[int, int]]:
    if claim["table"] == "figures":
        number = re.compile(r"\d[\d.,   ]*\d|\d")
        wanted = claim["value"]
        spans = [m.span() for m in number.finditer(quote) if _could_be(m.group(), wanted)]
        return spans
    names = ["person", "role", "replaces"] if claim["table"] == "executives" else ["city", "organisation"]
    spans = []
    for name in names:
        value = claim.get(name)
        if not value:
            continue
        for form in (value, value.split()[-1]):
            found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", quote, re.IGNORECASE)
            if found and len(form) > 1:
                spans.append(found.span())
                break
    return spans


def _could_be(digits: str, value: float) -> bool:
    """Whether a number as written shows the digits of the value, whatever its separators and scale."""
    shown = re.sub(r"\D", "", digits).strip("0")
    wanted = re.sub(r"\D", "", f"{abs(value):.10g}" if abs(value) < 1e10 else f"{abs(value):.10e}".split("e")[0])
    return bool(shown) and shown == wanted.strip("0")
