"""What stands behind a fact: the sentences it was read from, where they stand, and the fact in words."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.charts import style, words
from dashboard.charts.posts import post, scope
from dashboard.export.drawing import clean
from dashboard.sources import Sources, TablesLike, dated, headline

MARK = "comptoir:"
_LONGEST = 600
Fact = dict[str, Any]

# the fields of a fact that an audit compares, with the word that people know them by
FIELDS = {
    "tenure": {
        "person": "person", "organisation": "company", "role": "post", "function": "function",
        "countries": "countries", "region": "region", "status": "status", "start": "start", "end": "end",
        "replaces": "predecessor", "replaced_by": "successor", "reports_to": "reports to",
    },
    "site": {
        "organisation": "company", "kind": "kind", "city": "city", "country": "country", "status": "status",
        "date": "date", "serves": "serves",
    },
    "point": {
        "subject": "subject", "metric": "measure", "unit": "unit", "per": "per", "geography": "countries",
        "period": "period", "value": "value", "value_high": "upper value", "bound": "precision", "nature": "nature",
        "attributed_to": "according to",
    },
}  # fmt: skip


def kind_of(fact: Mapping[str, Any]) -> str:
    """`tenure`, `site` or `point`."""
    return "tenure" if "person" in fact else "site" if "city" in fact else "point"


def rows(frame: pd.DataFrame) -> list[Fact]:
    """Facts as dicts; an untold number is None."""
    return [
        {str(name): None if isinstance(value, float) and value != value else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]


def snapshot(fact: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a fact that an audit compares, as JSON holds them."""
    values = {name: _plain(fact[name]) for name in FIELDS[kind_of(fact)]}
    series = {"series": fact["series_id"]} if "series_id" in fact else {}
    return {"is": kind_of(fact), **series, **values, "conflict": fact["conflict"] or None}


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and value != value):
        return None
    if hasattr(value, "__len__") and not isinstance(value, str):
        return [str(item) for item in value]
    return value.item() if hasattr(value, "item") else value


def statement(fact: Mapping[str, Any]) -> str:
    """A fact as one line of words."""
    if "person" in fact:
        start = f"from {words.when(fact['start'])}" if fact["start"] else ""
        end = f"until {words.when(fact['end'])}" if fact["end"] else ""
        dates = f"{start} {end}".strip()
        state = style.PEOPLE[fact["status"]].word
        return f"{fact['person']}: " + _listed(post(fact), fact["organisation"], scope(fact), dates, state)
    if "city" in fact:
        place = ", ".join(filter(None, (fact["city"], words.country(fact["country"]))))
        told = _listed(words.kind(fact["kind"]), style.OFFICES[fact["status"]].word, words.when(fact["date"]))
        return f"{fact['organisation'] or 'Company untold'}, {place}: {told}"
    value = words.bounded(fact["value"], fact["unit"], fact["bound"], value_high=fact["value_high"], per=fact["per"])
    source = f"according to {fact['attributed_to']}" if fact["attributed_to"] else ""
    measure = f"{words.metric(fact['metric'])} {value}"
    told = _listed(measure, style.FIGURES[fact["nature"]].word, words.when(fact["period"]), source)
    return f"{fact['subject'] or 'Subject untold'}: {told}"


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


class Evidence:
    """Finds the sentences behind facts."""

    def __init__(self, tables: TablesLike, sources: Sources | None = None) -> None:
        """`tables` hold the claims and articles; `sources` finds them by id, where that is at hand already."""
        self.sources = sources or Sources(tables)

    def claims(self, fact: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The claims behind a fact, the surest first."""
        found = [claim for claim_id in fact["claim_ids"] if (claim := self.sources.claim(claim_id))]
        return sorted(found, key=lambda claim: -float(claim["confidence"]))

    def sentence(self, fact: Mapping[str, Any]) -> str:
        """The sentence that a fact was most surely read from; empty where it is not at hand."""
        claims = self.claims(fact)
        return clean(claims[0]["quote"]) if claims else ""

    def alt(self, facts: Iterable[Mapping[str, Any]]) -> str:
        """The alternative text of a shape that stands for facts: a line each, `comptoir:FACT_ID | sentence`."""
        told = ((fact["fact_id"], self.sentence(fact) or clean(statement(fact))) for fact in facts)
        return "\n".join(f"{MARK}{fact_id} | {sentence[:_LONGEST]}" for fact_id, sentence in told)

    def line(self, facts: Iterable[Mapping[str, Any]]) -> str:
        """The source line of a slide: publishers and dates."""
        return clean(
            self.sources.line(pd.DataFrame({"claim_ids": [fact["claim_ids"] for fact in facts]}, dtype=object))
        )

    def notes(self, facts: Iterable[Mapping[str, Any]]) -> str:
        """The speaker notes of a slide: every fact with each sentence behind it, where and when it was published."""
        parts = []
        for fact in facts:
            lines = [clean(statement(fact))]
            if fact["conflict"]:
                lines.append(f"Sources disagree on {clean(fact['conflict'])}.")
            for claim in self.claims(fact):
                article = self.sources.article(claim["article_id"])
                origin = " · ".join(filter(None, (headline(article), dated(article)))) if article else ""
                lines.append(f"“{clean(claim['quote'])}” {clean(origin)}".rstrip())
            parts.append("\n".join(lines))
        return "\n\n".join(parts)

    def articles(self, facts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The articles behind facts, oldest first, those without a date last."""
        ids = self.sources.articles_of(pd.DataFrame({"claim_ids": [fact["claim_ids"] for fact in facts]}, dtype=object))
        found = [article for article_id in ids if (article := self.sources.article(article_id))]
        return sorted(found, key=lambda article: article["published"] or "9999")
