"""Told or promised, and by whom: the nature of a number and the source the article names for it."""

from dataclasses import dataclass

from extract.documents import Document, Mention
from extract.figures.cues import Cue
from extract.figures.measures import Measure, strongest
from extract.figures.scene import Number, Scene


def nature(scene: Scene, number: Number, measure: Measure, led: str | None) -> tuple[str, str]:
    """ "actual", "target", "forecast" or "survey", and the rule that says so.

    `led` is the nature of the number from which an ellipsis took its noun."""
    if measure.metric in {"survey_share", "respondents"}:
        return "survey", "answers"
    behind = _weigh(scene, number, _cues_after(scene, number))
    if led is not None and behind is None and number.rule == "unit told before" and _follows(scene, number):
        return led, "like the number before"
    if number.earlier:
        return "actual", "the level before"
    for cues in (_cues_before(scene, number), _cues_after(scene, number)):
        told = _weigh(scene, number, cues)
        if told is not None:
            return (
                ("forecast", "others expect") if told[0] != "actual" and is_expected_by_others(scene, number) else told
            )
    if measure.metric == "jobs" and scene.cues_of("staffing", "plan"):
        return "target", "hires and cuts are plans"
    return "actual", "told"


def is_expected_by_others(scene: Scene, number: Number) -> bool:
    """Do analysts, an institute or another firm than the article's own look ahead here?"""
    here = scene.span(number.start, number.end)
    if any(cue.first < here[0] for cue in scene.cues_of("nature", "outside")):
        return True
    for cue in scene.cues_of("nature", "expect"):
        for mention in scene.mentions:
            if mention.kind == "organisation" and 0 < cue.first - scene.span(mention.start, mention.end)[1] <= 3:
                return cue.last < here[0] and mention.name != scene.document.topic
    return False


def _follows(scene: Scene, number: Number) -> bool:
    """Is the number told on by the one that lends it its noun, in the same clause?"""
    leader = number.leader
    if leader is None or scene.is_versus(number) or leader.start < scene.sentence.start:
        return False
    return scene.same_clause(scene.span(leader.start, leader.end), scene.span(number.start, number.end))


def _weigh(scene: Scene, number: Number, cues: list[Cue]) -> tuple[str, str] | None:
    if any(cue.value == "expect" for cue in cues) and is_expected_by_others(scene, number):
        return "forecast", "others expect"
    scores = {
        value: strongest(scene, number, [cue for cue in cues if cue.value == value])[1]
        for value in ("target", "forecast", "actual", "future", "held")
    }
    promised = max(scores["target"], scores["future"])
    if scores["held"] > 0 and scores["held"] >= promised:
        return "actual", "taken over"
    if scores["forecast"] > 0 and scores["forecast"] >= max(promised - 2, scores["actual"]):
        return "forecast", "expected"
    if promised > 0 and promised >= scores["actual"]:
        return "target", "promised"
    if scores["actual"] > 0:
        return "actual", "told"
    return None


def by_period(
    scene: Scene, number: Number, kind: str, period: str | None, published: str | None
) -> tuple[str, str] | None:
    """What is told of a time to come is no fact: a target where nothing says that others expect it."""
    if kind != "actual" or period is None or published is None:
        return None
    start = period.split("/")[0]
    if start[:4] <= published[:4]:
        return None
    return ("forecast", "others expect") if is_expected_by_others(scene, number) else ("target", "due later")


def _cues_before(scene: Scene, number: Number) -> list[Cue]:
    """The cues that stand before the number, in its clause."""
    here = scene.span(number.start, number.end)
    return [
        cue
        for cue in scene.cues_of("nature")
        if cue.last < here[0] and (scene.same_clause((cue.first, cue.last), here) or cue.value == "forecast")
    ]


def _cues_after(scene: Scene, number: Number) -> list[Cue]:
    """The cues that stand close behind the number, in its clause: "2.000 embauches sont promises"."""
    here = scene.span(number.start, number.end)
    return [
        cue
        for cue in scene.cues_of("nature")
        if cue.first > here[1]
        and scene.same_clause(here, (cue.first, cue.last))
        and not any(scene.numbers_between(number, cue.first, cue.last))
        and "," not in scene.document.text[number.end : scene.starts[cue.first]]
        and not set(scene.words[here[1] + 1 : cue.first]) & scene.joins
    ]


