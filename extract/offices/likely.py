"""Places that no noun or verb leads to, and whose setting says that they are a company's all the same."""

from collections.abc import Iterator
from dataclasses import replace

from extract.offices.anchors import TURNS, Anchor, distance
from extract.offices.doubts import anyones, is_denied
from extract.offices.hosts import no_place, served
from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene
from extract.offices.setting import Survey, key_of

# A place that no rule has found is less often a company's than the fit over all places says.
LIKELY = 0.75
_DENIED = 2  # words between "but not" and the place
_REACH = 14  # words between a place and the noun or the opening that may be its own


def overlooked(survey: Survey, index: int) -> Iterator[Anchor]:
    """The places of the sentence `index` that are told nowhere as a company's and are likely one's by their setting."""
    scene = survey.laid_out[index]
    taken = {first for anchor in survey.anchors[index] for first in range(anchor.group.first, anchor.group.last)}
    for group in scene.groups:
        first = group.first - scene.lead(group)
        if group.first in taken or served(scene, group) or scene.cued("negated", first - _DENIED, first):
            continue
        chances = {
            location: survey.chance(index, group, location)
            for location in group.locations
            if key_of(location) not in survey.known
        }
        likely = tuple(location for location, chance in chances.items() if chance >= LIKELY)
        if likely:
            anchor = _anchor(scene, replace(group, locations=likely), max(chances.values()))
            if not is_denied(anchor) and not _others(scene, anchor.noun):
                yield anchor


def _anchor(scene: Scene, group: Group, chance: float) -> Anchor:
    nouns = [noun for noun in scene.nouns if noun.sense.name and noun.sense.strength in ("strong", "near")]
    events = [event for event in scene.events if event.sense.name in TURNS]
    return Anchor(scene, group, _own(scene, group, nouns), _own(scene, group, events), "likely", round(chance, 2))


def _others(scene: Scene, noun: Cue | None) -> bool:
    """Whether the noun is a place of somebody else's, or of nobody in particular."""
    return noun is not None and (anyones(scene, noun) or no_place(scene, noun))


def _own(scene: Scene, group: Group, cues: list[Cue]) -> Cue | None:
    """The nearest of the cues in the group's segment that no other place stands closer to."""
    free = [
        cue
        for cue in cues
        if scene.same_segment(cue.first, group.first)
        and distance(cue, group) <= _REACH
        and all(distance(cue, other) >= distance(cue, group) for other in scene.groups if not other.adjective)
    ]
    return min(free, key=lambda cue: distance(cue, group), default=None)
