"""Places told by carrying on from those before: "Suivront Bayonne et Orléans", "un autre à Amsterdam"."""

from collections.abc import Iterator
from dataclasses import replace

from extract.offices.anchors import TURNS, Anchor
from extract.offices.hosts import served
from extract.offices.lexicon import Cue
from extract.offices.scene import Group, Scene

_REACH = 3  # sentences that a series may skip
_SIGHT = 2  # sentences around in which a place noun tells the kind
_NEAR = 8
_SKIPPED = 5  # words that may describe the other one: "un autre, plus grand, à Amsterdam"
_CHAIN = 8  # words between two towns of a chain
_SAID = 3
_FORESEEN = (("considered", "eyed"), ("planned", "foreseen"))
_PLURAL = ("s", "x")
_LINKING = ("locative", "genitive", "articles", "town", "since")
_UNCHAINED = frozenset({"company_of", "place_based", "moved_from", "moved_to", "noun_adjective"})


def chained(scene: Scene, anchors: list[Anchor]) -> Iterator[Anchor]:
    """The towns told right after a hosted one: "à Toulouse, en septembre, puis à Rennes", "puis à Venlo en 2019"."""
    hosted = {anchor.group.first: anchor for anchor in anchors}
    previous: Anchor | None = None
    for group in scene.groups:
        if group.first in hosted:
            previous = hosted[group.first]
        elif (
            previous is not None
            and not previous.group.adjective
            and previous.rule not in _UNCHAINED
            and _goes_on(scene, previous.group, group)
        ):
            previous = replace(previous, group=group, rule="chained", confidence=previous.confidence - 0.05)
            yield previous
        elif not group.adjective:
            previous = None


def one_of(scene: Scene, hosted: set[int]) -> Iterator[Anchor]:
    """The towns over which a plural is shared out: "deux ateliers, le premier à Metz, le second à Gand"."""
    for group in scene.groups:
        if group.first in hosted or group.adjective or not all(place.city for place in group.locations):
            continue
        size = scene.lexicon.link("locative", scene.words, group.first)
        before = group.first - size
        if not size or not any(scene.lexicon.link(name, scene.words, before) for name in ("other", "one")):
            continue
        nouns = [noun for noun in scene.nouns if noun.last <= group.first and noun.sense.strength in ("strong", "near")]
        if nouns and scene.words[nouns[-1].last - 1].lower.endswith(_PLURAL):
            yield Anchor(scene, group, nouns[-1], None, "one_of", 0.96)


def _goes_on(scene: Scene, left: Group, right: Group) -> bool:
    """Whether only dates, joiners and prepositions stand between two groups, and the second has its preposition."""
    if right.link != left.link or right.adjective or not all(place.city for place in right.locations):
        return False
    if not 0 < right.first - left.last <= _CHAIN or not scene.same_segment(left.first, right.first):
        return False
    index, joined = left.last, False
    while index < right.first:
        word = scene.words[index]
        joined = joined or "," in scene.between(index, index)
        if size := scene.lexicon.opening("joiners", scene.lowers(index, right.first)):
            index, joined = index + size, True
        elif scene.dated(word.start) or any(scene.lexicon.has(name, word.lower) for name in _LINKING):
            index += 1
        else:
            return False
    return joined


