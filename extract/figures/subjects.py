"""Of whom and of where a number speaks: its subject and its countries."""

from extract.documents import Document, Mention
from extract.figures.scene import Number, Scene

_REACH = 30.0
_AFTER = 6.0  # an organisation behind the number is less likely its subject
_SOURCE = 9  # words between "according to" and the source's name
_PLACE_REACH = 14.0
_BESIDE = 3  # words between a number and the place it belongs to: "29 en Italie"


class Subjects:
    """Finds the subject of each number of one article, in text order."""

    def __init__(self, document: Document) -> None:
        """Start at the top of `document`."""
        self._document = document
        self._last: tuple[int, str] | None = None  # sentence, name

    def subject(self, scene: Scene, number: Number) -> tuple[str | None, str]:
        """The company, platform or market counted, and the rule that found it."""
        name, rule = self._find(scene, number)
        if name is not None:
            self._last = scene.sentence.start, name
        return name, rule

    def _find(self, scene: Scene, number: Number) -> tuple[str | None, str]:
        leader = number.leader
        if leader is not None and self._last is not None and self._last[0] == scene.sentence.start:
            return self._last[1], "like the number before"
        here = scene.span(number.start, number.end)
        best: tuple[float, Mention] | None = None
        for mention in scene.mentions:
            if mention.kind != "organisation" or is_source(scene, mention):
                continue
            there = scene.span(mention.start, mention.end)
            gap = scene.between(here, there) + (0.0 if mention.start < number.start else _AFTER)
            if best is None or gap < best[0]:
                best = gap, mention
        if best is not None and best[0] < _REACH:
            return best[1].name, "organisation of the sentence"
        return self._before(scene)

    def _before(self, scene: Scene) -> tuple[str | None, str]:
        """The organisation of the paragraph's sentences before, where it does not speak of the topic too."""
        start = self._document.text.rfind("\n", 0, scene.sentence.start) + 1
        named = [
            m.name
            for m in self._document.mentions
            if m.kind == "organisation" and start <= m.start < scene.sentence.start and m.via != "source"
        ]
        topic = self._document.topic
        if named and topic not in named:
            return named[0], "organisation of the paragraph"
        return topic, "topic"


def is_source(scene: Scene, mention: Mention) -> bool:
    """Is the mention the source of the sentence ("selon X", "a study by X")?"""
    first = scene.span(mention.start, mention.end)[0]
    return any(0 < first - cue.last <= _SOURCE for cue in scene.cues_of("source", "according"))


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
