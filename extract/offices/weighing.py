"""Open, planned, considered or closed: what all the words around a place say, weighed against what a rule has read.

A rule reads the verb that it takes to be the place's. The verbs, cues, dates and determiners around, each worth what
`training.fit_offices` found, overrule it where they speak plainly for another status.
"""

from collections.abc import Iterator

from extract.choice import Option, bucket, model
from extract.offices.anchors import TURNS, Anchor, distance
from extract.offices.dating import Dated, is_future, is_past, precise
from extract.offices.lexicon import Cue

STATUSES = ("open", "planned", "considered", "closed")
_READ = 3.0  # what the status that a rule has read is worth: the words must outweigh it
_NEAR = (3, 8)  # words
_DATED = (4, 10)
_LEADING = 3
_HEDGED = 6  # words between a hedge and its verb
_TELLING = TURNS | {"run", "acquire", "expand", "host", "produce", "located", "seated", "staff", "arrive", "pick"}
_SAME = {"open_alone": "open", "leave": "close"}
_CUES = frozenset(
    {"former", "sale", "negated", "cancelled", "considered", "planned", "modal", "existing", "done", "shaping"}
    | {"staff_nouns", "foreseen", "eyed"}
)
_DETERMINERS = ("possessive", "indefinite", "articles", "standing", "speaker", "numbers", "none")
_CLOSING = " »\"'’”"


def weighed(anchor: Anchor, read: str) -> str:
    """The status that the words around a place speak for, given the one that a rule has read."""
    judge = model("offices/status")
    worths = {
        option.value: judge.worth(option.features) + (_READ if option.value == read else 0.0)
        for option in status_options(anchor)
    }
    return max(STATUSES, key=lambda status: worths[status])


def status_options(anchor: Anchor) -> list[Option]:
    """The four statuses, each with all that is told around a place."""
    traits = list(dict.fromkeys(_traits(anchor)))
    return [Option(status, tuple([f"{status}: {trait}" for trait in traits])) for status in STATUSES]


def _traits(anchor: Anchor) -> Iterator[str]:
    scene = anchor.scene
    yield "level"
    yield f"rule {anchor.rule}"
    yield from _events(anchor)
    for cue in scene.cues:
        if cue.sense.name in _CUES:
            apart = not scene.same_segment(cue.first, anchor.group.first)
            yield f"cue {cue.sense.name} {'apart' if apart else bucket(_gap(anchor, cue), _NEAR)}"
    first = anchor.noun.first if anchor.noun is not None else anchor.group.first
    before = scene.lowers(first - _LEADING, first)
    for name in _DETERMINERS:
        if any(scene.lexicon.has(name, word) for word in before):
            yield f"lead {name}"
    yield from _dates(anchor)
    if scene.sequels:
        yield "sequel"
    if scene.document.text[scene.sentence.start : scene.sentence.end].rstrip(_CLOSING).endswith("?"):
        yield "question"
    if anchor.noun is not None:
        yield f"kind {anchor.noun.sense.name}"


def _events(anchor: Anchor) -> Iterator[str]:
    scene = anchor.scene
    for event in scene.events:
        if event.sense.name not in _TELLING or not scene.same_segment(event.first, anchor.group.first):
            continue
        name = _SAME.get(event.sense.name, event.sense.name)
        side = "before" if event.last <= anchor.first else "after" if event.first >= anchor.last else "inside"
        yield f"{name} {event.sense.tense}"
        yield f"{name} {event.sense.tense} {side} {bucket(_gap(anchor, event), _NEAR)}"
        if any(c.sense.name in ("modal", "planned") and 0 <= event.first - c.last <= _LEADING for c in scene.cues):
            yield f"{name} ahead"
        if any(c.sense.name == "considered" and 0 <= event.first - c.last <= _HEDGED for c in scene.cues):
            yield f"{name} considered"
        if any(c.sense.name == "negated" and 0 <= event.first - c.last < _LEADING for c in scene.cues):
            yield f"{name} negated"


def _dates(anchor: Anchor) -> Iterator[str]:
    scene, published = anchor.scene, anchor.scene.document.article.published
    for span in scene.dates:
        iso = precise(span.iso)
        if iso is None or not published:
            continue
        date = Dated(span, iso)
        when = "future" if is_future(date, published) else "past" if is_past(date, published) else "now"
        first, last = scene.word_at(span.start), scene.word_at(span.end - 1) + 1
        near = bucket(max(first - anchor.last, anchor.first - last, 0), _DATED)
        yield f"date {when} {near}{'' if scene.same_segment(first, anchor.group.first) else ' apart'}"


def _gap(anchor: Anchor, cue: Cue) -> int:
    """How many words stand between a cue and the place or its noun."""
    spans = [span for span in (anchor.group, anchor.noun) if span is not None]
    return min(distance(span, cue) for span in spans)
