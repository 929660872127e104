"""`find_dates` on marked sentences, on generated dates in every common format, and on any text at all."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.dates import find_dates
from extract.dates.patterns import Grammar, PatternError
from extract.languages import load

EXAMPLES = Path(__file__).parent / "examples"
MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)(?:\|(\w+))?\]")
LANGUAGES = ["fr", "en", "nl"]


def _examples():
    for path in sorted(EXAMPLES.glob("*/dates.toml")):
        for section in tomllib.loads(path.read_text(encoding="utf-8"))["section"]:
            for sentence in section["sentences"]:
                marks = [pytest.mark.xfail(strict=True)] if section.get("known_miss") else []
                yield pytest.param(
                    path.parent.name, section["reference"], sentence, marks=marks, id=f"{path.parent.name}-{sentence}"
                )


def _found(text, language, reference):
    """The text with the dates found marked as the examples are; relations only where asked."""
    return [(text[span.start : span.end], span.iso, span.relation) for span in find_dates(text, language, reference)]


@pytest.mark.parametrize(("language", "reference", "sentence"), _examples())
def test_example(language, reference, sentence):
    expected = [match.groups() for match in MARK.finditer(sentence)]
    found = _found(MARK.sub(r"\1", sentence), language, reference)
    told = [relation for _, _, relation in expected]
    assert [
        (w, iso, r if t else None) for (w, iso, r), t in zip(found, told + [None] * len(found), strict=False)
    ] == expected


@pytest.mark.parametrize("language", ["fr", "en", "nl"])
def test_there_are_enough_examples(language):
    count = sum(param.values[0] == language for param in _examples())
    assert count >= (40 if language == "nl" else 120)


def test_without_reference_only_told_dates():
    text = "Nommé en janvier dernier, il était là depuis deux ans, arrivé le 3 mai 2016."
    assert _found(text, "fr", None) == [("3 mai 2016", "2016-05-03", "at")]


@pytest.mark.parametrize("reference", [date(2019, 6, 27), "2019-06-27", "2019-06-27T08:00:00Z"])
def test_reference_as_date_or_text(reference):
    assert _found("last year", "en", reference) == [("last year", "2018", "at")]


def test_unreadable_reference_is_no_reference():
    assert find_dates("last year", "en", "yesterday") == []


def test_basis_tells_what_the_reference_added():
    spans = find_dates("En 2016 puis en mars", "fr", "2019-06-27")
    assert [span.basis for span in spans] == ["told", "relative"]


def test_language_by_code_or_object():
    assert find_dates("mai 2016", load("fr")) == find_dates("mai 2016", "fr")


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f", "\u2009", "\n"])
@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_blanks_and_apostrophes(blank, apostrophe):
    text = f"Depuis l{apostrophe}été{blank}2015 et le 18{blank}mai{blank}2016"
    assert [iso for _, iso, _ in _found(text, "fr", None)] == ["2015", "2016-05-18"]


def test_a_blank_line_ends_a_date():
    assert [iso for _, iso, _ in _found("le 18 mai\n\n2016 fut bon", "fr", "2019-06-27")] == ["2019-05-18", "2016"]


@pytest.mark.parametrize("template", ["{unknown} 2016", "* 2016", "(in 2016"])
def test_a_pattern_that_cannot_be_read_says_so(template):
    with pytest.raises(PatternError):
        Grammar({"pattern": [{"sense": "calendar", "match": [template]}]})


# ---------------------------------------------------------------- properties

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
}
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
FORMATS = {
    "fr": [
        lambda d, m: f"{d.day} {m} {d.year}",
        lambda d, m: f"{d.day} {m.upper()} {d.year}",
        lambda d, m: f"{d.day:02}/{d.month:02}/{d.year}",
        lambda d, m: f"{d.day}.{d.month}.{d.year}",
        lambda d, m: f"{d.day:02}-{d.month:02}-{d.year}",
    ],
    "en": [
        lambda d, m: f"{m} {d.day}, {d.year}",
        lambda d, m: f"{d.day} {m} {d.year}",
        lambda d, m: f"{m} {d.day}{ORDINALS.get(d.day, 'th')}, {d.year}",
        lambda d, m: f"{d.day}{ORDINALS.get(d.day, 'th')} of {m} {d.year}",
        lambda d, m: f"{m[:3]}{'.' * (len(m) > 3)} {d.day}, {d.year}",
        lambda d, m: f"{d.month}/{d.day}/{d.year}",
    ],
    "nl": [
        lambda d, m: f"{d.day} {m} {d.year}",
        lambda d, m: f"{d.day}-{d.month}-{d.year}",
        lambda d, m: f"{d.day:02}/{d.month:02}/{d.year}",
    ],
}
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(day=days, choice=st.integers(0, 9), around=st.sampled_from(["{}", "({})", "x {}.", "« {} »", "\u00a0{},"]))
def test_any_day_in_any_format_comes_back(language, day, choice, around):
    formats = [*FORMATS[language], lambda d, m: d.isoformat()]
    words = formats[choice % len(formats)](day, MONTHS[language][day.month - 1])
    text = around.format(words)
    assert _found(text, language, "2019-06-27") == [(words, day.isoformat(), "at")]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(day=days)
def test_any_month_comes_back(language, day):
    words = f"{MONTHS[language][day.month - 1]} {day.year}"
    assert _found(f"... {words} ...", language, None) == [(words, f"{day:%Y-%m}", "at")]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(first=st.integers(1900, 2098), length=st.integers(1, 60))
def test_any_range_of_years_comes_back(language, first, length):
    words = {"fr": "de {} à {}", "en": "from {} to {}", "nl": "van {} tot {}"}[language]
    last = min(first + length, 2099)
    spans = find_dates(words.format(first, last), language)
    assert [span.iso for span in spans] == [f"{first}/{last}"]


def _words_of_lexicons():
    """Words the patterns know, so that random texts hit them."""
    for code in LANGUAGES:
        for slot in load(code).words("dates")["slots"].values():
            yield from slot


SMALL = "le de du au the of in op van il y a ago last l' d'ici en 2016 31 30 0 99 1er th / - . , é İ ß ² Mars".split()
pieces = st.sampled_from([*_words_of_lexicons(), *SMALL, " ", "\u00a0", "\n"])
texts = st.one_of(st.text(), st.lists(pieces, max_size=25).map(" ".join), st.lists(pieces, max_size=25).map("".join))
references = st.one_of(st.none(), days, st.sampled_from(["2019", "2019-06", "2020-02-29", "0001", "9999-12-31", ""]))
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None)
@given(text=texts, reference=references)
def test_any_text_is_read_without_error_and_offsets_hold(language, text, reference):
    end = 0
    for span in find_dates(text, language, reference):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert ISO.fullmatch(span.iso)
        end = span.end
