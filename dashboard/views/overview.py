"""Overview: how much the articles tell, when, where they disagree, and which of them have no certain date."""

import pandas as pd
import streamlit as st

from dashboard import address, drawer, moment, page, sources, state, tabular
from dashboard.charts import events, posts, words
from dashboard.charts.frames import records
from dashboard.downloads import Downloads
from dashboard.sidebar import sidebar
from dashboard.view import View

_MOST_LISTED = 12
_NARROW = 600  # pixels; up to here one thing stands under the other


def render(view: View) -> None:
    """The page."""
    sidebar(view, ("people", "offices", "figures"))
    page.heading(view.state.company or "What the articles tell")
    _counts(view)
    happened = view.happened
    if happened.empty:
        page.empty(view, "dated events", len(view.known.happened.facts))
    else:
        chart = events.timeline(happened, look=view.look, width=view.width)
        drawn = happened.tail(events.MOST_EVENTS)
        page.show(
            view,
            chart,
            drawn,
            Downloads(f"timeline {view.scope}", lambda: tabular.events(drawn)),
            key="events",
        )
        page.table(tabular.events, happened.tail(page.MOST_ROWS)[::-1], key="events")  # the newest first
        if len(happened) > page.MOST_ROWS:
            page.note(
                f"The last {page.MOST_ROWS:,} of {len(happened):,} events; for the others, choose a company or years."
            )
    left, right = st.columns(2, gap="large") if view.width > _NARROW else (st.container(), st.container())
    with left:
        _conflicts(view)
    with right:
        _undated(view)


def _counts(view: View) -> None:
    filters = state.write(view.state.without("article", "claim", "evidence", "rows", "on"))
    tiles = [
        ("people", view.tenures["person"].nunique(), view.known.tenures.frame["person"].nunique(), "person", "people"),
        ("offices", len(view.sites), len(view.known.sites), "place", "places"),
        ("figures", len(view.points), len(view.known.points), "number", "numbers"),
        ("articles", len(view.articles), len(view.known_articles), "article", "articles"),
    ]
    for column, (name, shown, total, noun, nouns) in zip(st.columns(4), tiles, strict=True):
        word = noun if total == 1 else nouns
        with column.container(key=f"tile_{name}"):
            st.html(f'<p class="tile"><b>{shown:,}</b> of {total:,} {word}</p>')
            st.page_link(page.PAGES[name], label=f"{page.PAGES[name].title} →", query_params=filters)


def _conflicts(view: View) -> None:
    frames = (view.tenures, view.sites, view.points)
    marked = [frame[frame["conflict"].notna()] for frame in frames]
    disputed = [row for frame in marked for row in records(frame.head(_MOST_LISTED))][:_MOST_LISTED]
    contested = _contested(view)
    st.html('<h3 class="chart-title">Where sources disagree</h3>')
    if not disputed and not contested:
        page.note("Nowhere, among what is shown.")
    for row in disputed:
        title, lines = drawer.describe(row)
        _disagreement([row["fact_id"]], f"{title} ({words.disagreement(row['conflict'])})", lines[0] if lines else "")
    for holders in contested[: _MOST_LISTED - len(disputed)]:
        _disagreement([holder.fact for holder in holders], *_held_by_several(view, holders))
    if contested:
        page.note(f"Posts told of several people at the same time are those of {words.when(view.usual_month)}.")
    more = sum(map(len, marked)) + len(contested) - _MOST_LISTED
    if more > 0:
        page.note(f"{more:,} more: choose a company.")


def _disagreement(facts: list[str], told: str, more: str) -> None:
    """What is told differently; a click on it opens the evidence of the first of the facts."""
    st.button(
        page.escape(f"≠ {told}"),
        key=f"conflict_{'_'.join(facts)}",
        type="tertiary",
        on_click=address.change,
        kwargs={"evidence": facts[0]},
        help=page.escape(more) or None,
    )


def _contested(view: View) -> list[list[posts.Holder]]:
    """Who is told to hold one post beside another, in the month that the org chart usually is of."""
    if not view.usual_month:
        return []
    alone = view.tenures[view.tenures["function"].isin(posts.ALONE)]  # the few that only one can hold
    return posts.contested(moment.held_on(alone, moment.end(view.usual_month)))


def _held_by_several(view: View, holders: list[posts.Holder]) -> tuple[str, str]:
    """Who they are and of which post, and when each was last told of."""
    facts = [fact for holder in holders if (fact := view.known.fact(holder.fact))]
    people = words.listed(dict.fromkeys(holder.person for holder in holders))
    post = " · ".join(filter(None, (posts.post(facts[0]), facts[0]["organisation"], posts.scope(facts[0]))))
    news = "; ".join(f"{fact['person']}: {posts.last_told(fact)}" for fact in facts)
    return f"{people} (told at the same time: {post})", news


def _undated(view: View) -> None:
    articles: pd.DataFrame = view.articles
    uncertain = [not day or len(day) < 10 for day in articles["published"]]
    some = articles.loc[pd.Series(uncertain, index=articles.index, dtype=bool)]
    first = some.head(_MOST_LISTED)
    named = first.assign(headline=list(map(sources.headline, records(first))))
    vague = records(named.drop(columns=["text", "boilerplate"]))
    st.html('<h3 class="chart-title">Articles without a certain date</h3>')
    if not vague:
        page.note("None: every article has its day." if len(articles) else "None, among what is shown.")
    for row in vague:
        known = f"only {words.when(row['published'])} is known" if row["published"] else "no date at all"
        with st.container(key=f"undated_{row['article_id']}"):
            page.article_link(view, row["article_id"], f"{row['headline']} ({known})")
    if sum(uncertain) > _MOST_LISTED:
        page.note(f"{sum(uncertain) - _MOST_LISTED} more on the Articles page.")
