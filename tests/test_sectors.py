"""The sectors of the economy: one list of names, each language's words for them, and the markets told by them."""

import pytest
from test_figures import figures_of

from extract.figures.sectors import sector_names, sector_phrases, told_of_the_world
from extract.languages import load


def _named(code: str) -> set[str]:
    return {name for kind in ("nouns", "adjectives", "alone") for name in sector_phrases(load(code), kind)}


def test_french_and_english_have_words_for_every_sector() -> None:
    assert _named("fr") == _named("en") == sector_names()


def test_sectors_of_the_world_and_of_dutch_are_among_the_names() -> None:
    assert told_of_the_world() <= sector_names()
    assert _named("nl") <= sector_names()


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("fr", "En France, le marché du meuble a atteint 14 milliards d'euros en 2020.", "France furniture"),
        ("fr", "En Belgique, la filière laitière a exporté pour 3 milliards d'euros en 2020.", "Belgium dairy"),
        ("fr", "Le marché des pompes à chaleur a bondi de 30 % en Allemagne en 2020.", "Germany heat pumps"),
        ("en", "Britain's care home market was worth £16bn in 2020.", "UK care homes"),
        ("en", "Global demand for small satellites is put at $3bn a year.", "satellites"),
        ("en", "The American toy industry grew by 9% in 2020.", "US toys"),
    ],
)
def test_market_told_is_the_subject(code: str, text: str, subject: str) -> None:
    assert [row.subject for row in figures_of(code, text, "2021-06-15")] == [subject]
