"""Figures: a panel a series, theme by theme."""

import re
from collections import Counter
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, page, sources, tabular
from dashboard.charts import timeline
from dashboard.charts.frames import drawn, records
from dashboard.charts.metrics import panels
from dashboard.downloads import Downloads
from dashboard.sidebar import sidebar
from dashboard.view import View

_MOST_SENTENCES = 12


def render(view: View) -> None:
    """The page."""
    sidebar(view, ("figures",))
    page.heading("Figures")
    count = st.container()
    theme = _theme(view)
    points = view.points[_named(view.points["subject"], theme)] if theme else view.points
    with count:
        page.n_of_m(len(points), view.known.points, "number")
    if theme and points.empty:
        _untold(view, theme)
        return
    if points.empty:
        page.empty(view, "numbers", len(view.known.points))
        return
    figure = panels(points, look=view.look, subject=theme or view.state.company, width=view.width)
    told = drawn(figure, points)
    page.show(
        view,
        figure,
        told,
        Downloads(f"figures {theme} {view.scope}", lambda: tabular.points(told)),
        key="figures",
    )
    page.table(tabular.points, points, key="points")


def _named(names: pd.Series, theme: str) -> "pd.Series[bool]":
    """Which of the names are the theme's; articles do not agree on capitals (Alipay, AliPay)."""
    return pd.Series([bool(n) and n.casefold() == theme.casefold() for n in names], index=names.index, dtype=bool)


def _theme(view: View) -> str:
    """The theme chosen: a subject that is counted, or a company or brand of which other things are told."""
    counted = Counter(s for s in view.points["subject"] if s)
    others = {o for frame in (view.tenures, view.sites) for o in frame["organisation"] if o and o not in counted}
    options = ["", *(s for s, _ in counted.most_common()), *sorted(others)]
    chosen = view.state.theme
    if chosen and chosen not in options:
        options.append(chosen)
    st.selectbox(
        "Theme",
        options,
        format_func=lambda s: f"{s}  ({counted[s] or 'no number'})" if s else f"All themes  ({len(counted)})",
        width=360,
        **address.control("theme", chosen),
    )
    return chosen


def _untold(view: View, theme: str) -> None:
    """A theme of which no number is told shows what is: its posts, its places, the sentences that name it."""
    page.note(f"No number is told of {theme}. This is what the articles do tell.")
    posts = view.tenures[_named(view.tenures["organisation"], theme)]
    if len(posts):
        figure = timeline.timeline(posts, look=view.look, width=view.width)
        told = drawn(figure, posts)
        page.show(
            view,
            figure,
            told,
            Downloads(f"posts {theme}", lambda: tabular.tenures(told)),
            key="theme_posts",
        )
        page.table(tabular.tenures, posts, key="theme_posts")
    places = view.sites[_named(view.sites["organisation"], theme)]
    if len(places):
        page.table(tabular.sites, places, key="theme_sites")
    st.html(f'<h3 class="chart-title">Sentences that name {sources.html(theme)}</h3>')
    found = naming(view.articles, theme)
    for number, (article, sentence) in enumerate(found[:_MOST_SENTENCES]):
        st.html(
            f'<div class="claim"><p class="sentence" dir="auto"><bdi>{sentence}</bdi></p>'
            f'<p class="claim-meta"><bdi>{sources.html(sources.headline(article))}</bdi> · '
            f"<bdi>{sources.html(sources.dated(article))}</bdi></p></div>"
        )
        with st.container(key=f"undated_{number}"):
            page.article_link(view, str(article["article_id"]), "Read the article")
    if not found:
        page.note("None, among the articles shown.")
    elif len(found) > _MOST_SENTENCES:
        page.note(f"{len(found) - _MOST_SENTENCES} more.")


def naming(articles: pd.DataFrame, name: str) -> list[tuple[dict[str, Any], str]]:
    """(article, sentence as inert HTML with the name in bold) for every sentence that names it."""
    wanted = re.compile(rf"(?<!\w)({re.escape(name)})(?!\w)", re.IGNORECASE)
    found = []
    for row in records(articles):
        for sentence in re.split(r"(?<=[.!?…])\s+|\n+", row["text"]):
            if wanted.search(sentence):
                parts = wanted.split(sentence.strip()[:600])
                bold = "".join(f"<b>{sources.html(p)}</b>" if i % 2 else sources.html(p) for i, p in enumerate(parts))
                found.append((row, bold))
    return found
