"""Which organisations the text speaks of at a place: the discourse focus.

A post, an office or a number often stands without its firm: "le nouveau directeur financier", "the site in Lyon".
`Focus.at(position)` ranks the organisations it can belong to; `document.focus_at(position)` is how to ask.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from extract.mentions import Mention, Sentence
from extract.names.sections import section_at

_STEP = 0.8  # of the weight left after each sentence
_REACH = 60  # sentences; of what stands farther away a millionth would be left
_PARAGRAPH = 0.5  # ... and after each paragraph
_SAME, _LATER = 0.7, 0.3  # of what stands after the place: in its sentence, in its paragraph
_TOPIC = 1.5  # for the organisation an article is about, wherever it is not named
_HEAD = 4.0  # for the one that heads a section
_ELSEWHERE = 0.1  # of what other sections of a list name


class InFocus(NamedTuple):
    """An organisation and how much the text speaks of it, from 0 to 1: the shares of a place sum to 1."""

    name: str
    share: float


class Focus:
    """The organisations of one article, ranked for any place in it."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        weights: Sequence[float],
        topic: str | None,
        sections: Sequence[tuple[int, str | None]],
        is_list: bool,
    ) -> None:
        """`mentions` are the organisations named, in order, with their `salience.weights`; `is_list`: the article
        is a list of news about several."""
        self._mentions, self._weights = mentions, weights
        self._starts = [mention.start for mention in mentions]
        self._sentences = [sentence.start for sentence in sentences]
        self._paragraphs = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
        self._topic, self._sections, self.is_list = topic, sections, is_list
        self._rows = [bisect_right(self._sentences, start) for start in self._starts]
        self._blocks = [bisect_right(self._paragraphs, start) for start in self._starts]
        self._parts = [section_at(sections, start)[0] for start in self._starts]

    def at(self, position: int) -> list[InFocus]:
        """The organisations the text speaks of at `position`, the likeliest first; empty where it names none."""
        scores: defaultdict[str, float] = defaultdict(float)
        row = bisect_right(self._sentences, position)
        block = bisect_right(self._paragraphs, position)
        section, owner = section_at(self._sections, position)
        if owner is not None:
            scores[owner] += _HEAD
        elif self._topic is not None and not self.is_list:
            scores[self._topic] += _TOPIC
        first = bisect_left(self._rows, row - _REACH)
        last = min(bisect_right(self._blocks, block), bisect_right(self._rows, row + _REACH))
        for index in range(first, last):
            near = self._nearness(index, position, row, block)
            if self._parts[index] != section:
                near *= _ELSEWHERE
            if near:
                scores[self._mentions[index].name] += near * self._weights[index]
        total = sum(scores.values())
        ranked = sorted(scores, key=lambda name: -scores[name]) if total else []
        return [InFocus(name, scores[name] / total) for name in ranked]

    def _nearness(self, index: int, position: int, row: int, block: int) -> float:
        """How much of a mention's weight is left at `position`."""
        back, above = row - self._rows[index], block - self._blocks[index]
        if self._starts[index] > position:
            return _SAME if back == 0 else _LATER if above == 0 else 0.0
        return float(_STEP**back * (_PARAGRAPH if self.is_list else _STEP) ** above)
