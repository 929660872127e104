"""Qualifiers: which words of a sentence a cue qualifies, and which look like cues and are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions import Sentence
from extract.qualifiers import KINDS, Qualifier, find_qualifiers

# language, sentence, the word asked about, what is said of it
CASES = [
    ("fr", "Paul Imbert n'a pas été nommé directeur général.", "directeur", {"negated"}),
    ("fr", "Le groupe dément la fermeture de Namur.", "Namur", {"negated"}),
    ("fr", "Le groupe n'ouvrira pas à Lille, mais il ouvrira à Metz.", "Lille", {"negated"}),
    ("fr", "Le groupe n'ouvrira pas à Lille, mais il ouvrira à Metz.", "Metz", set()),
    ("fr", "Pas seulement à Lille : l'enseigne est partout.", "Lille", set()),
    ("fr", "L'enseigne envisage d'ouvrir à Gand.", "Gand", {"planned"}),
    ("fr", "L'ouverture de Gand est à l'étude.", "Gand", {"planned"}),
    ("fr", "Selon nos informations, l'usine de Liège fermerait.", "Liège", {"reported"}),
    ("fr", "L'ancien patron de Valmont sourit.", "patron", {"former"}),
    ("fr", "Le patron de Valmont à l'époque souriait.", "patron", {"former"}),
    ("fr", "Anne Lefort dirige Biogral.", "Biogral", set()),
    ("en", "The company has no plans to open in Leeds.", "Leeds", {"negated"}),
    ("en", "She denied that he had been named chairman.", "chairman", {"negated", "former"}),
    ("en", "Not only Leeds: the chain is everywhere.", "Leeds", set()),
    ("en", "The chain will open in Leeds.", "Leeds", {"planned"}),
    ("en", "A store in Leeds is planned.", "Leeds", {"planned"}),
    ("en", "He is said to run the Leeds plant.", "Leeds", {"reported"}),
    ("en", "The former chairman of Aldoria left.", "chairman", {"former"}),
    ("en", "Ann Low runs Aldoria.", "Aldoria", set()),
    ("nl", "Het bedrijf opent geen winkel in Gent.", "Gent", {"negated"}),
    ("nl", "Niet alleen in Gent: de keten zit overal.", "Gent", set()),
    ("nl", "De keten wil een winkel in Gent openen.", "Gent", {"planned"}),
    ("nl", "De voormalige topman van Aldoria lacht.", "topman", {"former"}),
]


def said_of(language: str, text: str, word: str) -> set[str]:
    found = find_qualifiers(text, language, [Sentence(0, len(text))])
    return {qualifier.kind for qualifier in found if qualifier.covers(text.index(word))}


@pytest.mark.parametrize(("language", "text", "word", "kinds"), CASES)
def test_what_a_cue_qualifies(language: str, text: str, word: str, kinds: set[str]) -> None:
    assert said_of(language, text, word) == kinds


def test_a_scope_stays_in_its_sentence() -> None:
    text = "Il ne part pas. Elle part."
    found = find_qualifiers(text, "fr", [Sentence(0, 15), Sentence(16, 26)])
    assert all(qualifier.scope_end <= 15 for qualifier in found)


@given(st.text(max_size=80), st.sampled_from(["fr", "en", "nl"]))
def test_any_text_raises_nothing_and_keeps_offsets(text: str, language: str) -> None:
    for found in find_qualifiers(text, language, [Sentence(0, len(text))]):
        assert isinstance(found, Qualifier)
        assert found.kind in KINDS
        assert 0 <= found.scope_start <= found.start < found.end <= max(found.scope_end, found.end) <= len(text)
