"""People: the org chart as of a day, and the tenures through time under it."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import address, moment, page, tabular
from dashboard.charts import org_chart, posts, strip, timeline, words
from dashboard.charts.frames import drawn
from dashboard.downloads import Downloads
from dashboard.sidebar import sidebar
from dashboard.view import View, current

_PACE = 1.4


def render(view: View) -> None:
    """The page."""
    sidebar(view, ("people",))
    page.heading("People")
    page.n_of_m(len(view.tenures), view.known.tenures, "post")
    if view.tenures.empty:
        page.empty(view, "posts", len(view.known.tenures))
        return
    # while it plays, only this part of the page runs again, once for each event
    st.fragment(partial(_as_of, view), run_every=_PACE if st.session_state.get("playing") else None)()
    _timeline(view)


def _as_of(view: View) -> None:
    with page.calm("Org chart"):  # it runs without the app around it
        now = current()
        _as_of_a_month(view if view.is_of(now) else now)  # what a view has selected is not selected twice
        return
    if st.session_state.get("playing"):  # it would fail, and say so in the log, at each step
        st.session_state["playing"] = False
        st.rerun()


def _as_of_a_month(view: View) -> None:
    months, usual = view.months, view.usual_month
    if not months:
        return
    happened = view.moves
    if st.session_state.get("playing"):
        _step(months, sorted(happened))
    playing = st.session_state.get("playing")
    chosen = moment.within((st.session_state.get("played_to") if playing else view.state.on) or usual, months)
    if len(months) > 1:
        _slider(view, months, chosen, usual, happened)
    if view.state.on not in {"", chosen} and not playing:
        limit = "the years chosen" if view.state.years else "the months of which posts are told"
        page.note(f"{words.when(view.state.on)} is outside {limit}: the nearest month is shown.")
    day = moment.end(chosen)
    held = moment.held_on(view.tenures, day)
    vacant = posts.vacancies(view.tenures, held, day, {view.state.country} - {""})
    if held.empty and vacant.empty:
        page.note(_nobody(view, chosen))
        return
    figure = org_chart.org_chart(held, vacant, day=day, parents=view.known.parents, look=view.look, width=view.width)
    told = drawn(figure, pd.concat([held, vacant]) if len(vacant) else held)
    page.show(
        view,
        figure,
        told,
        Downloads(
            f"org chart {view.scope} {chosen}",
            lambda: tabular.boxes(told, set(vacant["fact_id"]), posts.long_untold(held, day)),
        ),
        key="org_chart",
    )


def _nobody(view: View, chosen: str) -> str:
    """That none of the posts shown is held at the end of a month, and when one is."""
    stretches = [
        words.when(first if first == last else f"{first}/{last}")
        for first, last in moment.staffed(view.tenures, view.months)
    ]
    others = f"Months with somebody: {words.listed(stretches)}." if stretches else "Nor in any other month."
    return f"Nobody is told to hold a post shown here at the end of {words.when(chosen)}. {others}"


def _slider(view: View, months: list[str], chosen: str, usual: str, happened: dict[str, list[str]]) -> None:
    page.note(
        f"As of the end of {words.when(chosen)}. A mark is a month in which somebody came or left: click to go there."
    )
    button, track = st.columns([1, view.width // 65], vertical_alignment="bottom", gap="small")
    with button:
        playing = bool(st.session_state.get("playing"))
        st.button(
            "❚❚" if playing else "▶",
            key="play",
            help="Pause" if playing else "Play from event to event",
            on_click=_pause if playing else _play,
            args=(usual, chosen),
        )
    with track:
        marks = {month: happened[month] for month in months if month in happened}
        # another month makes another strip, so that a mark left by the slider or by going back can be clicked again
        key = "strip" if playing else f"strip_{chosen}"
        page.plot(strip.strip(months, marks, chosen=chosen, look=view.look), key=key, choose="on")
        st.select_slider(
            "As of the end of",
            months,
            format_func=words.when,
            label_visibility="collapsed",
            **address.control("on", chosen, lambda month: "" if month == usual else month),
        )


def _play(usual: str, chosen: str) -> None:
    st.session_state["playing"] = True
    st.session_state["played_to"] = None if chosen == usual else chosen


def _pause(usual: str, chosen: str) -> None:
    st.session_state["playing"] = False
    address.change(on="" if chosen == usual else chosen)


def _step(months: list[str], stops: list[str]) -> None:
    """On to the next month in which something happens; after the last, playing ends there."""
    at = st.session_state.get("played_to") or ""
    following = next((stop for stop in stops if stop > at and stop in months), None)
    if following is None:
        st.session_state["playing"] = False
        address.change(on="")
        st.rerun()
    st.session_state["played_to"] = following


def _timeline(view: View) -> None:
    shown: timeline.By = "person" if view.state.rows == "person" else "country"
    st.segmented_control(
        "Tenures by",
        ["country", "person"],
        format_func=lambda v: {"country": "By country and unit", "person": "By person"}[v],
        label_visibility="collapsed",
        **address.control("rows", shown, lambda v: v if v == "person" else ""),
    )
    figure = timeline.timeline(view.tenures, look=view.look, by=shown, width=view.width)
    told = drawn(figure, view.tenures)
    page.show(
        view,
        figure,
        told,
        Downloads(f"tenures {view.scope}", lambda: tabular.tenures(told)),
        key="tenures",
    )
    page.table(tabular.tenures_read, view.tenures, key="tenures")
