"""What time a number measures, or by when it is due: its period."""

from dataclasses import dataclass, field
from datetime import timedelta

from extract.dates import DateSpan, periods
from extract.dates.periods import Partial
from extract.figures.measures import Measure
from extract.figures.reporting import Reporting, year_before
from extract.figures.scene import Number, Scene

# What is measured over a stretch of time: it takes the period that the article is reporting on.
FLOWS = frozenset({"revenue", "profit", "growth", "sales", "gmv", "orders"})
_OWN = 9.0  # a date so near is the number's own
_FAR = 30.0
_STOCK_REACH = 6.0  # what is counted at a time takes a date that stands beside it only
_NEWS_DAYS = 10  # a day so close before publication dates the news, not the number
_CARRY = 6  # paragraphs over which an article keeps reporting on the same period


@dataclass(slots=True)
class Clock:
    """The period an article is reporting on, as its numbers have told it so far."""

    published: str | None
    reporting: Reporting
    current: str | None = None
    paragraph: int = -1
    told_at: int = -1  # where the current period was told
    given: dict[int, str | None] = field(default_factory=dict)  # by number start: what period it took
    local: tuple[int, str] | None = None  # the last period told, and its paragraph

    def period(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str | None, str]:
        """The period of `number` (ISO, None where untold) and the rule that found it."""
        period, rule = (
            self._told(scene, number, measure, nature)
            or self._inherited(scene, number)
            or self._carried(scene, number, measure, nature)
        )
        self.given[number.start] = period
        if period and rule.startswith("date"):
            self.local = scene.paragraph, period
            if nature == "actual" and self._reports(measure, period, number):
                self.current, self.paragraph, self.told_at = period, scene.paragraph, number.start
        return period, rule

    def _told(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str | None, str] | None:
        if measure.metric == "area":
            return None, "areas are undated"
        passage = _passage_years(scene, number)
        if passage is not None:
            return passage, "date of the passage"
        date = self._date(scene, number, measure, nature)
        if number.earlier or says_previous(scene, number):
            if number.earlier and date is not None and date[1] == "date beside":
                return date
            base = self._led_by(scene, number) or self._reported(scene)
            before = year_before(base) if base else None
            if before is not None and (measure.metric in FLOWS or number.kind in {"money", "rate"}):
                return before, "the period before"
            return date if number.earlier else (None, "untold")
        if number.per == "year" and measure.metric == "growth" and (date is None or date[1] != "date beside"):
            return None, "a yearly pace"
        if date is not None:
            return date
        then = _then(scene, number)
        if then is not None:
            return then, "date told before"
        if says_now(scene, number):
            return None, "now"
        return None

    def _inherited(self, scene: Scene, number: Number) -> tuple[str, str] | None:
        """ "408 projets en 2017, dont 29 italiens": the date of the number that lends its noun."""
        leader = number.leader
        if leader is None or scene.is_versus(number) or leader.start < scene.sentence.start or leader.earlier:
            return None
        if not scene.same_clause(scene.span(leader.start, leader.end), scene.span(number.start, number.end)):
            return None
        period = self.given.get(leader.start)
        return (period, "date of the number before") if period and _opens_date(scene, leader, number) else None

    def _reported(self, scene: Scene) -> str | None:
        """The period on which the article reports here: the last that its numbers or its words told."""
        named = self.reporting.at(scene.sentence.end)
        if self.current is None or scene.paragraph - self.paragraph > _CARRY:
            return named
        later = [
            iso for start, iso in zip(self.reporting.starts, self.reporting.isos, strict=True) if self.told_at < start
        ]
        return named if later and self.reporting.starts[0] <= scene.sentence.end and named in later else self.current

    def _led_by(self, scene: Scene, number: Number) -> str | None:
        """The period of the number that this one is held against."""
        if number.leader is not None and self.given.get(number.leader.start):
            return self.given[number.leader.start]
        given = [self.given.get(other.start) for other in scene.numbers if other.start < number.start]
        told = [period for period in given if period]
        return told[-1] if told else None

    def _date(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str, str] | None:
        best: tuple[float, DateSpan] | None = None
        for date in scene.dates:
            if not self._fits(scene, number, date, measure):
                continue
            gap = _gap(scene, number, date)
            if gap <= _reach(scene, number, measure, nature) and (best is None or gap < best[0]):
                best = gap, date
        if best is None:
            return None
        gap, date = best
        rule = "date beside" if gap <= 3 else "date of the clause" if gap < _OWN else "date of the sentence"
        return self._shape(date, measure), rule

    def _fits(self, scene: Scene, number: Number, date: DateSpan, measure: Measure) -> bool:
        """Can this date be the number's, rather than the day of the news, of an event or of a comparison?"""
        day = periods.parse_iso(date.iso.split("/")[0])
        if day is None:
            return False
        there = scene.span(date.start, date.end)
        past = self.published is None or date.iso[:4] <= self.published[:4]
        if past and set(scene.words[max(0, there[0] - 2) : there[0]]) & scene.base:
            return False
        opening = scene.opens(there)
        here = scene.span(number.start, number.end)
        if date.start < number.start and not opening and not scene.same_clause(there, here):
            return False
        stock = bool(scene.cues_of("frame", "stock")) and measure.metric in {"price", "growth"}
        if day.day and "/" not in date.iso and self._is_news(day) and not stock:
            return opening and date.relation == "since"
        if (
            past
            and date.relation == "since"
            and measure.metric != "growth"
            and (measure.metric in FLOWS or not opening)
        ):
            return False
        return not _dates_event(scene, there) and not _dates_post(scene, there)

    def _is_news(self, day: Partial) -> bool:
        published = periods.parse_iso(self.published or "")
        if published is None or not published.day:
            return False
        return timedelta(0) <= published.first - day.first <= timedelta(days=_NEWS_DAYS)

    def _shape(self, date: DateSpan, measure: Measure) -> str:
        """The date as a period: growth "since 2022" runs from then until the article's date."""
        if date.relation == "since" and "/" not in date.iso and self.published and measure.metric == "growth":
            until = self.published[: len(date.iso)]
            return f"{date.iso}/{until}" if until > date.iso else date.iso
        return date.iso

    def _carried(self, scene: Scene, number: Number, measure: Measure, nature: str) -> tuple[str | None, str]:
        """A flow told without a date takes the period that the article is reporting on."""
        if nature not in {"actual", "forecast"} or (nature == "forecast" and number.leader is None):
            return None, "untold"
        margin = measure.metric == "share" and bool(scene.cues_of("frame", "margin"))
        dated = number.kind in {"money", "rate"} or _is_throughput(scene, number)
        if dated and measure.metric == "other" and self.local is not None and self.local[0] == scene.paragraph:
            return self.local[1], "carried in the paragraph"
        flow = measure.metric in FLOWS or margin or (measure.metric == "other" and number.kind == "money")
        if flow and not scene.cues_of("source", "study"):
            reported = self._reported(scene)
            return reported, "carried" if reported else "untold"
        return None, "untold"

    def _reports(self, measure: Measure, period: str, number: Number) -> bool:
        """Does this number tell what time the article reports on?"""
        if measure.metric not in {"revenue", "profit", "growth"} or number.earlier or number.leader:
            return False
        if self.published is None or (self.current is not None and period == year_before(self.current)):
            return False
        end = periods.parse_iso(period.split("/")[-1])
        if end is None or (end.day and "/" not in period):
            return False
        return int(self.published[:4]) - 1 <= end.year <= int(self.published[:4])


