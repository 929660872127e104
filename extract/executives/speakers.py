"""Who "I" is: the person quoted, or the one who answers in an interview."""

from bisect import bisect_right
from collections import Counter

from extract.documents import Document
from extract.mentions import Mention
from extract.words import fold, inflections

_NEAR = 60  # characters between a saying verb and the one who speaks
_QUESTIONS = 2  # lines that ask make an interview


class Speakers:
    """Finds the person whom a word of the first person means."""

    def __init__(self, document: Document) -> None:
        """Reads who speaks in the quotations of a document, and who answers if it is an interview."""
        self._document = document
        self._people = [mention for mention in document.mentions if mention.kind == "person"]
        self._starts = [mention.start for mention in self._people]
        words = document.language.words("names").get("verbs", {}).get("saying", ())
        self._saying = frozenset(fold(form) for word in words for form in inflections(word))
        self.interviewee = self._find_interviewee()

    def speaker(self, start: int) -> str | None:
        """Whom "I" at `start` means; None where the text does not tell."""
        text = self._document.text
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start)
        told = [m for m in self._people if first <= m.start < (len(text) if last < 0 else last)]
        speaking = [m for m in told if self._says(m)]
        after = [m for m in speaking if m.start > start]
        before = [m for m in speaking if m.start < start]
        if after or before:
            return (after[0] if after else before[-1]).name
        return self.interviewee

    def _says(self, mention: Mention) -> bool:
        """Whether a verb of saying stands beside the name."""
        text = self._document.text
        ahead = [fold(word) for word in text[max(0, mention.start - _NEAR // 3) : mention.start].split()[-2:]]
        behind = [fold(word.strip(",.:")) for word in text[mention.end : mention.end + _NEAR // 3].split()[:2]]
        return bool(self._saying.intersection(ahead) or self._saying.intersection(behind[:1]))

    def _find_interviewee(self) -> str | None:
        """The person named most before the second question of a text that asks several."""
        sentences = self._document.sentences
        text = self._document.text
        asked = [s for s in sentences if text[s.start : s.end].rstrip(" »”\"'").endswith("?")]
        if len(asked) < _QUESTIONS:
            return None
        limit = bisect_right(self._starts, asked[1].start)
        counts = Counter(mention.name for mention in self._people[:limit] if " " in mention.name)
        return counts.most_common(1)[0][0] if counts else None
