"""Whose place it is: the organisation a place noun or a verb belongs to."""

from collections import Counter
from dataclasses import dataclass

from extract.choice import Choice, Option, bucket, model
from extract.documents import Document, Mention
from extract.offices.anchors import Anchor
from extract.offices.lexicon import Cue
from extract.offices.scene import Scene
from extract.places.gazetteer import gazetteer

_AFTER_NOUN = 6  # words between a noun and its owner: "les ateliers gantois de Brivane"
_BEFORE_NOUN = 4  # "Norvale's new Dublin office", "le Brivane Store"
_SPEAKER = 12
_BASED = 4
_RELATIVE = 4  # words between a name and "dont", "where"
_LEFT = 5  # words between "ancien" and the firm
_WHOSE = 4  # words between a name and "dont": "Rupert, une affaire bavaroise dont"
_WHOSE_NEAR = 6  # words between "dont" and the place
_OWNED = 2  # words between "its" and its noun
_SHORT = 2  # letters of a name that is hardly one
# Rules that carry a series on: its places are of one organisation, as a rule.
_FOLLOWING = frozenset({"another", "sequel", "place_turns", "city_list", "foreseen", "eyed"})
_DESCRIBED = ("place_based", "company_of")  # "the Bristol-based firm", with no name beside it
_SHARES = (0.1, 0.25, 0.4, 0.6, 0.8)
_COUNTS = (1, 3)
_ACTS = "subject name"  # the firm of the sentence that does what is told
_BYSTANDING = frozenset({"before free", "before led", "possessive", "aside"})  # said of firms that do nothing in it


def owner_of(options: list[Option]) -> Choice | None:
    """The likeliest of the organisations that may run a place; None where the article names none."""
    return model("offices/owner").choose(options) if options else None


def follows(anchor: Anchor) -> bool:
    """Whether the place carries on a series told before."""
    return anchor.noun is None and anchor.rule in _FOLLOWING


def owner_options(anchor: Anchor, earlier: list[Scene], last: str | None) -> list[Option]:
    """The organisations that may run an anchor's place, each with what speaks for it."""
    scene, document = anchor.scene, anchor.scene.document
    position = scene.words[anchor.first].start
    located = {(place.start, place.end) for group in scene.groups for place in group.locations}
    own = [m for m in scene.mentions if m.kind == "organisation" and (m.start, m.end) not in located]
    beside = _named_beside(anchor, own) or _told_of(anchor, own)
    if beside is not None and beside.via == "name":
        return [Option(beside.name, ("beside",))]
    told: dict[str, list[str]] = {}
    for mention in own:
        told.setdefault(mention.name, []).extend(_in_sentence(anchor, own, mention))
    if beside is not None:
        told[beside.name].append("beside called")
    for name in _before(scene, earlier):
        told.setdefault(name, [])
    for mention in _sentence_before(scene, earlier):
        free = not _led(earlier[-1], mention) and not _aside(earlier[-1], mention)
        told.setdefault(mention.name, []).append("before free" if free else "before led")
        if free and _possessed(anchor) and not any(m.start < position for m in own):
            told[mention.name].append("possessive")
    ranked = document.focus_at(position)
    topic = document.topic_at(position)
    for known_name in (topic, document.topic, last, *(known.name for known in ranked[:3])):
        if known_name is not None:
            told.setdefault(known_name, [])
    people = _people(scene)
    alone = not any(mention.start < position for mention in own)
    general = _General(anchor, {known.name: known.share for known in ranked}, counts(document), last, alone)
    acting = {name for name, features in told.items() if _ACTS in features}
    return [
        Option(name, tuple(dict.fromkeys([*features, *general.of(name), *_instead(features, acting - {name})])))
        for name, features in told.items()
        if name not in people
    ]


def _instead(features: list[str], acting: set[str]) -> list[str]:
    """What speaks against a firm that does nothing in the sentence, where another acts in it."""
    return ["another acts"] if acting and _BYSTANDING.issuperset(features) else []


@dataclass(frozen=True, slots=True)
class _General:
    """What the article as a whole tells of an organisation as the owner of an anchor's place."""

    anchor: Anchor
    shares: dict[str, float]  # of the focus
    counts: dict[str, int]  # of mentions
    last: str | None  # owner of the place told before
    alone: bool  # whether no organisation is named before the place in its sentence

    def of(self, name: str) -> list[str]:
        """The features of one name."""
        document = self.anchor.scene.document
        features = [
            f"focus {bucket(self.shares.get(name, 0.0), _SHARES, 'more')}",
            f"count {bucket(self.counts.get(name, 0), _COUNTS, 'more')}",
            *_doubts(document, name),
        ]
        if self.shares and self.shares.get(name) == max(self.shares.values()):
            features.append("focus first")
        if name == document.topic_at(self.anchor.scene.words[self.anchor.first].start):
            features += ["topic", "topic alone"] if self.alone else ["topic"]
            features += ["topic speaks"] if _speaks(self.anchor) else []
            features += ["topic described"] if self.anchor.rule in _DESCRIBED else []
        elif name == document.topic:
            features.append("topic elsewhere")
        if name == self.last:
            features += ["last", "last followed"] if follows(self.anchor) else ["last"]
        return features


