"""What time a number measures, or by when it is due: its period."""

from dataclasses import dataclass, field
from datetime import timedelta

from extract import periods
from extract.dates import DateSpan
from extract.figures.measures import Measure
from extract.figures.scene import Number, Scene
from extract.periods import Interval, Partial, Period

# What is measured over a stretch of time: it takes the period that the article is reporting on.
FLOWS = frozenset({"revenue", "profit", "growth", "sales", "gmv", "orders"})
_NEAR = 9.0
_FAR = 30.0
_NEWS_DAYS = 10  # a day so close before publication dates the news, not the number


@dataclass(slots=True)
class Clock:
    """The period an article is reporting on, as its numbers have told it so far."""

    published: str | None
    current: str | None = None
    paragraph: int = -1
    last: dict[int, str | None] = field(default_factory=dict)  # by number start: what periods were given

    def period(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str | None, str]:
        """The period of `number` (ISO, None where untold) and the rule that found it."""
        told = self._told(scene, number, measure, nature)
        if told is not None:
            period, rule = told
        else:
            period, rule = self._carried(scene, number, measure, nature)
        self.last[number.start] = period
        if period and rule != "carried" and self._reports(scene, measure, nature, period, number):
            self.current, self.paragraph = period, scene.paragraph
        return period, rule

    def _told(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str | None, str] | None:
        date = self._date(scene, number, measure, nature)
        previous = _says_previous(scene, number)
        if previous or number.earlier:
            base = self.last.get(number.leader.start) if number.leader else None
            base = base or self._scene_period(scene, number) or self.current
            if date is not None and not previous and not number.earlier:
                return date
            before = year_before(base) if base else None
            if before is not None:
                return before, "the period before"
            return (date or (None, "untold")) if not previous else (None, "untold")
        if date is not None:
            return date
        if _says_now(scene, number):
            return None, "now"
        return None

    def _scene_period(self, scene: Scene, number: Number) -> str | None:
        given = [self.last.get(other.start) for other in scene.numbers if other.start < number.start]
        told = [period for period in given if period]
        return told[-1] if told else None

    def _date(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str, str] | None:
        here = scene.span(number.start, number.end)
        best: tuple[float, DateSpan] | None = None
        for date in scene.dates:
            there = scene.span(date.start, date.end)
            gap = scene.between(here, there)
            rivals = [n for n in scene.numbers if n is not number and _stands_between(n, number, date)]
            if date.start > number.end:
                gap += 6.0 * len(rivals) + (0.0 if gap <= 4 else 3.0)
            else:
                gap = gap * 0.6 + (2.0 if rivals else 0.0)
                if scene.opens(there):
                    gap = min(gap, _NEAR)
            if not self._fits(scene, date, measure, nature, here, there):
                continue
            if gap < (best[0] if best else _FAR) and gap < _reach(measure, nature):
                best = gap, date
        if best is None:
            return None
        date = best[1]
        return self._shape(date, measure), "date of the clause" if best[0] < _NEAR else "date of the sentence"

    def _fits(
        self,
        scene: Scene,
        date: DateSpan,
        measure: Measure,
        nature: str,
        here: tuple[int, int],
        there: tuple[int, int],
    ) -> bool:
        """Can this date be the number's, rather than the day of the news or the start of somebody's post?"""
        period = periods.parse_iso(date.iso.split("/")[0])
        if period is None:
            return False
        if period.day and "/" not in date.iso and self._is_news(period):
            if measure.metric not in {"price", "growth"} or not scene.cues_of("frame", "stock"):
                return False
        if date.relation == "since" and measure.metric not in FLOWS:
            return False
        posts = scene.cues_of("frame", "post")
        return not any(scene.between((cue.first, cue.last), there) < 3 < scene.between(here, there) for cue in posts)

    def _is_news(self, day: Partial) -> bool:
        published = periods.parse_iso(self.published or "")
        if published is None or not published.day:
            return False
        return timedelta(0) <= published.first - day.first <= timedelta(days=_NEWS_DAYS)

    def _shape(self, date: DateSpan, measure: Measure) -> str:
        """The date as a period: growth "since 2022" runs from then until the article's date."""
        if date.relation == "since" and "/" not in date.iso and self.published and measure.metric == "growth":
            length = len(date.iso)
            return f"{date.iso}/{self.published[:length]}" if self.published[:length] > date.iso else date.iso
        return date.iso

    def _carried(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str | None, str]:
        """A flow told without a date takes the period that the article is reporting on."""
        if nature not in {"actual", "forecast"} or self.current is None:
            return None, "untold"
        flow = measure.metric in FLOWS or (measure.metric in {"other", "share"} and number.kind in {"money", "rate"})
        if flow and scene.paragraph - self.paragraph <= 6 and nature == "actual":
            return self.current, "carried"
        return None, "untold"

    def _reports(self, scene: Scene, measure: Measure, nature: str, period: str, number: Number) -> bool:
        """Does this number tell what time the article reports on?"""
        if measure.metric not in {"revenue", "profit", "growth", "orders"} or nature != "actual" or number.earlier:
            return False
        if number.leader is not None or self.published is None:
            return False
        end = period.split("/")[-1]
        known = periods.parse_iso(end)
        return known is not None and int(self.published[:4]) - 1 <= known.year <= int(self.published[:4])


def _reach(measure: Measure, nature: str) -> float:
    if nature in {"target", "forecast"} or measure.metric in FLOWS:
        return _FAR
    return 18.0


def _stands_between(other: Number, number: Number, date: DateSpan) -> bool:
    if date.start > number.end:
        return number.end <= other.start < date.start
    return date.end <= other.start < number.start


def _says_previous(scene: Scene, number: Number) -> bool:
    last = scene.span(number.start, number.end)[1]
    for cue in scene.cues_of("ellipsis", "previous"):
        if cue.first > last and scene.between((last, last), (cue.first, cue.last)) <= 6:
            if not any(scene.numbers_between(number, cue.first, cue.last)):
                return True
    return False


def _says_now(scene: Scene, number: Number) -> bool:
    here = scene.span(number.start, number.end)
    return any(scene.between(here, (cue.first, cue.last)) < 8 for cue in scene.cues_of("frame", "now"))


def year_before(iso: str) -> str | None:
    """The same stretch of time one year earlier: "2023" -> "2022", "2011-01/2011-06" -> "2010-01/2010-06"."""
    period = parse_period(iso)
    if period is None:
        return None
    if isinstance(period, Interval):
        return f"{_back(period.start)}/{_back(period.end)}"
    return str(_back(period))


def _back(date: Partial) -> Partial:
    return date._replace(year=date.year - 1)


def parse_period(iso: str) -> Period | None:
    """A partial date or an interval from its ISO spelling."""
    start, _, end = iso.partition("/")
    first, last = periods.parse_iso(start), periods.parse_iso(end) if end else None
    if first is None:
        return None
    return Interval(first, last) if last is not None else first
