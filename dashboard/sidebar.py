"""The filters, the same on every page."""

from collections.abc import Callable

import streamlit as st

from dashboard.address import control, reset
from dashboard.charts import style, words
from dashboard.view import View


def sidebar(view: View, statuses: tuple[str, ...]) -> None:
    """The filters; `statuses` names the kinds of status this page has."""
    state, library, known = view.state, view.library, view.known
    with st.sidebar:
        weights = library.weights
        companies = ["", *library.companies]
        if state.company and state.company not in companies:
            companies.append(state.company)  # a unit, or a name not told of here: a link may choose it
        st.selectbox(
            "Company",
            companies,
            format_func=lambda c: _counted(c, weights[c]) if c else f"All companies  ({len(library.companies)})",
            **control("company", state.company),
        )
        countries = ["", *known.countries]
        if state.country and state.country not in countries:
            countries.append(state.country)
        st.selectbox(
            "Country",
            countries,
            format_func=lambda c: words.country(c) if c else "All countries",
            **control("country", state.country),
        )
        # a link may choose years of which nothing is told; what is in force is shown all the same
        told = [*(known.years or ()), *(state.years or ())]
        first, last = min(told, default=0), max(told, default=0)
        if first < last:
            st.slider(
                "Years",
                first,
                last,
                **control(
                    "years", state.years or (first, last), lambda chosen: None if chosen == (first, last) else chosen
                ),
            )
        for kind in statuses:
            meanings: dict[str, style.Meaning] = {
                "people": style.PEOPLE, "offices": style.OFFICES, "figures": style.FIGURES,
            }[kind]  # fmt: skip
            st.pills(
                {"people": "Status of posts", "offices": "Status of places", "figures": "Kind of number"}[kind],
                list(meanings),
                selection_mode="multi",
                format_func=_word_in(meanings),
                **control(kind, list(getattr(state, kind)), lambda chosen: tuple(chosen or ())),
            )
        days = library.publication_days
        if len(days) > 1:
            st.select_slider(
                "Known by",
                [*sorted({*days[:-1], *filter(None, [state.known])}), ""],
                format_func=lambda d: words.when(d) if d else "today",
                help="Only what had been published by this day counts.",
                **control("known", state.known),
            )
        st.button(
            "Reset filters",
            disabled=not state.narrowed,
            width="stretch",
            on_click=reset,
        )


def _counted(name: str, rows: int) -> str:
    told = style.straight(name)
    return f"{told}  ({rows})" if rows else told


def _word_in(meanings: dict[str, style.Meaning]) -> Callable[[str], str]:
    return lambda status: meanings[status].word
