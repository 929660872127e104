"""How a page shows things: a chart with its sources and downloads, a table, a heading, an empty state.

page.show(view, org_chart(view.tenures, ...), evidence=view.tenures, downloads=Downloads("people", rows))
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st
from plotly.basedatatypes import BaseFigure

from dashboard import sources, state, tabular
from dashboard.address import change, go_to, reset
from dashboard.charts import words
from dashboard.charts.chart import Chart
from dashboard.charts.style import straight
from dashboard.downloads import Downloads, offer
from dashboard.selection import Facet
from dashboard.tabular import Rows
from dashboard.view import View
from dashboard.viewport import PIXELS
from dashboard.viewport import width as viewport_width

log = logging.getLogger("comptoir")

_STYLESHEET = Path(__file__).resolve().parent / "static" / "page.css"


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """What all pages look like."""
    return _STYLESHEET.read_text(encoding="utf-8")


# the pages by name, for links from one to another; app.py fills it
PAGES: dict[str, Any] = {}


def n_of_m(shown: int, facet: Facet, noun: str, plural: str | None = None) -> None:
    """The line on every page that says how much of all there is the filters leave."""
    total = len(facet)
    word = noun if total == 1 else plural or noun + "s"
    st.html(f'<p class="n-of-m"><b>{shown:,}</b> of {total:,} {word}</p>')


def empty(view: View, noun: str, total: int) -> None:
    """What stands where a chart would: why there is nothing, and what to do."""
    with st.container(key="empty", border=True):
        known = view.state.known
        if known and view.known_articles.empty and len(view.library.tables.articles):
            st.markdown(f"**By {words.when(known)} no article is known to have appeared.** Choose a later day.")
        elif known and not total:
            st.markdown(f"**What had appeared by {words.when(known)} tells of no {noun}.** Choose a later day.")
        elif not total:
            st.markdown(f"**The articles tell of no {noun}.** Add articles that do, and start Comptoir again.")
        elif view.state.filtered:
            st.markdown(f"**No {noun} pass these filters.**")
        else:
            st.markdown(f"**No {noun} can be drawn.** None of them has the date or the place that this chart needs.")
        if view.state.filtered:
            st.caption("Chosen now: " + escape(view.scope))
            st.button("Reset filters", key="empty_reset", on_click=reset)


def article_link(view: View, article_id: str, label: str, *, claim: str = "") -> None:
    """A link to an article, or with no id to the list of them; it keeps the filters. `label` may come from an article.

    `claim` is the one whose sentence is to stand out.
    """
    there = state.elsewhere(view.state, article=article_id, claim=claim)
    st.page_link(PAGES["articles"], label=escape(label), query_params=there)


@contextmanager
def calm(what: str) -> Iterator[None]:
    """What fails in here gives the reader words and the log the traceback; a part that runs alone needs its own."""
    try:
        yield
    except Exception:  # whatever it is, no reader should meet a traceback
        log.exception("%s could not be drawn", what)
        st.markdown(
            "**Something went wrong in drawing this page.** The other pages still work; what happened stands "
            "in the log of the terminal where Comptoir was started."
        )
        st.button("Reset filters and try again", key=f"calm_{what}", on_click=_anew)


def _anew() -> None:
    go_to(state.State())
    st.rerun()  # all of the page, not only the part that failed


def escape(text: str) -> str:
    """Text as it is where Streamlit would read Markdown; no mark in it turns the writing after it."""
    return "".join("\\" + c if c in r"\`*_{}[]()#+-.!|<>$:~&" else c for c in straight(text))


def show(view: View, chart: Chart, evidence: pd.DataFrame, downloads: Downloads, *, key: str) -> None:
    """A chart with its title over it, its sources and downloads under it; a click on a mark opens its evidence.

    `evidence` holds the facts drawn (`fact_id`, `claim_ids`); a point's `customdata[0]` is a fact id.
    """
    sourced = replace(chart, source=view.library.sources.line(evidence), scope=view.scope)
    with st.container(key=f"chart_{key}"):
        st.html(_heading(sourced.title, sourced.subtitle))
        plot(sourced, key=key, choose="evidence")
        with st.container(horizontal=True, vertical_alignment="top", key=f"under_{key}"):
            st.html(f'<p class="source"><bdi>{_html(sourced.source)}</bdi></p>')
            slides = (lambda: _slides(view, key, evidence)) if key in ON_SLIDES else None
            offer(sourced, downloads, key=key, slides=slides)


# the charts that a deck knows, by the key under which a page shows them
ON_SLIDES = {name: name for name in ("org_chart", "tenures", "map", "figures", "events")} | {"theme_posts": "tenures"}


def _slides(view: View, key: str, evidence: pd.DataFrame) -> bytes:
    from dashboard import decks  # on a click only: it loads what writes PowerPoint

    return decks.one_chart(view, ON_SLIDES[key], evidence)


class _Ready(BaseFigure):  # type: ignore[misc]  # the library has no types
    """A chart for Streamlit, which asks a figure for its dict and no more; a plain dict it would check at each run."""

    def __init__(self, chart: Chart) -> None:  # none of Plotly's own objects are made: that is the point of it
        self._ready = {"data": chart.data, "layout": chart.layout}

    def to_dict(self) -> dict[str, Any]:
        """The chart as it is."""
        return self._ready


def plot(chart: Chart, *, key: str, choose: str) -> None:
    """The chart alone; a click on a mark writes its `customdata[0]` to the choice named `choose`."""
    widget = f"plot_{key}_{st.session_state.setdefault('times_closed', 0)}"

    def chosen() -> None:
        for point in st.session_state[widget]["selection"]["points"]:
            data = point.get("customdata")
            value = data[0] if isinstance(data, list) and data else data
            if isinstance(value, str) and value:
                change(**{choose: value})
                # evidence stands outside the part of a page that may run alone
                if choose == "evidence":
                    st.rerun()
                return

    st.plotly_chart(
        _Ready(chart),
        theme=None,
        key=widget,
        on_select=chosen,
        selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False},
    )


MOST_ROWS = 500
# columns that a spreadsheet wants and a reader does not
_CSV_ONLY = frozenset({"From is", "Until is", "Value", "Unit"})


def table(readable: Callable[[pd.DataFrame], Rows], facts: pd.DataFrame, *, key: str) -> None:
    """The same as a table, for reading and for the keyboard; a click in a row, or its box ticked, opens its evidence.

    `readable` makes rows for people of facts.
    """
    rows = readable(facts.head(MOST_ROWS))
    widget = f"table_{key}_{st.session_state.get('times_closed', 0)}"
    ids = facts["fact_id"].head(MOST_ROWS).tolist()

    def open_row() -> None:
        selected = st.session_state[widget]["selection"]
        ticked, clicked = selected["rows"], [row for row, _ in selected["cells"]]
        # a box stays ticked when another row's text is clicked, and the other way round: what has changed was meant
        before = st.session_state.get(f"{widget}_ticked", [])
        st.session_state[f"{widget}_ticked"] = ticked
        meant = clicked if ticked == before else ticked
        if meant and meant[0] < len(ids):
            change(evidence=ids[meant[0]])
        elif not ticked and not clicked:  # a table takes Escape for itself
            change(evidence="")

    # an Arrow table is what is sent anyway; to make a dataframe of it first takes longer than all the rest
    shown = {
        name: [straight(cell) if isinstance(cell, str) else cell for cell in cells]
        for name, cells in rows.items()
        if name not in _CSV_ONLY and any(cells)
    }
    widths = tabular.widths(shown, PIXELS[viewport_width()])
    st.dataframe(
        pa.table(shown), hide_index=True, key=widget, on_select=open_row, selection_mode=["single-row", "single-cell"],
        height=min(38 + 35 * len(ids), 420),
        column_config={name: st.column_config.Column(width=pixels) for name, pixels in widths.items()},
    )  # fmt: skip
    if len(facts) > len(ids):
        note(f"The first {len(ids):,} of {len(facts):,}; the workbook on the Slides page has them all.")


def note(text: str) -> None:
    """A quiet line; the text may come from an article."""
    st.html(f'<p class="note"><bdi>{_html(text)}</bdi></p>')


def heading(text: str) -> None:
    """The page's heading; the text may come from an article."""
    st.html(f'<h1 class="page-title"><bdi>{_html(text)}</bdi></h1>')


def _heading(title: str, subtitle: str) -> str:
    under = f'<p class="chart-subtitle">{_html(subtitle)}</p>' if subtitle else ""
    return f'<h3 class="chart-title">{_html(title)}</h3>{under}'


def _html(text: str) -> str:
    return sources.html(text)


def notice_closing(evidence: str) -> None:
    """Forgets what was clicked once its evidence is closed, by its cross or by going back: it can be clicked again."""
    if st.session_state.get("evidence_shown") and not evidence:
        st.session_state["times_closed"] = st.session_state.get("times_closed", 0) + 1
    st.session_state["evidence_shown"] = evidence
