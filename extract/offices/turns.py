"""What happens to a place: the opening, closing or move that rules it, and what only happens there."""

from extract.offices.anchors import TURNS, Anchor
from extract.offices.dating import one_statement
from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene

_EVENT_REACH = 14  # words between an event and the place it happens to
_LEAVE_REACH = 6
_QUESTION = 8
_SEQUEL_REACH = 3
_RELATIVE = 12  # words between "qui" and the place its clause tells
_RESUMED = 3  # words between the comma that ends a relative clause and the verb that goes on
_AT_WORK = 3
_LED = 3
_LATER = 22  # words between a place and a closing told of it by a pronoun
_AGAIN = 16


def event_of(anchor: Anchor) -> Cue | None:
    """The opening, closing or move that tells the status of the anchor's place."""
    own = anchor.event
    if own is not None and own.sense.name in TURNS | {"sequel", "host", "pick", "arrive"}:
        infinitive = _picked_for(anchor) if own.sense.name == "pick" else None
        return infinitive or own
    return turning_event(anchor)


def _picked_for(anchor: Anchor) -> Cue | None:
    """What a chosen town is for, still to be done: "a choisi Lille pour y installer son siège"."""
    events = (e for e in anchor.scene.events if e.sense.name in TURNS and e.sense.tense == "infinitive")
    return next((event for event in events if anchor.group.last <= event.first <= anchor.last), None)


def tense_of(scene: Scene, event: Cue | None) -> str:
    """Future or past, as far as the verb tells: "shut" alone does not, "will shut" and "to shut" do."""
    if event is None:
        return ""
    ahead = event.sense.tense in ("future", "conditional") or is_ahead(scene, event.first - 3, event.first)
    if event.sense.tense == "infinitive" and not ahead:  # "shut" may be either, "fermer" is not
        return (
            "past"
            if scene.lexicon.links.get("compound") or scene.cued("done", event.first - 4, event.first)
            else "future"
        )
    return "future" if ahead else event.sense.tense


def turning_event(anchor: Anchor) -> Cue | None:
    """The nearest opening, closing or move told of the anchor's place."""
    scene, best, least = anchor.scene, None, _EVENT_REACH + 1
    if is_at_work(anchor):
        return None
    spans = [span for span in (anchor.noun, anchor.group) if span is not None]
    for event in scene.events:
        name = event.sense.name
        if name not in TURNS or not any(one_statement(scene, span, event.first) for span in spans):
            continue
        distance = min(max(span.first - event.last, event.first - span.last, 0) for span in spans)
        if name == "leave" and (distance > _LEAVE_REACH or anchor.noun is None):
            continue
        if _aside(scene, event, anchor) or _its_own_doing(scene, event, anchor.noun) or _after_relative(anchor, event):
            continue
        if _participle(scene, event):
            distance += _EVENT_REACH // 2
        if name not in ("close", "leave") and scene.cued("negated", event.first - 3, event.first):
            continue
        if distance < least and not _superseded(scene, event, anchor):
            best, least = event, distance
    return best if best is not None or anchor.noun is None else _sequel_after(anchor)


def is_at_work(anchor: Anchor) -> bool:
    """Whether a verb right before the noun says that the place is there: "exploite un entrepôt à Lille"."""
    noun = anchor.noun
    if noun is None or any(
        event.sense.name in TURNS and noun.last <= event.first <= anchor.group.first for event in anchor.scene.events
    ):
        return False  # "qui exploite 37 succursales, en ouvrira deux à Laval"
    if any(e.sense.name == "close" and noun.last <= e.first for e in anchor.scene.events):
        return False
    before = [event for event in anchor.scene.events if 0 <= noun.first - event.last <= _AT_WORK]
    return bool(before) and before[-1].sense.name in ("run", "host") and before[-1].sense.tense in ("present", "past")


def _sequel_after(anchor: Anchor) -> Cue | None:
    """The verb that carries a series on right after the place: "une filiale chilienne suivit en mai"."""
    scene = anchor.scene
    for cue in scene.sequels:
        after = scene.lowers(cue.last, cue.last + 1)
        if 0 <= cue.first - anchor.last <= _SEQUEL_REACH and not (after and scene.lexicon.has("articles", after[0])):
            return cue
    return None


def _participle(scene: Scene, event: Cue) -> bool:
    """Whether the event only describes the place: "vendra son dépôt de Gand, bâti en 1998"."""
    if event.sense.tense != "past" or any(
        scene.lexicon.has("auxiliaries", word) for word in scene.lowers(event.first - 2, event.first + 1)
    ):
        return False
    if scene.lexicon.links.get("compound"):  # where the past tense is one word, only a comma tells
        return "," in scene.between(event.first, event.first)
    return scene.lexicon.ends(scene.words[event.last - 1].lower, "participle") or event.last - event.first > 1


