"""Of whom and of where a number speaks: its subject and its countries."""

from extract.choice import Choice, Option, model
from extract.figures.owners import Before, owner_options
from extract.figures.scene import Number, Scene
from extract.figures.whereabouts import place_options


class Subjects:
    """Finds the subject of each number of one article, in text order."""

    def __init__(self) -> None:
        """Start at the top of an article."""
        self._given: dict[int, str | None] = {}  # by number start
        self._last: tuple[str, str, int, int] | None = None  # name, kind of number, sentence, paragraph

    def subject(self, scene: Scene, number: Number, metric: str, nature: str) -> tuple[list[Option], Choice]:
        """The companies, platforms and markets that may be counted, and the likeliest."""
        options = owner_options(scene, number, metric, nature, self._before(scene, number))
        choice = model("figures/subject").choose(options)
        self._given[number.start] = choice.value
        if choice.value is not None:
            self._last = choice.value, number.kind, scene.sentence.start, scene.paragraph
        return options, choice

    def _before(self, scene: Scene, number: Number) -> Before:
        leader = self._given.get(number.leader.start) if number.leader is not None else None
        if self._last is None:
            return Before(None, None, None, False, leader)
        name, kind, sentence, paragraph = self._last
        here = sentence == scene.sentence.start
        return Before(name if here else None, None if here else name, kind, paragraph == scene.paragraph, leader)


class Whereabouts:
    """Finds the countries of each number of one article, in text order."""

    def __init__(self) -> None:
        """Start at the top of an article."""
        self._last: tuple[int, tuple[str, ...]] | None = None  # sentence, countries

    def countries(self, scene: Scene, number: Number, metric: str) -> tuple[list[Option], tuple[str, ...]]:
        """The countries a number may be about, and the likeliest."""
        same = self._last is not None and self._last[0] == scene.sentence.start
        options = place_options(scene, number, metric, self._last[1] if self._last is not None and same else None)
        chosen = tuple((model("figures/geography").choose(options).value or "").split())
        self._last = scene.sentence.start, chosen
        return options, chosen
