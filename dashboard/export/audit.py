"""What has become of the facts in a deck: unchanged, changed, contradicted or gone, slide by slide.

A deck carries its facts twice: each shape names them in its alternative text, and each slide holds their values as a
tag. Whoever edits, copies or reorders slides takes both along; where a program has dropped the tag, the sentence is
compared.
"""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from dashboard.charts import words
from dashboard.export.deck import TAG, TAGS
from dashboard.export.drawing import clean
from dashboard.export.evidence import FIELDS, MARK, Evidence, Fact, kind_of, rows, snapshot, statement
from dashboard.export.template import DAMAGED
from dashboard.export.workbook import FactsLike, TablesLike

UNCHANGED, CHANGED, CONTRADICTED, GONE = VERDICTS = ("unchanged", "changed", "contradicted", "gone")
NONE_LEFT = "No fact of this deck is told by these articles. Was it made of others?"
_MARKED = re.compile(rf"^{MARK}([\w.-]+) \| (.*)$", re.MULTILINE)
_DATES = frozenset({"start", "end", "date", "period"})
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """What has become of one fact of one slide. `details` tells each field that differs, old → new."""

    slide: int
    title: str
    fact_id: str
    told: str
    verdict: str
    details: tuple[str, ...] = ()


def audit(deck: Path | bytes, tables: TablesLike, facts: FactsLike) -> list[Finding]:
    """Every fact of every slide against the facts of today. ValueError where the file is no deck of Comptoir's."""
    name = deck.name if isinstance(deck, Path) else "the file"
    content = deck.read_bytes() if isinstance(deck, Path) else deck
    try:
        told = [
            (number, title, *fact)
            for number, slide in enumerate(Presentation(io.BytesIO(content)).slides, start=1)
            for title in [clean(slide.shapes.title.text) if slide.shapes.title is not None else f"slide {number}"]
            for fact in _told(slide)
        ]
    except DAMAGED as error:
        raise ValueError(f"{name}: not a PowerPoint deck that can be read: give a .pptx") from error
    today = _Today(tables, facts)
    found = [today.compare(*fact) for fact in told]
    if not found:
        raise ValueError(f"{name}: no slide of this deck tells of facts: check a deck that Comptoir has made")
    return found


def _told(slide: Any) -> Iterator[tuple[str, str, Values | None]]:
    """(fact, sentence, values at the time) for each fact of a slide, in the order of its shapes."""
    values = _remembered(slide)
    seen: set[str] = set()
    for properties in slide._element.iter(qn("p:cNvPr")):
        for fact_id, sentence in _MARKED.findall(properties.get("descr") or ""):
            if fact_id not in seen:
                seen.add(fact_id)
                yield fact_id, sentence, values.get(fact_id)


def _remembered(slide: Any) -> dict[str, Values]:
    for relation in slide.part.rels.values():
        if relation.reltype != TAGS or relation.is_external:
            continue
        try:
            root = etree.fromstring(relation.target_part.blob)
            told = [json.loads(tag.get("val")) for tag in root.iter(qn("p:tag")) if tag.get("name") == TAG]
        except (etree.XMLSyntaxError, ValueError, TypeError):
            continue
        if told and isinstance(told[0], dict):
            return {k: v for k, v in told[0].items() if isinstance(v, dict) and v.get("is") in FIELDS}
    return {}


class _Today:
    """The facts as they are now."""

    def __init__(self, tables: TablesLike, facts: FactsLike) -> None:
        self.evidence = Evidence(tables)
        every = [fact for frame in (facts.tenures, facts.sites, facts.series) for fact in rows(frame)]
        self.by_id = {fact["fact_id"]: fact for fact in every}
        self.by_place: dict[tuple[Any, ...], list[Fact]] = {}
        for fact in every:
            self.by_place.setdefault(_place(snapshot(fact)), []).append(fact)

    def compare(self, slide: int, title: str, fact_id: str, sentence: str, before: Values | None) -> Finding:
        """What has become of one fact."""
        now = self.by_id.get(fact_id)
        if now is None and before is not None:
            same = self.by_place.get(_place(before), [])
            now = same[0] if len(same) == 1 else None
        if now is None:
            return Finding(slide, title, fact_id, _in_words(before) or clean(sentence), GONE)
        told = clean(statement(now))
        if before is None:
            quoted = {clean(claim["quote"])[: len(sentence)] for claim in self.evidence.claims(now)}
            if sentence in quoted or sentence == told:
                return Finding(slide, title, fact_id, told, UNCHANGED)
            return Finding(slide, title, fact_id, told, CHANGED, ("the sentence it was read from is another",))
        after = snapshot(now)
        details = tuple(
            f"{word} {_shown(name, before.get(name))} → {_shown(name, after[name])}"
            for name, word in FIELDS[kind_of(now)].items()
            if name in before and before[name] != after[name]
        )
        if after["conflict"] and after["conflict"] != before.get("conflict"):
            return Finding(
                slide, title, fact_id, told, CONTRADICTED, (*details, f"sources now tell {after['conflict']}")
            )
        return Finding(slide, title, fact_id, told, CHANGED if details else UNCHANGED, details)


def _place(values: Values) -> tuple[Any, ...]:
    """What stays the same where a fact's id does not: the post, the place, the measure with its time."""
    names = {
        "tenure": ("person", "organisation", "function"),
        "site": ("organisation", "country", "city"),
        "point": ("series", "period", "nature"),
    }[values["is"]]
    return (values["is"], *(repr(values.get(name)) for name in names))  # a tag may hold what no fact does: a list


def _in_words(values: Values | None) -> str:
    if values is None:
        return ""
    try:
        return clean(statement(values))
    except (KeyError, TypeError, ValueError, AttributeError):  # a tag that another program has edited
        return ""


def _shown(name: str, value: Any) -> str:
    if value is None or value == []:
        return "untold"
    if isinstance(value, list):
        return words.listed(clean(item) for item in value)
    if isinstance(value, float | int):
        return words.number(value)
    try:
        return words.when(value) if name in _DATES else clean(value)
    except (ValueError, IndexError, TypeError):
        return clean(value)


def report(found: Sequence[Finding]) -> str:
    """The findings as text: a line in all, then a part for each slide on which something is no longer so."""
    total = Counter(finding.verdict for finding in found)
    slides: dict[int, list[Finding]] = {}
    for finding in found:
        slides.setdefault(finding.slide, []).append(finding)
    lines = [f"{_counts(total)}, on {words.counted(len(slides), 'slide')}"]
    if set(total) == {GONE}:
        lines.append(NONE_LEFT)
    for number, members in slides.items():
        lines.append(f"\nSlide {number}, {members[0].title}: {_counts(Counter(m.verdict for m in members))}")
        for finding in members:
            if finding.verdict != UNCHANGED:
                details = f" ({'; '.join(finding.details)})" if finding.details else ""
                lines.append(f"  {finding.verdict}: {finding.told}{details}")
    return "\n".join(lines)


def _counts(verdicts: Mapping[str, int]) -> str:
    return ", ".join(f"{verdicts[name]} {name}" for name in VERDICTS if verdicts.get(name))
