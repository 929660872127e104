"""What a number measures: its metric, from its unit and the cues around it."""

from dataclasses import dataclass

from extract.figures.cues import Cue
from extract.figures.scene import Number, Scene

_FAR = 16.0  # a cue that stands farther from its number says nothing about it
_WEAK = 5.0
_AFTER = 2.5  # a noun that follows its number without a link word is likelier another number's
_CROSSED = 3.0  # another number of the same kind stands between
_JOB_WORDS = 7.0

# What the counted nouns of the quantity lexicons measure; nouns of `[counted]` in measures.toml come first.
UNIT_METRICS = {
    "brands": "brands",
    "merchants": "merchants",
    "sellers": "merchants",
    "retailers": "merchants",
    "products": "products",
    "references": "products",
    "stores": "stores",
    "shops": "stores",
    "restaurants": "stores",
    "supermarkets": "stores",
    "hypermarkets": "stores",
    "outlets": "stores",
    "employees": "employees",
    "people": "employees",
    "workers": "employees",
    "consultants": "employees",
    "engineers": "employees",
    "jobs": "jobs",
    "hires": "jobs",
    "users": "users",
    "members": "users",
    "subscribers": "users",
    "passengers": "users",
    "visitors": "users",
    "customers": "users",
    "clients": "users",
    "buyers": "buyers",
    "consumers": "buyers",
    "households": "buyers",
    "internet_users": "internet_users",
    "internet users": "internet_users",
    "orders": "orders",
    "parcels": "orders",
    "deliveries": "orders",
    "bookings": "orders",
    "nights": "orders",
    "trips": "orders",
    "countries": "countries",
    "respondents": "respondents",
    "downloads": "downloads",
    "hectares": "area",
    "m2": "area",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric, how surely it is known (0 to 1) and which rule says so; `sign` -1 for a fall or a loss."""

    metric: str
    surety: float
    rule: str
    sign: int = 1


def nearness(scene: Scene, number: Number, cue: Cue) -> float:
    """How strongly `cue` speaks of `number`: 0 not at all, 16 where they touch."""
    here = scene.span(number.start, number.end)
    gap = scene.between(here, (cue.first, cue.last))
    if cue.first > here[1]:
        linked = all(word in scene.links for word in scene.words[here[1] + 1 : cue.first])
        if not linked:
            gap = gap * 1.3 + _AFTER
    gap += _CROSSED * sum(other.kind == number.kind for other in scene.numbers_between(number, cue.first, cue.last))
    return _FAR - gap - (_WEAK if cue.weak else 0.0)


def strongest(scene: Scene, number: Number, cues: list[Cue]) -> tuple[Cue | None, float]:
    """The cue that speaks most strongly of `number`, and how strongly (0 where none does)."""
    best: Cue | None = None
    strength = 0.0
    for cue in cues:
        near = nearness(scene, number, cue)
        if near > strength:
            best, strength = cue, near
    return best, strength


def measure(scene: Scene, number: Number, earlier: dict[int, Measure]) -> Measure:
    """What `number` measures; `earlier` holds what the numbers before it measure, by their start."""
    if number.leader is not None and number.leader.start in earlier and number.leader.kind == number.kind:
        known = earlier[number.leader.start]
        sign = _money_sign(scene, number) if number.kind == "money" and known.metric == "profit" else known.sign
        return Measure(known.metric, known.surety, f"{known.rule}, like the number before", sign)
    match number.kind:
        case "money":
            return _measure_money(scene, number, earlier)
        case "rate":
            return _measure_rate(scene, number, earlier)
        case "multiple":
            return Measure("growth", 0.9, "multiple")
        case "measure":
            return Measure("content_hours" if _is_content(scene, number) else _AREA[number.unit or ""], 0.9, "area")
        case _:
            return _measure_count(scene, number)


_AREA = {"m2": "area", "hectares": "area", "hours": "other"}


def _is_content(scene: Scene, number: Number) -> bool:
    return number.unit == "hours" and strongest(scene, number, scene.cues_of("counted", "content_hours"))[1] > 0


def _previous(scene: Scene, number: Number, kind: str) -> Number | None:
    before = [n for n in scene.numbers if n.start < number.start and n.kind == kind]
    return before[-1] if before else None


def _measure_money(scene: Scene, number: Number, earlier: dict[int, Measure]) -> Measure:
    previous = _previous(scene, number, "money")
    if previous is not None and previous.start in earlier and scene.is_conversion(number, previous):
        known = earlier[previous.start]
        return Measure(known.metric, known.surety, "conversion", known.sign)
    cue, strength = strongest(scene, number, scene.cues_of("money"))
    known = earlier.get(previous.start) if previous is not None else None
    if cue is None and known is not None:
        return Measure(known.metric, 0.5, "money like the number before", known.sign)
    if cue is None:
        return Measure("other", 0.3, "money without a cue")
    metric = "profit" if cue.value == "loss" else cue.value
    sign = -1 if cue.value == "loss" else 1
    return Measure(metric, 0.5 + min(0.4, strength / 30), f"money by {cue.value}", sign)


def _money_sign(scene: Scene, number: Number) -> int:
    cue, _ = strongest(scene, number, scene.cues_of("money", "loss", "profit"))
    return -1 if cue is not None and cue.value == "loss" else 1


def _measure_rate(scene: Scene, number: Number, earlier: dict[int, Measure]) -> Measure:
    if scene.sign_before(number) or number.value < 0:
        return Measure("growth", 0.9, "signed rate", -1 if scene.sign_before(number) == "-" else 1)
    touching = _touching(scene, number)
    if touching is not None:
        return touching
    cue, strength = strongest(scene, number, scene.cues_of("rate"))
    if number.unit == "pp":
        metric = cue.value if cue is not None and cue.value in {"other", "growth"} else "growth"
        return Measure(metric, 0.6, "points", direction(scene, number) if metric == "growth" else 1)
    previous = _previous(scene, number, "rate")
    known = earlier.get(previous.start) if previous is not None else None
    if cue is None and known is not None:
        return Measure(known.metric, 0.5, "rate like the number before", known.sign)
    if cue is None:
        return Measure("share", 0.4, "rate without a cue")
    sign = direction(scene, number) if cue.value == "growth" else 1
    return Measure(cue.value, 0.5 + min(0.4, strength / 30), f"rate by {cue.value}", sign)


def _touching(scene: Scene, number: Number) -> Measure | None:
    """What the words right behind a rate say: "% de plus", "% du capital", "% des ventes"."""
    last = scene.span(number.start, number.end)[1]
    for cue in scene.cues_of("after"):
        if cue.first == last + 1:
            return _AFTER_RATE[cue.value]
    if scene.behind(number, 1) and scene.behind(number, 1)[0] in scene.links:
        for cue in scene.cues_of("rate", "market_share", "survey_share", "other"):
            if 0 <= cue.first - last - 1 <= 3 and scene.between((last, last), (cue.first, cue.last)) < 5:
                return Measure(cue.value, 0.8, f"rate of {cue.value}")
    return None


_AFTER_RATE = {
    "more": Measure("growth", 0.9, "rate more"),
    "less": Measure("growth", 0.9, "rate less", -1),
    "capital": Measure("share", 0.9, "rate of the capital"),
    "market": Measure("market_share", 0.9, "rate of the market"),
    "whole": Measure("share", 0.75, "rate of a whole"),
}


def direction(scene: Scene, number: Number) -> int:
    """-1 where the nearest word of movement tells a fall, else 1."""
    cue, _ = strongest(scene, number, scene.cues_of("direction", "up", "down"))
    return -1 if cue is not None and cue.value == "down" else 1


def _measure_count(scene: Scene, number: Number) -> Measure:
    first, last = scene.span(number.start, number.end)
    nouns = [cue for cue in scene.cues_of("counted") if first <= cue.first <= last + 2]
    nouns = nouns or [cue for cue in scene.cues_of("counted") if cue.last == first - 2]
    metric = nouns[0].value if nouns else UNIT_METRICS.get(number.unit or "", "other")
    rule = "counted noun" if nouns or number.unit in UNIT_METRICS else "counted thing"
    if metric in {"employees", "users", "buyers"} and scene.cues_of("nature", "survey"):
        return Measure("respondents", 0.8, "people asked")
    if metric == "employees" and _hires(scene, number):
        return Measure("jobs", 0.85, "people hired or let go")
    return Measure(metric, 0.85 if metric != "other" else 0.6, rule)


def _hires(scene: Scene, number: Number) -> bool:
    return strongest(scene, number, scene.cues_of("staffing"))[1] > _FAR - _JOB_WORDS
