"""Open, planned, considered or closed, and since or until when: read off the verbs around a place."""

from dataclasses import dataclass

from extract.offices.anchors import Anchor
from extract.offices.dating import (
    Dated,
    bracketed,
    coming,
    date_after,
    date_of,
    is_future,
    is_later_this_year,
    is_past,
    is_since,
    iso_of,
    one_statement,
    own_date,
    settled,
    told_with,
)
from extract.offices.lexicon import Cue, Sense
from extract.offices.scene import Scene
from extract.offices.turns import (
    closed_later,
    event_of,
    is_ahead,
    is_at_work,
    is_beside,
    is_marked,
    is_question,
    standing,
    tense_of,
)
from extract.offices.weighing import weighed

_CUE_REACH = 7  # words between a modal and its infinitive
_PLAIN = {"after": "open", "is_its": "open", "company_of": "open", "place_based": "open"}
_PRESENT = frozenset({"located", "seated", "lead", "staff"})  # a place where somebody is or works
_FORETOLD = {"eyed": "considered", "foreseen": "planned"}  # rules that tell the status, but not the date
_SAID_AFTER = 7
_SALE = 6  # words between "envisage" and the sale
_SHAPING = 10  # words between a noun and "se précise"


@dataclass(frozen=True, slots=True)
class State:
    """What the sentence says of a place at the date of the article."""

    status: str
    date: str | None
    event: Cue | None


def state_of(anchor: Anchor) -> State:
    """Status and date of the place an anchor stands for, as rules read them and all words around weigh."""
    state = _read(anchor)
    status = weighed(anchor, state.status)
    if status == state.status:
        return state
    ahead = status in ("planned", "considered")
    passed = ahead and state.date is not None and state.date < (anchor.scene.document.article.published or "")
    return State(status, None if passed else state.date, state.event)


def _read(anchor: Anchor) -> State:
    """Status and date as rules read them; a date in brackets right after the place is its own."""
    state, date = _told(anchor), bracketed(anchor)
    if state.status in ("open", "planned") and _either(anchor):
        return State("considered", None, state.event)
    if date is None:
        return state
    ahead = state.status == "open" and is_future(date, anchor.scene.document.article.published)
    return State("planned" if ahead else state.status, date.iso_date, state.event)


def _told(anchor: Anchor) -> State:
    """Status and date as verbs and dates around tell them."""
    scene = anchor.scene
    if anchor.event is not None and anchor.event.sense.name in _PRESENT:
        date = own_date(scene, anchor)
        return State("open", iso_of(date) if date and is_since(anchor, date) else None, None)
    if anchor.rule in _PLAIN:
        return State(_PLAIN[anchor.rule], None, None)
    published = anchor.scene.document.article.published
    if later := closed_later(anchor):
        date = date_after(scene, later.last)
        return State("closed", iso_of(settled(scene, date, published, tense_of(scene, later))), later)
    event = event_of(anchor)
    if anchor.rule == "chained":
        date = own_date(scene, anchor)
    else:
        date = date_of(anchor.scene, anchor.group, event or anchor.event or anchor.noun or _point(anchor))
    date = coming(scene, date, published, event.sense.tense if event is not None else "")
    if standing(anchor):
        return State("open", iso_of(date) if date and is_since(anchor, date) else None, None)
    status = _FORETOLD.get(anchor.rule) or _status(anchor, event, date, published)
    if date is not None and (status == "planned" or event is not None):
        date = settled(scene, date, published, "future" if status == "planned" else tense_of(scene, event))
    if date is None:
        return State(status, None, event)
    told = event is not None or (is_future(date, published) and told_with(anchor, date)) or is_since(anchor, date)
    told = told or anchor.rule in _FORETOLD or anchor.rule == "staffed"
    if status == "open" and is_future(date, published):
        told = False  # what grows in 2023 is there now
    if (status == "planned" and is_past(date, published)) or (
        status == "considered" and not is_future(date, published)
    ):
        told = False
    return State(status, date.iso_date if told else None, event)


def _either(anchor: Anchor) -> bool:
    """Whether the place will be in one town or another: "sera à Metz ou à Gand"."""
    scene, group = anchor.scene, anchor.group
    if len(group.locations) < 2 or not any(
        scene.lexicon.link("either", scene.words, index) for index in range(group.first + 1, group.last)
    ):
        return False
    return is_ahead(scene, anchor.first, group.first) or any(
        event.sense.tense in ("future", "conditional") and scene.same_segment(event.first, group.first)
        for event in scene.events
    )


def _point(anchor: Anchor) -> Cue:
    return Cue(anchor.group.first, anchor.group.last, Sense(""))


