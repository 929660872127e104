"""What the setting of a place tells: the words, names, numbers and other places around it, whatever the construction.

The traits are the same in every language; `training.fit_offices` fits what each is worth on all the places that
articles name, those of a company and those of its customers, fairs and careers alike.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.choice import bucket, model
from extract.offices.anchors import TURNS, Anchor, distance
from extract.offices.hosts import served
from extract.offices.scene import Group, Location, Scene
from extract.quantities import Quantity

_STEPS = (0, 2, 5, 10)  # words between a place and what tells of it
_NEAR = 5
_SAID = 8  # words between a place and a cue
_BESIDE = 2
_AROUND = 3  # words before and after a place that are looked at one by one
_DATED = (2, 6)
_SHORT = 12  # words of a short sentence
_SIGHT = 2  # sentences before and after whose places count
_COUNTS = (0, 1)
_LISTED = (1, 2, 3)
_TOLD = (1, 2)
_ARTICLE = (0, 2, 5)  # other places of companies in the article
_CUES = frozenset({"considered", "planned", "staff_nouns", "sale", "modal", "cancelled", "negated", "former"})
_WORDS = (
    "possessive", "speaker", "having", "leading", "leasing", "keeping", "people", "left", "copula", "relative", "there",
    "one", "other", "company", "catering", "indefinite", "auxiliaries", "foreign_owners", "toward", "beyond", "aside",
)  # fmt: skip
_SAYING = ("speaker", "possessive", "left")
_TOPICS = ("origins", "fairs", "markets")  # what else a place may be told for
_TOPIC_NEAR = 6
_AREAS = frozenset({"m2", "hectares", "square feet", "acres"})
_CURRENCY = 3  # letters

Place = tuple[str | None, str | None]


def key_of(location: Location) -> Place:
    """What tells one place from another, whoever runs it."""
    return (location.city, location.country)


@dataclass(frozen=True, slots=True)
class Survey:
    """All places of an article: how often each is told, and those that a noun or a verb has made a company's."""

    laid_out: Sequence[Scene]
    anchors: Sequence[Sequence[Anchor]]  # sentence by sentence
    told: Counter[Place]
    known: frozenset[Place]

    def chance(self, index: int, group: Group, location: Location) -> float:
        """How likely a place told in the sentence `index` is a company's, by its setting."""
        return model("offices/setting").chance(self.traits(index, group, location))

    def traits(self, index: int, group: Group, location: Location) -> list[str]:
        """The traits of a place told in the sentence `index`."""
        scene = self.laid_out[index]
        return list(
            dict.fromkeys(
                [
                    "level",
                    *_form(scene, group, location),
                    *_nouns(scene, group, location),
                    *_events(scene, group),
                    *_cues(scene, group),
                    *_words(scene, group),
                    *_position(scene, group),
                    *_names(scene, group),
                    *_numbers(scene, group),
                    *self._discourse(index, group, location),
                ]
            )
        )

    def _discourse(self, index: int, group: Group, location: Location) -> Iterator[str]:
        others = {anchor.group.first for anchor in self.anchors[index]} - set(range(group.first, group.last))
        before = sum(len(found) for found in self.anchors[max(0, index - _SIGHT) : index])
        after = sum(len(found) for found in self.anchors[index + 1 : index + 1 + _SIGHT])
        yield f"places here {bucket(len(others), _COUNTS, 'more')}"
        yield f"places before {bucket(before, _COUNTS, 'more')}"
        yield f"places after {bucket(after, _COUNTS, 'more')}"
        yield f"told {bucket(self.told[key_of(location)], _TOLD, 'more')}"
        if location.city is None:
            echo = any(city and country == location.country for city, country in self.known)
            yield "land of a known town" if echo else "land alone"
        yield f"article {bucket(len(self.known - {key_of(location)}), _ARTICLE, 'more')}"


def survey(laid_out: Sequence[Scene], anchors: Sequence[Sequence[Anchor]]) -> Survey:
    """The places of an article, laid out, with those that were found to be a company's."""
    told = Counter(key_of(place) for scene in laid_out for group in scene.groups for place in group.locations)
    known = frozenset(key_of(place) for found in anchors for anchor in found for place in anchor.group.locations)
    return Survey(laid_out, anchors, told, known)


def _start(scene: Scene, group: Group) -> int:
    """The first of the words that lead to a group."""
    return group.first - scene.lead(group)


def _form(scene: Scene, group: Group, location: Location) -> Iterator[str]:
    town = "town" if location.city else "land"
    yield town
    yield _link(group, location)
    yield f"listed {bucket(len(group.locations), _LISTED, 'more')}"
    if served(scene, group):
        yield "served"
    name = scene.document.text[location.start : location.end]
    if group.first == 0 and name.isupper() and len(scene.words) > _SHORT:
        yield "dateline"


def _link(group: Group, location: Location) -> str:
    return f"{'town' if location.city else 'land'} {'adjective' if group.adjective else group.link or 'bare'}"


