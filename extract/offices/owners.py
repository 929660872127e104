"""Whose place it is: the organisation a place noun or a verb belongs to."""

from extract.documents import Mention
from extract.offices.hosts import Anchor
from extract.offices.lexicon import Cue
from extract.offices.scene import Scene

_AFTER_NOUN = 6  # words between a noun and its owner: "les bureaux parisiens de TikTok"
_BEFORE_NOUN = 4  # "Google's new Dublin office", "le Xiaomi Store"


def owner_of(anchor: Anchor, earlier: list[Scene]) -> str | None:
    """The organisation that runs an anchor's place, or None where the article names none."""
    scene = anchor.scene
    organisations = [mention for mention in scene.mentions if mention.kind == "organisation"]
    found = _named_beside(anchor, organisations)
    if found is None and not _speaks(anchor):
        found = _subject(anchor, organisations)
        if found is None:
            found = _running(scene, earlier)
    return found.name if found else scene.document.topic


def _named_beside(anchor: Anchor, organisations: list[Mention]) -> Mention | None:
    """The owner next to the noun or, for "Brussels-based Syensqo", right after the verb."""
    scene, noun, event = anchor.scene, anchor.noun, anchor.event
    if noun is None:
        if event is not None and event.first >= anchor.group.last:
            return next((m for m in organisations if 0 <= scene.word_at(m.start) - event.last <= 4), None)
        return None
    for mention in organisations:
        first, last = scene.word_at(mention.start), scene.word_at(mention.end - 1) + 1
        gap = first - noun.last
        if 0 < gap <= _AFTER_NOUN and not _bought(scene, noun) and scene.same_segment(noun.last - 1, first):
            if scene.lexicon.link("owner", scene.words, first) and not _crosses_verb(scene, noun.last, first):
                return mention
        if first < noun.last and last >= noun.last:
            return mention  # "le Xiaomi Store": the name holds the noun
        if 0 <= noun.first - last <= _BEFORE_NOUN and _possesses(scene, mention, last, noun.first):
            return mention
    return None


def _bought(scene: Scene, noun: Cue) -> bool:
    """Whether the noun is what somebody buys: whose it was is not whose it is."""
    return any(event.sense.name == "acquire" and 0 <= noun.first - event.last <= _BEFORE_NOUN for event in scene.events)


def _crosses_verb(scene: Scene, first: int, last: int) -> bool:
    return any(index in scene.verbs for index in range(first, last)) or "," in scene.between(first, last)


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
    first = max(anchor.first - 12, 0)
    return not speaker.isdisjoint(scene.lowers(first, anchor.last))


def _subject(anchor: Anchor, organisations: list[Mention]) -> Mention | None:
    """The organisation the sentence is about: the last one before the place, else one that opens a clause after it."""
    scene = anchor.scene
    start = scene.words[anchor.first].start
    usable = [mention for mention in organisations if not _aside(scene, mention)]
    before = [mention for mention in usable if mention.end <= start]
    same = [m for m in before if scene.same_segment(scene.word_at(m.start), anchor.first)]
    if same or before:
        return (same or before)[-1]
    text = scene.document.text
    return next((m for m in usable if m.start >= start and text[: m.start].rstrip().endswith(",")), None)


def _aside(scene: Scene, mention: Mention) -> bool:
    """Whether the organisation is a source, a rival or a partner named in passing: "selon Bloomberg"."""
    return scene.lexicon.link("aside", scene.words, scene.word_at(mention.start)) > 0


def _running(scene: Scene, earlier: list[Scene]) -> Mention | None:
    """The organisation the paragraph speaks of before the sentence."""
    text, start = scene.document.text, scene.sentence.start
    for other in reversed(earlier[-4:]):
        if "\n" in text[other.sentence.end : start]:
            return None
        start = other.sentence.start
        organisations = [m for m in other.mentions if m.kind == "organisation" and not _aside(other, m)]
        if organisations:
            return organisations[0]
    return None
