"""Whose place it is: the organisation a place noun or a verb belongs to."""

from dataclasses import dataclass

from extract.documents import Mention
from extract.offices.anchors import Anchor
from extract.offices.lexicon import Cue
from extract.offices.scene import Scene

_AFTER_NOUN = 6  # words between a noun and its owner: "les bureaux parisiens de TikTok"
_BEFORE_NOUN = 4  # "Google's new Dublin office", "le Xiaomi Store"
_SPEAKER = 12
_BASED = 4
_HEADING = 6  # words of a heading right above a paragraph
# How often each way of naming the owner was right on annotated articles; `other` is not the article's topic.
_SURE = {
    "beside": 0.95,
    "speaker": 0.88,
    "possessive": 0.8,
    "subject": 0.88,
    "subject other": 0.6,
    "running": 0.97,
    "running other": 0.55,
    "topic": 0.8,
}


@dataclass(frozen=True, slots=True)
class Owner:
    """The organisation that runs a place, and how sure its naming is (0 to 1)."""

    name: str | None
    confidence: float


def owner_of(anchor: Anchor, earlier: list[Scene]) -> Owner:
    """The organisation that runs an anchor's place; its name is None where the article names none."""
    scene = anchor.scene
    topic = scene.document.topic
    located = {(place.start, place.end) for group in scene.groups for place in group.locations}
    organisations = [m for m in scene.mentions if m.kind == "organisation" and (m.start, m.end) not in located]
    beside = _named_beside(anchor, organisations)
    if beside is not None:
        return Owner(beside.name, _SURE["beside"])
    if _speaks(anchor) and topic:
        return Owner(topic, _SURE["speaker"])
    if anchor.noun is not None and scene.lexicon.link("possessive", scene.words, anchor.noun.first):
        before = _last_subject(anchor, earlier)
        if before is not None:
            return Owner(before, _SURE["possessive"])
    subject = _subject(anchor, [mention for mention in organisations if not _aside(scene, mention)])
    if subject is not None and subject.via == "alias" and topic and not _weighs(scene, subject.name):
        return Owner(topic, _SURE["subject"])  # "la fintech" means the firm of the article, not one named in passing
    if subject is not None:
        return Owner(subject.name, _SURE["subject" if subject.name == topic else "subject other"])
    running = _running(scene, earlier)
    if running is None:
        return Owner(topic, _SURE["topic"])
    return Owner(running, _SURE["running" if running == topic else "running other"])


def _named_beside(anchor: Anchor, organisations: list[Mention]) -> Mention | None:
    """The owner next to the noun or, for "Brussels-based Syensqo", right after the verb."""
    scene, noun, event = anchor.scene, anchor.noun, anchor.event
    if noun is None:
        if event is None or event.first < anchor.group.last:
            return None
        beside = (m for m in organisations if 0 <= scene.word_at(m.start) - event.last <= _BASED)
        return next((mention for mention in beside if not _led(scene, mention)), None)
    return next((mention for mention in organisations if _owns(scene, noun, mention)), None)


def _owns(scene: Scene, noun: Cue, mention: Mention) -> bool:
    first, last = scene.word_at(mention.start), scene.word_at(mention.end - 1) + 1
    if first < noun.last <= last:
        return True  # "le Xiaomi Store": the name holds the noun
    if 0 < first - noun.last <= _AFTER_NOUN and scene.same_segment(noun.last - 1, first):
        led = scene.lexicon.link("owner", scene.words, first)
        return bool(led) and not _interrupted(scene, noun.last, first) and not _bought(scene, noun)
    return 0 <= noun.first - last <= _BEFORE_NOUN and _possesses(scene, mention, last, noun.first)


def _interrupted(scene: Scene, first: int, last: int) -> bool:
    return "," in scene.between(first, last)


