"""Places told by carrying on from those before: "Suivront Bayonne et Orléans", "un autre à Amsterdam"."""

from collections.abc import Iterator

from extract.offices.anchors import TURNS, Anchor
from extract.offices.hosts import served
from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene

_REACH = 2  # sentences that a series may skip
_SIGHT = 2  # sentences around in which a place noun tells the kind
_NEAR = 8


def carry_on(scene: Scene, hosted: set[int], earlier: list[list[Anchor]], kind: str | None) -> Iterator[Anchor]:
    """The groups of a sentence that no noun or verb hosts and that carry on a series of places.

    `hosted` holds the first words of the groups already taken, `earlier` the anchors of the sentences
    before, `kind` the kind of place that a noun nearby tells.
    """
    running = bool(kind) or bool(hosted) or any(earlier[-_REACH:])
    if not running:
        return
    for group in scene.groups:
        if group.first in hosted or served(scene, group):
            continue
        if group.adjective:
            continue
        begun = bool(hosted) or any(earlier[-_REACH:])
        event = _turn_of(scene, group)
        if begun and scene.lexicon.link("after", scene.words, group.first) and group.locations[0].city:
            yield Anchor(scene, group, None, None, "after", 0.85)
        elif event is not None:
            yield Anchor(scene, group, None, event, "place_turns", 0.8)
        elif begun and _another(scene, group):
            yield Anchor(scene, group, None, _sequel_of(scene, group), "another", 0.85)
        elif begun and (sequel := _sequel_of(scene, group)) is not None:
            yield Anchor(scene, group, None, sequel, "sequel", 0.93)
        elif any(earlier[-_REACH:]) and _eyed(scene, group):
            yield Anchor(scene, group, None, None, "eyed", 0.75)
        elif group.link == "locative" and (told := _told_before(scene, group)) is not None:
            yield Anchor(scene, group, told, None, "list_after", 0.85)
        elif len([place for place in group.locations if place.city]) >= 3 and group.link in ("locative", "from"):
            yield Anchor(scene, group, None, None, "city_list", 0.95)


def there(scene: Scene, before: Scene | None) -> Iterator[Anchor]:
    """ "L'Allemagne ? Une implantation y est à l'étude": the place stands in the sentence before."""
    places = [group for group in before.groups if not group.adjective] if before is not None else []
    if not places or any(not group.adjective for group in scene.groups):
        return
    words = scene.lexicon.links.get("there", ())
    if not any((word.lower,) in words for word in scene.words):
        return
    nouns = [noun for noun in scene.nouns if noun.sense.strength in ("strong", "near")]
    told = any(e.sense.name in TURNS for e in scene.events) or any(c.sense.name == "considered" for c in scene.cues)
    if nouns and told:
        group = Group(places[-1].locations, nouns[0].first, nouns[0].last, "locative", False)
        yield Anchor(scene, group, nouns[0], None, "there", 0.75)


def _turn_of(scene: Scene, group: Group) -> Cue | None:
    """The opening or closing whose subject is the place: "Lyon ouvrira en 2025"."""
    if group.link or not all(place.city for place in group.locations):
        return None
    for event in scene.events:
        if event.sense.name in TURNS and 0 <= event.first - group.last <= 2 and event.sense.tense != "noun":
            return event
    return None


def _another(scene: Scene, group: Group) -> bool:
    """Whether "un autre", "celle de" stands before the location."""
    lexicon = scene.lexicon
    link = max(lexicon.link(name, scene.words, group.first) for name in ("locative", "genitive"))
    if not link:
        return False
    end = group.first - link
    return any(
        lexicon.link("other", scene.words, end - skip) and scene.same_segment(max(end - skip - 1, 0), group.first)
        for skip in range(min(7, end))
    )


def _eyed(scene: Scene, group: Group) -> bool:
    """Whether a wish or a plan leads straight to the place: "Nous regardons Tokyo"."""
    return not group.link and scene.cued("considered", group.first - 2, group.first)


def _told_before(scene: Scene, group: Group) -> Cue | None:
    """The place noun that a list spells out: "80 shops will close: 65 in Europe, 13 in Australia"."""
    closing = any(
        event.sense.name in ("open", "open_alone", "close") and event.last <= group.first for event in scene.events
    )
    counted = any(
        0 <= group.first - scene.word_at(q.end - 1) <= 3
        for q in scene.document.quantities
        if q.end > scene.sentence.start
    )
    nouns = [noun for noun in scene.nouns if noun.sense.strength and noun.last <= group.first]
    return nouns[-1] if closing and counted and nouns else None


def _sequel_of(scene: Scene, group: Group) -> Cue | None:
    near = [
        cue
        for cue in scene.sequels
        if scene.same_segment(cue.first, group.first)
        and max(cue.first - group.last, group.first - cue.last, 0) <= _NEAR
    ]
    return min(near, key=lambda cue: max(cue.first - group.last, group.first - cue.last, 0), default=None)


def kind_in_sight(scenes: list[Scene], index: int) -> str | None:
    """The kind of the strong place noun nearest to the sentence `index`, a few sentences around."""
    for distance in range(_SIGHT + 1):
        for other in (index - distance, index + distance):
            if 0 <= other < len(scenes):
                kinds = [noun.sense.name for noun in scenes[other].nouns if noun.sense.strength == "strong"]
                if kinds:
                    return kinds[0]
    return None
