"""The times that an article has told before a number: what it reports on, what the numbers before took."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extract.choice import Option, bucket, crossed
from extract.dates.periods import Interval
from extract.figures.moments import Background, Told, length, months_of, says_previous
from extract.figures.reporting import last_finished, parse_period, year_before
from extract.figures.scene import Number, Scene

_NEAR = 10.0


def of_background(scene: Scene, number: Number, told: Told, background: Background) -> Iterator[Option]:
    """What the article reports on, what the numbers before took, and times that the sentence tells without a date."""
    here = scene.span(number.start, number.end)
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
        same = local.sentence == scene.sentence.start
        yield from carried("local", local.iso, alike, f"{alike} here {same}", f"nature {local.nature} {told.nature}")
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
    stretches = scene.cues_of("stretches")
    if stretches:
        months = int(min(stretches, key=lambda cue: scene.between(here, (cue.first, cue.last))).value)
        yield from carried("stretch just over", last_finished(months, background.published), f"months {months}")


def _fiscal(cues: list[str], background: Background) -> Iterator[tuple[str, str]]:
    """ "for the full year", "l'exercice en cours": the fiscal year, as the period reported on tells it."""
    published = background.published
    if not published:
        return
    reported = background.accounts or background.current or background.named
    period = parse_period(reported) if reported else None
    months = months_of(period) if isinstance(period, Interval) else None
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


def _then(scene: Scene, number: Number) -> str | None:
    """ "à l'époque": the last date told before these words."""
    here = scene.span(number.start, number.end)
    for cue in scene.cues_of("frame", "then"):
        if cue.last < here[0] and scene.same_clause((cue.first, cue.last), here):
            dates = scene.document.dates
            before = bisect_right(dates, scene.starts[cue.first], key=lambda date: date.end)
            return dates[before - 1].iso if before else None
    return None
