"""Figures: one row for each number that says something about a company or a market."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from extract.choice import Option, model
from extract.claims import Figure
from extract.documents import Document
from extract.figures.confidence import rate, traits
from extract.figures.homes import money_meant
from extract.figures.measures import Measure, Told, rule_measure, sign
from extract.figures.metrics import metric_options
from extract.figures.reporting import read_reporting
from extract.figures.scene import Number, Scene, scenes
from extract.figures.selection import Memory, complete, main_currency, told_bound
from extract.figures.sources import read_interview, source
from extract.figures.stance import nature_options, rule_nature
from extract.figures.subjects import Subjects, Whereabouts
from extract.figures.timing import Clock, last_day


class Reading(NamedTuple):
    """A figure and the choices that made it."""

    figure: Figure
    options: dict[str, list[Option]]
    shares: dict[str, float]  # of the choices, by field
    traits: tuple[str, ...]  # what else its confidence is told by


def find_figures(document: Document) -> list[Figure]:
    """The figures of an article, in text order; a number told twice of the same thing is one row."""
    return rows_of(document, [reading.figure for reading in read_figures(document)])


def rows_of(document: Document, found: list[Figure]) -> list[Figure]:
    """The figures without what the headline or another sentence tells again."""
    return _told_once(_without_headline(document, found))


def read_figures(document: Document) -> list[Reading]:
    """Every number of an article that is a figure, with what it may mean."""
    money = money_meant(document)
    reader = _Reader(document, money)
    return [reading for scene in scenes(document, money) for reading in reader.read(scene)]


class _Reader:
    """Reads the scenes of one article in text order; each number may lean on those before it."""

    def __init__(self, document: Document, money: Mapping[int, str]) -> None:
        published = document.article.published
        self._clock = Clock(published, read_reporting(document), day=last_day(document.dates, published))
        self._subjects = Subjects()
        self._whereabouts = Whereabouts()
        self._interview = read_interview(document)
        self._told = Told(document)
        self._memory = Memory(currency=main_currency(document, money))
        self._natures: dict[int, str] = {}  # by the start of the number

    def read(self, scene: Scene) -> list[Reading]:
        """The figures of one sentence."""
        complete(scene, self._memory)
        readings = [self._reading(scene, number) for number in scene.numbers]
        self._memory.keep(scene.numbers)
        return readings

    def _measure(self, scene: Scene, number: Number) -> tuple[Measure, list[Option]]:
        """What the number measures, and all it may measure."""
        ruled = rule_measure(scene, number, self._told)
        options = metric_options(scene, number, ruled, self._told)
        choice = model("figures/metric").choose(options)
        metric = choice.value or ruled.metric
        rule = ruled.rule if metric == ruled.metric else f"{metric} likelier than by {ruled.rule}"
        known = Measure(metric, choice.share, rule, sign(scene, number, metric, ruled))
        self._told.keep(scene, number, known)
        return known, options

    def _nature(self, scene: Scene, number: Number, known: Measure) -> tuple[str, float, str, list[Option]]:
        """Told, promised or expected: the nature of the number, and all it may be."""
        led = self._natures.get(number.leader.start) if number.leader is not None else None
        ruled = rule_nature(scene, number, known, led)
        options = nature_options(scene, number, known.metric, ruled, led, self._clock.published)
        choice = model("figures/nature").choose(options)
        kind = choice.value or ruled[0]
        self._natures[number.start] = kind
        return kind, choice.share, ruled[1] if kind == ruled[0] else f"{kind} by weights", options

    def _reading(self, scene: Scene, number: Number) -> Reading:
        known, metrics = self._measure(scene, number)
        kind, sure, stance_rule, natures = self._nature(scene, number, known)
        periods, period = self._clock.period(scene, number, known.metric, kind)
        subjects, chosen = self._subjects.subject(scene, number, known.metric, kind)
        subject = chosen.value
        places, geography = self._whereabouts.countries(scene, number, known.metric)
        value, high = _signed(number, known)
        shares = {"metric": known.surety, "nature": sure, "period": period.share, "subject": chosen.share}
        known_of = tuple(traits(number, period))
        figure = Figure(
            subject=subject,
            metric=known.metric,
            value=value,
            value_high=high,
            unit=number.unit or "",
            per=number.per,
            bound=told_bound(scene, number),
            geography=geography,
            period=period.value,
            nature=kind,
            attributed_to=source(scene, number, self._interview, subject),
            quote=scene.text,
            start_char=scene.sentence.start,
            end_char=scene.sentence.end,
            rule="; ".join(
                (number.rule, known.rule, stance_rule, period.option.features[0], chosen.option.features[0])
            ),
            confidence=rate(shares, known_of),
        )
        options = {"metric": metrics, "nature": natures, "period": periods, "subject": subjects, "geography": places}
        return Reading(figure, options, shares, known_of)


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
    places: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)  # what is told -> where in `kept`
    for figure in found:
        alike = places[figure.value, figure.value_high, figure.per, figure.metric, _class(figure.unit), figure.bound]
        twin = next((place for place in alike if kept[place].start_char != figure.start_char), None)
        if twin is None:
            alike.append(len(kept))
            kept.append(figure)
        elif _fullness(figure) > _fullness(kept[twin]):
            kept[twin] = figure
    return kept


def _class(unit: str) -> str:
    """Money, shares and areas by their unit; all counted nouns are alike."""
    return unit if unit.isupper() or unit in {"%", "pp", "x", "m2", "hectares", "hours"} else "count"


def _fullness(figure: Figure) -> int:
    return sum(bool(told) for told in (figure.period, figure.geography, figure.attributed_to))
