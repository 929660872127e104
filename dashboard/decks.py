"""From what a reader sees to slides: the deck of a view, and of one chart of it. No failure becomes a traceback."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import moment
from dashboard.charts.style import LIGHT, LOOKS
from dashboard.export import slides
from dashboard.export.deck import Cover, build
from dashboard.export.evidence import Evidence
from dashboard.export.pages import Content
from dashboard.export.template import Stage, open_stage

if TYPE_CHECKING:
    from dashboard.view import View


def content_of(view: "View", points: pd.DataFrame | None = None) -> Content:
    """What passes the view's filters, as a deck takes it; `points` where a page shows fewer of them."""
    tables = view.library.tables
    state = view.state
    months = moment.months(view.tenures)
    published = tables.articles["published"]
    month = state.on or (moment.usual(months, published, known=state.known, years=state.years) if months else "")
    return Content(
        view.tenures,
        view.sites,
        view.points if points is None else points,
        parents=view.library.parents,
        evidence=Evidence(tables, view.library.sources),
        scope=view.scope,
        day=moment.end(moment.within(month, months)) if months else "",
        until=f"{state.years[1]}-12-31" if state.years else "",
    )


def deck(
    content: Content,
    charts: Sequence[str],
    *,
    title: str,
    template: bytes | None = None,
    look: str = "light",
) -> bytes:
    """The deck. Where it cannot be made, a deck of one slide that says why: a download has no other way to tell."""
    try:
        stage = open_stage(template, LOOKS.get(look, LIGHT))
        return slides.deck_of(content, stage, charts, title=title)
    except Exception as error:  # a template can be broken in any way; the reader must get a deck that says so
        return _apology(error)


def one_chart(view: "View", key: str, drawn: pd.DataFrame) -> bytes:
    """The slides of the one chart that a page shows under `key` (page.ON_SLIDES); `drawn` holds the facts on it."""
    points = view.points
    if key == "figures":  # a theme may leave some out
        points = points[points["fact_id"].isin(set(drawn["fact_id"]))]
    content = content_of(view, points)
    return deck(content, (key,), title=slides.default_title(content, view.state.company), look=view.look.name)


def facts_of(view: "View") -> Any:
    """All facts known on the view's day, as the workbook and the audit take them."""
    known = view.known
    return SimpleNamespace(tenures=known.tenures.frame, sites=known.sites.frame, series=known.points.frame)


def preview(content: Content, charts: Sequence[str], stage: Stage) -> list[Any]:
    """The pages that the deck will have."""
    return slides.plan(replace(content), stage, charts)


def _apology(error: Exception) -> bytes:
    stage = open_stage()
    nothing = Evidence(SimpleNamespace(articles=pd.DataFrame({"published": []})))
    return build(stage, Cover("This deck could not be made", f"{error}"[:300]), [], nothing)
