"""Of whom a number may speak: every organisation or market it may have as subject, with what speaks for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.choice import Option, bucket, crossed
from extract.documents import Mention
from extract.figures.cues import WORD
from extract.figures.markets import market_of
from extract.figures.scene import Number, Scene

_SOURCE = 9  # words between "according to" and the source's name
_GAPS = (1, 3, 6, 10, 16, 30)
_SHARES = (0.05, 0.15, 0.3, 0.5, 0.7)
_FOCUS = 4  # organisations in focus that are asked
_OUTSIDE = frozenset({"survey_share", "respondents", "internet_users", "sales", "growth", "share", "market_share"})
_OF_MARKETS = frozenset({"internet_users", "gmv", "sales", "share", "survey_share", "respondents"})


@dataclass(frozen=True, slots=True)
class Before:
    """The subjects that the numbers before took."""

    here: str | None  # the last one of the sentence
    above: str | None  # the last one of the sentences before
    kind: str | None  # the kind of number it was
    near: bool  # whether that is in the same paragraph
    leader: str | None


def owner_options(scene: Scene, number: Number, metric: str, nature: str, before: Before) -> list[Option]:
    """The organisations and markets `number` may be about; None where only the article's silence is left."""
    document = scene.document
    parts = (metric, nature, number.kind)
    options = list(_of_sentence(scene, number, parts, before))
    markets = list(_markets(scene, number, metric, [f"named {min(2, len(options))}", ""]))
    told_of = any(m.kind == "organisation" and not is_source(scene, m) for m in scene.mentions)
    if metric in _OF_MARKETS and markets and not told_of:
        return [Option(name, features) for name, features in markets]  # no firm is told of: the market is meant
    focus = document.focus_at(number.start)[:_FOCUS]
    named = {option.value for option in options}
    state = [f"named {min(2, len(named))}", f"speech {bool(scene.cues_of('source', 'says'))}"]
    for place, known in enumerate(focus):
        share = bucket(known.share, _SHARES)
        told = [f"focus {place}", f"focus share {share}", f"focus {place} share {share}"]
        told += [f"focus {place} {word}" for word in (*state, metric)]
        options.append(Option(known.name, tuple(told)))
    for source, name in (("topic", document.topic), ("section", document.topic_at(number.start))):
        if name:
            options.append(Option(name, tuple(crossed(source, (*parts, *state)))))
    if before.leader:
        options.append(Option(before.leader, tuple(crossed("leader", (metric, f"versus {scene.is_versus(number)}")))))
    if before.here:
        options.append(Option(before.here, tuple(crossed("subject of the sentence", (*parts, *state)))))
    if before.above:
        alike = f"near {before.near} kind {before.kind == number.kind}"
        options.append(Option(before.above, tuple(crossed("subject before", (*parts, *state, alike)))))
    for name, features in _markets(scene, number, metric, state):
        options.append(Option(name, features))
    firms = [option for option in options if option.value and not _is_occasion(scene, option.value)]
    return firms or [Option(None, ("none",))]


def _is_occasion(scene: Scene, name: str) -> bool:
    """Is it a fair, a congress or a day of sales, of which no number is told?"""
    words = [match.group().lower() for match in WORD.finditer(name)]
    return len(words) > 1 and bool({words[0], words[-1]} & scene.occasions)


def _of_sentence(scene: Scene, number: Number, parts: tuple[str, str, str], before: Before) -> Iterator[Option]:
    here = scene.span(number.start, number.end)
    firms = [mention for mention in scene.mentions if mention.kind == "organisation"]
    for index, mention in enumerate(firms):
        there = scene.span(mention.start, mention.end)
        side = "before" if mention.start < number.start else "behind"
        features = crossed("named", (*parts, mention.via))
        gap = bucket(scene.between(here, there), _GAPS)
        features += crossed(f"named {side} {gap}", parts[:1])
        features.append(f"named {side} joined {scene.same_clause(here, there)}")
        features.append(f"named {side} rivals {min(2, sum(1 for _ in scene.numbers_between(number, *there)))}")
        features.append(f"named {side} firms between {_between(firms, mention, number)}")
        features.append(f"named {'first' if index == 0 else 'later'} of {min(3, len(firms))} {side}")
        if there[0] <= 2:
            features.append("named opens")
        if is_source(scene, mention):
            features += crossed("named as source", parts[:1])
        if mention.name == scene.document.topic:
            features += crossed("named topic", (side, parts[0]))
        if mention.name in {before.here, before.above}:
            features.append("named again")
        features += [f"named {word}" for word in _links(scene, mention, there, side)]
        yield Option(mention.name, tuple(features))


def _links(scene: Scene, mention: Mention, there: tuple[int, int], side: str) -> Iterator[str]:
    """What the words around a name say of its part in the sentence."""
    lead = scene.words[max(0, there[0] - 1) : there[0]]
    if lead:
        known = set(lead)
        yield f"{side} after {'of' if known & scene.links else 'a base' if known & scene.base else 'another word'}"
    for group, value in (
        ("source", "says"),
        ("source", "claims"),
        ("nature", "expect"),
        ("nature", "outside"),
        ("frame", "post"),
    ):
        if any(0 < cue.first - there[1] <= 3 for cue in scene.cues_of(group, value)):
            yield f"{side} leads {value}"
        if any(0 < there[0] - cue.last <= 3 for cue in scene.cues_of(group, value)):
            yield f"{side} behind {value}"
    if mention.countries:
        yield f"{side} affiliate"
    following = scene.document.text[mention.end : mention.end + 1]
    if following in {",", "(", ")"}:
        yield f"{side} set off"


def _between(firms: list[Mention], mention: Mention, number: Number) -> int:
    low, high = sorted((mention.start, number.start))
    return min(2, sum(low < other.start < high for other in firms))


def _markets(scene: Scene, number: Number, metric: str, state: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The markets, and the countries, that the sentence speaks of."""
    here = scene.span(number.start, number.end)
    for source, cue, name in market_of(scene):
        gap = bucket(scene.between(here, (cue.first, cue.last)), _GAPS)
        side = "before" if cue.first < here[0] else "behind"
        yield name, tuple(crossed(source, (metric, f"{side} {gap}", *state, f"trade {metric in _OUTSIDE}")))


def is_source(scene: Scene, mention: Mention) -> bool:
    """Is the mention the source of the sentence ("selon X", "a study by X")?"""
    first = scene.span(mention.start, mention.end)[0]
    return any(0 < first - cue.last <= _SOURCE for cue in scene.cues_of("source", "according"))
