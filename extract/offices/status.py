"""Open, planned, considered or closed, and since or until when: read off the verbs around a place."""

from dataclasses import dataclass

from extract.dates import DateSpan
from extract.offices.anchors import TURNS, Anchor
from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene

_EVENT_REACH = 14  # words between an event and the place it happens to
_LEAVE_REACH = 6
_CUE_REACH = 7  # words between a modal and its infinitive
_DATE_REACH = 16
_MONTH = len("2021-09")
_QUESTION = 8
_SEQUEL_REACH = 3
_AT_WORK = 3
_PLAIN = {"after": "open", "company_of": "open", "place_based": "open", "eyed": "considered"}
_SAID_AFTER = 7
_TOLD_NEAR = 4
_LIST_REACH = 4  # words between a member of a list and its own date
_LIST_PENALTY = 3  # such a date follows its place rather than precedes it


@dataclass(frozen=True, slots=True)
class State:
    """What the sentence says of a place at the date of the article."""

    status: str
    date: str | None
    event: Cue | None


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of the text, and what it comes to here."""

    span: DateSpan
    iso_date: str


def state_of(anchor: Anchor) -> State:
    """Status and date of the place an anchor stands for."""
    scene = anchor.scene
    event = anchor.event if anchor.event and anchor.event.sense.name in TURNS | {"sequel"} else turning_event(anchor)
    if anchor.rule in _PLAIN:
        return State(_PLAIN[anchor.rule], None, None)
    date = date_of(anchor.scene, anchor.group, event or anchor.event or anchor.noun)
    published = anchor.scene.document.article.published
    status = _status(anchor, event, date, published)
    if date is None:
        return State(status, None, event)
    if status == "planned":
        date = _forward(scene, date, published)
    told = event is not None or (_future(date, published) and _told_with(anchor, date)) or _since(anchor, date)
    if (status == "planned" and _past(date, published)) or (status == "considered" and not _future(date, published)):
        told = False
    return State(status, date.iso_date if told else None, event)


def _forward(scene: Scene, date: _Dated, published: str | None) -> _Dated:
    """A month told without its year lies ahead of a plan: "ouvrira en octobre", told in November."""
    said = scene.document.text[date.span.start : date.span.end]
    if len(date.iso_date) == _MONTH and _past(date, published) and not any(letter.isdigit() for letter in said):
        return _Dated(date.span, f"{int(date.iso_date[:4]) + 1}{date.iso_date[4:]}")
    return date


def turning_event(anchor: Anchor) -> Cue | None:
    """The nearest opening, closing or move told of the anchor's place."""
    scene, best, least = anchor.scene, None, _EVENT_REACH + 1
    if _at_work(anchor):
        return None
    spans = [span for span in (anchor.noun, anchor.group) if span is not None]
    for event in scene.events:
        name = event.sense.name
        if name not in TURNS or not any(_one_statement(scene, span, event.first) for span in spans):
            continue
        distance = min(max(span.first - event.last, event.first - span.last, 0) for span in spans)
        if name == "leave" and (distance > _LEAVE_REACH or anchor.noun is None):
            continue
        if _participle(scene, event, anchor):
            distance += _EVENT_REACH // 2
        if name not in ("close", "leave") and scene.cued("negated", event.first - 3, event.first):
            continue
        if distance < least and not _superseded(scene, event, anchor):
            best, least = event, distance
    return best if best is not None or anchor.noun is None else _sequel_after(anchor)


def _at_work(anchor: Anchor) -> bool:
    """Whether a verb right before the noun says that the place is there: "exploite un entrepôt à Lille"."""
    noun = anchor.noun
    if noun is None:
        return False
    before = [event for event in anchor.scene.events if 0 <= noun.first - event.last <= _AT_WORK]
    return bool(before) and before[-1].sense.name == "run" and before[-1].sense.tense in ("present", "past")


def _sequel_after(anchor: Anchor) -> Cue | None:
    """The verb that carries a series on right after the place: "une antenne indienne a suivi en janvier"."""
    scene = anchor.scene
    for cue in scene.sequels:
        after = scene.lowers(cue.last, cue.last + 1)
        if 0 <= cue.first - anchor.last <= _SEQUEL_REACH and not (after and scene.lexicon.has("articles", after[0])):
            return cue
    return None


