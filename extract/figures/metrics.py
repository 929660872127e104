"""Which metric a number is: every metric it may be, with what speaks for each."""

import math
from collections.abc import Iterator

from extract.choice import Option, bucket, crossed
from extract.figures.cues import Cue
from extract.figures.measures import UNIT_METRICS, Measure, Told, nearness
from extract.figures.scene import Number, Scene

_MONEY = ("revenue", "profit", "valuation", "funding", "investment", "price", "fine", "sales", "gmv", "other")
_RATES = ("growth", "share", "market_share", "survey_share", "other", "profit", "funding")
_COUNTS = (
    "employees", "jobs", "stores", "users", "buyers", "orders", "products", "brands", "merchants", "countries",
    "sales", "respondents", "investment", "internet_users", "downloads", "area", "other",
)  # fmt: skip
_GROUPS = {"money": "money", "rate": "rate", "count": "counted"}
_VALUES = {"loss": "profit", "sold": "revenue"}  # what cues say that are no metrics themselves
_STRENGTHS = (0, 4, 8, 11, 14, 16, 18)
_FRAMES = ("stock", "market", "consumer", "sale", "number_of", "spending", "margin", "throughput", "event")


def metric_options(scene: Scene, number: Number, ruled: Measure, told: Told) -> list[Option]:
    """The metrics `number` may be; `ruled` is what the nearest cues say."""
    match number.kind:
        case "money":
            metrics: tuple[str, ...] = _MONEY
        case "rate":
            metrics = _RATES
        case "multiple":
            metrics = ("growth", "other", "valuation", "price")
        case "measure":
            metrics = ("area", "content_hours", "other", "orders")
        case _:
            metrics = _COUNTS
    strengths = _strengths(scene, number)
    around = list(_around(scene, number, told))
    ruled_by = ruled.rule if not ruled.rule.startswith(("money by", "rate by", "rate of")) else "cue"
    options = []
    for metric in dict.fromkeys((ruled.metric, *metrics)):
        features = [f"{metric} {number.kind}", *(f"{metric} {word}" for word in around)]
        if metric == ruled.metric:
            features += crossed("ruled", (metric, ruled_by, f"{number.kind} {bucket(ruled.surety, (0.5, 0.65, 0.8))}"))
        features += _of_cue(metric, strengths)
        features += _of_others(scene, number, metric, told)
        unit = UNIT_METRICS.get(number.unit or "") if number.kind == "count" else None
        if unit == metric:
            features += crossed("unit", (metric, number.unit or ""))
        options.append(Option(metric, tuple(features)))
    return options


def _strengths(scene: Scene, number: Number) -> dict[str, tuple[float, bool, bool]]:
    """How strongly the nearest cue of each metric speaks of the number; whether it stands before; whether weak."""
    group = _GROUPS.get(number.kind)
    best: dict[str, tuple[float, bool, bool]] = {}
    here = scene.span(number.start, number.end)
    for cue in scene.cues_of(group) if group else ():
        metric = _VALUES.get(cue.value, cue.value)
        strength = nearness(scene, number, cue)
        if metric not in best or strength > best[metric][0]:
            best[metric] = strength, cue.first <= here[0], cue.weak
    return best


def _of_cue(metric: str, strengths: dict[str, tuple[float, bool, bool]]) -> Iterator[str]:
    told = strengths.get(metric)
    if told is None:
        yield f"no cue {'of any' if not strengths else 'of it'}"
        return
    strength, before, weak = told
    height = bucket(strength, _STRENGTHS)
    yield from crossed(f"cue {height}", (metric, f"before {before}", f"weak {weak}"))
    rivals = [other[0] for name, other in strengths.items() if name != metric]
    lead = strength - max(rivals, default=-40.0)
    yield from crossed(f"lead {bucket(lead, (-8, -3, 0, 3, 8))}", (metric,))
    yield f"among {min(3, len(strengths))} {'first' if lead > 0 else 'later'}"


def _of_others(scene: Scene, number: Number, metric: str, told: Told) -> Iterator[str]:
    """What the numbers before measure."""
    previous = scene.previous(number, number.kind)
    known = told.by_start.get(previous.start) if previous else None
    if known is not None and known.metric == metric:
        yield from crossed("like the number before", (metric, number.kind))
    leader = number.leader
    known = told.by_start.get(leader.start) if leader is not None and leader.kind == number.kind else None
    if known is not None and known.metric == metric:
        yield from crossed("like its leader", (metric, number.kind))
    known = told.nearby(scene, number.kind)
    if known is not None and known.metric == metric:
        yield from crossed("like the paragraph", (metric, number.kind))


def _around(scene: Scene, number: Number, told: Told) -> Iterator[str]:
    """The setting of the number, crossed with each metric it may be."""
    here = scene.span(number.start, number.end)
    size = abs(number.value)
    yield f"{number.kind} size {min(10, int(math.log10(size))) if size >= 1 else -1}"
    if number.per is not None:
        yield f"{number.kind} per {number.per}"
    if number.kind == "count":
        yield "known noun" if number.unit in UNIT_METRICS else "unknown noun"
        yield f"shop {told.shop}"
    for frame in _FRAMES:
        gaps = [_gap(scene, here, cue) for cue in scene.cues_of("frame", frame)]
        if gaps:
            yield f"{number.kind} frame {frame} {bucket(min(gaps), (3, 8, 16))}"
    for group, values in (("staffing", ("plan", "change")), ("nature", ("target", "survey")), ("source", ("study",))):
        for value in values:
            gaps = [_gap(scene, here, cue) for cue in scene.cues_of(group, value)]
            if gaps:
                yield f"{number.kind} {group} {value} {bucket(min(gaps), (3, 8))}"
    for cue in scene.cues_of("after"):
        if cue.first == here[1] + 1:
            yield f"{number.kind} after {cue.value}"
    if scene.sign_before(number):
        yield f"{number.kind} signed"
    if number.kind in {"rate", "multiple"}:
        gaps = [_gap(scene, here, cue) for cue in scene.cues_of("direction", "up", "down")]
        yield f"{number.kind} moves {bucket(min(gaps), (2, 4, 8, 16)) if gaps else 'no'}"
        gaps = [_gap(scene, here, cue) for cue in scene.cues_of("money")]
        yield f"{number.kind} sum {bucket(min(gaps), (2, 4, 8, 16)) if gaps else 'no'}"
    lead = set(scene.ahead(number, 2))
    if lead & scene.to:
        yield f"{number.kind} to"
    if lead & scene.change:
        yield f"{number.kind} by"


def _gap(scene: Scene, here: tuple[int, int], cue: Cue) -> float:
    return scene.between(here, (cue.first, cue.last))
