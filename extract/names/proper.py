"""Everyday words that a text uses as a name: "chez Partage", "the head of Next", with a capital of their own."""

from collections import Counter
from collections.abc import Callable

from extract.names.lexicon import NameLexicon
from extract.names.tokens import Tokens

_AGAIN = 2  # times that a capital of its own makes a name of an everyday word


def proper_words(t: Tokens, lexicon: NameLexicon, own_capital: Callable[[int], bool]) -> frozenset[str]:
    """The words, as they are spelt, that again and again have a capital where only a name has one: alone, behind a
    small word that is no determiner. `own_capital` tells the words whose capital comes from no place in the text."""
    told: Counter[str] = Counter()
    surnames: set[str] = set()  # and the like: "Ann Field"
    words = t.words
    everyday = (lexicon.everyday, lexicon.stop, lexicon.common)
    governing = lexicon.stop | lexicon.of | lexicon.locative
    determining = lexicon.definite | lexicon.pointing | lexicon.possessive | lexicon.articles
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        if not word.text[0].isupper() or not word.text.istitle() or len(word.text) < 3 or word.key in lexicon.unnamed:
            continue
        if not any(word.key in known for known in everyday):
            continue
        if before.text[0].isupper() and t.text[before.end : word.start] == " ":
            surnames.add(word.text)
        governed = before.text.islower() and before.key in governing
        determined = before.key in determining
        if not governed or determined or t.text[before.end : word.start] not in {" ", "'", "’", "\u00a0"}:
            continue
        follows = words[index + 1] if index + 1 < len(words) else None
        run = follows is not None and t.text[word.end : follows.start] in {" ", "-"} and follows.text[0].isupper()
        if not run and own_capital(index) and not lexicon.posts.match(words, index)[0]:
            told[word.text] += 1
    return frozenset(word for word, count in told.items() if count >= _AGAIN and word not in surnames)
