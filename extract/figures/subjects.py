"""Of whom and of where a number speaks: its subject and its countries."""

from extract.documents import Document, Mention
from extract.figures.measures import Measure
from extract.figures.scene import Number, Scene


class Subjects:
    """Finds the subject of each number of one article, in text order."""

    def __init__(self, document: Document) -> None:
        self._topic = document.topic
        self._last: str | None = None
        self._paragraph = -1

    def subject(self, scene: Scene, number: Number, measure: Measure) -> tuple[str | None, str]:
        """The company, platform or market counted, and the rule that found it."""
        name, rule = self._find(scene, number, measure)
        if name is not None:
            self._last, self._paragraph = name, scene.paragraph
        return name, rule

    def _find(self, scene: Scene, number: Number, measure: Measure) -> tuple[str | None, str]:
        if number.leader is not None and self._last is not None and number.leader.start >= scene.sentence.start:
            return self._last, "like the number before"
        organisations = [m for m in scene.mentions if m.kind == "organisation"]
        here = scene.span(number.start, number.end)
        best: tuple[float, Mention] | None = None
        for mention in organisations:
            there = scene.span(mention.start, mention.end)
            gap = scene.between(here, there) + (0.0 if mention.start < number.start else 4.0)
            if _is_source(scene, there):
                gap += 15.0
            if best is None or gap < best[0]:
                best = gap, mention
        if best is not None and best[0] < 30:
            return best[1].name, "organisation of the sentence"
        if self._last is not None and scene.paragraph == self._paragraph:
            return self._last, "subject of the paragraph"
        return self._topic, "topic"


def _is_source(scene: Scene, there: tuple[int, int]) -> bool:
    return any(0 < there[0] - cue.last <= 6 for cue in scene.cues_of("source", "according"))


def geography(scene: Scene, number: Number) -> tuple[str, ...]:
    """The countries that the sentence names nearest to the number; those of its clause together."""
    here = scene.span(number.start, number.end)
    near: list[tuple[float, tuple[str, ...]]] = []
    for mention in scene.mentions:
        if not mention.countries or mention.kind == "person":
            continue
        gap = scene.between(here, scene.span(mention.start, mention.end))
        gap += 3.0 * sum(1 for _ in scene.numbers_between(number, *scene.span(mention.start, mention.end)))
        near.append((gap, mention.countries))
    if not near:
        return ()
    least = min(gap for gap, _ in near)
    if least > 14:
        return ()
    return tuple(sorted({code for gap, codes in near if gap <= least + 3 for code in codes}))
