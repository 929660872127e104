"""The times a number may be told of: every candidate for its period, with what speaks for each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from extract.choice import Option, bucket, crossed
from extract.dates import DateSpan, periods
from extract.dates.periods import Interval
from extract.figures.reporting import parse_period, year_after, year_before
from extract.figures.scene import Number, Scene

# What is measured over a stretch of time: it takes the period that the article is reporting on.
FLOWS = frozenset({"revenue", "profit", "growth", "sales", "gmv", "orders", "content_hours", "downloads"})
_DEALS = frozenset({"investment", "funding", "valuation", "fine"})
_PARTS = frozenset({"share", "market_share"})
_STEPS = (1, 3, 5, 8, 12, 18, 30)
_NEWS_DAYS = 10  # a day so close before publication dates the news, not the number
_NEAR = 10.0
_LONG = 13  # months: longer intervals are no accounts


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a number before its period is asked."""

    metric: str
    nature: str
    measured: str  # flow, stock, part, deal, price, area, jobs, survey: what kind of time it may have
    kind: str

    @classmethod
    def of(cls, scene: Scene, number: Number, metric: str, nature: str) -> "Told":
        """What is told of `number`."""
        return cls(metric, nature, _measured(scene, number, metric), number.kind)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that features are crossed with."""
        return self.measured, self.nature, f"{self.measured} {self.nature}"


def _measured(scene: Scene, number: Number, metric: str) -> str:
    if metric in FLOWS or is_throughput(scene, number):
        return "flow"
    if metric in _DEALS:
        return "deal"
    if metric in _PARTS:
        return "part"
    if metric in {"price", "area", "jobs"}:
        return metric
    if metric in {"survey_share", "respondents"}:
        return "survey"
    return "sum" if metric == "other" and number.kind == "money" else "stock"


@dataclass(frozen=True, slots=True)
class Background:
    """What the article has told of time before a number."""

    published: str | None
    current: str | None  # the period its numbers report on
    distance: int  # paragraphs since that was told
    named: str | None  # the period of accounts named last
    accounts: str | None  # the period of accounts named most
    day: str | None  # the last day told in the days before publication, else that of publication
    local: "Given | None"  # the last period a number of the paragraph took
    leader: str | None  # the period of the number that this one is held against
    neighbour: str | None  # the period of the number before in the sentence


@dataclass(frozen=True, slots=True)
class Given:
    """The period a number took."""

    iso: str
    metric: str
    nature: str
    paragraph: int
    sentence: int


def candidates(scene: Scene, number: Number, told: Told, background: Background) -> list[Option]:
    """All that the period of `number` may be, None ("untold") first."""
    return [
        Option(None, tuple(_for_none(scene, number, told, background))),
        *_of_dates(scene, number, told, background),
        *_of_passage(scene, number, told),
        *_of_background(scene, number, told, background),
    ]


def _for_none(scene: Scene, number: Number, told: Told, background: Background) -> Iterator[str]:
    yield from crossed("none", told.parts)
    yield f"none metric {told.metric}"
    yield f"none kind {told.kind}"
    yield f"none dates {min(2, len(scene.dates))} {told.measured}"
    yield f"none reporting {background.current is not None or background.named is not None} {told.measured}"
    if number.per is not None:
        yield f"none per {number.per}"
    if says_now(scene, number):
        yield "none now"
    if scene.cues_of("source", "study"):
        yield "none study"
    if number.leader is not None:
        yield "none led"
    if number.earlier:
        yield "none earlier"
    if number.value_high is not None:
        yield "none range"


def _of_dates(scene: Scene, number: Number, told: Told, background: Background) -> Iterator[Option]:
    near = scene.dates_near(number)
    gaps = {date.start: _gap(scene, number, date) for date in near}
    ranked = sorted(gaps, key=lambda start: gaps[start])
    for date in near:
        features = list(_of_date(scene, number, told, background, date))
        place = ranked.index(date.start)
        features += crossed(f"date rank {min(2, place)}", told.parts[:2])
        if len(ranked) == 1:
            features.append(f"date only {told.measured}")
        yield Option(date.iso, tuple(features))
        if date.relation == "since" and "/" not in date.iso and background.published:
            until = background.published[: len(date.iso)]
            if until > date.iso:
                yield Option(f"{date.iso}/{until}", (*features, *crossed("span since", (told.metric, *told.parts))))
        yield from _of_comparison(scene, told, background, date, features)


def _of_comparison(
    scene: Scene, told: Told, background: Background, date: DateSpan, features: list[str]
) -> Iterator[Option]:
    """What a date held against tells: "6 % de moins qu'en 2015", "double par rapport au premier semestre 2022"."""
    first = scene.span(date.start, date.end)[0]
    held = set(scene.words[max(0, first - 4) : first]) & scene.base
    same = any(0 < first - cue.last <= 2 for cue in scene.cues_of("frame", "same_period"))
    base = background.neighbour or background.current or background.named
    if held and "/" not in date.iso and len(date.iso) == 4 and background.published and told.metric == "growth":
        until = base[:4] if base and base[:4] > date.iso else str(int(background.published[:4]) - 1)
        if int(until) - int(date.iso) > 1:
            yield Option(f"{date.iso}/{until}", (*features, *crossed("span from", told.parts)))
    after = year_after(date.iso) if held else None
    if after is not None and background.published and after[:4] <= background.published[:4]:
        yield Option(after, (*features, *crossed("year after", (*told.parts, f"length {length(date.iso)}"))))
    period = parse_period(base) if base and len(date.iso) == 4 else None
    if isinstance(period, Interval) and _months(period) in {3, 6, 9}:
        shift = int(date.iso) - period.start.year
        moved = Interval(
            period.start._replace(year=period.start.year + shift), period.end._replace(year=period.end.year + shift)
        )
        yield Option(str(moved), (*features, *crossed("same period", (f"told {same}", *told.parts))))


def _of_date(scene: Scene, number: Number, told: Told, background: Background, date: DateSpan) -> Iterator[str]:
    here, there = scene.span(number.start, number.end), scene.span(date.start, date.end)
    side = "before" if date.start < number.start else "behind"
    gap = bucket(_gap(scene, number, date), _STEPS)
    yield from crossed("date", told.parts)
    yield from crossed(f"date {side} {gap}", told.parts[:2])
    yield f"date gap {gap}"
    joined = scene.same_clause(here, there)
    rivals = min(2, sum(1 for _ in scene.numbers_between(number, *there)))
    yield f"date {side} rivals {rivals}"
    yield f"date {side} joined {joined} {told.measured}"
    if scene.opens(there):
        yield from crossed("date opens", told.parts)
        yield f"date opens rivals {rivals}"
    yield from crossed(f"date {date.relation}", (*told.parts, told.metric, side))
    yield from crossed(f"date length {length(date.iso)}", told.parts)
    yield from crossed(f"date when {_when(date.iso, background.published)}", told.parts)
    if is_news(date.iso, background.published):
        yield from crossed("date of the news", told.parts[:2])
    if _held(scene, there, "event"):
        yield from crossed("date of an event", told.parts[:2])
    if _held(scene, there, "post"):
        yield from crossed("date of a post", told.parts[:2])
    if set(scene.words[max(0, there[0] - 2) : there[0]]) & scene.base:
        yield from crossed("date held against", told.parts[:2])
    nearest = scene.nearest[date.start]
    mine = "its own" if nearest is number else "another's" if nearest.kind == number.kind else "of another kind"
    yield from crossed(f"date {mine} {side}", told.parts[:2])
    yield f"date {mine} {joined} rivals {rivals}"
    local = background.local
    if local is not None and local.iso == date.iso and local.sentence == scene.sentence.start:
        yield f"date taken metric {local.metric == told.metric} nature {local.nature == told.nature}"
        yield f"date taken {mine} {side}"
    if is_previous(scene, there):
        yield "date a year before"
        yield f"date a year before rivals {rivals}"
    if leads_another(scene, number, there):
        yield f"date leads another {side}"
    if follows_another(scene, number, there):
        yield f"date follows another {side}"
    unbroken = scene.unbroken(here[1], there[0]) if side == "behind" else scene.unbroken(there[1], here[0])
    yield f"date {side} unbroken {unbroken} {told.measured}"
    if number.earlier or says_previous(scene, number):
        yield f"date for the level before {side}"
    if scene.is_versus(number):
        yield f"date for what is held against {side} {gap}"
    if date.iso in {background.current, background.named}:
        yield f"date reported on {told.measured}"
    if says_now(scene, number):
        yield "date beside now"


def _of_passage(scene: Scene, number: Number, told: Told) -> Iterator[Option]:
    """ "de 2015 à 2021, il l'a fait passer de 655 à 1.869 magasins": each level takes an end of the interval."""
    index = scene.numbers.index(number)
    later = index > 0 and scene.numbers[index - 1].earlier
    for date in scene.dates_near(number) if number.earlier or later else ():
        first, _, last = date.iso.partition("/")
        if last and len(first) == 4:
            yield Option(first if number.earlier else last, tuple(crossed("passage", told.parts)))


def _of_background(scene: Scene, number: Number, told: Told, background: Background) -> Iterator[Option]:
    dates = f"dates {min(2, len(scene.dates))}"
    previous = number.earlier or says_previous(scene, number)
    held = scene.is_versus(number)
    common = [dates, f"{dates} {told.measured}", *(["previous"] if previous else []), *(["held"] if held else [])]
    if scene.cues_of("source", "study"):
        common.append(f"study {told.measured}")
    if number.per is not None:
        common.append(f"per {number.per}")
    if told.metric in {"profit", "revenue", "growth", "price", "orders", "other"}:
        common.append(told.metric)
    if scene.cues_of("frame", "margin"):
        common.append(f"margin {told.measured}")

    def carried(source: str, iso: str | None, *more: str) -> Iterator[Option]:
        if iso:
            yield Option(iso, tuple(crossed(source, (*told.parts, *common, f"length {length(iso)}", *more))))

    distance = bucket(background.distance, (0, 1, 3, 6, 10))
    current, named, local = background.current, background.named, background.local
    yield from carried("current", current, f"distance {distance}", f"distance {distance} {told.measured}")
    yield from carried("named", named, f"current {current is not None}", f"same {named == current}")
    yield from carried("accounts", background.accounts, f"same {background.accounts == current}")
    if local is not None:
        alike = f"metric {local.metric == told.metric} nature {local.nature == told.nature}"
        here = local.sentence == scene.sentence.start
        yield from carried("local", local.iso, alike, f"{alike} here {here}", f"nature {local.nature} {told.nature}")
    yield from carried("leader", background.leader, f"rule {number.rule}")
    yield from carried("neighbour", background.neighbour, f"leader {number.leader is not None}")
    base = background.leader or background.neighbour or current or named
    yield from carried("year before", year_before(base) if base else None, f"leader {number.leader is not None}")
    yield from carried("then", _then(scene, number))
    yield from carried("said", _said(scene), f"then {bool(scene.cues_of('frame', 'then'))}")
    if scene.cues_of("frame", "stock") and told.metric in {"price", "growth", "valuation"}:
        session = f"session {bool(scene.cues_of('frame', 'session'))}"
        yield from carried("day", background.day, session, f"{session} {told.metric}")
    cues = [cue.value for cue in scene.cues_of("frame", "whole_year", "running_year", "next_year")]
    for source, iso in _fiscal(cues, background):
        yield from carried(source, iso, *cues)
    for source, iso in _spans_of_years(scene, number, background.published):
        yield from carried(source, iso)


def _fiscal(cues: list[str], background: Background) -> Iterator[tuple[str, str]]:
    """ "for the full year", "l'exercice en cours": the fiscal year, as the period reported on tells it."""
    published = background.published
    if not published:
        return
    reported = background.accounts or background.current or background.named
    period = parse_period(reported) if reported else None
    months = _months(period) if isinstance(period, Interval) else None
    if isinstance(period, Interval) and months in {6, 12} and period.start.month not in {None, 1, 7}:
        yield "fiscal year", str(_year_from(period, 0))
        yield "next fiscal year", str(_year_from(period, 1))
    elif isinstance(period, Interval) and months == 12 and period.start.month == 7:
        yield "next fiscal year", str(_year_from(period, 1))
    if cues:
        yield "year reported on", reported[:4] if reported else published[:4]
        yield "year of publication", published[:4]
        yield "year after", str(int(published[:4]) + 1)


def _year_from(period: Interval, years: int) -> Interval:
    """The fiscal year that starts with `period`, or so many years after."""
    start = period.start._replace(year=period.start.year + years)
    last = (start.month or 1) + 10
    return Interval(start, start._replace(year=start.year + last // 12, month=last % 12 + 1))


def _said(scene: Scene) -> str | None:
    """The last date that the paragraph tells before the sentence."""
    dates = scene.document.dates
    index = bisect_left(dates, scene.sentence.start, key=lambda date: date.start) - 1
    return dates[index].iso if index >= 0 and dates[index].start >= scene.start_of_paragraph else None


def _spans_of_years(scene: Scene, number: Number, published: str | None) -> Iterator[tuple[str, str]]:
    """ "18 millions en trois ans": over so many years from the article's year, or up to it."""
    here = scene.span(number.start, number.end)
    best: tuple[float, int] | None = None
    for cue in scene.cues_of("years"):
        gap = scene.between(here, (cue.first, cue.last))
        if scene.same_clause(here, (cue.first, cue.last)) and (best is None or gap < best[0]):
            best = gap, int(cue.value)
    if best is not None and published:
        year, near = int(published[:4]), "near" if best[0] < _NEAR else "far"
        yield f"years to come {near}", f"{year}/{year + best[1]}"
        yield f"years gone {near}", f"{year - best[1]}/{year}"


