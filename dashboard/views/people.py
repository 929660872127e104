"""People: the org chart as of a day, and the tenures through time under it."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import page, tabular
from dashboard.charts import org_chart, timeline, words
from dashboard.downloads import Downloads
from dashboard.page import View
from extract.facts import held_on


def render() -> None:
    """The page."""
    view = page.current()
    page.sidebar(view, ("people",))
    page.heading("People")
    page.n_of_m(len(view.tenures), view.known.tenures, "post")
    if view.tenures.empty:
        page.empty(view, "posts", len(view.known.tenures.frame))
        return
    _org_chart(view)
    _timeline(view)


def _org_chart(view: View) -> None:
    months = _months(view.tenures)
    if not months:
        return
    chosen = view.state.on[:7] if view.state.on[:7] in months else months[-1]
    if len(months) > 1:
        st.select_slider(
            "As of the end of",
            months,
            format_func=words.when,
            **page.control("on", chosen, lambda month: "" if month == months[-1] else month),
        )
    day = words.day(chosen, last=True).isoformat()
    held = held_on(view.tenures, day)
    vacant = org_chart.vacancies(view.tenures, held, day)
    if held.empty and vacant.empty:
        st.caption(f"Nobody is told to hold a post at the end of {words.when(chosen)}. Move the slider.")
        return
    figure = org_chart.org_chart(held, vacant, day=day, parents=view.library.parents, look=view.look)
    drawn = pd.concat([held, vacant])
    page.show(figure, drawn, Downloads(f"org chart {view.scope} {chosen}", tabular.tenures(drawn)), key="org_chart")


def _months(tenures: pd.DataFrame) -> list[str]:
    """Every month from the first event to the last."""
    told = [iso for name in ("start", "end", "seen_from", "seen_to") for iso in tenures[name] if iso]
    if not told:
        return []
    first, last = min(map(words.day, told)), max(words.day(iso, last=True) for iso in told)
    first = max(first, date(last.year - 30, 1, 1))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [f"{first.year + (first.month - 1 + i) // 12}-{(first.month - 1 + i) % 12 + 1:02d}" for i in range(count)]


def _timeline(view: View) -> None:
    by = st.segmented_control(
        "Tenures by",
        ["country", "person"],
        format_func=lambda v: f"By {v}",
        label_visibility="collapsed",
        **page.control("rows", "person" if view.state.rows == "person" else "country", lambda v: "" if v == "country" else v),
    )
    figure = timeline.timeline(view.tenures, look=view.look, by="person" if by == "person" else "country")
    page.show(figure, view.tenures.head(400), Downloads(f"tenures {view.scope}", tabular.tenures(view.tenures)), key="tenures")