def _gap(scene: Scene, number: Number, date: DateSpan) -> float:
    """How far a date stands from a number: a date that opens the sentence speaks of all of it."""
    here, there = scene.span(number.start, number.end), scene.span(date.start, date.end)
    gap = scene.between(here, there)
    rivals = sum(1 for _ in scene.numbers_between(number, *there))
    if date.start >= number.end:
        if rivals and (
            _is_previous(scene, there)
            or any(other.leader or other.earlier for other in scene.numbers_between(number, *there))
        ):
            return _FAR + gap
        last = scene.span(number.start, number.end)[1]
        if any(0 < scene.span(n.start, n.end)[0] - there[1] <= 4 for n in scene.numbers) and not scene.unbroken(
            last, there[0]
        ):
            gap += 8.0  # the date leads the next number
        return gap + 6.0 * rivals if scene.same_clause(here, there) else _FAR + gap
    if scene.opens(there):
        return min(gap * 0.5, _OWN) + 0.5 * rivals
    if any(0 < there[0] - scene.span(n.start, n.end)[1] <= 3 for n in scene.numbers if n is not number):
        gap += 6.0  # the date stands behind another number: it is that one's
    if not scene.unbroken(there[1], here[0]):
        gap += 6.0
    return gap * 0.8 + 3.0 * rivals