def carry_on(scene: Scene, hosted: set[int], earlier: list[list[Anchor]], kind: str | None) -> Iterator[Anchor]:
    """The groups of a sentence that no noun or verb hosts and that carry on a series of places.

    `hosted` holds the first words of the groups already taken, `earlier` the anchors of the sentences
    before, `kind` the kind of place that a noun nearby tells.
    """
    running = bool(kind) or bool(hosted) or any(earlier[-_REACH:])
    if not running:
        return
    for group in scene.groups:
        if group.first in hosted or served(scene, group):
            continue
        if group.adjective:
            continue
        begun = bool(hosted) or any(earlier[-_REACH:])
        event = _turn_of(scene, group)
        if begun and scene.lexicon.link("after", scene.words, group.first) and group.locations[0].city:
            yield Anchor(scene, group, None, None, "after", 0.85)
        elif event is not None:
            yield Anchor(scene, group, None, event, "place_turns", 0.8)
        elif (begun or _plural_before(scene, group) or (kind and group.link == "locative")) and _another(scene, group):
            yield Anchor(scene, group, None, _sequel_of(scene, group), "another", 0.85)
        elif begun and (sequel := _sequel_of(scene, group)) is not None:
            yield Anchor(scene, group, None, sequel, "sequel", 0.97)
        elif _is_candidate(scene, group) or (begun and _eyed(scene, group)) or (kind and _looked_at(scene, group)):
            yield Anchor(scene, group, None, None, "eyed", 0.75)
        elif begun and (foreseen := _foreseen(scene, group)):
            yield Anchor(scene, group, None, None, foreseen, 0.8)
        elif group.link == "locative" and (told := _told_before(scene, group)) is not None:
            yield Anchor(scene, group, told, None, "list_after", 0.85)
        elif len([place for place in group.locations if place.city]) >= 3 and group.link in ("locative", "from"):
            yield Anchor(scene, group, None, None, "city_list", 0.97)


def there(scene: Scene, before: Scene | None, hosted: set[int]) -> Iterator[Anchor]:
    """ "Le Chili ? Un dépôt y est envisagé": the place stands in the sentence before, or before in this one."""
    words = scene.lexicon.links.get("there", ())
    found = [index for index, word in enumerate(scene.words) if (word.lower,) in words]
    nouns = [noun for noun in scene.nouns if noun.sense.strength in ("strong", "near")]
    if not found or not nouns:
        return
    own = [group for group in scene.groups if not group.adjective]
    noun, place = nouns[0], None
    if before is not None and (not own or any(noun.last == index for noun in nouns for index in found)):
        place = next((group for group in reversed(before.groups) if not group.adjective), None)
    elif own and own[-1].last <= found[-1] and own[-1].first not in hosted and own[-1].locations[0].city:
        place = own[-1]
        noun = next((noun for noun in nouns if noun.last > place.last), noun)
    if place is not None and _told_there(scene, noun, found):
        group = Group(place.locations, noun.first, noun.last, "locative", False)
        yield Anchor(scene, group, noun, None, "there", 0.75)


def _told_there(scene: Scene, noun: Cue, found: list[int]) -> bool:
    """Whether the sentence tells of the place "there": an opening, a wish, or that it is somebody's."""
    if any(event.sense.name in TURNS for event in scene.events):
        return True
    if any(cue.sense.name == "considered" for cue in scene.cues):
        return True
    near = any(abs(noun.first - index) <= _NEAR for index in found)
    return near and scene.lexicon.link("possessive", scene.words, noun.first) > 0


def _is_candidate(scene: Scene, group: Group) -> bool:
    """Whether the place is said to be in question: "Metz tient la corde", "quant à Gand, le dossier est ouvert"."""
    if not all(place.city for place in group.locations):
        return False
    as_for = scene.lexicon.link("as_for", scene.words, group.first)
    if group.link and not as_for:
        return False
    return any(
        cue.sense.name == "candidate"
        and 0 <= cue.first - group.last <= (_NEAR if as_for else _SAID)
        and scene.same_segment(cue.first, group.first)
        for cue in scene.cues
    )


def _turn_of(scene: Scene, group: Group) -> Cue | None:
    """The opening or closing whose subject is the place: "Lyon ouvrira en 2025"."""
    if group.link or not all(place.city for place in group.locations):
        return None
    for event in scene.events:
        if event.sense.name in TURNS and 0 <= event.first - group.last <= 2 and event.sense.tense != "noun":
            return event
    return None


