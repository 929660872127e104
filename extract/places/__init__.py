"""Place names and adjectives of a text -> mentions: which place each means."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log10

from extract.languages import Language
from extract.mentions import Mention
from extract.places.gazetteer import Gazetteer, Place
from extract.words import Word, fold, phrase_keys

_TOWN = 5000  # people: a place as well known as the word after the article
_LARGE = 1_000_000  # people: a city that tells of its country
_OVERSHADOWED = 10  # times smaller than its namesake: not meant, whatever the text is about
# What speaks for one of several cities of a name, on the scale of the decimal logarithm of its population.
_OWN, _FIRST_HOME, _HOME = 1.2, 1.5, 0.5
_TOLD_ONCE, _TOLD_TWICE, _BESIDE = 1.5, 2.0, 2.5


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """Words first..last (last excluded) that the gazetteer knows, and what they can mean."""

    first: int
    last: int
    start: int
    end: int
    places: tuple[Place, ...]


def find_hits(words: Sequence[Word], text: str, book: Gazetteer) -> list[PlaceHit]:
    """All gazetteer names of a text in order, never overlapping."""
    contracted = _contractions(book.language)
    found = []
    for first, last, places in book.scan(words, text):
        before = contracted.get(words[first - 1].key) if first and last - first == 1 else None
        if before and words[first].text[0].isupper():  # "au Havre"
            towns = [p for p in book.cities(f"{before} {words[first].key}") if p.population > _TOWN]
        else:
            towns = []
        found.append(PlaceHit(first, last, words[first].start, words[last - 1].end, tuple(towns or places)))
    return found


@cache
def _contractions(language: Language) -> dict[str, str]:
    """Words that hold a preposition and the article a city's name begins with: "au" -> "le"."""
    return dict(language.words("gazetteer").get("context", {}).get("contractions", {}))


@cache
def _homonym_before(language: Language) -> frozenset[str]:
    context = language.words("gazetteer").get("context", {})
    return frozenset(" ".join(key) for key in phrase_keys(context.get("homonym_before", ())))


@cache
def _list_gap(language: Language) -> re.Pattern[str]:
    """What may stand between two places of a list."""
    words = "|".join(map(re.escape, language.words("names")["list_words"]))
    return re.compile(rf"\s*(?:,|/|–|-|&|(?:, )?(?:{words}))\s*")


def place_mentions(
    text: str,
    language: Language,
    book: Gazetteer,
    words: Sequence[Word],
    hits: Sequence[PlaceHit],
    names: Sequence[tuple[int, int, str]],
) -> Iterator[Mention]:
    """Mentions of the places among `hits`; `names` are the spans and kinds that names were given: a place inside a
    person's or organisation's name is none, and one the text gives no other sign of (a word that starts a sentence,
    say) needs to be a name."""
    starts = [start for start, _, _ in names]
    told, list_gap = _told_countries(hits), _list_gap(language)
    last: Mention | None = None
    last_city = False
    for number, hit in enumerate(hits):
        index = bisect_right(starts, hit.start) - 1
        cover = names[index][2] if index >= 0 and hit.start < names[index][1] else None
        if cover not in (None, "place"):
            continue
        joined = last is not None and list_gap.fullmatch(text[last.end : hit.start]) is not None
        if cover is None and not (
            _stands_alone(hit, words, text) or _led_to(hit, words, language, last_city and joined)
        ):
            continue
        if cover == "place" and _part_of_longer(hit, names[index], words):
            continue
        place = _choose(hit, words, book, told, _beside(number, hits, text, list_gap), last_city and joined)
        last, last_city = _mention(hit, place, text), place.kind == "city"
        yield last


def _stands_alone(hit: PlaceHit, words: Sequence[Word], text: str) -> bool:
    """A country, a region or an adjective needs no other sign; a city or a small region does."""
    place = hit.places[0]
    if place.adjective or hit.last - hit.first > 1 or not words[hit.first].text[0].isupper():
        return True
    return place.kind == "country" or (place.kind == "region" and len(place.countries) != 1)


def _led_to(hit: PlaceHit, words: Sequence[Word], language: Language, listed: bool) -> bool:
    """Whether a city's name that nothing else shows to be one follows another city's or a word of place."""
    before = words[hit.first - 1].key if hit.first else ""
    if hit.places[0].kind == "region":
        return before in _region_before(language)
    if hit.last - hit.first == 1 and words[hit.first].key in _dates(language):
        return False  # "in March"
    return hit.places[0].kind == "city" and (listed or before in _city_before(language))


@cache
def _dates(language: Language) -> frozenset[str]:
    """Names of months, days and seasons, some of which are towns too."""
    slots = language.words("dates")["slots"]
    return frozenset(fold(word) for slot in ("month", "weekday", "season") for word in slots.get(slot, ()))


@cache
def _city_before(language: Language) -> frozenset[str]:
    return _folded(language, "city_before")