def _status(anchor: Anchor, event: Cue | None, date: Dated | None, published: str | None) -> str:
    scene = anchor.scene
    if event is None:
        return _uneventful(anchor, date, published)
    considered = _considered(scene, event, anchor)
    if anchor.rule == "moved_from":
        staff = scene.cued("staff_nouns", event.last, anchor.group.first)  # people leave, the place stays
        return "open" if considered or staff else "closed"
    if anchor.rule == "moved_to":
        ahead = event.sense.tense in ("future", "conditional", "infinitive") or is_future(date, published)
        return "considered" if considered else "planned" if ahead else "open"
    tense = event.sense.tense
    if event.sense.name in ("close", "leave"):
        negated = scene.cued("negated", event.first - 3, event.first) and tense != "past"
        return "open" if considered or negated else "closed"
    if considered or (
        tense == "conditional" and event.sense.name in ("open", "open_alone", "settle", "build", "sequel", "arrive")
    ):
        return "considered"
    soon = tense == "present" and is_later_this_year(scene, date, published)
    if tense in ("future", "conditional") or is_future(date, published) or soon:
        return "planned"
    ahead = is_ahead(scene, event.first - 3, event.first)
    if anchor.rule == "picked":
        between = range(anchor.group.last + 1, anchor.last + 1)
        ahead = ahead or any(scene.lexicon.link("toward", scene.words, index) for index in between)
    if tense == "past":
        return "planned" if ahead else "open"
    if tense == "noun":
        return "planned" if is_ahead(scene, event.first - _CUE_REACH, event.last + _CUE_REACH + 3) else "open"
    if tense == "infinitive":
        done = scene.cued("done", event.first - 4, event.first) or is_past(date, published)
        return "open" if done and not ahead else "planned"
    return "planned" if ahead or event.sense.name == "build" or is_marked(anchor, "planned") else "open"


def _uneventful(anchor: Anchor, date: Dated | None, published: str | None) -> str:
    """The status where nothing opens or closes: what the words at the noun say of it."""
    if is_question(anchor.scene):
        return "considered"
    if is_marked(anchor, "former") and not _some(anchor):
        return "closed"
    if is_at_work(anchor):
        return "open"
    if _weighed(anchor):
        return "considered"
    if any(event.sense.name == "expand" and is_beside(anchor, event) for event in anchor.scene.events):
        return "open"
    if anchor.noun is not None and anchor.scene.cued("shaping", anchor.noun.last, anchor.noun.last + _SHAPING):
        return "planned"
    own = anchor.noun is not None and anchor.scene.lexicon.link("possessive", anchor.scene.words, anchor.first)
    ahead = (
        anchor.noun is not None
        and not own
        and is_future(date, published)
        and date is not None
        and told_with(anchor, date)
    )
    return "planned" if is_marked(anchor, "planned") or ahead else "open"


def _some(anchor: Anchor) -> bool:
    """Whether it is some old building that now serves: "dans une ancienne filature"."""
    noun = anchor.noun
    return noun is not None and any(
        anchor.scene.lexicon.has("indefinite", word) for word in anchor.scene.lowers(noun.first - 3, noun.first)
    )


def _weighed(anchor: Anchor) -> bool:
    """Whether a word around says that the place is only thought of: "un dépôt, à Gand, est envisagé"."""
    scene = anchor.scene
    first, last = anchor.first - _CUE_REACH, anchor.last + _SAID_AFTER
    return any(
        cue.sense.name == "considered"
        and first <= cue.first
        and cue.last <= last
        and not _sold(scene, cue)
        and not _of_another_town(anchor, cue)
        and one_statement(scene, anchor.group, cue.first)
        for cue in scene.cues
    )


def _of_another_town(anchor: Anchor, cue: Cue) -> bool:
    """Whether another town is what is thought of: "après son magasin de Gand, lorgne Rotterdam"."""
    if cue.first < anchor.last:
        return False
    return any(
        0 <= other.first - anchor.scene.lead(other) - cue.last <= 0 and other.locations[0].city
        for other in anchor.scene.groups
        if other is not anchor.group and not other.adjective
    )


def _sold(scene: Scene, cue: Cue) -> bool:
    """Whether what is thought of is a sale, so that the place is there: "cherche un repreneur pour son usine"."""
    return scene.cued("sale", cue.first, cue.last + _SALE)


def _considered(scene: Scene, event: Cue, anchor: Anchor) -> bool:
    first = min(event.first, anchor.first) - _CUE_REACH
    last = max(event.last, anchor.last) + 5
    return any(
        cue.sense.name == "considered"
        and first <= cue.first
        and cue.last <= last
        and not _sold(scene, cue)
        and not _of_another_town(anchor, cue)
        and one_statement(scene, event, cue.first)
        and not any(anchor.last <= g.first < cue.first and g.locations[0].city for g in scene.groups)
        for cue in scene.cues
    ) and (event.sense.tense != "past" or scene.cued("considered", event.first - 4, event.first))
