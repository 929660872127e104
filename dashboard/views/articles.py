"""Articles: the list, and a reader that shows each text with the sentences that rows were read from."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address, page, sources
from dashboard.charts import style, words
from dashboard.charts.frames import records
from dashboard.reader import text_html
from dashboard.sidebar import sidebar
from dashboard.view import View

_BASES = {"metadata": "as listed", "page": "from the page", "text": "from the text"}
_AT_ONCE = 50
_SCROLL = """<script>
  const chosen = document.getElementById("chosen-sentence");
  if (chosen) chosen.scrollIntoView({ block: "center" });
</script>"""


def render(view: View) -> None:
    """The page."""
    # statuses chosen on another page count here too: what is in force is shown
    sidebar(view, tuple(kind for kind in ("people", "offices", "figures") if getattr(view.state, kind)))
    article = view.library.sources.article(view.state.article) if view.state.article else None
    if article is None:
        _list(view)
    else:
        _reader(view, article)


def _list(view: View) -> None:
    page.heading("Articles")
    known = len(view.known_articles)
    st.html(f'<p class="n-of-m"><b>{len(view.articles):,}</b> of {known:,} article{"" if known == 1 else "s"}</p>')
    if view.state.article:
        page.note("The article of this link is not among those open here.")
    if view.articles.empty:
        page.empty(view, "articles", len(view.library.tables.articles))
        return
    order = _order(view.articles)
    room = int(st.session_state.get("articles_shown", _AT_ONCE))
    with st.container(key="article_list"):
        for article in records(view.articles.iloc[order[:room]]):
            _entry(view, article)
    if len(order) > room:
        st.button(
            f"Show {min(_AT_ONCE, len(order) - room)} more",
            key="more_articles",
            on_click=lambda: st.session_state.update(articles_shown=room + _AT_ONCE),
        )
    problems = view.library.tables.problems
    if len(problems):
        page.note(f"In reading the articles, {words.counted(len(problems), 'problem')} came up:")
        st.dataframe(problems.map(style.straight), hide_index=True)


def _entry(view: View, article: dict[str, Any]) -> None:
    """One article of the list: its title as a link, where and when it appeared, and what was read from it."""
    with st.container(key=f"article_{article['article_id']}"):
        page.article_link(view, article["article_id"], sources.headline(article))
        basis = _BASES.get(article["published_basis"] or "", "")
        origin = " · ".join(
            [sources.dated(article) + (f" ({basis})" if basis else ""), words.language(article["language"])]
        )
        nouns = (("executives", "post"), ("offices", "place"), ("figures", "number"))
        found = [f"{article[column]:,} {noun}{'' if article[column] == 1 else 's'}" for column, noun in nouns
                 if article[column]]  # fmt: skip
        st.html(
            f'<p class="article-meta"><span><bdi>{sources.html(origin)}</bdi></span>'
            f"<span>{' · '.join(found) or 'nothing found'}</span></p>"
        )


def _order(articles: pd.DataFrame) -> list[int]:
    """Newest first, the undated last."""
    days = [d or "" for d in articles["published"]]
    return sorted(range(len(days)), key=lambda i: days[i], reverse=True)


def _reader(view: View, article: dict[str, Any]) -> None:
    page.article_link(view, "", "← All articles")
    page.heading(sources.headline(article))
    basis = _BASES.get(article["published_basis"] or "", "")
    facts = [
        sources.dated(article) + (f" ({basis})" if basis else ""),
        words.language(article["language"]),
        f"{article['words']:,} words",
    ]
    if article["url"]:
        facts.append(article["url"])
    st.html(f'<p class="chart-subtitle"><bdi>{sources.html(" · ".join(facts))}</bdi></p>')
    claims = view.library.sources.claims_of(article["article_id"])
    kinds = [("executives", "people", "post"), ("offices", "places", "place"), ("figures", "numbers", "number")]
    legend = []
    for table, mark, noun in kinds:
        count = words.counted(sum(c["table"] == table for c in claims), noun)
        legend.append(f'<mark class="mark-{mark}">{words.sentence(count)}</mark>')
    greyed = ' <span class="mark-boilerplate">not the article</span>' if article["boilerplate"] else ""
    st.html(f'<p class="reader reader-key">{"  ".join(legend)}{greyed}</p>')
    text, rows = st.columns([11, 6], gap="large")
    with text:
        st.html(text_html(article, claims, view.state.claim))
        if view.state.claim:
            st.html(_SCROLL, unsafe_allow_javascript=True)
    with rows, st.container(key="rows_of_article"):
        _rows(view, claims)


def _rows(view: View, claims: list[dict[str, Any]]) -> None:
    """What was read from the text, in its order; a click shows the sentence and what else is told of the fact."""
    st.html('<h3 class="chart-title">Read from this article</h3>')
    facts = view.known.fact_of_claim
    for claim in claims[:80]:
        st.button(
            page.escape(summary(claim)),
            key=f"claim_{claim['claim_id']}",
            type="primary" if claim["claim_id"] == view.state.claim else "tertiary",
            on_click=address.change,
            kwargs={"claim": claim["claim_id"], "evidence": facts.get(claim["claim_id"], "")},
        )
    if len(claims) > 80:
        page.note(f"{len(claims) - 80} more.")
    if not claims:
        page.note("No post, place or number.")


def summary(claim: dict[str, Any]) -> str:
    """A claim in a few words."""
    if claim["table"] == "executives":
        role = claim["role"] or words.function(claim["function"]).lower()
        return f"{claim['person']}, {role}" + (f" · {claim['organisation']}" if claim["organisation"] else "")
    if claim["table"] == "offices":
        place = claim["city"] or words.country(claim["country"])
        return f"{claim['organisation'] or 'Company untold'}, {place}: {claim['status']}"
    told = words.measured(
        claim["value"], claim["unit"], claim["bound"], claim["metric"], value_high=claim["value_high"]
    )
    return f"{claim['subject'] or 'Subject untold'}: {told}"
