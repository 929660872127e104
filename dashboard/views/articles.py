"""Articles: the list, and a reader that shows each text with the sentences that rows were read from."""

import streamlit as st

from dashboard import page, sources
from dashboard.page import View
from dashboard.reader import text_html


def render() -> None:
    """The page."""
    view = page.current()
    page.sidebar(view, ())
    article = view.library.sources.article(view.state.article) if view.state.article else None
    if article is None:
        _list(view)
    else:
        _reader(view, article)


def _list(view: View) -> None:
    page.heading("Articles")
    if view.articles.empty:
        page.empty(view, "articles", len(view.library.tables.articles))
        return
    st.dataframe(view.articles[["title", "publisher", "published", "language", "words", "executives", "offices", "figures"]], hide_index=True)
    for row in view.articles.to_dict("records"):
        st.page_link(page.PAGES["articles"], label=page.escape(row["title"] or row["file"]), query_params={"article": row["article_id"]})


def _reader(view: View, article: dict) -> None:
    page.heading(sources.headline(article))
    st.html(f'<p class="chart-subtitle">{sources.html(sources.dated(article))}</p>')
    st.html(text_html(article, view.library.sources.claims_of(article["article_id"]), view.state.claim))