def _nouns(scene: Scene, group: Group, location: Location) -> Iterator[str]:
    nouns = [noun for noun in scene.nouns if noun.sense.name]
    before = [noun for noun in nouns if noun.last <= group.first][-1:]
    after = [noun for noun in nouns if noun.first >= group.last][:1]
    for side, found in (("before", before), ("after", after)):
        for noun in found:
            apart = "" if scene.same_segment(noun.first, group.first) else " apart"
            yield f"noun {side}"
            gap = distance(group, noun)
            yield f"noun {side} {noun.sense.strength} {bucket(gap, _STEPS)}{apart}"
            if gap <= _BESIDE:
                yield f"{_link(group, location)} beside a noun {side}"
            start, end = min(noun.last, group.last), max(noun.first, group.first)
            if any(start <= other.first < end for other in scene.groups if other is not group and not other.adjective):
                yield f"noun {side} of another"
    if not before and not after:
        yield "no noun"


def _events(scene: Scene, group: Group) -> Iterator[str]:
    before = [event for event in scene.events if event.last <= group.first][-1:]
    after = [event for event in scene.events if event.first >= group.last][:1]
    for side, found in (("before", before), ("after", after)):
        for event in found:
            gap = distance(group, event)
            yield f"event {side} {event.sense.name} {'near' if gap <= _NEAR else 'far'}"
            yield f"event {side} {event.sense.tense}"
            if event.sense.name in TURNS:
                yield f"turn {side} {bucket(gap, _STEPS)}"
    if not scene.events:
        yield "no event"
    if any(event.sense.name in TURNS for event in scene.events):
        yield "turn"


def _cues(scene: Scene, group: Group) -> Iterator[str]:
    for cue in scene.cues:
        if cue.sense.name in _CUES and distance(group, cue) <= _SAID:
            yield f"cue {cue.sense.name}"
    if scene.sequels:
        yield f"sequel {'near' if min(distance(group, cue) for cue in scene.sequels) <= _NEAR else 'far'}"


def _words(scene: Scene, group: Group) -> Iterator[str]:
    lexicon, first = scene.lexicon, _start(scene, group)
    around = (
        ("before", scene.lowers(first - _AROUND, first)),
        ("after", scene.lowers(group.last, group.last + _AROUND)),
    )
    for side, words in around:
        for name in _WORDS:
            if any(lexicon.has(name, word) for word in words):
                yield f"word {side} {name}"
    near = scene.lowers(first - _TOPIC_NEAR, group.last + _TOPIC_NEAR)
    for name in _TOPICS:
        if any(lexicon.has(name, word) for word in near):
            yield f"word near {name}"
    words = [word.lower for word in scene.words]
    for name in _SAYING:
        if any(lexicon.has(name, word) for word in words):
            yield f"said {name}"


def _position(scene: Scene, group: Group) -> Iterator[str]:
    first = _start(scene, group)
    if first <= 1:
        yield "opens"
    yield f"then {_mark(scene.between(group.last, group.last).strip()[:1], ',.();:?!')}"
    yield f"upon {_mark(scene.between(first, first).strip()[-1:], ',(;:—–-')}"
    if len(scene.words) < _SHORT:
        yield "short"


def _mark(mark: str, known: str) -> str:
    return mark if mark and mark in known else "word"


def _names(scene: Scene, group: Group) -> Iterator[str]:
    first = _start(scene, group)
    for mention in scene.mentions:
        if mention.kind not in ("person", "organisation"):
            continue
        yield f"{mention.kind} told"
        if mention.kind == "organisation" and mention.name == scene.document.topic:
            yield "topic told"
        if 0 <= first - scene.word_at(mention.end - 1) - 1 <= _BESIDE:
            yield f"{mention.kind} right before"
        if 0 <= scene.word_at(mention.start) - group.last <= _BESIDE:
            yield f"{mention.kind} right after"


def _numbers(scene: Scene, group: Group) -> Iterator[str]:
    gaps = [_gap(scene, group, date.start, date.end) for date in scene.dates]
    if gaps:
        yield f"date {bucket(min(gaps), _DATED)}"
    for quantity in scene.document.quantities:
        if scene.sentence.start <= quantity.start < scene.sentence.end:
            near = _gap(scene, group, quantity.start, quantity.end) <= _NEAR
            yield f"number {_counted(quantity)} {'near' if near else 'far'}"


def _gap(scene: Scene, group: Group, start: int, end: int) -> int:
    first, last = scene.word_at(start), scene.word_at(end - 1) + 1
    return max(first - group.last, group.first - last, 0)


def _counted(quantity: Quantity) -> str:
    unit = quantity.unit or ""
    if unit in ("employees", "people"):
        return "staff"
    if unit in _AREAS:
        return "area"
    return "money" if len(unit) == _CURRENCY and unit.isupper() else "count"
