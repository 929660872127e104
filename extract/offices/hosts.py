"""What makes a location a company's place: a place noun or a verb that leads to it."""

from collections.abc import Iterator
from dataclasses import replace

from extract.offices.anchors import Anchor, has_own_place
from extract.offices.doubts import holds, is_denied
from extract.offices.lexicon import Cue, Sense
from extract.offices.scene import Group, Scene
from extract.offices.towns import as_subject, is_its, led_from, picked, staffed
from extract.offices.traces import arrives, as_object, firm_acts, leased, of_firm, peopled, unnamed

# Words that may stand between a place noun or a verb and its location.
_NEAR = 14
_VERB_NEAR = 8
_COMPOUND_NEAR = 3
_ADJECTIVE_NEAR = 2
_HELD = ("locative", "genitive")
_FRONTED = 18
_APPOSED = 6
_RELATIVE = 9  # "À Cork, où la firme n'avait qu'une petite agence"
# Verbs that lead to a place without a noun, with the most words between and the confidence of the rule.
_LEADING = {
    "settle": (_VERB_NEAR, 0.85),
    "located": (5, 0.75),
    "seated": (4, 0.9),
    "open_alone": (4, 0.85),
    "produce": (6, 0.85),
    "handle": (6, 0.9),
    "staff": (_VERB_NEAR, 0.9),
    "close": (2, 0.7),
    "build": (2, 0.7),
}


def find_anchors(scene: Scene) -> Iterator[Anchor]:
    """The locations of a sentence that a noun or a verb of it makes a place, in text order."""
    nouns = [noun for noun in scene.nouns if noun.sense.name and not no_place(scene, noun)]
    for group in scene.groups:
        if served(scene, group) or _excluded(scene, group):
            continue
        for find in (
            _adjective,
            _apposed,
            _moved_from,
            _after_noun,
            _compound,
            _company_of,
            _after_verb,
            _before_verb,
            _fronted,
            as_subject,
            is_its,
            picked,
            staffed,
            led_from,
            of_firm,
            leased,
            peopled,
            as_object,
            arrives,
            unnamed,
        ):
            anchor = find(scene, group, nouns)
            if anchor is None or not (holds(anchor) or anchor.rule == "moved_from"):
                continue
            if not is_denied(anchor):
                yield anchor
            elif anchor.rule == "moved_from":
                yield replace(anchor, rule="noun_of")  # the move is denied, the place is not
            break


def served(scene: Scene, group: Group) -> bool:
    """Whether the countries of a group are those that a place serves ("pour gérer le marché belge")."""
    if any(location.city for location in group.locations):
        return False
    return any(
        0 <= group.first - cue.last <= 6
        and scene.same_segment(cue.last - 1, group.first)
        and not any(cue.last <= noun.first < group.first for noun in scene.nouns if noun.sense.name)
        for cue in scene.serves
    )


def _foreign(scene: Scene, noun: Cue) -> bool:
    """Whether what follows the noun is no company: "le siège du parti"."""
    length = next((n for n in range(3, 0, -1) if _is_phrase(scene, "owner", noun.last, n)), 0)
    after = scene.lowers(noun.last + length, noun.last + length + 2)
    if length and len(after) > 1 and any(scene.lexicon.has(name, after[0]) for name in ("parents", "a_firm")):
        after = after[1:]  # "le garage de sa tante", "l'usine d'un client"
    return bool(length and after) and scene.lexicon.has("foreign_owners", after[0])


def no_place(scene: Scene, noun: Cue) -> bool:
    """Whether the noun is no place of a company's: another body's, part of a name, or a verb ("mills its durum")."""
    verb = scene.lexicon.opening("objects", scene.lowers(noun.last, noun.last + 1)) > 0
    return verb or _foreign(scene, noun) or _named(scene, noun) or _persons(scene, noun)


def _persons(scene: Scene, noun: Cue) -> bool:
    """Whether it is somebody's seat on a board: "reprend le siège de Karel Maes"."""
    if noun.sense.name != "headquarters":
        return False
    return any(
        mention.kind == "person" and scene.word_at(mention.start) == noun.last + 1
        for mention in scene.mentions
        if scene.lexicon.link("genitive", scene.words, noun.last + 1)
    )


def _excluded(scene: Scene, group: Group) -> bool:
    """Whether the group is what lies outside: "its sole branch outside Chile"."""
    return not group.locations[0].city and scene.lexicon.link("beyond", scene.words, group.first) > 0


def _named(scene: Scene, noun: Cue) -> bool:
    """Whether the noun begins a firm's name: "les Boulangeries Verdane"."""
    word = scene.words[noun.first]
    return scene.document.text[word.start].isupper() and any(
        mention.kind == "organisation" and mention.start == word.start and mention.end > scene.words[noun.last - 1].end
        for mention in scene.mentions
    )


