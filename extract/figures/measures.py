"""What a number measures: its metric, from its unit and the cues around it."""

from dataclasses import dataclass, field
from functools import cached_property

from extract.documents import Document
from extract.figures.cues import WORD, Cue, frames
from extract.figures.scene import Number, Scene

_FAR = 16.0  # a cue that stands farther from its number says nothing about it
_WEAK = 5.0
_AFTER = 2.5  # a noun that follows its number without a link word is likelier another number's
_CROSSED = 3.0  # another number of the same kind stands between
_LINKED = 3.0  # only link words stand between: "149 millions de bénéfice"
_JOB_WORDS = 7.0
_OF = 5  # words between a rate and what makes its whole a market or people asked
_SALE_WORDS = 12.0
_COSTLY = 1e6  # above it what is paid is an investment, no price
_PRICE = 5000.0
_MANY = 1e6  # so many people are no staff

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
    """How strongly `cue` speaks of `number`: 16 and more where they touch, 0 and less where it may not at all."""
    here = scene.span(number.start, number.end)
    gap = scene.between(here, (cue.first, cue.last))
    if cue.first > here[1]:
        linked = scene.unbroken(here[1], cue.first) and all(
            word in scene.links for word in scene.words[here[1] + 1 : cue.first]
        )
        if not linked:
            gap = gap * 1.3 + _AFTER
    else:
        linked = cue.last >= here[0] or all(word in scene.links for word in scene.words[cue.last + 1 : here[0]])
    if linked:
        gap = min(gap, 1.0) - _LINKED
    gap += _CROSSED * sum(other.kind == number.kind for other in scene.numbers_between(number, cue.first, cue.last))
    return _FAR - gap - (_WEAK if cue.weak else 0.0)


def strongest(scene: Scene, number: Number, cues: list[Cue], least: float = 0.0) -> tuple[Cue | None, float]:
    """The cue that speaks most strongly of `number`, and how strongly (`least` where none does)."""
    best: Cue | None = None
    strength = least
    for cue in cues:
        near = nearness(scene, number, cue)
        if near > strength:
            best, strength = cue, near
    return best, strength


@dataclass
class Told:
    """What the numbers before measure: by their start, and the last of each kind with its paragraph."""

    document: Document
    by_start: dict[int, Measure] = field(default_factory=dict)
    last: dict[str, tuple[Measure, int]] = field(default_factory=dict)

    @cached_property
    def shop(self) -> bool:
        """Is the article about shops, whose clients are buyers?"""
        return is_about_shops(self.document)

    def keep(self, scene: Scene, number: Number, known: Measure) -> None:
        """Remember what `number` measures."""
        self.by_start[number.start] = known
        self.last[number.kind] = known, scene.paragraph

    def nearby(self, scene: Scene, kind: str) -> Measure | None:
        """What the last number of `kind` in the same paragraph measures."""
        known = self.last.get(kind)
        return known[0] if known is not None and known[1] == scene.paragraph else None


def rule_measure(scene: Scene, number: Number, told: Told) -> Measure:
    """What the nearest cues say that `number` measures, given what the numbers before it measure."""
    known = _like_leader(scene, number, told)
    if known is None:
        match number.kind:
            case "money":
                known = _measure_money(scene, number, told)
            case "rate":
                known = _measure_rate(scene, number, told)
            case "multiple":
                known = Measure("growth", 0.9, "multiple")
            case "measure":
                known = Measure(
                    "content_hours" if _is_content(scene, number) else _AREA[number.unit or ""], 0.9, "area"
                )
            case _:
                known = _measure_count(scene, number, told)
    return known


def sign(scene: Scene, number: Number, metric: str, ruled: Measure) -> int:
    """-1 where the number is a fall or a loss."""
    if metric == ruled.metric:
        return ruled.sign
    if metric == "growth":
        return direction(scene, number)
    if metric == "profit" and number.kind == "money":
        return _money_sign(scene, number, Measure("profit", 0.5, ""))
    return 1


def _like_leader(scene: Scene, number: Number, told: Told) -> Measure | None:
    leader = number.leader
    if leader is None or leader.kind != number.kind or leader.start not in told.by_start:
        return None
    known = told.by_start[leader.start]
    if known.metric == "employees" and _hires(scene, number):
        return Measure("jobs", 0.75, "hires among the staff told before")  # "compte 430 salariés, en recrutera 50"
    sign = known.sign
    if known.metric == "profit":
        sign = _money_sign(scene, number, known)
    elif known.metric == "growth" and number.kind == "rate":
        sign = direction(scene, number)
    return Measure(known.metric, known.surety, "like the number before", sign)


_CLIENTS = frozenset({"customers", "clients"})
_AREA = {"m2": "area", "hectares": "area", "hours": "other"}


def _is_content(scene: Scene, number: Number) -> bool:
    return number.unit == "hours" and strongest(scene, number, scene.cues_of("counted", "content_hours"))[1] > 0


