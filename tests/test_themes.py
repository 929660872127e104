"""Themes: what articles can be read by besides companies, and which numbers, posts and sentences are a theme's own."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from browser.newsroom import tables

from dashboard.knowledge import Known
from dashboard.themes import Themes, pattern
from extract import facts


def made(text: str, *, subjects: list[str], quotes: list[str] | None = None, units: list[str] | None = None) -> Themes:
    """The themes of one article, with these subjects of numbers and these brands or units."""
    found: Any = SimpleNamespace(
        articles=pd.DataFrame({"article_id": ["a"], "text": [text]}),
        figures=pd.DataFrame({"claim_id": [f"c{i}" for i in range(len(subjects))], "subject": subjects,
                              "quote": quotes or [""] * len(subjects)}),
        executives=pd.DataFrame({"organisation": []}), offices=pd.DataFrame({"organisation": []}),
        groups=pd.DataFrame({"organisation": units or [], "parent": [None] * len(units or [])}),
    )  # fmt: skip
    return Themes.of(found)


def points_of(themes: Themes) -> Any:
    """A facet of one point a claim, as far as themes look at it."""
    figures = themes.tables.figures
    frame = pd.DataFrame({"subject": figures["subject"], "claim_ids": [[claim] for claim in figures["claim_id"]]})
    return SimpleNamespace(source=frame, rows=None)


def test_brands_and_units_are_themes_and_capitals_do_not_tell_them_apart() -> None:
    themes = made("Vega and VEGA.", subjects=["Vega", "VEGA", "Vega", "live streaming"], units=["Altair"])
    assert sorted(themes.names) == ["Altair", "Vega", "live streaming"]
    assert themes.number("vega") == themes.number("VEGA") == themes.names.index("Vega")
    assert themes.number("Deneb") is None and themes.number("") is None


def test_what_several_names_begin_with_is_a_theme_where_it_is_named_alone() -> None:
    names = ["Vega Global", "Vega Luxury", "Banque Postale", "Banque Verte", "Air Alpha", "Air Beta"]
    text = (
        "Vega Global and Vega Luxury belong to Vega, as does the banque. Banque is a word. Air Alpha and Air Beta fly."
    )
    assert set(made(text, subjects=names).names) - set(names) == {"Vega"}


def test_a_number_is_of_the_themes_that_its_subject_or_its_sentence_names() -> None:
    themes = made(
        "", subjects=["Meridian", "Meridian", "Meridian.com"], units=["Vega", "Action"],
        quotes=["Meridian wants 40,000 brands on Vega Global", "Its l'action rose by 3 %", "Vega and d'Action"],
    )  # fmt: skip
    facet = points_of(themes)
    every = np.ones(3, dtype=bool)
    named = {name: themes.naming(facet, every, "subject", name).tolist() for name in themes.names}
    assert named["Vega"] == [True, False, True]
    assert named["Meridian"] == [True, True, False]  # Meridian.com is another
    assert named["Action"] == [False, False, True]  # a share is not the firm
    counts = themes.counts(facet, np.array([True, False, False]), "subject")
    assert dict(zip(themes.names, counts.tolist(), strict=True))["Vega"] == 1


@pytest.mark.parametrize("known", [False, True])
def test_filters_and_the_day_of_knowledge_narrow_a_theme(known: bool) -> None:
    found = tables()
    everything = Known.of(facts.build(found))
    themes = Themes.of(found)
    facet = everything.points.take(np.arange(2)) if known else everything.points
    keep = np.ones(len(facet), dtype=bool)
    counts = themes.counts(facet, keep, "subject")
    number = themes.number("Meridian")
    assert number is not None
    mask = themes.naming(facet, keep, "subject", "Meridian")
    assert counts[number] == mask.sum() == len(facet.kept(mask)) > 0
    assert not themes.naming(facet, ~keep, "subject", "Meridian").any()


def test_sentences_are_those_that_name_it() -> None:
    themes = made("Vega grows. Vegas does not. VEGA.com is not it! Et d'Vega ?", subjects=["Vega"])
    assert themes.sentences("Vega") == [("a", "Vega grows."), ("a", "Et d'Vega ?")]
    assert pattern("live streaming").search("Live Streaming is growing")
