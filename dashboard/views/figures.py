"""Figures: a panel a series, theme by theme."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import address, page, sources, tabular
from dashboard.charts import style, timeline, words
from dashboard.charts.frames import drawn
from dashboard.charts.metrics import panels
from dashboard.downloads import Downloads
from dashboard.sidebar import sidebar
from dashboard.themes import pattern
from dashboard.view import View

_MOST_SENTENCES = 12
_LONGEST = 600  # letters of a sentence


def render(view: View) -> None:
    """The page."""
    sidebar(view, ("figures",))
    page.heading("Figures")
    count = st.container()
    theme = _theme(view)
    points = _of_theme(view, 2, theme) if theme else view.points
    with count:
        page.n_of_m(len(points), view.known.points, "number")
    if len(points):
        _numbers(view, points, theme)
    elif theme:
        page.note(f"No number is told of {theme}. This is what the articles do tell.")
    else:
        page.empty(view, "numbers", len(view.known.points))
    if theme:
        _besides(view, theme)


def _numbers(view: View, points: pd.DataFrame, theme: str) -> None:
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


_NAMED = ("organisation", "organisation", "subject")  # what of posts, places and numbers may name a theme


def _of_theme(view: View, number: int, theme: str) -> pd.DataFrame:
    """The posts (0), places (1) or numbers (2) that pass the filters and name the theme."""
    facet = view.known.facets[number]
    return facet.kept(view.library.themes.naming(facet, view.masks[number], _NAMED[number], theme))


def _theme(view: View) -> str:
    """The theme chosen: a subject, company or brand that something is told of, those most is told of first."""
    themes = view.library.themes
    told = [themes.counts(*of) for of in zip(view.known.facets, view.masks, _NAMED, strict=True)]
    total = np.sum(told, axis=0)
    order = np.argsort(-total, kind="stable")[: int((total > 0).sum())]
    labels = {
        themes.names[n]: ", ".join(
            words.counted(int(count[n]), noun) if noun != "number" or count[n] else "no number"
            for count, noun in zip(reversed(told), ("number", "place", "post"), strict=True)
            if count[n] or noun == "number"
        )
        for n in order.tolist()
    }
    chosen = view.state.theme
    number = themes.number(chosen) if chosen else None
    if number is not None:
        chosen = themes.names[number]
    options = ["", *labels, *([chosen] if chosen and chosen not in labels else [])]
    st.selectbox(
        "Theme",
        options,
        format_func=lambda s: (
            f"{style.straight(s)}  ({labels.get(s, 'no number')})" if s else f"All themes  ({len(labels)})"
        ),
        width=360,
        **address.control("theme", chosen),
    )
    return chosen


def _besides(view: View, theme: str) -> None:
    """What else is told of a theme: its posts, its places, the sentences that name it."""
    posts = _of_theme(view, 0, theme)
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
        page.table(tabular.tenures_read, posts, key="theme_posts")
    places = _of_theme(view, 1, theme)
    if len(places):
        page.table(tabular.sites, places, key="theme_sites")
    st.html(f'<h3 class="chart-title">Sentences that name {sources.html(theme)}</h3>')
    shown = set(view.articles["article_id"])
    found = [(article, sentence) for article, sentence in view.library.themes.sentences(theme) if article in shown]
    for number, (article_id, sentence) in enumerate(found[:_MOST_SENTENCES]):
        article = view.library.sources.article(article_id) or {}
        st.html(
            f'<div class="claim"><p class="sentence" dir="auto"><bdi>{_bold(sentence[:_LONGEST], theme)}</bdi></p>'
            f'<p class="claim-meta"><bdi>{sources.html(sources.headline(article))}</bdi> · '
            f"<bdi>{sources.html(sources.dated(article))}</bdi></p></div>"
        )
        with st.container(key=f"undated_{number}"):
            page.article_link(view, article_id, "Read the article")
    if not found:
        page.note("None, among the articles shown.")
    elif len(found) > _MOST_SENTENCES:
        page.note(f"{len(found) - _MOST_SENTENCES} more.")


def _bold(sentence: str, theme: str) -> str:
    """A sentence as inert HTML with the theme in bold."""
    parts = pattern(theme).split(sentence)
    return "".join(f"<b>{sources.html(p)}</b>" if i % 2 else sources.html(p) for i, p in enumerate(parts))
