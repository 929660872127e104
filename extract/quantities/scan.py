"""One pass over a text: its tokens, the lexicon, and how far quantities have been read."""

from extract.quantities.tokens import FIGURES, Tokens
from extract.quantities.units import Words

REACH = 5  # tokens between a number and the word that tells its bound or its "per" from afar


class Scan:
    """The tokens of one text with the lexicon of its language.

    `free` is the first token that no quantity holds yet: nothing looks back beyond it.
    """

    def __init__(self, words: Words, tokens: Tokens) -> None:
        """Start at the first token."""
        self.words = words
        self.tokens = tokens
        self.low = tokens.low
        self.free = 0

    def changes(self, index: int) -> bool:
        """Do the words before `index` tell of a move ("est passé", "rose"), so that two values are told?"""
        if index and self.low[index - 1] in self.words.change_nouns:  # "un recul de 5 à 6 %"
            return False
        if index and self.low[index - 1] == ",":  # "a progressé de 40 %, de 1,2 à 1,7 milliard"
            return self.moves_to(index)
        for word in reversed(self.low[max(0, index - 4) : index]):
            if not word[0].isalpha() and word not in "'-":
                return False
            if self.words.change.match(word):
                return True
        return False

    def named(self, index: int) -> bool:
        """Does a capitalised word stand before the token `index` ("Windows 11")?"""
        before = self.tokens.word(index - 1)
        return before.isalpha() and self.tokens.raw[index - 1][0].isupper() and before not in self.words.stop

    def is_month(self, index: int) -> bool:
        """Is the token `index` the name of a month?"""
        words = self.words
        if self.tokens.word(index) not in words.months:
            return False
        return not words.months_capitalised or self.tokens.raw[index][0].isupper()

    def bound_before(self, index: int) -> tuple[int, str | None]:
        """Where the bound words before the token `index` start, and what they say."""
        found = self.words.bounds_before.match(self.low, index - 1)
        if found is None and self.low[index] in self.words.multiples:
            found = self.words.bounds_verbs.match(self.low, index - 1)
        if found and found[0] >= self.free and found[1]:
            destination = tuple(self.low[found[0] : index]) in self.words.destinations
            if not (destination and self.moves_to(found[0])):
                return found
        return index, None

    def counts_on(self, index: int) -> bool:
        """Does the next number begin here ("300 magasins et plus de 5 000 salariés")?"""
        word = self.tokens.word(index)
        return word in self.words.compared or word[0] in FIGURES or word in self.words.numerals.values.heads

    def moves_to(self, index: int) -> bool:
        """Is the word at `index` where a move ends ("steeg tot 40"), not a limit?"""
        for word in reversed(self.low[max(0, index - 2 * REACH) : index]):
            if word in ".;:!?\n":
                return False
            if self.words.change.match(word):
                return True
        return False
