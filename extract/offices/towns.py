"""Towns that a verb gives a place: "Lyon hérite d'une antenne", "a choisi Lille pour son siège"."""

from extract.offices.anchors import Anchor, has_own_place
from extract.offices.lexicon import Cue, Sense
from extract.offices.scene import Group, Scene

_VERB = 4  # words between a town and its verb
_NOUN = 12  # words between the verb and what the town gets
_PICKED = 10
_SAID_TO_BE = 16  # words between a town and what it is said to be
_DESCRIBED = 4
_LED = 9
_LED_AFTER = 12
_FRONT = 2  # words before the preposition that opens the sentence: "C'est depuis"
_LEADS = Sense("lead", "present", kind="office")
_STAFF = 8


def as_subject(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "Lyon hérite d'une antenne", "Cork gets a data office": the town is the subject of what it gets or has."""
    if group.adjective or group.link not in ("", "genitive", "from") or not _towns(group):
        return None
    for event in scene.events:
        if event.sense.name != "host" or not 0 <= event.first - group.last <= _VERB:
            continue
        if group.link and not scene.between(group.last, group.last).strip().startswith(","):
            continue  # only as "..., qui": "la ville de Lyon accueille un salon" tells of no company
        noun = _taken(scene, event, nouns, group)
        if noun is not None:
            return Anchor(scene, group, noun, event, "host", 0.85)
    return None


def is_its(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "Singapour sera alors son unique antenne": the town is said to be the place."""
    if group.adjective or group.link or not _towns(group):
        return None
    for noun in nouns:
        if not 0 < noun.first - group.last <= _SAID_TO_BE or noun.sense.strength == "weak":
            continue
        owned = range(max(noun.first - _DESCRIBED, group.last), noun.first + 1)
        at = next((index for index in owned if scene.lexicon.link("possessive", scene.words, index)), None)
        between = any(group.last <= other.first < noun.first and not other.link for other in scene.groups)
        if at is None or between:
            return None
        said = range(max(at - _DESCRIBED, group.last), at)
        if any(scene.lexicon.opening("copula", scene.lowers(index, at)) for index in said):
            return Anchor(scene, group, noun, None, "is_its", 0.8)
        return None
    return None


def picked(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "a choisi Lille pour son siège", "fait de Rotterdam sa tête de pont": the town is chosen for a place."""
    if group.adjective or group.link not in ("", "genitive", "toward") or not _towns(group):
        return None
    for event in scene.events:
        if event.sense.name == "pick" and 0 <= group.first - event.last <= 1:
            noun = _taken(scene, Cue(group.last, group.last, event.sense), nouns, group, _PICKED)
            if noun is not None:
                return Anchor(scene, group, noun, event, "picked", 0.85)
    return None


def staffed(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "À Gand, six soudeurs partagent ...": the town opens the sentence, its staff follows."""
    if group.adjective or group.link != "locative" or not _towns(group) or scene.lead(group) < group.first:
        return None
    for event in scene.events_named("staff"):
        if 0 < event.first - group.last <= _STAFF and _subject_staff(scene, group, event):
            return Anchor(scene, group, None, event, "staffed", 0.85)
    return None


def led_from(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "dirige l'Europe depuis Morges": who leads from a town has an office there."""
    if group.adjective or not _towns(group) or len(group.locations) > 1:
        return None
    size = scene.lexicon.link("led_from", scene.words, group.first)
    if not size:
        return None
    for index in range(group.first - size - 1, max(group.first - size - _LED, 0) - 1, -1):
        if scene.lexicon.has("leading", scene.words[index].lower) and scene.same_segment(index, group.first):
            return Anchor(scene, group, None, Cue(index, index + 1, _LEADS), "led_from", 0.75)
    if group.first - size <= _FRONT:
        return _led_after(scene, group)
    for event in reversed(scene.events):
        near = event.sense.name in ("lead", "staff") and 0 <= group.first - event.last <= _LED
        if near and scene.same_segment(event.first, group.first):
            return Anchor(scene, group, None, event, "led_from", 0.75)
    return None


def _led_after(scene: Scene, group: Group) -> Anchor | None:
    """ "Depuis Lausanne, une équipe pilote les ventes": who leads is told after the town that opens the sentence."""
    for event in scene.events:
        if event.sense.name in ("lead", "staff") and 0 < event.first - group.last <= _LED_AFTER:
            return Anchor(scene, group, None, event, "from_base", 0.75)
    for index in range(group.last, min(group.last + _LED_AFTER, len(scene.words))):
        if scene.lexicon.has("leading", scene.words[index].lower):
            return Anchor(scene, group, None, Cue(index, index + 1, _LEADS), "from_base", 0.75)
    return None


def _towns(group: Group) -> bool:
    return all(place.city for place in group.locations)


def _taken(scene: Scene, event: Cue, nouns: list[Cue], group: Group, most: int = _NOUN) -> Cue | None:
    """The place noun that is the verb's object, unless it has a location of its own."""
    for noun in nouns:
        if not 0 <= noun.first - event.last <= most or noun.sense.strength not in ("strong", "near"):
            continue
        if not scene.same_segment(event.first, noun.first):
            return None
        other = any(g is not group and g.locations[0].city and has_own_place(scene, noun, g) for g in scene.groups)
        return None if other else noun
    return None


def _subject_staff(scene: Scene, group: Group, event: Cue) -> bool:
    return any(
        cue.sense.name == "staff_nouns" and group.last <= cue.first and cue.last <= event.first + 1
        for cue in scene.cues
    )