def counts(document: Document) -> Counter[str]:
    """How often each organisation of the article is named."""
    return Counter(m.name for m in document.mentions if m.kind == "organisation" and m.via != "alias")


def _doubts(document: Document, name: str) -> list[str]:
    """What makes it doubtful that the name is a firm's at all."""
    known = gazetteer(document.language.code).lookup(name)
    town = any(place.kind == "city" and not place.adjective for place in known) or any(
        mention.kind == "city" and document.text.startswith(f"{name}-", mention.start) for mention in document.mentions
    )
    return [doubt for doubt, holds in (("town", town), ("short", len(name) <= _SHORT)) if holds]


def _people(scene: Scene) -> set[str]:
    """The people of the article, whose names are no owner's."""
    return {mention.name for mention in scene.document.mentions if mention.kind == "person" and " " in mention.name}


def _in_sentence(anchor: Anchor, own: list[Mention], mention: Mention) -> list[str]:
    """What the place of a mention in the anchor's sentence tells."""
    scene = anchor.scene
    start = scene.words[anchor.first].start
    if _aside(scene, mention):
        return ["aside", "at the place"] if _at_place(anchor, mention) else ["aside"]
    led = _led(scene, mention)
    if led and _left(scene, mention):
        return ["left"]
    if mention.start >= start:
        comma = scene.document.text[: mention.start].endswith(", ")
        return ["after led" if led else "after comma" if comma else "after"]
    features = ["led" if led else "free"]
    if mention.via in ("alias", "pronoun"):
        features.append(f"free {mention.via}" if not led else f"led {mention.via}")
    if not led and mention is _nearest(scene, own, start, free=True):
        features.append("nearest free")
    if mention is _nearest(scene, own, start, free=False):
        features.append("nearest")
    if scene.same_segment(scene.word_at(mention.start), anchor.first):
        features.append("segment")
    if {"nearest free", "segment"} <= set(features) and _acts(scene, mention):
        features.append(f"subject {mention.via}")
        if _possessed(anchor):
            features.append("subject owns")
    if len({other.name for other in own if other.end <= start}) == 1:
        features.append("only led" if led else "only free")
    if _antecedent(anchor, mention):
        features.append("antecedent")
    if _at_place(anchor, mention):
        features.append("at the place")
    return features


def _left(scene: Scene, mention: Mention) -> bool:
    """Whether it is where somebody used to work: "l'ancien directeur de Verdane"."""
    first = scene.word_at(mention.start)
    return any(scene.lexicon.has("left", word) for word in scene.lowers(first - _LEFT, first))


def _acts(scene: Scene, mention: Mention) -> bool:
    """Whether a verb of places follows the name: "Verdane ouvrira", "Verdane va y ouvrir"."""
    after = scene.word_at(mention.end - 1) + 1
    return any(after <= cue.first <= after + 1 for cue in (*scene.events, *scene.cues)) or any(
        scene.lexicon.has("auxiliaries", word) for word in scene.lowers(after, after + 1)
    )


def _nearest(scene: Scene, own: list[Mention], start: int, free: bool) -> Mention | None:
    before = [m for m in own if m.end <= start and not (free and (_led(scene, m) or _aside(scene, m)))]
    return before[-1] if before else None


def _antecedent(anchor: Anchor, mention: Mention) -> bool:
    """Whether a relative right after the mention leads to the place: "Brivane, dont l'atelier, près de Gand, ..."."""
    scene = anchor.scene
    after = scene.word_at(mention.end - 1) + 1
    return any(
        any(scene.lexicon.has(name, scene.words[index].lower) for name in ("relative", "relatives"))
        for index in range(after, min(after + _RELATIVE, anchor.first))
    )


def _at_place(anchor: Anchor, mention: Mention) -> bool:
    """Whether the location follows the mention at once: "Norvale in Gothenburg"."""
    scene, group = anchor.scene, anchor.group
    return scene.word_at(mention.end - 1) + 1 == group.first - scene.lead(group)


def _told_of(anchor: Anchor, own: list[Mention]) -> Mention | None:
    """The organisation whose apposition or relative clause tells the place, the last that stands before it."""
    before = [mention for mention in own if mention.end <= _start(anchor) and mention.via == "name"]
    if not before:
        return None
    told = _described(anchor, before[-1]) or _whose(anchor, before[-1]) or _at_work_at(anchor, before[-1])
    return before[-1] if told else None