def _is_previous(scene: Scene, there: tuple[int, int]) -> bool:
    """Do these date words say "a year earlier"?"""
    return any(cue.first <= there[1] and there[0] <= cue.last for cue in scene.cues_of("ellipsis", "previous"))


def _reach(scene: Scene, number: Number, measure: Measure, nature: str) -> float:
    if measure.metric in FLOWS or _is_throughput(scene, number):
        return _FAR
    if nature in {"target", "forecast"} and measure.metric != "jobs":
        return _FAR
    if measure.metric == "jobs" and any(scene.opens(scene.span(d.start, d.end)) for d in scene.dates):
        return _OWN
    return 16.0 if number.kind in {"money", "rate"} else _STOCK_REACH


def _is_throughput(scene: Scene, number: Number) -> bool:
    """Counted over a time ("transported", "sold") rather than at a time."""
    here = scene.span(number.start, number.end)
    return number.kind == "count" and any(
        scene.between(here, (cue.first, cue.last)) < 8 for cue in scene.cues_of("frame", "throughput")
    )


def _dates_event(scene: Scene, there: tuple[int, int]) -> bool:
    """ "inauguré le 18 mars 2013": the date of an event, not of a number."""
    events = scene.cues_of("frame", "event")
    return any(0 < there[0] - cue.last <= 3 and scene.unbroken(cue.last, there[0]) for cue in events)


def _dates_post(scene: Scene, there: tuple[int, int]) -> bool:
    """ "directeur général depuis 2016": the date of a post."""
    posts = scene.cues_of("frame", "post")
    return any(0 < there[0] - cue.last <= 3 and scene.unbroken(cue.last, there[0]) for cue in posts)


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


def _passage_years(scene: Scene, number: Number) -> str | None:
    """ "de 2015 à 2021, il l'a fait passer de 655 à 1.869 magasins": each level takes an end of the interval."""
    index = scene.numbers.index(number)
    later = index > 0 and scene.numbers[index - 1].earlier
    for date in scene.dates:
        first, _, last = date.iso.partition("/")
        if last and (number.earlier or later) and len(first) == 4:
            return first if number.earlier else last
    return None


def _then(scene: Scene, number: Number) -> str | None:
    """ "à l'époque": the last date told before these words."""
    here = scene.span(number.start, number.end)
    for cue in scene.cues_of("frame", "then"):
        if cue.last < here[0] and scene.same_clause((cue.first, cue.last), here):
            before = [date for date in scene.document.dates if date.end <= scene.starts[cue.first]]
            return before[-1].iso if before else None
    return None


def _opens_date(scene: Scene, leader: Number, number: Number) -> bool:
    """Is no other date told between the number that leads and the one led?"""
    return not any(leader.end <= date.start < number.start and date.iso for date in scene.dates[1:])


def says_now(scene: Scene, number: Number) -> bool:
    """Is the number told of today?"""
    here = scene.span(number.start, number.end)
    return any(scene.between(here, (cue.first, cue.last)) < 8 for cue in scene.cues_of("frame", "now"))
