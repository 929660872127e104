"""An anchor: a group of locations and what makes it a company's place."""

from dataclasses import dataclass

from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene

# Events that change whether a place exists.
TURNS = frozenset({"open", "open_alone", "build", "settle", "close", "leave"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A group of locations and what makes it a place: a noun, an event, or a series it carries on."""

    scene: Scene
    group: Group
    noun: Cue | None
    event: Cue | None
    rule: str
    confidence: float

    @property
    def first(self) -> int:
        """Index of the first word of the noun, event or group."""
        return min(cue.first for cue in (self.noun, self.event, self.group) if cue is not None)

    @property
    def last(self) -> int:
        """Index after the last word of the noun, event or group."""
        return max(cue.last for cue in (self.noun, self.event, self.group) if cue is not None)


def has_own_place(scene: Scene, noun: Cue, group: Group) -> bool:
    """Whether the noun has its location right after it."""
    return 0 <= group.first - noun.last <= 5 and not group.adjective and group.link in ("locative", "genitive")


def distance(left: Cue | Group, right: Cue | Group) -> int:
    """How many words stand between two spans."""
    return max(left.first - right.last, right.first - left.last, 0)
