"""What every page shares: the cached tables and facts, the filters of the sidebar, and how a chart is shown.

view = page.current()
page.show(org_chart(view.tenures, ...), evidence=view.tenures, downloads=Downloads("people", rows))
"""

import gc
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import groups, selection, sources, tabular
from dashboard import state as address
from dashboard.charts import events, style, words
from dashboard.downloads import Downloads, offer
from dashboard.selection import Facet
from dashboard.state import FILTERS, State
from dashboard.viewport import PIXELS
from dashboard.viewport import width as viewport_width
from extract import facts as fact_builder
from extract.tables import Tables, read

TABLES = "COMPTOIR_TABLES"

# the pages by name, for links from one to another; app.py fills it
PAGES: dict[str, Any] = {}


@dataclass(frozen=True)
class Library:
    """The tables as extraction wrote them, and what follows from them whatever the reader filters."""

    tables: Tables
    names: dict[str, str]
    parents: dict[str, str]

    @cached_property
    def sources(self) -> sources.Sources:
        """Claims and articles by their ids."""
        return sources.Sources(self.tables)

    @cached_property
    def companies(self) -> list[str]:
        """Companies that are nobody's unit, those told most of first."""
        return [name for name, _ in self.weights.most_common() if name not in self.parents]

    @cached_property
    def weights(self) -> Counter[str]:
        """Rows of each company, its units' rows counted with it."""
        count: Counter[str] = Counter()
        for frame, column in (
            (self.tables.executives, "organisation"),
            (self.tables.offices, "organisation"),
            (self.tables.figures, "subject"),
        ):
            for told, rows in frame[column].value_counts().items():
                name = self.names[str(told)]
                count[self.parents.get(name, name)] += int(rows)
        return count

    def family(self, company: str) -> list[str]:
        """The company and its units."""
        return [company, *(unit for unit, parent in self.parents.items() if parent == company)]

    @cached_property
    def publication_days(self) -> list[str]:
        """The days on which an article appeared, oldest first; months where there are very many."""
        days = sorted({words.day(p, last=True).isoformat() for p in self.tables.articles["published"] if p})
        if len(days) <= 150:
            return days
        months = {day[:7]: day for day in days}  # the last day of each month that has one
        return list(months.values())


@dataclass(frozen=True)
class Known:
    """The facts as far as they were known on one day, indexed for filtering."""

    tenures: Facet
    sites: Facet
    points: Facet

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """First and last year of anything dated."""
        return selection.year_range((self.tenures, self.sites, self.points))

    @cached_property
    def countries(self) -> list[str]:
        """Every country any fact names, by its English name."""
        return sorted({*self.tenures.places, *self.sites.places, *self.points.places}, key=words.country)

    @cached_property
    def happened(self) -> tuple[pd.DataFrame, np.ndarray[Any, Any]]:
        """Everything dated, and of each event the number of its fact: tenures first, then sites, then points."""
        found = events.events(self.tenures.frame, self.sites.frame, self.points.frame)
        numbers: dict[str, int] = {}
        for facet in (self.tenures, self.sites, self.points):
            offset = len(numbers)
            numbers.update((fact, offset + i) for i, fact in enumerate(facet.frame["fact_id"]))
        return found, np.array([numbers[fact] for fact in found["fact_id"]], dtype=int)

    @cached_property
    def fact_of_claim(self) -> dict[str, str]:
        """Claim id -> the fact it is part of."""
        return {
            claim: fact
            for facet in (self.tenures, self.sites, self.points)
            for fact, claims in zip(facet.frame["fact_id"], facet.frame["claim_ids"], strict=True)
            for claim in claims
        }

    def fact(self, fact_id: str) -> dict[str, Any] | None:
        """One fact as a plain dict, or None."""
        for facet in (self.tenures, self.sites, self.points):
            if (row := facet.numbers.get(fact_id)) is not None:
                return dict(zip(facet.frame.columns, facet.frame.iloc[row].tolist(), strict=True))
        return None


