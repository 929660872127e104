"""The figures of an article: sentences with the rows they tell, and what holds for any text."""

from collections.abc import Iterable
from functools import cache
from itertools import zip_longest
from typing import Any

import pytest
import spacy
from examples_read import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.articles import Article
from extract.claims import Figure
from extract.documents import build
from extract.figures import find_figures
from extract.pipelines import pipeline

DEFAULTS: dict[str, Any] = {
    "metric": None,
    "value": None,
    "value_high": None,
    "unit": None,
    "per": None,
    "bound": "exact",
    "nature": "actual",
    "period": None,
}
ASKED_WHERE_TOLD = ("subject", "geography", "attributed_to")


@cache
def figures_of(code: str, text: str, published: str | None) -> tuple[Figure, ...]:
    article = Article(id="a", file="a.txt", text=text, language=code, published=published)
    return tuple(find_figures(build(article, pipeline(code)(text))))


def as_row(figure: Figure, more: Iterable[str] = ()) -> dict[str, Any]:
    row = {name: getattr(figure, name) for name in (*DEFAULTS, *more)}
    return {**row, "value": approximate(figure.value), "value_high": approximate(figure.value_high)}


def approximate(value: float | None) -> str | None:
    return None if value is None else f"{value:.4g}"


def told_row(row: dict[str, Any]) -> dict[str, Any]:
    full = {**DEFAULTS, **row, **({"geography": tuple(row["geography"])} if "geography" in row else {})}
    return {**full, "value": approximate(full["value"]), "value_high": approximate(full["value_high"])}


def kind(unit: str) -> str:
    """Counted nouns are one class here: which noun is the quantities' matter."""
    return unit if unit in {"%", "pp", "x", "m2", "hectares", "hours"} or unit.isupper() else "count"


@pytest.mark.parametrize(("code", "example"), examples("figures"))
def test_sentence_tells_its_rows(code: str, example: dict[str, Any]) -> None:
    figures = figures_of(code, example["text"], example.get("published"))
    told = [told_row(row) for row in example["rows"]]
    asked = [[name for name in ASKED_WHERE_TOLD if name in row] for row in told]
    found = [as_row(figure, more) for figure, more in zip_longest(figures, asked[: len(figures)], fillvalue=())]
    for row in (*found, *told):
        row["unit"] = kind(row["unit"])
    assert found == told


PIECES = st.sampled_from(
    [
        "12",
        "3,5 millions",
        "€40bn",
        "8 %",
        "- 2 %",
        "contre",
        "dont",
        "de 5 à 7",
        "salariés",
        "chiffre d'affaires",
        "en 2020",
        "un an plus tôt",
        "(",
        ")",
        ";",
        "\n",
        "?",
        "en",
        "vise",
        "selon",
        "Norvia",
        "à",
        "« nous »",
        "doublé",
        "par an",
        "employees",
        "omzet",
        "\u00a0",
        "'",
        "’",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=25), st.sampled_from(["fr", "en", "nl"]), st.sampled_from([None, "2021", "2021-06-15"])
)
def test_any_text_gives_rows_that_hold(pieces: list[str], code: str, published: str | None) -> None:
    text = " ".join(pieces)
    article = Article(id="a", file="a.txt", text=text, language=code, published=published)
    for figure in find_figures(build(article, blank(code)(text))):
        assert text[figure.start_char : figure.end_char] == figure.quote
        assert 0 < figure.confidence <= 1
        assert figure.unit


@cache
def blank(code: str) -> spacy.language.Language:
    return spacy.blank(code)


def test_number_of_the_headline_told_again_is_one_row() -> None:
    text = "Norvia va embaucher 300 personnes\n\nNorvia recrutera 300 personnes à Nantes d'ici à 2025."
    rows = figures_of("fr", text, "2023-01-01")
    assert [(row.value, row.period) for row in rows] == [(300, "2025")]


def test_answers_of_an_interview_are_told_by_the_one_who_answers() -> None:
    text = (
        "Jeanne Morel (Norvia) : « Nous avons le temps »\n\n"
        "La directrice générale de Norvia, Jeanne Morel, nous reçoit à Nantes.\n\n"
        "Combien êtes-vous ?\nNous sommes 340.\n\n"
        "Et vos ventes ?\nElles ont atteint 40 millions d'euros en 2020.\n\n"
        "Vous avez gagné de l'argent ?\nOui, 3 millions d'euros. Selon Xerpi, le marché a crû de 4 %.\n"
    )
    rows = figures_of("fr", text, "2021-06-15")
    assert [(row.value, row.attributed_to) for row in rows] == [
        (340, "Jeanne Morel"),
        (40e6, "Jeanne Morel"),
        (3e6, "Jeanne Morel"),
        (4, "Xerpi"),
    ]


def test_accounts_carry_their_period() -> None:
    text = (
        "Au premier trimestre 2021, les ventes de Norvia ont progressé de 6 %. "
        "Le bénéfice net a reculé de 3 %, à 12 millions d'euros."
    )
    assert {row.period for row in figures_of("fr", text, "2021-05-10")} == {"2021-01/2021-03"}


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("fr", "En Chine, le commerce en ligne a atteint 1.200 milliards de dollars en 2020.", "China e-commerce"),
        ("fr", "En Allemagne, il y a 70 millions d'internautes.", "Germany"),
        ("fr", "Norvia a réalisé un chiffre d'affaires de 40 millions d'euros en 2020.", "Norvia"),
        ("en", "Norvia turned over $40m last year.", "Norvia"),
    ],
)
def test_number_is_of_the_firm_or_of_the_market_told(code: str, text: str, subject: str) -> None:
    assert [row.subject for row in figures_of(code, text, "2021-06-15")] == [subject]


@pytest.mark.parametrize(
    ("code", "text", "currencies"),
    [
        (
            "en",
            "Norvia, of Perth, opened its second Australian plant in Brisbane. Sales came to $412 million.",
            ["AUD"],
        ),
        (
            "en",
            "Norvia of Perth and Xerpi of Sydney sold ore at US$80 a tonne. Debt fell to $210 million.",
            ["USD", "AUD"],
        ),
        (
            "en",
            "Norvia, of Toronto, paid C$70 million for Xerpi of Ottawa, which $90 million had built.",
            ["CAD", "USD"],
        ),
        ("en", "Norvia, of Boston, opened in Sydney last year. Sales came to $412 million.", ["USD"]),
        ("en", "The firm of Brno, in the Czech Republic, got 60 million crowns in aid.", ["CZK"]),
        (
            "fr",
            "Norvia, à Québec, a vendu son usine de Laval, la deuxième au Canada, pour 38 millions de dollars.",
            ["CAD"],
        ),
        ("fr", "À Fribourg, en Suisse, Norvia paie le lait 81 centimes le kilo.", ["CHF"]),
    ],
)
def test_money_of_a_shared_name_is_that_of_the_places_told(code: str, text: str, currencies: list[str]) -> None:
    assert [row.unit for row in figures_of(code, text, "2021-06-15")] == currencies


def test_confidence_is_a_share_of_right_rows() -> None:
    plain = figures_of("fr", "Norvia a réalisé un chiffre d'affaires de 40 millions d'euros en 2020.", "2021-06-15")
    bare = figures_of("fr", "On y parle de 40 millions d'euros, sans plus.", "2021-06-15")
    assert plain[0].confidence > bare[0].confidence
