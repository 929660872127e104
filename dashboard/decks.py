"""From what a reader sees to slides: the deck of a view, and of one chart of it. No failure becomes a traceback."""

import logging
from collections.abc import Callable, Sequence
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
    from extract.tables import Tables

log = logging.getLogger("comptoir")


def content_of(view: "View") -> Content:
    """What passes the view's filters, as a deck takes it."""
    tables = view.library.tables
    state = view.state
    return Content(
        view.tenures,
        view.sites,
        view.points,
        parents=view.known.parents,
        evidence=Evidence(tables, view.library.sources),
        scope=view.scope,
        day=moment.end(moment.within(state.on or view.usual_month, view.months)) if view.months else "",
        years=state.years,
        countries=(state.country,) if state.country else (),
    )


def deck(
    content: Content,
    charts: Sequence[str],
    *,
    title: str,
    template: bytes | None = None,
    look: str = "light",
) -> bytes:
    """The deck."""
    return _made(
        lambda: slides.deck_of(content, open_stage(template, LOOKS.get(look, LIGHT)), charts, title=title),
    )


def one_chart(view: "View", name: str, drawn: pd.DataFrame) -> bytes:
    """The slides of one chart by its name in a deck, and no more; `drawn` holds the facts that the page shows on it."""
    content = content_of(view)
    shown = set(drawn["fact_id"])
    if name == "figures":  # a theme may leave some out, of the posts too
        content = replace(content, points=view.points[view.points["fact_id"].isin(shown)])
    elif name == "tenures" and len(drawn) < len(view.tenures):
        content = replace(content, tenures=view.tenures[view.tenures["fact_id"].isin(shown)])
    return _made(lambda: slides.chart_alone(content, open_stage(look=view.look), name))


def facts_of(view: "View") -> Any:
    """All facts known on the view's day, as the workbook and the audit take them."""
    known = view.known
    return SimpleNamespace(
        tenures=known.tenures.frame, sites=known.sites.frame, series=known.points.frame, parents=view.known.parents
    )


def tables_of(view: "View") -> "Tables":
    """The articles known on the view's day, and their claims."""
    tables, known = view.library.tables, view.known_articles
    if len(known) == len(tables.articles):
        return tables
    told = {name: getattr(tables, name) for name in ("executives", "offices", "figures", "groups")}
    ids = set(known["article_id"])
    return replace(
        tables, articles=known, **{name: frame[frame["article_id"].isin(ids)] for name, frame in told.items()}
    )


def preview(content: Content, charts: Sequence[str], stage: Stage) -> list[Any]:
    """The pages that the deck will have."""
    return slides.plan(content, stage, charts)


def _made(make: Callable[[], bytes]) -> bytes:
    """The deck. Where it cannot be made, one of a single slide that says why: a download has no other way to tell."""
    try:
        return make()
    except ValueError as error:  # a template, or a chart, that cannot serve
        return _apology(str(error)[:300])
    except Exception:  # whatever it is, the reader must get a deck that says so
        log.exception("a deck could not be made")
        return _apology("What happened stands in the log of the terminal where Comptoir was started.")


def _apology(why: str) -> bytes:
    nothing = Evidence(SimpleNamespace(articles=pd.DataFrame({"published": []})))
    return build(open_stage(), Cover("This deck could not be made", why), [], nothing)
