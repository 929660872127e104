import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.quantities import Quantity, find_quantities

EXAMPLES = Path(__file__).parent / "examples"
LANGUAGES = ["fr", "en", "nl"]
BOUNDS = {"exact", "approx", "min", "max", "range"}
PERS = {"hour", "day", "month", "quarter", "year"}


def told(expected: str) -> tuple[float, float | None, str | None, str | None, str]:
    """ "5e9..7e9 EUR/year min" as value, value_high, unit, per, bound."""
    number, *words = expected.split()
    low, _, high = number.partition("..")
    bound = words.pop() if words[-1] in BOUNDS else "range" if high else "exact"
    unit, _, per = " ".join(words).partition("/")
    return float(low), float(high) if high else None, None if unit == "-" else unit, per or None, bound


def found(quantity: Quantity) -> tuple[float, float | None, str | None, str | None, str]:
    return quantity.value, quantity.value_high, quantity.unit, quantity.per, quantity.bound


def examples() -> list[tuple[str, str, list[str]]]:
    rows = []
    for language in LANGUAGES:
        content = tomllib.loads((EXAMPLES / language / "quantities.toml").read_text(encoding="utf-8"))
        rows += [(language, text, expected) for text, *expected in content["examples"]]
    return rows


@pytest.mark.parametrize(("language", "text", "expected"), examples())
def test_examples(language: str, text: str, expected: list[str]) -> None:
    assert [found(q) for q in find_quantities(text, language)] == [told(e) for e in expected]


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_examples(language: str) -> None:
    wanted = 40 if language == "nl" else 120
    assert sum(row[0] == language for row in examples()) >= wanted


def test_a_bare_dollar_is_the_one_of_the_text() -> None:
    quebec = "L'usine de Sherbrooke, au Québec, coûtera 12 M$, dont 2 M$ US d'équipements."
    assert [q.unit for q in find_quantities(quebec, "fr")] == ["CAD", "USD"]
    assert [q.unit for q in find_quantities("Le fonds new-yorkais lève 12 M$.", "fr")] == ["USD"]


def test_a_number_keeps_its_own_place_and_scale() -> None:
    text = "Il vise plus de 2,5 milliards d'euros de ventes."
    [quantity] = find_quantities(text, "fr")
    assert text[quantity.start : quantity.end] == "plus de 2,5 milliards d'euros"
    assert text[quantity.number_start : quantity.number_end] == "2,5 milliards"
    assert quantity.scale == 1e9


@pytest.mark.parametrize(
    "text", ["le 12 mai 2020", "12/05/2020", "14 h 30", "2019-2020", "depuis 12 ans", "n° 12", "l'A320", "75001 Paris"]
)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert find_quantities(text, "fr") == []


SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
GROUPS = {"fr": [*SPACES, ".", "'", "’"], "en": [*SPACES, ",", "'", "’"], "nl": [*SPACES, ".", "'", "’"]}
DECIMAL = {"fr": ",", "en": ".", "nl": ","}
SCALES = {
    "fr": {"millions": 1e6, "milliards": 1e9, "billions": 1e12, "Md": 1e9},
    "en": {"million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9},
    "nl": {"miljoen": 1e6, "miljard": 1e9, "biljoen": 1e12, "mln": 1e6},
}
EUROS = {"fr": "euros", "en": "euros", "nl": "euro"}


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(0, 10**12), st.data())
def test_any_integer_in_any_format_comes_back(language: str, number: int, data: st.DataObject) -> None:
    mark = data.draw(st.sampled_from([*GROUPS[language], ""]))
    text = f"{grouped(number, mark)} {EUROS[language]}"
    [quantity] = find_quantities(text, language)
    assert (quantity.value, quantity.unit) == (number, "EUR")
    assert text[quantity.start : quantity.end] == text


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(0, 10**9), st.integers(0, 99), st.data())
def test_any_decimal_in_any_format_comes_back(language: str, whole: int, cents: int, data: st.DataObject) -> None:
    mark = data.draw(st.sampled_from([*GROUPS[language], ""]))
    text = f"{grouped(whole, mark)}{DECIMAL[language]}{cents:02} {EUROS[language]}"
    [quantity] = find_quantities(text, language)
    assert quantity.value == pytest.approx(whole + cents / 100)


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.integers(1, 999), st.integers(0, 9), st.data())
def test_any_scale_comes_back(language: str, whole: int, tenths: int, data: st.DataObject) -> None:
    word, factor = data.draw(st.sampled_from(list(SCALES[language].items())))
    text = f"{whole}{DECIMAL[language]}{tenths} {word} €"
    [quantity] = find_quantities(text, language)
    assert quantity.value == pytest.approx((whole + tenths / 10) * factor)
    assert (quantity.unit, quantity.scale) == ("EUR", factor)


FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
).split()
FRENCH_TENS = [
    "",
    "",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
DUTCH = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
).split()
DUTCH_TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def spell_french(number: int) -> str:
    if number < 20:
        return FRENCH[number]
    if number < 100:
        ten = number // 10
        rest = number - (60 if ten == 7 else 80 if ten == 9 else ten * 10)
        if rest == 0:
            return FRENCH_TENS[ten] + ("s" if number == 80 else "")
        joint = " et " if rest in (1, 11) and ten < 8 else "-"
        return FRENCH_TENS[ten] + joint + FRENCH[rest]
    for size, word in ((10**9, "milliard"), (10**6, "million"), (1000, "mille"), (100, "cent")):
        if number >= size:
            many, rest = divmod(number, size)
            head = word if many == 1 and size <= 1000 else f"{spell_french(many)} {word}" + "s" * (size > 1000 < many)
            return f"{head} {spell_french(rest)}" if rest else head
    raise AssertionError(number)


def spell_english(number: int) -> str:
    if number < 20:
        return ENGLISH[number]
    if number < 100:
        return ENGLISH_TENS[number // 10] + (f"-{ENGLISH[number % 10]}" if number % 10 else "")
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            joint = " and " if rest < 100 else " "
            return f"{spell_english(many)} {word}" + (joint + spell_english(rest) if rest else "")
    raise AssertionError(number)


def spell_dutch(number: int) -> str:
    if number < 20:
        return DUTCH[number]
    if number < 100:
        unit, ten = DUTCH[number % 10], DUTCH_TENS[number // 10]
        return ten if number % 10 == 0 else unit + ("ën" if unit.endswith("e") else "en") + ten
    if number < 1000:
        many, rest = divmod(number, 100)
        return (DUTCH[many] if many > 1 else "") + "honderd" + (spell_dutch(rest) if rest else "")
    if number < 10**6:
        many, rest = divmod(number, 1000)
        return (spell_dutch(many) if many > 1 else "") + "duizend" + (f" {spell_dutch(rest)}" if rest else "")
    many, rest = divmod(number, 10**6)
    return f"{spell_dutch(many)} miljoen" + (f" {spell_dutch(rest)}" if rest else "")


SPELL = {"fr": spell_french, "en": spell_english, "nl": spell_dutch}
SIZES = st.one_of(st.integers(0, 200), st.integers(0, 10**4), st.integers(0, 10**9 - 1))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LANGUAGES), SIZES)
@example("fr", 80)
@example("fr", 71)
@example("fr", 99_999)
@example("fr", 101_000_416)
@example("en", 25_300)
@example("nl", 3_400)
def test_any_number_in_words_comes_back(language: str, number: int) -> None:
    [quantity] = find_quantities(SPELL[language](number), language)
    assert quantity.value == number


WORDS = st.sampled_from(
    "1 12 2016 40.000 1,5 3 M€ $ € % million milliard billion bn de d' à et entre between and from to un une a "
    "deux two cent hundred mille half demi moitié fois times x + - – ( ) . , ; / \n environ plus moins par an per "
    "n° E K m l dozen trentaine point virgule vingt quatre Mds US CHF ½ ² ٣ \u202f \u00a0".split(" ")
)


@settings(max_examples=400, deadline=None)
@example("fr", "soit 400 à 500 personnes")  # ends where a longer unit may go on
@example("fr", "40 points")
@example("fr", "9" * 400 + " millions d'euros")
@example("en", "1e99 billion 1e99 billion")
@given(st.sampled_from(LANGUAGES), st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_raises_nothing_and_keeps_offsets(language: str, text: str) -> None:
    position = 0
    for quantity in find_quantities(text, language):
        assert position <= quantity.start < quantity.end <= len(text)
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        assert quantity.bound in BOUNDS and (quantity.per is None or quantity.per in PERS)
        assert (quantity.bound == "range") == (quantity.value_high is not None)
        position = quantity.end
