"""What one run of a page works with: the cached tables and facts, and what of them the reader's filters leave."""

import gc
import os
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import selection, sources, state
from dashboard.charts import events, style, words
from dashboard.selection import Facet
from dashboard.state import State
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
    parents: dict[str, str]  # unit -> the company on top of it

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """First and last year of anything dated, what is only planned too."""
        spanned = selection.year_range((self.tenures, self.sites, self.points)) or ()
        happened = [int(iso.rsplit("/", 1)[-1][:4]) for iso in self.happened[0]["date"]]
        told = [*spanned, *happened]
        return (min(told), max(told)) if told else None

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
    def known_articles(self) -> pd.DataFrame:
        """The articles that had surely appeared by the day whose knowledge is shown."""
        everything = self.library.tables.articles
        if not self.state.known:
            return everything
        known = [bool(p) and words.day(p, last=True).isoformat() <= self.state.known for p in everything["published"]]
        return everything.loc[pd.Series(known, index=everything.index, dtype=bool)]

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles behind the company, country and years chosen; all that are known where nothing is."""
        everything = self.known_articles
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
    return Library(tables, names, fact_builder.top_companies(tables.groups, names))


@st.cache_resource(show_spinner="Joining what the articles say …", max_entries=12)
def _known(path: str, stamp: float, known_by: str | None) -> Known:
    found = fact_builder.build(_library(path, stamp).tables, known_by)
    known = Known(
        selection.tenures(found.tenures), selection.sites(found.sites), selection.points(found.series), found.parents
    )
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
    chosen = state.read(st.query_params.to_dict())
    library = _library(str(path), stamp)
    known = _known(str(path), stamp, chosen.known or None)
    return View(chosen, library, known, look(), PIXELS[viewport_width()])


def look() -> style.Look:
    """The look of the theme this reader has on."""
    return style.LOOKS.get(st.context.theme.type or "light", style.LIGHT)