def _is_phrase(scene: Scene, link: str, first: int, length: int) -> bool:
    return tuple(scene.lowers(first, first + length)) in scene.lexicon.links.get(link, ())


def _adjective(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "le bureau parisien", "the Dutch plant": the adjective beside its noun."""
    if not group.adjective:
        return None
    for noun in nouns:
        gap = (
            scene.between(noun.last, group.first) if noun.last <= group.first else scene.between(group.last, noun.first)
        )
        distance = group.first - noun.last if noun.last <= group.first else noun.first - group.last
        before = noun.first >= group.last
        if before and not scene.lexicon.links.get("compound"):
            continue
        if 0 <= distance <= _ADJECTIVE_NEAR and not set(gap) & set(",;:()\n"):
            return Anchor(scene, group, noun, None, "noun_adjective", 0.88)
    return None


def _moved_from(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "is shifting its base from Ghent to Derby": the place left, where the one taken follows."""
    if group.adjective:
        return None
    swapped = _swapped(scene, group, nouns)
    if swapped is not None or group.link not in ("from", "genitive"):
        return swapped
    taken = any(0 < other.first - group.last <= 3 and other.link in ("locative", "toward") for other in scene.groups)
    move = [e for e in scene.events if e.sense.name == "settle" and 0 <= group.first - e.last <= _VERB_NEAR]
    if not taken or not move or not scene.same_segment(move[-1].first, group.first):
        return None
    between = [noun for noun in nouns if move[-1].last <= noun.first and noun.last <= group.first]
    noun = between[-1] if between else None
    return Anchor(scene, group, noun, move[-1], "moved_from", 0.85)


def _swapped(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "le siège quittera Dakar pour Diamniadio": the place left, then the one taken."""
    for event in scene.events_named("leave"):
        seats = [noun for noun in nouns if noun.last <= event.first and noun.sense.strength == "strong"]
        after = [
            g
            for g in scene.groups
            if event.last <= g.first and not g.adjective and scene.same_segment(event.first, g.first)
        ]
        firm = after and after[0].first == event.last and firm_acts(scene, event.first, event)
        if not (seats or firm) or len(after) < 2 or after[0].first - event.last > _VERB_NEAR:
            continue
        toward = any(scene.lexicon.has("toward", word) for word in scene.lowers(after[0].last, after[1].first))
        if group is after[0] and not group.link and toward:
            return Anchor(scene, group, seats[-1] if seats else None, event, "moved_from", 0.85)
        if group is after[1] and toward and not after[0].link:
            return Anchor(scene, group, seats[-1] if seats else None, event, "moved_to", 0.85)
    return None


def _after_noun(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "des ateliers à Metz ou à Gand", "le siège de Roubaix", "deux ateliers (à Metz et Gand)"."""
    if group.adjective or (group.link in ("", "toward", "from") and not _bare(scene, group)):
        return None
    for noun in reversed(nouns):
        distance = group.first - noun.last
        if distance < 0:
            continue
        if any(noun.last <= g.first < group.first and not g.adjective and g.link in _HELD for g in scene.groups):
            return None  # the noun has its place already
        gap = scene.between(noun.last, group.first)
        bracket = gap.lstrip().startswith(("(", ":")) and distance <= 2
        if not bracket and not scene.same_segment(noun.last - 1, group.first):
            return None
        if group.link == "genitive":
            if distance <= 5 and "," not in gap:
                return Anchor(scene, group, noun, None, "noun_of", 0.93)
            return None
        if distance <= _NEAR:
            return Anchor(scene, group, noun, None, "noun_in", 0.94)
        return None
    return None


def _bare(scene: Scene, group: Group) -> bool:
    """A location that only a mark leads to: "bureaux : Paris, Londres", "siège (Lyon)"."""
    return scene.between(group.first, group.first).strip()[-1:] in ("(", ":") and group.link == ""


def _compound(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "its Dublin office", "the Paris and London stores": the location before its noun, as English does."""
    if group.adjective or not scene.lexicon.links.get("compound"):
        return None
    for noun in nouns:
        distance = noun.first - group.last
        gap = scene.between(group.last, noun.first)
        if 0 <= distance < _COMPOUND_NEAR and gap.replace("-", " ").replace("’", "'").split(" ")[0] != "'s":
            if set(gap) & set(";:()\n") or ("," in gap and not _with_region(scene, group, distance)):
                continue
            if not _plain(scene, group.last, noun.first):
                continue
            return Anchor(scene, group, noun, None, "compound", 0.85)
    return None


def _with_region(scene: Scene, group: Group, distance: int) -> bool:
    """Whether a comma closes the region told after a town, right before the noun: "its London, Ontario, plant"."""
    location = group.locations[0]
    return (
        not distance
        and scene.words[group.last - 1].end > location.end
        and "," in scene.between(group.last - 1, group.last - 1)
    )


def _plain(scene: Scene, first: int, last: int) -> bool:
    """Whether the words between are modifiers: none leads elsewhere or joins."""
    links = scene.lexicon.links
    stops = {
        w
        for name in ("locative", "genitive", "toward", "from", "joiners", "articles", "stops")
        for w in links.get(name, ())
    }
    return not any((word,) in stops for word in scene.lowers(first, last))


def _after_verb(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "s'installe à Lyon", "basé à Munich", "l'ouverture de Lille": a verb that leads to the location."""
    if group.adjective or group.link not in ("locative", "genitive"):
        return None
    for event in reversed(scene.events):
        distance = group.first - event.last
        if distance < 0 or event.sense.name not in _LEADING:
            continue
        most, confidence = _LEADING[event.sense.name]
        if event.sense.tense == "noun" and event.sense.name == "open_alone":
            most = _NEAR
        if distance > most or not scene.same_segment(event.last - 1, group.first):
            return None
        turn = event.sense.name in ("open_alone", "close") and event.sense.tense == "noun"
        if group.link == "genitive" and not (turn and distance <= 1):
            return None
        return Anchor(scene, group, None, event, event.sense.name, confidence)
    return None


def _before_verb(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "Ghent-based Brivane", "het in Amsterdam gevestigde bedrijf"."""
    if group.adjective:
        return None
    for event in scene.events:
        beside = event.first == group.last and scene.between(group.last, event.first) in ("-", " ")
        if beside and event.sense.name in ("seated", "located") and all(place.city for place in group.locations):
            return Anchor(scene, group, None, event, "place_based", 0.87)
    return None


def _company_of(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "the London payments company", "a Dortmund maker of valves": a firm told by its city, as English does."""
    words = scene.lowers(group.first - 1, group.first)
    led = bool(words) and any(scene.lexicon.has(name, words[0]) for name in ("articles", "a_firm"))
    if group.adjective or not led or len(group.locations) > 1 or not group.locations[0].city:
        return None
    for index in range(group.last, min(group.last + _COMPOUND_NEAR, len(scene.words))):
        if set(scene.between(index, index)) - {" "}:
            return None
        if scene.lexicon.has("company", scene.words[index].lower):
            noun = Cue(index, index + 1, Sense("headquarters", strength="strong"))
            return Anchor(scene, group, noun, None, "company_of", 0.8)
    return None


def _fronted(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "À Gand, l'atelier tourne à plein": the location opens the clause, the noun follows."""
    if group.adjective or group.link != "locative":
        return None
    opens = (
        group.first <= 4
        or "," in scene.between(group.first - 1, group.first)
        or "," in scene.between(group.last, group.last)
    )
    for noun in nouns:
        distance = noun.first - group.last
        relative = opens and scene.lexicon.opening("relative", scene.lowers(group.last, group.last + 1)) > 0
        near = noun.sense.strength == "near" and distance > (_RELATIVE if relative else 2)
        if distance < 0 or noun.sense.strength == "weak" or near:
            continue
        if distance > (_FRONTED if opens else _FRONTED // 3) or ";" in scene.between(group.last, noun.first):
            return None
        if any(other is not group and has_own_place(scene, noun, other) for other in scene.groups):
            return None
        return Anchor(scene, group, noun, None, "fronted", 0.85)
    return None


def _apposed(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "Gand, où est installé leur siège", "Auderghem, un site que ...": the noun explains the location."""
    if group.adjective or not scene.between(group.last, group.last).strip().startswith(","):
        return None
    if not scene.lexicon.opening("apposed", scene.lowers(group.last, group.last + 2)):
        return None
    for noun in nouns:
        if noun.sense.strength != "weak" and 0 < noun.first - group.last <= _APPOSED:
            if any(other is not group and has_own_place(scene, noun, other) for other in scene.groups):
                return None
            return Anchor(scene, group, noun, None, "apposed", 0.9)
    return None


def without_echoes(anchors: list[Anchor]) -> list[Anchor]:
    """Anchors without the country of a noun whose city is told too ("à Derby, la seule agence anglaise")."""
    kept = []
    for anchor in anchors:
        cities = {
            place.country
            for other in anchors
            if other is not anchor and other.noun is not None and other.noun == anchor.noun
            for place in other.group.locations
            if place.city
        }
        locations = tuple(place for place in anchor.group.locations if place.city or place.country not in cities)
        if locations:
            kept.append(replace(anchor, group=replace(anchor.group, locations=locations)))
    return kept
