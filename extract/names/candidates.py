"""Stretches of a text that may be names: runs of capitalised words, with the model's entities as a guide."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from extract.names.firstnames import first_names
from extract.names.genitives import is_s, names_in_s
from extract.names.layout import is_headline, is_shout, is_title, runs_in, stands_over
from extract.names.lexicon import NameLexicon
from extract.places import PlaceHit
from extract.places.gazetteer import Gazetteer
from extract.words import Word

LABELS = {"PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place"}
_OPENERS = frozenset("«“\"‘'([:;•–—-*|>")
_PLAIN_GAP = frozenset('«»“”"|:;()[]!?/>')  # none of these inside a name
_DASHES = frozenset({" – ", " — ", " - "})
_HEADS = 3  # paragraphs with a heading run in: a list of firms


@dataclass(slots=True)
class Candidate:
    """The words first..last (last excluded) of a text, with the model's label if it has one."""

    first: int
    last: int
    start: int
    end: int
    label: str | None = None
    opening: bool = False  # stands where any word has a capital: the start of a sentence
    loose: bool = False  # stands in a headline, where capitals tell nothing
    shout: bool = False  # stands in a line of capitals
    heading: bool = False  # opens a paragraph as its heading
    plain: bool = False  # an everyday word that may have its capital from its place alone
    scores: dict[str, float] = field(default_factory=lambda: {"person": 0.0, "organisation": 0.0, "place": 0.0})


@dataclass(slots=True)
class Tokens:
    """The words of a text with what the model says of each: the number of its entity and that one's label."""

    text: str
    words: list[Word]
    entity: list[int]  # 0 outside, else the number of the entity
    labels: list[str]  # of entity n at n - 1
    lower: set[str]  # keys of the words that stand in lower case somewhere


def read_tokens(text: str, words: list[Word], doc: Doc) -> Tokens:
    """Line the words up with the tokens of `doc`."""
    count = len(words)
    entity = [0] * count
    starts = [word.start for word in words]
    labels: list[str] = []
    for span in doc.ents:
        labels.append(span.label_)
        index = bisect_right(starts, span.start_char - 1)
        while index < count and starts[index] < span.end_char:
            entity[index] = len(labels)
            index += 1
    lower = {word.key for word in words if word.text.islower()}
    return Tokens(text, words, entity, labels, lower)


def _capital(text: str) -> bool:
    """ "Renault", "3M", "eBay", "L'"; not "iii" or "2019"."""
    return text[0].isupper() or (len(text) > 1 and not text.islower() and not text.isdigit())


