"""The last doubts about an anchor: places of nobody in particular, counted shops, people, denied plans."""

from extract.offices.anchors import TURNS, Anchor, distance
from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene

_NEAR = 14  # words between a noun and what is wished of it
_REACH = 8  # words between an event and its place
_MADE = 4
_DENIED = 12
_BASED = 2  # words between "London-based" and who is
_UNIT = 2  # letters of a unit of area
# Rules that have asked for staff, floors or a firm that acts: nothing is left to doubt.
_SURE = frozenset({"staffed", "led_from", "from_base", "peopled", "leased", "object", "unnamed", "arrive"})


def holds(anchor: Anchor) -> bool:
    """The last doubts: weak nouns without an event, counted shops, people instead of companies."""
    scene, noun, event, group = anchor.scene, anchor.noun, anchor.event, anchor.group
    if noun is None:
        assert event is not None
        if anchor.rule in _SURE:
            return True
        if event.sense.name == "staff":
            return _counted_staff(scene, event) and all(place.city for place in group.locations)
        if event.sense.name in ("produce", "handle", "located", "seated") and not all(
            place.city for place in group.locations
        ):
            return False
        if event.sense.name in ("produce", "handle") and _sold_there(scene, event, group):
            return False
        if event.sense.name == "close" and event.sense.tense != "noun":
            return False
        return not _of_person(anchor, event)
    if anchor.rule in ("host", "picked"):
        return not anyones(scene, noun)
    turns = any(
        other.sense.name in TURNS and scene.same_segment(other.first, noun.first) and distance(other, noun) <= 8
        for other in scene.events
    )
    if noun.sense.strength == "weak" and not _made(scene, noun) and anchor.rule != "compound":
        return False
    considered = scene.cued("considered", noun.first - _REACH, noun.last + _NEAR)
    told = turns or considered or anchor.rule == "fronted" or _beside(scene, noun, group)
    told = told or bool(scene.lexicon.link("possessive", scene.words, anchor.first)) or _owned(scene, noun, group)
    if noun.sense.strength == "near" and (
        not told
        or (anchor.rule == "noun_adjective" and not (considered or _made(scene, noun) or _owned(scene, noun, group)))
    ):
        return False  # "le laboratoire lyonnais" is a firm
    counted = _counted(scene, noun) and (len(group.locations) == 1 or not any(place.city for place in group.locations))
    if (counted and not _turns_here(anchor, noun)) or (not turns and anyones(scene, noun)):
        return False
    plural = scene.words[noun.last - 1].lower.endswith(("s", "x"))
    shops = noun.sense.name in ("store", "other")
    return turns or not (plural and shops and not any(place.city for place in group.locations))


def _sold_there(scene: Scene, event: Cue, group: Group) -> bool:
    """Whether what is made is sales: "makes a third of its sales in London"."""
    return any(scene.lexicon.has("markets", word) for word in scene.lowers(event.last, group.first))


def _owned(scene: Scene, noun: Cue, group: Group) -> bool:
    """Whether its owner is told: "le site Plastival de Bellignat", "l'agence lilloise de Plastival"."""
    last = max(noun.last, group.last)
    if group.adjective and any(
        mention.kind == "organisation"
        and mention.via == "name"
        and 0 < scene.word_at(mention.start) - last <= 2
        and scene.lexicon.link("genitive", scene.words, scene.word_at(mention.start))
        for mention in scene.mentions
    ):
        return True
    return any(
        mention.kind == "organisation"
        and noun.last <= scene.word_at(mention.start) <= noun.last + 2
        and scene.word_at(mention.end - 1) + 1 == group.first - scene.lead(group)
        for mention in scene.mentions
    )


def _turns_here(anchor: Anchor, noun: Cue) -> bool:
    """Whether an opening or a closing is told of a counted noun: no other place stands between."""
    scene = anchor.scene
    for event in scene.events:
        if event.sense.name not in TURNS or not scene.same_segment(event.first, noun.first):
            continue
        start, end = min(event.last, noun.last), max(event.first, noun.first)
        between = (g for g in scene.groups if g is not anchor.group and start <= g.first < end and not g.adjective)
        if distance(event, noun) <= _REACH and not any(between):
            return True
    return False


def _beside(scene: Scene, noun: Cue, group: Group) -> bool:
    """Whether the city stands right beside the noun, but for its size, or in apposition: "le seul site, à Metz,"."""
    if not group.locations[0].city:
        return False
    between = range(noun.last, group.first - scene.lead(group))
    if noun.last <= group.first and "," in scene.between(between.stop, between.stop):
        closed = group.last == len(scene.words) or scene.between(group.last, group.last)[:1] in (",", ".")
        before = scene.lowers(noun.first - 2, noun.first)
        return closed and not any(scene.lexicon.has("indefinite", word) for word in before)
    if noun.last > group.first:
        return distance(noun, group) - scene.lead(group) <= 0
    sizes = [(q.start, q.end) for q in scene.document.quantities]
    linking = ("genitive", "articles")
    return all(
        any(start <= scene.words[index].start < end for start, end in sizes)
        or any(scene.lexicon.has(name, scene.words[index].lower) for name in linking)
        or scene.words[index].lower[0].isdigit()
        or len(scene.words[index].lower) <= _UNIT
        for index in between
    )


