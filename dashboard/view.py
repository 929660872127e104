"""What one run of a page works with: the cached tables and facts, and what of them the reader's filters leave."""

import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import moment, sources, state
from dashboard.charts import style, words
from dashboard.knowledge import Ever, Known
from dashboard.state import State
from dashboard.themes import Themes
from dashboard.viewport import PIXELS
from dashboard.viewport import width as viewport_width
from extract import facts as fact_builder
from extract.tables import Tables, read

TABLES = "COMPTOIR_TABLES"


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
    def themes(self) -> Themes:
        """What the articles can be read by besides companies."""
        return Themes.of(self.tables)

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
    def appeared(self) -> np.ndarray[Any, Any]:
        """The day by which each article had surely appeared; no day of one without a date compares with any."""
        days = [words.day(p, last=True).isoformat() if p else "NaT" for p in self.tables.articles["published"]]
        return np.array(days, dtype="datetime64[D]")

    @cached_property
    def publication_days(self) -> list[str]:
        """The days on which an article appeared, oldest first; months where there are very many."""
        days = [str(day) for day in np.unique(self.appeared[~np.isnat(self.appeared)])]
        if len(days) <= 150:
            return days
        months = {day[:7]: day for day in days}  # the last day of each month that has one
        return list(months.values())


@dataclass(frozen=True)
class View:
    """What one run of a page works with."""

    state: State
    library: Library
    known: Known
    look: style.Look
    width: int

    def is_of(self, other: "View") -> bool:
        """Whether both show the same."""
        same = self.state == other.state and self.look == other.look and self.width == other.width
        return same and self.library is other.library and self.known is other.known

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
        return self.known.tenures.kept(self.masks[0])

    @cached_property
    def sites(self) -> pd.DataFrame:
        """The places that pass the filters."""
        return self.known.sites.kept(self.masks[1])

    @cached_property
    def points(self) -> pd.DataFrame:
        """The numbers that pass the filters."""
        return self.known.points.kept(self.masks[2])

    @cached_property
    def happened(self) -> pd.DataFrame:
        """The dated events of what passes the filters, in the years chosen; oldest first."""
        return self.known.happened.kept(np.concatenate(self.masks), self.state.years)

    @cached_property
    def moves(self) -> dict[str, list[str]]:
        """Month -> who came and who left in it, in words, of the posts that pass the filters; in the years chosen."""
        return self.known.happened.by_month(self.masks[0], self.state.years)

    @cached_property
    def months(self) -> list[str]:
        """The months that an org chart can be of: those of all posts, that what is shown can be compared on one day."""
        return moment.of_years(self.known.months, self.state.years)

    @cached_property
    def usual_month(self) -> str:
        """The month of the org chart where none is chosen; empty where no post has a date."""
        chosen = self.state
        days = self.library.publication_days
        return moment.usual(self.months, days, known=chosen.known, years=chosen.years) if self.months else ""

    @cached_property
    def known_articles(self) -> pd.DataFrame:
        """The articles that had surely appeared by the day whose knowledge is shown."""
        everything = self.library.tables.articles
        if not self.state.known:
            return everything
        return everything[self.library.appeared <= np.datetime64(self.state.known)]

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles behind the company, country and years chosen; all that are known where nothing is."""
        everything = self.known_articles
        if not self.state.without("known").filtered:
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
    return Library(tables, names, fact_builder.top_companies(tables.groups, names))


@st.cache_resource(show_spinner="Joining what the articles say …", max_entries=1)
def _all_known(path: str, stamp: float) -> Known:
    known = Known.of(fact_builder.build(_library(path, stamp).tables))
    _keep()
    return known


@st.cache_resource(show_spinner="Joining what the articles said, day by day …", max_entries=1)
def _ever(path: str, stamp: float) -> Ever:
    library = _library(path, stamp)
    with _giving_way():
        ever = Ever.of(fact_builder.history(library.tables, library.publication_days))
    _keep()
    return ever


@st.cache_resource(show_spinner="Joining what the articles said …", max_entries=12)
def _known_by(path: str, stamp: float, day: str) -> Known:
    return _ever(path, stamp).known_by(day)


@contextmanager
def _giving_way() -> Iterator[None]:
    """While this thread works for long, others get their turn after half a millisecond, not after Python's five: a page
    asks for its turn many times."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _keep() -> None:
    """Streamlit collects garbage after every run; what stays for good need not be looked through each time."""
    gc.collect()
    gc.freeze()


def current() -> View:
    """The view this run is about: the address, and the facts known by the day it names."""
    path = folder()
    if path is None:
        raise FileNotFoundError(TABLES)
    stamp = max((f.stat().st_mtime for f in path.iterdir()), default=0.0)
    chosen = state.read(st.query_params.to_dict())
    library = _library(str(path), stamp)
    return View(chosen, library, _known(str(path), stamp, chosen.known), look(), PIXELS[viewport_width()])


def _known(path: str, stamp: float, day: str) -> Known:
    """All that is known, or what was by a day: on all days without news the same, made ready once."""
    if not day:
        return _all_known(path, stamp)
    return _known_by(path, stamp, _ever(path, stamp).history.last_news(day))


def look() -> style.Look:
    """The look of the theme this reader has on."""
    return style.LOOKS.get(st.context.theme.type or "light", style.LIGHT)
