"""Places by name and adjective, and the place meant where a name has several."""

import pytest

from extract.articles import Article
from extract.documents import build, pipeline
from extract.places.gazetteer import gazetteer


def place(name, code="fr"):
    found = gazetteer(code).lookup(name)[0]
    return found.kind, found.name, found.countries


@pytest.mark.parametrize("code, name, expected", [
    ("fr", "Grande-Bretagne", "GB"), ("fr", "Etats-Unis", "US"), ("fr", "Écosse", "GB"), ("fr", "Corée du Sud", "KR"),
    ("fr", "outre-Rhin", "DE"), ("fr", "Hexagone", "FR"), ("fr", "Pays-Bas", "NL"), ("fr", "Émirats arabes unis", "AE"),
    ("fr", "république tchèque", "CZ"), ("fr", "bruxelloises", "Brussels"), ("fr", "helvétique", "CH"),
    ("fr", "allemande", "DE"),
    ("en", "U.K.", "GB"), ("en", "South Korea", "KR"), ("en", "Dutch", "NL"), ("en", "Czech Republic", "CZ"),
    ("nl", "Verenigde Staten", "US"), ("nl", "Duitse", "DE"), ("nl", "Luikse", "Liège"),
])  # fmt: skip
def test_countries_and_adjectives(code, name, expected):
    assert place(name, code)[1] == expected


@pytest.mark.parametrize("code, name, english, country", [
    ("fr", "Bruxelles", "Brussels", "BE"), ("fr", "Anvers", "Antwerp", "BE"), ("fr", "Genève", "Geneva", "CH"),
    ("fr", "Londres", "London", "GB"), ("fr", "Francfort", "Frankfurt", "DE"), ("fr", "Pékin", "Beijing", "CN"),
    ("fr", "Liège", "Liège", "BE"), ("fr", "Vélizy", "Vélizy", "FR"), ("fr", "Varsovie", "Warsaw", "PL"),
    ("nl", "Luik", "Liège", "BE"), ("nl", "Parijs", "Paris", "FR"), ("nl", "Keulen", "Cologne", "DE"),
    ("en", "Krakow", "Krakow", "PL"), ("en", "Munich", "Munich", "DE"), ("en", "Wavre", "Wavre", "BE"),
])  # fmt: skip
def test_cities_have_their_english_name(code, name, english, country):
    assert place(name, code) == ("city", english, (country,))


@pytest.mark.parametrize("name, codes", [
    ("Benelux", ("BE", "LU", "NL")), ("Scandinavie", ("DK", "NO", "SE")), ("DACH", ("AT", "CH", "DE")),
    ("pays nordiques", ("DK", "FI", "IS", "NO", "SE")), ("pays baltes", ("EE", "LT", "LV")),
    ("EMEA", ()), ("Asie-Pacifique", ()),
    ("Wallonie", ("BE",)), ("Bavière", ("DE",)), ("Montérégie", ("CA",)),
])  # fmt: skip
def test_regions_expand_only_where_their_members_are_fixed(name, codes):
    assert place(name)[0] == "region"
    assert place(name)[2] == codes


def test_acronyms_are_places_only_as_they_are_written():
    assert mentioned("Tell us more about the US market.", "en") == {("country", "US")}


def mentioned(text, code="fr"):
    article = Article("a", "a.txt", text, code)
    kinds = {"city", "country", "region"}
    return {(m.kind, m.name) for m in build(article, pipeline(code)(text)).mentions if m.kind in kinds}


@pytest.mark.parametrize("text, expected", [
    ("Le siège est à Luxembourg.", {("city", "Luxembourg")}),
    ("Le groupe s'installe au Luxembourg.", {("country", "LU")}),
    ("Il ouvre un bureau à Québec.", {("city", "Quebec City")}),
    ("Le gouvernement du Québec y contribue.", {("region", "Québec")}),
    ("L'usine est située au Havre.", {("city", "Le Havre")}),
    ("Le bureau parisien fermera.", {("city", "Paris")}),
    ("Un bureau ouvrira à Singapour.", {("city", "Singapore")}),
    ("La zone EMEA et le Benelux.", {("region", "EMEA"), ("region", "Benelux")}),
])  # fmt: skip
def test_the_place_meant(text, expected):
    assert mentioned(text) == expected


def test_a_place_inside_an_organisations_name_is_none():
    assert mentioned("Chez Google France, on se tait.") == set()


@pytest.mark.parametrize("code, text, city, country", [
    ("fr", "Vantor ouvre une agence à Brest.", "Brest", "FR"),
    ("fr", "En Biélorussie, la société biélorusse Vantor ouvre une usine à Brest.", "Brest", "BY"),
    ("fr", "Vantor ouvre une agence à Sion.", "Sion", "CH"),
    ("fr", "Vantor ouvre un magasin à Bruges.", "Bruges", "BE"),
    ("fr", "Vantor ouvre un magasin à Valence.", "Valence", "FR"),
    ("fr", "En Espagne, Vantor ouvre des magasins à Madrid et à Valence.", "Valencia", "ES"),
    ("en", "Vantor opens a plant in Newcastle.", "Newcastle upon Tyne", "GB"),
    ("en", "In Australia, the Australian firm Vantor opens a plant in Newcastle.", "Newcastle", "AU"),
])  # fmt: skip
def test_of_several_cities_of_a_name_the_text_chooses(code, text, city, country):
    found = build(Article("a", "a.txt", text, code), pipeline(code)(text)).mentions
    assert (city, (country,)) in {(m.name, m.countries) for m in found if m.kind == "city"}