def _bought(scene: Scene, noun: Cue) -> bool:
    """Whether the noun is what somebody buys: whose it was is not whose it is."""
    return any(event.sense.name == "acquire" and 0 <= noun.first - event.last <= _BEFORE_NOUN for event in scene.events)


def _possesses(scene: Scene, mention: Mention, last: int, noun: int) -> bool:
    """ "Google's Dublin office", "the Google store": the owner before the noun."""
    if not scene.lexicon.links.get("compound") or mention.via == "pronoun":
        return last == noun and mention.via == "name"
    gap = scene.document.text[mention.end : scene.words[noun].start]
    return gap.startswith(("'s", "’s", "' ", "’ ")) or (last == noun and gap == " ")


def _speaks(anchor: Anchor) -> bool:
    """Whether the company speaks for itself: "notre entrepôt", "nous avons ouvert"."""
    scene = anchor.scene
    speaker = {phrase[0] for phrase in scene.lexicon.links.get("speaker", ())}
    return not speaker.isdisjoint(scene.lowers(max(anchor.first - _SPEAKER, 0), anchor.last))


def _subject(anchor: Anchor, organisations: list[Mention]) -> Mention | None:
    """The organisation the sentence is about: before the place and led by no preposition, if there is one."""
    scene = anchor.scene
    start = scene.words[anchor.first].start
    before = [mention for mention in organisations if mention.end <= start]
    free = [mention for mention in before if not _led(scene, mention)]
    for candidates in (free, before):
        same = [m for m in candidates if scene.same_segment(scene.word_at(m.start), anchor.first)]
        if same or candidates:
            return (same or candidates)[-1]
    text = scene.document.text
    after = [mention for mention in organisations if mention.start >= start]
    return next((m for m in after if text[: m.start].endswith(", ")), None)


def _last_subject(anchor: Anchor, earlier: list[Scene]) -> str | None:
    """The subject a possessive means ("Son usine"): the last of the sentence before, where this one has none."""
    scene = anchor.scene
    start = scene.words[anchor.first].start
    if any(m.kind == "organisation" and m.start < start for m in scene.mentions) or not earlier:
        return None
    other = earlier[-1]
    if "\n" in scene.document.text[other.sentence.end : scene.sentence.start]:
        return None
    free = [m for m in other.mentions if m.kind == "organisation" and not _led(other, m) and not _aside(other, m)]
    return free[-1].name if free else None


def _led(scene: Scene, mention: Mention) -> bool:
    """Whether a preposition leads to the mention, so that it is no subject."""
    first = scene.word_at(mention.start)
    return any(
        scene.lexicon.link(name, scene.words, first) for name in ("genitive", "locative", "toward", "from", "owner")
    )


def _aside(scene: Scene, mention: Mention) -> bool:
    """Whether the organisation is a source, a rival or a partner named in passing: "selon Bloomberg"."""
    return scene.lexicon.link("aside", scene.words, scene.word_at(mention.start)) > 0


def _running(scene: Scene, earlier: list[Scene]) -> str | None:
    """The organisation the paragraph is about so far: the article's if it is named there, else the first of weight."""
    document, start = scene.document, scene.sentence.start
    named: list[str] = []
    for other in reversed(earlier):
        gap = document.text[other.sentence.end : start]
        if "\n\n" in gap or ("\n" in gap and len(other.words) > _HEADING):
            break
        start = other.sentence.start
        named = [m.name for m in other.mentions if m.kind == "organisation" and not _aside(other, m)] + named
    if document.topic in named:
        return document.topic
    return next((name for name in named if _weighs(scene, name)), None)


def _weighs(scene: Scene, name: str) -> bool:
    """Whether the article names the organisation more than once, or the paragraph opens with it."""
    named = [m for m in scene.document.mentions if m.kind == "organisation" and m.via != "alias"]
    text = scene.document.text
    opening = text.rfind("\n", 0, scene.sentence.start) + 1
    return text.startswith((f"{name}:", f"{name}."), opening) or sum(mention.name == name for mention in named) > 1
