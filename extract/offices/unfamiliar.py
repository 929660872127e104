"""Towns that no mention gives away: those taken for firms, and those that no gazetteer knows."""

from dataclasses import replace

from extract.mentions import Mention
from extract.offices.lexicon import WORD
from extract.offices.scene import Group, Location, Scene, contracted, link_of
from extract.places.gazetteer import Place, gazetteer

_PLACES = frozenset({"LOC", "GPE", "FAC"})  # the models' labels
_LEADING = ("locative", "genitive")
_TOWN_NEAR = 3  # words between a firm and its town
_LEAD = 12  # letters before a name that hold the word leading to it
_WELL_KNOWN = 100_000  # people: a city known by its name alone


def town_mistaken(scene: Scene, mention: Mention) -> Mention | None:
    """A town that was taken for an organisation: named once, led to as places are, and known as a town."""
    document = scene.document
    if mention.kind != "organisation" or mention.via != "name" or mention.name == document.topic:
        return None
    first = scene.word_at(mention.start)
    last = scene.word_at(mention.end)
    based = document.text[mention.end : mention.end + 1] == "-" and any(
        e.first == last for e in scene.events_named("seated")
    )
    gets = bool(scene.nouns) and any(0 <= e.first - last <= 1 for e in scene.events_named("host"))
    told = based or gets or link_of(scene, first) in ("locative", "genitive") or _before_site(scene, last)
    if not told and not _picked(scene, first) and not _situated(scene, mention):
        return None
    if not _always_placed(scene, mention) or _after_subsidiary(scene, first):
        return None
    text = document.text[mention.start : mention.end]
    cities = _known_as(scene, first, text)
    if cities:
        return replace(mention, kind="city", name=cities[0].name, countries=cities[0].countries)
    if country := _country_after(scene, mention):
        return replace(mention, kind="city", name=text, countries=(country,))
    if (_tagged_town(scene, first, last) and not _has_town(scene, mention)) or _site_where(scene, first, last):
        return replace(mention, kind="city", name=text, countries=())
    return None


def _known_as(scene: Scene, first: int, text: str) -> list[Place]:
    """The towns of a name, or of the name with the article that its preposition has swallowed: "des Breuleux"."""
    book, article = gazetteer(scene.document.language.code), contracted(scene, first)
    names = [text] if article is None else [f"{article} {text}", text]
    found = ([place for place in book.lookup(name) if place.kind == "city" and not place.adjective] for name in names)
    return next((cities for cities in found if cities), [])


def _before_site(scene: Scene, last: int) -> bool:
    """Whether a place noun follows at once, as English has it: "the Bolton works"."""
    compound = bool(scene.lexicon.links.get("compound"))
    return compound and any(noun.first == last and noun.sense.strength in ("strong", "near") for noun in scene.nouns)


def _site_where(scene: Scene, first: int, last: int) -> bool:
    """Whether a place noun leads to the name and ", where" follows: "la fromagerie de Verdane, où travaillent"."""
    where = scene.lexicon.opening("relative", scene.lowers(last, last + 1)) > 0
    return where and "," in scene.between(last, last) and _led_by_site(scene, first)


def _has_town(scene: Scene, mention: Mention) -> bool:
    """Whether a town follows, so that the name before it is a firm's: "l'usine de Verdane à Gand"."""
    end = scene.word_at(mention.end - 1) + 1
    return any(other.kind == "city" and 0 <= scene.word_at(other.start) - end <= _TOWN_NEAR for other in scene.mentions)


def _led_by_site(scene: Scene, first: int) -> bool:
    size = scene.lexicon.link("genitive", scene.words, first)
    return bool(size) and any(noun.last == first - size and noun.sense.strength == "strong" for noun in scene.nouns)


def _always_placed(scene: Scene, mention: Mention) -> bool:
    """Whether the name is told once, or wherever it is told a preposition of places leads to it: no firm acts by it."""
    document, lexicon = scene.document, scene.lexicon
    for other in document.mentions:
        if other.name != mention.name or other is mention:
            continue
        before = document.text[max(0, other.start - _LEAD) : other.start]
        words = tuple(word.lower() for word in WORD.findall(before)[-1:])
        if other.via != "name" or not any(words in lexicon.links.get(name, ()) for name in _LEADING):
            return False
    return True


def _picked(scene: Scene, first: int) -> bool:
    """Whether a verb of choosing stands right before: "a choisi Ghlin"."""
    return any(event.last == first for event in scene.events_named("pick"))


def _country_after(scene: Scene, mention: Mention) -> str | None:
    """The country that a town no gazetteer knows lies in, where its region follows: "Parentis, dans les Landes,"."""
    other = _situation(scene, mention)
    last = scene.lowers(scene.word_at(mention.end - 1), scene.word_at(mention.end - 1) + 1)
    if (
        other is None
        or other.kind == "city"
        or any(scene.lexicon.has(n, w) for n in ("landmark", "street_after") for w in last)
    ):
        return None
    site = any(0 < scene.word_at(mention.start) - noun.last <= 2 for noun in scene.nouns)
    return other.countries[0] if site and len(other.countries) == 1 else None


def _situated(scene: Scene, mention: Mention) -> bool:
    """Whether the region or the city that a town lies in or near stands after its comma: "Moose Jaw, Saskatchewan"."""
    return _situation(scene, mention) is not None