def _whose(anchor: Anchor, mention: Mention) -> bool:
    """Whether a relative right after the name tells its place: "Rupert, dont le siège est à Ulm", "Rupert, which is
    enlarging its plant in Ulm"."""
    scene = anchor.scene
    after = scene.word_at(mention.end - 1) + 1
    for index in range(after, min(after + _WHOSE, anchor.first)):
        word = scene.words[index].lower
        if scene.lexicon.has("whose", word):
            told = scene.document.text[mention.end : scene.words[index].start]
            return anchor.first - index <= _WHOSE_NEAR and told.count(",") <= 1
        if index == after and any(scene.lexicon.has(name, word) for name in ("relatives", "relative")):
            return anchor.first - index <= _WHOSE_NEAR and "," not in _text(anchor, index)
    return False


def _at_work_at(anchor: Anchor, mention: Mention) -> bool:
    """Whether somebody's work with the firm leads to the place: "dirigeait chez Rupert l'usine d'Ulm"."""
    scene, noun = anchor.scene, anchor.noun
    first, after = scene.word_at(mention.start), scene.word_at(mention.end - 1) + 1
    if noun is None or not scene.lexicon.link("at_firm", scene.words, first) or not 0 <= noun.first - after <= 1:
        return False
    return "," not in scene.between(after, after)


def _text(anchor: Anchor, word: int) -> str:
    """The text from a word to the anchor."""
    return anchor.scene.document.text[anchor.scene.words[word].start : _start(anchor)]


def _described(anchor: Anchor, mention: Mention) -> bool:
    """Whether an apposition of the mention holds the place: "reprend Rupert, un fondeur installé à Ulm"."""
    scene = anchor.scene
    after = scene.word_at(mention.end - 1) + 1
    opened = scene.between(after, after).strip() == "," and any(
        scene.lexicon.has(name, word) for name in ("articles", "a_firm") for word in scene.lowers(after, after + 1)
    )
    return opened and after < anchor.first and "," not in _text(anchor, after)


def _start(anchor: Anchor) -> int:
    return anchor.scene.words[anchor.first].start


def _possessed(anchor: Anchor) -> bool:
    noun, scene = anchor.noun, anchor.scene
    return noun is not None and any(
        scene.lexicon.link("possessive", scene.words, index)
        for index in range(max(noun.first - _OWNED, 1), noun.first + 1)
    )


def _before(scene: Scene, earlier: list[Scene]) -> list[str]:
    """The organisations the paragraph has named so far."""
    text, start, named = scene.document.text, scene.sentence.start, []
    for other in reversed(earlier):
        if "\n" in text[other.sentence.end : start]:
            break
        start = other.sentence.start
        named += [m.name for m in other.mentions if m.kind == "organisation" and not _aside(other, m)]
    return named


def _sentence_before(scene: Scene, earlier: list[Scene]) -> list[Mention]:
    """The organisations of the sentence before, in the same paragraph."""
    if not earlier or "\n" in scene.document.text[earlier[-1].sentence.end : scene.sentence.start]:
        return []
    return [mention for mention in earlier[-1].mentions if mention.kind == "organisation"]


def _named_beside(anchor: Anchor, organisations: list[Mention]) -> Mention | None:
    """The owner next to the noun or, for "Ghent-based Brivane", right after the verb."""
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
        return True  # "le Brivane Store": the name holds the noun
    if first == noun.last and scene.document.text[scene.words[first].start - 1] == " " and mention.via == "name":
        return not scene.lexicon.links.get("compound")  # "l'usine Verdane de Tours"
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
    """ "Norvale's Dublin office", "the Norvale store": the owner before the noun."""
    if not scene.lexicon.links.get("compound") or mention.via == "pronoun":
        return last == noun and mention.via == "name"
    gap = scene.document.text[mention.end : scene.words[noun].start]
    return gap.startswith(("'s", "’s", "' ", "’ ")) or (last == noun and gap == " ")


def _speaks(anchor: Anchor) -> bool:
    """Whether the company speaks for itself: "notre entrepôt", "nous avons ouvert"."""
    scene = anchor.scene
    speaker = {phrase[0] for phrase in scene.lexicon.links.get("speaker", ())}
    return not speaker.isdisjoint(scene.lowers(max(anchor.first - _SPEAKER, 0), anchor.last))


def _led(scene: Scene, mention: Mention) -> bool:
    """Whether a preposition leads to the mention, so that it is no subject."""
    first = scene.word_at(mention.start)
    return any(
        scene.lexicon.link(name, scene.words, first) for name in ("genitive", "locative", "toward", "from", "owner")
    )


def _aside(scene: Scene, mention: Mention) -> bool:
    """Whether the organisation is a source, a rival or a partner named in passing: "selon Bloomberg"."""
    return scene.lexicon.link("aside", scene.words, scene.word_at(mention.start)) > 0
