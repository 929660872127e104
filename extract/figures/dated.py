"""The times that a sentence tells: every date of it as candidate for the period of a number."""

from collections.abc import Iterator

from extract.choice import Option, bucket, crossed
from extract.dates import DateSpan
from extract.dates.periods import Interval, Partial
from extract.figures.moments import (
    Background,
    Told,
    is_news,
    is_previous,
    length,
    months_of,
    says_now,
    says_previous,
    when,
)
from extract.figures.reporting import in_calendar, parse_period, year_after, year_before
from extract.figures.scene import Number, Scene

_STEPS = (1, 3, 5, 8, 12, 18, 30)
_SINCE = 6  # words between "since" and a date


def of_dates(scene: Scene, number: Number, told: Told, background: Background) -> Iterator[Option]:
    """Every date of the sentence, and what it stands for where its words leave the year or its end open."""
    dates = scene.dates_near(number)
    gaps = {date.start: scene.gap(number, date) for date in dates}
    ranked = sorted(gaps, key=lambda start: gaps[start])
    for date in dates:
        features = list(_of_date(scene, number, told, background, date))
        place = ranked.index(date.start)
        features += crossed(f"date rank {min(2, place)}", told.parts[:2])
        if len(ranked) == 1:
            features.append(f"date only {told.measured}")
        yield Option(date.iso, tuple(features))
        yield from _of_span_since(scene, told, background, date, features)
        yield from _of_comparison(scene, told, background, date, features)
        if date.basis == "relative" and background.published:
            yield from _of_other_year(told, background.published, date, features)
            yield from _of_own_accounts(told, background, date, features)


def _of_span_since(
    scene: Scene, told: Told, background: Background, date: DateSpan, features: list[str]
) -> Iterator[Option]:
    """ "depuis 2019", "since it was founded in 2014": all the time from then to the article's day."""
    if background.published is None or "/" in date.iso:
        return
    first, until = scene.span(date.start, date.end)[0], background.published[: len(date.iso)]
    since = date.relation == "since"
    if until > date.iso and (since or set(scene.words[max(0, first - _SINCE) : first]) & scene.since):
        parts = (*crossed("span since", (told.metric, *told.parts)), f"span since {date.relation}")
        yield Option(f"{date.iso}/{until}", (*features, *parts))


def _of_other_year(told: Told, published: str, date: DateSpan, features: list[str]) -> Iterator[Option]:
    """A month or a half whose year is not told: the next one of a plan, the last one that is over of accounts."""
    long = length(date.iso)
    if when(date.iso, published) == "to come":
        moved = {"year earlier": year_before(date.iso)}
    else:
        moved = {"year later": year_after(date.iso), "stretch before": _stretch_before(date.iso, published)}
    for name, iso in moved.items():
        if iso is not None and abs(int(iso[:4]) - int(published[:4])) <= 1:
            yield Option(iso, (*features, *crossed(name, (*told.parts, date.relation, f"length {long}"))))


def _of_own_accounts(told: Told, background: Background, date: DateSpan, features: list[str]) -> Iterator[Option]:
    """ "Half-year profit" of a firm whose half ends in September: the stretch that the article names in full."""
    period = parse_period(date.iso) if in_calendar(date.iso) else None
    months = months_of(period) if isinstance(period, Interval) else None
    own = background.own.get(months) if months else None
    if own is not None:
        yield Option(own, (*features, *crossed("own accounts", told.parts)))


def _stretch_before(iso: str, published: str) -> str | None:
    """Where a quarter or half is not over by the day `published`, the one before."""
    period = parse_period(iso)
    months = months_of(period) if isinstance(period, Interval) else None
    if not isinstance(period, Interval) or months not in {3, 6} or str(period.end) < published[:7]:
        return None
    return str(Interval(_months_earlier(period.start, months), _months_earlier(period.end, months)))


def _months_earlier(month: Partial, months: int) -> Partial:
    count = month.year * 12 + (month.month or 1) - 1 - months
    return Partial(count // 12, count % 12 + 1)


def _of_comparison(
    scene: Scene, told: Told, background: Background, date: DateSpan, features: list[str]
) -> Iterator[Option]:
    """What a date held against tells: "3 % de plus qu'en 2011", "double par rapport au premier semestre 2022"."""
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
    if isinstance(period, Interval) and months_of(period) in {3, 6, 9}:
        shift = int(date.iso) - period.start.year
        moved = Interval(
            period.start._replace(year=period.start.year + shift), period.end._replace(year=period.end.year + shift)
        )
        yield Option(str(moved), (*features, *crossed("same period", (f"told {same}", *told.parts))))


def _of_date(scene: Scene, number: Number, told: Told, background: Background, date: DateSpan) -> Iterator[str]:
    here, there = scene.span(number.start, number.end), scene.span(date.start, date.end)
    side = "before" if date.start < number.start else "behind"
    gap = bucket(scene.gap(number, date), _STEPS)
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
    yield from crossed(f"date when {when(date.iso, background.published)}", told.parts)
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
    if _leads_another(scene, number, there):
        yield f"date leads another {side}"
    if _follows_another(scene, number, there):
        yield f"date follows another {side}"
    unbroken = scene.unbroken(here[1], there[0]) if side == "behind" else scene.unbroken(there[1], here[0])
    yield f"date {side} unbroken {unbroken} {told.measured}"
    if number.earlier or says_previous(scene, number):
        yield f"date for the level before {side}"
    if scene.is_versus(number):
        taken = f"taken {date.iso == background.leader}"
        yield from crossed(f"date for what is held against {side} {taken}", (f"length {length(date.iso)}",))
        yield f"date for what is held against {side} {gap}"
    statement = scene.statements_between(here, there)
    yield from crossed(
        f"date {side} statements {min(2, statement)}", (*told.parts[:2], date.relation, f"rivals {rivals}")
    )
    if date.iso in {background.current, background.named}:
        yield f"date reported on {told.measured}"
    if says_now(scene, number):
        yield "date beside now"


def of_passage(scene: Scene, number: Number, told: Told) -> Iterator[Option]:
    """ "de 2009 à 2014, elle passe de 80 à 210 boutiques": each level takes an end of the interval."""
    index = scene.numbers.index(number)
    later = index > 0 and scene.numbers[index - 1].earlier
    for date in scene.dates:
        first, _, last = date.iso.partition("/")
        if last and (number.earlier or later) and len(first) == 4:
            yield Option(first if number.earlier else last, tuple(crossed("passage", told.parts)))


def _held(scene: Scene, there: tuple[int, int], frame: str) -> bool:
    """ "ouvert le 2 mai 2011", "directeur général depuis 2016": the date of an event or a post."""
    cues = scene.cues_of("frame", frame)
    return any(0 < there[0] - cue.last <= 3 and scene.unbroken(cue.last, there[0]) for cue in cues)


def _leads_another(scene: Scene, number: Number, there: tuple[int, int]) -> bool:
    """Does another number stand right behind the date?"""
    return any(other is not number for other in scene.numbers_from(there[1] + 1, there[1] + 4))


def _follows_another(scene: Scene, number: Number, there: tuple[int, int]) -> bool:
    """Does another number stand right before the date?"""
    return any(other is not number for other in scene.numbers_up_to(there[0] - 3, there[0] - 1))