def _participle(scene: Scene, event: Cue, anchor: Anchor) -> bool:
    """Whether the event only recalls the place's past: "fermera son antenne de Monaco, ouverte en 2014"."""
    return event.sense.tense == "past" and event.first == anchor.last and "," in scene.between(event.first, event.first)


def _superseded(scene: Scene, event: Cue, anchor: Anchor) -> bool:
    """Whether another verb rules the place: "has shut two sites and is recruiting for its office"."""
    return any(
        other.sense.name in ("run", "acquire", "expand") and event.last <= other.first and other.last <= anchor.first
        for other in scene.events
    )


def _status(anchor: Anchor, event: Cue | None, date: _Dated | None, published: str | None) -> str:
    scene = anchor.scene
    if event is None:
        return _uneventful(anchor, date, published)
    considered = _considered(scene, event, anchor)
    if anchor.rule == "moved_from":
        return "open" if considered else "closed"
    if anchor.rule == "moved_to":
        ahead = event.sense.tense in ("future", "conditional", "infinitive") or _future(date, published)
        return "considered" if considered else "planned" if ahead else "open"
    tense = event.sense.tense
    if event.sense.name in ("close", "leave"):
        negated = scene.cued("negated", event.first - 3, event.first) and tense != "past"
        return "open" if considered or negated else "closed"
    if considered:
        return "considered"
    if tense in ("future", "conditional") or _future(date, published):
        return "planned"
    ahead = _ahead(scene, event.first - 3, event.first)
    if tense == "past":
        return "planned" if ahead else "open"
    if tense == "noun":
        return "planned" if _ahead(scene, event.first - _CUE_REACH, event.last + _CUE_REACH + 3) else "open"
    if tense == "infinitive":
        done = scene.cued("done", event.first - 4, event.first) or _past(date, published)
        return "open" if done and not ahead else "planned"
    return "planned" if ahead or event.sense.name == "build" or _marked(anchor, "planned") else "open"


def _ahead(scene: Scene, first: int, last: int) -> bool:
    """Whether a word within says that what is told lies ahead."""
    return scene.cued("modal", first, last) or scene.cued("planned", first, last)


def _uneventful(anchor: Anchor, date: _Dated | None, published: str | None) -> str:
    """The status where nothing opens or closes: what the words at the noun say of it."""
    if _asked(anchor.scene):
        return "considered"
    if _marked(anchor, "former"):
        return "closed"
    if _at_work(anchor):
        return "open"
    if _weighed(anchor):
        return "considered"
    if any(event.sense.name == "expand" and _beside(anchor, event) for event in anchor.scene.events):
        return "open"
    ahead = anchor.noun is not None and _future(date, published) and date is not None and _told_with(anchor, date)
    return "planned" if _marked(anchor, "planned") or ahead else "open"


def _beside(anchor: Anchor, event: Cue) -> bool:
    """Whether the event stands in the anchor's segment, a few words off."""
    distance = max(anchor.first - event.last, event.first - anchor.last)
    return distance <= _EVENT_REACH // 2 and anchor.scene.same_segment(event.first, anchor.group.first)


def _told_with(anchor: Anchor, date: _Dated) -> bool:
    """Whether the date stands right by the noun or its location."""
    first = anchor.scene.word_at(date.span.start)
    last = anchor.scene.word_at(date.span.end - 1) + 1
    return max(anchor.first - last, first - anchor.last) <= _TOLD_NEAR


def _weighed(anchor: Anchor) -> bool:
    """Whether a word around says that the place is only thought of: "une implantation, à Nouakchott, est à l'étude"."""
    scene = anchor.scene
    first, last = anchor.first - _CUE_REACH, anchor.last + _SAID_AFTER
    return any(
        cue.sense.name == "considered"
        and first <= cue.first
        and cue.last <= last
        and _one_statement(scene, anchor.group, cue.first)
        for cue in scene.cues
    )


def _asked(scene: Scene) -> bool:
    """Whether the sentence is a question without a verb: "Une boutique en Italie ?"."""
    question = scene.document.text[scene.sentence.start : scene.sentence.end].rstrip(" »\"'’”").endswith("?")
    return question and len(scene.words) <= _QUESTION and not scene.events


