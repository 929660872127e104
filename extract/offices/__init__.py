"""Mentions -> claims: offices."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.choice import Choice, Option
from extract.claims import Office
from extract.documents import Document
from extract.offices.anchors import Anchor
from extract.offices.confidence import Evidence, evidence, naming, rate
from extract.offices.doubts import is_denied
from extract.offices.hosts import find_anchors, without_echoes
from extract.offices.lexicon import Word, lexicon
from extract.offices.likely import overlooked
from extract.offices.locations import add_groups, countries_told, usual_country
from extract.offices.merge import merge
from extract.offices.owners import follows, owner_of, owner_options
from extract.offices.scene import Scene, read_cues, scenes
from extract.offices.series import carry_on, chained, kind_in_sight, one_of, there
from extract.offices.serving import served_countries
from extract.offices.setting import Survey, survey
from extract.offices.status import State, state_of

__all__ = ["Reading", "find_offices", "lay_out", "place_of", "read_offices", "survey_places", "times_told"]


# A row less sure than this is more often wrong than right, and costs more than it brings.
DOUBTFUL = 0.3


class Reading(NamedTuple):
    """A place as it was read: what made it one, whose it may be, and the rows it gives."""

    anchor: Anchor
    options: list[Option]
    rows: list[Office]
    evidence: Evidence


def find_offices(document: Document) -> list[Office]:
    """The rows of the offices table that the article supports, in text order."""
    readings = list(read_offices(document))
    times = times_told(readings)
    rated = (
        replace(row, confidence=rate(reading.evidence, row, times[place_of(row)]))
        for reading in readings
        for row in reading.rows
    )
    return merge([row for row in rated if row.confidence >= DOUBTFUL])


def times_told(readings: Iterable[Reading]) -> Counter[tuple[str | None, ...]]:
    """How often the article tells each place of an organisation."""
    return Counter(place_of(row) for reading in readings for row in reading.rows)


def place_of(row: Office) -> tuple[str | None, ...]:
    """What tells one place from another."""
    return (row.organisation, row.country, row.city)


def read_offices(document: Document) -> Iterator[Reading]:
    """The places of an article as they are told, one by one."""
    laid_out = lay_out(document)
    named = naming(document)
    known = survey_places(laid_out)
    last: Office | None = None
    for index, anchors in enumerate(known.anchors):
        for anchor in sorted((*anchors, *overlooked(known, index)), key=lambda anchor: anchor.group.first):
            options = owner_options(anchor, laid_out[:index], last.organisation if last else None)
            owner = owner_of(options)
            found = _rows(anchor, laid_out, index, last, owner)
            last = found[-1] if found else last
            chance = known.chance(index, anchor.group, anchor.group.locations[0])
            yield Reading(anchor, options, found, evidence(anchor, owner, named, chance))


def survey_places(laid_out: list[Scene]) -> Survey:
    """The places of an article that nouns and verbs lead to, and all others that it names."""
    anchors: list[list[Anchor]] = []
    for index, scene in enumerate(laid_out):
        anchors.append(_anchors(scene, laid_out, index, anchors))
    return survey(laid_out, anchors)


def lay_out(document: Document) -> list[Scene]:
    """The sentences of an article with the words, places and cues of each."""
    laid_out = list(scenes(document, lexicon(document.language)))
    told = countries_told(document)
    for scene in laid_out:
        add_groups(scene, told)
        if scene.groups or scene.nouns:
            read_cues(scene)
    return laid_out


def _anchors(scene: Scene, laid_out: list[Scene], index: int, earlier: list[list[Anchor]]) -> list[Anchor]:
    before = laid_out[index - 1] if index else None
    if not scene.groups:
        return list(there(scene, before, set()))
    anchors = without_echoes(list(find_anchors(scene)))
    anchors += list(one_of(scene, {anchor.group.first for anchor in anchors}))
    anchors += list(chained(scene, sorted(anchors, key=lambda anchor: anchor.group.first)))
    hosted = {anchor.group.first for anchor in anchors}
    series = list(carry_on(scene, hosted, earlier, kind_in_sight(laid_out, index)))
    anchors += [
        anchor
        for anchor in (*series, *there(scene, before, hosted | {anchor.group.first for anchor in series}))
        if not is_denied(anchor)
    ]
    return sorted(anchors, key=lambda anchor: anchor.group.first)


def _rows(anchor: Anchor, laid_out: list[Scene], index: int, last: Office | None, owner: Choice | None) -> list[Office]:
    scene, state = anchor.scene, state_of(anchor)
    earlier = laid_out[:index]
    following = follows(anchor)
    dropped = (last is not None and last.status in ("planned", "considered")) or scene.cued(
        "considered", 0, len(scene.words)
    )
    if following and dropped and (state.status == "closed" or scene.events_named("leave")):
        return []  # a plan given up, no place
    status = state.status
    if last is not None and _goes_with(anchor, last, state):
        status = last.status
    sentence = scene.sentence
    row = Office(
        organisation=owner.value if owner is not None else None,
        kind=_kind(anchor, last, laid_out, index),
        city=None,
        country=None,
        status=status,
        date=state.date,
        serves=served_countries(anchor, laid_out, index),
        quote=scene.document.text[sentence.start : sentence.end],
        start_char=sentence.start,
        end_char=sentence.end,
        rule=anchor.rule,
        confidence=anchor.confidence,
    )
    return [
        replace(row, city=place.city, country=place.country or usual_country(scene, earlier))
        for place in anchor.group.locations
    ]


def _goes_with(anchor: Anchor, last: Office, state: State) -> bool:
    """Whether a place told after another shares its fate: "une agence à Gand, puis une seconde à Metz"."""
    if anchor.rule == "sequel":
        return last.status == "closed"
    same = last.start_char == anchor.scene.sentence.start
    return anchor.rule == "another" and same and state.event is None and state.status == "open"


def _kind(anchor: Anchor, last: Office | None, laid_out: list[Scene], index: int) -> str:
    if anchor.noun is not None:
        generic = any(anchor.scene.lexicon.has("generic", word.lower) for word in _words(anchor))
        return (kind_in_sight(laid_out, index) if generic else None) or anchor.noun.sense.name
    if anchor.rule == "unnamed":
        return "other"
    if anchor.event is not None and anchor.event.sense.kind:
        return anchor.event.sense.kind
    if anchor.event is not None and anchor.event.sense.name in ("located", "settle", "arrive"):
        return kind_in_sight(laid_out, index, 0) or "office"
    return (last.kind if last else None) or kind_in_sight(laid_out, index) or "office"


def _words(anchor: Anchor) -> Sequence[Word]:
    """The words of the place noun."""
    return anchor.scene.words[anchor.noun.first : anchor.noun.last] if anchor.noun is not None else ()
