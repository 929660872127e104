"""How far a name reaches from its first word: over capitals, the model's entities, particles."""

import re

from extract.names.composition import is_first_name
from extract.names.firstnames import first_names
from extract.names.genitives import is_s
from extract.names.surroundings import Surroundings
from extract.names.tokens import capital

_PLAIN_GAP = frozenset('«»“”"|:;()[]!?/>')  # none of these inside a name
_DASHES = frozenset({" – ", " — ", " - "})


class Runs:
    """Runs of words that belong together as one name."""

    def __init__(self, surroundings: Surroundings) -> None:
        """Of the text that `surroundings` know."""
        self._s, self._t, self._lexicon = surroundings, surroundings.tokens, surroundings.lexicon

    def end_of(self, index: int) -> int:
        """The index after the last word of the run that starts at `index`."""
        if index in self._s.compounds:
            return self._s.compounds[index]
        if self._s.prefixed(index):
            return self._reach(index + 1)
        return self._reach_in_capitals(index) if self._s.capitals(index) else self._reach(index)

    def _reach_in_capitals(self, index: int) -> int:
        """In a line of capitals: a first name and what follows it, or a single word."""
        words, last = self._t.words, index + 1
        key = words[index].key
        if words[index].start in self._s.run_ins:
            while last < len(words) and words[last].text.isupper():
                if self._t.text[words[last - 1].end : words[last].start] not in {" ", "-", "'", "’", " & ", "\u00a0"}:
                    break
                last += 1
            return last
        if key in self._lexicon.stop or (key in self._lexicon.common and key not in first_names()):
            return last
        if key in self._lexicon.words or (key in self._lexicon.firm_nouns and key not in self._lexicon.org_words):
            return last
        while last < len(words) and last - index < 4:
            gap = self._t.text[words[last - 1].end : words[last].start]
            key = words[last].key
            if gap not in {" ", "-", "\u00a0", " & "} or key in self._lexicon.common | self._lexicon.words:
                break
            if key in self._lexicon.firm_nouns and key not in self._lexicon.org_words:  # "HARROGATE BREWER ..."
                break
            if key in self._lexicon.stop and key not in self._lexicon.particles:
                break
            last += 1
        return last

    def _reach(self, index: int) -> int:
        """The index after the last word of the run that starts at `index`."""
        t, words = self._t, self._t.words
        last, count = self._s.long_places.get(index, index + 1), len(words)
        while last < count:
            gap = t.text[words[last - 1].end : words[last].start]
            same = t.entity[last] == t.entity[last - 1] and self._s.label(last) is not None
            if "\n" in gap or (len(gap) > 3 and not same) or not _PLAIN_GAP.isdisjoint(gap) or gap in _DASHES:
                break
            if self._s.territories.get(index) == last and words[last].key in self._lexicon.of:
                break  # "directrice France de X"
            if words[last].text.islower() and self._breaks(index, last):
                break
            if self._house(last):
                last += 2
                continue
            if self._parts(index, last, same):
                break
            if self._s.ends_in_s(last + 1) or same or self._joins(index, last, gap):
                last += 1
            else:
                reach = self._bridge(index, last, gap)
                if not reach:
                    break
                last = reach
        return max(last, self._partners(index, last))

    def _partners(self, first: int, last: int) -> int:
        """ "Gaspard et Louise vend ...": two words that one verb has for its subject are one name. Its end, or 0."""
        t, words = self._t, self._t.words
        if last - first != 1 or last + 2 >= len(words) or words[last].key not in self._lexicon.conjunctions:
            return 0
        if not self._s.opening(first) or not capital(words[last + 1].text):
            return 0
        verb = words[last + 2]
        spaced = t.text[words[first].end : verb.start] == f" {words[last].text} {words[last + 1].text} "
        return last + 2 if spaced and verb.key in self._lexicon.singular and verb.text.islower() else 0

    def _house(self, index: int) -> bool:
        """ "Tissier et Compagnie", "Moss and Sons": who is in the house besides the name before."""
        t, words, lexicon = self._t, self._t.words, self._lexicon
        if words[index].key not in lexicon.conjunctions or index + 1 >= len(words) or not words[index].text.islower():
            return False
        after = words[index + 1]
        if after.key not in lexicon.houses or not capital(after.text) or not capital(words[index - 1].text):
            return False
        follows = words[index + 2].key if index + 2 < len(words) else ""
        return t.text[words[index - 1].end : after.start] == f" {words[index].text} " and follows not in lexicon.of

    def _parts(self, first: int, index: int, same: bool) -> bool:
        """A name ends before the word at `index`, whatever the model sees: one person before "and", the owner before
        what is his ("Beck's Rockets")."""
        t, word = self._t, self._t.words[index]
        if word.key in self._lexicon.conjunctions and word.text.islower():
            both = index + 1 < len(t.words) and is_first_name(t.words[index + 1].key)
            return self._s.label(index - 1) == "person" or (both and is_first_name(t.words[index - 1].key))
        big = not word.text.islower() and not t.words[index - 1].text.islower()
        if big and word.key in self._lexicon.words and self._s.inside(index, self._s.headlines):
            return True  # "Brackley Foods Names Tessa Hill Chief Executive"
        if not is_s(t.text, t.words, index - 1) or self._s.ends_in_s(index):
            return False
        saint = t.words[first].key in self._lexicon.saints and word.key in self._lexicon.org_words
        return not same and not saint

    def _breaks(self, first: int, index: int) -> bool:
        """No name goes over the word in lower case at `index`."""
        key, lexicon = self._t.words[index].key, self._lexicon
        if key in lexicon.breaks:
            return True
        person = self._s.label(index) == "person"
        return person and key in lexicon.of and key not in lexicon.particles  # "Marco Antonelli of X"

    def _joins(self, first: int, index: int, gap: str) -> bool:
        """The capitalised word at `index` goes on the name before it."""
        t, word, before = self._t, self._t.words[index], self._t.words[index - 1]
        space = gap.replace("\u00a0", " ").replace("\u202f", " ")
        if space == "-" and word.text.islower() and len(word.text) < 6:  # "Ji-hoon"
            return self._s.label(index - 1) == "person" or is_first_name(word.key)
        if space == ".":
            return (
                word.key in {"com", "fr", "be", "nl", "net", "org", "eu", "io", "ai", "co", "tv", "ch", "ca"}
                or len(before.text) == 1
            )
        if word.text == "h" and space in "'’" and len(before.text) > 2:
            return True  # "Le Floc'h"
        if not capital(word.text):
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
                or before.key in self._lexicon.elided
            )
        if before.text.islower() and (before.key in self._lexicon.particles or self._s.ends_in_s(index)):
            return True
        if space == " " and (self._s.titles_next(index) or self._s.is_post(index)):
            return False
        known = word.key in self._lexicon.org_words or word.key in self._lexicon.particles
        if is_s(t.text, self._t.words, index - 1) and first + 2 < index and known:
            return True  # "St Brendan's Hospital"
        if word.key in self._lexicon.common and not t.entity[index] and not known:
            return False
        return not self._apart(index)

    def _apart(self, index: int) -> bool:
        """The model sees two names: one ends before `index` and one starts there."""
        t = self._t
        here, before = t.entity[index], t.entity[index - 1]
        if not here or not before or here == before:
            return False
        one, two = self._s.label(index - 1), self._s.label(index)
        if two == "place" and one != "person":
            return False
        known = two == "person" and one != "place" and t.words[index - 1].key in first_names()  # cut by the model
        return one != two and not (known and t.words[index].key not in self._lexicon.everyday)

    def _bridge(self, first: int, index: int, gap: str) -> int:
        """Over lower-case particles to the next part of a person's or an institution's name: the index after it."""
        t, words, lexicon = self._t, self._t.words, self._lexicon
        if gap not in {" ", "\u00a0", "-"}:
            return 0
        opener = words[first].key in lexicon.openers and words[first].text[0].isupper()
        at = index
        while at < len(words) and at - index < 3 and words[at].text.islower() and words[at].key in lexicon.particles:
            at += 1
        if at == index or at >= len(words) or not capital(words[at].text):
            return 0
        between = t.text[words[index - 1].end : words[at].start]
        if not re.fullmatch(r"[ \w'’\u00a0-]+", between) or "\n" in between:
            return 0
        if t.entity[at] and t.entity[at] == t.entity[index - 1]:
            return at + 1
        label = self._s.label(index - 1)
        keys = {words[k].key for k in range(index, at)}
        if gap == "-":  # "Faber-de Wit"
            return at + 1
        known = words[first].key in first_names() and label in {None, "person"}
        if opener and keys <= lexicon.of | lexicon.definite:  # "Moulins de Kerascoët"
            return at + 1
        size = len(t.text[words[first].start : words[index - 1].end].split())
        if at - index == 1 and size > 1 and keys <= lexicon.of and not (t.entity[at] and label == "person"):
            return 0
        if keys & lexicon.name_particles and (known or label == "person" or at - index > 1):
            return at + 1 if size <= 3 else 0
        place = self._s.book.lookup(words[at].text)
        if (
            known
            and size == 1
            and not place
            and words[first].text not in lexicon.heads
            and not self._opening_verb(first)
        ):
            return at + 1
        if (
            words[first].text in lexicon.heads
            and keys & lexicon.of
            and t.entity[at] == 0
            and not self._s.opening(first)
        ):
            return at + 1
        return 0

    def _opening_verb(self, index: int) -> bool:
        return self._s.opening(index) and self._t.words[index].key in self._lexicon.stop
