"""What every search for names in a text asks of the place of a word: layout, sentence starts, titles, posts."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.names.compounds import find_compounds
from extract.names.firstnames import first_names
from extract.names.genitives import is_s, names_in_s
from extract.names.headed import headed
from extract.names.layout import is_headline, is_shout, is_title, runs_in, stands_over
from extract.names.lexicon import NameLexicon
from extract.names.proper import proper_words
from extract.names.tokens import LABELS, Tokens, capital
from extract.places import PlaceHit
from extract.places.gazetteer import Gazetteer, Place

_OPENERS = frozenset("«“\"‘'([:;•–—-*|>")
_LARGE = 200_000  # people: a town that a capital at the start of a sentence means
HEADS = 3  # paragraphs with a heading run in: a list of firms


def _is_known(place: Place) -> bool:
    return not place.adjective and (place.kind != "city" or place.population > _LARGE)


class Surroundings:
    """The words of one text, its sentences and layout, with the language's lexicon and gazetteer."""

    def __init__(
        self,
        tokens: Tokens,
        sentences: Sequence[tuple[int, int]],
        hits: Sequence[PlaceHit],
        lexicon: NameLexicon,
        book: Gazetteer,
    ) -> None:
        """`hits` are the gazetteer's names in the text, `sentences` its sentences' spans."""
        self.tokens = tokens
        self.lexicon = lexicon
        self.book = book
        self.openings = {start for start, _ in sentences}
        self.long_places = {
            hit.first: hit.last for hit in hits if hit.last - hit.first > 1 and not hit.places[0].adjective
        }
        lines = [(start, end, tokens.text[start:end]) for start, end in sentences]
        self.headlines = [(start, end) for start, end, line in lines if is_headline(line)]
        self.shouts = [(start, end) for start, end, line in lines if is_shout(line)]
        self.run_ins = {start for start, end, line in lines if line.isupper() and runs_in(tokens.text, start, end)}
        self.headings = self.run_ins | {
            start for start, end, line in lines if is_title(line) and runs_in(tokens.text, start, end)
        }
        alone = {start for start, end, line in lines if stands_over(tokens.text, start, end, line)}
        if len(alone) >= HEADS:
            self.headings |= alone
        self.territories = {
            hit.first: hit.last for hit in hits if hit.places[0].kind != "city" and not hit.places[0].adjective
        }
        self._places = {hit.first for hit in hits if _is_known(hit.places[0])}
        heads = headed(tokens, lexicon, book)
        self.headings |= {tokens.words[first].start for first in heads}
        self.compounds = find_compounds(tokens, lexicon, book, self.openings) | heads
        self.proper = proper_words(tokens, lexicon, self._own_capital)
        self.in_s = names_in_s(tokens.text, tokens.words, lexicon)
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.inside_pairs: set[tuple[str, str]] = set()  # those whose first word is capitalised where few words are
        for index, (one, two) in enumerate(pairwise(tokens.words)):
            if one.text[0].isupper() and two.text[0].isupper():
                self.pairs[one.text, two.text] += 1
                if not self.opening(index):
                    self.inside_pairs.add((one.text, two.text))

    def inside(self, index: int, spans: Sequence[tuple[int, int]]) -> bool:
        """The word stands in one of the spans."""
        start = self.tokens.words[index].start
        return any(a <= start < b for a, b in spans)

    def capitals(self, index: int) -> bool:
        """The word stands in a line of capitals."""
        return self.tokens.words[index].start in self.run_ins or self.inside(index, self.shouts)

    def opening(self, index: int) -> bool:
        """Any word has a capital here: a sentence starts, or a quotation, a bracket, an item."""
        start = self.tokens.words[index].start
        if start in self.openings or index == 0:
            return True
        before = self.tokens.text[max(0, start - 3) : start]
        if before[-1:] in {"-", "'", "’", "‘"} and len(before) > 1 and not before[-2].isspace():
            return False
        before = before.rstrip()
        return bool(before) and before[-1] in _OPENERS

    def _own_capital(self, index: int) -> bool:
        """Neither the start of a sentence nor a headline gives the word its capital, and it names no place."""
        headline = self.inside(index, self.headlines) or self.inside(index, self.shouts)
        return not (headline or self.opening(index) or self.book.lookup(self.tokens.words[index].text))

    def label(self, index: int) -> str | None:
        """The kind of the model's entity that holds the word, if one does."""
        entity = self.tokens.entity[index]
        return LABELS.get(self.tokens.labels[entity - 1]) if entity else None

    def prefixed(self, index: int) -> bool:
        """A small letter opens the name: "e-Ferme", "i-Clinic"."""
        words, text = self.tokens.words, self.tokens.text
        if index + 1 >= len(words) or len(words[index].text) > 1 or not words[index].text.islower():
            return False
        start = words[index].start
        apart = start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "-")
        return apart and text[words[index].end : words[index + 1].start] == "-" and words[index + 1].text[0].isupper()

    def is_title(self, index: int) -> bool:
        """ "Sir", "Dr"; not "General" before "Motors"."""
        words = self.tokens.words
        if words[index].text not in self.lexicon.titles:
            return False
        return index + 1 >= len(words) or words[index + 1].key not in self.lexicon.org_words

    def ends_in_s(self, index: int) -> bool:
        """The name before `index` ends in an 's of its own."""
        return is_s(self.tokens.text, self.tokens.words, index - 1) and self.tokens.words[index - 2].key in self.in_s

    def titles_next(self, index: int) -> bool:
        """A title, and not the last word of a name: "Anders King"."""
        words = self.tokens.words
        follows = index + 1 < len(words) and self.tokens.text[words[index].end : words[index + 1].start] in {" ", ". "}
        return self.is_title(index) and follows and capital(words[index + 1].text)

    def is_post(self, index: int) -> bool:
        """A post starts here, and the model sees no name in it: "Directrice générale de X"."""
        words = self.tokens.words
        size, _ = self.lexicon.posts.match(words, index)
        after = words[index + 1].text if index + 1 < len(words) else ""
        spelt = words[index].text.islower() or after.islower()  # "Directrice générale de X"
        return size > 0 and (not self.tokens.entity[index] or spelt)

    def everyday(self, index: int) -> bool:
        """A word of the dictionary, or an adjective of a place; no first name, no large town."""
        key = self.tokens.words[index].key
        return (
            index not in self._places
            and (key in self.lexicon.everyday or self.book.is_adjective(key))
            and key not in first_names()
        )