def _measure_money(scene: Scene, number: Number, told: Told) -> Measure:
    previous = scene.previous(number, "money")
    known = told.by_start.get(previous.start) if previous else None
    if previous and known is not None and scene.is_conversion(number, previous):
        return Measure(known.metric, known.surety, "conversion", known.sign)
    if number.value < _PRICE and number.scale == 1 and scene.cues_of("frame", "stock"):
        dividend = strongest(scene, number, scene.cues_of("money", "other"))[1] > _FAR - 4
        return Measure("other" if dividend else "price", 0.8, "price of a share")
    barred = "valuation" if number.value < _COSTLY else "price"
    cues = [cue for cue in scene.cues_of("money") if cue.value != barred]
    cue, strength = strongest(scene, number, cues)
    if known is not None and (cue is None or strength < _FAR - 10):
        return Measure(known.metric, 0.5, "money like the number before", known.sign)
    if cue is None:
        known = told.nearby(scene, "money")
        if known is not None:
            return Measure(known.metric, 0.4, "money like the sentence before", known.sign)
        cue, strength = strongest(scene, number, cues, -_FAR)
    if cue is None:
        return Measure("other", 0.3, "money without a cue")
    metric = {"loss": "profit", "sold": _sold(scene)}.get(cue.value, cue.value)
    if metric == "valuation" and _is_of_market(scene, number, cue):
        return Measure("sales", 0.75, "size of a market")
    if metric == "investment" and _is_consumption(scene, cue):
        return Measure("sales" if number.value >= _COSTLY else "price", 0.7, "consumers spend")
    sign = -1 if cue.value == "loss" else 1
    return Measure(metric, 0.5 + max(0.0, min(0.4, strength / 30)), f"money by {cue.value}", sign)


def _is_of_market(scene: Scene, number: Number, cue: Cue) -> bool:
    """Is it a market that is estimated, rather than a firm ("market value" is a firm's)?"""
    here = scene.span(number.start, number.end)
    return any(
        market.last < here[0]
        and not cue.first <= market.first <= cue.last
        and scene.same_clause((market.first, market.last), here)
        for market in scene.cues_of("frame", "market")
    )


def _is_consumption(scene: Scene, cue: Cue) -> bool:
    """Is what is spent spent by consumers ("shoppers spent") rather than by a firm?"""
    if not any(spending.first == cue.first for spending in scene.cues_of("frame", "spending")):
        return False
    return any(0 < cue.first - consumer.last <= _OF for consumer in scene.cues_of("frame", "consumer"))


def _sold(scene: Scene) -> str:
    """Sales in money are a company's revenue, or those of a market."""
    return "sales" if scene.cues_of("frame", "market") else "revenue"


def _money_sign(scene: Scene, number: Number, known: Measure) -> int:
    """A loss held against a profit, or a profit against a loss."""
    cue, _ = strongest(scene, number, scene.cues_of("money", "loss", "profit"))
    if cue is None or (
        number.leader is not None and nearness(scene, number.leader, cue) > nearness(scene, number, cue)
    ):
        return known.sign
    return -1 if cue.value == "loss" else 1


def _measure_rate(scene: Scene, number: Number, told: Told) -> Measure:
    sign = scene.sign_before(number)
    if sign or number.value < 0:
        return Measure("growth", 0.9, "signed rate", -1 if sign == "-" or number.value < 0 else 1)
    touching = _touching(scene, number)
    if touching is not None:
        return touching
    if number.unit == "pp":
        return _measure_points(scene, number)
    previous = scene.previous(number, "rate")
    known = told.by_start.get(previous.start) if previous else None
    level = _is_level(scene, number)
    cues = [cue for cue in scene.cues_of("rate") if not (level and cue.value == "growth")]
    cue, strength = strongest(scene, number, cues)
    pronoun = any(
        0 < scene.span(number.start, number.end)[0] - c.last <= 3 for c in scene.cues_of("ellipsis", "pronoun")
    )
    if known is not None and (cue is None or pronoun or strength < 4):
        return Measure(known.metric, 0.5, "rate like the number before", known.sign)
    if cue is None:
        known = told.nearby(scene, "rate")
        if known is not None and known.metric in {"growth", "other", "survey_share", "market_share"}:
            return Measure(known.metric, 0.45, "rate like the sentence before", known.sign)
        return Measure("share", 0.4, "rate without a cue")
    sign_of = direction(scene, number) if cue.value == "growth" else 1
    return Measure(cue.value, 0.5 + min(0.4, strength / 30), f"rate by {cue.value}", sign_of)


def _measure_points(scene: Scene, number: Number) -> Measure:
    cue, _ = strongest(scene, number, scene.cues_of("rate", "other"))
    if cue is not None:
        return Measure("other", 0.6, "points of a ratio")
    return Measure("growth", 0.6, "points", direction(scene, number))


