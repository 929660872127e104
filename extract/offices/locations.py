"""Mentions of places -> groups of locations: lists joined, a city and its country made one."""

import unicodedata
from collections import Counter
from dataclasses import replace

from extract.documents import Document, Mention
from extract.offices.capitals import with_capitals
from extract.offices.scene import Group, Location, Scene, contracted, link_of
from extract.offices.unfamiliar import town_mistaken, unknown_towns
from extract.places.gazetteer import gazetteer
from extract.words import fold

# States that are one city: the press names the city, the gazetteer may give the country.
_CITY_STATES = {"SG": "Singapore", "HK": "Hong Kong", "MO": "Macau", "MC": "Monaco", "VA": "Vatican City"}
_NAMED_BEFORE = 8  # words between a country and a town of it
_OUTSHINES = 10  # times smaller than its namesake: not meant
_SELDOM = 2  # times a country is told that the article is not about
_ACRONYM = 4  # letters
_MAX_JOINT = 5  # words between two members of a list


def countries_told(document: Document) -> Counter[str]:
    """How often an article tells each country, by its name, its people or a town of it."""
    return Counter(mention.countries[0] for mention in document.mentions if _tells_country(mention))


def add_groups(scene: Scene, told: Counter[str]) -> None:
    """Fill `scene.groups` from the sentence's mentions and the towns that only their place in it gives away; `told` is
    how often the article tells each country."""
    groups = [_single(scene, mention) for mention in scene.mentions if _stands_alone(scene, mention)]
    groups += [_single(scene, town) for mention in scene.mentions if (town := town_mistaken(scene, mention))]
    groups = with_capitals(scene, groups)
    groups += unknown_towns(scene, groups)
    groups.sort(key=lambda group: group.first)
    scene.groups = _join(scene, _agreeing(scene, _with_countries(scene, _at_home(scene, groups, told))))


def _at_home(scene: Scene, groups: list[Group], told: Counter[str]) -> list[Group]:
    """Of namesake towns, those of the country that the article is about, where it tells nothing else of the other's."""
    home = {code for code, count in told.most_common(1) if count > _SELDOM}
    moved = []
    for group in groups:
        location = group.locations[0]
        elsewhere = location.city and not group.adjective and location.country and location.country not in home
        if elsewhere and home and told[location.country or ""] <= _times(scene, location):
            location = _namesake(scene, location, home)
        moved.append(replace(group, locations=(location,)))
    return moved


def _times(scene: Scene, location: Location) -> int:
    """How often the article tells a town by its name."""
    name = scene.document.text[location.start : location.end]
    return sum(scene.document.text[m.start : m.end] == name for m in scene.document.mentions if m.kind == "city")


def _agreeing(scene: Scene, groups: list[Group]) -> list[Group]:
    """Of namesake towns, those of the country that the rest of the sentence is in: "les ateliers de Cordoue et
    de Cadix", "in Ohio, its plants in Dublin"."""
    if len({group.locations[0].country for group in groups}) < 2:
        return groups
    agreed = []
    for group in groups:
        location = group.locations[0]
        if location.city and not group.adjective and location.country:
            told = _told_near(scene, group, groups)
            location = _namesake(scene, location, told) if location.country not in told else location
        agreed.append(replace(group, locations=(location,)))
    return agreed


def _told_near(scene: Scene, group: Group, groups: list[Group]) -> set[str]:
    """The countries of the towns listed with a town and of the country or region named before it."""
    told = set()
    for other in groups:
        country = other.locations[0].country
        if other is group or other.adjective or country is None:
            continue
        if other.locations[0].city:
            left, right = sorted((other, group), key=lambda g: g.first)
            if _coordinated(scene, left, right):
                told.add(country)
        elif 0 < group.first - other.last <= _NAMED_BEFORE:
            told.add(country)
    return told


def _namesake(scene: Scene, location: Location, told: set[str]) -> Location:
    """The town of the same name in another country of the sentence, unless this one outshines it."""
    name = scene.document.text[location.start : location.end]
    cities = [p for p in gazetteer(scene.document.language.code).lookup(name) if p.kind == "city" and not p.adjective]
    own = max((city.population for city in cities if city.countries == (location.country,)), default=0)
    others = [city for city in cities if city.countries[0] in told and city.population * _OUTSHINES > own]
    if not others or not own:
        return location
    best = max(others, key=lambda city: city.population)
    return replace(location, city=best.name, country=best.countries[0])


def _stands_alone(scene: Scene, mention: Mention) -> bool:
    if mention.kind not in ("city", "country", "region") or scene.dated(mention.start):
        return False
    if mention.kind == "region" and len(mention.countries) != 1:
        return False  # an open region or several countries is no place
    if mention.kind == "city" and mention.via == "name" and (not _capital(scene, mention) or _acronym(scene, mention)):
        return False
    if scene.lexicon.has("compass", scene.document.text[mention.start : mention.end].lower()):
        return False
    nearby = scene.lexicon.links.get("nearby", ())
    first, last = scene.word_at(mention.start), scene.word_at(mention.end)
    street = scene.lexicon.link("street", scene.words, first)
    if street or tuple(scene.lowers(last, last + 1)) in scene.lexicon.links.get("street_after", ()):
        return False
    return not any(
        other.kind in ("organisation", "person")
        and other.via != "alias"
        and other.start <= mention.start
        and mention.end <= other.end
        and tuple(scene.lowers(scene.word_at(other.start), scene.word_at(other.start) + 1)) not in nearby
        for other in scene.mentions
    )


def _acronym(scene: Scene, mention: Mention) -> bool:
    """Whether the name is an acronym ("du CEA"), and not a town of a line in capitals."""
    name = scene.document.text[mention.start : mention.end]
    around = scene.document.text[scene.sentence.start : mention.start]
    return len(name) <= _ACRONYM and name.isupper() and name != mention.name and not around.isupper()


