"""Of whom and of where a number speaks: its subject and its countries."""

from extract.documents import Mention
from extract.figures.choice import Choice, Option, model
from extract.figures.owners import Before, owner_options
from extract.figures.scene import Number, Scene

_PLACE_REACH = 14.0
_BESIDE = 3  # words between a number and the place it belongs to: "29 en Italie"


class Subjects:
    """Finds the subject of each number of one article, in text order."""

    def __init__(self) -> None:
        """Start at the top of an article."""
        self._given: dict[int, str | None] = {}  # by number start
        self._last: tuple[str, str, int, int] | None = None  # name, kind of number, sentence, paragraph

    def subject(self, scene: Scene, number: Number, metric: str, nature: str) -> tuple[list[Option], Choice]:
        """The companies, platforms and markets that may be counted, and the likeliest."""
        options = owner_options(scene, number, metric, nature, self._before(scene, number))
        choice = model("subject").choose(options)
        self._given[number.start] = choice.value
        if choice.value is not None:
            self._last = choice.value, number.kind, scene.sentence.start, scene.paragraph
        return options, choice

    def _before(self, scene: Scene, number: Number) -> Before:
        leader = self._given.get(number.leader.start) if number.leader is not None else None
        if self._last is None:
            return Before(None, None, None, False, leader)
        name, kind, sentence, paragraph = self._last
        here = sentence == scene.sentence.start
        return Before(name if here else None, None if here else name, kind, paragraph == scene.paragraph, leader)


def geography(scene: Scene, number: Number, metric: str) -> tuple[str, ...]:
    """The countries a number is about: those beside it, else those nearest to it in its sentence, else
    those that its paragraph told last."""
    here = scene.span(number.start, number.end)
    places = [
        m
        for m in scene.mentions
        if m.countries and m.kind in {"country", "city", "region"} and not _is_origin(scene, m)
    ]
    for mention in places:
        there = scene.span(mention.start, mention.end)
        if 0 < there[0] - here[1] <= _BESIDE and scene.unbroken(here[1], there[0]):
            return _with_listed(scene, mention, places)
    near: list[tuple[float, Mention]] = []
    for mention in places:
        there = scene.span(mention.start, mention.end)
        gap = scene.between(here, there) + 3.0 * sum(1 for _ in scene.numbers_between(number, *there))
        near.append((gap + (4.0 if mention.start > number.end else 0.0), mention))
    if near:
        gap, mention = min(near, key=lambda item: item[0])
        return _with_listed(scene, mention, places) if gap <= _PLACE_REACH else ()
    return _paragraph_place(scene) if metric in _LOCAL else ()


# What is counted at places: without a place of its own such a number belongs where its paragraph is.
_LOCAL = frozenset(
    {"stores", "employees", "jobs", "area", "investment", "market_share", "merchants", "brands", "orders"}
)


def _with_listed(scene: Scene, mention: Mention, places: list[Mention]) -> tuple[str, ...]:
    """The countries of a place and of those listed with it: "à Montréal, Barcelone et Sofia"."""
    index = places.index(mention)
    listed = [mention]
    for step in (1, -1):
        at = index + step
        while 0 <= at < len(places):
            left, right = sorted((listed[-1] if step > 0 else listed[0], places[at]), key=lambda m: m.start)
            between = scene.document.text[left.end : right.start]
            if len(between) > _LISTED or any(c.isdigit() for c in between):
                break
            listed.insert(len(listed) if step > 0 else 0, places[at])
            at += step
    return tuple(sorted({code for place in listed for code in place.countries}))


_LISTED = 12  # characters between two places of one list


def _is_origin(scene: Scene, mention: Mention) -> bool:
    """ "le chinois Tencent", "the Singapore-based marketplace": where a firm or person is from."""
    if mention.via != "adjective":
        return scene.document.text[mention.end : mention.end + 6] == "-based"
    return any(
        other.kind in {"organisation", "person"}
        and (0 <= other.start - mention.end <= 1 or other.start <= mention.start < other.end)
        for other in scene.mentions
    )


def _paragraph_place(scene: Scene) -> tuple[str, ...]:
    start = scene.document.text.rfind("\n", 0, scene.sentence.start) + 1
    before = [
        m
        for m in scene.document.mentions
        if m.countries
        and m.kind in {"country", "city"}
        and m.via != "adjective"
        and start <= m.start < scene.sentence.start
    ]
    return tuple(sorted(before[-1].countries)) if before else ()
