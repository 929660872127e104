"""A deck of the dashboard's charts: native, editable shapes and charts that carry the sentences behind them.

make_deck(tables, facts, company="Alibaba", years=(2015, 2019))  -> the bytes of a .pptx
check_deck(Path("deck.pptx"), tables, facts)                     -> what has changed since, slide by slide
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from dashboard import moment, selection
from dashboard.charts import words
from dashboard.charts.style import LIGHT, Look
from dashboard.export import event_shapes, figure_slides, map_shapes, org_chart_shapes, table_slides, timeline_shapes
from dashboard.export.audit import audit, report
from dashboard.export.deck import Cover, OnProgress, build, chart_area
from dashboard.export.drawing import Area
from dashboard.export.evidence import Evidence, rows
from dashboard.export.pages import Content, Page
from dashboard.export.template import Stage, TemplateError, open_stage
from dashboard.export.workbook import FactsLike, TablesLike

CHARTS: dict[str, tuple[str, Callable[[Content, Area], list[Page]]]] = {
    "org_chart": ("Org chart", org_chart_shapes.pages),
    "tenures": ("Tenures through time", timeline_shapes.pages),
    "map": ("Map of places", map_shapes.pages),
    "places": ("Table of places", table_slides.offices),
    "figures": ("Figures", figure_slides.pages),
    "events": ("What happened when", event_shapes.pages),
    "conflicts": ("Where sources disagree", table_slides.conflicts),
    "articles": ("Articles behind the deck", table_slides.articles),
}


def make_deck(
    tables: TablesLike,
    facts: FactsLike,
    *,
    countries: Sequence[str] = (),
    years: tuple[int, int] | None = None,
    company: str | None = None,
    template: Path | bytes | None = None,
    charts: Sequence[str] = tuple(CHARTS),
    title: str = "",
    look: Look = LIGHT,
    on_progress: OnProgress | None = None,
    on_warning: Callable[[str], None] | None = None,
) -> bytes:
    """The deck of what passes the filters, as the bytes of a .pptx.

    ValueError where a filter leaves nothing. A template that cannot serve is told to `on_warning`, and the deck has
    its own look; where nobody listens it is a ValueError too.
    """
    try:
        stage = open_stage(template, look)
    except TemplateError as error:
        if on_warning is None:
            raise
        on_warning(f"{error} The deck has Comptoir's own look.")
        stage = open_stage(look=look)
    content = select(tables, facts, countries=countries, years=years, company=company)
    return deck_of(content, stage, charts, title=title or default_title(content, company), on_progress=on_progress)


def deck_of(
    content: Content,
    stage: Stage,
    charts: Sequence[str] = tuple(CHARTS),
    *,
    title: str,
    on_progress: OnProgress | None = None,
) -> bytes:
    """The deck of these charts, in this order, on a stage that is still empty."""
    pages = plan(content, stage, charts)
    return build(stage, Cover(title, summary(content)), pages, content.evidence, on_progress)


def chart_alone(content: Content, stage: Stage, name: str) -> bytes:
    """The slides of one chart, to be put into another deck: no cover, and what it tells of filters under the titles.

    ValueError where the chart has nothing that a slide could show.
    """
    pages = plan(content, stage, (name,))
    if not pages:
        raise ValueError("Nothing of this chart has the date or the place that a slide needs.")
    told = [replace(page, subtitle=". ".join(filter(None, (content.scope, page.subtitle)))) for page in pages]
    return build(stage, None, told, content.evidence)


def plan(content: Content, stage: Stage, charts: Sequence[str] = tuple(CHARTS)) -> list[Page]:
    """The slides of these charts, in this order."""
    area = chart_area(stage)
    return [page for name in charts for page in CHARTS[name][1](content, area)]


def select(
    tables: TablesLike,
    facts: FactsLike,
    *,
    countries: Sequence[str] = (),
    years: tuple[int, int] | None = None,
    company: str | None = None,
) -> Content:
    """The facts that pass the filters. ValueError, with what to do, where none does."""
    family = _family(company, facts) if company else None
    wanted = [country.upper() for country in countries]
    tenures, sites, points = (
        _passing(facet, family, wanted, years)
        for facet in (
            selection.tenures(facts.tenures),
            selection.sites(facts.sites),
            selection.points(facts.series),
        )
    )
    if tenures.empty and sites.empty and points.empty:
        raise ValueError(f"nothing is told of {_scope(company, wanted, years) or 'anything'}: choose less narrowly")
    months = moment.of_years(moment.months(facts.tenures), years)
    return Content(
        tenures,
        sites,
        points,
        parents=facts.parents,
        evidence=Evidence(tables),
        scope=_scope(company, wanted, years),
        day=moment.end(moment.usual(months, tables.articles["published"], years=years)) if months else "",
        years=years,
        countries=tuple(wanted),
    )


def _passing(
    facet: selection.Facet, family: list[str] | None, countries: list[str], years: tuple[int, int] | None
) -> pd.DataFrame:
    found = [
        facet.select(organisations=family, country=country, years=years, statuses=()) for country in countries or [""]
    ]
    return facet.frame[facet.frame["fact_id"].isin({fact for frame in found for fact in frame["fact_id"]})]


def _family(company: str, facts: FactsLike) -> list[str]:
    columns = (
        facts.tenures["organisation"],
        facts.sites["organisation"],
        facts.series["subject"],
        facts.parents.values(),
    )
    names = {name.casefold(): name for column in columns for name in column if name}
    wanted = company.casefold()
    name = names.get(wanted)
    if name is None:
        holding = sorted(key for key in names if wanted in key)[:5]
        near = [names[key] for key in holding or get_close_matches(wanted, names, n=3, cutoff=0.7)]
        hint = f": did you mean {', '.join(near)}?" if near else ": write it as the articles do"
        raise ValueError(f"no company {company}{hint}")
    return [name, *(unit for unit, parent in facts.parents.items() if parent == name)]


def _scope(company: str | None, countries: Sequence[str], years: tuple[int, int] | None) -> str:
    parts = [company or "", words.countries(countries) if countries else ""]
    parts.append("–".join(map(str, dict.fromkeys(years))) if years else "")
    return " · ".join(part for part in parts if part)


def default_title(content: Content, company: str | None = None) -> str:
    """What a deck is called where nobody says: its company, or the one that most of it is about."""
    if company:
        return company
    weight = content.tenures["organisation"].map(lambda name: content.parents.get(name, name)).value_counts()
    return str(weight.index[0]) if len(weight) and weight.iloc[0] * 2 > weight.sum() else "What the articles tell"


def summary(content: Content) -> str:
    """The line under the title: filters, articles, how much is told."""
    behind = content.evidence.articles([fact for frame in content.frames for fact in rows(frame)])
    told = words.sentence(words.counted(len(behind), "article"))
    if years := sorted({article["published"][:4] for article in behind if article["published"]}):
        told += f" published {f'from {years[0]} to {years[-1]}' if len(years) > 1 else f'in {years[0]}'}"
    counts = [
        words.counted(len(frame), noun)
        for frame, noun in ((content.tenures, "post"), (content.sites, "place"), (content.points, "number"))
        if len(frame)
    ]
    return " · ".join(part for part in (content.scope, told, words.listed(counts)) if part)


def check_deck(deck: Path, tables: TablesLike, facts: FactsLike) -> str:
    """What has become of the deck's facts, slide by slide, in words. ValueError where the file is no such deck."""
    return report(audit(deck, tables, facts))