def _capital(scene: Scene, mention: Mention) -> bool:
    """Whether the last word of the name is written with a capital."""
    last = scene.document.text[mention.start : mention.end].replace("-", " ").split()[-1]
    return last[:1].isupper() or last[:1].isdigit()


def _single(scene: Scene, mention: Mention) -> Group:
    country = mention.countries[0] if mention.countries else None
    city = _spelled(scene, mention) if mention.kind == "city" else None
    if city is None and country in _CITY_STATES and mention.via != "adjective":
        city = _CITY_STATES[country]
    first, last = scene.word_at(mention.start), scene.word_at(mention.end)
    if last < len(scene.words) and scene.words[last].start < mention.end:
        last += 1
    if city is not None and (article := contracted(scene, first)):
        full = f"{article} {scene.document.text[mention.start : mention.end]}"
        known = [place for place in gazetteer(scene.document.language.code).lookup(full) if place.kind == "city"]
        city, country = (known[0].name, known[0].countries[0]) if known else (city, country)
    location = Location(city, country, mention.start, mention.end)
    return Group((location,), first, max(last, first + 1), link_of(scene, first), mention.via == "adjective")


def _spelled(scene: Scene, mention: Mention) -> str:
    """The town's English name, or the article's own spelling where that has letters of its language: "Łódź" where it is
    not written "Lodz"; an accent alone is none ("Séville" is Seville)."""
    told = scene.document.text[mention.start : mention.end]
    if told.isascii() or told.isupper() or fold(told) != fold(mention.name):
        return mention.name
    return told if _without_accents(told) != _without_accents(mention.name) else mention.name


def _without_accents(name: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).lower()


def _with_countries(scene: Scene, groups: list[Group]) -> list[Group]:
    """A city and the country beside it made one: "à Lodz, en Pologne", "en Allemagne (Munich)"."""
    kept: list[Group] = []
    for group in groups:
        location, previous = group.locations[0], kept[-1] if kept else None
        if previous is not None and not group.adjective and not previous.adjective and _beside(scene, previous, group):
            before = previous.locations[0]
            if (
                before.city
                and not location.city
                and (_lies_in(scene, before, location) or _of_state(scene, before, location))
            ):
                own = _of_state(scene, before, location)
                merged = before if own else replace(before, country=location.country)
                kept[-1] = replace(previous, locations=(merged,), last=group.last)
                continue
            if location.city and not before.city and location.country in (None, before.country):
                kept[-1] = replace(
                    group,
                    locations=(replace(location, country=before.country),),
                    first=previous.first,
                    link=previous.link or group.link,
                )
                continue
        kept.append(group)
    return kept


def _lies_in(scene: Scene, city: Location, country: Location) -> bool:
    """Whether a town of the city's name lies in the country told beside it: "Valence, en Espagne"."""
    if city.country in (None, country.country):
        return True
    name = scene.document.text[city.start : city.end]
    places = gazetteer(scene.document.language.code).lookup(name)
    return any(place.kind == "city" and country.country in place.countries for place in places)


def _of_state(scene: Scene, city: Location, state: Location) -> bool:
    """Whether a country's name after an American city is a state's: "Savannah, Georgia"."""
    return city.country == "US" and scene.lexicon.has("states", scene.document.text[state.start : state.end].lower())


def _beside(scene: Scene, left: Group, right: Group) -> bool:
    gap = scene.between(left.last, right.first).strip()
    if right.first - left.last > 2 or not gap or gap[0] not in ",(":
        return not gap and right.first == left.last
    return all(_is_link(scene, index) for index in range(left.last, right.first))


def _is_link(scene: Scene, index: int) -> bool:
    word = (scene.words[index].lower,)
    names = ("locative", "genitive", "articles", "town", "namely")
    return any(word in scene.lexicon.links.get(name, ()) for name in names)


def _join(scene: Scene, groups: list[Group]) -> list[Group]:
    """Members of one list made one group."""
    joined: list[Group] = []
    for group in groups:
        previous = joined[-1] if joined else None
        if previous is not None and previous.adjective == group.adjective and _coordinated(scene, previous, group):
            joined[-1] = replace(previous, locations=previous.locations + group.locations, last=group.last)
        else:
            joined.append(group)
    return joined


def _coordinated(scene: Scene, left: Group, right: Group) -> bool:
    size = right.first - left.last
    gap = scene.between(left.last, right.first)
    if size > _MAX_JOINT or any(mark in gap for mark in ";:.()–—\n?!") or (not size and gap.strip(" ,/&") != ""):
        return False
    words = scene.lowers(left.last, right.first)
    index, joined = 0, "," in gap or "/" in gap or "&" in gap
    while index < size:
        length = scene.lexicon.opening("joiners", words[index:])
        if length:
            joined, index = True, index + length
        elif _is_link(scene, left.last + index):
            index += 1
        else:
            return False
    return joined


def usual_country(scene: Scene, earlier: list[Scene]) -> str | None:
    """The country an unknown town most likely lies in: the last named before it in its paragraph, or else overall."""
    text, start = scene.document.text, scene.sentence.end
    for other in (scene, *reversed(earlier)):
        if "\n" in text[other.sentence.end : start]:
            break
        codes = [mention.countries[0] for mention in other.mentions if _tells_country(mention)]
        if codes:
            return codes[-1]
        start = other.sentence.start
    counts = countries_told(scene.document)
    return counts.most_common(1)[0][0] if counts else None


def _tells_country(mention: Mention) -> bool:
    return mention.kind in ("city", "country", "region") and len(mention.countries) == 1
