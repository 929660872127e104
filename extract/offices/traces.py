"""Towns without a place noun: a firm's name beside it, its people, its floors, a verb that keeps or leaves it."""

from extract.documents import Mention
from extract.offices.anchors import Anchor
from extract.offices.lexicon import Cue, Sense
from extract.offices.scene import Group, Scene

_HAVING = 10  # words between "emploie", "has" and the town of the staff
_STAFF_GAP = 3  # words between counted staff and its town
_RELATIVE = 12  # words after "where" in which its staff is told
_LEASED = 14  # words between "leases" and the town of its floors
_SUBJECT = 6  # words between a firm and its verb
_AREAS = frozenset({"m2", "hectares", "square feet", "floors", "acres"})
_HEADQUARTERS = Sense("headquarters", strength="strong")
_OBJECT = 5  # words of what a firm opens: "une petite écloserie de truites"
_SPOKEN = 3  # words between "nous" and its verb
_ARRIVED = 1  # words between a verb of coming and the town


def of_firm(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "Horlac, à Plan-les-Ouates, licencie", "Kaltmann (Zurich)": a firm and its town."""
    if group.adjective or len(group.locations) > 1 or not group.locations[0].city:
        return None
    first = group.first - (scene.lead(group) if group.link else 0)
    firm = _firm_ending_at(scene, first)
    if firm is None:
        return None
    before, after = scene.between(first, first).strip(), scene.between(group.last, group.last).lstrip()[:1]
    apposed = before == "," and after in (",", ".") and group.link == "locative"
    if not apposed and not (before == "(" and after == ")" and not group.link):
        return None
    name = Cue(scene.word_at(firm.start), first, _HEADQUARTERS)
    return Anchor(scene, group, name, None, "of_firm", 0.8)


def _firm_ending_at(scene: Scene, word: int) -> Mention | None:
    """The organisation whose name ends right before a word."""
    return next(
        (
            mention
            for mention in scene.mentions
            if mention.kind == "organisation"
            and mention.via == "name"
            and scene.word_at(mention.end - 1) == word - 1
            and not scene.lexicon.link("genitive", scene.words, scene.word_at(mention.start))
        ),
        None,
    )


def peopled(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "has 40 engineers in Porto", "New York, where it has 200 lawyers": people whom the firm has in the town."""
    if group.adjective or not _towns(group):
        return None
    relative = scene.lexicon.opening("relative", scene.lowers(group.last, group.last + 1))
    found = _staff_after(scene, group.last + relative) if relative else _staff_before(scene, group)
    if found is None:
        return None
    return Anchor(scene, group, None, Cue(found, found + 1, Sense("staff", "present", kind="office")), "peopled", 0.8)


def _staff_after(scene: Scene, start: int) -> int | None:
    """Index of a verb of having right after "where" whose object is staff."""
    for index in range(start, min(start + _RELATIVE, len(scene.words))):
        if index > start and set(scene.between(index, index)) & set(",;:.()"):
            return None
        if _has(scene, index):
            return index if _staff_within(scene, start, start + _RELATIVE) else None
    return None


def _staff_before(scene: Scene, group: Group) -> int | None:
    """Index of a verb of having whose object, counted staff, leads to the town."""
    if group.link != "locative":
        return None
    lead = group.first - scene.lead(group)
    counted = any(lead - _STAFF_GAP <= scene.word_at(end - 1) + 1 <= lead for end in _staff_ends(scene))
    if not counted:
        return None
    for index in range(lead - 1, max(lead - _HAVING, 0) - 1, -1):
        if not scene.same_segment(index, group.first):
            return None
        if _has(scene, index):
            return index
    return None


def _has(scene: Scene, index: int) -> bool:
    """Whether the word is a verb of having; an auxiliary is one where a number follows ("a 40 ingénieurs")."""
    word = scene.words[index].lower
    if not scene.lexicon.has("having", word):
        return False
    if not scene.lexicon.has("auxiliaries", word):
        return True
    after = index + 1
    counted = any(scene.word_at(q.start) == after for q in scene.document.quantities if q.start >= scene.sentence.start)
    return counted or any(scene.lexicon.has("numbers", other) for other in scene.lowers(after, after + 1))


def _staff_within(scene: Scene, first: int, last: int) -> bool:
    return any(first <= cue.first < last for cue in scene.cues if cue.sense.name == "staff_nouns")


def _staff_ends(scene: Scene) -> list[int]:
    """Where counted staff ends: its noun, or a number alone where its noun was told ("and another dozen in Krakow")."""
    ends = [scene.words[cue.last - 1].end for cue in scene.cues if cue.sense.name == "staff_nouns"]
    if not ends:
        return []
    start, end = scene.sentence.start, scene.sentence.end
    return ends + [q.end for q in scene.document.quantities if min(ends) < q.end <= end and q.start >= start]


def leased(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "loue 4.000 m² à Anvers", "has taken two floors in Leeds": floors that the firm takes in the town."""
    if group.adjective or group.link != "locative" or not _towns(group):
        return None
    areas = [
        scene.word_at(q.start)
        for q in scene.document.quantities
        if q.unit in _AREAS and scene.sentence.start <= q.start < scene.sentence.end
    ]
    for index in range(group.first - 1, max(group.first - _LEASED, 0) - 1, -1):
        if not scene.same_segment(index, group.first):
            return None
        if scene.lexicon.has("leasing", scene.words[index].lower) and any(
            index < area < group.first + _STAFF_GAP for area in areas
        ):
            verb = Cue(index, index + 1, Sense("staff", "present", kind="office"))
            return Anchor(scene, group, None, verb, "leased", 0.8)
    return None


def as_object(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "conserve Angers et Cholet, ferme Saumur", "quitte Le Locle": towns that a firm keeps, closes or leaves."""
    if group.adjective or not _towns(group):
        return None
    if group.link and not any(event.last == group.first for event in scene.events_named("leave")):
        return None
    for event in (*scene.events_named("close"), *scene.events_named("leave")):
        if event.last == group.first and event.sense.tense != "noun" and firm_acts(scene, event.first, event):
            return Anchor(scene, group, None, event, "object", 0.75)
    index = group.first - 1
    seen = next((c for c in scene.cues if c.sense.name == "considered" and 0 <= group.first - c.last <= 1), None)
    if seen is not None and any(noun.sense.strength for noun in nouns) and firm_acts(scene, seen.first, None):
        return Anchor(scene, group, None, Cue(seen.first, seen.last, Sense("staff", "present")), "eyed", 0.75)
    if index >= 0 and scene.lexicon.has("keeping", scene.words[index].lower) and firm_acts(scene, index, None):
        return Anchor(scene, group, None, Cue(index, index + 1, Sense("staff", "present")), "object", 0.75)
    return None


def arrives(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "Verdane arrive à Bordeaux", "nous serons à Francfort": a firm that comes to a town has a place there."""
    if group.adjective or not _towns(group):
        return None
    for event in scene.events_named("arrive"):
        if not 0 <= group.first - event.last <= _ARRIVED or not scene.same_segment(event.first, group.first):
            continue
        speaks = any(scene.lexicon.has("speaker", word) for word in scene.lowers(event.first - _SPOKEN, event.last))
        acts = firm_acts(scene, event.first, event)
        if (speaks or acts) and (group.link or event.last == group.first):
            return Anchor(scene, group, None, event, "arrive", 0.75)
    return None


def unnamed(scene: Scene, group: Group, nouns: list[Cue]) -> Anchor | None:
    """ "inaugure une écloserie à Paimpol": what a firm opens, builds or closes in a town, known as a place or not."""
    if group.adjective or group.link not in ("locative", "genitive") or not _towns(group):
        return None
    last = group.first - scene.lead(group)
    for event in reversed(scene.events):
        if event.last >= last or not scene.lexicon.has("physical", scene.words[event.last - 1].lower):
            continue
        if not scene.same_segment(event.first, group.first) or not firm_acts(scene, event.first, event):
            return None
        if not _thing(scene, event, last):
            return None
        return Anchor(scene, group, None, event, "unnamed", 0.7)
    return None


def _thing(scene: Scene, event: Cue, last: int) -> bool:
    """Whether the words from the verb on are what is opened: a determiner and a few plain words, a date left out."""
    told = [index for index in range(event.last, last) if not scene.dated(scene.words[index].start)]
    while told and any(scene.lexicon.has(name, scene.words[told[0]].lower) for name in ("standing", "locative")):
        told = told[1:]
    if (
        not 2 <= len(told) <= _OBJECT
        or "," in scene.document.text[scene.words[told[0]].start : scene.words[last].start]
    ):
        return False
    first = scene.words[told[0]].lower
    kept = ("indefinite", "possessive", "numbers", *(("articles",) if event.sense.name == "close" else ()))
    plain = all(scene.document.text[scene.words[index].start].islower() for index in told)
    return (
        plain
        and any(scene.lexicon.has(name, first) for name in kept)
        and not any(scene.lexicon.has("abstract", scene.words[index].lower) for index in told)
        and not any(told[0] <= noun.first <= told[-1] for noun in scene.nouns)
    )


def firm_acts(scene: Scene, verb: int, event: Cue | None) -> bool:
    """Whether the subject of a verb is a firm: the name nearest before it, in its statement, is one's."""
    named = [
        mention
        for mention in scene.mentions
        if mention.kind in ("organisation", "person") and scene.word_at(mention.end - 1) < verb
    ]
    if not named:
        return event is None or event.sense.name == "close"
    subject = named[-1]
    near = verb - scene.word_at(subject.end - 1) - 1 <= _SUBJECT or event is None or event.sense.name == "close"
    return subject.kind == "organisation" and near


def _towns(group: Group) -> bool:
    return all(place.city for place in group.locations)