def _gap(scene: Scene, number: Number, date: DateSpan) -> float:
    return scene.between(scene.span(number.start, number.end), scene.span(date.start, date.end))


def length(iso: str) -> str:
    """How long the time is: day, month, quarter, half, nine months, year, fiscal year or years."""
    period = parse_period(iso)
    if isinstance(period, Interval):
        months = _months(period)
        if months is None:
            return "days" if period.start.day else "years"
        return f"{months} months" if months in {3, 6, 9, 12} else "months" if months < _LONG else "years"
    return "day" if period and period.day else "month" if period and period.month else "year"


def _months(period: Interval) -> int | None:
    if period.start.day or period.end.day or not period.start.month or not period.end.month:
        return None
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _when(iso: str, published: str | None) -> str:
    """Whether the time lies before, in or after the article's year."""
    if not published:
        return "unknown"
    first, last = iso.split("/")[0], iso.split("/")[-1]
    if first[: len(published)] > published[: len(first)]:
        return "to come"
    age = int(published[:4]) - int(last[:4])
    return "this year" if age == 0 else "last year" if age == 1 else "to come" if age < 0 else "long ago"


def is_news(iso: str, published: str | None) -> bool:
    """Is it a day so close before publication that it dates the news?"""
    day, today = periods.parse_iso(iso.split("/")[0]), periods.parse_iso(published or "")
    if "/" in iso or day is None or today is None or not day.day or not today.day:
        return False
    return timedelta(0) <= today.first - day.first <= timedelta(days=_NEWS_DAYS)


