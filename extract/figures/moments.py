"""What is known of a number and of its article before its period is asked, and what times are: shared by the
stations that offer candidates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from extract.dates import periods
from extract.dates.periods import Interval
from extract.figures.reporting import parse_period
from extract.figures.scene import Number, Scene

# What is measured over a stretch of time: it takes the period that the article is reporting on.
FLOWS = frozenset({"revenue", "profit", "growth", "sales", "gmv", "orders", "content_hours", "downloads"})
_DEALS = frozenset({"investment", "funding", "valuation", "fine"})
_PARTS = frozenset({"share", "market_share"})
_NEWS_DAYS = 10  # a day so close before publication dates the news, not the number
_BESIDE = 8.0
_LONG = 13  # months: longer intervals are no accounts


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a number before its period is asked."""

    metric: str
    nature: str
    measured: str  # flow, stock, balance, part, ratio, deal ...: what kind of time it may have
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
    if metric in {"price", "area", "jobs"}:
        return metric
    if metric in {"survey_share", "respondents"}:
        return "survey"
    if number.kind == "rate":
        return _measured_rate(scene, number, metric)
    if metric == "other" and number.kind == "money":
        return "balance" if _is_near(scene, number, "frame", "balance") else "sum"
    return "stock"


def _measured_rate(scene: Scene, number: Number, metric: str) -> str:
    """A margin and a part of the year's sales are of a time as these are; a part of the capital is not."""
    if _is_near(scene, number, "frame", "margin"):
        return "ratio"
    if metric in _PARTS and _is_near(scene, number, "money", "revenue", "sold", "profit", "sales", "orders"):
        return "part of a sum"
    return "part" if metric in _PARTS else "stock"


def _is_near(scene: Scene, number: Number, group: str, *values: str) -> bool:
    here = scene.span(number.start, number.end)
    return any(scene.between(here, (cue.first, cue.last)) < _BESIDE for cue in scene.cues_of(group, *values))


@dataclass(frozen=True, slots=True)
class Background:
    """What the article has told of time before a number."""

    published: str | None
    current: str | None  # the period its numbers report on
    distance: int  # paragraphs since that was told
    named: str | None  # the period of accounts named last
    accounts: str | None  # the period of accounts named most
    own: Mapping[int, str]  # by its months a period of accounts that no calendar has
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


def length(iso: str) -> str:
    """How long the time is: day, month, quarter, half, nine months, year, fiscal year or years."""
    period = parse_period(iso)
    if isinstance(period, Interval):
        months = months_of(period)
        if months is None:
            return "days" if period.start.day else "years"
        return f"{months} months" if months in {3, 6, 9, 12} else "months" if months < _LONG else "years"
    return "day" if period and period.day else "month" if period and period.month else "year"


def months_of(period: Interval) -> int | None:
    """How many months an interval of whole months spans."""
    if period.start.day or period.end.day or not period.start.month or not period.end.month:
        return None
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def when(iso: str, published: str | None) -> str:
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


def says_now(scene: Scene, number: Number) -> bool:
    """Is the number told of today?"""
    here = scene.span(number.start, number.end)
    return any(scene.between(here, (cue.first, cue.last)) < 8 for cue in scene.cues_of("frame", "now"))