class CandidateFinder:
    """One pass over the words of a text."""

    def __init__(
        self,
        tokens: Tokens,
        sentences: Sequence[tuple[int, int]],
        hits: Sequence[PlaceHit],
        lexicon: NameLexicon,
        book: Gazetteer,
    ) -> None:
        """`hits` are the gazetteer's names in the text, `sentences` its sentences' spans."""
        self._t = tokens
        self._lexicon = lexicon
        self._book = book
        self._openings = {start for start, _ in sentences}
        self._long_places = {
            hit.first: hit.last for hit in hits if hit.last - hit.first > 1 and not hit.places[0].adjective
        }
        lines = [(start, end, tokens.text[start:end]) for start, end in sentences]
        self._headlines = [(start, end) for start, end, line in lines if is_headline(line)]
        self._shouts = [(start, end) for start, end, line in lines if is_shout(line)]
        self._run_ins = {start for start, end, line in lines if line.isupper() and runs_in(tokens.text, start, end)}
        self._headings = self._run_ins | {
            start for start, end, line in lines if is_title(line) and runs_in(tokens.text, start, end)
        }
        alone = {start for start, end, line in lines if stands_over(tokens.text, start, end, line)}
        if len(alone) >= _HEADS:
            self._headings |= alone
        self._territories = {
            hit.first: hit.last for hit in hits if hit.places[0].kind != "city" and not hit.places[0].adjective
        }
        self._in_s = names_in_s(tokens.text, tokens.words, lexicon)
        self._pairs = Counter(
            (one.text, two.text)
            for one, two in pairwise(tokens.words)
            if one.text[0].isupper() and two.text[0].isupper()
        )

    def find(self) -> list[Candidate]:
        """All candidates, in order, never overlapping."""
        found: list[Candidate] = []
        index, count = 0, len(self._t.words)
        while index < count:
            if not (_capital(self._t.words[index].text) or self._t.entity[index]):
                index += 1
                continue
            last = self._reach_in_capitals(index) if self._capitals(index) else self._reach(index)
            candidate = self._trim(index, last)
            if candidate is not None:
                found.append(candidate)
            index = max(last, index + 1)
        return found

    def _inside(self, index: int, spans: Sequence[tuple[int, int]]) -> bool:
        start = self._t.words[index].start
        return any(a <= start < b for a, b in spans)

    def _capitals(self, index: int) -> bool:
        """The word stands in a line of capitals."""
        return self._t.words[index].start in self._run_ins or self._inside(index, self._shouts)

    def _reach_in_capitals(self, index: int) -> int:
        """In a line of capitals: a first name and what follows it, or a single word."""
        words, last = self._t.words, index + 1
        key = words[index].key
        if words[index].start in self._run_ins:
            while last < len(words) and words[last].text.isupper():
                if self._t.text[words[last - 1].end : words[last].start] not in {" ", "-", "'", "’", " & ", "\u00a0"}:
                    break
                last += 1
            return last
        if key in self._lexicon.stop or (key in self._lexicon.common and key not in first_names()):
            return last
        while last < len(words) and last - index < 4:
            gap = self._t.text[words[last - 1].end : words[last].start]
            key = words[last].key
            if gap not in {" ", "-", "\u00a0", " & "} or key in self._lexicon.common or key in self._lexicon.words:
                break
            if key in self._lexicon.stop and key not in self._lexicon.particles:
                break
            last += 1
        return last

    def _opening(self, index: int) -> bool:
        """Any word has a capital here: a sentence starts, or a quotation, a bracket, an item."""
        start = self._t.words[index].start
        if start in self._openings or index == 0:
            return True
        before = self._t.text[max(0, start - 3) : start]
        if before[-1:] in {"-", "'", "’", "‘"} and len(before) > 1 and not before[-2].isspace():
            return False
        before = before.rstrip()
        return bool(before) and before[-1] in _OPENERS

    def _reach(self, index: int) -> int:
        """The index after the last word of the run that starts at `index`."""
        t, words = self._t, self._t.words
        last, count = self._long_places.get(index, index + 1), len(words)
        while last < count:
            gap = t.text[words[last - 1].end : words[last].start]
            same = t.entity[last] != 0 and t.entity[last] == t.entity[last - 1] and self._labelled(last)
            if "\n" in gap or (len(gap) > 3 and not same) or not _PLAIN_GAP.isdisjoint(gap) or gap in _DASHES:
                break
            if self._territories.get(index) == last and words[last].key in self._lexicon.of:
                break  # "directrice France de X"
            if words[last].text.islower() and self._breaks(index, last):
                break
            if self._ends_in_s(last + 1) or same or self._joins(index, last, gap):
                last += 1
            else:
                reach = self._bridge(index, last, gap)
                if not reach:
                    break
                last = reach
        return last

    def _breaks(self, first: int, index: int) -> bool:
        """No name goes over the word in lower case at `index`."""
        key, lexicon = self._t.words[index].key, self._lexicon
        if key in lexicon.breaks:
            return True
        person = self._t.entity[index] and LABELS.get(self._t.labels[self._t.entity[index] - 1]) == "person"
        return bool(person) and key in lexicon.of and key not in lexicon.particles  # "Marco Antonelli of X"

    def _labelled(self, index: int) -> bool:
        return self._t.labels[self._t.entity[index] - 1] in LABELS

    def _joins(self, first: int, index: int, gap: str) -> bool:
        """The capitalised word at `index` goes on the name before it."""
        t, word, before = self._t, self._t.words[index], self._t.words[index - 1]
        space = gap.replace("\u00a0", " ").replace("\u202f", " ")
        if space == ".":
            return (
                word.key in {"com", "fr", "be", "nl", "net", "org", "eu", "io", "ai", "co", "tv", "ch", "ca"}
                or len(before.text) == 1
            )
        if not _capital(word.text):
            return False
        if space == ". ":
            return len(before.text) == 1 and before.text.isupper() and index - first < 3
        if space not in {" ", "-", "–", " & ", "&", "'", "’", "+"}:
            return False
        if "&" in space:
            return True
        if space in "'’":
            return (
                len(before.text) < 3
                or t.entity[index] == t.entity[index - 1] != 0
                or before.key in {"dell", "dall", "nell"}
            )
        if before.text.islower() and (before.key in self._lexicon.particles or self._ends_in_s(index)):
            return True
        if space == " " and (self._titles_next(index) or self._is_post(index)):
            return False
        known = word.key in self._lexicon.org_words or word.key in self._lexicon.particles
        if word.key in self._lexicon.common and not t.entity[index] and not known:
            return False
        return not self._apart(index)

    def _is_title(self, index: int) -> bool:
        """ "Sir", "Dr"; not "General" before "Motors"."""
        words = self._t.words
        if words[index].text not in self._lexicon.titles:
            return False
        return index + 1 >= len(words) or words[index + 1].key not in self._lexicon.org_words

    def _ends_in_s(self, index: int) -> bool:
        """The name before `index` ends in an 's of its own."""
        return is_s(self._t.text, self._t.words, index - 1) and self._t.words[index - 2].key in self._in_s

    def _titles_next(self, index: int) -> bool:
        """A title, and not the last word of a name: "Anders King"."""
        words = self._t.words
        follows = index + 1 < len(words) and self._t.text[words[index].end : words[index + 1].start] in {" ", ". "}
        return self._is_title(index) and follows and _capital(words[index + 1].text)

    def _is_post(self, index: int) -> bool:
        words = self._t.words
        size, _ = self._lexicon.posts.match(words, index)
        after = words[index + 1].text if index + 1 < len(words) else ""
        spelt = words[index].text.islower() or after.islower()  # "Directrice générale de X"
        return size > 0 and (not self._t.entity[index] or spelt)

    def _apart(self, index: int) -> bool:
        """The model sees two names: one ends before `index` and one starts there."""
        t = self._t
        here, before = t.entity[index], t.entity[index - 1]
        if not here or not before or here == before:
            return False
        one, two = LABELS.get(t.labels[before - 1]), LABELS.get(t.labels[here - 1])
        if two == "place" and one != "person":
            return False
        known = two == "person" and one != "place" and t.words[index - 1].key in first_names()  # cut by the model
        return one != two and not (known and t.words[index].key not in self._lexicon.everyday)

    def _bridge(self, first: int, index: int, gap: str) -> int:
        """Over lower-case particles to the next part of a person's or an institution's name: the index after it."""
        t, words, lexicon = self._t, self._t.words, self._lexicon
        if gap not in {" ", "\u00a0", "-"}:
            return 0
        at = index
        while at < len(words) and at - index < 3 and words[at].text.islower() and words[at].key in lexicon.particles:
            at += 1
        if at == index or at >= len(words) or not _capital(words[at].text):
            return 0
        between = t.text[words[index - 1].end : words[at].start]
        if not re.fullmatch(r"[ \w'’\u00a0-]+", between) or "\n" in between:
            return 0
        if t.entity[at] and t.entity[at] == t.entity[index - 1]:
            return at + 1
        label = LABELS.get(t.labels[t.entity[index - 1] - 1]) if t.entity[index - 1] else None
        keys = {words[k].key for k in range(index, at)}
        if gap == "-":  # "Faber-de Wit"
            return at + 1
        known = words[first].key in first_names() and label in {None, "person"}
        size = len(t.text[words[first].start : words[index - 1].end].split())
        if at - index == 1 and size > 1 and keys <= lexicon.of and not (t.entity[at] and label == "person"):
            return 0
        if keys & lexicon.name_particles and (known or label == "person" or at - index > 1):
            return at + 1 if size <= 3 else 0
        place = self._book.lookup(words[at].text)
        if (
            known
            and size == 1
            and not place
            and words[first].text not in lexicon.heads
            and not self._opening_verb(first)
        ):
            return at + 1
        if words[first].text in lexicon.heads and keys & lexicon.of and t.entity[at] == 0 and not self._opening(first):
            return at + 1
        return 0

    def _opening_verb(self, index: int) -> bool:
        return self._opening(index) and self._t.words[index].key in self._lexicon.stop

    def _trim(self, first: int, last: int) -> Candidate | None:
        """Drop what is no part of the name at both ends; None where nothing is left."""
        t, words, lexicon = self._t, self._t.words, self._lexicon
        opening = self._opening(first)
        while first < last and self._droppable(first, last, opening):
            step = max(1, lexicon.posts.match(words, first)[0]) if not t.entity[first] or self._is_post(first) else 1
            first = min(last, first + step)
            opening = opening and first < last and self._opening(first)
        institution = words[first].text in lexicon.heads if first < last else False
        in_s = last - first > 1 and self._ends_in_s(last)
        while first < last and not in_s and not _capital(words[last - 1].text):
            if not self._no_part(first, last - 1, institution):
                break
            if t.text[words[last - 1].start - 1] == "." and last - first > 1:  # "Bol.com"
                break
            last -= 1
        last = max(last, self._long_places.get(first, 0))
        if last - first > 1 and not in_s and is_s(t.text, words, last - 1):
            last -= 1  # the English genitive
        while last - first > 1 and (
            self._is_title(last - 1)
            or (words[last - 1].text.isupper() and lexicon.posts.match(words, last - 1)[0] == 1)
        ):
            last -= 1
        if first >= last or not any(_capital(word.text) and not word.text.isdigit() for word in words[first:last]):
            return None
        surface = t.text[words[first].start : words[last - 1].end]
        if all(len(word.text) < 2 for word in words[first:last]) and "&" not in surface:
            return None  # initials: who speaks in an interview
        if last - first == 1 and words[first].key in lexicon.stop | lexicon.articles and words[first].text.istitle():
            return None
        if last - first == 1 and words[first].key in lexicon.never and words[first].key not in first_names():
            return None
        start, end = words[first].start, words[last - 1].end
        told = [LABELS[t.labels[e - 1]] for e in t.entity[first:last] if e and t.labels[e - 1] in LABELS]
        label = "person" if "person" in told and words[first].key in first_names() else next(iter(told), None)
        common = words[first].key in lexicon.common or (opening and self._ordinary(first))
        if last - first == 1 and label is None and common:
            return None
        if (
            label is None
            and any(t.entity[first:last])
            and t.labels[next(e for e in t.entity[first:last] if e) - 1]
            in {"DATE", "TIME", "MONEY", "PERCENT", "LANGUAGE", "NORP", "ORDINAL", "CARDINAL", "QUANTITY", "LAW"}
        ):
            return None
        loose, shout = self._inside(first, self._headlines), self._inside(first, self._shouts)
        heading = start in self._headings
        # one of several paragraphs headed alike is headed by a firm, whatever the word
        everyday = last - first == 1 and self._everyday(first) and not (heading and len(self._run_ins) >= _HEADS)
        if t.text[end : end + 1] == "+" or (
            words[last - 1].key in lexicon.legal and re.match(r"\.(?:,| [a-z])", t.text[end:])
        ):
            end += 1
        return Candidate(
            first, last, start, end, label, opening, loose, shout, heading, everyday and (opening or shout or heading)
        )

    def _no_part(self, first: int, index: int, institution: bool) -> bool:
        """The word in lower case that ends the run is no part of the name: only an institution's ends so."""
        label = LABELS.get(self._t.labels[self._t.entity[index] - 1]) if self._t.entity[index] else None
        return label is None or (label != "organisation" and not institution and self._everyday(index))

    def _everyday(self, index: int) -> bool:
        """A word of the dictionary, or an adjective of a place, and no first name."""
        key = self._t.words[index].key
        return (key in self._lexicon.everyday or self._book.is_adjective(key)) and key not in first_names()

    def _ordinary(self, index: int) -> bool:
        """A word that only the start of a sentence capitalises."""
        t, word = self._t, self._t.words[index]
        if t.text[word.end : word.end + 3].strip()[:1] == "&":
            return False
        if word.key in self._lexicon.stop or word.key in t.lower or len(word.key) == 1:
            return True
        return word.key in self._lexicon.common

    def _droppable(self, first: int, last: int, opening: bool) -> bool:
        """The word at `first` opens the run without being part of the name."""
        t, word, lexicon = self._t, self._t.words[first], self._lexicon
        alone = last - first == 1
        if first in self._long_places and word.key not in lexicon.articles:
            return False
        if self._is_title(first):
            return not alone or len(word.key) > 2
        if self._is_post(first):
            return True
        if not alone and word.text[0].isupper() and self._book.is_adjective(word.key):
            if t.words[first + 1].text.islower():  # "Les Chinois de X"
                return t.words[first + 1].key in lexicon.of
            apart = not t.entity[first] or t.entity[first] != t.entity[first + 1]
            return apart and words_key(t, first + 1) in first_names()
        if word.text.islower():
            hyphen = t.text[word.end : word.end + 1] == "-"
            person = t.entity[first] and LABELS.get(t.labels[t.entity[first] - 1]) == "person"
            if hyphen or len(word.key) == 1 or word.key in lexicon.stop | lexicon.articles:
                return True
            label = LABELS.get(t.labels[t.entity[first] - 1]) if t.entity[first] else None
            if label != "organisation" and (lexicon.place_nouns(t.words, first) or self._everyday(first)):
                return True
            if not alone and word.text not in lexicon.heads and word.key not in lexicon.particles:
                return True
            if not alone and word.key in lexicon.org_nouns and t.words[first + 1].text[0].isupper():
                return True
            return bool(person) and word.key not in lexicon.particles
        if word.key in lexicon.articles and not alone and (opening or t.entity[first] == t.entity[first + 1]):
            return not self._article_belongs(first, opening)
        if not alone and self._unnamed_here(first, last):
            return True
        if not opening or (
            word.key in lexicon.particles and not alone and words_key(t, first + 1) in {"der", "den", "ter"}
        ):
            return False
        if word.text.isupper() and len(word.text) > 1 and word.key not in lexicon.stop:
            return False
        if not alone and self._titled(first, last):
            return False
        if t.entity[first]:
            return word.key in lexicon.stop or (not alone and word.key in lexicon.unnamed)
        return self._ordinary(first)

    def _titled(self, first: int, last: int) -> bool:
        """A name made of everyday words opens the sentence: "Great Plains Mutual", or one that the text tells again."""
        words = self._t.words
        if self._pairs[(words[first].text, words[first + 1].text)] > 1:
            return words[first].key not in self._lexicon.articles | self._lexicon.stop
        if words[first].key in self._lexicon.stop or words[first].key not in self._lexicon.nouns:
            return False
        return all(self._everyday(index) for index in range(first, last) if not words[index].text.islower())

    def _unnamed_here(self, first: int, last: int) -> bool:
        """The word opens the run but never a name: a month, the title of a section."""
        t, key = self._t, self._t.words[first].key
        if key in self._lexicon.never:
            return key not in first_names() or last - first > 2
        together = t.entity[first] != 0 and t.entity[first] == t.entity[first + 1]
        return (
            key in self._lexicon.unnamed and not together and key not in self._lexicon.org_words | first_names().keys()
        )

    def _article_belongs(self, index: int, opening: bool) -> bool:
        """The article is part of the name: "La Poste" inside a sentence, "Le Havre", "L'Oréal"."""
        t, words = self._t, self._t.words
        if words[index].key == "the":
            return False
        if index in self._long_places:
            return True
        if index + 1 in self._long_places:
            return False
        if not opening:
            return True
        together = t.entity[index] != 0 and t.entity[index] == t.entity[index + 1]
        return together and LABELS.get(t.labels[t.entity[index] - 1]) == "organisation"


def words_key(tokens: Tokens, index: int) -> str:
    """The folded word at `index`."""
    return tokens.words[index].key