@dataclass(slots=True)
class Interview:
    """Who answers in an article of questions and answers; None in any other article."""

    speaker: str | None
    answers: set[int]  # paragraphs

    def source(self, scene: Scene) -> str | None:
        """The one who answers, where the scene stands in an answer."""
        return self.speaker if scene.paragraph in self.answers else None


def read_interview(document: Document) -> Interview:
    """Find the speaker and the paragraphs of answers of an interview."""
    words = document.language.words("measures")["words"]
    readers, speakers = set(words["reader"]), set(words["speaker"])
    paragraphs: dict[int, list[str]] = {}
    text, number, seen = document.text, 0, 0
    asked: dict[int, bool] = {}
    for sentence in document.sentences:
        number += text.count("\n", seen, sentence.start)
        seen = sentence.start
        told = text[sentence.start : sentence.end]
        paragraphs.setdefault(number, []).extend(told.lower().replace("’", " ").replace("'", " ").split())
        asked[number] = told.rstrip(' »"”').endswith("?")
    questions, answers = set(), set()
    for key, told in paragraphs.items():
        bare = {word.strip('.,;:!?«»"“”()') for word in told}
        first, second = bool(bare & speakers), bool(bare & readers)
        if (asked[key] and len(told) < 60) or (second and not first and len(told) < 60):
            questions.add(key)
        else:
            answers.add(key)
    keys = sorted(paragraphs)
    turns = sum(1 for a, b in zip(keys, keys[1:], strict=False) if a in questions and b in answers)
    if turns < 3:
        return Interview(None, set())
    start = min(questions)
    return Interview(_interviewee(document, start, paragraphs), {key for key in answers if key > start})


def _interviewee(document: Document, _: int, __: dict[int, list[str]]) -> str | None:
    """The person named first and most before the first question."""
    counts: dict[str, float] = {}
    limit = document.text.find("?")
    for mention in document.mentions:
        if mention.kind == "person" and (mention.start < max(limit, 600)):
            counts[mention.name] = counts.get(mention.name, 0.0) + (3.0 if mention.start < 120 else 1.0)
    return max(counts, key=lambda name: counts[name]) if counts else None


def source(scene: Scene, number: Number, interview: Interview, subject: str | None) -> str | None:
    """Whom the article names as the source of the number, None where nobody."""
    named = [m for m in scene.mentions if m.kind in {"person", "organisation"}]
    according = _after_cue(scene, named, "according", 9)
    if according is not None:
        return according.name
    speaker = interview.source(scene)
    if speaker is not None:
        return speaker
    claimed = _claimant(scene, number, named)
    if claimed is not None:
        return claimed.name
    if _claims(scene, number):
        return subject
    said = _speaker(scene, number, named)
    return said.name if said is not None else None


def _after_cue(scene: Scene, named: list[Mention], value: str, reach: int) -> Mention | None:
    for cue in scene.cues_of("source", value):
        for mention in named:
            first = scene.span(mention.start, mention.end)[0]
            if cue.last < first <= cue.last + reach:
                return mention
    return None


def _claims(scene: Scene, number: Number) -> bool:
    here = scene.span(number.start, number.end)
    return any(
        cue.last < here[0] and scene.between((cue.first, cue.last), here) < 12
        for cue in scene.cues_of("source", "claims")
    )


def _claimant(scene: Scene, number: Number, named: list[Mention]) -> Mention | None:
    """The subject of "revendique", "promises": the name before the verb."""
    here = scene.span(number.start, number.end)
    for cue in reversed(scene.cues_of("source", "claims")):
        if cue.last < here[0] and scene.between((cue.first, cue.last), here) < 12:
            before = [m for m in named if scene.span(m.start, m.end)[1] < cue.first]
            close = [m for m in before if scene.between(scene.span(m.start, m.end), (cue.first, cue.last)) < 12]
            if close:
                return close[-1]
    return None


def _speaker(scene: Scene, number: Number, named: list[Mention]) -> Mention | None:
    """The name beside a verb of saying that governs the number: "a indiqué Jean Dupont", "Dupont said"."""
    for cue in scene.cues_of("source", "says"):
        after = [m for m in named if 0 < scene.span(m.start, m.end)[0] - cue.last <= 6]
        before = [m for m in named if 0 < cue.first - scene.span(m.start, m.end)[1] <= 4]
        if after and not any(n.start < after[0].start and n.end > scene.ends[cue.last] for n in scene.numbers):
            return after[0]
        if before:
            return before[-1]
    return None