@cache
def _region_before(language: Language) -> frozenset[str]:
    return _folded(language, "region_before")


def _folded(language: Language, name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in language.words("gazetteer").get("context", {}).get(name, ()))


def _part_of_longer(hit: PlaceHit, name: tuple[int, int, str], words: Sequence[Word]) -> bool:
    """A city's name beside other capitalised words of one name: "Street" in "Wall Street"."""
    if hit.places[0].kind != "city" or hit.places[0].adjective or (hit.start, hit.end) == name[:2]:
        return False
    before = words[hit.first - 1] if hit.first else None
    after = words[hit.last] if hit.last < len(words) else None
    if before is not None and before.start >= name[0] and before.text[0].isupper():
        return True
    return after is not None and after.end <= name[1] and after.text[0].isupper()


def _told_countries(hits: Sequence[PlaceHit]) -> Counter[str]:
    """Countries the text is sure to speak of, and how often: a name that several countries have tells none."""
    counts: Counter[str] = Counter()
    for hit in hits:
        place = hit.places[0]
        certain = place.population > _LARGE and all(other.countries == place.countries for other in hit.places)
        if place.kind == "country" or place.adjective or certain:
            counts.update(place.countries)
    return counts


def _beside(index: int, hits: Sequence[PlaceHit], text: str, list_gap: re.Pattern[str]) -> frozenset[str]:
    """Countries of the places listed right before and after a place: "Madrid et Valence", "Valence (Espagne)"."""
    hit = hits[index]
    countries: set[str] = set()
    for other, gap in (
        *((o, text[o.end : hit.start]) for o in hits[max(0, index - 1) : index]),
        *((o, text[hit.end : o.start]) for o in hits[index + 1 : index + 2]),
    ):
        if gap == " (" or list_gap.fullmatch(gap):
            countries.update(other.places[0].countries)
    return frozenset(countries)


def _choose(
    hit: PlaceHit,
    words: Sequence[Word],
    book: Gazetteer,
    told: Counter[str],
    beside: frozenset[str],
    after_city: bool,
) -> Place:
    """The place meant: by the word before, by what is listed beside it, by the countries the text tells."""
    cities = [place for place in hit.places if place.kind == "city" and not place.adjective]
    if not cities:
        return hit.places[0]
    if len(cities) < len(hit.places):  # shares its name with a country or a region
        before = words[hit.first - 1].key if hit.first else ""
        return cities[0] if before in _homonym_before(book.language) or after_city else hit.places[0]
    key = " ".join(word.key for word in words[hit.first : hit.last])
    if hit.places[0] not in book.by_key(key):  # "au Havre"
        return cities[0]
    own = [place.countries for place in book.places.get(key, ())]
    others = [place for place in book.cities(key) if place.countries not in {city.countries for city in cities}]
    largest = max(place.population for place in (*cities, *others))
    fits = [p for p in (*cities, *others) if p.countries in own or p.population * _OVERSHADOWED > largest]
    return max(fits, key=lambda place: _likelihood(place, book.language, own[:1] == [place.countries], told, beside))


def _likelihood(place: Place, language: Language, own: bool, told: Counter[str], beside: frozenset[str]) -> float:
    """How likely a city is the one meant; `own`: the first that the language's lexicon has."""
    country = place.countries[0]
    home = _home(language)
    score = log10(place.population + 1) + (_OWN if own else 0.0)
    score += _FIRST_HOME if country == home[0] else _HOME if country in home else 0.0
    score += _TOLD_TWICE if told[country] > 1 else _TOLD_ONCE * told[country]
    return score + (_BESIDE if country in beside else 0.0)


@cache
def _home(language: Language) -> tuple[str, ...]:
    return tuple(language.words("gazetteer").get("context", {})["home"])


def _mention(hit: PlaceHit, place: Place, text: str) -> Mention:
    via = "adjective" if place.adjective else "name"
    surface = text[hit.start : hit.end]
    if place.kind == "region":
        name = place.name if place.adjective else surface
        return Mention(hit.start, hit.end, "region", name, via, place.countries, name)
    return Mention(hit.start, hit.end, place.kind, place.name, via, place.countries)


def unknown_places(
    text: str,
    language: Language,
    words: Sequence[Word],
    names: Sequence[tuple[int, int, str]],
    hits: Sequence[PlaceHit],
) -> Iterator[Mention]:
    """Place names that no gazetteer has, after a word of place ("à Jalabiya"): cities of no known country."""
    locative = _city_before(language)
    ends = {word.end: word.key for word in words}
    spans = [(hit.start, hit.end) for hit in hits]
    starts = [start for start, _ in spans]
    for start, end, kind in names:
        if kind != "place":
            continue
        index = bisect_right(starts, end - 1) - 1
        if index >= 0 and spans[index][1] > start:
            continue
        if text[start - 1 : start] == " " and ends.get(start - 1, "") in locative:
            yield Mention(start, end, "city", text[start:end])
