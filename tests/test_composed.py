"""Accents written apart ("e" and a combining mark) change nothing but the places of what is found."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import analyse_chunk
from extract.articles import Article
from extract.composed import compose
from extract.dates import find_dates
from extract.names import find_names
from extract.quantities import find_quantities

TEXT = (
    "Étienne Lagardère est nommé directeur général de Brévin Santé. Le siège déménage à Angoulême "
    "le 3 février 2021 et coûtera près de 12 millions d'euros à la société."
)
APART = unicodedata.normalize("NFD", TEXT)


def _told(found, text):
    return [(unicodedata.normalize("NFC", text[item.start : item.end]), *item_values(item)) for item in found]


def item_values(item):
    return [getattr(item, name) for name in ("value", "unit", "bound", "iso", "kind") if hasattr(item, name)]


@pytest.mark.parametrize(
    "find",
    [
        lambda text: find_quantities(text, "fr"),
        lambda text: find_dates(text, "fr", "2021-01-04"),
        lambda text: find_names(text, "fr"),
    ],
)
def test_what_is_found_is_the_same(find):
    assert _told(find(TEXT), TEXT) == _told(find(APART), APART) != []


def test_a_name_has_the_words_of_its_text():
    assert all(name.text == APART[name.start : name.end] for name in find_names(APART, "fr"))


def test_the_claims_of_an_article_are_the_same_and_quote_it_as_read():
    whole, apart = (
        next(iter(analyse_chunk([Article("a", "a.txt", text, "fr", published="2021-01-04")]))) for text in (TEXT, APART)
    )
    assert apart.article.text == APART
    for table, claims in whole.claims.items():
        found = apart.claims[table]
        assert [claim.quote for claim in found] == [APART[claim.start_char : claim.end_char] for claim in found]
        assert [unicodedata.normalize("NFC", claim.quote) for claim in found] == [claim.quote for claim in claims]
    assert [claim.person for claim in apart.claims["executives"]] == ["Étienne Lagardère"]


def test_a_composed_text_is_read_as_it_is():
    assert compose(TEXT) is None


MARKS = st.text(st.sampled_from("e1aç \u0301\u0327\u0308é€\u212b\u0958"))


@settings(deadline=None)
@given(st.one_of(st.text(), MARKS))
def test_every_stretch_leads_back_to_one(text):
    composed = compose(text)
    if composed is None:
        return
    assert len(composed.places) == len(composed.text) + 1
    assert (composed.places[0], composed.places[-1]) == (0, len(text))
    for i in range(len(composed.text)):
        start, end = composed.span(i, i + 1)
        assert start <= end
    assert unicodedata.normalize("NFD", composed.text) == unicodedata.normalize("NFD", text)


@settings(deadline=None)
@given(MARKS)
def test_quantities_keep_their_places(text):
    for quantity in find_quantities(text, "fr"):
        assert 0 <= quantity.start < quantity.end <= len(text)