def _marked(anchor: Anchor, name: str) -> bool:
    """Whether the words right around the noun hold a cue: "le futur siège", "une usine attendue à Oran"."""
    scene, noun = anchor.scene, anchor.noun
    if noun is None:
        return False
    if scene.cued(name, noun.first - 4, noun.first):
        return True
    return name != "former" and scene.cued(name, noun.last, noun.last + 4)


def _considered(scene: Scene, event: Cue, anchor: Anchor) -> bool:
    first = min(event.first, anchor.first) - _CUE_REACH
    last = max(event.last, anchor.last) + 5
    return any(
        cue.sense.name == "considered"
        and first <= cue.first
        and cue.last <= last
        and _one_statement(scene, event, cue.first)
        for cue in scene.cues
    ) and (event.sense.tense != "past" or scene.cued("considered", event.first - 4, event.first))


def _future(date: _Dated | None, published: str | None) -> bool:
    """Whether the date lies after the article's, as far as both are precise."""
    if date is None or not published:
        return False
    start = date.iso_date.partition("/")[0]
    size = min(len(start), len(published))
    return start[:size] > published[:size]


def _past(date: _Dated | None, published: str | None) -> bool:
    if date is None or not published:
        return False
    end = date.iso_date.rpartition("/")[2]
    size = min(len(end), len(published))
    return end[:size] < published[:size]


def _since(anchor: Anchor, date: _Dated) -> bool:
    """Whether the date tells since when: "implanté à Lyon depuis 2012"."""
    first = anchor.scene.word_at(date.span.start)
    since = any(anchor.scene.lexicon.has("since", word) for word in anchor.scene.lowers(first - 1, first + 1))
    return since and _told_with(anchor, date)


def date_of(scene: Scene, group: Group, event: Cue | None) -> _Dated | None:
    """The date told with an event, or after a group of a list, in the same segment."""
    if event is None:
        return None
    best: tuple[int, _Dated] | None = None
    spans = (group,) if _shared(scene, group) else (event, group)
    for span in scene.dates:
        iso = precise(span.iso)
        first, last = scene.word_at(span.start), scene.word_at(span.end - 1) + 1
        near = [other for other in spans if _one_statement(scene, other, first)]
        if iso is None or not near or _of_another(scene, event, first):
            continue
        distance = min(max(first - other.last, other.first - last, 0) for other in near)
        if any(_between(other, group, first, last) for other in scene.groups):
            distance += 6
        if len(spans) == 1 and last <= group.first:
            distance += _LIST_PENALTY
        if distance <= (_DATE_REACH if len(spans) > 1 else _LIST_REACH) and (best is None or distance < best[0]):
            best = (distance, _Dated(span, iso))
    return best[1] if best else None


def _one_statement(scene: Scene, span: Cue | Group, first: int) -> bool:
    """Whether a date belongs to the statement of an event or a place: no mark, no ", and" between."""
    if not scene.same_segment(first, span.first):
        return False
    start, end = sorted((first, span.first))
    joiners = scene.lexicon.links.get("clauses", ())
    return not any(
        (scene.words[index].lower,) in joiners and "," in scene.between(index, index) for index in range(start + 1, end)
    )


def _of_another(scene: Scene, event: Cue, first: int) -> bool:
    """Whether the date stands right after another opening or closing."""
    return any(
        0 <= first - other.last <= 2
        and other.sense.name in TURNS
        and not (other.first < event.last and event.first < other.last)
        for other in scene.events
    )


def _shared(scene: Scene, group: Group) -> bool:
    """Whether other groups of the segment may have dates of their own: "Bayonne en 2015, puis Nice en 2016"."""
    dates = sum(scene.same_segment(scene.word_at(date.start), group.first) for date in scene.dates)
    turns = sum(event.sense.name in TURNS and scene.same_segment(event.first, group.first) for event in scene.events)
    return (
        dates > 1
        and turns < 2
        and any(
            other.first != group.first and not other.adjective and scene.same_segment(other.first, group.first)
            for other in scene.groups
        )
    )


def _between(other: Group, group: Group, first: int, last: int) -> bool:
    """Whether another group of the list stands between the group and the date."""
    if other.first == group.first or other.adjective != group.adjective:
        return False
    return group.last <= other.first < first or last <= other.first < group.first


def precise(iso: str) -> str | None:
    """A date, or an interval within one year (a quarter); longer ones date no opening."""
    start, _, end = iso.partition("/")
    return iso if not end or start[:4] == end[:4] else None