def _after_relative(anchor: Anchor, event: Cue) -> bool:
    """Whether the place stands in a relative clause and the event in what goes on after it: "Verdane, qui a une usine
    à Sfax, s'installera à Dakar"."""
    scene = anchor.scene
    firms = {scene.word_at(m.end - 1) + 1 for m in scene.mentions if m.kind == "organisation"}
    opened = any(
        index in firms
        and "," in scene.between(index, index)
        and any(scene.lexicon.has(name, scene.words[index].lower) for name in ("relative", "relatives"))
        for index in range(max(anchor.first - _RELATIVE, 0), anchor.first)
    )
    return opened and any(
        "," in scene.between(index, index) and not scene.lexicon.has("joiners", scene.words[index].lower)
        for index in range(max(event.first - _RESUMED, anchor.last), event.first + 1)
    )


def _its_own_doing(scene: Scene, event: Cue, noun: Cue | None) -> bool:
    """Whether the place does it rather than has it done: "the plant will add a shift"."""
    if noun is None or event.first < noun.last or event.sense.tense == "noun":
        return False
    passive = any(scene.lexicon.has("being", word) for word in scene.lowers(event.first - 1, event.first))
    return not passive and scene.lexicon.has("transitive", scene.words[event.first].lower)


def _aside(scene: Scene, event: Cue, anchor: Anchor) -> bool:
    """Whether the place is only where it happens: "l'installation, à son atelier de Gand, d'un robot"."""
    noun = anchor.noun
    if noun is None or not 0 <= noun.first - event.last <= _EVENT_REACH or event.sense.name in ("close", "leave"):
        return False
    return scene.between(event.last, event.last).startswith(",") and _placed(scene, noun, anchor.group)


def _placed(scene: Scene, noun: Cue, group: Group) -> bool:
    """Whether a preposition of place and a definite word lead to the noun: "dans son usine", "au siège"."""
    first = noun.first if group.last != noun.first else group.first
    if any(scene.lexicon.has("indefinite", word) for word in scene.lowers(first - 2, noun.first)):
        return False
    return any(scene.lexicon.has("standing", word) for word in scene.lowers(first - 2, first))


def standing(anchor: Anchor) -> bool:
    """Whether the place is there already, as the scene of something else: "prendra place dans l'atelier de Gand"."""
    scene, noun = anchor.scene, anchor.noun
    if noun is None or anchor.rule in ("moved_from", "moved_to", "picked", "host", "chained") or is_question(scene):
        return False
    if not _placed(scene, noun, anchor.group) or is_marked(anchor, "former") or is_marked(anchor, "planned"):
        return False
    return not any(
        (event.sense.name in ("close", "leave") and one_statement(scene, noun, event.first))
        or (event.sense.name in TURNS and noun.last <= event.first < anchor.group.first)
        for event in scene.events
    )


def closed_later(anchor: Anchor) -> Cue | None:
    """The closing told further on of the same place: "ouverte à Turin en 2018, mais elle a fermé au printemps"."""
    scene = anchor.scene
    for event in scene.events_named("close"):
        if event.first < anchor.last or event.first - anchor.last > _LATER:
            continue
        if ";" in scene.document.text[scene.words[anchor.last - 1].end : scene.words[event.first].start]:
            return None
        if any(anchor.last <= g.first < event.first and not g.adjective for g in scene.groups):
            return None
        again = range(max(event.first - _AGAIN, anchor.last), event.first + 1)
        if event.sense.tense != "noun" and any(scene.lexicon.link("again", scene.words, index) for index in again):
            return event if not scene.cued("negated", event.first - 3, event.first) else None
    return None


def _superseded(scene: Scene, event: Cue, anchor: Anchor) -> bool:
    """Whether another verb rules the place: "shut a depot and now hires at its plant"."""
    return any(
        other.sense.name in ("run", "acquire", "expand") and event.last <= other.first and other.last <= anchor.first
        for other in scene.events
    )


def is_ahead(scene: Scene, first: int, last: int) -> bool:
    """Whether a word within says that what is told lies ahead."""
    return scene.cued("modal", first, last) or scene.cued("planned", first, last)


def is_beside(anchor: Anchor, event: Cue) -> bool:
    """Whether the event stands in the anchor's segment, a few words off."""
    distance = max(anchor.first - event.last, event.first - anchor.last)
    return distance <= _EVENT_REACH // 2 and anchor.scene.same_segment(event.first, anchor.group.first)


def is_question(scene: Scene) -> bool:
    """Whether the sentence is a question without a verb: "Une boutique en Italie ?"."""
    question = scene.document.text[scene.sentence.start : scene.sentence.end].rstrip(" »\"'’”").endswith("?")
    return question and len(scene.words) <= _QUESTION and not scene.events


def is_marked(anchor: Anchor, name: str) -> bool:
    """Whether the words right around the noun hold a cue: "le futur siège", "un dépôt prévu à Gand"."""
    scene, noun = anchor.scene, anchor.noun
    if noun is None:
        return False
    if scene.cued(name, noun.first - 4, noun.first):
        return True
    return name != "former" and scene.cued(name, noun.last, noun.last + 4)
