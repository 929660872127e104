"""Told, promised or expected: the nature of a number."""

import re
from collections.abc import Iterator

from extract.choice import Option, bucket
from extract.figures.cues import WORD, Cue
from extract.figures.measures import Measure, nearness, strongest
from extract.figures.scene import Number, Scene

_BRACKETS = re.compile(r"\([^()]*\)")


def rule_nature(scene: Scene, number: Number, measure: Measure, led: str | None) -> tuple[str, str]:
    """ "actual", "target", "forecast" or "survey", and the rule that says so.

    `led` is the nature of the number from which an ellipsis took its noun."""
    if measure.metric in {"survey_share", "respondents"}:
        return "survey", "answers"
    before, behind = _cues_before(scene, number), _weigh(scene, number, _cues_after(scene, number))
    leader = number.leader
    if leader is not None and (scene.is_versus(number) or number.rule == "unit told before"):
        own = [cue for cue in before if scene.starts[cue.first] > leader.end]
        told = _weigh(scene, number, own) or behind
        if scene.is_versus(number):
            return told or ("actual", "held against")
        if led is not None and told is None and _follows(scene, number):
            return led, "like the number before"
    if number.earlier:
        return "actual", "the level before"
    for cues in (before, _cues_after(scene, number)):
        told = _weigh(scene, number, cues)
        if told is not None:
            return (
                ("forecast", "others expect") if told[0] != "actual" and is_expected_by_others(scene, number) else told
            )
    if measure.metric == "jobs" and scene.cues_of("staffing", "plan"):
        return "target", "hires and cuts are plans"
    return "actual", "told"


def is_expected_by_others(scene: Scene, number: Number) -> bool:
    """Do analysts, an institute or another firm than the article's own look ahead here?"""
    here = scene.span(number.start, number.end)
    if any(cue.first < here[0] for cue in scene.cues_of("nature", "outside")):
        return True
    for cue in scene.cues_of("nature", "expect"):
        for mention in scene.mentions:
            if mention.kind == "organisation" and 0 < cue.first - scene.span(mention.start, mention.end)[1] <= 3:
                return cue.last < here[0] and mention.name != scene.document.topic
    return False


def _follows(scene: Scene, number: Number) -> bool:
    """Is the number told on by the one that lends it its noun, in the same clause?"""
    leader = number.leader
    if leader is None or scene.is_versus(number) or leader.start < scene.sentence.start:
        return False
    return scene.same_clause(scene.span(leader.start, leader.end), scene.span(number.start, number.end))


def _joined(scene: Scene, first: int, last: int) -> bool:
    """Does another statement begin between the words first and last, brackets left aside?"""
    between = scene.document.text[scene.ends[first] : scene.starts[last]]
    plain = _BRACKETS.sub(" ", between)
    return "," in plain or bool(set(WORD.findall(plain.lower())) & scene.joins)


def _weigh(scene: Scene, number: Number, cues: list[Cue]) -> tuple[str, str] | None:
    if any(cue.value == "expect" for cue in cues) and is_expected_by_others(scene, number):
        return "forecast", "others expect"
    scores = {
        value: strongest(scene, number, [cue for cue in cues if cue.value == value])[1]
        for value in ("target", "forecast", "actual", "future", "held")
    }
    promised = max(scores["target"], scores["future"])
    if scores["held"] > 0 and scores["held"] >= promised:
        return "actual", "taken over"
    if scores["forecast"] > 0 and scores["forecast"] >= max(promised - 2, scores["actual"]):
        return "forecast", "expected"
    if promised > 0 and promised >= scores["actual"]:
        return "target", "promised"
    if scores["actual"] > 0:
        return "actual", "told"
    return None


_NATURES = ("actual", "target", "forecast", "survey")
_VALUES = ("target", "forecast", "actual", "future", "held", "survey", "expect", "outside", "announce")
_GAPS = (1, 3, 6, 10, 16)


def nature_options(
    scene: Scene, number: Number, metric: str, ruled: tuple[str, str], led: str | None, published: str | None
) -> list[Option]:
    """The natures a number may have; `ruled` is what the nearest cues say."""
    around = list(_around(scene, number, metric, led, published))
    options = []
    for nature in _NATURES:
        features = [nature, *(f"{nature} {word}" for word in around)]
        if nature == ruled[0]:
            features += ["ruled", f"ruled {nature}", f"ruled {ruled[1]}"]
        options.append(Option(nature, tuple(features)))
    return options


