"""The countries a number may be about: every place it may belong to, with what speaks for each."""

from bisect import bisect_left
from collections.abc import Iterator

from extract.choice import Option, bucket, crossed
from extract.documents import Mention
from extract.figures.scene import Number, Scene

_GAPS = (1, 3, 6, 10, 16, 30)
_LISTED = 12  # characters between two places of one list
_KINDS = frozenset({"country", "city", "region"})

# What is counted at places: without a place of its own such a number belongs where its paragraph is.
_LOCAL = frozenset(
    {"stores", "employees", "jobs", "area", "investment", "market_share", "merchants", "brands", "orders"}
)


def place_options(scene: Scene, number: Number, metric: str, last: tuple[str, ...] | None) -> list[Option]:
    """The countries `number` may be about, as "BE FR", "" for none; `last` are those of the number before."""
    parts = (metric, f"local {metric in _LOCAL}")
    places = [m for m in scene.mentions if m.countries and m.kind in _KINDS]
    state = f"places {min(2, len(places))}"
    options = [Option("", tuple(crossed("none", (*parts, state, f"{state} {metric in _LOCAL}"))))]
    for place in places:
        options.append(
            Option(_listed(scene, place, places), tuple(_of_place(scene, number, parts, place, len(places))))
        )
    for mention in scene.mentions:
        if mention.kind == "organisation" and mention.countries:
            options.append(Option(" ".join(sorted(mention.countries)), tuple(crossed("affiliate", parts))))
    if last is not None:
        options.append(Option(" ".join(last), tuple(crossed("like the number before", (*parts, state)))))
    before = _before(scene)
    if before is not None:
        features = crossed("paragraph", (*parts, state, before.kind, before.via))
        options.append(Option(" ".join(sorted(before.countries)), tuple(features)))
    return options


def _of_place(scene: Scene, number: Number, parts: tuple[str, str], place: Mention, count: int) -> Iterator[str]:
    here, there = scene.span(number.start, number.end), scene.span(place.start, place.end)
    side = "before" if place.start < number.start else "behind"
    gap = bucket(scene.between(here, there), _GAPS)
    rivals = min(2, sum(1 for _ in scene.numbers_between(number, *there)))
    yield from crossed("place", (*parts, place.kind, place.via, f"one of {min(3, count)}"))
    yield from crossed(f"place {side} {gap}", parts[1:])
    yield f"place {side} rivals {rivals}"
    yield f"place {side} joined {scene.same_clause(here, there)}"
    if side == "behind":
        yield f"place unbroken {scene.unbroken(here[1], there[0])}"
    if there[0] <= 2:
        yield from crossed("place opens", parts[1:])
    if _is_origin(scene, place):
        yield from crossed("place of origin", parts[1:])
    if any(0 < there[0] - cue.last <= 3 for cue in scene.cues_of("frame", "seat")):
        yield from crossed("place of a seat", parts[1:])
    if any(0 < there[0] - cue.last <= 6 for cue in scene.cues_of("counted", "stores", "other")):
        yield "place of a site"


def _listed(scene: Scene, place: Mention, places: list[Mention]) -> str:
    """The countries of a place and of those listed with it: "à Montréal, Barcelone et Sofia"."""
    first = last = places.index(place)
    while first > 0 and _joined(scene, places[first - 1], places[first]):
        first -= 1
    while last + 1 < len(places) and _joined(scene, places[last], places[last + 1]):
        last += 1
    return " ".join(sorted({code for mention in places[first : last + 1] for code in mention.countries}))


def _joined(scene: Scene, left: Mention, right: Mention) -> bool:
    between = scene.document.text[left.end : right.start]
    return len(between) <= _LISTED and not any(sign.isdigit() for sign in between)


def _is_origin(scene: Scene, place: Mention) -> bool:
    """ "le chinois Tencent", "the Singapore-based marketplace": where a firm or person is from."""
    if place.via != "adjective":
        last = scene.span(place.start, place.end)[1]
        hyphened = scene.document.text[place.end : place.end + 1] == "-"
        return hyphened and any(0 <= cue.first - last <= 1 for cue in scene.cues_of("frame", "seat"))
    return any(
        other.kind in {"organisation", "person"}
        and (0 <= other.start - place.end <= 1 or other.start <= place.start < other.end)
        for other in scene.mentions
    )


def _before(scene: Scene) -> Mention | None:
    """The country or city that the paragraph told last before the sentence."""
    mentions = scene.document.mentions
    index = bisect_left(mentions, scene.sentence.start, key=lambda mention: mention.start) - 1
    while index >= 0 and mentions[index].start >= scene.start_of_paragraph:
        if mentions[index].countries and mentions[index].kind in {"country", "city"}:
            return mentions[index]
        index -= 1
    return None