def _held(scene: Scene, there: tuple[int, int], frame: str) -> bool:
    """ "inauguré le 18 mars 2013", "directeur général depuis 2016": the date of an event or a post."""
    cues = scene.cues_of("frame", frame)
    return any(0 < there[0] - cue.last <= 3 and scene.unbroken(cue.last, there[0]) for cue in cues)


def leads_another(scene: Scene, number: Number, there: tuple[int, int]) -> bool:
    """Does another number stand right behind the date?"""
    return any(other is not number for other in scene.numbers_from(there[1] + 1, there[1] + 4))


def follows_another(scene: Scene, number: Number, there: tuple[int, int]) -> bool:
    """Does another number stand right before the date?"""
    return any(other is not number for other in scene.numbers_up_to(there[0] - 3, there[0] - 1))


def is_throughput(scene: Scene, number: Number) -> bool:
    """Counted over a time ("transported", "sold") rather than at a time."""
    here = scene.span(number.start, number.end)
    return number.kind == "count" and any(
        scene.between(here, (cue.first, cue.last)) < 8 for cue in scene.cues_of("frame", "throughput")
    )


def is_previous(scene: Scene, there: tuple[int, int]) -> bool:
    """Do these date words say "a year earlier"?"""
    return any(cue.first <= there[1] and there[0] <= cue.last for cue in scene.cues_of("ellipsis", "previous"))


def says_previous(scene: Scene, number: Number) -> bool:
    """Is the number told of "a year earlier"?"""
    last = scene.span(number.start, number.end)[1]
    for cue in scene.cues_of("ellipsis", "previous"):
        if cue.first == 0:
            return True
        beside = cue.first > last and scene.between((last, last), (cue.first, cue.last)) <= 6
        if beside and not any(scene.numbers_between(number, cue.first, cue.last)):
            return scene.words[cue.first - 1] not in scene.base
    return False


def _then(scene: Scene, number: Number) -> str | None:
    """ "à l'époque": the last date told before these words."""
    here = scene.span(number.start, number.end)
    for cue in scene.cues_of("frame", "then"):
        if cue.last < here[0] and scene.same_clause((cue.first, cue.last), here):
            dates = scene.document.dates
            before = bisect_right(dates, scene.starts[cue.first], key=lambda date: date.end)
            return dates[before - 1].iso if before else None
    return None


def says_now(scene: Scene, number: Number) -> bool:
    """Is the number told of today?"""
    here = scene.span(number.start, number.end)
    return any(scene.between(here, (cue.first, cue.last)) < 8 for cue in scene.cues_of("frame", "now"))
