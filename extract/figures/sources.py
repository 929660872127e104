"""Whom an article names as the source of a number."""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from extract.documents import Document, Mention
from extract.figures.cues import WORD, Cue, plain_words
from extract.figures.scene import Number, Scene

_LEAD = 600  # characters at the top of an interview in which the one who answers is presented
_ANNOUNCED = 40  # characters between a name in a headline and the colon that gives it the word
_TURN = 60  # words of a question at most
_TURNS = 3  # questions with an answer that make an interview
_REACH = 12.0
_NAMED = {"person", "organisation"}


@dataclass(frozen=True, slots=True)
class Interview:
    """Who answers in an article of questions and answers; None in any other article."""

    speaker: str | None
    answers: frozenset[int]  # paragraphs

    def source(self, scene: Scene) -> str | None:
        """The one who answers, where the scene stands in an answer."""
        return self.speaker if scene.paragraph in self.answers else None


def read_interview(document: Document) -> Interview:
    """Find the speaker and the paragraphs of answers of an interview."""
    lists = plain_words(document.language)
    told: dict[int, list[str]] = {}
    asked: dict[int, bool] = {}
    starts: dict[int, int] = {}
    number = seen = 0
    for sentence in document.sentences:
        number += document.text.count("\n", seen, sentence.start)
        seen = sentence.start
        words = [m.group().lower() for m in WORD.finditer(document.text, sentence.start, sentence.end)]
        told.setdefault(number, []).extend(words)
        starts.setdefault(number, sentence.start)
        asked[number] = document.text[sentence.start : sentence.end].rstrip(" »\"”'").endswith("?")
    questions = {
        key
        for key, words in told.items()
        if len(words) < _TURN and (asked[key] or (lists["reader"] & set(words) and not lists["speaker"] & set(words)))
    }
    answers = [key for before, key in pairwise(sorted(told)) if before in questions and key not in questions]
    if len(answers) < _TURNS:
        return Interview(None, frozenset())
    first = min(questions)
    speaker = _interviewee(document, starts[first])
    return Interview(speaker, frozenset(key for key in told if key > first and key not in questions))


def _interviewee(document: Document, limit: int) -> str | None:
    """Who is announced in the headline ("Jeanne Dupont (Norvia) : « ... »"), else first presented in the lead."""
    headline = document.text.find("\n")
    people = [m for m in document.mentions if m.kind == "person" and " " in m.name and m.start < max(limit, _LEAD)]
    for mention in people:
        if mention.end <= headline and ":" in document.text[mention.end : mention.end + _ANNOUNCED]:
            return mention.name
    lead = [m for m in people if m.start > headline]
    return next((m.name for m in (*lead, *people)), None)


def source(scene: Scene, number: Number, interview: Interview, subject: str | None) -> str | None:
    """Whom the article names as the source of the number, None where nobody."""
    named = [m for m in scene.mentions if m.kind in _NAMED]
    told = _according(scene, number, named) or _forecaster(scene, number, named)
    if told is not None:
        return told
    speaker = interview.source(scene)
    if speaker is not None:
        return speaker
    return _claimant(scene, number, named, subject) or _speaker(scene, named)


def _according(scene: Scene, number: Number, named: list[Mention]) -> str | None:
    """ "selon X": of the whole sentence where it opens or ends it, else of the numbers of its clause behind it."""
    here = scene.span(number.start, number.end)
    for cue in scene.cues_of("source", "according"):
        there = (cue.first, cue.last)
        if not scene.same_clause(there, here) or (
            cue.first > 3 and there < here and _another_between(scene, number, cue)
        ):
            continue
        follow = [m for m in named if 0 < scene.span(m.start, m.end)[0] - cue.last <= 9]
        if follow and (cue.first <= 3 or cue.first < here[0] or not _another_behind(scene, number, cue)):
            return follow[0].name
    return None


def _another_between(scene: Scene, number: Number, cue: Cue) -> bool:
    return any(scene.numbers_between(number, cue.first, cue.last))


def _another_behind(scene: Scene, number: Number, cue: Cue) -> bool:
    """Does a number stand between this one and a "selon X" behind it, or right after that?"""
    after = [n for n in scene.numbers if scene.span(n.start, n.end)[0] > cue.last]
    return bool(after) or _another_between(scene, number, cue)


def _forecaster(scene: Scene, number: Number, named: list[Mention]) -> str | None:
    """ "Gartner attend 246 milliards": a firm other than the article's own that looks ahead."""
    here = scene.span(number.start, number.end)
    for cue in scene.cues_of("nature", "expect"):
        for mention in named:
            before = 0 < cue.first - scene.span(mention.start, mention.end)[1] <= 3 and cue.last < here[0]
            if before and mention.kind == "organisation" and mention.name != scene.document.topic:
                return mention.name
    return None


def _claimant(scene: Scene, number: Number, named: list[Mention], subject: str | None) -> str | None:
    """The one who claims, promises or aims: named before the verb, else the number's own subject."""
    here = scene.span(number.start, number.end)
    people = [scene.span(m.start, m.end)[0] for m in named if m.kind == "person"]
    for cue in reversed(scene.cues_of("source", "claims")):
        there = (cue.first, cue.last)
        if cue.first > here[1] and cue.last + 1 in people:  # "promet Jeanne Dupont"
            return next(m.name for m in named if scene.span(m.start, m.end)[0] == cue.last + 1)
        beside = cue.first > here[1] and scene.between(here, there) <= 4 and scene.unbroken(here[1], cue.first)
        if beside and not any(scene.numbers_between(number, *there)):
            return subject
        if cue.last < here[0] and scene.between(there, here) < _REACH and scene.same_clause(there, here):
            spans = [
                (scene.between(scene.span(m.start, m.end), there), m) for m in named if m.end <= scene.starts[cue.first]
            ]
            close = [m for gap, m in spans if gap < _REACH]
            return close[-1].name if close else subject
    return None


def _speaker(scene: Scene, named: list[Mention]) -> str | None:
    """The name beside a verb of saying: "a indiqué Jean Dupont", "Dupont said"; "dit-il" is the last person."""
    for cue in scene.cues_of("source", "he_says"):
        person = _last_person(scene.document, scene.starts[cue.first])
        if person is not None:
            return person
    for cue in scene.cues_of("source", "says"):
        after = [m for m in named if 0 < scene.span(m.start, m.end)[0] - cue.last <= 6]
        if after:
            return after[0].name
        before = [m for m in named if 0 < cue.first - scene.span(m.start, m.end)[1] <= 4]
        if before:
            return before[-1].name
    return None


def _last_person(document: Document, position: int) -> str | None:
    """The person whom the article names last before `position`."""
    index = bisect_left(document.mentions, position, key=lambda mention: mention.start) - 1
    while index >= 0 and document.mentions[index].kind != "person":
        index -= 1
    return document.mentions[index].name if index >= 0 else None
