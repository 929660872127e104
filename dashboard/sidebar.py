"""The filters, the same on every page."""

from collections.abc import Callable

import streamlit as st

from dashboard import state as states
from dashboard.address import control, go_to
from dashboard.charts import style, words
from dashboard.state import FILTERS
from dashboard.view import View


def sidebar(view: View, statuses: tuple[str, ...]) -> None:
    """The filters; `statuses` names the kinds of status this page has."""
    state, library, known = view.state, view.library, view.known
    with st.sidebar:
        weights = library.weights
        companies = ["", *library.companies]
        company = state.company if state.company in weights else ""
        if company and company not in companies:
            companies.append(company)  # a unit, reached by a link
        st.selectbox(
            "Company",
            companies,
            format_func=lambda c: f"{c}  ({weights[c]})" if c else f"All companies  ({len(companies) - 1})",
            **control("company", company),
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
        if known.years and known.years[0] < known.years[1]:
            first, last = known.years
            shown = state.years or (first, last)
            shown = (min(max(shown[0], first), last), max(min(shown[1], last), first))
            st.slider(
                "Years",
                first,
                last,
                **control("years", shown, lambda chosen: None if chosen == (first, last) else chosen),
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
            shown_day = state.known if state.known in days[:-1] else ""
            st.select_slider(
                "Known by",
                [*days[:-1], ""],
                format_func=lambda d: words.when(d) if d else "today",
                help="Only what had been published by this day counts.",
                **control("known", shown_day),
            )
        st.button(
            "Reset filters",
            disabled=not state.filtered,
            width="stretch",
            on_click=lambda: go_to(states.read(st.query_params.to_dict()).without(*FILTERS)),
        )


def _word_in(meanings: dict[str, style.Meaning]) -> Callable[[str], str]:
    return lambda status: meanings[status].word