def is_denied(anchor: Anchor) -> bool:
    """Whether the sentence says that the place will not be: "n'ouvrira pas de bureau", "a renoncé à son usine"."""
    scene = anchor.scene
    if anchor.noun is not None and _none(scene, anchor.first):
        return True
    if any(
        cue.sense.name == "cancelled"
        and anchor.first - _DENIED <= cue.first
        and cue.last <= anchor.last + _NEAR
        and scene.same_segment(cue.first, anchor.group.first)
        for cue in scene.cues
    ):
        return True
    if any(
        event.sense.name == "close" and scene.same_segment(event.first, anchor.group.first) for event in scene.events
    ):
        return False  # "à l'arrêt depuis 2019, ne rouvrira pas"
    return any(
        event.sense.name in TURNS - {"close", "leave"}
        and event.sense.tense in ("infinitive", "future", "conditional", "present")
        and scene.same_segment(event.first, anchor.group.first)
        and distance(event, anchor.group) <= _REACH
        and scene.cued("negated", event.first - 3, event.last + 1)
        for event in scene.events
    )


def _none(scene: Scene, first: int) -> bool:
    """Whether the words before say that there is none: "n'a pas de bureau", "has no permanent office"."""
    return any(scene.lexicon.link("none", scene.words, index) for index in (first, first - 1) if index > 0)


def _made(scene: Scene, noun: Cue) -> bool:
    """Whether an opening or a closing stands beside the noun: "ouvre une filiale"."""
    return any(
        event.sense.name in TURNS - {"leave"}
        and scene.same_segment(event.first, noun.first)
        and distance(event, noun) <= _MADE
        for event in scene.events
    )


def anyones(scene: Scene, noun: Cue) -> bool:
    """Whether it is some place of nobody in particular: "le patron d'un garage", "avec un entrepôt"."""
    lexicon, words = scene.lexicon, scene.words
    if lexicon.link("anyones", words, noun.first) or lexicon.link("catering", words, noun.first):
        return True
    size = lexicon.link("anyones_of", words, noun.first)
    before = noun.first - size
    return bool(size and before) and lexicon.has("people", words[before - 1].lower)


def _counted(scene: Scene, noun: Cue) -> bool:
    """Whether a number counts the noun: "29 magasins"."""
    start, end = scene.words[noun.first].start, scene.words[noun.last - 1].end
    if any(scene.lexicon.has("numbers", word) for word in scene.lowers(noun.first - 2, noun.first)):
        return True
    return any(
        quantity.start < end
        and start - 12 <= quantity.end
        and quantity.value > 1
        and quantity.start < start
        and not scene.document.text[quantity.end : start].strip()[:1].isalpha()
        for quantity in scene.document.quantities
        if scene.sentence.start <= quantity.start < scene.sentence.end
    )


def _counted_staff(scene: Scene, event: Cue) -> bool:
    return any(
        cue.sense.name == "staff_nouns" and scene.same_segment(cue.first, event.first) and distance(cue, event) <= 8
        for cue in scene.cues
    ) or any(
        quantity.unit in ("employees", "people") and scene.sentence.start <= quantity.start < scene.sentence.end
        for quantity in scene.document.quantities
    )


def _of_person(anchor: Anchor, event: Cue) -> bool:
    """Whether it is a person who lives or works there: "Basée à Bruxelles, elle ..."."""
    scene, group = anchor.scene, anchor.group
    if anchor.rule == "place_based":  # "the York-based insurer": who it is follows
        return any(scene.lexicon.has("people", word) for word in scene.lowers(event.last, event.last + _BASED))
    if event.sense.name not in ("located", "seated", "settle"):
        return False
    start, end = scene.words[event.first].start, scene.words[max(group.last, event.last) - 1].end
    near = [m for m in scene.mentions if m.kind in ("person", "organisation")]
    before = [m for m in near if m.end <= start and start - m.end <= 25]
    after = [m for m in near if m.start >= end and m.start - end <= 12]
    if scene.lowers(event.first - 1, event.first) and any(
        scene.lexicon.has("people", word) for word in scene.lowers(event.first - 3, event.first)
    ):
        return True
    subject = before[-1] if before else after[0] if after else None
    return subject is not None and subject.kind == "person"
