"""The countries a place serves: "pour desservir la Suisse et l'Autriche"."""

from extract.offices.anchors import Anchor
from extract.offices.hosts import served
from extract.offices.scene import Scene

_REGION_WORDS = 6
_OPENING = 4


def served_countries(anchor: Anchor, laid_out: list[Scene], index: int) -> tuple[str, ...]:
    """Sorted codes of the countries the anchor's place serves, told in its sentence or carried on in the next."""
    codes = _in_scene(anchor.scene, anchor)
    following = laid_out[index + 1] if index + 1 < len(laid_out) else None
    if not codes and following is not None and following.lexicon.opening("thence", following.lowers(0, _OPENING)):
        codes = _in_scene(following, None)
    return tuple(sorted(codes))


def _in_scene(scene: Scene, anchor: Anchor | None) -> set[str]:
    codes = {place.country for group in scene.groups if served(scene, group) for place in group.locations}
    for mention in scene.mentions:
        if mention.kind == "region" and len(mention.countries) > 1:
            first = scene.word_at(mention.start)
            if any(0 <= first - cue.last <= _REGION_WORDS for cue in scene.serves):
                codes.update(mention.countries)
    if anchor is not None:
        hosts = {group.first for group in scene.groups} - {anchor.group.first}
        if not hosts and not codes:
            return set()
    return {code for code in codes if code}