def _around(scene: Scene, number: Number, metric: str, led: str | None, published: str | None) -> Iterator[str]:
    """The setting of the number, crossed with each nature it may have."""
    here = scene.span(number.start, number.end)
    yield metric
    yield number.kind
    if led is not None:
        yield f"led {led}"
        yield f"led {led} versus {scene.is_versus(number)}"
    for value in _VALUES:
        for side in ("before", "behind"):
            gaps = [
                scene.between(here, (cue.first, cue.last))
                for cue in scene.cues_of("nature", value)
                if (cue.first < here[0]) == (side == "before") and scene.same_clause((cue.first, cue.last), here)
            ]
            if gaps:
                gap = bucket(min(gaps), _GAPS)
                crossed = any(scene.numbers_between(number, *_nearest(scene, here, value, side)))
                yield f"{value} {side} {gap}"
                yield f"{value} {side} {metric}"
                yield f"{value} {side} crossed {crossed}"
        if scene.cues_of("nature", value):
            yield f"{value} somewhere"
    near = [
        (nearness(scene, number, cue), cue.value)
        for cue in scene.cues_of("nature")
        if scene.same_clause((cue.first, cue.last), here)
    ]
    if near:
        strength, value = max(near)
        yield f"nearest {value}"
        yield f"nearest {value} joint {_is_joined(scene, number, value)}"
        yield f"nearest {value} {bucket(strength, (4, 10, 14, 18))}"
        yield f"nearest {value} {metric}"
    for frame in ("now", "whole_year", "running_year", "next_year"):
        if scene.cues_of("frame", frame):
            yield f"frame {frame}"
    before = set(scene.ahead(number, 1))
    if before & scene.owners:
        yield "owned"
    elif before & scene.definite:
        yield "definite"
    if number.rule == "told" and scene.document.text[number.start - 1 : number.start] == "(":
        yield "in brackets"
    if metric == "jobs" and scene.cues_of("staffing", "plan"):
        yield "plan of hires"
    if is_expected_by_others(scene, number):
        yield "others expect"
    if number.earlier:
        yield "earlier"
    if scene.cues_of("source", "study"):
        yield "study"
    for date in scene.dates:
        there = scene.span(date.start, date.end)
        if published and scene.same_clause(here, there):
            time = "to come" if date.iso[:4] > published[:4] else date.relation
            yield f"date {time} {bucket(scene.between(here, there), (3, 8, 16))}"
    if scene.text.rstrip(' »"”').endswith("?"):
        yield "asked"


def _is_joined(scene: Scene, number: Number, value: str) -> bool:
    """Does a clause of its own ("où travaillent 236 personnes") begin between the nearest cue and the number?"""
    here = scene.span(number.start, number.end)
    last = max((cue.last for cue in scene.cues_of("nature", value) if cue.last < here[0]), default=None)
    return last is not None and any(last < cue.first < here[0] for cue in scene.cues_of("frame", "joint"))


def _nearest(scene: Scene, here: tuple[int, int], value: str, side: str) -> tuple[int, int]:
    cues = [c for c in scene.cues_of("nature", value) if (c.first < here[0]) == (side == "before")]
    best = min(cues, key=lambda cue: scene.between(here, (cue.first, cue.last)))
    return best.first, best.last


def _cues_before(scene: Scene, number: Number) -> list[Cue]:
    """The cues that stand before the number, in its clause."""
    here = scene.span(number.start, number.end)
    return [
        cue
        for cue in scene.cues_of("nature")
        if cue.last < here[0] and (scene.same_clause((cue.first, cue.last), here) or cue.value == "forecast")
    ]


def _cues_after(scene: Scene, number: Number) -> list[Cue]:
    """The cues that stand close behind the number, in its clause: "2.000 embauches sont promises"."""
    here = scene.span(number.start, number.end)
    return [
        cue
        for cue in scene.cues_of("nature")
        if cue.first > here[1]
        and scene.same_clause(here, (cue.first, cue.last))
        and not any(scene.numbers_between(number, cue.first, cue.last))
        and not _joined(scene, here[1], cue.first)
    ]