def _situation(scene: Scene, mention: Mention) -> Mention | None:
    text = scene.document.text
    for other in scene.mentions:
        if other.kind not in ("region", "country", "city") or other.start <= mention.end or other.via == "adjective":
            continue
        first = scene.word_at(other.start)
        size = scene.lexicon.link("locative", scene.words, first)
        start = scene.words[first - size].start if size else other.start
        bare = not size and other.kind == "region"
        if (size or bare) and text[mention.end : start].strip() == ",":
            return other if text[other.end : other.end + 1] in (",", ".", ")", "", " ", ";") else None
    return None


def _after_subsidiary(scene: Scene, first: int) -> bool:
    """Whether the name says whose unit it is: "filiale de Verdane"."""
    at = first - scene.lexicon.link("genitive", scene.words, first)
    return any(noun.last == at and noun.sense.strength == "weak" for noun in scene.nouns)


def unknown_towns(scene: Scene, known: list[Group]) -> list[Group]:
    """Capitalised words after a locative word ("à Bouskoura") that no mention covers."""
    text, words = scene.document.text, scene.words
    taken = {index for group in known for index in range(group.first, group.last)}
    for mention in scene.mentions:
        if mention.start >= scene.sentence.start:
            taken.update(range(scene.word_at(mention.start), scene.word_at(mention.end - 1) + 1))
    for date in scene.dates:
        taken.update(range(scene.word_at(date.start), scene.word_at(date.end - 1) + 1))
    found, index = [], 0
    while index < len(words):
        last = _name_end(scene, index, taken)
        if (
            last > index
            and not _is_landmark(scene, index, last)
            and (
                _leads_to_town(scene, index)
                or _known_with_article(scene, index, last)
                or _tagged_town(scene, index, last)
                or _inside_list(scene, index, last, known)
                or _placed(scene, last, known)
            )
        ):
            location = Location(
                text[words[index].start : words[last - 1].end], None, words[index].start, words[last - 1].end
            )
            found.append(Group((location,), index, last, link_of(scene, index) or "locative", False))
            index = last
        elif index == 0 and last and (town := _opening_town(scene, last)):
            found.append(Group((town,), index, last, "", False))
            index = last
        index += 1
    return found


def _opening_town(scene: Scene, last: int) -> Location | None:
    """The known town that opens a sentence and carries a series on, where no model saw a name: "Boston suivra"."""
    start, end = scene.words[0].start, scene.words[last - 1].end
    carried = any(cue.first == last for cue in scene.lexicon.sequels.find([word.lower for word in scene.words]))
    if not carried:
        return None
    cities = gazetteer(scene.document.language.code).lookup(scene.document.text[start:end])
    city = next((p for p in cities if p.kind == "city" and not p.adjective and p.population > _WELL_KNOWN), None)
    return Location(city.name, city.countries[0], start, end) if city else None


def _name_end(scene: Scene, first: int, taken: set[int]) -> int:
    """Index after the capitalised name that starts at `first` (hyphens and particles inside kept)."""
    text, words, last = scene.document.text, scene.words, first
    while last < len(words) and last not in taken:
        word = words[last]
        gap = text[words[last - 1].end : word.start] if last > first else " "
        capital = text[word.start].isupper() and not (last == first and text[word.start : word.end].isupper())
        if not (capital or (last > first and gap == "-")) or (last > first and gap not in ("-", " ")):
            break
        last += 1
    return last


def _is_landmark(scene: Scene, first: int, last: int) -> bool:
    """Whether the name is a street's or a building's: "Atlantic Quay", "Tour Brivane"."""
    return last - first > 1 and any(
        scene.lexicon.has("landmark", scene.words[index].lower) for index in (first, last - 1)
    )


def _leads_to_town(scene: Scene, index: int) -> bool:
    """Whether a word that only places follow ("à", "in") stands right before `index`."""
    return index > 0 and _link_to_town(scene, index) and "\n" not in scene.between(index, index)


def _link_to_town(scene: Scene, index: int) -> bool:
    if scene.lexicon.link("town", scene.words, index):
        return True
    before = scene.words[index - 1]
    return scene.lexicon.has("initial", before.lower) and scene.document.text[before.start].isupper()


def _placed(scene: Scene, last: int, known: list[Group]) -> bool:
    """Whether a country or region right after a comma tells where the name lies: "Vint Hill, en Virginie"."""
    return any(
        1 <= group.first - last <= 2
        and group.link == "locative"
        and not group.locations[0].city
        and scene.between(last, last).strip() == ","
        for group in known
    )


def _inside_list(scene: Scene, first: int, last: int, known: list[Group]) -> bool:
    """Whether known cities stand on both sides, as in a list: "Breda, Hengelo en Leeuwarden"."""
    cities = [group for group in known if group.locations[0].city and not group.adjective]
    left = any(0 <= first - group.last <= 1 for group in cities) and "," in scene.between(first - 1, first)
    return left and any(0 <= group.first - last <= 2 for group in cities)


def _known_with_article(scene: Scene, first: int, last: int) -> bool:
    """Whether the name and the article its preposition has swallowed are a town: "du Sentier" is Le Sentier."""
    article = contracted(scene, first)
    if article is None:
        return False
    name = scene.document.text[scene.words[first].start : scene.words[last - 1].end]
    return any(place.kind == "city" for place in gazetteer(scene.document.language.code).lookup(f"{article} {name}"))


def _tagged_town(scene: Scene, first: int, last: int) -> bool:
    """Whether a place noun leads to the name and the model takes it for a place: "sa cimenterie de Jalabiya"."""
    if not _led_by_site(scene, first):
        return False
    start, end = scene.words[first].start, scene.words[last - 1].end
    span = scene.document.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span[0].ent_type_ in _PLACES