def _is_level(scene: Scene, number: Number) -> bool:
    """What a movement comes to, rather than by how much: "tombe à 25 %", "from 12 % to 15 %"."""
    if number.earlier:
        return True
    first = scene.span(number.start, number.end)[0]
    lead = [index for index in (first, first - 1, first - 2) if index >= 0 and scene.words[index] in scene.to]
    if not lead:
        return False
    rates = [scene.span(n.start, n.end)[1] for n in scene.numbers if n.kind == "rate" and n.end <= number.start]
    if any(0 < lead[0] - last <= 2 for last in rates[-1:]):
        return True  # "contracted by 1.3 points, to 8.1 %"
    moves = [c for c in scene.cues_of("direction", "up", "down") if scene.words[c.first] not in scene.movements]
    return any(0 <= lead[0] - cue.last - 1 <= 3 for cue in moves) or any(
        other.earlier and other.end <= number.start for other in scene.numbers
    )


def _touching(scene: Scene, number: Number) -> Measure | None:
    """What the words right beside a rate say: "hausse de 5 %", "5 % de plus", "5 % du capital"."""
    first, last = scene.span(number.start, number.end)
    behind = next((cue for cue in scene.cues_of("after") if cue.first == last + 1), None)
    for cue in scene.cues_of("direction", "up", "down"):
        if (
            cue.last == first - 2
            and scene.words[cue.last] in scene.movements
            and scene.words[first - 1] in scene.change
        ):
            return Measure("growth", 0.9, "change by a rate", -1 if cue.value == "down" else 1)
    if behind is not None and behind.value in {"more", "less", "capital", "market"}:
        return _AFTER_RATE[behind.value]
    if behind is not None or (last + 1 < len(scene.words) and scene.words[last + 1] in scene.links):
        for cue in scene.cues_of("rate", "market_share", "survey_share", "other"):
            if 0 <= cue.first - last - 1 <= _OF and scene.between((last, last), (cue.first, cue.last)) < _OF + 2:
                return Measure(cue.value, 0.8, f"rate of {cue.value}")
    parts = [cue.last for cue in scene.cues_of("rate", "share", "market_share", "other") if cue.last < first]
    owned = {cue.last for cue in scene.cues_of("rate", "share") if cue.last > cue.first}
    for cue in scene.cues_of("direction", "up", "down"):
        if parts and cue.last < parts[-1] and first - parts[-1] <= 2:
            continue  # "a cédé sa participation de 34 %"
        if cue.last in owned:
            continue  # "makes up a quarter"
        if cue.last == first - 1:
            return Measure("growth", 0.8, "change by a rate", -1 if cue.value == "down" else 1)
        between = set(scene.words[cue.last + 1 : first])
        if 0 < first - cue.last <= 4 and between & scene.change and not between & scene.to:
            return Measure("growth", 0.9, "change by a rate", -1 if cue.value == "down" else 1)
    return _AFTER_RATE[behind.value] if behind is not None else None


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


def _measure_count(scene: Scene, number: Number, told: Told) -> Measure:
    last = scene.span(number.start, number.end)[1]
    if last + 1 < len(scene.words) and scene.words[last + 1] in scene.ratio and number.per is None:
        return Measure("other", 0.6, "ratio")
    noun = scene.noun_of(number)
    nouns = [cue for cue in scene.cues_of("counted") if cue.first in noun]
    metric = nouns[0].value if nouns else number.counts or UNIT_METRICS.get(number.unit or "", "other")
    if (
        metric in {"other", "products"}
        and strongest(scene, number, scene.cues_of("frame", "sale"))[1] > _FAR - _SALE_WORDS
    ):
        return Measure("sales", 0.75, "things sold")
    rule = "counted noun" if nouns or number.unit in UNIT_METRICS else "counted thing"
    if metric in {"employees", "users", "buyers"} and scene.cues_of("nature", "survey"):
        return Measure("respondents", 0.8, "people asked")
    if metric == "users" and number.unit in _CLIENTS and told.shop:
        return Measure("buyers", 0.6, "clients of a shop")
    if metric == "employees" and number.value >= _MANY:
        return Measure("users", 0.6, "people in their millions")
    if metric == "employees" and (_hires(scene, number) or _is_part_of_hires(scene, number, told)):
        return Measure("jobs", 0.85, "people hired or let go")
    return Measure(metric, 0.85 if metric != "other" else 0.6, rule)


def is_about_shops(document: Document) -> bool:
    """Does an article speak more of shops than of banks, networks and software?"""
    words = [match.group().lower() for match in WORD.finditer(document.text)]
    told = [cue.value for cue in frames(document.language, "retail", "service").find(words)]
    return told.count("retail") > told.count("service")


def _is_part_of_hires(scene: Scene, number: Number, told: Told) -> bool:
    """ "a embauché 640 personnes, dont 210 apprentis": a part of what is hired is hired."""
    before = [n for n in scene.numbers_up_to(0, scene.span(number.start, number.end)[0] - 1) if n.kind == "count"]
    known = told.by_start.get(before[-1].start) if before else None
    return known is not None and known.metric == "jobs" and bool(set(scene.ahead(number, 1)) & scene.parts)


def _hires(scene: Scene, number: Number) -> bool:
    return strongest(scene, number, scene.cues_of("staffing"))[1] > _FAR - _JOB_WORDS