@dataclass(frozen=True)
class View:
    """What one run of a page works with."""

    state: State
    library: Library
    known: Known
    look: style.Look
    width: int

    @cached_property
    def organisations(self) -> list[str] | None:
        """The chosen company and its units; None for all."""
        return self.library.family(self.state.company) if self.state.company else None

    @cached_property
    def masks(self) -> tuple[np.ndarray[Any, Any], ...]:
        """Which posts, places and numbers pass the filters."""
        known, state = self.known, self.state
        return tuple(
            facet.mask(
                organisations=self.organisations, country=state.country, years=state.years, statuses=statuses
            )
            for facet, statuses in (
                (known.tenures, state.people), (known.sites, state.offices), (known.points, state.figures),
            )
        )  # fmt: skip

    @cached_property
    def tenures(self) -> pd.DataFrame:
        """The posts that pass the filters."""
        return self._kept(self.known.tenures, 0)

    @cached_property
    def sites(self) -> pd.DataFrame:
        """The places that pass the filters."""
        return self._kept(self.known.sites, 1)

    @cached_property
    def points(self) -> pd.DataFrame:
        """The numbers that pass the filters."""
        return self._kept(self.known.points, 2)

    def _kept(self, facet: Facet, which: int) -> pd.DataFrame:
        keep = self.masks[which]
        return facet.frame if keep.all() else facet.frame[keep]

    @cached_property
    def happened(self) -> pd.DataFrame:
        """The dated events of what passes the filters, oldest first."""
        found, facts = self.known.happened
        return found.iloc[np.flatnonzero(np.concatenate(self.masks)[facts])]

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles behind the company, country and years chosen; all of them where nothing is."""
        everything = self.library.tables.articles
        if self.state.known:
            known = [
                bool(p) and words.day(p, last=True).isoformat() <= self.state.known for p in everything["published"]
            ]
            everything = everything.loc[pd.Series(known, index=everything.index, dtype=bool)]
        if not self.state.filtered or self.state == State(known=self.state.known):
            return everything
        cited: set[str] = set()
        for frame in (self.tenures, self.sites, self.points):
            cited.update(self.library.sources.articles_of(frame))
        return everything[everything["article_id"].isin(cited)]

    @property
    def scope(self) -> str:
        """The filters in words, for a subtitle or a file name; empty where none is set."""
        state = self.state
        parts = [state.company, words.country(state.country) if state.country else ""]
        parts.append("–".join(map(str, dict.fromkeys(state.years))) if state.years else "")
        parts += [
            ", ".join(meanings[s].word for s in chosen)
            for meanings, chosen in (
                (style.PEOPLE, state.people), (style.OFFICES, state.offices), (style.FIGURES, state.figures),
            )
        ]  # fmt: skip
        parts.append(f"known by {words.when(state.known)}" if state.known else "")
        return " · ".join(part for part in parts if part)


def folder() -> Path | None:
    """Where the tables lie, or None where the app was started without any."""
    told = os.environ.get(TABLES)
    return Path(told) if told and Path(told).is_dir() else None


@st.cache_resource(show_spinner="Reading the tables …")
def _library(path: str, stamp: float) -> Library:
    tables = read(Path(path))
    names = fact_builder.organisations(tables)
    told = groups.parents(tables.executives, tables.figures, tables.offices, tables.articles)
    parents = {names[unit]: names[company] for unit, company in told.items() if names[unit] != names[company]}
    return Library(tables, names, parents)


@st.cache_resource(show_spinner="Joining what the articles say …", max_entries=12)
def _known(path: str, stamp: float, known_by: str | None) -> Known:
    found = fact_builder.build(_library(path, stamp).tables, known_by)
    known = Known(selection.tenures(found.tenures), selection.sites(found.sites), selection.points(found.series))
    # Streamlit collects garbage after every run; what stays for good need not be looked through each time
    gc.collect()
    gc.freeze()
    return known


def current() -> View:
    """The view this run is about: the address, and the facts known by the day it names."""
    path = folder()
    if path is None:
        raise FileNotFoundError(TABLES)
    stamp = max((f.stat().st_mtime for f in path.iterdir()), default=0.0)
    state = address.read(st.query_params.to_dict())
    library = _library(str(path), stamp)
    known = _known(str(path), stamp, state.known or None)
    return View(state, library, known, look(), PIXELS[viewport_width()])


def look() -> style.Look:
    """The look of the theme this reader has on."""
    return style.LOOKS.get(st.context.theme.type or "light", style.LIGHT)


# --- the address ---------------------------------------------------------------------------------------------


def go_to(state: State) -> None:
    """Writes the address; the browser keeps the old one behind its back button."""
    st.query_params.from_dict(address.write(state))


def change(**choices: Any) -> None:
    """Changes some choices of the present address."""
    go_to(replace(address.read(st.query_params.to_dict()), **choices))


def control(
    name: str, value: Any, to_state: Callable[[Any], Any] = lambda shown: shown or "", key: str | None = None
) -> dict[str, Any]:
    """The keyword arguments that tie a widget to one choice of the state: it shows `value`, and writes the address."""
    widget = key or f"choose_{name}"
    st.session_state[widget] = value

    def write() -> None:
        change(**{name: to_state(st.session_state[widget])})

    return {"key": widget, "on_change": write}


# --- the sidebar ---------------------------------------------------------------------------------------------


def sidebar(view: View, statuses: tuple[str, ...]) -> None:
    """The filters, the same on every page; `statuses` names the kinds of status this page has."""
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
            on_click=lambda: go_to(address.read(st.query_params.to_dict()).without(*FILTERS)),
        )


def _word_in(meanings: dict[str, style.Meaning]) -> Callable[[str], str]:
    return lambda status: meanings[status].word


# --- what a page shows ---------------------------------------------------------------------------------------


def n_of_m(shown: int, facet: Facet, noun: str, plural: str | None = None) -> None:
    """The line on every page that says how much of all there is the filters leave."""
    total = len(facet.frame)
    word = noun if total == 1 else plural or noun + "s"
    st.html(f'<p class="n-of-m"><b>{shown:,}</b> of {total:,} {word}</p>')


def empty(view: View, noun: str, total: int) -> None:
    """What stands where a chart would: why there is nothing, and what to do."""
    with st.container(key="empty", border=True):
        if not total:
            st.markdown(f"**The articles tell of no {noun}.** Add articles that do, and start Comptoir again.")
        elif view.state.filtered:
            st.markdown(f"**No {noun} pass these filters.**")
            st.caption("Chosen now: " + escape(view.scope))
            st.button(
                "Reset filters",
                key="empty_reset",
                on_click=lambda: go_to(address.read(st.query_params.to_dict()).without(*FILTERS)),
            )
        else:
            st.markdown(f"**No {noun} can be drawn.** None of them has the date or the place that this chart needs.")


def escape(text: str) -> str:
    """Text as it is where Streamlit would read Markdown."""
    return "".join("\\" + c if c in r"\`*_{}[]()#+-.!|<>$:~&" else c for c in text)


def show(figure: go.Figure, evidence: pd.DataFrame, downloads: Downloads, *, key: str) -> None:
    """A chart with its title over it, its sources and downloads under it; a click on a mark opens its evidence.

    `evidence` holds the facts drawn (`fact_id`, `claim_ids`); a point's `customdata[0]` is a fact id.
    """
    meta = dict(figure.layout.meta)
    view = current()
    meta["source"] = view.library.sources.line(evidence)
    figure.layout.meta = meta
    with st.container(key=f"chart_{key}"):
        st.html(_heading(meta["title"], meta["subtitle"]))
        plot(figure, key=key, choose="evidence")
        with st.container(horizontal=True, vertical_alignment="top", key=f"under_{key}"):
            st.html(f'<p class="source"><bdi>{_html(meta["source"])}</bdi></p>')
            slides = (lambda: _slides(view, key, evidence)) if key in ON_SLIDES else None
            offer(figure, downloads, key=key, slides=slides)


# the charts that a deck knows, by the key under which a page shows them
ON_SLIDES = frozenset({"org_chart", "tenures", "map", "figures", "events"})


def _slides(view: View, key: str, evidence: pd.DataFrame) -> bytes:
    from dashboard import decks  # on a click only: it loads what writes PowerPoint

    return decks.one_chart(view, key, evidence)


def plot(figure: go.Figure, *, key: str, choose: str) -> None:
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
        figure,
        theme=None,
        key=widget,
        on_select=chosen,
        selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False},
    )


MOST_ROWS = 500
# columns that a spreadsheet wants and a reader does not
_CSV_ONLY = frozenset({"From is", "Until is", "Value", "Unit"})


def table(readable: Callable[[pd.DataFrame], pd.DataFrame], facts: pd.DataFrame, *, key: str) -> None:
    """The same as a table, for reading and for the keyboard; a row chosen opens its evidence.

    `readable` makes rows for people of facts.
    """
    rows = readable(facts.head(MOST_ROWS))
    widget = f"table_{key}_{st.session_state.get('times_closed', 0)}"
    ids = facts["fact_id"].head(MOST_ROWS).tolist()

    def open_row() -> None:
        chosen = st.session_state[widget]["selection"]["rows"]
        if chosen and chosen[0] < len(ids):
            change(evidence=ids[chosen[0]])

    shown = rows[[name for name in rows if name not in _CSV_ONLY and (rows[name] != "").any()]]
    st.dataframe(
        shown, hide_index=True, key=widget, on_select=open_row, selection_mode="single-row",
        height=min(38 + 35 * len(shown), 420),
        column_config={name: st.column_config.Column(width=pixels) for name, pixels in tabular.WIDTHS.items()},
    )  # fmt: skip
    if len(facts) > len(shown):
        note(f"The first {len(shown):,} of {len(facts):,}; the CSV has them all.")


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


def close_evidence() -> None:
    """Closes the evidence, and forgets what was clicked, so that it can be clicked again."""
    st.session_state["times_closed"] = st.session_state.get("times_closed", 0) + 1
    change(evidence="")
