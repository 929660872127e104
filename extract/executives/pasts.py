"""Whose former employers an article names: what no post of now belongs to, unless more speaks for it."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

from extract.executives.careers import find_careers
from extract.executives.scene import Scene
from extract.executives.stints import find_stints

_NONE: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pasts:
    """The organisations at which people are told to have worked, and where they are named so."""

    by_person: dict[str, Set[str]]
    names: frozenset[str]
    spots: frozenset[tuple[int, int]]  # line and symbol

    def of(self, person: str) -> Set[str]:
        """The former employers of a person."""
        return self.by_person.get(person, _NONE)


def read_pasts(scene: Scene) -> Pasts:
    """The former employers that an article tells without a post: "passed through Norvale", "dix ans chez Brivane"."""
    by_person: defaultdict[str, set[str]] = defaultdict(set)
    spots = set()
    for stint in (*find_careers(scene, []), *find_stints(scene, [])):
        if stint.status == "former" and stint.organisation is not None:
            by_person[stint.person].add(stint.organisation)
            spots.add((stint.line, stint.anchor))
    names = frozenset(name for theirs in by_person.values() for name in theirs)
    return Pasts(dict(by_person), names, frozenset(spots))
