"""What time a number measures, or by when it is due: its period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.choice import Choice, Option, crossed, model
from extract.dates import DateSpan, periods
from extract.figures.carried import of_background
from extract.figures.dated import of_dates, of_passage
from extract.figures.moments import Background, Given, Told, is_news, says_now
from extract.figures.reporting import Reporting, year_before
from extract.figures.scene import Number, Scene

_ACCOUNTS = frozenset({"revenue", "profit", "growth"})  # what articles report on for a period
_TOLD = ("date", "passage")  # what the sentence itself tells


@dataclass(slots=True)
class Clock:
    """The period an article is reporting on, as its numbers have told it so far."""

    published: str | None
    reporting: Reporting
    current: str | None = None
    paragraph: int = 0
    given: dict[int, str | None] = field(default_factory=dict)  # by number start: what period it took
    day: str | None = None  # on which shares were last traded, as far as the article tells
    local: Given | None = None  # the last period a number took

    def options(self, scene: Scene, number: Number, metric: str, nature: str) -> list[Option]:
        """All that the period of `number` may be."""
        return _candidates(scene, number, Told.of(scene, number, metric, nature), self._background(scene, number))

    def period(self, scene: Scene, number: Number, metric: str, nature: str) -> tuple[list[Option], Choice]:
        """The candidates for the period of `number` and the likeliest of them (None where untold)."""
        options = self.options(scene, number, metric, nature)
        choice = model("figures/period").choose(options)
        period = choice.value
        self.given[number.start] = period
        if period:
            self.local = Given(period, metric, nature, scene.paragraph, scene.sentence.start)
        told = choice.option.features[0].startswith(_TOLD)
        if period and told and nature == "actual" and self._reports(metric, period, number):
            self.current, self.paragraph = period, scene.paragraph
        return options, choice

    def _background(self, scene: Scene, number: Number) -> Background:
        before = (self.given.get(other.start) for other in reversed(scene.numbers) if other.start < number.start)
        return Background(
            published=self.published,
            current=self.current,
            distance=scene.paragraph - self.paragraph,
            named=self.reporting.at(scene.sentence.end),
            accounts=self.reporting.most,
            own=self.reporting.own,
            day=self.day or self.published,
            local=self.local if self.local is not None and self.local.paragraph == scene.paragraph else None,
            leader=self.given.get(number.leader.start) if number.leader is not None else None,
            neighbour=next((period for period in before if period), None),
        )

    def _reports(self, metric: str, period: str, number: Number) -> bool:
        """Does this number tell what time the article reports on?"""
        if metric not in _ACCOUNTS or number.earlier or number.leader:
            return False
        if self.published is None or (self.current is not None and period == year_before(self.current)):
            return False
        first, last = period.split("/")[0], period.split("/")[-1]
        end = periods.parse_iso(last)
        if end is None or (end.day and "/" not in period) or int(last[:4]) - int(first[:4]) > 1:
            return False
        return int(self.published[:4]) - 1 <= end.year <= int(self.published[:4])


def last_day(dates: Sequence[DateSpan], published: str | None) -> str | None:
    """The last day told among those right before publication, of which an article tells the news."""
    recent = [date.iso for date in dates if is_news(date.iso, published) and date.iso != published]
    return max(recent, default=None)


def _candidates(scene: Scene, number: Number, told: Told, background: Background) -> list[Option]:
    """All that the period of `number` may be, None ("untold") first."""
    return [
        Option(None, tuple(_for_none(scene, number, told, background))),
        *of_dates(scene, number, told, background),
        *of_passage(scene, number, told),
        *of_background(scene, number, told, background),
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
