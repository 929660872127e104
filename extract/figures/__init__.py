"""Figures: one row for each number that says something about a company or a market."""

from extract.claims import Figure
from extract.documents import Document
from extract.figures.confidence import rate
from extract.figures.measures import Measure, Told, measure
from extract.figures.reporting import read_reporting
from extract.figures.scene import Number, Scene, scenes
from extract.figures.selection import Memory, complete, main_currency, told_bound
from extract.figures.sources import read_interview, source
from extract.figures.stance import by_period, nature
from extract.figures.subjects import Subjects, geography
from extract.figures.timing import Clock


def find_figures(document: Document) -> list[Figure]:
    """The figures of an article, in text order; a number told twice of the same thing is one row."""
    reader = _Reader(document)
    found = [figure for scene in scenes(document) for figure in reader.read(scene)]
    return _told_once(_without_headline(document, found))


class _Reader:
    """Reads the scenes of one article in text order; each number may lean on those before it."""

    def __init__(self, document: Document) -> None:
        self._clock = Clock(document.article.published, read_reporting(document))
        self._subjects = Subjects(document)
        self._interview = read_interview(document)
        self._told = Told(document)
        self._memory = Memory(currency=main_currency(document))
        self._natures: dict[int, str] = {}  # by the start of the number

    def read(self, scene: Scene) -> list[Figure]:
        """The figures of one sentence."""
        complete(scene, self._memory)
        figures = [self._figure(scene, number) for number in scene.numbers]
        self._memory.keep(scene.numbers)
        return figures

    def _figure(self, scene: Scene, number: Number) -> Figure:
        known = measure(scene, number, self._told)
        led = self._natures.get(number.leader.start) if number.leader is not None else None
        kind, stance_rule = nature(scene, number, known, led)
        period, period_rule = self._clock.period(scene, number, known, kind)
        kind, stance_rule = by_period(scene, number, kind, period, self._clock.published) or (kind, stance_rule)
        self._natures[number.start] = kind
        subject, subject_rule = self._subjects.subject(scene, number)
        value, high = _signed(number, known)
        return Figure(
            subject=subject,
            metric=known.metric,
            value=value,
            value_high=high,
            unit=number.unit or "",
            per=number.per,
            bound=told_bound(scene, number),
            geography=geography(scene, number, known.metric),
            period=period,
            nature=kind,
            attributed_to=source(scene, number, self._interview, subject),
            quote=scene.text,
            start_char=scene.sentence.start,
            end_char=scene.sentence.end,
            rule=f"{number.rule}; {known.rule}; {stance_rule}; {period_rule}; {subject_rule}",
            confidence=rate(known),
        )


def _without_headline(document: Document, found: list[Figure]) -> list[Figure]:
    """Drop the numbers of the headline that the article tells again."""
    end = document.text.find("\n", len(document.text) - len(document.text.lstrip()))
    body = {(figure.value, _class(figure.unit)) for figure in found if figure.start_char > end}
    return [f for f in found if f.start_char > end or (f.value, _class(f.unit)) not in body]


def _signed(number: Number, known: Measure) -> tuple[float, float | None]:
    """The value with the sign of a fall or a loss; a range keeps its order of telling."""
    if known.sign > 0:
        return number.value, number.value_high
    high = None if number.value_high is None else -abs(number.value_high)
    return -abs(number.value), high


def _told_once(found: list[Figure]) -> list[Figure]:
    """Drop a number that an earlier or later sentence tells of the same measure: the fuller row stays."""
    kept: list[Figure] = []
    for figure in found:
        twin = next((other for other in kept if _same(other, figure)), None)
        if twin is None:
            kept.append(figure)
        elif _fullness(figure) > _fullness(twin):
            kept[kept.index(twin)] = figure
    return kept


def _same(one: Figure, other: Figure) -> bool:
    return (
        one.start_char != other.start_char
        and (one.value, one.value_high, one.per) == (other.value, other.value_high, other.per)
        and one.metric == other.metric
        and _class(one.unit) == _class(other.unit)
        and one.bound == other.bound
    )


def _class(unit: str) -> str:
    """Money, shares and areas by their unit; all counted nouns are alike."""
    return unit if unit.isupper() or unit in {"%", "pp", "x", "m2", "hectares", "hours"} else "count"


def _fullness(figure: Figure) -> int:
    return sum(bool(told) for told in (figure.period, figure.geography, figure.attributed_to))