def _plural_before(scene: Scene, group: Group) -> bool:
    """Whether several places are told before in the sentence: "des cinq ateliers, celui de Fougères"."""
    return any(
        noun.last <= group.first
        and noun.sense.strength in ("strong", "near")
        and scene.words[noun.last - 1].lower.endswith(_PLURAL)
        for noun in scene.nouns
    )


def _another(scene: Scene, group: Group) -> bool:
    """Whether "un autre", "celle de" stands before the location."""
    lexicon = scene.lexicon
    link = max(lexicon.link(name, scene.words, group.first) for name in ("locative", "genitive"))
    if not link:
        return False
    end = group.first - link
    if group.link == "locative" and lexicon.link("one", scene.words, end):
        return True
    return any(
        lexicon.link("other", scene.words, end - skip)
        and not lexicon.has("pointing", scene.words[end - skip].lower)
        and scene.same_segment(max(end - skip - 1, 0), group.first)
        for skip in range(min(_SKIPPED if group.link == "locative" else 2, end))
    )


def _eyed(scene: Scene, group: Group) -> bool:
    """Whether a wish or a plan leads straight to the place: "Nous regardons Tokyo", "des vues sur Athènes"."""
    lead = scene.lead(group)
    return all(place.city for place in group.locations) and scene.cued(
        "considered", group.first - lead - 4, group.first
    )


def _looked_at(scene: Scene, group: Group) -> bool:
    """Whether the firm itself says that it thinks of the place: "nous regardons Tokyo"."""
    lead = group.first - scene.lead(group)
    return any(
        cue.sense.name == "considered"
        and 0 <= lead - cue.last <= 0
        and any(scene.lexicon.has("speaker", word) for word in scene.lowers(cue.first - _SAID, cue.first + 1))
        for cue in scene.cues
    )


def _foreseen(scene: Scene, group: Group) -> str | None:
    """Whether the place is the subject of a plan or a wish: "Metz est envisagée", "Derby is pencilled in"."""
    verb = scene.lexicon.opening("copula", scene.lowers(group.last, group.last + 2))
    if group.link or not verb or not all(place.city for place in group.locations):
        return None
    after = group.last + verb
    if scene.cued("cancelled", after, after + _SAID):
        return None
    return next((rule for name, rule in _FORESEEN if scene.cued(name, after, after + _SAID)), None)


def _told_before(scene: Scene, group: Group) -> Cue | None:
    """The place noun that a list spells out: "30 depots shut: 20 in Spain, 10 in Chile"."""
    closing = any(
        event.sense.name in ("open", "open_alone", "close") and event.last <= group.first for event in scene.events
    )
    counted = any(
        0 <= group.first - scene.word_at(q.end - 1) <= 3
        for q in scene.document.quantities
        if q.end > scene.sentence.start
        and not any(scene.words[n.first].start < q.end and q.start <= scene.words[n.first].start for n in scene.nouns)
    )
    nouns = [noun for noun in scene.nouns if noun.sense.strength and noun.last <= group.first]
    return nouns[-1] if closing and counted and nouns else None


def _sequel_of(scene: Scene, group: Group) -> Cue | None:
    near = [
        cue
        for cue in scene.sequels
        if scene.same_segment(cue.first, group.first)
        and max(cue.first - group.last, group.first - cue.last, 0) <= _NEAR
    ]
    return min(near, key=lambda cue: max(cue.first - group.last, group.first - cue.last, 0), default=None)


def kind_in_sight(scenes: list[Scene], index: int, sight: int = _SIGHT) -> str | None:
    """The kind of the strong place noun nearest to the sentence `index`, at most `sight` sentences off."""
    for distance in range(sight + 1):
        for other in (index - distance, index + distance):
            if 0 <= other < len(scenes):
                scene = scenes[other]
                kinds = [
                    noun.sense.name
                    for noun in scene.nouns
                    if noun.sense.strength == "strong"
                    and scene.document.text[scene.words[noun.first].start].islower()  # part of no firm's name
                ]
                if kinds:
                    return kinds[0]
    return None
